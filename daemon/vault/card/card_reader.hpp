// CardReader: the card in the reader, behind the driver that is loaded into this process. Drivers block, so
// they run on a thread of their own; every answer comes back on the loop's thread. One question at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "daemon/loop/loop.hpp"
#include "daemon/wire/messages.hpp"
#include "daemon/wire/secret.hpp"
#include "policy/pin/pin_kind.hpp"
#include "policy/session/event.hpp"

namespace tsuitate::vault {

using Pin = wire::Secret<16>;

struct ReaderReport {
    wire::DeviceState state = wire::DeviceState::absent;
    std::string name;
    std::string place;
    std::string reason;  // when refused or failed: why, and what to do
};

// What `read_tries` found. Costs no try.
using TriesRead = policy::TriesFound;
// What the card said to VERIFY. `inconclusive`: it was sent and no valid answer came; the caller must read
// the tries.
using VerifyAnswer = policy::CardSaid;

struct CommandReply {
    bool answered = false;
    std::vector<std::uint8_t> apdu;  // data and status word
};

class CardListener {
  public:
    virtual ~CardListener() = default;
    virtual void on_reader_report(const ReaderReport& report) = 0;
    virtual void on_card(bool present) = 0;
    // The driver has not come back in time. The process must end itself: a thread in a driver cannot be
    // stopped.
    virtual void on_reader_hung() = 0;
};

// How a driver is opened. The product names libccid; tests and demo name the virtual reader's.
struct DriverChoice {
    std::string library;
    // IFDHCreateChannelByName's device name, or empty: find an allowed USB reader through udev.
    std::string device_name;
};

class CardReader {
  public:
    CardReader(loop::Loop& loop, DriverChoice driver, std::vector<std::string> allowed_usb_ids,
               std::chrono::seconds answer_limit);
    ~CardReader();
    CardReader(const CardReader&) = delete;
    CardReader& operator=(const CardReader&) = delete;

    // Begins to look for reader and card, and goes on doing so through unplugging and replugging.
    void start(CardListener& listener);

    // Each answers exactly once through its callback, on the loop's thread, unless on_reader_hung came first.
    // Precondition: no other question is open.
    void read_tries(const policy::PinKind& kind, std::function<void(TriesRead)> answer);
    // Selects the application and file of the kind, then sends VERIFY once. The PIN is wiped before the
    // answer.
    void verify(const policy::PinKind& kind, Pin pin, std::function<void(VerifyAnswer)> answer);
    // A command of the caller that the filter has let through.
    void send(std::span<const std::uint8_t> apdu, std::function<void(CommandReply)> answer);
    // Resets the card, so that nothing stays verified.
    void reset(std::function<void()> done);
    bool busy() const;

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace tsuitate::vault
