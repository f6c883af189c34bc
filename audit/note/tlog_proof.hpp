// TlogProof: one record's inclusion and the checkpoint that vouches for it, as one small text (C2SP
// tlog-proof).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/note/note.hpp"
#include "audit/tree/proof.hpp"

namespace tsuitate::audit {

struct TlogProof {
    std::string extra;  // opaque; here the record itself, so that the file needs nothing beside it
    std::uint64_t index = 0;
    Proof hashes;
    Note checkpoint;

    std::string text() const;
};

std::optional<TlogProof> tlog_proof_of(std::string_view text);

}  // namespace tsuitate::audit
