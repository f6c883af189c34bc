#include "daemon/witness/server.hpp"

#include <httplib.h>
#include <sys/socket.h>

#include <chrono>
#include <thread>

#include "daemon/log/log.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::size_t threads = 8;
constexpr std::size_t requests_a_connection = 20;
constexpr time_t idle_seconds = 2;
// For each piece of a request; who sends more slowly keeps others waiting.
constexpr time_t transfer_seconds = 5;

std::unique_ptr<httplib::Server> server_for(const WitnessSettings& settings) {
    if (settings.certificate.empty()) {
        return std::make_unique<httplib::Server>();
    }
    return std::make_unique<httplib::SSLServer>(settings.certificate.c_str(),
                                                settings.certificate_key.c_str());
}

// Strangers choose what stands in a request.
std::string shortened(const std::string& text) {
    constexpr std::size_t longest = 100;
    return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

// Reads the body itself: the library's own limit does not hold for a body sent in chunks.
std::optional<std::string> body_of(const httplib::ContentReader& reader) {
    std::string body;
    const bool whole = reader([&](const char* bytes, std::size_t count) {
        if (body.size() + count > largest_add_checkpoint) {
            return false;
        }
        body.append(bytes, count);
        return true;
    });
    return whole ? std::optional(std::move(body)) : std::nullopt;
}

}  // namespace

WitnessServer::WitnessServer(const WitnessSettings& settings, Witness& witness)
    : settings_(settings), witness_(witness), server_(server_for(settings)) {
    server_->new_task_queue = [] { return new httplib::ThreadPool(threads); };  // the library deletes it
    server_->set_keep_alive_max_count(requests_a_connection);
    server_->set_keep_alive_timeout(idle_seconds);
    server_->set_read_timeout(transfer_seconds);
    server_->set_write_timeout(transfer_seconds);
    server_->set_payload_max_length(largest_add_checkpoint);
    // The library would share the port with a second process, without a word to either.
    server_->set_socket_options([](int socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_->Post(
        settings.prefix + "/add-checkpoint",
        [this](const httplib::Request&, httplib::Response& response, const httplib::ContentReader& reader) {
            const auto body = body_of(reader);
            if (!body) {
                constexpr int too_large = 413;
                response.status = too_large;
                response.set_header("Connection", "close");
                return;
            }
            const WitnessAnswer answer = witness_.add_checkpoint(*body);
            log_answer(answer);
            response.status = static_cast<int>(answer.status);
            response.set_content(answer.body, answer.content_type);
        });
}

WitnessServer::~WitnessServer() = default;

std::optional<std::string> WitnessServer::bind() {
    if (!server_->is_valid()) {
        return "cannot use the certificate " + settings_.certificate + " with " + settings_.certificate_key;
    }
    if (!server_->bind_to_port(settings_.address, settings_.port)) {
        return "cannot listen at " + settings_.address + " port " + std::to_string(settings_.port);
    }
    return std::nullopt;
}

bool WitnessServer::serve() {
    const bool in_order = server_->listen_after_bind();
    ended_ = true;
    return in_order;
}

void WitnessServer::stop() {
    // The library forgets a stop that comes before its loop has begun.
    while (!ended_) {
        server_->stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void WitnessServer::log_answer(const WitnessAnswer& answer) {
    const std::lock_guard alone(log_);
    const std::initializer_list<log::Field> fields = {{"VERDICT", word_of(answer.verdict)},
                                                      {"ORIGIN", shortened(answer.origin)},
                                                      {"SIZE", answer.size},
                                                      {"KNOWN_SIZE", answer.known_size}};
    switch (answer.verdict) {
        case Verdict::fork:
            log::error("a log has signed two contents of the same size; both are kept in conflicts/", fields);
            return;
        case Verdict::inconsistent:
            log::warning("a log was not shown to continue what is known; the request is kept in conflicts/",
                         fields);
            return;
        case Verdict::forgotten:
            log::error(answer.detail, fields);
            return;
        case Verdict::other_size:
            if (answer.size < answer.known_size) {
                log::warning("a log shows fewer records than it had", fields);
            }
            return;
        case Verdict::unknown_log:
        case Verdict::not_signed:
            log::info("refused", fields);
            return;
        case Verdict::consistent:
        case Verdict::malformed:
            return;
    }
}

}  // namespace tsuitate::audit
