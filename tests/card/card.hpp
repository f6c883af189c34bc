// Card: the emulated My Number Card at APDU level. Bytes in, bytes out; its links bring them.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "tests/card/files.hpp"
#include "tests/card/identity.hpp"

namespace tsuitate::card_emulator {

// What goes wrong on purpose.
struct Faults {
    enum class Removal : std::uint8_t { none, in_verify_counted, in_verify_uncounted, after_verify };
    Removal removal = Removal::none;
    std::chrono::milliseconds slow{0};
    bool garbage_status = false;  // VERIFY answers a status word that no rule knows
    bool mute = false;            // nothing is ever answered
    bool no_pin_service = false;  // a card set to face authentication
    bool foreign = false;         // none of our applications
    std::uint16_t locked_status = 0x6983;
};

struct Answer {
    Bytes bytes;  // empty with `mute`
    bool mute = false;
    bool card_removed = false;  // the card leaves the reader now
    std::chrono::milliseconds delay{0};
};

class Card {
  public:
    Card(Identity user_authentication, Identity signature);

    Answer process(const Bytes& apdu);
    // Power off, power on or reset: nothing stays selected or verified.
    void reset();

    Faults& faults() { return faults_; }
    // The PIN object of this name ("signature"), or null.
    File* pin(const std::string& name);
    void restore_tries();

  private:
    struct Command;
    Bytes interpret(const Command& command, Answer& answer);
    Bytes select(const Command& command);
    Bytes verify(const Command& command, Answer& answer);
    Bytes change_reference_data(const Command& command);
    Bytes read_binary(const Command& command) const;
    Bytes sign(const Command& command);
    Bytes with_length(const Command& command, Bytes data);
    File* selected_file();
    bool accessible(const File& file) const;

    Identity user_authentication_;
    Identity signature_;
    std::map<std::string, Application> applications_;
    Faults faults_;

    Application* application_ = nullptr;
    std::optional<std::uint16_t> file_;
    std::set<std::uint16_t> verified_;  // PIN files of the selected application
    Bytes waiting_;                     // for GET RESPONSE
};

}  // namespace tsuitate::card_emulator
