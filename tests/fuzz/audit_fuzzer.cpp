// Any bytes as a note, a checkpoint, a proof, a key, a record, an entries tile or a journal: what is read
// back is what was there, and nothing else is read.
#include <cstdlib>

#include "audit/note/checkpoint.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/record/schema.hpp"
#include "audit/tree/tile.hpp"
#include "daemon/ledger/frame.hpp"

namespace {

using namespace tsuitate;

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void read_texts(std::string_view text) {
    if (const auto note = audit::note_of(text)) {
        expect(note->bytes() == text);
    }
    if (const auto checkpoint = audit::checkpoint_of(text)) {
        expect(text.starts_with(checkpoint->text()));
    }
    if (const auto proof = audit::tlog_proof_of(text)) {
        expect(proof->text() == text);
    }
    if (const auto key = audit::verifier_key_of(text)) {
        expect(key->text() == text);
    }
    const auto record = audit::record_of(text);
    if (const auto* read = std::get_if<audit::Record>(&record)) {
        expect(audit::to_canonical_json(read->fields) == text);
    } else {
        expect(!std::get<std::string>(record).empty());
    }
}

void read_tile(std::string_view tile, std::uint64_t count) {
    const auto entries = audit::entries_of(tile, count);
    if (!entries) {
        return;
    }
    std::string again;
    for (const std::string_view entry : *entries) {
        audit::append_entry(again, entry);
    }
    expect(again == tile && entries->size() == count);
}

void read_frames(std::string_view frames) {
    ledger::Tag tag{};
    std::string again;
    ledger::Tag again_tag{};
    std::string_view rest = frames;
    while (const auto record = ledger::take_frame(rest, tag)) {
        ledger::append_frame(again, *record, again_tag);
    }
    expect(frames.starts_with(again));
    ledger::append_frame(again, frames.substr(0, 100), again_tag);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_texts(text);
    if (size > 0) {
        read_tile(text.substr(1), data[0]);
    }
    read_frames(text);
    return 0;
}
