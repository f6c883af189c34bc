// The applications of a fresh card: addresses, files, PINs and try counters.
#pragma once

#include <map>
#include <string>

#include "tests/card/files.hpp"
#include "tests/card/identity.hpp"

namespace tsuitate::card_emulator {

std::map<std::string, Application> fresh_applications(const Identity& user_authentication,
                                                      const Identity& signature);

}  // namespace tsuitate::card_emulator
