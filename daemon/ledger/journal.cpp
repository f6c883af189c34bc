#include "daemon/ledger/journal.hpp"

#include <algorithm>
#include <array>

#include "audit/note/lines.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::string_view header_mark = "tsuitate-journal@v1 ";
constexpr std::string_view name_mark = "segment-";
constexpr std::size_t name_digits = 16;

std::string name_of(std::uint64_t first) {
    std::string digits = std::to_string(first);
    return std::string(name_mark) + std::string(name_digits - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> first_of(std::string_view name) {
    if (!name.starts_with(name_mark) || name.size() != name_mark.size() + name_digits) {
        return std::nullopt;
    }
    name.remove_prefix(std::min(name.find_first_not_of('0', name_mark.size()), name.size()));
    return audit::decimal_of(name);
}

std::string header_of(std::uint64_t first, const Tag& tag) {
    return std::string(header_mark) + std::to_string(first) + " " + text_of(tag) + "\n";
}

// Takes the header off; the tag with which the chain goes on, when it is the header of the segment with this
// first record.
std::optional<Tag> take_header(std::string_view& text, std::uint64_t first) {
    const auto line = audit::take_line(text);
    const std::string begin = std::string(header_mark) + std::to_string(first) + " ";
    return line && line->starts_with(begin) ? tag_of(line->substr(begin.size())) : std::nullopt;
}

// Whether the file holds nothing but zeros. Most begin with a header: then the rest need not be read.
Errno is_empty(Storage& storage, const std::string& path, bool& empty) {
    std::unique_ptr<StoredFile> file;
    if (const Errno error = storage.open(path, file)) {
        return error;
    }
    std::array<char, 16> begin{};
    std::size_t got = 0;
    Errno error = 0;
    do {
        error = file->read_some(0, begin, got);
    } while (error == EINTR);
    const auto is_zero = [](char byte) { return byte == '\0'; };
    empty = std::all_of(begin.begin(), begin.end(), is_zero);
    if (error != 0 || !empty) {
        return error;
    }
    std::string bytes;
    error = read_all(*file, bytes);
    empty = std::all_of(bytes.begin(), bytes.end(), is_zero);
    return error;
}

LogFault damaged(const std::string& segment, std::uint64_t record, std::uint64_t offset) {
    return {
        .reason =
            segment + ": record " + std::to_string(record) + ", byte " + std::to_string(offset) +
            ": damaged. It was written whole once; keep the file as evidence, and restore it from a copy"};
}

}  // namespace

std::variant<Journal, LogFault> Journal::open(Storage& storage, std::uint64_t segment_size,
                                              std::uint64_t from, const OnRecord& on_record) {
    Journal journal(storage, segment_size);
    std::vector<std::string> names;
    if (auto fault = journal.find_segments(from, names)) {
        return std::move(*fault);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto next = i + 1 < names.size() ? first_of(names[i + 1]) : std::nullopt;
        if (auto fault = journal.read_segment(names[i], next, on_record)) {
            return std::move(*fault);
        }
    }
    if (names.empty()) {
        if (auto fault = journal.begin_segment()) {
            return std::move(*fault);
        }
    }
    journal.unread_ = journal.end_;
    journal.unread_segment_ = journal.segment_;
    journal.unread_sequence_ = journal.records_ + 1;
    return journal;
}

MaybeFault Journal::list_segments(std::vector<std::string>& names) const {
    const Errno error = storage_.list("journal", names);
    std::erase_if(names, [](const std::string& name) { return !first_of(name); });
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage_.place() + "/journal"));
}

// The segments that hold what is from `from` on, and the last one in any case.
MaybeFault Journal::find_segments(std::uint64_t from, std::vector<std::string>& names) {
    std::vector<std::string> all;
    if (auto fault = list_segments(all)) {
        return fault;
    }
    for (const std::string& name : all) {
        if (*first_of(name) <= from) {
            names.clear();
        }
        names.push_back(name);
    }
    // A segment that was just begun when the power went may have no header yet: it holds nothing.
    if (names.size() > 1 || (names.size() == 1 && *first_of(names.front()) == 1)) {
        bool empty = false;
        if (const Errno error = is_empty(storage_, "journal/" + names.back(), empty)) {
            return fault_of(error, storage_.place() + "/journal/" + names.back());
        }
        if (empty) {
            if (const Errno error = storage_.remove("journal/" + names.back(), true)) {
                return fault_of(error, storage_.place() + "/journal/" + names.back());
            }
            names.pop_back();
        }
    }
    if (!names.empty()) {
        records_ = *first_of(names.front()) - 1;
    }
    return std::nullopt;
}

// `next`: the first record of the segment after it, when there is one.
MaybeFault Journal::read_segment(const std::string& name, std::optional<std::uint64_t> next,
                                 const OnRecord& on_record) {
    segment_ = name;
    if (const Errno error = storage_.open(name_of_segment(), file_)) {
        return fault_of(error, storage_.place() + "/" + name_of_segment());
    }
    std::string bytes;
    if (const Errno error = read_all(*file_, bytes)) {
        return fault_of(error, storage_.place() + "/" + name_of_segment());
    }
    std::string_view rest = bytes;
    const auto tag = take_header(rest, records_ + 1);
    const bool continues = tag && (end_.offset == 0 || *tag == end_.tag);
    if (!continues) {
        return damaged(storage_.place() + "/" + name_of_segment(), records_ + 1, 0);
    }
    end_ = {.offset = bytes.size() - rest.size(), .tag = *tag};
    // A segment that was being shortened when the power went goes on beyond where the shorter one begins.
    while (records_ + 1 != next) {
        const auto record = take_frame(rest, end_.tag);
        if (!record) {
            break;
        }
        ++records_;
        end_.offset = bytes.size() - rest.size();
        on_record(records_, *record);
    }
    Tag beyond = end_.tag;
    if (records_ + 1 == next && take_frame(rest, beyond)) {
        return std::nullopt;
    }
    const bool clean = rest.find_first_not_of('\0') == std::string_view::npos;
    if (clean) {
        return std::nullopt;
    }
    if (next || rest.find_last_not_of('\0') >= largest_group) {
        return damaged(storage_.place() + "/" + name_of_segment(), records_ + 1, end_.offset);
    }
    return heal(rest);
}

MaybeFault Journal::heal(std::string_view rest) {
    healed_bytes_ = rest.find_last_not_of('\0') + 1;
    Errno error = write_all(*file_, end_.offset, std::string(healed_bytes_, '\0'));
    if (error == 0) {
        error = file_->synchronise();
    }
    if (error != 0) {
        return fault_of(error, storage_.place() + "/" + name_of_segment() + ": a torn tail cannot be wiped");
    }
    return std::nullopt;
}

MaybeFault Journal::begin_segment() {
    const std::string header = header_of(records_ + 1, end_.tag);
    segment_ = name_of(records_ + 1);
    std::string bytes(segment_size_, '\0');
    bytes.replace(0, header.size(), header);
    Errno error = storage_.replace(name_of_segment(), bytes, true);
    if (error == 0) {
        error = storage_.open(name_of_segment(), file_);
    }
    if (error != 0) {
        return fault_of(error, storage_.place() + "/" + name_of_segment() + " cannot be made");
    }
    end_.offset = header.size();
    return std::nullopt;
}

MaybeFault Journal::append(std::span<const std::string> records) {
    std::string frames;
    const Tag before = end_.tag;
    for (const std::string& record : records) {
        append_frame(frames, record, end_.tag);
    }
    if (end_.offset + frames.size() > segment_size_) {
        const Tag after = end_.tag;
        end_.tag = before;
        if (auto fault = begin_segment()) {
            failed_ = true;
            return fault;
        }
        end_.tag = after;
    }
    if (auto fault = write_group(frames)) {
        failed_ = true;
        return fault;
    }
    records_ += records.size();
    return std::nullopt;
}

MaybeFault Journal::write_group(std::string_view frames) {
    if (failed_) {
        return LogFault{.reason = "an earlier write failed, and the log was not opened again yet"};
    }
    Errno error = write_all(*file_, end_.offset, frames);
    if (error == 0) {
        error = file_->synchronise();
    }
    if (error != 0) {
        return fault_of(error, storage_.place() + "/" + name_of_segment());
    }
    end_.offset += frames.size();
    return std::nullopt;
}

std::variant<std::uint64_t, LogFault> Journal::first() const {
    std::vector<std::string> names;
    if (auto fault = list_segments(names)) {
        return std::move(*fault);
    }
    return names.empty() ? records_ + 1 : *first_of(names.front());
}

MaybeFault Journal::forget_before(std::uint64_t sequence) {
    constexpr std::string_view half_made_mark = ".new";
    std::vector<std::string> names;
    Errno error = storage_.list("journal", names);
    for (const std::string& name : names) {
        // Half of a segment, from when the power went.
        const bool half_made = name.ends_with(half_made_mark) && first_of(std::string_view(name).substr(
                                                                     0, name.size() - half_made_mark.size()));
        if (error == 0 && half_made) {
            error = storage_.remove("journal/" + name, true);
        }
    }
    std::erase_if(names, [](const std::string& name) { return !first_of(name); });
    // A segment ends where the next begins.
    std::size_t i = 0;
    for (; error == 0 && i + 1 < names.size() && *first_of(names[i + 1]) <= sequence; ++i) {
        error = storage_.remove("journal/" + names[i], true);
    }
    if (error != 0) {
        return fault_of(error, storage_.place() + "/journal");
    }
    return i < names.size() && *first_of(names[i]) < sequence ? shorten(names[i], sequence) : std::nullopt;
}

// The same frames from this record on in a segment of their own, on the disk before the longer one goes.
MaybeFault Journal::shorten(const std::string& name, std::uint64_t sequence) {
    const std::string path = "journal/" + name;
    std::string bytes;
    if (const Errno error = read_file(storage_, path, bytes)) {
        return fault_of(error, storage_.place() + "/" + path);
    }
    std::string_view rest = bytes;
    std::uint64_t record = *first_of(name);
    auto tag = take_header(rest, record);
    while (tag && record < sequence && take_frame(rest, *tag)) {
        ++record;
    }
    if (!tag || record != sequence) {
        return damaged(storage_.place() + "/" + path, record, bytes.size() - rest.size());
    }
    const std::string header = header_of(sequence, *tag);
    const std::uint64_t moved = bytes.size() - rest.size() - header.size();
    std::string shorter = header + std::string(rest);
    shorter.resize(bytes.size(), '\0');
    const std::string fresh = "journal/" + name_of(sequence);
    if (const Errno error = storage_.replace(fresh, shorter, true)) {
        return fault_of(error, storage_.place() + "/" + fresh);
    }
    if (name == segment_) {
        segment_ = unread_segment_ = name_of(sequence);
        end_.offset -= moved;
        unread_.offset -= moved;
        if (const Errno error = storage_.open(fresh, file_)) {
            failed_ = true;
            return fault_of(error, storage_.place() + "/" + fresh);
        }
    }
    const Errno error = storage_.remove(path, true);
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage_.place() + "/" + path));
}

MaybeFault Journal::read_again(const OnRecord& on_record) {
    while (unread_sequence_ <= records_) {
        std::string bytes;
        std::unique_ptr<StoredFile> file;
        const std::string path = "journal/" + unread_segment_;
        Errno error = storage_.open(path, file);
        // Only what is new: a segment is large.
        const std::uint64_t until = unread_segment_ == segment_ ? end_.offset : segment_size_;
        bytes.resize(until - unread_.offset);
        std::size_t filled = 0;
        while (error == 0 && filled < bytes.size()) {
            std::size_t got = 0;
            error = file->read_some(unread_.offset + filled, std::span(bytes).subspan(filled), got);
            error = error == EINTR ? 0 : (error == 0 && got == 0 ? EIO : error);
            filled += got;
        }
        if (error != 0) {
            return fault_of(error, storage_.place() + "/" + path);
        }
        std::string_view rest = bytes;
        while (auto record = take_frame(rest, unread_.tag)) {
            on_record(unread_sequence_++, *record);
        }
        unread_.offset = until - rest.size();
        if (unread_sequence_ > records_) {
            break;
        }
        const std::string next = name_of(unread_sequence_);
        if (next == unread_segment_ || unread_segment_ == segment_) {
            return damaged(storage_.place() + "/" + path, unread_sequence_, unread_.offset);
        }
        unread_segment_ = next;
        unread_.offset = header_of(unread_sequence_, unread_.tag).size();
    }
    return std::nullopt;
}

}  // namespace tsuitate::ledger
