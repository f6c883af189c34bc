#include "audit/log/witnessing.hpp"

#include <algorithm>

#include "audit/log/record_view.hpp"

namespace tsuitate::audit {
namespace {

struct CosignedAt {
    std::uint64_t time = 0;
    std::uint64_t size = 0;
};

std::vector<CosignedAt> signatures_of(const VerifierKey& witness,
                                      const std::vector<SignedCheckpoint>& cosigned) {
    std::vector<CosignedAt> signatures;
    for (const SignedCheckpoint& one : cosigned) {
        if (const auto time = cosigned_at(one.note, witness)) {
            signatures.push_back({.time = *time, .size = one.checkpoint.size});
        }
    }
    std::sort(signatures.begin(), signatures.end(), [](const CosignedAt& one, const CosignedAt& other) {
        return std::pair(one.time, one.size) < std::pair(other.time, other.size);
    });
    return signatures;
}

}  // namespace

void check_witnessing(const std::vector<SignedCheckpoint>& cosigned,
                      const std::vector<VerifierKey>& witnesses, const WitnessingSettings& settings,
                      Findings& findings) {
    for (const VerifierKey& witness : witnesses) {
        const std::vector<CosignedAt> signatures = signatures_of(witness, cosigned);
        const auto tell = [&](const CosignedAt& from, std::uint64_t to_size, const std::string& to_time) {
            findings.push_back({.what = What::witness_gap,
                                .first = from.size + 1,
                                .last = to_size,
                                .key = witness.name,
                                .detail = time_text(static_cast<std::int64_t>(from.time)) + " – " + to_time});
        };
        for (std::size_t i = 1; i < signatures.size(); ++i) {
            const CosignedAt& from = signatures[i - 1];
            const CosignedAt& to = signatures[i];
            if (to.time - from.time > settings.longest_gap && to.size > from.size) {
                tell(from, to.size, time_text(static_cast<std::int64_t>(to.time)));
            }
        }
        if (!signatures.empty() && settings.newest_record && settings.size > signatures.back().size &&
            *settings.newest_record > signatures.back().time + settings.longest_gap) {
            tell(signatures.back(), settings.size, "");
        }
    }
}

}  // namespace tsuitate::audit
