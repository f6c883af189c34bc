// Journal: what is acknowledged. Segments of a fixed size, written with zeros beforehand, so that making a
// record durable changes no metadata of the file system. Never changes a frame that was acknowledged.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <variant>

#include "daemon/ledger/fault.hpp"
#include "daemon/ledger/frame.hpp"

namespace tsuitate::ledger {

class Journal {
  public:
    static constexpr std::uint64_t usual_segment_size = 16UL << 20U;  // bytes
    static constexpr std::size_t largest_group = 64UL << 10U;         // bytes written at once

    // Called with each record that is found, in order; sequences count from 1.
    using OnRecord = std::function<void(std::uint64_t sequence, std::string_view record)>;

    // Opens the journal and calls back for every record from the begin of the segment that holds `from` on
    // (or of the last one). What a crash left torn at the end is wiped and counted: it was never
    // acknowledged. Damage elsewhere is a fault.
    static std::variant<Journal, LogFault> open(Storage& storage, std::uint64_t segment_size,
                                                std::uint64_t from, const OnRecord& on_record);

    // Appends the records and returns when they are durable. After a fault nothing more is written: what a
    // disk that failed to synchronise holds cannot be known, so only opening it anew goes on.
    MaybeFault append(std::span<const std::string> records);

    // Reads what was appended since the last call (or since it was opened) from the file again.
    MaybeFault read_again(const OnRecord& on_record);

    // Nothing of the records before this one stays: segments that hold only such are removed, and the one
    // that holds it is written anew without them. Precondition: that record is there, and everything was read
    // again.
    MaybeFault forget_before(std::uint64_t sequence);

    // The first record of the first segment.
    std::variant<std::uint64_t, LogFault> first() const;

    std::uint64_t records() const { return records_; }
    std::uint64_t healed_bytes() const { return healed_bytes_; }

  private:
    struct Place {
        std::uint64_t offset = 0;
        Tag tag{};
    };
    Journal(Storage& storage, std::uint64_t segment_size) : storage_(storage), segment_size_(segment_size) {}
    // All, in their order.
    MaybeFault list_segments(std::vector<std::string>& names) const;
    MaybeFault find_segments(std::uint64_t from, std::vector<std::string>& names);
    MaybeFault read_segment(const std::string& name, std::optional<std::uint64_t> next,
                            const OnRecord& on_record);
    MaybeFault shorten(const std::string& name, std::uint64_t sequence);
    MaybeFault heal(std::string_view rest);
    MaybeFault begin_segment();
    MaybeFault write_group(std::string_view frames);
    std::string name_of_segment() const { return "journal/" + segment_; }

    Storage& storage_;
    std::uint64_t segment_size_;
    std::unique_ptr<StoredFile> file_;
    std::string segment_;
    std::uint64_t records_ = 0;
    Place end_;
    // What read_again has not seen.
    Place unread_;
    std::string unread_segment_;
    std::uint64_t unread_sequence_ = 1;
    std::uint64_t healed_bytes_ = 0;
    bool failed_ = false;
};

}  // namespace tsuitate::ledger
