#include "daemon/front/session_object.hpp"

#include <utility>

#include "daemon/front/desk.hpp"
#include "daemon/front/errors.hpp"
#include "daemon/log/log.hpp"

namespace tsuitate::front {

SessionObject::SessionObject(Desk& desk, Bus& bus, const policy::SessionId& id, std::shared_ptr<Caller> owner,
                             std::string procedure)
    : AdaptorInterfaces(bus.connection(), sdbus::ObjectPath(path_of(id))),
      desk_(desk),
      bus_(bus),
      id_(id),
      owner_(std::move(owner)),
      procedure_(std::move(procedure)) {
    registerAdaptor();
}

SessionObject::~SessionObject() {
    unregisterAdaptor();
}

std::string SessionObject::path_of(const policy::SessionId& id) {
    return "/org/tsuitate/Session/" + id.text();
}

template <typename... Values>
void SessionObject::tell_owner(const std::string& signal_name, const Values&... values) {
    if (owner_->left) {
        return;
    }
    try {
        auto signal = getObject().createSignal(sdbus_version::InterfaceName(INTERFACE_NAME),
                                               sdbus_version::SignalName(signal_name));
        signal.setDestination(owner_->name);
        (signal << ... << values);
        getObject().emitSignal(signal);
    } catch (const sdbus::Error& error) {
        log::warning("could not tell the session's owner", {{"REASON", error.getMessage()}});
    }
}

void SessionObject::tell_progress(policy::Progress progress) {
    tell_owner("Progress", std::string(name_of(progress)));
}

void SessionObject::tell_end(policy::EndReason reason) {
    tell_owner("Ended", std::string(name_of(reason)));
}

void SessionObject::tell_assistance(policy::AssistanceNews news, std::uint8_t seconds, std::uint8_t tries) {
    tell_owner("Assistance", std::string(name_of(news)), std::uint32_t{seconds}, std::uint32_t{tries});
}

void SessionObject::tell_receipt(std::string_view number) {
    tell_owner("Receipt", std::string(number));
}

void SessionObject::EnterPin(sdbus::Result<std::string>&& result, std::string kind) {
    desk_.enter_pin(id_, sdbus_version::sender_now(getObject()), kind, std::move(result));
}

void SessionObject::SendCommand(sdbus::Result<std::vector<std::uint8_t>>&& result,
                                std::vector<std::uint8_t> command) {
    desk_.send_command(id_, sdbus_version::sender_now(getObject()), command, std::move(result));
}

void SessionObject::RequestAssistance(sdbus::Result<std::string>&& result, std::string clerk,
                                      std::string reason, std::string help) {
    desk_.request_assistance(id_, sdbus_version::sender_now(getObject()), {clerk, reason, help},
                             std::move(result));
}

void SessionObject::EndAssistance(sdbus::Result<>&& result) {
    desk_.end_assistance(id_, sdbus_version::sender_now(getObject()), std::move(result));
}

void SessionObject::AnnounceObserver(sdbus::Result<std::string>&& result, std::string role) {
    desk_.announce_observer(id_, sdbus_version::sender_now(getObject()), role, std::move(result));
}

void SessionObject::ObserverLeft(sdbus::Result<>&& result) {
    desk_.observer_left(id_, sdbus_version::sender_now(getObject()), std::move(result));
}

void SessionObject::Close(sdbus::Result<>&& result) {
    desk_.close_session(id_, sdbus_version::sender_now(getObject()), std::move(result));
}

std::string SessionObject::Procedure() {
    if (bus_.property_reader() != owner_->name) {
        throw errors::not_the_owner().to_bus();
    }
    return procedure_;
}

}  // namespace tsuitate::front
