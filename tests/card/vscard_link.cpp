#include "tests/card/vscard_link.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <thread>

namespace tsuitate::card_emulator {
namespace {

void append_word(Bytes& bytes, std::uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(word >> static_cast<unsigned>(shift)));
    }
}

std::uint32_t word_at(const std::uint8_t* bytes) {
    return static_cast<std::uint32_t>(bytes[0]) << 24U | static_cast<std::uint32_t>(bytes[1]) << 16U |
           static_cast<std::uint32_t>(bytes[2]) << 8U | bytes[3];
}

constexpr std::uint32_t undefined_reader = 0xffffffff;
constexpr std::size_t longest_message = 1U << 16U;

}  // namespace

bool VscardLink::connect_once() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) {
        return false;
    }
    std::memcpy(address.sun_path, path_.data(), path_.size());
    wire::Descriptor candidate(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!candidate ||
        connect(candidate.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return false;
    }
    socket_ = std::move(candidate);
    Bytes hello = {'V', 'S', 'C', 'D'};
    append_word(hello, 2);  // version 0.0.2
    append_word(hello, 0);  // no capabilities
    const std::string reader = "Tsuitate test reader";
    Bytes reader_name(reader.begin(), reader.end());
    reader_name.push_back(0);
    return send_message(Type::init, undefined_reader, hello) &&
           send_message(Type::reader_add, 0, reader_name);
}

bool VscardLink::insert() {
    if (!socket_ && !connect_once()) {
        socket_.reset();
        return false;
    }
    inserted_ = send_message(Type::atr, 0, atr_);
    return inserted_;
}

void VscardLink::remove() {
    if (inserted_) {
        send_message(Type::card_remove, 0, {});
    }
    inserted_ = false;
}

bool VscardLink::send_message(Type type, std::uint32_t reader, const Bytes& data) {
    Bytes message;
    append_word(message, static_cast<std::uint32_t>(type));
    append_word(message, reader);
    append_word(message, static_cast<std::uint32_t>(data.size()));
    message.insert(message.end(), data.begin(), data.end());
    return write_exactly(socket_.number(), message);
}

bool VscardLink::serve(Card& card) {
    std::array<std::uint8_t, 12> header{};
    if (!read_exactly(socket_.number(), header.data(), header.size())) {
        inserted_ = false;
        socket_.reset();
        return false;
    }
    Bytes data(word_at(&header[8]));
    if (data.size() > longest_message || !read_exactly(socket_.number(), data.data(), data.size())) {
        inserted_ = false;
        socket_.reset();
        return false;
    }
    const auto type = static_cast<Type>(word_at(header.data()));
    if (type == Type::flush) {
        return send_message(Type::flush_complete, 0, {});
    }
    if (type != Type::apdu || !inserted_) {
        return true;
    }
    const Answer answer = card.process(data);
    std::this_thread::sleep_for(answer.delay);
    log_.note(data, answer.bytes);
    const bool answered = answer.mute || answer.bytes.empty() || send_message(Type::apdu, 0, answer.bytes);
    if (answer.card_removed) {
        remove();
        card.reset();
    }
    return answered;
}

}  // namespace tsuitate::card_emulator
