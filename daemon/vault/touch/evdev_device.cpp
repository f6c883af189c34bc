#include "daemon/vault/touch/evdev_device.hpp"

#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

namespace tsuitate::vault {
namespace {

policy::TouchCapabilities capabilities_of(const libevdev* device) {
    return policy::capabilities_of(
        {.has_key =
             [device](std::uint16_t code) { return libevdev_has_event_code(device, EV_KEY, code) == 1; },
         .has_axis =
             [device](std::uint16_t code) { return libevdev_has_event_code(device, EV_ABS, code) == 1; },
         .has_property = [device](std::uint16_t code) { return libevdev_has_property(device, code) == 1; },
         .range_of =
             [device](std::uint16_t code) {
                 return policy::AxisRange{libevdev_get_abs_minimum(device, code),
                                          libevdev_get_abs_maximum(device, code)};
             }});
}

std::string grab_fault(int error, dev_t number, const holders::AskHolders& who_holds) {
    if (error == EBUSY) {
        return "held by " + holders::describe(who_holds(number)) + ": end it, or let it ignore this panel";
    }
    return std::string("cannot be taken for the vault alone: ") + std::strerror(error);
}

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

EvdevDevice::EvdevDevice(wire::Descriptor file, libevdev* device, Decoder decoder)
    : file_(std::move(file)),
      device_(device),
      name_(libevdev_get_name(device)),
      decoder_(std::move(decoder)) {}

EvdevDevice::~EvdevDevice() {
    libevdev_free(device_);
}

std::variant<std::unique_ptr<EvdevDevice>, std::string> EvdevDevice::open(
    const std::string& node, dev_t expected, const policy::DeviceRule& rule,
    const holders::AskHolders& who_holds) {
    wire::Descriptor file(::open(node.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW));
    if (!file) {
        return node + " cannot be opened: " + std::strerror(errno) + "; see 70-tsuitate.rules for its owner";
    }
    struct stat status {};
    if (fstat(file.number(), &status) != 0 || !S_ISCHR(status.st_mode) || status.st_rdev != expected) {
        return node + " is no longer the device that was checked";
    }
    libevdev* device = nullptr;
    if (const int error = libevdev_new_from_fd(file.number(), &device); error < 0) {
        return node + " does not answer as an input device: " + std::strerror(-error);
    }
    Decoder decoder;
    if (rule.what == policy::DeviceRule::What::panel) {
        const policy::TouchCapabilities capabilities = capabilities_of(device);
        if (!capabilities.is_panel()) {
            libevdev_free(device);
            return node + " has no touch that this version knows, or its axes have no range";
        }
        decoder = Decoder(capabilities, rule.calibration);
    }
    std::unique_ptr<EvdevDevice> opened(new EvdevDevice(std::move(file), device, std::move(decoder)));
    libevdev_set_clock_id(device, CLOCK_MONOTONIC);
    if (const int error = libevdev_grab(device, LIBEVDEV_GRAB); error < 0) {
        return grab_fault(-error, status.st_rdev, who_holds);
    }
    return opened;
}

bool EvdevDevice::read(policy::SizeMm panel, InputListener& listener) {
    const auto feed = [&](std::uint16_t type, std::uint16_t code, std::int32_t value, std::int64_t time_us) {
        // The kernel stamps with CLOCK_MONOTONIC, which is the steady clock.
        const std::chrono::steady_clock::time_point at{std::chrono::microseconds(time_us)};
        decoder_.feed({.time_us = time_us, .type = type, .code = code, .value = value}, std::min(at, now()),
                      panel, listener);
    };
    for (;;) {
        input_event event{};
        int status = libevdev_next_event(device_, LIBEVDEV_READ_FLAG_NORMAL, &event);
        const auto stamp = [&event] {
            constexpr std::int64_t second = 1'000'000;
            return event.input_event_sec * second + event.input_event_usec;
        };
        if (status == LIBEVDEV_READ_STATUS_SYNC) {
            feed(EV_SYN, SYN_DROPPED, 0, stamp());
            while ((status = libevdev_next_event(device_, LIBEVDEV_READ_FLAG_SYNC, &event)) ==
                   LIBEVDEV_READ_STATUS_SYNC) {
                feed(event.type, event.code, event.value, stamp());
            }
            if (status == -EAGAIN) {
                continue;
            }
        }
        if (status == -EAGAIN) {
            return true;
        }
        if (status < 0) {
            return false;
        }
        feed(event.type, event.code, event.value, stamp());
    }
}

}  // namespace tsuitate::vault
