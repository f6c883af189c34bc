#include "daemon/front/requests.hpp"

namespace tsuitate::front {
namespace {

bool belongs_to(const Requests::Call& call, const policy::SessionId& session) {
    return std::visit(
        [&session](const auto& one) {
            if constexpr (requires { one.session; }) {
                return one.session == session;
            }
            return false;
        },
        call);
}

}  // namespace

std::uint32_t Requests::add(Call call) {
    if (++last_number_ == 0) {
        ++last_number_;
    }
    calls_.emplace(last_number_, std::move(call));
    return last_number_;
}

std::vector<Requests::Call> Requests::give_up(const policy::SessionId& session) {
    std::vector<Call> given_up;
    for (auto entry = calls_.begin(); entry != calls_.end();) {
        if (belongs_to(entry->second, session)) {
            given_up.push_back(std::move(entry->second));
            entry = calls_.erase(entry);
        } else {
            ++entry;
        }
    }
    return given_up;
}

std::vector<Requests::Call> Requests::give_up_all() {
    std::vector<Call> given_up;
    for (auto& entry : calls_) {
        given_up.push_back(std::move(entry.second));
    }
    calls_.clear();
    return given_up;
}

}  // namespace tsuitate::front
