// A secret is compared in constant time or not at all.
// expected: deleted
#include "daemon/wire/secret.hpp"

using namespace tsuitate::wire;

bool same(const Secret<16>& left, const Secret<16>& right) {
#ifdef MUST_NOT_COMPILE
    return left == right;
#else
    return equal_in_constant_time(left, right);
#endif
}
