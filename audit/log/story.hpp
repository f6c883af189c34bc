// Story: one session in plain words, for the citizen whose it was and for an ombudsman.
#pragma once

#include <string>
#include <vector>

#include "audit/record/schema.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {

// One line of a story.
struct Event {
    Record record;
    bool verified = false;  // the record is in the tree of the log's checkpoint
};

// The events of one session, in their order. Times are told in Japan's time.
std::string story_of(const std::string& session, const std::vector<Event>& events, policy::Language language);

// "2026-11-23T05:40:12Z" in Japan's time, to the minute.
std::string minute_text(const std::string& time, policy::Language language);

// The same in a few short lines, for a slip that the citizen takes home; about "you".
std::vector<std::string> short_story_of(const std::vector<Event>& events, policy::Language language);

}  // namespace tsuitate::audit
