// VaultLink: the front's line to the vault. Owns the channel. A vault that is gone or talks nonsense breaks
// it once and for good; nothing is sent or heard after.
#pragma once

#include <functional>
#include <string_view>

#include "daemon/log/log.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/wire/channel.hpp"

namespace tsuitate::front {

class VaultLink {
  public:
    using Message = wire::FromVaultToFront::Any;

    VaultLink(loop::Loop& loop, wire::Channel channel);
    ~VaultLink();
    VaultLink(const VaultLink&) = delete;
    VaultLink& operator=(const VaultLink&) = delete;

    // `on_message` is called for each message, `on_broken` once, both from the loop.
    void serve(std::function<void(const Message&)> on_message, std::function<void()> on_broken);

    template <wire::WireMessage T>
    void send(const T& message) {
        if (!broken_ && !channel_.send(message)) {
            break_off("the vault does not read any more");
        }
    }

    // For what only the receiver of a message can see to be nonsense.
    void break_off(std::string_view reason);

    bool broken() const { return broken_; }

  private:
    void receive();

    loop::Loop& loop_;
    wire::Channel channel_;
    std::function<void(const Message&)> on_message_;
    std::function<void()> on_broken_;
    bool broken_ = false;
};

}  // namespace tsuitate::front
