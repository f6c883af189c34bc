#include "tests/card/applications.hpp"

namespace tsuitate::card_emulator {
namespace {

Bytes text(const std::string& characters) {
    return {characters.begin(), characters.end()};
}

File readable(Bytes content, std::uint16_t needs_pin = 0) {
    File file;
    file.content = std::move(content);
    file.needs_pin = needs_pin;
    return file;
}

File pin(const std::string& name, const std::string& value, int tries, int min_length, int max_length) {
    File file;
    file.kind = FileKind::pin;
    file.pin_name = name;
    file.pin = value;
    file.tries_left = file.max_tries = tries;
    file.min_length = min_length;
    file.max_length = max_length;
    return file;
}

File key(std::uint16_t needs_pin) {
    File file;
    file.kind = FileKind::signature_key;
    file.needs_pin = needs_pin;
    return file;
}

// DER-like: a tag, a length, then the text, as the input support application stores it.
Bytes tagged(std::uint8_t tag, const std::string& value) {
    Bytes bytes = {tag, static_cast<std::uint8_t>(value.size())};
    bytes.insert(bytes.end(), value.begin(), value.end());
    return bytes;
}

}  // namespace

std::map<std::string, Application> fresh_applications(const Identity& user_authentication,
                                                      const Identity& signature) {
    std::map<std::string, Application> all;
    all["jpki"] = {.name = "jpki",
                   .aid = {0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01},
                   .files = {{0x0006, readable(text("JPKIAPICCTOKEN2                 "))},
                             {0x0018, pin("user-authentication", "1234", 3, 4, 4)},
                             {0x0017, key(0x0018)},
                             {0x000a, readable(user_authentication.certificate())},
                             {0x000b, readable(user_authentication.issuer_certificate())},
                             {0x001b, pin("signature", "ABC123", 5, 6, 16)},
                             {0x001a, key(0x001b)},
                             {0x0001, readable(signature.certificate(), 0x001b)},
                             {0x0002, readable(signature.issuer_certificate())}}};
    all["input-support"] = {
        .name = "input-support",
        .aid = {0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08},
        .files = {{0x0011, pin("card-info-input", "9012", 3, 4, 4)},
                  {0x0001, readable(tagged(0x10, "123456789018"), 0x0011)},
                  {0x0002, readable(tagged(0x20, "TEST TARO / TEST CITY 1-2-3 / 19500101 / 1"), 0x0011)},
                  {0x0005, readable(Bytes(256, 0x5a), 0x0011)}}};
    all["card-surface"] = {.name = "card-surface",
                           .aid = {0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02},
                           .files = {{0x0012, pin("verification-number-b", "19500101301234", 10, 14, 14)},
                                     {0x0013, pin("verification-number-a", "123456789018", 10, 12, 12)},
                                     {0x0002, readable(Bytes(64, 0x11), 0x0013)},
                                     {0x0003, readable(Bytes(64, 0x22), 0x0013)}}};
    all["resident-register"] = {.name = "resident-register",
                                .aid = {0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01},
                                .files = {{0x001c, pin("resident-register", "5678", 3, 4, 4)}}};
    all["common-data"] = {.name = "common-data",
                          .aid = {0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00},
                          .files = {{0x0001, readable(text("0123456789ABCDEF"))}}};
    return all;
}

}  // namespace tsuitate::card_emulator
