#include "daemon/log/journal_sink.hpp"

#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace tsuitate::log {
namespace {

// What journald would have got: a socket of the test's own, and its reading of the native protocol, strict
// and independent of the writer's.
class Journal {
  public:
    Journal() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        std::string pattern = testing::TempDir() + "journal-XXXXXX";
        directory_ = mkdtemp(pattern.data());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path().copy(address.sun_path, sizeof address.sun_path - 1);
        if (bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error("cannot listen at " + path());
        }
    }
    ~Journal() { std::filesystem::remove_all(directory_); }
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    std::string path() const { return directory_ + "/socket"; }

    // The fields of the next entry; nothing when there is none, or when it is not in the protocol's form.
    std::optional<std::map<std::string, std::string>> next() {
        std::array<char, 65536> buffer;
        const ssize_t got = recv(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got <= 0) {
            return std::nullopt;
        }
        return fields_of(std::string(buffer.data(), static_cast<std::size_t>(got)));
    }

    static std::optional<std::map<std::string, std::string>> fields_of(std::string_view entry) {
        std::map<std::string, std::string> fields;
        while (!entry.empty()) {
            const std::size_t end = entry.find_first_of("=\n");
            if (end == std::string_view::npos || end == 0) {
                return std::nullopt;
            }
            const std::string name(entry.substr(0, end));
            const bool sized = entry[end] == '\n';
            entry.remove_prefix(end + 1);
            std::size_t length = entry.find('\n');
            if (sized) {
                length = 0;
                for (std::size_t i = 8; i-- > 0 && entry.size() > 8;) {
                    length = length << 8U | static_cast<unsigned char>(entry[i]);
                }
                entry.remove_prefix(std::min<std::size_t>(entry.size(), 8));
            }
            if (length >= entry.size() || entry[length] != '\n' || fields.contains(name)) {
                return std::nullopt;
            }
            fields[name] = entry.substr(0, length);
            entry.remove_prefix(length + 1);
        }
        return fields;
    }

  private:
    wire::Descriptor socket_;
    std::string directory_;
};

class JournalSinkTest : public testing::Test {
  protected:
    void say(spdlog::level::level_enum level, std::string_view sentence,
             std::initializer_list<Field> fields) {
        const JournalSink::Fields scope({fields.begin(), fields.size()});
        logger_.log(level, sentence);
    }

    Journal journal_;
    spdlog::logger logger_{"tsuitate-test", std::make_shared<JournalSink>("tsuitate-test", journal_.path())};
};

using Fields = std::map<std::string, std::string>;

TEST_F(JournalSinkTest, a_sentence_comes_with_its_role_its_priority_and_its_fields) {
    say(spdlog::level::warn, "a device changed", {{"DEVICE", "panel"}, {"STATE", "refused"}, {"COUNT", 3}});
    EXPECT_EQ(journal_.next(), (Fields{{"MESSAGE", "a device changed"},
                                       {"PRIORITY", "4"},
                                       {"SYSLOG_IDENTIFIER", "tsuitate-test"},
                                       {"TSUITATE_DEVICE", "panel"},
                                       {"TSUITATE_STATE", "refused"},
                                       {"TSUITATE_COUNT", "3"}}));
}

TEST_F(JournalSinkTest, fields_belong_to_one_sentence) {
    say(spdlog::level::info, "first", {{"ROLE", "screen"}});
    say(spdlog::level::info, "second", {});
    EXPECT_TRUE(journal_.next().value_or(Fields{}).contains("TSUITATE_ROLE"));
    EXPECT_EQ(journal_.next(),
              (Fields{{"MESSAGE", "second"}, {"PRIORITY", "6"}, {"SYSLOG_IDENTIFIER", "tsuitate-test"}}));
}

// A value that could end its line and begin a field of its own, told by a device that calls itself so.
TEST_F(JournalSinkTest, a_value_with_newlines_stays_one_value) {
    const std::string name = "panel\nTSUITATE_STATE=ready\nMESSAGE=all is well\n";
    say(spdlog::level::err, "two\nlines", {{"NAME", name}, {"STATE", "refused"}});
    EXPECT_EQ(journal_.next(), (Fields{{"MESSAGE", "two\nlines"},
                                       {"PRIORITY", "3"},
                                       {"SYSLOG_IDENTIFIER", "tsuitate-test"},
                                       {"TSUITATE_NAME", name},
                                       {"TSUITATE_STATE", "refused"}}));
}

TEST_F(JournalSinkTest, an_empty_value_and_one_with_an_equals_sign_are_values) {
    say(spdlog::level::info, "x", {{"REASON", ""}, {"PLACE", "a=b"}});
    const auto fields = journal_.next().value_or(Fields{});
    EXPECT_EQ(fields.at("TSUITATE_REASON"), "");
    EXPECT_EQ(fields.at("TSUITATE_PLACE"), "a=b");
}

// The protocol's own example (systemd, JOURNAL_NATIVE_PROTOCOL), byte for byte.
TEST(JournalField, a_value_with_newlines_is_framed_as_the_protocol_says) {
    std::string datagram;
    append_journal_field(datagram, "PRIORITY", "3");
    append_journal_field(datagram, "MESSAGE", "hello\nworld");
    using namespace std::string_literals;
    EXPECT_EQ(datagram, "PRIORITY=3\nMESSAGE\n\x0b\0\0\0\0\0\0\0hello\nworld\n"s);
}

TEST(JournalSinkWithoutJournal, a_journal_that_does_not_listen_stops_nobody) {
    spdlog::logger logger("tsuitate-test", std::make_shared<JournalSink>("tsuitate-test", "/nowhere/at/all"));
    EXPECT_NO_THROW(logger.error("nobody hears this"));
}

}  // namespace
}  // namespace tsuitate::log
