// ReplayInput: the emulated panel. Whoever connects to its socket and describes a device in evemu text is a
// panel (or a keypad) that was just plugged in; event lines are its events; hanging up is unplugging. For
// tests and demo only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/touch/decoder.hpp"
#include "daemon/vault/touch/input.hpp"
#include "daemon/vault/touch/pen_and_finger.hpp"
#include "daemon/wire/descriptor.hpp"
#include "tests/panel/evemu_text.hpp"

namespace tsuitate::vault {

class ReplayInput final : public Input {
  public:
    // Listens on this path. Throws std::runtime_error when it cannot.
    ReplayInput(loop::Loop& loop, const std::string& path);
    ~ReplayInput() override;
    ReplayInput(const ReplayInput&) = delete;
    ReplayInput& operator=(const ReplayInput&) = delete;

    void start(InputListener& listener) override;
    void set_panel_size(policy::SizeMm size) override { panel_size_ = size; }

  private:
    struct Device {
        wire::Descriptor connection;
        EvemuDescription description;
        std::string unread;
        unsigned lines = 0;
        std::optional<Decoder> decoder;  // once the first event has come and the description is complete
    };
    void accept_device();
    void read(int descriptor);
    bool take_line(Device& device, const std::string& line);
    void plug_in(Device& device);
    void unplug(int descriptor, const std::string& reason);
    static wire::DeviceClass class_of(const Device& device);

    loop::Loop& loop_;
    wire::Descriptor listener_socket_;
    std::optional<PenAndFinger> listener_;  // what is plugged in here is one panel
    policy::SizeMm panel_size_;
    std::map<int, std::unique_ptr<Device>> devices_;
};

}  // namespace tsuitate::vault
