#include "audit/report/key_chain.hpp"

namespace tsuitate::audit::report {

void KeyChain::see(const Record& record, Seconds time, Figures& figures) {
    const std::uint64_t number = record.number("epoch");
    const auto shown = static_cast<std::int64_t>(number);
    const bool first_seen = next_key_.empty();  // the log's first, or those before are erased
    if (record.kind == policy::RecordKind::chain_restarted) {
        figures.note(Oddity::chain_restarted, {.time = time, .number = shown});
    } else if (!first_seen && (number != number_ + 1 || record.text("key") != next_key_)) {
        figures.note(Oddity::key_out_of_order, {.time = time, .number = shown});
    }
    if (figures.day_at(time) != nullptr) {
        ++figures.keys_changed;
    }
    number_ = number;
    next_key_ = record.text("next-key");
}

}  // namespace tsuitate::audit::report
