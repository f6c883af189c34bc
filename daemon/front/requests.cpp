#include "daemon/front/requests.hpp"

namespace tsuitate::front {

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
        const auto* entering = std::get_if<EntryCall>(&entry->second);
        const auto* command = std::get_if<CommandCall>(&entry->second);
        if ((entering != nullptr && entering->session == session) ||
            (command != nullptr && command->session == session)) {
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
