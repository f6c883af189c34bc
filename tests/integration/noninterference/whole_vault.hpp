// WholeVault: one citizen's visit to the real vault, from first to last, in virtual time and with known
// random numbers: what everybody else got to see of it. The ledger is the real one, too; front, screen, panel
// and card are played.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "daemon/vault/card/card_reader.hpp"
#include "policy/policy.hpp"

namespace tsuitate::noninterference {

struct Press {
    char key = '0';  // '<' is correct
    // Where it comes down, beside the key's middle, mm.
    policy::PointMm beside{};
};

struct Visit {
    std::string pin_kind;
    std::vector<Press> presses;                                           // confirm follows
    std::vector<policy::PointMm> known_taps = {{0.8, 1.2}, {-0.6, 0.9}};  // beside the target's middle, mm
    vault::VerifyAnswer card_says{vault::VerifyAnswer::Said::verified, 0};
    std::chrono::milliseconds between_presses{700};
    // As the policy says.
    policy::Pad pad = policy::Pad::fixed;
    policy::Signs signs = policy::Signs::grid;
};

// One message, and when it was there.
struct Said {
    std::chrono::milliseconds at{};
    std::string bytes;
    friend bool operator==(const Said&, const Said&) = default;
};

struct Seen {
    std::vector<Said> front;
    std::vector<Said> screen;
    std::vector<Said> voice;
    std::vector<Said> ledger;
    std::map<std::string, std::string> files;      // all that the ledger keeps: name and content
    std::string journal;                           // what the roles said to the system's log
    std::string card_was_asked;                    // the PIN that came to the card: the test's own
    std::chrono::milliseconds typing_since{};      // when the keys came up
    std::vector<std::chrono::milliseconds> lifts;  // of the keys of the PIN and of confirm; a test's own
    int outcomes = 0;
};

Seen visit(const Visit& visit);

}  // namespace tsuitate::noninterference
