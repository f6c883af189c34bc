// SessionObject: one session on the bus. Owns its place there and remembers whose it is. Speaks to its owner
// alone; never says an outcome but as the reply to the call that asked.
#pragma once

#include <tsuitate_dbus/session1_adaptor.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/front/bus.hpp"
#include "daemon/front/caller.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/session_id.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::front {

class Desk;

class SessionObject final : public sdbus::AdaptorInterfaces<org::tsuitate::Session1_adaptor> {
  public:
    SessionObject(Desk& desk, Bus& bus, const policy::SessionId& id, std::shared_ptr<Caller> owner,
                  std::string procedure);
    ~SessionObject();
    SessionObject(const SessionObject&) = delete;
    SessionObject& operator=(const SessionObject&) = delete;

    static std::string path_of(const policy::SessionId& id);

    const policy::SessionId& id() const { return id_; }
    const std::shared_ptr<Caller>& owner() const { return owner_; }

    // The vault has been told to end it; it takes no further calls.
    bool closing() const { return closing_; }
    void set_closing() { closing_ = true; }

    void tell_progress(policy::Progress progress);
    void tell_end(policy::EndReason reason);
    void tell_assistance(policy::AssistanceNews news, std::uint8_t seconds, std::uint8_t tries);
    void tell_receipt(std::string_view number);

  private:
    // The generated emit functions would tell everybody.
    using Session1_adaptor::emitAssistance;
    using Session1_adaptor::emitEnded;
    using Session1_adaptor::emitProgress;
    using Session1_adaptor::emitReceipt;

    void EnterPin(sdbus::Result<std::string>&& result, std::string kind) override;
    void SendCommand(sdbus::Result<std::vector<std::uint8_t>>&& result,
                     std::vector<std::uint8_t> command) override;
    void RequestAssistance(sdbus::Result<std::string>&& result, std::string clerk, std::string reason,
                           std::string help) override;
    void EndAssistance(sdbus::Result<>&& result) override;
    void AnnounceObserver(sdbus::Result<std::string>&& result, std::string role) override;
    void ObserverLeft(sdbus::Result<>&& result) override;
    void Close(sdbus::Result<>&& result) override;
    std::string Procedure() override;

    template <typename... Values>
    void tell_owner(const std::string& signal_name, const Values&... values);

    Desk& desk_;
    Bus& bus_;
    policy::SessionId id_;
    std::shared_ptr<Caller> owner_;
    std::string procedure_;
    bool closing_ = false;
};

}  // namespace tsuitate::front
