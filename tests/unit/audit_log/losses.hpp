// What an attack has really done to the records of a small log, and what a report of `verify` says of it:
// sets of sequences, to be held against each other.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {

using Sequences = std::set<std::uint64_t>;

// As many records as a file of them has, whatever it should have.
inline std::vector<std::string> records_in_file(std::string_view bytes) {
    std::vector<std::string> records;
    while (bytes.size() >= 2) {
        const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[0])) * 256 +
                                 static_cast<std::uint8_t>(bytes[1]);
        records.emplace_back(bytes.substr(2, size));
        bytes.remove_prefix(std::min(2 + size, bytes.size()));
    }
    return records;
}

// Those of the newest file of records, which everybody reads; none where there is none.
inline std::vector<std::string> records_left(const fs::path& log) {
    for (std::uint64_t width = audit::tile_width; width > 0; --width) {
        const fs::path file = log / audit::entries_tile_path(0, width);
        if (fs::exists(file)) {
            return records_in_file(read(file));
        }
    }
    return {};
}

// Those that were written and stand nowhere any more.
inline Sequences gone_of(const std::vector<std::string>& written, const std::vector<std::string>& left) {
    Sequences gone;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (std::find(left.begin(), left.end(), written[i]) == left.end()) {
            gone.insert(i + 1);
        }
    }
    return gone;
}

// What the report says of them.
struct Proven {
    Sequences lost;      // named as altered, missing, or cut off
    Sequences not_lost;  // a checkpoint vouches for them, and no fault names them
};

inline Proven proven_by(const audit::Report& report) {
    using audit::What;
    constexpr std::array of_contents = {What::record_altered, What::record_missing, What::entries_malformed,
                                        What::entries_missing, What::rollback};
    // It is there, and proven to be; only its place is wrong.
    constexpr std::array of_places = {What::record_moved, What::record_repeated};
    Proven proven;
    for (std::uint64_t sequence = 1; sequence <= report.trust.records; ++sequence) {
        proven.not_lost.insert(sequence);
    }
    for (const audit::Finding& finding : report.findings) {
        if (finding.severity() != audit::Severity::fault || finding.first == 0 ||
            std::find(of_places.begin(), of_places.end(), finding.what) != of_places.end()) {
            continue;
        }
        const bool contents =
            std::find(of_contents.begin(), of_contents.end(), finding.what) != of_contents.end();
        for (std::uint64_t sequence = finding.first; sequence <= finding.last; ++sequence) {
            proven.not_lost.erase(sequence);
            if (contents) {
                proven.lost.insert(sequence);
            }
        }
    }
    return proven;
}

inline Sequences both(const Sequences& one, const Sequences& other) {
    Sequences all;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::inserter(all, all.end()));
    return all;
}

// "1 to 10, 12", or "none".
inline std::string text_of(const Sequences& sequences) {
    std::string text;
    for (auto begin = sequences.begin(); begin != sequences.end();) {
        auto last = begin;
        auto end = std::next(begin);
        while (end != sequences.end() && *end == *last + 1) {
            last = end++;
        }
        text += (text.empty() ? "" : ", ") + std::to_string(*begin) +
                (last == begin ? "" : " to " + std::to_string(*last));
        begin = end;
    }
    return text.empty() ? "none" : text;
}

}  // namespace tsuitate::tests
