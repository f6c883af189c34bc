// A secret has no formatter.
// expected: formatter|Cannot format an argument
#include <spdlog/fmt/fmt.h>

#include "daemon/wire/secret.hpp"

std::string say(const tsuitate::wire::Secret<16>& pin) {
#ifdef MUST_NOT_COMPILE
    return fmt::format("{}", pin);
#else
    return fmt::format("{}", pin.empty());
#endif
}
