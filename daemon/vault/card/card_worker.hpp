// CardWorker: the thread that speaks to the driver. It looks for reader and card, answers one question at a
// time, and hands every answer to the loop's thread. Its stack is locked, and wiped after each PIN.
#pragma once

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/card/card_link.hpp"
#include "daemon/vault/card/card_reader.hpp"
#include "daemon/vault/hygiene/locked_stack.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::vault {

inline constexpr std::size_t worker_stack = 512UL * 1024;
// Drivers put a command or two on their stack, some kilobytes deep.
inline constexpr std::size_t scrubbed_stack = 256UL * 1024;

class CardReader::Worker {
  public:
    Worker(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed,
           std::chrono::seconds answer_limit);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start(CardListener& listener);

    // Runs on the thread, with the card when it is there and powered; what it returns runs on the loop's
    // thread.
    using Answer = std::function<void()>;
    using Question = std::function<Answer(CardLink* card)>;
    void ask(Question question);
    bool busy() const { return asked_; }

  private:
    static void* thread_main(void* worker);
    void work();
    void look_for_reader();
    void look_for_card();
    void lose_reader(const std::string& reason);
    void tell(ReaderReport report);
    void post(Answer answer);
    void take_answers();

    loop::Loop& loop_;
    DriverChoice choice_;
    std::vector<std::string> allowed_;
    std::chrono::seconds answer_limit_;
    CardListener* listener_ = nullptr;
    LockedStack stack_;
    pthread_t thread_{};
    bool running_ = false;
    bool asked_ = false;  // loop's thread only
    std::optional<loop::Loop::TimerId> clock_;
    wire::Descriptor wake_loop_;

    std::mutex mutex_;
    std::condition_variable wake_thread_;
    std::optional<Question> question_;
    std::deque<Answer> answers_;
    bool stop_ = false;

    // The thread's own.
    std::optional<IfdDriver> driver_;
    std::optional<CardLink> card_;
    bool channel_open_ = false;
    bool present_ = false;
    ReaderReport told_;
    bool told_once_ = false;
};

}  // namespace tsuitate::vault
