// Reply: answering a call without an exception when the one who asked has gone.
#pragma once

#include "daemon/front/errors.hpp"
#include "daemon/log/log.hpp"

namespace tsuitate::front {

template <typename Result, typename... Values>
void reply(const Result& result, const Values&... values) {
    try {
        result.returnResults(values...);
    } catch (const sdbus::Error& error) {
        log::warning("a reply could not be sent", {{"REASON", error.getMessage()}});
    }
}

template <typename Result>
void refuse(const Result& result, const CallError& why) {
    try {
        result.returnError(why.to_bus());
    } catch (const sdbus::Error& error) {
        log::warning("a refusal could not be sent", {{"REASON", error.getMessage()}});
    }
}

}  // namespace tsuitate::front
