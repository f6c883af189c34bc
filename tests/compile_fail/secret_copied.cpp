// A secret cannot be copied.
// expected: deleted
#include <utility>

#include "daemon/wire/secret.hpp"

using tsuitate::wire::Secret;

Secret<16> take(Secret<16>& pin) {
#ifdef MUST_NOT_COMPILE
    return pin;
#else
    return std::move(pin);
#endif
}
