// in_order: work on numbered pieces in several threads, and take the results in the order of their numbers.
// A thread that is ahead waits for its turn, so there are never more results than threads. What one of them
// throws ends the work of all, and is thrown to whoever asked for it.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tsuitate::audit {

// Does `work()` in so many threads, this one among them, and throws what one of them threw. `give_up()` is
// called before, so that the others come to an end.
template <typename Work, typename GiveUp>
void in_threads(std::uint64_t threads, const Work& work, const GiveUp& give_up) {
    std::mutex mutex;
    std::exception_ptr failure;
    const auto run = [&] {
        try {
            work();
        } catch (...) {
            give_up();
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
        }
    };
    std::vector<std::jthread> others;
    for (std::uint64_t thread = 1; thread < threads; ++thread) {
        others.emplace_back(run);
    }
    run();
    others.clear();
    if (failure != nullptr) {
        std::rethrow_exception(failure);
    }
}

// `make_worker()` gives each thread a worker of its own; `worker(i)` returns a reference that stays valid
// until its next call; `take(result)` is called by one thread at a time.
template <typename MakeWorker, typename Take>
void in_order(unsigned threads, std::uint64_t count, const MakeWorker& make_worker, const Take& take) {
    std::atomic<std::uint64_t> next = 0;
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t turn = 0;
    bool given_up = false;
    const auto work = [&] {
        auto worker = make_worker();
        for (std::uint64_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            auto& result = worker(i);
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return turn == i || given_up; });
            if (given_up) {
                return;
            }
            take(result);
            ++turn;
            changed.notify_all();
        }
    };
    in_threads(threads, work, [&] {
        const std::lock_guard lock(mutex);
        given_up = true;
        changed.notify_all();
    });
}

// Does `work(i)` for each number below `count`, in no order.
template <typename Work>
void in_parallel(unsigned threads, std::uint64_t count, const Work& work) {
    std::atomic<std::uint64_t> next = 0;
    const auto run = [&] {
        for (std::uint64_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            work(i);
        }
    };
    in_threads(std::min<std::uint64_t>(threads, count), run, [&] { next = count; });
}

}  // namespace tsuitate::audit
