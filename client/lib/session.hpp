// SessionImplementation: a Session's object on the bus. Not installed.
#pragma once

#include <tsuitate_dbus/session1_proxy.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/dbus/sdbus_version.hpp"
#include "client/lib/connection.hpp"
#include "client/lib/counter.hpp"

namespace tsuitate::client {

class Session::Implementation final : public sdbus::ProxyInterfaces<org::tsuitate::Session1_proxy> {
  public:
    Implementation(std::shared_ptr<Connection> connection, const sdbus::ObjectPath& path);
    ~Implementation();
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    Expected<Outcome> enter(const std::string& kind, const Waiting& waiting);
    void request_assistance(const std::string& clerk, const std::string& reason, const std::string& help);
    void announce_observer(const std::string& role);
    std::optional<Error> begin_close();
    std::optional<Error> close(const Waiting& waiting);
    // Gives the service some time to end the session, and leaves the rest to it.
    void abandon();
    std::optional<EndReason> ended() const { return ended_; }

  private:
    void onProgress(const std::string& progress) override;
    void onEnded(const std::string& reason) override;
    void onAssistance(const std::string& news, const std::uint32_t& seconds,
                      const std::uint32_t& tries) override;
    void onReceipt(const std::string& number) override;
    void onEnterPinReply(const std::string& outcome, sdbus_version::ReplyError error) override;
    void onRequestAssistanceReply(const std::string& answer, sdbus_version::ReplyError error) override;
    void onAnnounceObserverReply(const std::string& answer, sdbus_version::ReplyError error) override;
    void onCloseReply(sdbus_version::ReplyError error) override;

    // False when it was interrupted, or took longer than that.
    bool wait(const std::function<bool()>& done, const Waiting& waiting,
              std::optional<std::chrono::milliseconds> longest = std::nullopt);

    std::shared_ptr<Connection> connection_;
    const Waiting* waiting_ = nullptr;
    std::optional<Expected<Outcome>> answer_;
    bool closing_ = false;
    bool abandoned_ = false;  // nobody waits for its end any more
    bool closed_ = false;     // the reply to Close is here
    std::optional<Error> close_error_;
    std::optional<EndReason> ended_;
};

}  // namespace tsuitate::client
