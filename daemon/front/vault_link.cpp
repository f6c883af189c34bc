#include "daemon/front/vault_link.hpp"

#include <string>
#include <utility>
#include <variant>

namespace tsuitate::front {
namespace {

// So many messages in one go; then the bus has its turn.
constexpr int most_in_a_row = 64;

}  // namespace

VaultLink::VaultLink(loop::Loop& loop, wire::Channel channel) : loop_(loop), channel_(std::move(channel)) {}

VaultLink::~VaultLink() {
    if (channel_.open()) {
        loop_.forget(channel_.descriptor());
    }
}

void VaultLink::serve(std::function<void(const Message&)> on_message, std::function<void()> on_broken) {
    on_message_ = std::move(on_message);
    on_broken_ = std::move(on_broken);
    loop_.watch(channel_.descriptor(), [this](std::uint32_t) { receive(); });
}

void VaultLink::receive() {
    for (int done = 0; done < most_in_a_row && !broken_; ++done) {
        const auto received = channel_.receive<wire::FromVaultToFront>();
        if (const auto* event = std::get_if<wire::ChannelEvent>(&received)) {
            if (*event == wire::ChannelEvent::peer_gone) {
                break_off("the vault is gone");
            }
            return;
        }
        if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
            break_off(std::string("the vault sent ").append(name_of(*error)));
            return;
        }
        on_message_(std::get<Message>(received));
    }
}

void VaultLink::break_off(std::string_view reason) {
    if (broken_) {
        return;
    }
    broken_ = true;
    log::error("the line to the vault broke off, so the front ends", {{"REASON", reason}});
    loop_.forget(channel_.descriptor());
    channel_.close();
    if (on_broken_) {
        on_broken_();
    }
}

}  // namespace tsuitate::front
