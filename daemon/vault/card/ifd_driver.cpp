#include "daemon/vault/card/ifd_driver.hpp"

#include <dlfcn.h>

#include <array>

namespace tsuitate::vault {
namespace {

// Logical unit: one reader, one slot.
constexpr DWORD unit = 0;

template <typename Function>
bool find(void* handle, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
    return function != nullptr;
}

}  // namespace

struct IfdDriver::Library {
    void* handle = nullptr;
    decltype(&IFDHCreateChannelByName) create_channel = nullptr;
    decltype(&IFDHCloseChannel) close_channel = nullptr;
    decltype(&IFDHICCPresence) icc_presence = nullptr;
    decltype(&IFDHPowerICC) power_icc = nullptr;
    decltype(&IFDHSetProtocolParameters) set_protocol_parameters = nullptr;
    decltype(&IFDHTransmitToICC) transmit_to_icc = nullptr;
};

void IfdDriver::Unload::operator()(Library* library) const {
    // Never dlclose: drivers leave threads and exit handlers behind.
    delete library;
}

std::variant<IfdDriver, std::string> IfdDriver::load(const std::string& library) {
    std::unique_ptr<Library, Unload> loaded(new Library);
    loaded->handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (loaded->handle == nullptr) {
        const char* reason = dlerror();
        return "the reader's driver cannot be loaded (package libccid): " +
               std::string(reason == nullptr ? library : reason);
    }
    void* handle = loaded->handle;
    const bool complete = find(handle, "IFDHCreateChannelByName", loaded->create_channel) &&
                          find(handle, "IFDHCloseChannel", loaded->close_channel) &&
                          find(handle, "IFDHICCPresence", loaded->icc_presence) &&
                          find(handle, "IFDHPowerICC", loaded->power_icc) &&
                          find(handle, "IFDHSetProtocolParameters", loaded->set_protocol_parameters) &&
                          find(handle, "IFDHTransmitToICC", loaded->transmit_to_icc);
    if (!complete) {
        return library + " is not an IFD handler of API version 3";
    }
    return IfdDriver(std::move(loaded));
}

bool IfdDriver::open(const std::string& device_name) {
    std::string name = device_name;  // the handler's signature wants it writable
    return library_->create_channel(unit, name.data()) == IFD_SUCCESS;
}

void IfdDriver::close() {
    library_->close_channel(unit);
}

IfdDriver::Presence IfdDriver::presence() {
    switch (library_->icc_presence(unit)) {
        case IFD_ICC_PRESENT:
            return Presence::present;
        case IFD_ICC_NOT_PRESENT:
            return Presence::absent;
        default:
            return Presence::reader_gone;
    }
}

std::optional<std::vector<std::uint8_t>> IfdDriver::power(DWORD action) {
    std::array<std::uint8_t, MAX_ATR_SIZE> atr{};
    DWORD size = atr.size();
    if (library_->power_icc(unit, action, atr.data(), &size) != IFD_SUCCESS || size > atr.size()) {
        return std::nullopt;
    }
    return std::vector<std::uint8_t>(atr.begin(), atr.begin() + static_cast<std::ptrdiff_t>(size));
}

std::optional<std::vector<std::uint8_t>> IfdDriver::power_up() {
    return power(IFD_POWER_UP);
}

std::optional<std::vector<std::uint8_t>> IfdDriver::reset() {
    return power(IFD_RESET);
}

void IfdDriver::power_down() {
    power(IFD_POWER_DOWN);
}

bool IfdDriver::set_protocol(unsigned protocol) {
    const DWORD wanted = protocol == 0 ? SCARD_PROTOCOL_T0 : SCARD_PROTOCOL_T1;
    const RESPONSECODE result = library_->set_protocol_parameters(unit, wanted, 0, 0, 0, 0);
    // A reader that does this by itself says that it does not support being told (pcscd goes on then, too).
    return result == IFD_SUCCESS || result == IFD_NOT_SUPPORTED;
}

std::optional<std::size_t> IfdDriver::transmit(unsigned protocol, std::span<const std::uint8_t> command,
                                               std::span<std::uint8_t> answer) {
    SCARD_IO_HEADER send{};
    send.Protocol = protocol;
    send.Length = sizeof send;
    SCARD_IO_HEADER receive = send;
    DWORD size = answer.size();
    // The handler's signature is not const; it does not write to the command.
    const RESPONSECODE result = library_->transmit_to_icc(unit, send, const_cast<PUCHAR>(command.data()),
                                                          command.size(), answer.data(), &size, &receive);
    if (result != IFD_SUCCESS || size > answer.size()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(size);
}

}  // namespace tsuitate::vault
