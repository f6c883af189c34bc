// CardWorker: the thread that speaks to the driver. It looks for reader and card, answers one question at a
// time, and hands every answer to the loop's thread. Its stack is locked, and scrubbed after each PIN. It
// knows no meaning of questions and never asks one by itself.
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
#include "daemon/vault/card/usb_reader.hpp"
#include "daemon/vault/hygiene/locked_stack.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::vault {

class CardReader::Worker {
  public:
    Worker(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed,
           std::chrono::seconds answer_limit);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start(CardListener& listener);

    // A question runs on the thread, with the card that the loop's thread knew of when it asked: null when
    // that one is gone, also when another is there now; not powered when it does not answer to reset. What it
    // returns runs on the loop's thread.
    using Answer = std::function<void()>;
    using Question = std::function<Answer(CardLink* card)>;
    void ask(Question question);
    bool busy() const { return asked_; }

  private:
    struct Asked {
        Question question;
        std::uint64_t insertion = 0;
    };
    static void* thread_main(void* worker);
    void work();
    std::optional<Asked> wait_for_question();
    void answer(const Asked& asked);
    void look_for_reader();
    // Which reader, and how the driver calls it; nothing, after telling why, when there is none to use.
    std::optional<ReaderReport> choose_reader(std::string& device_name);
    bool load_driver();
    void look_for_card();
    void lose_reader(const std::string& reason);
    void tell(ReaderReport report);
    void post(Answer answer);
    void wake_loop();
    void take_answers();
    void hang();

    loop::Loop& loop_;
    DriverChoice choice_;
    std::vector<std::string> allowed_;
    std::chrono::seconds answer_limit_;
    CardListener* listener_ = nullptr;
    LockedStack stack_;
    pthread_t thread_{};
    bool running_ = false;
    wire::Descriptor loop_bell_;

    // The loop's thread only.
    bool asked_ = false;
    bool hung_ = false;
    std::uint64_t known_insertion_ = 0;
    std::optional<loop::Loop::TimerId> clock_;

    std::mutex mutex_;
    std::condition_variable thread_bell_;
    std::optional<Asked> question_;
    std::deque<Answer> answers_;
    std::atomic<bool> stop_ = false;
    std::atomic<bool> broken_ = false;  // the thread has ended with an exception

    // The thread's own.
    std::optional<IfdDriver> driver_;
    std::optional<CardLink> card_;
    std::optional<UsbReader> usb_reader_;  // behind the open channel
    bool channel_open_ = false;
    bool present_ = false;
    std::uint64_t insertion_ = 0;  // counts the cards that came
    std::optional<ReaderReport> told_;
};

}  // namespace tsuitate::vault
