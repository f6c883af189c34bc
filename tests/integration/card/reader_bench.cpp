#include "tests/integration/card/reader_bench.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <future>
#include <stdexcept>
#include <string>
#include <utility>

#include "daemon/wire/descriptor.hpp"
#include "daemon/wire/secret_memory.hpp"

namespace tsuitate::test {
namespace {

const std::vector<std::uint8_t> jpki = {0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};

constexpr auto patience = std::chrono::seconds(20);

loop::Loop prepared_loop() {
    wire::prepare_secret_memory();
    return {};
}

}  // namespace

policy::PinKind user_authentication() {
    policy::PinKind kind;
    kind.name = "user-authentication";
    kind.application = jpki;
    kind.file = 0x0018;
    return kind;
}

policy::PinKind signature() {
    policy::PinKind kind;
    kind.name = "signature";
    kind.min_length = 6;
    kind.max_length = 16;
    kind.max_tries = 5;
    kind.application = jpki;
    kind.file = 0x001b;
    return kind;
}

vault::Pin pin_of(std::string_view characters) {
    vault::Pin pin;
    for (const char character : characters) {
        if (!pin.append(static_cast<std::uint8_t>(character))) {
            break;
        }
    }
    return pin;
}

wire::Descriptor listen_on(int port) {
    wire::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(socket.number(), 1) != 0) {
        throw std::runtime_error("cannot listen on the port " + std::to_string(port));
    }
    return socket;
}

int free_port() {
    const wire::Descriptor socket = listen_on(0);
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

ReaderBench::ReaderBench(vault::DriverChoice driver, std::chrono::seconds answer_limit)
    : loop_(prepared_loop()),
      reader_(loop_, std::move(driver), {}, answer_limit),
      bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    loop_.watch(bell_.number(), [this](std::uint32_t) {
        eventfd_t count = 0;
        eventfd_read(bell_.number(), &count);
        const std::lock_guard lock(mutex_);
        std::exchange(task_, nullptr)();
    });
    reader_.start(*this);
    thread_ = std::thread([this] { loop_.run(); });
}

ReaderBench::~ReaderBench() {
    on_loop([this] { loop_.stop(0); });
    thread_.join();
}

void ReaderBench::on_loop(std::function<void()> task) {
    std::promise<void> done;
    {
        const std::lock_guard lock(mutex_);
        task_ = [&] {
            task();
            done.set_value();
        };
    }
    eventfd_write(bell_.number(), 1);
    done.get_future().wait();
}

void ReaderBench::on_card(bool present) {
    heard_.card_present = present;
    heard_.cards_come += present ? 1 : 0;
}

ReaderBench::Heard ReaderBench::heard() {
    Heard copy;
    on_loop([&] { copy = heard_; });
    return copy;
}

bool ReaderBench::wait_until(const std::function<bool(const Heard&)>& true_now) {
    const auto end = loop::Clock::now() + patience;
    while (!true_now(heard())) {
        if (loop::Clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

std::optional<vault::TriesRead> ReaderBench::tries(const policy::PinKind& kind) {
    // Shared: a late answer must find its place, also when nobody waits any more.
    const auto said = std::make_shared<std::promise<vault::TriesRead>>();
    auto answer = said->get_future();
    on_loop([&] { reader_.read_tries(kind, [said](vault::TriesRead found) { said->set_value(found); }); });
    return answer.wait_for(patience) == std::future_status::ready ? std::optional(answer.get())
                                                                  : std::nullopt;
}

void ReaderBench::begin_verify(const policy::PinKind& kind, vault::Pin pin) {
    begin_verify_after([] {}, kind, std::move(pin));
}

void ReaderBench::begin_verify_after(const std::function<void()>& meanwhile, const policy::PinKind& kind,
                                     vault::Pin pin) {
    on_loop([&] {
        meanwhile();
        heard_.verify.reset();
        reader_.verify(kind, std::move(pin), [this](vault::VerifyAnswer said) { heard_.verify = said; });
    });
}

std::optional<vault::VerifyAnswer> ReaderBench::verify(const policy::PinKind& kind, vault::Pin pin) {
    begin_verify(kind, std::move(pin));
    wait_until([](const Heard& heard) { return heard.verify.has_value(); });
    return heard().verify;
}

std::vector<std::uint8_t> ReaderBench::send(const std::vector<std::uint8_t>& command) {
    const auto said = std::make_shared<std::promise<std::vector<std::uint8_t>>>();
    auto answer = said->get_future();
    on_loop([&] {
        reader_.send(command, [said](const vault::CommandReply& reply) { said->set_value(reply.apdu); });
    });
    return answer.wait_for(patience) == std::future_status::ready ? answer.get()
                                                                  : std::vector<std::uint8_t>{};
}

void ReaderBench::reset() {
    const auto said = std::make_shared<std::promise<void>>();
    auto done = said->get_future();
    on_loop([&] { reader_.reset([said] { said->set_value(); }); });
    done.wait_for(patience);
}

}  // namespace tsuitate::test
