// in_order: work on numbered pieces in several threads, and take the results in the order of their numbers.
// A thread that is ahead waits for its turn, so there are never more results than threads. What one of them
// throws ends the work of all, and is thrown to whoever asked for it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tsuitate::audit {

// `make_worker()` gives each thread a worker of its own; `worker(i)` returns a reference that stays valid
// until its next call; `take(result)` is called by one thread at a time.
template <typename MakeWorker, typename Take>
void in_order(unsigned threads, std::uint64_t count, const MakeWorker& make_worker, const Take& take) {
    if (threads <= 1) {
        auto worker = make_worker();
        for (std::uint64_t i = 0; i < count; ++i) {
            take(worker(i));
        }
        return;
    }
    std::atomic<std::uint64_t> next = 0;
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t turn = 0;
    std::exception_ptr failed;
    const auto work = [&] {
        auto worker = make_worker();
        for (std::uint64_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            auto& result = worker(i);
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return turn == i || failed != nullptr; });
            if (failed != nullptr) {
                return;
            }
            take(result);
            ++turn;
            changed.notify_all();
        }
    };
    std::vector<std::jthread> running;
    for (unsigned thread = 0; thread < threads; ++thread) {
        running.emplace_back([&] {
            try {
                work();
            } catch (...) {
                const std::lock_guard lock(mutex);
                failed = std::current_exception();
                changed.notify_all();
            }
        });
    }
    running.clear();
    if (failed != nullptr) {
        std::rethrow_exception(failed);
    }
}

// Does `work(i)` for each number below `count`, in no order.
template <typename Work>
void in_parallel(unsigned threads, std::uint64_t count, const Work& work) {
    std::atomic<std::uint64_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failed;
    const auto run = [&] {
        try {
            for (std::uint64_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
                work(i);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failed = std::current_exception();
            next = count;
        }
    };
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < threads && thread < count; ++thread) {
        others.emplace_back(run);
    }
    run();
    others.clear();
    if (failed != nullptr) {
        std::rethrow_exception(failed);
    }
}

}  // namespace tsuitate::audit
