// Segment: the file of the log. Appends whole lines, says "durable" only after the disk has, and heals a torn
// tail at its start. It never changes a line that was acknowledged.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "daemon/ledger/record_line.hpp"
#include "daemon/ledger/storage.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::ledger {

struct SegmentFault {
    wire::LedgerFault fault = wire::LedgerFault::input_output;
    std::string reason;  // which file, which line, which byte, what to do
};

class Segment {
  public:
    static constexpr const char* file_name = "segment-000001.jsonl";

    // Opens the log, checks every line, cuts a torn tail and records the cut.
    static std::variant<Segment, SegmentFault> open(Storage& storage, const std::function<Moment()>& now);

    // Appends the line and makes it durable. After a fault nothing more is written: what a disk that failed
    // to synchronise holds cannot be known, so only a restart, which reads it again, goes on.
    std::variant<std::monostate, SegmentFault> append(const std::string& line);

    std::uint64_t next_sequence() const { return records_ + 1; }
    std::uint64_t records() const { return records_; }
    std::uint64_t healed_bytes() const { return healed_bytes_; }

  private:
    explicit Segment(std::unique_ptr<StoredFile> file) : file_(std::move(file)) {}
    std::variant<std::monostate, SegmentFault> take_stock(const std::string& bytes);

    std::unique_ptr<StoredFile> file_;
    std::uint64_t records_ = 0;
    std::uint64_t size_ = 0;  // bytes of whole, durable lines
    std::uint64_t healed_bytes_ = 0;
    bool failed_ = false;
};

}  // namespace tsuitate::ledger
