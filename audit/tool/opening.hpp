// Opening: what every command does first: open the log's directory, read an anchor, a key.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "audit/log/anchor.hpp"
#include "audit/log/log_directory.hpp"
#include "audit/log/verify.hpp"
#include "audit/tool/commands.hpp"

namespace tsuitate::audit_tool {

// Each says on standard error why it could not; nothing is then returned.
std::optional<audit::LogDirectory> open_log(const std::string& directory);
std::optional<std::string> read_text(const std::string& path);
std::optional<audit::Anchor> read_anchor(const std::string& path);
// What somebody kept outside the log: into `settings`, with the witnesses to look for. A path may be a
// directory with any number of checkpoints, as a courier keeps them. The exit status when something is wrong
// with them.
std::optional<int> take_kept(const KeptElsewhere& kept, audit::VerifySettings& settings);
std::optional<std::vector<audit::VerifierKey>> witnesses_of(const std::vector<std::string>& texts);
// The anchor of who asks; that of the log's own directory, for want of another. False when it cannot be read.
bool find_anchor(const audit::LogDirectory& log, const std::string& path, audit::VerifySettings& settings);
// Writes a file, or to standard output where it is "-".
bool write_text(const std::string& path, std::string_view text);

void complain(const std::string& text);

}  // namespace tsuitate::audit_tool
