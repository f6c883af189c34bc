// Caller: one connection on the bus that asks for something. Callers owns nothing of it but knows who is
// there, who has left, and how many of its calls wait. A name is never reused while the bus runs, so what is
// known of one stays true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tsuitate::front {

struct Caller {
    std::string name;  // unique name, ":1.42"
    std::optional<std::uint32_t> uid;
    bool left = false;
    std::size_t waiting = 0;  // calls without an answer
};

// The right to one unanswered call; given back when it goes.
class Ticket {
  public:
    Ticket(std::shared_ptr<Caller> caller, std::shared_ptr<std::size_t> waiting);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    Ticket(Ticket&&) noexcept = default;
    Ticket& operator=(Ticket&&) = delete;

    const std::shared_ptr<Caller>& caller() const { return caller_; }

  private:
    std::shared_ptr<Caller> caller_;
    std::shared_ptr<std::size_t> waiting_;
};

class Callers {
  public:
    static constexpr std::size_t most_waiting_of_one = 8;
    static constexpr std::size_t most_waiting = 256;

    // Nothing when too many calls wait already, of this caller or of all.
    std::optional<Ticket> admit(const std::string& name);

    // Marks the caller as gone. Nothing when it never asked, or nothing of it is left.
    std::shared_ptr<Caller> leave(const std::string& name);

    std::size_t known() const { return callers_.size(); }

  private:
    void forget_unused();

    std::map<std::string, std::weak_ptr<Caller>> callers_;
    std::shared_ptr<std::size_t> waiting_ = std::make_shared<std::size_t>(0);
};

}  // namespace tsuitate::front
