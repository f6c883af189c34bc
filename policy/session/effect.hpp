// Effect: what a step of the session wants done. The vault does them in order, and nothing else.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/record/record.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

// To the ledger. There is one open record at most; RecordDurable or RecordFailed follows.
struct WriteRecord {
    RecordKind kind{};
    Outcome outcome{};
    std::uint8_t tries_left = 0;
    EndReason end{};
    std::string_view detail{};  // the answer or end that the kind is about
    Manner manner{};
};

// To the card. One question at a time.
struct ReadTries {};
struct Verify {};
struct SendCommand {};
struct ResetCard {};

// To the typed characters.
struct AppendCharacter {};  // the one that was just touched; EntryChanged follows
struct RemoveLast {};       // EntryChanged follows
struct WipePin {};

// To the caller.
struct ConfirmOpened {};
enum class OpenRefusal : std::uint8_t { busy, out_of_service };
struct RefuseOpen {
    OpenRefusal why{};
};
struct ReplyEntry {
    Outcome outcome{};
};
enum class EntryRefusal : std::uint8_t { busy, no_session };
struct RefuseEntry {
    EntryRefusal why{};
};
enum class CommandFailure : std::uint8_t { busy, no_card, no_session, failed };
struct RefuseCommand {
    CommandFailure why{};
};
struct TellProgress {
    Progress progress{};
};
struct EndSession {
    EndReason reason{};
};

// About help and observers, to the caller.
struct ReplyAssistance {
    ConsentAnswer answer{};
};
struct RefuseAssistance {
    AssistanceRefusal why{};
};
struct ReplyObserver {
    ObserverAnswer answer{};
};
struct RefuseObserver {
    AssistanceRefusal why{};
};
struct TellAssistance {
    AssistanceNews news{};
};
struct TellReceipt {};

// A step of the help screen: noted in the log, and carried out on the panel.
struct TakeHelpStep {
    HelpStep step{};
};

// The citizen asks for more time to type: all that was agreed to begins anew.
struct ExtendTime {};

using Effect =
    std::variant<WriteRecord, ReadTries, Verify, SendCommand, ResetCard, AppendCharacter, RemoveLast, WipePin,
                 ConfirmOpened, RefuseOpen, ReplyEntry, RefuseEntry, RefuseCommand, TellProgress, EndSession,
                 ReplyAssistance, RefuseAssistance, ReplyObserver, RefuseObserver, TellAssistance,
                 TellReceipt, TakeHelpStep, ExtendTime>;
using Effects = std::vector<Effect>;

}  // namespace tsuitate::policy
