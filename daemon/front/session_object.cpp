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

void SessionObject::tell_progress(policy::Progress progress) {
    tell_owner("Progress", name_of(progress));
}

void SessionObject::tell_end(policy::EndReason reason) {
    tell_owner("Ended", name_of(reason));
}

void SessionObject::tell_owner(const std::string& signal_name, std::string_view word) {
    if (owner_->left) {
        return;
    }
    try {
        auto signal = getObject().createSignal(sdbus_version::InterfaceName(INTERFACE_NAME),
                                               sdbus_version::SignalName(signal_name));
        signal.setDestination(owner_->name);
        signal << std::string(word);
        getObject().emitSignal(signal);
    } catch (const sdbus::Error& error) {
        log::warning("could not tell the session's owner", {{"REASON", error.getMessage()}});
    }
}

void SessionObject::EnterPin(sdbus::Result<std::string>&& result, std::string kind) {
    desk_.enter_pin(id_, sdbus_version::sender_now(getObject()), kind, std::move(result));
}

void SessionObject::SendCommand(sdbus::Result<std::vector<std::uint8_t>>&& result,
                                std::vector<std::uint8_t> command) {
    desk_.send_command(id_, sdbus_version::sender_now(getObject()), command, std::move(result));
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
