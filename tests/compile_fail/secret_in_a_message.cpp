// A message with a secret in it cannot be sent.
// expected: constraint
#include "daemon/wire/channel.hpp"
#include "daemon/wire/secret.hpp"

using namespace tsuitate::wire;

struct Leak {
    static constexpr MessageType type = MessageType::vault_tell_progress;
#ifdef MUST_NOT_COMPILE
    Secret<16> pin;
#else
    std::uint8_t progress = 0;
#endif
    bool valid() const {
        return true;
    }
};

bool send(Channel& channel, const Leak& leak) {
    return channel.send(leak);
}
