#include "daemon/front/caller.hpp"

#include <utility>

namespace tsuitate::front {

Ticket::Ticket(std::shared_ptr<Caller> caller, std::shared_ptr<std::size_t> waiting)
    : caller_(std::move(caller)), waiting_(std::move(waiting)) {
    ++caller_->waiting;
    ++*waiting_;
}

Ticket::~Ticket() {
    if (caller_) {  // not moved from
        --caller_->waiting;
        --*waiting_;
    }
}

std::optional<Ticket> Callers::admit(const std::string& name) {
    if (name.empty() || *waiting_ >= most_waiting) {
        return std::nullopt;
    }
    forget_unused();
    std::shared_ptr<Caller> caller = callers_[name].lock();
    if (!caller) {
        caller = std::make_shared<Caller>();
        caller->name = name;
        callers_[name] = caller;
    }
    if (caller->waiting >= most_waiting_of_one) {
        return std::nullopt;
    }
    return Ticket(std::move(caller), waiting_);
}

std::shared_ptr<Caller> Callers::leave(const std::string& name) {
    const auto found = callers_.find(name);
    if (found == callers_.end()) {
        return nullptr;
    }
    std::shared_ptr<Caller> caller = found->second.lock();
    callers_.erase(found);
    if (caller) {
        caller->left = true;
    }
    return caller;
}

void Callers::forget_unused() {
    std::erase_if(callers_, [](const auto& entry) { return entry.second.expired(); });
}

}  // namespace tsuitate::front
