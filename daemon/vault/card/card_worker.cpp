#include "daemon/vault/card/card_worker.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <utility>

#include "daemon/vault/card/card_questions.hpp"

namespace tsuitate::vault {
namespace {

constexpr auto presence_pause = std::chrono::milliseconds(250);
constexpr auto reader_pause = std::chrono::milliseconds(1000);
constexpr time_t seconds_to_end = 2;
constexpr std::size_t worker_stack = 512UL * 1024;
static_assert(worker_stack > scrubbed_stack);

}  // namespace

CardReader::Worker::Worker(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed,
                           std::chrono::seconds answer_limit)
    : loop_(loop),
      choice_(std::move(driver)),
      allowed_(std::move(allowed)),
      answer_limit_(answer_limit),
      stack_(worker_stack),
      loop_bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

CardReader::Worker::~Worker() {
    if (!running_) {
        return;
    }
    loop_.forget(loop_bell_.number());
    if (clock_) {
        loop_.cancel(*clock_);
    }
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    thread_bell_.notify_one();
    timespec limit{};
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += seconds_to_end;
    if (pthread_timedjoin_np(thread_, nullptr, &limit) != 0) {
        // It hangs in the driver and still uses our members: only the end of the process is safe.
        std::_Exit(EXIT_FAILURE);
    }
}

// ------------------------------------------------------------ on the loop's thread

void CardReader::Worker::start(CardListener& listener) {
    listener_ = &listener;
    loop_.watch(loop_bell_.number(), [this](std::uint32_t) { take_answers(); });
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    stack_.use_for(attributes);
    // Signals belong to the loop; a handler's frame would also save our registers on the stack.
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
        hang();
    });
    {
        const std::lock_guard lock(mutex_);
        question_ = Asked{.question = std::move(question), .insertion = known_insertion_};
    }
    thread_bell_.notify_one();
}

void CardReader::Worker::hang() {
    if (!std::exchange(hung_, true)) {
        listener_->on_reader_hung();
    }
}

void CardReader::Worker::take_answers() {
    std::uint64_t count = 0;
    while (read(loop_bell_.number(), &count, sizeof count) < 0 && errno == EINTR) {
    }
    // What a driver says after it was given up would contradict what was recorded.
    while (!hung_) {
        Answer answer;
        {
            const std::lock_guard lock(mutex_);
            if (answers_.empty()) {
                break;
            }
            answer = std::move(answers_.front());
            answers_.pop_front();
        }
        answer();
    }
    if (broken_) {
        hang();
    }
}

// ------------------------------------------------------------ on the thread

void CardReader::Worker::post(Answer answer) {
    {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
    }
    wake_loop();
}

void CardReader::Worker::wake_loop() {
    const std::uint64_t one = 1;
    while (write(loop_bell_.number(), &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void* CardReader::Worker::thread_main(void* worker) {
    auto* self = static_cast<Worker*>(worker);
    try {
        self->work();
    } catch (...) {
        // Out of memory, most likely. The question that may be open gets no answer: as when the driver hangs.
        self->broken_ = true;
        self->wake_loop();
    }
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
        const auto asked = wait_for_question();
        if (stop_) {
            break;
        }
        if (asked) {
            answer(*asked);
        }
    }
    if (channel_open_) {
        driver_->power_down();
        driver_->close();
    }
}

std::optional<CardReader::Worker::Asked> CardReader::Worker::wait_for_question() {
    std::unique_lock lock(mutex_);
    thread_bell_.wait_for(lock, channel_open_ ? presence_pause : reader_pause,
                          [this] { return stop_ || question_.has_value(); });
    return std::exchange(question_, std::nullopt);
}

void CardReader::Worker::answer(const Asked& asked) {
    if (channel_open_) {
        look_for_card();
    }
    CardLink* card = present_ && asked.insertion == insertion_ ? &*card_ : nullptr;
    if (card != nullptr && !card->powered()) {
        card->power_up();
    }
    Answer said = asked.question(card);
    // Whoever hears "no answer" shall have heard before that the card is gone.
    if (channel_open_) {
        look_for_card();
    }
    post([this, said = std::move(said)] {
        asked_ = false;
        if (clock_) {
            loop_.cancel(*std::exchange(clock_, std::nullopt));
        }
        said();
    });
}

bool CardReader::Worker::load_driver() {
    if (driver_) {
        return true;
    }
    auto loaded = IfdDriver::load(choice_.library);
    if (auto* reason = std::get_if<std::string>(&loaded)) {
        tell({.state = wire::DeviceState::failed, .name = "", .place = "", .reason = *reason});
        return false;
    }
    driver_ = std::move(std::get<IfdDriver>(loaded));
    return true;
}

std::optional<ReaderReport> CardReader::Worker::choose_reader(std::string& device_name) {
    ReaderReport report{.state = wire::DeviceState::ready, .name = "", .place = "", .reason = ""};
    if (!choice_.device_name.empty()) {
        device_name = choice_.device_name;
        report.name = "chosen reader";
        report.place = choice_.device_name;
        return report;
    }
    usb_reader_ = find_usb_reader(allowed_);
    if (!usb_reader_) {
        report.state = wire::DeviceState::absent;
        report.reason = "no USB card reader is plugged in";
        tell(report);
        return std::nullopt;
    }
    device_name = usb_reader_->device_name;
    report.name = usb_reader_->name;
    report.place = usb_reader_->place;
    if (!usb_reader_->allowed) {
        report.state = wire::DeviceState::refused;
        report.reason = "this reader is not allowed: add it to panel.toml";
        tell(report);
        return std::nullopt;
    }
    return report;
}

void CardReader::Worker::look_for_reader() {
    std::string device_name;
    if (!load_driver()) {
        return;
    }
    auto report = choose_reader(device_name);
    if (!report) {
        return;
    }
    channel_open_ = driver_->open(device_name);
    if (channel_open_) {
        card_.emplace(*driver_);
    } else {
        report->state = wire::DeviceState::failed;
        report->reason =
            "the driver cannot open the reader: is pcscd running, or does 70-tsuitate.rules miss?";
    }
    tell(std::move(*report));
}

void CardReader::Worker::look_for_card() {
    const bool unplugged = usb_reader_ && !plugged_in(*usb_reader_);
    const IfdDriver::Presence presence = unplugged ? IfdDriver::Presence::reader_gone : driver_->presence();
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
        present_ = false;
        post([this] { listener_->on_card(false); });
        return;
    }
    if (!card_->power_up() && driver_->presence() != IfdDriver::Presence::present) {
        return;  // it was only passing
    }
    // A card that does not even answer to reset is there all the same: the session will find it foreign.
    present_ = true;
    ++insertion_;
    post([this, insertion = insertion_] {
        known_insertion_ = insertion;
        listener_->on_card(true);
    });
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
    if (told_ && told_->state == report.state && told_->reason == report.reason) {
        return;
    }
    told_ = report;
    post([this, report = std::move(report)] { listener_->on_reader_report(report); });
}

}  // namespace tsuitate::vault
