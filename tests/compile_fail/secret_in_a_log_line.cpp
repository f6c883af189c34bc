// A secret is no field of a log line.
// expected: no matching
#include "daemon/log/log.hpp"
#include "daemon/wire/secret.hpp"

void say(const tsuitate::wire::Secret<16>& pin) {
#ifdef MUST_NOT_COMPILE
    tsuitate::log::info("typed", {tsuitate::log::Field("PIN", pin)});
#else
    tsuitate::log::info("typed", {tsuitate::log::Field("HAS_PIN", pin.empty() ? "no" : "yes")});
#endif
}
