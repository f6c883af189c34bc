// Report: what every command does with an error: one sentence on standard error, and the exit status.
#pragma once

#include <variant>

#include "client/lib/counter.hpp"

namespace tsuitate::tsuitatectl {

int report(const client::Error& error);

// Connects and does one thing with the counter.
template <typename Use>
int with_counter(Use use) {
    auto connected = client::Counter::connect();
    if (const auto* error = std::get_if<client::Error>(&connected)) {
        return report(*error);
    }
    return use(std::get<client::Counter>(connected));
}

}  // namespace tsuitate::tsuitatectl
