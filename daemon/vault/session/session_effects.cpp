// What the session machine wants done, one function an effect.
#include <algorithm>
#include <utility>

#include "daemon/vault/session/session_driver.hpp"
#include "policy/pin/pin_format.hpp"

namespace tsuitate::vault {
namespace {

wire::Name name(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

}  // namespace

void SessionDriver::carry_out(const policy::WriteRecord& effect) {
    wire::VaultWriteRecord record{.kind = effect.kind, .session = session_};
    if (policy::has_field(effect.kind, policy::RecordField::pin_kind) && entry_.kind != nullptr) {
        record.pin_kind = name(entry_.kind->name);
    }
    if (effect.kind == policy::RecordKind::entry_started && next_entry_) {
        entry_ = *std::exchange(next_entry_, std::nullopt);
        record.pin_kind = name(entry_.kind->name);
    }
    if (policy::has_field(effect.kind, policy::RecordField::outcome)) {
        record.outcome = effect.outcome;
    }
    if (policy::has_field(effect.kind, policy::RecordField::tries_left)) {
        record.tries_left = effect.tries_left;
    }
    if (effect.kind == policy::RecordKind::session_opened) {
        record.procedure = opening_.procedure;
        record.caller_uid = opening_.caller_uid;
    } else if (effect.kind == policy::RecordKind::session_ended) {
        record.detail = name(policy::name_of(effect.end));
    } else if (effect.kind == policy::RecordKind::panel_proof) {
        record.detail = name(state_.panel == policy::PanelTrust::proven ? "proven" : "refused");
    } else if (effect.kind == policy::RecordKind::command_sent) {
        record.detail = name(command_rule_);
    }
    help_.add_to(record, effect);
    const std::uint64_t serial = records_.write(record, [this](bool durable) {
        happened(durable ? policy::Event(policy::RecordDurable{}) : policy::Event(policy::RecordFailed{}));
    });
    help_.written(effect.kind, serial);
}

void SessionDriver::carry_out(const policy::TakeHelpStep& effect) {
    wire::VaultWriteRecord record{.kind = policy::RecordKind::help_asked,
                                  .session = session_,
                                  .detail = name(policy::name_of(effect.step))};
    record.pin_kind = name(entry_.kind->name);
    records_.write(record);
    help_.take(effect.step);
    if (effect.step == policy::HelpStep::other_side) {
        pad_.change([this](policy::Pad pad) { return glass_.can_have(*entry_.kind, pad); });
    }
    if (help_step_) {
        help_step_(effect.step);
    }
}

void SessionDriver::carry_out(const policy::ReadTries&) {
    card_.read_tries(*entry_.kind, [this](TriesRead found) { happened(found); });
}

void SessionDriver::carry_out(const policy::Verify&) {
    card_.verify(*entry_.kind, std::exchange(pin_, Pin()), [this](VerifyAnswer said) { happened(said); });
}

void SessionDriver::carry_out(const policy::SendCommand&) {
    card_.send(std::span(command_.apdu).first(command_.size), [this](CommandReply reply) {
        answer_command(reply.answered ? wire::CommandAnswer::answered : wire::CommandAnswer::failed,
                       reply.apdu);
        happened(policy::CommandDone{});
    });
}

void SessionDriver::carry_out(const policy::ResetCard&) {
    card_.reset([this] { happened(policy::CardWasReset{}); });
}

void SessionDriver::carry_out(const policy::AppendCharacter&) {
    const bool fits =
        policy::allowed(entry_.kind->alphabet, touched_character_) && pin_.append(touched_character_);
    touched_character_ = 0;
    if (fits) {
        pin_changed();
    }
}

void SessionDriver::carry_out(const policy::RemoveLast&) {
    pin_.remove_last();
    pin_changed();
}

void SessionDriver::carry_out(const policy::WipePin&) {
    pin_.wipe();
}

// The session's own limit stays.
void SessionDriver::carry_out(const policy::ExtendTime&) {
    entry_time_.extend(std::chrono::steady_clock::now());
}

void SessionDriver::pin_changed() {
    queue_.emplace_back(policy::EntryChanged{static_cast<std::uint8_t>(pin_.size()),
                                             policy::well_formed(*entry_.kind, pin_.expose())});
}

void SessionDriver::carry_out(const policy::ConfirmOpened&) {
    front_.send(wire::VaultAnswerOpen{.request = opening_.request, .session = session_});
}

void SessionDriver::carry_out(const policy::RefuseOpen& effect) {
    const auto answer =
        effect.why == policy::OpenRefusal::busy ? wire::OpenAnswer::busy : wire::OpenAnswer::out_of_service;
    front_.send(wire::VaultAnswerOpen{.request = opening_.request, .answer = answer});
}

void SessionDriver::carry_out(const policy::ReplyEntry& effect) {
    front_.send(
        wire::VaultEndEntry{.session = session_, .request = entry_.request, .outcome = effect.outcome});
}

void SessionDriver::carry_out(const policy::RefuseEntry& effect) {
    const auto answer =
        effect.why == policy::EntryRefusal::busy ? wire::EntryAnswer::busy : wire::EntryAnswer::no_session;
    if (const auto refused = std::exchange(next_entry_, std::nullopt)) {
        front_.send(wire::VaultEndEntry{.session = session_, .request = refused->request, .answer = answer});
    }
}

void SessionDriver::carry_out(const policy::RefuseCommand& effect) {
    switch (effect.why) {
        case policy::CommandFailure::busy:
            return answer_command(wire::CommandAnswer::busy, {});
        case policy::CommandFailure::no_card:
            return answer_command(wire::CommandAnswer::no_card, {});
        case policy::CommandFailure::no_session:
            return answer_command(wire::CommandAnswer::no_session, {});
        case policy::CommandFailure::failed:
            return answer_command(wire::CommandAnswer::failed, {});
    }
}

void SessionDriver::answer_command(wire::CommandAnswer answer, std::span<const std::uint8_t> apdu) {
    wire::VaultAnswerCommand message{.session = session_, .request = command_.request, .answer = answer};
    if (apdu.size() > message.apdu.size()) {
        message.answer = wire::CommandAnswer::failed;
    } else {
        std::copy(apdu.begin(), apdu.end(), message.apdu.begin());
        message.size = static_cast<std::uint16_t>(apdu.size());
    }
    front_.send(message);
}

void SessionDriver::carry_out(const policy::TellProgress& effect) {
    front_.send(wire::VaultTellProgress{.session = session_, .progress = effect.progress});
}

void SessionDriver::carry_out(const policy::EndSession& effect) {
    front_.send(wire::VaultEndSession{.session = session_, .reason = effect.reason});
    // The kind and the procedure stay for the outcome that lingers on the panel.
    next_entry_.reset();
    command_ = {};
}

}  // namespace tsuitate::vault
