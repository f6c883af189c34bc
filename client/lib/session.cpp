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

template <typename Value, typename Names>
Expected<Value> answer_of(const Names& names, std::string_view word, sdbus_version::ReplyError error) {
    if (sdbus_version::failed(error)) {
        return from_bus(*error);
    }
    if (const auto value = value_named<Value>(names, word)) {
        return *value;
    }
    return Error{ErrorKind::failed, "The service answered a word that this library does not know."};
}

// Does what may find no bus, or no session.
template <typename Action>
std::optional<Error> attempt(Action action) {
    try {
        action();
        return std::nullopt;
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
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

bool Session::Implementation::wait(const std::function<bool()>& done, const Waiting& waiting,
                                   std::optional<std::chrono::milliseconds> longest) {
    waiting_ = &waiting;
    try {
        const bool answered =
            connection_->wait(done, waiting.stop_descriptor,
                              {.descriptor = waiting.wake_descriptor, .call = waiting.on_wake}, longest);
        waiting_ = nullptr;
        return answered;
    } catch (...) {
        waiting_ = nullptr;
        throw;
    }
}

Expected<Outcome> Session::Implementation::enter(const std::string& kind, const Waiting& waiting) {
    answer_.reset();
    auto pending = EnterPin(kind);
    if (!wait([this] { return answer_.has_value(); }, waiting)) {
        pending.cancel();
        abandon();
        return Error{ErrorKind::interrupted, "Interrupted; the session is closed."};
    }
    return *answer_;
}

void Session::Implementation::request_assistance(const std::string& clerk, const std::string& reason,
                                                 const std::string& help) {
    RequestAssistance(clerk, reason, help);
}

void Session::Implementation::announce_observer(const std::string& role) {
    AnnounceObserver(role);
}

std::optional<Error> Session::Implementation::begin_close() {
    if (ended_ || closing_) {
        return std::nullopt;
    }
    try {
        closed_ = false;
        Close();
        closing_ = true;
        return std::nullopt;
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

std::optional<Error> Session::Implementation::close(const Waiting& waiting) {
    if (auto error = begin_close()) {
        return error;
    }
    // A session that had ended by itself tells so, or its object is gone and the reply is an error.
    if (!wait([this] { return closed_ || (ended_ && !closing_); }, waiting)) {
        abandoned_ = true;
        return Error{ErrorKind::interrupted, "Interrupted; the service ends the session."};
    }
    return std::exchange(close_error_, std::nullopt);
}

void Session::Implementation::abandon() {
    constexpr std::chrono::seconds longest{5};
    if (std::exchange(abandoned_, true)) {
        return;
    }
    try {
        if (!begin_close()) {
            wait([this] { return closed_ || (ended_ && !closing_); }, {}, longest);
        }
    } catch (const sdbus::Error&) {
        ended_ = EndReason::failure;  // without a bus there is no session
    }
}

void Session::Implementation::onProgress(const std::string& word) {
    const auto progress = value_named<Progress>(policy::progress_names, word);
    if (progress && waiting_ != nullptr && waiting_->on_progress) {
        waiting_->on_progress(*progress);
    }
}

void Session::Implementation::onAssistance(const std::string& word, const std::uint32_t& seconds,
                                           const std::uint32_t& tries) {
    const auto news = value_named<AssistanceNews>(policy::assistance_news_names, word);
    if (news && waiting_ != nullptr && waiting_->on_told) {
        waiting_->on_told({.news = *news, .seconds = seconds, .tries = tries});
    }
}

void Session::Implementation::onReceipt(const std::string& number) {
    if (waiting_ != nullptr && waiting_->on_receipt) {
        waiting_->on_receipt(number);
    }
}

void Session::Implementation::onEnded(const std::string& word) {
    ended_ = value_named<EndReason>(policy::end_reason_names, word).value_or(EndReason::failure);
}

void Session::Implementation::onEnterPinReply(const std::string& word, sdbus_version::ReplyError error) {
    answer_ = answer_of<Outcome>(policy::outcome_names, word, error);
}

void Session::Implementation::onRequestAssistanceReply(const std::string& word,
                                                       sdbus_version::ReplyError error) {
    if (waiting_ != nullptr && waiting_->on_assistance) {
        waiting_->on_assistance(answer_of<ConsentAnswer>(policy::consent_answer_names, word, error));
    }
}

void Session::Implementation::onAnnounceObserverReply(const std::string& word,
                                                      sdbus_version::ReplyError error) {
    if (waiting_ != nullptr && waiting_->on_observer) {
        waiting_->on_observer(answer_of<ObserverAnswer>(policy::observer_answer_names, word, error));
    }
}

void Session::Implementation::onCloseReply(sdbus_version::ReplyError error) {
    closed_ = true;
    if (!sdbus_version::failed(error)) {
        ended_ = EndReason::closed;
        return;
    }
    Error failure = from_bus(*error);
    if (failure.kind != ErrorKind::no_session) {
        close_error_ = std::move(failure);
        closing_ = false;
    } else if (!ended_) {
        ended_ = EndReason::failure;
    }
}

Session::Session(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Session::~Session() {
    if (implementation_) {
        implementation_->abandon();
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

std::optional<Error> Session::request_assistance(std::string_view clerk, std::string_view reason,
                                                 std::string_view help) {
    return attempt([&] {
        implementation_->request_assistance(std::string(clerk), std::string(reason), std::string(help));
    });
}

std::optional<Error> Session::announce_observer(std::string_view role) {
    return attempt([&] { implementation_->announce_observer(std::string(role)); });
}

std::optional<Error> Session::end_assistance() {
    return attempt([&] { implementation_->EndAssistance(); });
}

std::optional<Error> Session::observer_left() {
    return attempt([&] { implementation_->ObserverLeft(); });
}

std::optional<Error> Session::begin_close() {
    return implementation_->begin_close();
}

std::optional<Error> Session::close(const Waiting& waiting) {
    try {
        return implementation_->close(waiting);
    } catch (const sdbus::Error& error) {
        return from_bus(error);
    }
}

std::optional<EndReason> Session::ended() const {
    return implementation_->ended();
}

}  // namespace tsuitate::client
