// The ledger's role on a disk that fails: what it acknowledges, what the vault makes of it, and how it goes
// on.
#include <sys/socket.h>

#include <functional>

#include "daemon/ledger/ledger.hpp"
#include "daemon/vault/health.hpp"
#include "daemon/wire/codec.hpp"
#include "tests/unit/ledger/log_on_disk.hpp"

namespace tsuitate::ledger {
namespace {

using std::chrono::milliseconds;
using vault::FaultCode;
using wire::LedgerFault;

constexpr milliseconds an_answer(200);
constexpr milliseconds a_publication(1500);  // at most a second after the record
constexpr milliseconds the_next_try(6500);   // every five seconds

struct Failing {
    std::string name;
    std::vector<Errno SimulatedDisk::*> faults;
    Errno error = 0;
    LedgerFault told = LedgerFault::none;
    bool refuses_records = true;
};

// As the log says the session of the record with this serial: its number, sixteen times.
std::string session_text(std::uint64_t serial) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < 16; ++i) {
        text += {digits[serial / 16], digits[serial % 16]};
    }
    return text;
}

// One ledger on a disk of its own, and the vault's end of the line.
class Served {
  public:
    Served(loop::Loop& loop, Failing how) : failing(std::move(how)), keys_(master()) {
        health_.set_screen(true);
        int ends[2] = {-1, -1};
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
        vault_ = wire::Channel(wire::Descriptor(ends[0]));
        ledger_ = std::make_unique<Ledger>(loop, disk_, keys_,
                                           LogSettings{.origin = origin, .segment_size = small_segment},
                                           std::chrono::hours(1), wire::Channel(wire::Descriptor(ends[1])));
        ledger_->start();
    }
    ~Served() = default;
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    // The disk is well with 0.
    void fail_with(Errno error) {
        for (const auto fault : failing.faults) {
            disk_.*fault = error;
        }
    }

    void write(std::size_t count) {
        for (; count > 0; --count) {
            auto record = attempt();
            record.serial = ++serial_;
            record.session.bytes.fill(static_cast<std::uint8_t>(serial_));
            EXPECT_TRUE(vault_.send(record));
        }
    }

    // Takes in what was answered.
    void listen() {
        for (;;) {
            const auto received = vault_.receive<wire::FromLedger>();
            const auto* message = std::get_if<wire::FromLedger::Any>(&received);
            if (message == nullptr) {
                return;
            }
            if (const auto* state = std::get_if<wire::LedgerTellState>(message)) {
                health_.set_ledger(true, state->fault);
                told_ = state->fault;
            } else if (const auto* durable = std::get_if<wire::LedgerTellDurable>(message)) {
                acknowledged_.push_back(durable->serial);
            } else if (const auto* failure = std::get_if<wire::LedgerTellFailure>(message)) {
                ++failures_;
                EXPECT_EQ(failure->fault, failing.told) << failing.name;
            }
        }
    }

    bool entries_stop() const { return health_.fault_code() == FaultCode::ledger_not_writing; }
    bool ledger_works() const { return health_.parts().ledger; }
    LedgerFault told() const { return told_; }
    std::size_t acknowledged() const { return acknowledged_.size(); }
    std::size_t failures() const { return failures_; }

    // How many of the acknowledged records the journal has, each once and in their order.
    std::size_t kept() {
        ledger_.reset();
        std::string all;
        const auto journal =
            Journal::open(disk_, small_segment, 1,
                          [&](std::uint64_t, std::string_view record) { all += std::string(record) + "\n"; });
        EXPECT_TRUE(std::holds_alternative<Journal>(journal)) << failing.name;
        std::size_t found = 0;
        std::size_t from = 0;
        for (const std::uint64_t serial : acknowledged_) {
            const std::size_t at = all.find(session_text(serial), from);
            found += at == std::string::npos ? 0U : 1U;
            from = at == std::string::npos ? from : at;
        }
        return found;
    }

    const Failing failing;

  private:
    SimulatedDisk disk_;
    MasterKeys keys_;
    vault::Health health_;
    wire::Channel vault_{wire::Descriptor()};
    std::unique_ptr<Ledger> ledger_;
    std::uint64_t serial_ = 0;
    std::vector<std::uint64_t> acknowledged_;
    std::size_t failures_ = 0;
    LedgerFault told_ = LedgerFault::refused_record;
};

std::vector<Failing> ways_to_fail() {
    const auto writing = &SimulatedDisk::write_fault;
    const auto synchronising = &SimulatedDisk::synchronise_fault;
    const auto replacing = &SimulatedDisk::replace_fault;
    const auto reading = &SimulatedDisk::read_fault;
    return {
        {"EIO where it is written", {writing}, EIO, LedgerFault::input_output},
        {"EIO where it is synchronised", {synchronising}, EIO, LedgerFault::input_output},
        {"EIO everywhere", {writing, synchronising, replacing, reading}, EIO, LedgerFault::input_output},
        {"read-only", {writing, replacing}, EROFS, LedgerFault::read_only},
        {"full", {writing, replacing}, ENOSPC, LedgerFault::disk_full},
        // The record is on the disk and acknowledged; that it cannot be read again to be signed is told.
        {"EIO where it is read", {reading}, EIO, LedgerFault::input_output, false},
    };
}

// All at once: the pauses between two tries are long.
class DiskFault : public testing::Test {
  protected:
    DiskFault() {
        for (Failing& failing : ways_to_fail()) {
            served_.push_back(std::make_unique<Served>(loop_, std::move(failing)));
        }
    }

    // After this time, and after what was said before: takes in the answers, and does it.
    void then(milliseconds time, std::function<void()> step) {
        time_ += time;
        loop_.after(time_, [this, step = std::move(step)] {
            for (const auto& one : served_) {
                one->listen();
            }
            step();
        });
    }

    void write(std::size_t count) {
        for (const auto& one : served_) {
            one->write(count);
        }
    }

    void expect_all_well(std::size_t acknowledged) {
        for (const auto& one : served_) {
            EXPECT_TRUE(one->ledger_works()) << one->failing.name;
            EXPECT_FALSE(one->entries_stop()) << one->failing.name;
            EXPECT_EQ(one->told(), LedgerFault::none) << one->failing.name;
            EXPECT_GE(one->acknowledged(), acknowledged) << one->failing.name;
        }
    }

    void expect_stopped() {
        for (const auto& one : served_) {
            const bool refuses = one->failing.refuses_records;
            EXPECT_EQ(one->acknowledged(), refuses ? 3U : 6U) << one->failing.name;
            EXPECT_EQ(one->failures(), refuses ? 3U : 0U) << one->failing.name;
            EXPECT_EQ(one->told(), one->failing.told) << one->failing.name;
            EXPECT_TRUE(one->entries_stop()) << one->failing.name << ": fault 401";
        }
    }

    void fail(bool fails) {
        for (const auto& one : served_) {
            one->fail_with(fails ? one->failing.error : 0);
        }
    }

    loop::Loop loop_;
    std::vector<std::unique_ptr<Served>> served_;
    milliseconds time_{};
};

TEST_F(DiskFault, stops_entries_loses_nothing_acknowledged_and_is_over_when_the_disk_is_well) {
    then(an_answer, [this] { write(3); });
    then(a_publication, [this] {
        expect_all_well(3);
        fail(true);
        write(2);
    });
    then(a_publication, [this] { write(1); });
    then(an_answer, [this] {
        expect_stopped();
        fail(false);
    });
    then(the_next_try, [this] {
        expect_all_well(3);
        write(1);
    });
    then(a_publication, [this] {
        expect_all_well(4);
        loop_.stop(0);
    });
    loop_.run();
    for (const auto& one : served_) {
        EXPECT_EQ(one->kept(), one->acknowledged()) << one->failing.name;
    }
}

}  // namespace
}  // namespace tsuitate::ledger
