// The part of the desk that tells what the policy knows of a PIN. It reads the policy and asks nobody else.
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "daemon/front/arguments.hpp"
#include "daemon/front/desk_calls.hpp"

namespace tsuitate::front {

PinDescription description_of(const policy::PinKind& kind, policy::Language language) {
    const auto said = [language](const policy::LocalText& text) { return sdbus::Variant(text.in(language)); };
    return {{"name", sdbus::Variant(kind.name)},
            {"slip-number", sdbus::Variant(kind.slip_number)},
            {"title", said(kind.title)},
            {"purpose", said(kind.purpose)},
            {"min-length", sdbus::Variant(kind.min_length)},
            {"max-length", sdbus::Variant(kind.max_length)},
            {"alphabet", sdbus::Variant(std::string(name_of(kind.alphabet)))},
            {"characters", sdbus::Variant(std::string(characters_of(kind.alphabet)))},
            {"needs-letter-and-digit", sdbus::Variant(kind.needs_letter_and_digit)},
            {"characters-since", sdbus::Variant(text_of(kind.characters_since))},
            {"characters-source", said(kind.characters_source)},
            {"max-tries", sdbus::Variant(kind.max_tries)},
            {"when-locked", said(kind.when_locked)},
            {"when-unknown", said(kind.when_unknown)},
            {"without", said(kind.without)}};
}

void Desk::describe_pin(const std::string& sender, const std::string& kind, const std::string& language,
                        sdbus::Result<PinDescription>&& result) {
    auto ticket = admit(sender, result);
    if (!ticket) {
        return;
    }
    const auto name = name_from("kind", kind);
    if (const auto* error = std::get_if<CallError>(&name)) {
        return refuse(result, *error);
    }
    const auto tongue = language_from(language);
    if (const auto* error = std::get_if<CallError>(&tongue)) {
        return refuse(result, *error);
    }
    struct DescribeCall {
        Ticket ticket;
        sdbus::Result<PinDescription> result;
    };
    auto call = std::make_shared<DescribeCall>(DescribeCall{std::move(*ticket), std::move(result)});
    // Whether there is such a PIN is told only to who may look.
    if_allowed(call->ticket.caller(), Action::look, "describe-pin",
               [this, call, name = std::get<wire::Name>(name),
                tongue = std::get<policy::Language>(tongue)](bool allowed) {
                   if (!allowed) {
                       return refuse(call->result, errors::access_denied());
                   }
                   const policy::PinKind* found = policy_.pin_kind(name.view());
                   if (found == nullptr) {
                       return refuse(call->result, errors::unknown_pin_kind());
                   }
                   reply(call->result, description_of(*found, tongue));
               });
}

}  // namespace tsuitate::front
