#include "daemon/front/bus.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "daemon/log/log.hpp"

namespace tsuitate::front {
namespace {

using sdbus_version::ReplyError;

constexpr const char* driver_name = "org.freedesktop.DBus";
// So many messages in one go; then the vault has its turn.
constexpr int most_in_a_row = 64;

}  // namespace

Bus::Bus(loop::Loop& loop)
    : loop_(loop),
      connection_(sdbus::createSystemBusConnection()),
      driver_(sdbus_version::make_proxy(*connection_, driver_name, "/org/freedesktop/DBus")) {}

Bus::~Bus() {
    if (watched_descriptor_ >= 0) {
        loop_.forget(watched_descriptor_);
    }
    if (timer_) {
        loop_.cancel(*timer_);
    }
}

void Bus::serve(const std::string& name, OnCallerLeft on_caller_left, std::function<void()> on_gone) {
    on_gone_ = std::move(on_gone);
    // One match for all names instead of one for each caller: no moment in which a leaving is missed.
    connection_->addMatch(
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
        "member='NameOwnerChanged',arg2=''",
        [on_caller_left = std::move(on_caller_left)](auto& message) {
            std::string left;
            message >> left;
            on_caller_left(left);
        },
        sdbus::floating_slot);
    // A getter is not told who reads. sd-bus runs matches before objects, so this is said in time.
    connection_->addMatch(
        "type='method_call',interface='org.freedesktop.DBus.Properties'",
        [this](auto& message) {
            const auto sender = message.getSender();
            property_reader_ = sender;
        },
        sdbus::floating_slot);
    connection_->requestName(sdbus_version::ServiceName(name));
    serving_ = true;
    settle();
}

void Bus::ask_uid(const std::string& unique_name, OnUid on_uid) {
    driver_->callMethodAsync("GetConnectionUnixUser")
        .onInterface(driver_name)
        .withArguments(unique_name)
        .uponReplyInvoke([on_uid = std::move(on_uid)](ReplyError error, std::uint32_t uid) {
            on_uid(sdbus_version::failed(error) ? std::nullopt : std::optional(uid));
        });
}

void Bus::settle() {
    if (!serving_ || processing_) {
        return;
    }
    processing_ = true;
    try {
        process();
        watch_again();
    } catch (const sdbus::Error& error) {
        serving_ = false;
        log::error("the system bus is gone", {{"REASON", error.getMessage()}});
        on_gone_();
    }
    processing_ = false;
}

void Bus::process() {
    for (int done = 0; done < most_in_a_row; ++done) {
        if (!sdbus_version::process_one(*connection_)) {
            return;
        }
    }
}

void Bus::watch_again() {
    const auto poll_data = connection_->getEventLoopPollData();
    if (poll_data.fd != watched_descriptor_ || poll_data.events != watched_events_) {
        watched_descriptor_ = poll_data.fd;
        watched_events_ = poll_data.events;
        // The events of poll(2) and epoll(7) have the same numbers.
        loop_.watch(poll_data.fd, static_cast<std::uint32_t>(poll_data.events),
                    [this](std::uint32_t) { settle(); });
    }
    if (timer_) {
        loop_.cancel(*timer_);
        timer_.reset();
    }
    const int milliseconds = poll_data.getPollTimeout();
    if (milliseconds >= 0) {
        timer_ = loop_.after(std::chrono::milliseconds(milliseconds), [this] {
            timer_.reset();
            settle();
        });
    }
}

}  // namespace tsuitate::front
