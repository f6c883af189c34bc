#include "tests/card/card.hpp"

#include <algorithm>
#include <utility>

#include "tests/card/applications.hpp"

namespace tsuitate::card_emulator {
namespace {

Bytes status(std::uint16_t word) {
    return {static_cast<std::uint8_t>(word >> 8U), static_cast<std::uint8_t>(word & 0xffU)};
}

constexpr std::uint16_t done = 0x9000;
constexpr std::uint16_t wrong_length = 0x6700;
constexpr std::uint16_t not_verified = 0x6982;
constexpr std::uint16_t no_file_selected = 0x6986;
constexpr std::uint16_t not_found = 0x6a82;
constexpr std::uint16_t wrong_parameters = 0x6a86;
constexpr std::uint16_t beyond_end = 0x6b00;
constexpr std::uint16_t unknown_instruction = 0x6d00;

}  // namespace

// A short APDU taken apart.
struct Card::Command {
    std::uint8_t cla = 0;
    std::uint8_t ins = 0;
    std::uint8_t p1 = 0;
    std::uint8_t p2 = 0;
    Bytes data;
    std::optional<std::size_t> expected;  // Le; 256 for 00

    static std::optional<Command> parse(const Bytes& apdu) {
        if (apdu.size() < 4) {
            return std::nullopt;
        }
        Command command{
            .cla = apdu[0], .ins = apdu[1], .p1 = apdu[2], .p2 = apdu[3], .data = {}, .expected = {}};
        const auto length = [](std::uint8_t byte) {
            return byte == 0 ? std::size_t{256} : std::size_t{byte};
        };
        if (apdu.size() == 5) {
            command.expected = length(apdu[4]);
        } else if (apdu.size() > 5) {
            const std::size_t size = apdu[4];
            if (size == 0 || (apdu.size() != 5 + size && apdu.size() != 6 + size)) {
                return std::nullopt;
            }
            command.data.assign(apdu.begin() + 5, apdu.begin() + 5 + static_cast<std::ptrdiff_t>(size));
            if (apdu.size() == 6 + size) {
                command.expected = length(apdu.back());
            }
        }
        return command;
    }
};

Card::Card(Identity user_authentication, Identity signature)
    : user_authentication_(std::move(user_authentication)),
      signature_(std::move(signature)),
      applications_(fresh_applications(user_authentication_, signature_)) {}

void Card::reset() {
    application_ = nullptr;
    file_.reset();
    verified_.clear();
    waiting_.clear();
}

File* Card::pin(const std::string& name) {
    for (auto& [_, application] : applications_) {
        for (auto& [number, file] : application.files) {
            if (file.kind == FileKind::pin && file.pin_name == name) {
                return &file;
            }
        }
    }
    return nullptr;
}

void Card::restore_tries() {
    for (auto& [_, application] : applications_) {
        for (auto& [number, file] : application.files) {
            file.tries_left = file.max_tries;
        }
    }
}

Answer Card::process(const Bytes& apdu) {
    Answer answer;
    answer.delay = faults_.slow;
    if (faults_.mute) {
        answer.mute = true;
        return answer;
    }
    const auto command = Command::parse(apdu);
    answer.bytes = command ? interpret(*command, answer) : status(wrong_length);
    return answer;
}

Bytes Card::interpret(const Command& command, Answer& answer) {
    if (command.ins == 0xc0) {
        return with_length(command, std::exchange(waiting_, {}));
    }
    waiting_.clear();
    switch (command.ins) {
        case 0xa4:
            return select(command);
        case 0x20:
            return verify(command, answer);
        case 0x24:
            return change_reference_data(command);
        case 0xb0:
            return with_length(command, read_binary(command));
        case 0xb2:
            // None of the files here is made of records.
            return status(application_ == nullptr ? not_found : std::uint16_t{0x6981});
        case 0x2a:
            return with_length(command, sign(command));
        default:
            return status(unknown_instruction);
    }
}

// `data` ends in a status word. Cuts it to Le; without Le the data waits for GET RESPONSE, as with T=0.
Bytes Card::with_length(const Command& command, Bytes data) {
    if (data.size() <= 2) {
        return data.empty() ? status(no_file_selected) : data;
    }
    const std::size_t available = data.size() - 2;
    if (!command.expected) {
        waiting_ = std::move(data);
        // 61 00 announces 256 bytes.
        return {0x61, static_cast<std::uint8_t>(available >= 256 ? 0 : available)};
    }
    if (*command.expected >= available) {
        return data;
    }
    Bytes cut(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(*command.expected));
    cut.insert(cut.end(), {0x90, 0x00});
    return cut;
}

Bytes Card::select(const Command& command) {
    if (command.p1 == 0x04) {
        application_ = nullptr;
        file_.reset();
        verified_.clear();
        if (faults_.foreign) {
            return status(not_found);
        }
        for (auto& [_, application] : applications_) {
            if (application.aid == command.data) {
                application_ = &application;
                return status(done);
            }
        }
        return status(not_found);
    }
    if (command.p1 != 0x02 || command.data.size() != 2) {
        return status(wrong_parameters);
    }
    const auto number = static_cast<std::uint16_t>(command.data[0] << 8U | command.data[1]);
    if (application_ == nullptr || !application_->files.contains(number)) {
        return status(not_found);
    }
    const File& file = application_->files.at(number);
    const bool withheld = faults_.no_pin_service && (file.kind == FileKind::pin || file.needs_pin == 0x001b);
    if (withheld) {
        return status(not_found);
    }
    file_ = number;
    return status(done);
}

File* Card::selected_file() {
    return application_ == nullptr || !file_ ? nullptr : &application_->files.at(*file_);
}

bool Card::accessible(const File& file) const {
    return file.needs_pin == 0 || verified_.contains(file.needs_pin);
}

Bytes Card::verify(const Command& command, Answer& answer) {
    File* file = selected_file();
    if (file == nullptr || file->kind != FileKind::pin) {
        return status(no_file_selected);
    }
    if (command.p1 != 0x00 || command.p2 != 0x80) {
        return status(wrong_parameters);
    }
    const auto tries = [file] { return static_cast<std::uint16_t>(0x63c0 | file->tries_left); };
    if (command.data.empty()) {
        return status(file->tries_left == 0 ? faults_.locked_status : tries());
    }
    using Removal = Faults::Removal;
    answer.card_removed = faults_.removal != Removal::none;
    if (faults_.removal == Removal::in_verify_uncounted) {
        return {};
    }
    if (faults_.garbage_status) {
        return status(0x1f2e);
    }
    Bytes said;
    if (file->tries_left == 0) {
        said = status(faults_.locked_status);
    } else if (Bytes(file->pin.begin(), file->pin.end()) == command.data) {
        file->tries_left = file->max_tries;
        verified_.insert(*file_);
        said = status(done);
    } else {
        --file->tries_left;
        verified_.erase(*file_);
        said = status(tries());
    }
    return faults_.removal == Removal::in_verify_counted ? Bytes{} : said;
}

Bytes Card::change_reference_data(const Command& command) {
    File* file = selected_file();
    if (file == nullptr || file->kind != FileKind::pin) {
        return status(no_file_selected);
    }
    if (command.p1 != 0x01 || command.p2 != 0x80) {
        return status(wrong_parameters);
    }
    if (!verified_.contains(*file_)) {
        return status(not_verified);
    }
    const auto size = static_cast<int>(command.data.size());
    if (size < file->min_length || size > file->max_length) {
        return status(wrong_length);
    }
    file->pin.assign(command.data.begin(), command.data.end());
    return status(done);
}

Bytes Card::read_binary(const Command& command) const {
    if (application_ == nullptr || !file_) {
        return status(no_file_selected);
    }
    const File& file = application_->files.at(*file_);
    if (file.kind != FileKind::transparent) {
        return status(0x6981);
    }
    if (!accessible(file)) {
        return status(not_verified);
    }
    const auto offset = static_cast<std::size_t>(command.p1 << 8U | command.p2);
    if (offset > file.content.size()) {
        return status(beyond_end);
    }
    const std::size_t wanted = command.expected.value_or(256);
    const std::size_t size = std::min(wanted, file.content.size() - offset);
    const auto first = file.content.begin() + static_cast<std::ptrdiff_t>(offset);
    Bytes data(first, first + static_cast<std::ptrdiff_t>(size));
    data.insert(data.end(), {0x90, 0x00});
    return data;
}

Bytes Card::sign(const Command& command) {
    const File* file = selected_file();
    if (file == nullptr || file->kind != FileKind::signature_key) {
        return status(no_file_selected);
    }
    if (command.cla != 0x80 || command.p1 != 0x00 || command.p2 != 0x80) {
        return status(wrong_parameters);
    }
    if (!accessible(*file)) {
        return status(not_verified);
    }
    const Identity& identity = *file_ == 0x0017 ? user_authentication_ : signature_;
    Bytes signature = identity.sign(command.data);
    if (signature.empty()) {
        return status(wrong_length);
    }
    signature.insert(signature.end(), {0x90, 0x00});
    return signature;
}

}  // namespace tsuitate::card_emulator
