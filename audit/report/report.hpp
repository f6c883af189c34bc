// Report: what a log says about a period, as one page for people who have to judge what happened at a
// counter. Takes the records one by one and keeps no more of them than the figures; does no I/O and verifies
// nothing: what the verifier found is given to it.
//
//     Report report({.period = ..., .language = policy::Language::japanese});
//     for (every record of the log, from the first one on) report.add(record);
//     std::string page = report.html(basis);
//
// Records before the period are wanted too: they tell in which state it begins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/report/continuity.hpp"
#include "audit/report/figures.hpp"
#include "audit/report/help.hpp"
#include "audit/report/key_chain.hpp"
#include "audit/report/machine.hpp"
#include "audit/report/permit.hpp"
#include "audit/report/sessions.hpp"

namespace tsuitate::audit::report {

struct Options {
    Period period;
    policy::Language language = policy::Language::japanese;
    // Exact figures, minutes and the numbers of callers. Otherwise the page shows nothing by which who was at
    // the counter could be found out, as far as figures can do that.
    bool detailed = false;
    int utc_offset_minutes = 9 * 60;  // Japan has one zone and no summer time
};

enum class Severity : std::uint8_t { fault, notice };

// What the verifier says, in the report's language.
struct Finding {
    Severity severity = Severity::notice;
    std::string text;
};

// On what the report rests.
struct Basis {
    std::string counter;  // the counter's name for people; may be empty
    std::string origin;
    std::uint64_t size = 0;              // of the checkpoint
    std::string root;                    // of the checkpoint, base 64
    std::vector<std::string> witnesses;  // whose co-signatures were found good
    bool verified = false;               // the log was checked against its anchor, up to this checkpoint
    Seconds made_at = 0;
    std::vector<Finding> findings;
    std::optional<Permit> permit = {};  // of a detailed report
};

class Report {
  public:
    explicit Report(Options options);

    void add(const Record& record);
    std::string html(const Basis& basis) const;

    // Everything that the page shows.
    Figures figures() const;
    std::size_t sessions_in_progress() const { return sessions_.in_progress(); }

  private:
    void take_in(const Record& record, const Continuity::Step& step);

    Options options_;
    Figures figures_;
    Continuity continuity_;
    KeyChain keys_;
    Machine machine_;
    Sessions sessions_;
    Help help_;
};

}  // namespace tsuitate::audit::report
