#include "tests/audit/record_maker.hpp"

#include <array>
#include <ctime>
#include <stdexcept>

#include "audit/note/base64.hpp"
#include "audit/tree/hash.hpp"

namespace tsuitate::tests {
namespace {

std::string utc(std::int64_t unix_seconds) {
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string key_of_epoch(std::uint64_t number) {
    return audit::to_base64(audit::sha256("key " + std::to_string(number)));
}

}  // namespace

audit::Record RecordMaker::make(policy::RecordKind kind, audit::JsonObject fields) {
    ++sequence;
    fields.emplace("boot", boot_);
    fields.emplace("event", std::string(policy::name_of(kind)));
    fields.emplace("sequence", sequence);
    fields.emplace("time", utc(now + clock_error));
    fields.emplace("uptime", static_cast<std::uint64_t>(now - booted_at_));
    fields.emplace("version", audit::schema_version);
    if (!policy::has_field(kind, policy::RecordField::session)) {
        fields.emplace("salt", identifier());
    }
    if (const auto fault = audit::fault_of(kind, fields)) {
        throw std::logic_error(*fault);
    }
    return {.kind = kind, .fields = std::move(fields)};
}

audit::Record RecordMaker::next_epoch(const std::string& detail) {
    ++epoch;
    return make(policy::RecordKind::epoch_started,
                {{"epoch", epoch},
                 {"key", key_of_epoch(epoch)},
                 {"next-key", key_of_epoch(epoch + 1)},
                 {"signature", audit::to_base64(std::array<std::uint8_t, 64>{})},
                 {"detail", detail}});
}

void RecordMaker::boot() {
    constexpr std::int64_t until_first_record = 25;
    boot_ = identifier();
    booted_at_ = now - until_first_record;
}

std::string RecordMaker::identifier() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < 32; ++i) {
        text += digits[random(16)];
    }
    return text;
}

std::uint64_t RecordMaker::random(std::uint64_t below) {
    random_ = random_ * 6364136223846793005U + 1442695040888963407U;
    return (random_ >> 33U) % below;
}

}  // namespace tsuitate::tests
