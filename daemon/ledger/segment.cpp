#include "daemon/ledger/segment.hpp"

#include <cerrno>
#include <cstring>

namespace tsuitate::ledger {
namespace {

SegmentFault fault_of(Errno error, const std::string& what) {
    SegmentFault fault;
    fault.reason = std::string(Segment::file_name) + ": " + what + ": " + std::strerror(error);
    if (error == ENOSPC || error == EDQUOT) {
        fault.fault = wire::LedgerFault::disk_full;
    } else if (error == EROFS || error == EACCES || error == EPERM) {
        fault.fault = wire::LedgerFault::read_only;
    } else if (error == EBUSY) {
        fault.reason = std::string(Segment::file_name) + ": another ledger holds it";
    }
    return fault;
}

}  // namespace

std::variant<Segment, SegmentFault> Segment::open(Storage& storage, const std::function<Moment()>& now) {
    std::unique_ptr<StoredFile> file;
    bool created = false;
    if (const Errno error = storage.open(file_name, file, created)) {
        return fault_of(error, "cannot be opened");
    }
    if (created) {
        if (const Errno error = storage.synchronise_directory()) {
            return fault_of(error, "its name cannot be made durable");
        }
    }
    Segment segment(std::move(file));
    std::string bytes;
    if (const Errno error = segment.file_->read_all(bytes)) {
        return fault_of(error, "cannot be read");
    }
    auto checked = segment.take_stock(bytes);
    if (auto* fault = std::get_if<SegmentFault>(&checked)) {
        return std::move(*fault);
    }
    if (segment.healed_bytes_ > 0) {
        Errno error = segment.file_->truncate(segment.size_);
        if (error == 0) {
            error = segment.file_->synchronise();
        }
        if (error != 0) {
            return fault_of(error, "its torn tail cannot be cut");
        }
        auto written = segment.append(healed_line(segment.healed_bytes_, segment.next_sequence(), now()));
        if (auto* fault = std::get_if<SegmentFault>(&written)) {
            return std::move(*fault);
        }
    }
    return segment;
}

// Counts whole lines. Only the last one may be torn: it was never acknowledged. A broken line before it is
// damage.
std::variant<std::monostate, SegmentFault> Segment::take_stock(const std::string& bytes) {
    std::size_t begin = 0;
    while (begin < bytes.size()) {
        const std::size_t end = bytes.find('\n', begin);
        const bool whole = end != std::string::npos;
        const auto sequence = whole ? sequence_of(std::string_view(bytes).substr(begin, end - begin))
                                    : std::optional<std::uint64_t>();
        if (sequence != records_ + 1) {
            const bool last = !whole || end + 1 == bytes.size();
            if (last && !sequence) {
                healed_bytes_ = bytes.size() - begin;
                return std::monostate{};
            }
            return SegmentFault{
                .fault = wire::LedgerFault::input_output,
                .reason = std::string(file_name) + ": line " + std::to_string(records_ + 1) + ", byte " +
                          std::to_string(begin) +
                          ": this is not the record that belongs here; keep the file, restore or move "
                          "it away, then start again"};
        }
        ++records_;
        begin = end + 1;
        size_ = begin;
    }
    return std::monostate{};
}

std::variant<std::monostate, SegmentFault> Segment::append(const std::string& line) {
    if (failed_) {
        return SegmentFault{.reason = std::string(file_name) + ": failed before; restart the ledger"};
    }
    if (const Errno error = file_->write_at(size_, line)) {
        // Nothing of it was acknowledged; a part that stays behind is a torn tail and is healed at the next
        // start.
        failed_ = file_->truncate(size_) != 0;
        return fault_of(error, "cannot be written");
    }
    if (const Errno error = file_->synchronise()) {
        failed_ = true;
        return fault_of(error, "cannot be made durable");
    }
    size_ += line.size();
    ++records_;
    return std::monostate{};
}

}  // namespace tsuitate::ledger
