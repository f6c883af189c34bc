// ReaderBench: a CardReader in a loop on a thread of its own, whose answers a test waits for one by one.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/card/card_reader.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::test {

policy::PinKind user_authentication();
policy::PinKind signature();
// Makes a PIN of these characters.
vault::Pin pin_of(std::string_view characters);
// A TCP port of this machine that was free a moment ago.
int free_port();
// Takes that port, as another program would.
wire::Descriptor listen_on(int port);

class ReaderBench final : private vault::CardListener {
  public:
    explicit ReaderBench(vault::DriverChoice driver,
                         std::chrono::seconds answer_limit = std::chrono::seconds(10));
    ~ReaderBench() override;
    ReaderBench(const ReaderBench&) = delete;
    ReaderBench& operator=(const ReaderBench&) = delete;

    // What the listener and the last VERIFY were told.
    struct Heard {
        bool card_present = false;
        int cards_come = 0;
        int hung = 0;
        std::vector<vault::ReaderReport> reports;
        std::optional<vault::VerifyAnswer> verify;
    };
    Heard heard();
    // False when it does not become so in time.
    bool wait_until(const std::function<bool(const Heard&)>& true_now);

    // Each waits for its answer; nothing when none comes in time.
    std::optional<vault::TriesRead> tries(const policy::PinKind& kind);
    std::optional<vault::VerifyAnswer> verify(const policy::PinKind& kind, vault::Pin pin);
    // The whole answer of the card, or nothing.
    std::vector<std::uint8_t> send(const std::vector<std::uint8_t>& command);
    void reset();

    // Asks and does not wait.
    void begin_verify(const policy::PinKind& kind, vault::Pin pin);
    // The same, at the end of `meanwhile`, during which the loop hears nothing of what the card's thread
    // sees.
    void begin_verify_after(const std::function<void()>& meanwhile, const policy::PinKind& kind,
                            vault::Pin pin);

  private:
    void on_reader_report(const vault::ReaderReport& report) override { heard_.reports.push_back(report); }
    void on_card(bool present) override;
    void on_reader_hung() override { ++heard_.hung; }
    // Runs it on the loop's thread, where CardReader lives, and waits.
    void on_loop(std::function<void()> task);

    loop::Loop loop_;
    vault::CardReader reader_;
    Heard heard_;
    wire::Descriptor bell_;
    std::mutex mutex_;
    std::function<void()> task_;
    std::thread thread_;
};

}  // namespace tsuitate::test
