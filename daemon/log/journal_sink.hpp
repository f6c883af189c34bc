// JournalSink: spdlog to systemd-journald in its native protocol (systemd's JOURNAL_NATIVE_PROTOCOL
// document), so that the vault need not link libsystemd and the compression and crypto libraries that come
// with it.
#pragma once

#include <spdlog/sinks/base_sink.h>
#include <sys/un.h>

#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "daemon/log/log.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::log {

// "MESSAGE\n<size><bytes>\n" or "NAME=value\n": one field as the journal wants it.
void append_journal_field(std::string& datagram, std::string_view name, std::string_view value);

inline constexpr std::string_view journal_socket = "/run/systemd/journal/socket";

class JournalSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit JournalSink(std::string_view role, std::string_view journal = journal_socket);

    // The fields of what this thread logs while the scope lives.
    class Fields {
      public:
        explicit Fields(std::span<const Field> fields);
        ~Fields();
        Fields(const Fields&) = delete;
        Fields& operator=(const Fields&) = delete;
    };

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override;
    void flush_() override {}

  private:
    std::string role_;
    sockaddr_un journal_{};
    wire::Descriptor socket_;
};

}  // namespace tsuitate::log
