#include "tests/model/world.hpp"

#include "policy/session/answer.hpp"

namespace tsuitate::policy {
namespace {

template <typename T>
std::size_t count_of(const Effects& effects) {
    std::size_t count = 0;
    for (const Effect& effect : effects) {
        count += std::holds_alternative<T>(effect) ? 1U : 0U;
    }
    return count;
}

std::size_t questions_in(const Effects& effects) {
    return count_of<ReadTries>(effects) + count_of<Verify>(effects) + count_of<SendCommand>(effects) +
           count_of<ResetCard>(effects);
}

bool help_asks(Phase phase) {
    return phase == Phase::showing_consent || phase == Phase::recording_shown ||
           phase == Phase::asking_consent || phase == Phase::recording_consent;
}

// One step, looked at from outside.
class Onlooker {
  public:
    Onlooker(World& world, const Event& event, const Step& taken)
        : world_(world), event_(event), before_(world.state), after_(taken.state), effects_(taken.effects) {}

    std::string look() {
        note_event();
        if (count_of<WriteRecord>(effects_) > 1 || questions_in(effects_) > 1) {
            return "one record and one question to the card at a time";
        }
        for (const Effect& effect : effects_) {
            const std::string rule = std::visit([this](const auto& one) { return judge(one); }, effect);
            if (!rule.empty()) {
                return rule;
            }
        }
        std::string rule = judge_state();
        world_.state = after_;
        forget_what_is_over();
        return rule;
    }

  private:
    template <typename E>
    bool is() const {
        return std::holds_alternative<E>(event_);
    }
    bool durable(RecordKind kind) const {
        return is<RecordDurable>() && before_.record_open && world_.open_record == kind;
    }
    bool record_is_free() const {
        return !before_.record_open || is<RecordDurable>() || is<RecordFailed>() || is<PhaseTimeUp>() ||
               is<PartsChanged>();
    }
    bool card_is_free() const {
        return before_.question == CardQuestion::none || is<TriesFound>() || is<CardSaid>() ||
               is<CommandDone>() || is<CardWasReset>() || is<ReaderHung>();
    }
    const Touched* touched() const { return std::get_if<Touched>(&event_); }

    // ------------------------------------------------------------ what happens

    void note_event() {
        world_.open_pending |= is<SessionAsked>();
        world_.command_pending |= is<CommandAsked>();
        world_.entries_pending =
            static_cast<std::uint8_t>(world_.entries_pending + (is<EntryAsked>() ? 1 : 0));
        world_.helps_pending =
            static_cast<std::uint8_t>(world_.helps_pending + (is<AssistanceAsked>() ? 1 : 0));
        world_.observers_pending =
            static_cast<std::uint8_t>(world_.observers_pending + (is<ObserverAnnounced>() ? 1 : 0));
        note_touch();
        note_panel();
        note_help();
    }

    void note_touch() {
        if (touched() == nullptr) {
            return;
        }
        const bool on_keypad = touched()->on_keypad;
        const bool enter = on_keypad && touched()->action == KeyAction::confirm;
        const bool yes = touched()->action == KeyAction::yes || enter;
        const bool may_answer = on_keypad || world_.panel_proven;
        world_.last_try_yes |= before_.phase == Phase::asking_last_try && yes && may_answer;
        world_.observer_yes |= before_.phase == Phase::asking_observer && yes && may_answer;
        const bool begins = enter && (before_.phase == Phase::explaining || before_.phase == Phase::proving ||
                                      before_.phase == Phase::refusing);
        const bool changes =
            before_.phase == Phase::helping && may_answer && touched()->action == KeyAction::use_keypad;
        world_.keypad_chosen |= begins || changes;
    }

    void note_panel() {
        world_.panel_proven |= durable(RecordKind::panel_proof) && before_.panel == PanelTrust::proven &&
                               before_.phase == Phase::recording_proof;
        if (after_.panel == PanelTrust::untested) {
            world_.panel_proven = false;
            world_.keypad_chosen = false;
        }
    }

    void note_help() {
        const bool question_is_up =
            before_.phase == Phase::recording_shown || before_.phase == Phase::asking_consent;
        world_.read_long_enough |= is<ReadTimeUp>() && question_is_up;
        world_.consent_shown |= durable(RecordKind::consent_shown);
        if (const auto* held = std::get_if<YesHeld>(&event_)) {
            world_.yes_held |= before_.phase == Phase::asking_consent && world_.consent_shown &&
                               world_.read_long_enough && (held->on_keypad || world_.panel_proven);
        }
        if (durable(RecordKind::consent_answered) && world_.open_detail == name_of(ConsentAnswer::agreed)) {
            world_.review_missing = true;
            if (before_.phase == Phase::recording_consent && !before_.assistance.taken_back) {
                world_.helper = before_.assistance.clerk;
            }
        }
        const auto* asked = std::get_if<AssistanceAsked>(&event_);
        const bool another =
            asked != nullptr && asked->clerk != world_.helper && before_.phase < Phase::verifying;
        const bool withdrawn = touched() != nullptr && touched()->action == KeyAction::withdraw;
        if (is<HelpTimeUp>() || is<AssistanceTakenBack>() || another || withdrawn) {
            world_.helper = 0;
        }
    }

    void forget_what_is_over() {
        if (!help_asks(after_.phase)) {
            world_.consent_shown = false;
            world_.read_long_enough = false;
            world_.yes_held = false;
        }
        if (after_.phase != Phase::recording_observer) {
            world_.observer_yes = false;
        }
        if (after_.phase == Phase::closed || after_.phase == Phase::handing_receipt) {
            world_.last_try_yes = false;
            world_.panel_proven = false;
            world_.keypad_chosen = false;
            world_.open_record = {};
            world_.open_detail = {};
        }
        if (!after_.record_open) {
            world_.open_record = {};
            world_.open_detail = {};
        }
        if (after_.phase >= Phase::verifying) {
            world_.helper = 0;
            world_.last_try_yes = false;
            world_.panel_proven = false;
            world_.keypad_chosen = false;
        }
    }

    // ------------------------------------------------------------ what is done

    std::string judge(const WriteRecord& record) {
        if (!record_is_free()) {
            return "a record while another is open";
        }
        world_.open_record = record.kind;
        world_.open_detail = record.detail;
        if (record.kind == RecordKind::entry_started) {
            world_.last_try_yes = false;
            world_.panel_proven = false;
            world_.keypad_chosen = false;
        }
        if (record.kind == RecordKind::assistance_reviewed) {
            world_.review_missing = false;
        }
        const bool says_yes = record.detail == name_of(ConsentAnswer::agreed);
        if (record.kind == RecordKind::consent_answered && says_yes && !world_.yes_held) {
            return "a yes to help that nobody held on the panel, or before it could be read (R2)";
        }
        if (record.kind == RecordKind::observer_answered &&
            record.detail == name_of(ObserverAnswer::accepted) && !world_.observer_yes) {
            return "a yes to an observer that nobody touched (R2)";
        }
        return {};
    }

    std::string judge(const Verify&) {
        world_.pin_held = false;  // moved into the card question, which wipes it
        if (!card_is_free()) {
            return "a question to the card while another is open";
        }
        if (!durable(RecordKind::pin_attempt)) {
            return "VERIFY without the durable record of this attempt (R4)";
        }
        if (!before_.well_formed || before_.tries_left == 0 || before_.tries_left == tries_unknown) {
            return "VERIFY that may waste a try (R3)";
        }
        if (before_.tries_left == 1 && !world_.last_try_yes) {
            return "the last try without the citizen's yes on the panel (R2, R3)";
        }
        if (!world_.panel_proven && !world_.keypad_chosen) {
            return "VERIFY of what was typed on a panel that nothing had proven (R3)";
        }
        if (before_.end || !before_.parts.all() || !before_.card_present) {
            return "VERIFY after somebody or something has left (R5)";
        }
        if (before_.assistance.stage != Assistance::Stage::none &&
            (world_.helper == 0 || world_.helper != before_.assistance.clerk)) {
            return "VERIFY with help without a live consent for exactly this clerk (R2)";
        }
        return {};
    }

    std::string judge(const AppendCharacter&) {
        if (before_.phase != Phase::entering || touched() == nullptr ||
            touched()->action != KeyAction::character) {
            return "a character that nobody touched";
        }
        if (!touched()->on_keypad && !world_.panel_proven) {
            return "a character from a panel that nothing had proven (R3)";
        }
        if (before_.assistance.stage != Assistance::Stage::none && world_.helper == 0) {
            return "a character with help that nobody agreed to, or no longer (R2)";
        }
        world_.pin_held = true;
        return {};
    }

    std::string judge(const ExtendTime&) {
        const bool asked = touched() != nullptr && touched()->action == KeyAction::more_time;
        const bool types = before_.phase == Phase::entering || before_.phase == Phase::helping;
        return asked && types ? "" : "more time than was agreed to, though nobody asked while typing";
    }
    std::string judge(const WipePin&) {
        world_.pin_held = false;
        return {};
    }

    std::string judge(const ReplyEntry&) { return answered(world_.entries_pending, "an outcome"); }
    std::string judge(const RefuseEntry&) { return answered(world_.entries_pending, "a refusal"); }
    std::string judge(const RefuseAssistance&) { return answered(world_.helps_pending, "a refusal of help"); }
    std::string judge(const RefuseObserver&) {
        return answered(world_.observers_pending, "a refusal of an observer");
    }
    std::string judge(const ReplyAssistance& reply) {
        if (reply.answer == ConsentAnswer::agreed && !durable(RecordKind::consent_answered)) {
            return "a clerk was let help before the consent was durable (R4)";
        }
        return answered(world_.helps_pending, "an answer about help");
    }
    std::string judge(const ReplyObserver& reply) {
        if (reply.answer == ObserverAnswer::accepted && !durable(RecordKind::observer_answered) &&
            !before_.record_open) {
            return "an observer was accepted before that was durable (R4)";
        }
        return answered(world_.observers_pending, "an answer about an observer");
    }
    static std::string answered(std::uint8_t& pending, const std::string& what) {
        if (pending == 0) {
            return what + " that nobody asked for";
        }
        --pending;
        return {};
    }

    std::string judge(const TellAssistance& told) {
        const bool begins = told.news == AssistanceNews::agreed;
        return begins && world_.helper == 0 ? "help began without a consent that lives (R2)" : "";
    }

    std::string judge(const ConfirmOpened&) {
        world_.open_pending = false;
        return durable(RecordKind::session_opened) ? "" : "a session opened without its durable record (R4)";
    }
    std::string judge(const RefuseOpen&) {
        world_.open_pending = false;
        return {};
    }
    std::string judge(const RefuseCommand&) {
        world_.command_pending = false;
        return {};
    }
    std::string judge(const SendCommand&) {
        world_.command_pending = false;
        return card_is_free() ? "" : "a question to the card while another is open";
    }
    std::string judge(const ReadTries&) const {
        return card_is_free() ? "" : "a question to the card while another is open";
    }
    std::string judge(const ResetCard&) const {
        return card_is_free() ? "" : "a question to the card while another is open";
    }
    std::string judge(const EndSession&) {
        if (before_.card_present && before_.parts.reader && after_.card_present && !before_.card_reset &&
            !is<CardWasReset>() && !is<ReaderHung>() && after_.parts.reader) {
            return "the session ended and the card still remembers what was verified (R5)";
        }
        const bool recordable = before_.parts.ledger && after_.parts.ledger;
        if (recordable && world_.review_missing) {
            return "help was agreed to, and the log does not say what the citizen said of it later";
        }
        world_.review_missing = false;
        return {};
    }
    static std::string judge(const RemoveLast&) { return {}; }
    static std::string judge(const TellProgress&) { return {}; }
    static std::string judge(const TellReceipt&) { return {}; }
    static std::string judge(const TakeHelpStep&) { return {}; }

    // ------------------------------------------------------------ where it leads

    std::string judge_state() const {
        const bool may_hold =
            after_.phase == Phase::entering || after_.phase == Phase::helping ||
            after_.phase == Phase::calling_clerk || after_.phase == Phase::asking_observer ||
            after_.phase == Phase::recording_observer || after_.phase == Phase::holding_back ||
            after_.phase == Phase::rechecking_tries || after_.phase == Phase::recording_attempt;
        if (world_.pin_held && !may_hold) {
            return "characters held outside the entry (R5)";
        }
        if (world_.pin_held && help_asks(after_.phase)) {
            return "characters held while help is asked for or begins";
        }
        const bool over = after_.phase == Phase::closed || after_.phase == Phase::handing_receipt;
        if (over && (world_.entries_pending > 0 || world_.command_pending || world_.helps_pending > 0 ||
                     world_.observers_pending > 0)) {
            return "a caller left without an answer";
        }
        if (after_.last_try_agreed && !world_.last_try_yes) {
            return "agreed without a touch (R2)";
        }
        if (after_.assistance.agreed_clerk != 0 && after_.assistance.agreed_clerk != world_.helper) {
            return "a consent that nobody gave, or that is over, still counts (R2)";
        }
        if (help_asks(after_.phase) &&
            (!after_.card_present || (!world_.panel_proven && !world_.keypad_chosen))) {
            return "the question about help without a card or on a panel that nothing had proven";
        }
        if (std::string wrong = judge_stop(); !wrong.empty()) {
            return wrong;
        }
        if (over && (after_.assistance != Assistance{} || after_.observation != Observation{}) &&
            after_.phase == Phase::closed) {
            return "help or an observer outlives the session (R5)";
        }
        return {};
    }

    // Stop ends, or asks once; whatever is answered then, what was typed is gone.
    std::string judge_stop() const {
        const bool stop = touched() != nullptr && touched()->action == KeyAction::stop && in_entry(before_) &&
                          before_.phase < Phase::verifying;
        const bool counts = touched() != nullptr && (touched()->on_keypad || world_.panel_proven);
        const bool asks = after_.phase == Phase::asking_stop && before_.phase != Phase::asking_stop;
        if (asks && !stop) {
            return "asked whether to stop, and nobody wanted to";
        }
        if (asks && before_.assistance.stage != Assistance::Stage::none) {
            return "stop does not stop while somebody helps or asks to";
        }
        if (asks && !counts) {
            return "stop does not stop on a panel that nothing has proven";
        }
        if (stop && !asks && after_.phase < Phase::ending_entry) {
            return "stop does not stop";
        }
        const bool goes_on = before_.phase == Phase::asking_stop && after_.phase != Phase::asking_stop &&
                             in_entry(after_) && after_.phase < Phase::ending_entry;
        if (goes_on && !(counts && touched() != nullptr && says_yes(*touched()))) {
            return "goes on after a stop, and the citizen did not say so (R2)";
        }
        return {};
    }

    World& world_;
    const Event& event_;
    const State before_;
    const State& after_;
    const Effects& effects_;
};

}  // namespace

std::string follow(World& world, const Event& event, const Step& taken) {
    return Onlooker(world, event, taken).look();
}

}  // namespace tsuitate::policy
