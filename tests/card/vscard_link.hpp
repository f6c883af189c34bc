// VscardLink: the card in QEMU's USB CCID reader (ccid-card-passthru). Each message has a header of three
// 32-bit big-endian words: type, reader, length.
#pragma once

#include "tests/card/link.hpp"

namespace tsuitate::card_emulator {

class VscardLink final : public Link {
  public:
    VscardLink(std::string path, Bytes atr, ExchangeLog& log)
        : path_(std::move(path)), atr_(std::move(atr)), log_(log) {}

    bool insert() override;
    void remove() override;
    bool inserted() const override { return inserted_; }
    int descriptor() const override { return socket_.number(); }
    bool serve(Card& card) override;

  private:
    enum class Type : std::uint32_t {
        init = 1,
        reader_add = 3,
        atr = 5,
        card_remove = 6,
        apdu = 7,
        flush = 8,
        flush_complete = 9
    };
    bool send_message(Type type, std::uint32_t reader, const Bytes& data);
    bool connect_once();

    std::string path_;
    Bytes atr_;
    ExchangeLog& log_;
    wire::Descriptor socket_;
    bool inserted_ = false;
};

}  // namespace tsuitate::card_emulator
