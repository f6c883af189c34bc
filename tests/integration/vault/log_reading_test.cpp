// Whoever reads the log over the bus is recorded first: the vault lets the front answer when the ledger says
// that the record is durable, and not otherwise.
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/socket.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/vault/vault.hpp"
#include "daemon/wire/channel.hpp"
#include "daemon/wire/codec.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::vault {
namespace {

using std::chrono::milliseconds;
using wire::LogAnswer;
using wire::LogReading;

class NoPanel final : public Input {
  public:
    void start(InputListener& /*listener*/) override {}
    void set_panel_size(policy::SizeMm /*size*/) override {}
};

class LogReadingTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { ASSERT_GE(sodium_init(), 0); }

    LogReadingTest()
        : rules_(std::get<policy::Policy>(
              policy::load_policy(std::filesystem::path(TSUITATE_SOURCE_DIR) / "policy" / "default"))),
          card_(loop_, {}, {}, std::chrono::seconds(10)),
          vault_(loop_, rules_, panel_, card_) {
        std::map<std::string, wire::Descriptor> sockets;
        front_ = line(sockets, "front");
        screen_ = line(sockets, "screen");
        ledger_ = line(sockets, "ledger");
        EXPECT_TRUE(vault_.start(std::move(sockets)));
        EXPECT_TRUE(ledger_->send(wire::LedgerTellState{.records = 1}));
        EXPECT_TRUE(screen_->send(wire::ScreenTellPanel{.width_px = 1024, .height_px = 768}));
    }

    static std::optional<wire::Channel> line(std::map<std::string, wire::Descriptor>& sockets,
                                             const std::string& role) {
        int ends[2] = {-1, -1};
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
        sockets.emplace(role, wire::Descriptor(ends[0]));
        return wire::Channel(wire::Descriptor(ends[1]));
    }

    // When the vault has had its turn: takes in what it said, and does it.
    void then(std::function<void()> step) {
        time_ += milliseconds(100);
        loop_.after(time_, [this, step = std::move(step)] {
            take_in<wire::FromVaultToLedger>(*ledger_);
            take_in<wire::FromVaultToFront>(*front_);
            step();
        });
    }

    template <typename Accepted>
    void take_in(wire::Channel& channel) {
        while (channel.open()) {
            const auto received = channel.receive<Accepted>();
            const auto* any = std::get_if<typename Accepted::Any>(&received);
            if (any == nullptr) {
                return;
            }
            std::visit([this](const auto& message) { this->heard(message); }, *any);
        }
    }

    void heard(const wire::VaultWriteRecord& record) {
        if (record.kind == policy::RecordKind::log_read) {
            records_.push_back(record);
        }
    }
    void heard(const wire::VaultTellStatus& status) { told_fault_ = status.fault_code; }
    void heard(const wire::VaultTellDevice& told) {
        if (told.device == wire::DeviceClass::ledger) {
            told_ledger_ = told.state;
        }
    }
    void heard(const wire::VaultAnswerLog& answer) {
        answers_.push_back(answer);
        fault_at_answer_ = static_cast<FaultCode>(told_fault_);
        ledger_at_answer_ = told_ledger_;
    }
    template <typename Other>
    void heard(const Other& /*message*/) {}

    void ask(std::uint32_t request, LogReading reading) {
        EXPECT_TRUE(front_->send(
            wire::FrontReadLog{.request = request, .caller_uid = 2000 + request, .reading = reading}));
    }

    void expect_recorded(std::size_t at, std::uint32_t uid, std::string_view subject) const {
        ASSERT_GT(records_.size(), at);
        EXPECT_EQ(records_[at].caller_uid, uid);
        EXPECT_EQ(records_[at].subject.view(), subject);
        EXPECT_EQ(records_[at].count, 1U);
    }

    void expect_answers(const std::vector<std::pair<std::uint32_t, LogAnswer>>& expected) const {
        ASSERT_EQ(answers_.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_EQ(answers_[i].request, expected[i].first);
            EXPECT_EQ(answers_[i].answer, expected[i].second);
        }
    }

    // The refusal sends its caller to the fault code and the devices: they must know of the fault by then.
    void expect_known_at_answer(FaultCode fault, wire::DeviceState ledger) const {
        EXPECT_EQ(fault_at_answer_, fault);
        EXPECT_EQ(ledger_at_answer_, ledger);
    }

    void run() {
        then([this] { loop_.stop(0); });
        loop_.run();
    }

    loop::Loop loop_;
    policy::Policy rules_;
    NoPanel panel_;
    CardReader card_;
    Vault vault_;
    std::optional<wire::Channel> front_;
    std::optional<wire::Channel> screen_;
    std::optional<wire::Channel> ledger_;
    std::vector<wire::VaultWriteRecord> records_;
    std::vector<wire::VaultAnswerLog> answers_;
    std::uint16_t told_fault_ = 0;
    wire::DeviceState told_ledger_ = wire::DeviceState::ready;
    FaultCode fault_at_answer_ = FaultCode::none;
    wire::DeviceState ledger_at_answer_ = wire::DeviceState::ready;
    milliseconds time_{};
};

TEST_F(LogReadingTest, is_answered_when_its_record_is_durable_and_not_before) {
    then([this] { ask(1, LogReading::query); });
    then([this] {
        expect_recorded(0, 2001, "query");
        expect_answers({});
        ask(2, LogReading::prove);
    });
    then([this] {
        expect_recorded(1, 2002, "prove");
        expect_answers({});
        EXPECT_TRUE(ledger_->send(wire::LedgerTellDurable{.serial = records_.at(1).serial}));
    });
    then([this] {
        expect_answers({{2, LogAnswer::recorded}});
        EXPECT_TRUE(ledger_->send(wire::LedgerTellDurable{.serial = records_.at(0).serial}));
    });
    then([this] { expect_answers({{2, LogAnswer::recorded}, {1, LogAnswer::recorded}}); });
    run();
}

TEST_F(LogReadingTest, is_not_answered_when_the_ledger_cannot_write) {
    then([this] { ask(1, LogReading::query); });
    then([this] {
        expect_recorded(0, 2001, "query");
        EXPECT_TRUE(ledger_->send(
            wire::LedgerTellFailure{.serial = records_.at(0).serial, .fault = wire::LedgerFault::read_only}));
    });
    then([this] {
        expect_answers({{1, LogAnswer::not_recorded}});
        expect_known_at_answer(FaultCode::ledger_not_writing, wire::DeviceState::failed);
    });
    run();
}

TEST_F(LogReadingTest, is_not_answered_when_the_ledger_goes_or_is_gone) {
    then([this] { ask(1, LogReading::query); });
    then([this] {
        expect_recorded(0, 2001, "query");
        ledger_->close();
    });
    then([this] {
        expect_answers({{1, LogAnswer::not_recorded}});
        expect_known_at_answer(FaultCode::ledger_lost, wire::DeviceState::absent);
        ask(2, LogReading::prove);
    });
    then([this] { expect_answers({{1, LogAnswer::not_recorded}, {2, LogAnswer::not_recorded}}); });
    run();
}

}  // namespace
}  // namespace tsuitate::vault
