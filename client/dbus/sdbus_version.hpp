// SdbusVersion: the differences between sdbus-c++ 1.2 (Debian 12) and 2.x (Debian 13), and nothing else.
// Who speaks D-Bus includes this instead of sdbus-c++.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#if __has_include(<sdbus-c++/VTableItems.h>)
#define TSUITATE_SDBUS_2 1
#else
#define TSUITATE_SDBUS_2 0
#endif

namespace tsuitate::sdbus_version {

#if TSUITATE_SDBUS_2

using ServiceName = sdbus::ServiceName;
using InterfaceName = sdbus::InterfaceName;
using MethodName = sdbus::MethodName;
using SignalName = sdbus::SignalName;
using PropertyName = sdbus::PropertyName;
using ReplyError = std::optional<sdbus::Error>;

inline bool failed(const ReplyError& error) {
    return error.has_value();
}
inline sdbus::Error make_error(const std::string& name, const std::string& message) {
    return {sdbus::Error::Name(name), message};
}
inline bool process_one(sdbus::IConnection& connection) {
    return connection.processPendingEvent();
}
inline std::string sender_now(const sdbus::IObject& object) {
    const char* sender = object.getCurrentlyProcessedMessage().getSender();
    return sender == nullptr ? "" : sender;
}
inline std::unique_ptr<sdbus::IProxy> make_proxy(sdbus::IConnection& connection, const std::string& service,
                                                 const std::string& path) {
    return sdbus::createProxy(connection, ServiceName(service), sdbus::ObjectPath(path));
}

#else

using ServiceName = std::string;
using InterfaceName = std::string;
using MethodName = std::string;
using SignalName = std::string;
using PropertyName = std::string;
using ReplyError = const sdbus::Error*;

inline bool failed(ReplyError error) {
    return error != nullptr;
}
inline sdbus::Error make_error(const std::string& name, const std::string& message) {
    return {name, message};
}
inline bool process_one(sdbus::IConnection& connection) {
    return connection.processPendingRequest();
}
inline std::string sender_now(const sdbus::IObject& object) {
    const sdbus::Message* message = object.getCurrentlyProcessedMessage();
    return message == nullptr ? "" : message->getSender();
}
inline std::unique_ptr<sdbus::IProxy> make_proxy(sdbus::IConnection& connection, const std::string& service,
                                                 const std::string& path) {
    return sdbus::createProxy(connection, service, path);
}

#endif

}  // namespace tsuitate::sdbus_version
