// IfdDriver: an IFD handler (API version 3) loaded into this process: libccid for USB readers. It is what
// pcscd would load; here nothing stands between it and the vault.
#pragma once

#include <ifdhandler.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace tsuitate::vault {

class IfdDriver {
  public:
    // Loads the handler; a reason, with what to do, when it cannot.
    static std::variant<IfdDriver, std::string> load(const std::string& library);
    IfdDriver(IfdDriver&&) noexcept = default;
    IfdDriver& operator=(IfdDriver&&) noexcept = default;

    // Each returns false, or nothing, when the driver reports an error.
    bool open(const std::string& device_name);
    void close();
    enum class Presence : std::uint8_t { present, absent, reader_gone };
    Presence presence();
    // Powers up and returns the answer to reset.
    std::optional<std::vector<std::uint8_t>> power_up();
    std::optional<std::vector<std::uint8_t>> reset();
    void power_down();
    // Tells driver and card which protocol is spoken (0 for T=0, 1 for T=1).
    bool set_protocol(unsigned protocol);
    // The bytes of the answer; nothing on an error. `command` may be secret: it is only read.
    std::optional<std::size_t> transmit(unsigned protocol, std::span<const std::uint8_t> command,
                                        std::span<std::uint8_t> answer);

  private:
    struct Library;
    struct Unload {
        void operator()(Library* library) const;
    };
    explicit IfdDriver(std::unique_ptr<Library, Unload> library) : library_(std::move(library)) {}
    std::optional<std::vector<std::uint8_t>> power(DWORD action);

    std::unique_ptr<Library, Unload> library_;
};

}  // namespace tsuitate::vault
