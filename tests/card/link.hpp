// Link: how an emulated card is put into a reader. One class for each reader's protocol; both are clients
// that connect to the reader, again and again until it is there.
#pragma once

#include <optional>
#include <string>

#include "daemon/wire/descriptor.hpp"
#include "tests/card/card.hpp"

namespace tsuitate::card_emulator {

class Link {
  public:
    virtual ~Link() = default;
    // Tries once to reach the reader and to put the card in. False when nobody listens there yet.
    virtual bool insert() = 0;
    virtual void remove() = 0;
    virtual bool inserted() const = 0;
    // -1 while there is no connection.
    virtual int descriptor() const = 0;
    // Something came from the reader. False when the connection is over.
    virtual bool serve(Card& card) = 0;
};

// Reads or writes all bytes; false when the connection is over.
bool read_exactly(int descriptor, std::uint8_t* bytes, std::size_t size);
bool write_exactly(int descriptor, const Bytes& bytes);

// Appends one line of JSON for each exchange with a card; does nothing without a path.
class ExchangeLog {
  public:
    explicit ExchangeLog(std::string path) : path_(std::move(path)) {}
    void note(const Bytes& command, const Bytes& answer);
    // The last lines, for the control command `log`.
    const std::string& recent() const { return recent_; }

  private:
    std::string path_;
    std::string recent_;
};

}  // namespace tsuitate::card_emulator
