// Frame: one record in the journal: its bytes, a space, a tag of 32 hexadecimal digits, a line feed. The tag
// chains BLAKE2b over the record and the tag before it. It tells a torn or misplaced frame from a whole one
// after a crash; against somebody who wants to change the log it protects nothing (checkpoints do).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::ledger {

using Tag = std::array<std::uint8_t, 16>;

Tag next_tag(const Tag& before, std::string_view record);
std::string text_of(const Tag& tag);
std::optional<Tag> tag_of(std::string_view text);

// Appends the record's frame and moves the tag on.
void append_frame(std::string& frames, std::string_view record, Tag& tag);

// Takes the first frame off the text and moves the tag on; nothing when no whole frame of this chain begins
// there.
std::optional<std::string_view> take_frame(std::string_view& frames, Tag& tag);

}  // namespace tsuitate::ledger
