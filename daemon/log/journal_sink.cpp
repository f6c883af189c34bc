#include "daemon/log/journal_sink.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cstdint>

namespace tsuitate::log {
namespace {

thread_local std::span<const Field> current_fields;

int priority_of(spdlog::level::level_enum level) {
    switch (level) {
        case spdlog::level::critical:
            return 2;
        case spdlog::level::err:
            return 3;
        case spdlog::level::warn:
            return 4;
        case spdlog::level::info:
            return 6;
        case spdlog::level::trace:
        case spdlog::level::debug:
        case spdlog::level::off:
        case spdlog::level::n_levels:
            break;
    }
    return 7;
}

}  // namespace

void append_journal_field(std::string& datagram, std::string_view name, std::string_view value) {
    datagram.append(name);
    if (value.find('\n') == std::string_view::npos) {
        datagram.append("=").append(value).append("\n");
        return;
    }
    datagram.append("\n");
    std::uint64_t size = value.size();
    for (int i = 0; i < 8; ++i, size >>= 8U) {
        datagram.push_back(static_cast<char>(size & 0xffU));
    }
    datagram.append(value).append("\n");
}

JournalSink::JournalSink(std::string_view role, std::string_view journal)
    : role_(role), socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    journal_.sun_family = AF_UNIX;
    std::copy_n(journal.data(), std::min(journal.size(), sizeof journal_.sun_path - 1), journal_.sun_path);
}

JournalSink::Fields::Fields(std::span<const Field> fields) {
    current_fields = fields;
}

JournalSink::Fields::~Fields() {
    current_fields = {};
}

void JournalSink::sink_it_(const spdlog::details::log_msg& message) {
    std::string datagram;
    append_journal_field(datagram, "MESSAGE", {message.payload.data(), message.payload.size()});
    append_journal_field(datagram, "PRIORITY", std::to_string(priority_of(message.level)));
    append_journal_field(datagram, "SYSLOG_IDENTIFIER", role_);
    for (const Field& field : current_fields) {
        append_journal_field(datagram, "TSUITATE_" + std::string(field.name), field.value);
    }
    // A journal that does not listen must not stop a role; what matters is in the ledger.
    [[maybe_unused]] const ssize_t sent =
        ::sendto(socket_.number(), datagram.data(), datagram.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&journal_), sizeof journal_);
}

}  // namespace tsuitate::log
