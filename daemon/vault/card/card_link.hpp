// CardLink: one powered card in the reader. Owns its power and protocol; knows no meaning of commands.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "daemon/vault/card/ifd_driver.hpp"

namespace tsuitate::vault {

class CardLink {
  public:
    explicit CardLink(IfdDriver& driver) : driver_(driver) {}

    // Powers the card up; false when it does not answer or speaks neither T=0 nor T=1.
    bool power_up();
    // Resets it, so that nothing stays selected or verified.
    bool reset();
    // The card was taken out.
    void forget() { powered_ = false; }
    // False also after a command without an answer.
    bool powered() const { return powered_; }

    // An ordinary command: with T=0 the data is fetched (61xx), and a wrong length corrected (6Cxx).
    std::optional<std::vector<std::uint8_t>> exchange(std::span<const std::uint8_t> command);
    // The one command with a PIN in it: sent as it is, once, whatever comes back. Nothing when no status word
    // came.
    std::optional<std::vector<std::uint8_t>> exchange_once(std::span<const std::uint8_t> command);

  private:
    bool take_protocol(const std::optional<std::vector<std::uint8_t>>& atr);

    IfdDriver& driver_;
    bool powered_ = false;
    unsigned protocol_ = 1;
};

}  // namespace tsuitate::vault
