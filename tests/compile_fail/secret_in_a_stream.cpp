// A secret cannot be streamed.
// expected: no match for|invalid operands
#include <iostream>

#include "daemon/wire/secret.hpp"

void say(const tsuitate::wire::Secret<16>& pin) {
#ifdef MUST_NOT_COMPILE
    std::cout << pin;
#else
    std::cout << pin.empty();
#endif
}
