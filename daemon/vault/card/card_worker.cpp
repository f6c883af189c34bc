#include "daemon/vault/card/card_worker.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <system_error>

#include "daemon/vault/card/usb_reader.hpp"

namespace tsuitate::vault {
namespace {

constexpr auto presence_pause = std::chrono::milliseconds(250);
constexpr auto reader_pause = std::chrono::milliseconds(1000);

}  // namespace

CardReader::Worker::Worker(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed,
                           std::chrono::seconds answer_limit)
    : loop_(loop),
      choice_(std::move(driver)),
      allowed_(std::move(allowed)),
      answer_limit_(answer_limit),
      stack_(worker_stack),
      wake_loop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

CardReader::Worker::~Worker() {
    if (!running_) {
        return;
    }
    loop_.forget(wake_loop_.number());
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_thread_.notify_one();
    timespec limit{};
    clock_gettime(CLOCK_REALTIME, &limit);
    constexpr time_t patience = 2;
    limit.tv_sec += patience;
    if (pthread_timedjoin_np(thread_, nullptr, &limit) != 0) {
        // It hangs in the driver and still uses our members: only the end of the process is safe.
        std::_Exit(EXIT_FAILURE);
    }
}

void CardReader::Worker::start(CardListener& listener) {
    listener_ = &listener;
    loop_.watch(wake_loop_.number(), [this](std::uint32_t) { take_answers(); });
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    stack_.use_for(attributes);
    // Signals belong to the loop.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const int error = pthread_create(&thread_, &attributes, thread_main, this);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_attr_destroy(&attributes);
    if (error != 0) {
        throw std::system_error(error, std::generic_category(), "the card's thread does not start");
    }
    running_ = true;
}

void CardReader::Worker::ask(Question question) {
    asked_ = true;
    clock_ = loop_.after(answer_limit_, [this] {
        clock_.reset();
        listener_->on_reader_hung();
    });
    {
        const std::lock_guard lock(mutex_);
        question_ = std::move(question);
    }
    wake_thread_.notify_one();
}

void CardReader::Worker::take_answers() {
    std::uint64_t count = 0;
    while (read(wake_loop_.number(), &count, sizeof count) < 0 && errno == EINTR) {
    }
    for (;;) {
        Answer answer;
        {
            const std::lock_guard lock(mutex_);
            if (answers_.empty()) {
                return;
            }
            answer = std::move(answers_.front());
            answers_.pop_front();
        }
        answer();
    }
}

void CardReader::Worker::post(Answer answer) {
    {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
    }
    const std::uint64_t one = 1;
    while (write(wake_loop_.number(), &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void* CardReader::Worker::thread_main(void* worker) {
    static_cast<Worker*>(worker)->work();
    return nullptr;
}

void CardReader::Worker::work() {
    for (;;) {
        if (!channel_open_) {
            look_for_reader();
        }
        if (channel_open_) {
            look_for_card();
        }
        std::optional<Question> question;
        {
            std::unique_lock lock(mutex_);
            wake_thread_.wait_for(lock, channel_open_ ? presence_pause : reader_pause,
                                  [this] { return stop_ || question_.has_value(); });
            if (stop_) {
                break;
            }
            question = std::exchange(question_, std::nullopt);
        }
        if (question) {
            // Whoever pulled the card and put in another one must not have it answer.
            if (channel_open_) {
                look_for_card();
            }
            const bool usable = card_ && card_->powered();
            Answer answer = (*question)(usable ? &*card_ : nullptr);
            question.reset();
            post([this, answer = std::move(answer)] {
                asked_ = false;
                if (clock_) {
                    loop_.cancel(*std::exchange(clock_, std::nullopt));
                }
                answer();
            });
        }
    }
    if (channel_open_) {
        driver_->power_down();
        driver_->close();
    }
}

void CardReader::Worker::look_for_reader() {
    if (!driver_) {
        auto loaded = IfdDriver::load(choice_.library);
        if (auto* reason = std::get_if<std::string>(&loaded)) {
            tell({.state = wire::DeviceState::failed, .name = "", .place = "", .reason = *reason});
            return;
        }
        driver_ = std::move(std::get<IfdDriver>(loaded));
    }
    ReaderReport report{.state = wire::DeviceState::ready,
                        .name = "chosen reader",
                        .place = choice_.device_name,
                        .reason = ""};
    std::string device_name = choice_.device_name;
    if (device_name.empty()) {
        const auto reader = find_usb_reader(allowed_);
        if (!reader) {
            tell({.state = wire::DeviceState::absent,
                  .name = "",
                  .place = "",
                  .reason = "no USB card reader is plugged in"});
            return;
        }
        report.name = reader->name;
        report.place = reader->place;
        if (!reader->allowed) {
            report.state = wire::DeviceState::refused;
            report.reason = "this reader is not allowed: add it to panel.toml";
            tell(report);
            return;
        }
        device_name = reader->device_name;
    }
    if (!driver_->open(device_name)) {
        report.state = wire::DeviceState::failed;
        report.reason =
            "the driver cannot open the reader: is pcscd running, or does 70-tsuitate.rules miss?";
        tell(report);
        return;
    }
    channel_open_ = true;
    card_.emplace(*driver_);
    tell(report);
}

void CardReader::Worker::look_for_card() {
    const IfdDriver::Presence presence = driver_->presence();
    if (presence == IfdDriver::Presence::reader_gone) {
        lose_reader("the reader was unplugged or does not answer");
        return;
    }
    const bool present = presence == IfdDriver::Presence::present;
    if (present == present_) {
        return;
    }
    if (!present) {
        card_->forget();
    } else if (!card_->power_up() && driver_->presence() != IfdDriver::Presence::present) {
        return;  // it was only passing
    }
    // A card that does not even answer to reset is there all the same: the session will find it foreign.
    present_ = present;
    post([this, present] { listener_->on_card(present); });
}

void CardReader::Worker::lose_reader(const std::string& reason) {
    driver_->close();
    channel_open_ = false;
    card_.reset();
    if (std::exchange(present_, false)) {
        post([this] { listener_->on_card(false); });
    }
    tell({.state = wire::DeviceState::absent, .name = "", .place = "", .reason = reason});
}

void CardReader::Worker::tell(ReaderReport report) {
    const bool news = !told_once_ || told_.state != report.state || told_.reason != report.reason;
    if (!news) {
        return;
    }
    told_once_ = true;
    told_ = report;
    post([this, report = std::move(report)] { listener_->on_reader_report(report); });
}

}  // namespace tsuitate::vault
