#include "daemon/loop/loop.hpp"

#include <sys/epoll.h>
#include <sys/signalfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

namespace tsuitate::loop {

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    if (!epoll_) {
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
    }
}

void Loop::watch(int descriptor, OnReady on_ready) {
    watch(descriptor, EPOLLIN, std::move(on_ready));
}

void Loop::watch(int descriptor, std::uint32_t epoll_events, OnReady on_ready) {
    epoll_event event{};
    event.events = epoll_events;
    event.data.fd = descriptor;
    const bool known = watched_.contains(descriptor);
    if (epoll_ctl(epoll_.number(), known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event) != 0) {
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
    watched_[descriptor] = std::make_shared<OnReady>(std::move(on_ready));
}

void Loop::forget(int descriptor) {
    if (watched_.erase(descriptor) > 0) {
        epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor, nullptr);
    }
}

Loop::TimerId Loop::after(std::chrono::nanoseconds delay, OnTime on_time) {
    const TimerId id = ++last_timer_;
    timers_.emplace(Clock::now() + std::chrono::duration_cast<Clock::duration>(delay),
                    Timer{id, std::move(on_time)});
    return id;
}

void Loop::cancel(TimerId timer) {
    std::erase_if(timers_, [timer](const auto& entry) { return entry.second.id == timer; });
}

void Loop::stop_on_signals() {
    on_termination([this] { stop(EXIT_SUCCESS); });
}

void Loop::on_termination(OnTime on_signal) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigprocmask(SIG_BLOCK, &wanted, nullptr);
    signals_ = wire::Descriptor(signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
    watch(signals_.number(), [this, on_signal = std::move(on_signal)](std::uint32_t) {
        signalfd_siginfo received;
        if (read(signals_.number(), &received, sizeof received) == sizeof received) {
            on_signal();
        }
    });
}

int Loop::milliseconds_to_next() const {
    if (timers_.empty()) {
        return -1;
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(timers_.begin()->first - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void Loop::run_due_timers() {
    const auto now = Clock::now();
    while (!exit_status_ && !timers_.empty() && timers_.begin()->first <= now) {
        const OnTime on_time = std::move(timers_.begin()->second.on_time);
        timers_.erase(timers_.begin());
        on_time();
    }
}

int Loop::run() {
    std::array<epoll_event, 16> ready;
    while (!exit_status_) {
        const int count =
            epoll_wait(epoll_.number(), ready.data(), static_cast<int>(ready.size()), milliseconds_to_next());
        for (int i = 0; i < count && !exit_status_; ++i) {
            const epoll_event& event = ready.at(static_cast<std::size_t>(i));
            // An earlier callback of this round may have forgotten the descriptor.
            const auto found = watched_.find(event.data.fd);
            if (found == watched_.end()) {
                continue;
            }
            const auto on_ready = found->second;  // keeps it alive while it forgets itself
            (*on_ready)(event.events);
        }
        run_due_timers();
    }
    return *exit_status_;
}

void Loop::stop(int exit_status) {
    exit_status_ = exit_status;
}

}  // namespace tsuitate::loop
