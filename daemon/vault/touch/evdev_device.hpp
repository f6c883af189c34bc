// EvdevDevice: one opened and grabbed input device of the kernel.
#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "daemon/holders/holders.hpp"
#include "daemon/vault/touch/decoder.hpp"
#include "daemon/wire/descriptor.hpp"
#include "policy/policy.hpp"

struct libevdev;

namespace tsuitate::vault {

class EvdevDevice {
  public:
    // Opens the node, makes sure that it is still the device that was checked, and takes it for this process
    // alone. A reason, with what to do, when that fails.
    static std::variant<std::unique_ptr<EvdevDevice>, std::string> open(const std::string& node,
                                                                        dev_t expected,
                                                                        const policy::DeviceRule& rule,
                                                                        const holders::AskHolders& who_holds);
    ~EvdevDevice();
    EvdevDevice(const EvdevDevice&) = delete;
    EvdevDevice& operator=(const EvdevDevice&) = delete;

    int descriptor() const { return file_.number(); }
    const std::string& name() const { return name_; }

    // Decodes what has come. False when the device is gone.
    bool read(policy::SizeMm panel, InputListener& listener);

  private:
    EvdevDevice(wire::Descriptor file, libevdev* device, Decoder decoder);

    wire::Descriptor file_;
    libevdev* device_;
    std::string name_;
    Decoder decoder_;
};

}  // namespace tsuitate::vault
