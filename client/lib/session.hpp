// SessionImplementation: a Session's object on the bus. Not installed.
#pragma once

#include <tsuitate_dbus/session1_proxy.hpp>

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
    std::optional<Error> close();
    std::optional<EndReason> ended() const { return ended_; }

  private:
    void onProgress(const std::string& progress) override;
    void onEnded(const std::string& reason) override;
    void onEnterPinReply(const std::string& outcome, sdbus_version::ReplyError error) override;

    std::shared_ptr<Connection> connection_;
    const Waiting* waiting_ = nullptr;
    std::optional<Expected<Outcome>> answer_;
    std::optional<EndReason> ended_;
};

}  // namespace tsuitate::client
