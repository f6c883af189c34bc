#include "daemon/courier/http_post.hpp"

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tsuitate::audit {
namespace {

using std::chrono::seconds;

constexpr std::size_t largest_answer = 1U << 14U;
constexpr seconds longest_connecting{5};
constexpr seconds longest_silence{10};
constexpr seconds longest_exchange{25};

// Ends an exchange that takes too long in all: who answers a byte at a time would never be silent too long.
class Deadline {
  public:
    explicit Deadline(httplib::Client& client) : thread_([this, &client] { wait(client); }) {}
    ~Deadline() {
        {
            const std::lock_guard alone(mutex_);
            done_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

  private:
    void wait(httplib::Client& client) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, longest_exchange, [this] { return done_; })) {
            client.stop();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
    std::thread thread_;
};

}  // namespace

Reply post_to(const WitnessAddress& witness, const std::string& body) {
    httplib::Client client(witness.host);
    if (!client.is_valid()) {
        return {.status = 0, .content_type = {}, .body = {}, .error = "no such address: " + witness.host};
    }
    client.set_connection_timeout(longest_connecting);
    client.set_read_timeout(longest_silence);
    client.set_write_timeout(longest_silence);
    client.set_decompress(false);
    client.set_follow_location(false);

    Reply reply;
    httplib::Request request;
    request.method = "POST";
    request.path = witness.path;
    request.body = body;
    request.set_header("Content-Type", "text/plain; charset=utf-8");
    request.content_receiver = [&reply](const char* bytes, std::size_t count, std::uint64_t, std::uint64_t) {
        reply.body.append(bytes, count);
        return reply.body.size() <= largest_answer;
    };
    const Deadline deadline(client);
    const auto result = client.send(request);
    if (!result) {
        reply.error = "no answer: " + httplib::to_string(result.error());
        return reply;
    }
    reply.status = static_cast<unsigned>(result->status);
    reply.content_type = result->get_header_value("Content-Type");
    return reply;
}

}  // namespace tsuitate::audit
