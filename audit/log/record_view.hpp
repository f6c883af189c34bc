// RecordView: a record as the verifier sees it on its way through the log: no allocation, views into the
// stored bytes. It accepts exactly what audit::record_of accepts, several times faster.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "audit/record/schema.hpp"

namespace tsuitate::audit {

// 128 random bits.
struct Identifier {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    std::string text() const;  // 32 hexadecimal digits
    bool operator==(const Identifier&) const = default;
    auto operator<=>(const Identifier&) const = default;
};

// Of 32 small hexadecimal digits.
std::optional<Identifier> identifier_of(std::string_view text);

struct RecordView {
    policy::RecordKind kind{};
    std::uint64_t sequence = 0;
    std::uint64_t uptime = 0;
    std::int64_t time = 0;  // seconds since 1970
    Identifier boot{};
    Identifier session{};         // zero where the event has none
    std::string_view pin_kind{};  // empty where the event has none, like the next four
    std::string_view outcome{};
    std::string_view detail{};
    std::string_view clerk{};
    std::string_view role{};
    std::uint64_t seconds = 0;  // that help would last; 0 where the event has none
    std::string_view bytes{};   // the whole record
};

// The reason, when they are no record.
std::variant<RecordView, std::string> view_of(std::string_view bytes);

// The fast part of view_of alone: nothing when it cannot tell. For the tests.
std::optional<RecordView> fast_view_of(std::string_view bytes);

// "2026-11-23T05:40:12Z" in seconds since 1970. Precondition: of that shape.
std::int64_t seconds_of(std::string_view time);
std::string time_text(std::int64_t seconds);

}  // namespace tsuitate::audit
