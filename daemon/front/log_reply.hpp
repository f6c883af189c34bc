// LogReply from a bus result: whoever reads the log for a caller answers with what was read, or with why it
// could not be.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <variant>

#include "daemon/front/reply.hpp"
#include "daemon/front/requests.hpp"

namespace tsuitate::front {

template <typename Value>
LogReply reply_with(sdbus::Result<Value>&& result, std::function<std::variant<Value, CallError>()> read) {
    auto shared = std::make_shared<sdbus::Result<Value>>(std::move(result));
    const auto answer = [shared, read = std::move(read)] {
        const std::variant<Value, CallError> found = read();
        if (const auto* error = std::get_if<CallError>(&found)) {
            refuse(*shared, *error);
        } else {
            reply(*shared, std::get<Value>(found));
        }
    };
    return {.read = answer, .refuse = [shared](const CallError& why) { refuse(*shared, why); }};
}

}  // namespace tsuitate::front
