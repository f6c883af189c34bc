#include "audit/courier/courier.hpp"

#include "audit/courier/status.hpp"

namespace tsuitate::audit {

Courier::Courier(WitnessList list, const LogCopy& log, const CosignedStore& store, World world)
    : list_(std::move(list)), log_(log), store_(store), world_(std::move(world)) {
    for (const WitnessAddress& witness : list_.witnesses) {
        auto recalled = store_.recall(witness);
        if (const auto* reason = std::get_if<std::string>(&recalled)) {
            // The witness knows better what it has signed; it is asked from the beginning.
            world_.tell({.kind = CourierNews::Kind::memory_lost, .witness = witness.name, .reason = *reason});
            recalled = Standing{};
        }
        standings_.push_back(std::get<Standing>(std::move(recalled)));
    }
}

void Courier::go_round() {
    const auto found = log_.newest();
    const auto* newest = std::get_if<NewestCheckpoint>(&found);
    for (std::size_t i = 0; i < standings_.size(); ++i) {
        const Moment now = world_.now();
        if (newest != nullptr && is_due(standings_[i], newest->checkpoint, list_, now)) {
            visit(i, *newest);
        } else if (newest == nullptr && now.steady >= standings_[i].not_before) {
            failed(i, {.trouble = Trouble::local, .reason = std::get<std::string>(found)});
        }
    }
    write_status(newest != nullptr ? std::optional(newest->checkpoint) : std::nullopt);
}

void Courier::visit(std::size_t number, const NewestCheckpoint& newest) {
    const WitnessAddress& witness = list_.witnesses[number];
    Standing& standing = standings_[number];
    const std::uint64_t size = newest.checkpoint.size;
    // It is shown even what contradicts what it has signed: then that is known there, too.
    const Outcome outcome = exchange(witness, standing, newest);
    const auto* why = std::get_if<NotCosigned>(&outcome);
    // Hashes that do not fit the checkpoint here say nothing about the past either.
    const bool comparable = (why == nullptr || why->trouble != Trouble::local) && standing.cosigned &&
                            standing.cosigned->size <= size;
    const auto contradicts = contradiction(
        standing, newest.checkpoint, comparable ? log_.root_at(standing.cosigned->size, size) : std::nullopt);
    if (contradicts) {
        return failed(number, {.trouble = Trouble::conflict, .reason = *contradicts});
    }
    if (why != nullptr) {
        return failed(number, *why);
    }
    const auto* cosigned = std::get_if<Cosigned>(&outcome);
    if (cosigned == nullptr) {
        return failed(number, {.trouble = Trouble::refused, .reason = "names another size each time"});
    }
    if (auto reason = store_.keep(witness, cosigned->note, size, cosigned->time)) {
        return failed(number, {.trouble = Trouble::local, .reason = std::move(*reason)});
    }
    if (standing.trouble != Trouble::none) {
        world_.tell({.kind = CourierNews::Kind::signs_again, .witness = witness.name});
    }
    cosigned_now(standing, newest.checkpoint, cosigned->time, list_, world_.now());
    changed_ = true;
}

Outcome Courier::exchange(const WitnessAddress& witness, Standing& standing,
                          const NewestCheckpoint& newest) const {
    // A second time when the witness knows another size than believed; a third when it learned in between.
    constexpr int most_times = 3;
    Outcome outcome = OtherSize{standing.known_size};
    for (int i = 0; i < most_times; ++i) {
        const auto* other = std::get_if<OtherSize>(&outcome);
        if (other == nullptr) {
            break;
        }
        standing.known_size = std::min(other->size, newest.checkpoint.size);
        const auto offer = log_.offer(newest, standing.known_size);
        if (const auto* reason = std::get_if<std::string>(&offer)) {
            return NotCosigned{.trouble = Trouble::local, .reason = *reason};
        }
        const auto& request = std::get<AddCheckpoint>(offer);
        outcome = outcome_of(request, witness.key, world_.post(witness, request.body()));
    }
    return outcome;
}

void Courier::failed(std::size_t number, const NotCosigned& why) {
    Standing& standing = standings_[number];
    // Once, not at each attempt.
    if (standing.trouble != why.trouble || standing.reason != why.reason) {
        const bool conflict = why.trouble == Trouble::conflict;
        world_.tell({.kind = conflict ? CourierNews::Kind::conflict : CourierNews::Kind::no_signature,
                     .witness = list_.witnesses[number].name,
                     .reason = why.reason});
        changed_ = true;
    }
    failed_now(standing, why, world_.chance(), world_.now());
}

void Courier::write_status(const std::optional<Checkpoint>& newest) {
    const Moment now = world_.now();
    std::vector<bool> gaps;
    for (const Standing& standing : standings_) {
        gaps.push_back(has_gap(standing, list_, now.time));
    }
    if (gaps != gaps_) {
        gaps_ = std::move(gaps);
        changed_ = true;
    }
    if (!changed_ && now.steady < status_written_ + std::chrono::minutes(1)) {
        return;
    }
    if (const auto reason = store_.write_status(status_text(list_, standings_, newest, now.time))) {
        world_.tell({.kind = CourierNews::Kind::no_status, .reason = *reason});
    }
    changed_ = false;
    status_written_ = now.steady;
}

}  // namespace tsuitate::audit
