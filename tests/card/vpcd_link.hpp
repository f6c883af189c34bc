// VpcdLink: the card in the virtual reader of vsmartcard-vpcd. The driver listens on a TCP port; each message
// is a 16-bit big-endian length and data; one byte is a control code, anything longer an APDU.
#pragma once

#include "tests/card/link.hpp"

namespace tsuitate::card_emulator {

class VpcdLink final : public Link {
  public:
    VpcdLink(std::string host, std::string port, Bytes atr, ExchangeLog& log)
        : host_(std::move(host)), port_(std::move(port)), atr_(std::move(atr)), log_(log) {}

    bool insert() override;
    void remove() override { socket_.reset(); }
    bool inserted() const override { return static_cast<bool>(socket_); }
    int descriptor() const override { return socket_.number(); }
    bool serve(Card& card) override;

  private:
    bool send_message(const Bytes& message);

    std::string host_;
    std::string port_;
    Bytes atr_;
    ExchangeLog& log_;
    wire::Descriptor socket_;
};

}  // namespace tsuitate::card_emulator
