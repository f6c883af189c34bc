// Loop: one thread, file descriptors and deadlines. Every role sleeps in it and does its work in its
// callbacks.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::loop {

using Clock = std::chrono::steady_clock;

class Loop {
  public:
    using OnReady = std::function<void(std::uint32_t epoll_events)>;
    using OnTime = std::function<void()>;
    using TimerId = std::uint64_t;

    // Throws std::system_error when the kernel gives no epoll instance.
    Loop();

    // Calls back while the descriptor is readable, closed or in error. The descriptor stays the caller's, who
    // must forget it before closing it. A second watch of the same descriptor replaces the first.
    void watch(int descriptor, OnReady on_ready);
    void watch(int descriptor, std::uint32_t epoll_events, OnReady on_ready);
    void forget(int descriptor);

    // Calls back once after the delay, unless cancelled before.
    TimerId after(std::chrono::nanoseconds delay, OnTime on_time);
    void cancel(TimerId timer);

    // SIGTERM and SIGINT call back from then on instead of killing the process.
    void on_termination(OnTime on_signal);
    // They end `run` with success.
    void stop_on_signals();

    // Until `stop`. Returns the exit status given there.
    int run();
    void stop(int exit_status);

  private:
    struct Timer {
        TimerId id;
        OnTime on_time;
    };
    int milliseconds_to_next() const;
    void run_due_timers();

    wire::Descriptor epoll_;
    wire::Descriptor signals_;
    std::map<int, std::shared_ptr<OnReady>> watched_;
    std::multimap<Clock::time_point, Timer> timers_;
    TimerId last_timer_ = 0;
    std::optional<int> exit_status_;
};

}  // namespace tsuitate::loop
