// pin-kinds.toml and procedures.toml.
#include "policy/load/local_text.hpp"
#include "policy/load/readers.hpp"

namespace tsuitate::policy {
namespace {

std::vector<std::uint8_t> application_id(Table& table, std::string_view key) {
    const std::string text = table.text(key);
    std::vector<std::uint8_t> bytes;
    const bool hexadecimal =
        text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (hexadecimal) {
        for (std::size_t i = 0; i < text.size(); i += 2) {
            bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
        }
    }
    // ISO 7816-5: a registered application identifier has 5 to 16 bytes.
    if (bytes.size() < 5 || bytes.size() > 16) {
        table.complain(key, "\"" + std::string(key) + "\" must be 5 to 16 bytes in hexadecimal");
    }
    return bytes;
}

// "2016-01". Nobody shall be told of a month that was before there were such cards, or will never come.
Month month(Table& table, std::string_view key) {
    constexpr std::string_view form = "0000-00";
    const std::string text = table.text(key);
    const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
    bool right = text.size() == form.size();
    for (std::size_t i = 0; right && i < form.size(); ++i) {
        right = form[i] == '0' ? is_digit(text[i]) : text[i] == form[i];
    }
    const int year = right ? std::stoi(text.substr(0, 4)) : 0;
    const int number = right ? std::stoi(text.substr(5)) : 0;
    if (year < 2000 || year > 2199 || number < 1 || number > 12) {
        table.complain(key, "\"" + std::string(key) + "\" must be a month from 2000 on, such as \"2016-01\"");
        return {};
    }
    return {.year = static_cast<std::uint16_t>(year), .month = static_cast<std::uint8_t>(number)};
}

// The slip tells kinds apart by number, the card by address: two kinds with the same one are a slip of the
// pen.
void refuse_same_place(Table& table, const std::vector<PinKind>& all, const PinKind& kind) {
    for (const PinKind& one : all) {
        if (one.slip_number == kind.slip_number) {
            table.complain("slip-number", "\"" + one.name + "\" has the same \"slip-number\"");
        }
        if (one.application == kind.application && one.file == kind.file) {
            table.complain("file", "\"" + one.name + "\" has the same \"application\" and \"file\"");
        }
    }
}

PinKind read_pin_kind(Table& table) {
    PinKind kind;
    kind.name = table.name("name");
    kind.slip_number = static_cast<std::uint8_t>(table.number("slip-number", 1, 9));
    kind.title = local_text(table, "title");
    kind.purpose = local_text(table, "purpose");
    kind.when_locked = local_text(table, "when-locked");
    kind.when_unknown = local_text(table, "when-unknown");
    kind.without = local_text(table, "without");
    kind.characters_since = month(table, "characters-since");
    kind.characters_source = local_text(table, "characters-source");
    kind.min_length = static_cast<std::uint8_t>(table.number("min-length", 1, 16));
    kind.max_length = static_cast<std::uint8_t>(table.number("max-length", 1, 16));
    if (kind.max_length < kind.min_length) {
        table.complain("max-length", "\"max-length\" is smaller than \"min-length\"");
    }
    const std::string alphabet = table.text("alphabet");
    if (alphabet == name_of(Alphabet::capitals_and_digits)) {
        kind.alphabet = Alphabet::capitals_and_digits;
    } else if (!alphabet.empty() && alphabet != name_of(Alphabet::digits)) {
        table.complain("alphabet", "\"alphabet\" must be \"digits\" or \"capitals-and-digits\"");
    }
    kind.needs_letter_and_digit = table.flag_or("needs-letter-and-digit", false);
    if (kind.needs_letter_and_digit && kind.alphabet == Alphabet::digits) {
        table.complain("needs-letter-and-digit", "an alphabet of digits has no letters");
    }
    kind.max_tries = static_cast<std::uint8_t>(table.number("max-tries", 1, 15));
    kind.application = application_id(table, "application");
    kind.file = static_cast<std::uint16_t>(table.number("file", 1, 0xffff));
    return kind;
}

}  // namespace

void read_pin_kinds(Table& table, Policy& policy) {
    table.each("pin-kind", [&](Table& one) {
        PinKind kind = read_pin_kind(one);
        refuse_twins(one, policy.pin_kinds, kind.name);
        refuse_same_place(one, policy.pin_kinds, kind);
        policy.pin_kinds.push_back(std::move(kind));
    });
}

void read_procedures(Table& table, Policy& policy) {
    table.each("procedure", [&](Table& one) {
        Procedure procedure{
            .name = one.name("name"), .title = local_text(one, "title"), .language = std::nullopt};
        if (one.has("language")) {
            const std::string name = one.text("language");
            procedure.language = language_named(name);
            if (!name.empty() && !procedure.language) {
                one.complain("language", "the panel has no language \"" + name + '"');
            }
        }
        refuse_twins(one, policy.procedures, procedure.name);
        policy.procedures.push_back(std::move(procedure));
    });
}

}  // namespace tsuitate::policy
