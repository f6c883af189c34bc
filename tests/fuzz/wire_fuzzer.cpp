// Any bytes into every decoder of the wire. A message that comes out must be valid and must encode to the
// same bytes.
#include <cstdlib>
#include <cstring>

#include "daemon/wire/codec.hpp"

namespace {

using namespace tsuitate::wire;

template <typename Accepted>
void decode(std::span<const std::uint8_t> bytes) {
    const auto decoded = Accepted::decode(bytes);
    const auto* any = std::get_if<typename Accepted::Any>(&decoded);
    if (any == nullptr) {
        return;
    }
    std::visit(
        [bytes](const auto& message) {
            const auto again = encode(message);
            if (!message.valid() || again.size() != bytes.size() ||
                std::memcmp(again.data(), bytes.data(), again.size()) != 0) {
                std::abort();
            }
        },
        *any);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    decode<FromFront>(bytes);
    decode<FromScreen>(bytes);
    decode<FromLedger>(bytes);
    decode<FromVaultToFront>(bytes);
    decode<FromVaultToScreen>(bytes);
    decode<FromVaultToLedger>(bytes);
    return 0;
}
