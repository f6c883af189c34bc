#include "client/lib/session.hpp"

#include <algorithm>
#include <utility>

#include "client/lib/bus_error.hpp"

namespace tsuitate::client {
namespace {

// The value that has this name; nothing for a word of a newer service.
template <typename Value, typename Names>
std::optional<Value> value_named(const Names& names, std::string_view word) {
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Value>(found - names.begin());
}

}  // namespace

Session::Implementation::Implementation(std::shared_ptr<Connection> connection, const sdbus::ObjectPath& path)
    : ProxyInterfaces(connection->bus(), sdbus_version::ServiceName(service_name), path),
      connection_(std::move(connection)) {
    registerProxy();
}

Session::Implementation::~Implementation() {
    unregisterProxy();
}

Expected<Outcome> Session::Implementation::enter(const std::string& kind, const Waiting& waiting) {
    answer_.reset();
    waiting_ = &waiting;
    auto pending = EnterPin(kind);
    const bool answered = connection_->wait([this] { return answer_.has_value(); }, waiting.stop_descriptor);
    waiting_ = nullptr;
    if (!answered) {
        pending.cancel();
        close();
        return Error{ErrorKind::interrupted, "Interrupted; the session is closed."};
    }
    return *answer_;
}

std::optional<Error> Session::Implementation::close() {
    if (ended_) {
        return std::nullopt;
    }
    try {
        Close();
        ended_ = EndReason::closed;
    } catch (const sdbus::Error& error) {
        Error failure = from_bus(error);
        if (failure.kind != ErrorKind::no_session) {
            return failure;
        }
        ended_ = EndReason::failure;
    }
    return std::nullopt;
}

void Session::Implementation::onProgress(const std::string& word) {
    const auto progress = value_named<Progress>(policy::progress_names, word);
    if (progress && waiting_ != nullptr && waiting_->on_progress) {
        waiting_->on_progress(*progress);
    }
}

void Session::Implementation::onEnded(const std::string& word) {
    ended_ = value_named<EndReason>(policy::end_reason_names, word).value_or(EndReason::failure);
}

void Session::Implementation::onEnterPinReply(const std::string& word, sdbus_version::ReplyError error) {
    if (sdbus_version::failed(error)) {
        answer_ = from_bus(*error);
    } else if (const auto outcome = value_named<Outcome>(policy::outcome_names, word)) {
        answer_ = *outcome;
    } else {
        answer_ = Error{ErrorKind::failed, "The service answered a word that this library does not know."};
    }
}

Session::Session(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Session::~Session() {
    if (implementation_) {
        close();
    }
}

Expected<Outcome> Session::enter_pin(std::string_view kind, const Waiting& waiting) {
    try {
        return implementation_->enter(std::string(kind), waiting);
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

Expected<std::vector<std::uint8_t>> Session::send_command(std::span<const std::uint8_t> command) {
    try {
        return implementation_->SendCommand(std::vector<std::uint8_t>(command.begin(), command.end()));
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

std::optional<Error> Session::close() {
    return implementation_->close();
}

std::optional<EndReason> Session::ended() const {
    return implementation_->ended();
}

}  // namespace tsuitate::client
