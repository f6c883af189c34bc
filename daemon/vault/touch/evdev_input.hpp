// EvdevInput: the touch panel and the tactile keypad of the kernel, as the policy allows them. Finds, checks,
// grabs, and does so again after unplugging. A panel may be several devices, which come and go as one.
// Nothing about a touch is ever logged.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/touch/evdev_device.hpp"
#include "daemon/vault/touch/input.hpp"
#include "daemon/vault/touch/panel_part.hpp"
#include "daemon/vault/touch/pen_and_finger.hpp"
#include "policy/policy.hpp"

struct udev;
struct udev_device;
struct udev_monitor;

namespace tsuitate::vault {

class EvdevInput final : public Input {
  public:
    EvdevInput(loop::Loop& loop, std::vector<policy::DeviceRule> rules);
    ~EvdevInput() override;
    EvdevInput(const EvdevInput&) = delete;
    EvdevInput& operator=(const EvdevInput&) = delete;

    void start(InputListener& listener) override;
    void set_panel_size(policy::SizeMm size) override { panel_size_ = size; }

  private:
    struct Taken {
        wire::DeviceClass device_class = wire::DeviceClass::panel;
        std::string place;
        PanelPart part;
        std::unique_ptr<EvdevDevice> device;
    };
    void scan();
    void scan_again_later();
    void on_monitor();
    void consider(udev_device* device);
    void take(udev_device* device, const policy::DeviceRule& rule, const std::string& place);
    void refuse(InputReport told, const std::string& reason);
    void lose(const std::string& place);
    bool has(wire::DeviceClass device_class) const;
    // Of this class nothing is in use yet, or what is, is the same panel.
    bool wanted(wire::DeviceClass device_class, const PanelPart& part) const;
    // What is in use of this class, as one device; nothing when nothing is.
    std::optional<InputReport> in_use(wire::DeviceClass device_class) const;
    void report(const InputReport& report);

    loop::Loop& loop_;
    std::vector<policy::DeviceRule> rules_;
    std::optional<PenAndFinger> listener_;
    policy::SizeMm panel_size_;
    udev* udev_ = nullptr;
    udev_monitor* monitor_ = nullptr;
    std::vector<Taken> taken_;
    // place → what is plugged in and allowed, and not used for a reason that may end
    std::map<std::string, InputReport> refused_;
    std::map<std::string, std::string>
        told_;  // place → what was last reported, so that nothing is said twice
};

}  // namespace tsuitate::vault
