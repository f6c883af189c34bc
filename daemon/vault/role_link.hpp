// RoleLink: the vault's end towards one other role. Takes the role in, hands its messages on, and drops it at
// the first message that it may not send; a dropped role may come again.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>

#include "daemon/log/log.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/start/handover.hpp"
#include "daemon/wire/channel.hpp"

namespace tsuitate::vault {

template <typename Accepted>
class RoleLink {
  public:
    struct Callbacks {
        std::function<void()> connected;
        std::function<void(const typename Accepted::Any&)> message;
        std::function<void()> lost;
    };

    RoleLink(loop::Loop& loop, std::string role) : loop_(loop), role_(std::move(role)) {}
    ~RoleLink() {
        forget_channel();
        if (listener_) {
            loop_.forget(listener_.number());
        }
    }
    RoleLink(const RoleLink&) = delete;
    RoleLink& operator=(const RoleLink&) = delete;

    // `socket` waits for the role (systemd's socket unit) or is already connected to it (tests and demo).
    void start(wire::Descriptor socket, Callbacks callbacks) {
        callbacks_ = std::move(callbacks);
        if (!start::is_listening(socket)) {
            take(wire::Channel(std::move(socket)));
            return;
        }
        listener_ = std::move(socket);
        loop_.watch(listener_.number(), [this](std::uint32_t) {
            auto channel = start::accept_channel(listener_);
            if (!channel) {
                return;
            }
            if (channel_.open()) {
                log::warning("a second connection of a role was turned away", {{"ROLE", role_}});
                return;
            }
            take(std::move(*channel));
        });
    }

    bool open() const { return channel_.open(); }

    // Does nothing when the role is not there; drops it when it does not read.
    template <wire::WireMessage T>
    void send(const T& message) {
        if (channel_.open() && !channel_.send(message)) {
            drop("does not read its messages");
        }
    }

    void drop(std::string_view reason) {
        log::error("a role was dropped", {{"ROLE", role_}, {"REASON", reason}});
        lose();
    }

  private:
    void take(wire::Channel channel) {
        channel_ = std::move(channel);
        loop_.watch(channel_.descriptor(), [this](std::uint32_t) { read(); });
        log::info("a role is connected", {{"ROLE", role_}});
        callbacks_.connected();
    }

    void read() {
        while (channel_.open()) {
            const auto received = channel_.template receive<Accepted>();
            if (const auto* message = std::get_if<typename Accepted::Any>(&received)) {
                callbacks_.message(*message);
            } else if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
                drop(wire::name_of(*error));
            } else if (std::get<wire::ChannelEvent>(received) == wire::ChannelEvent::peer_gone) {
                log::warning("a role has gone", {{"ROLE", role_}});
                lose();
            } else {
                return;
            }
        }
    }

    void forget_channel() {
        if (channel_.open()) {
            loop_.forget(channel_.descriptor());
            channel_.close();
        }
    }

    void lose() {
        forget_channel();
        callbacks_.lost();
    }

    loop::Loop& loop_;
    std::string role_;
    wire::Descriptor listener_;
    wire::Channel channel_;
    Callbacks callbacks_;
};

using FrontLink = RoleLink<wire::FromFront>;
using ScreenLink = RoleLink<wire::FromScreen>;
using VoiceLink = RoleLink<wire::FromVoice>;
using LedgerLink = RoleLink<wire::FromLedger>;

}  // namespace tsuitate::vault
