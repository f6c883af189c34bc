// Control: one line in, one line out. Lets a test put the card in, take it out, and make it fail.
#pragma once

#include <string>

#include "tests/card/card.hpp"
#include "tests/card/link.hpp"

namespace tsuitate::card_emulator {

struct Reader {
    Link& link;
    Card& card;
    ExchangeLog& log;
    bool wanted = true;    // the card shall be in the reader
    bool leaving = false;  // `quit` was said
};

// Returns "ok …" or "error: …", always one line (`log` answers with many).
std::string obey(const std::string& line, Reader& reader);

}  // namespace tsuitate::card_emulator
