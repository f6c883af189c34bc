// tsuitate-card-emulator: a My Number Card made of software, for tests and the demo. Never installed.
#include <sys/socket.h>
#include <sys/un.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "daemon/loop/loop.hpp"
#include "tests/card/control.hpp"
#include "tests/card/vpcd_link.hpp"
#include "tests/card/vscard_link.hpp"

namespace {

using namespace tsuitate;
using namespace tsuitate::card_emulator;

struct Options {
    std::string vpcd;
    std::string vscard;
    std::string control;
    std::string keys;
    std::string log;
    std::string atr;
    std::vector<std::string> pins;
    std::vector<std::string> faults;
    bool out = false;
};

// Contact interface of the real card (OpenSC, card-jpki.c); T=1 only.
constexpr const char* real_atr = "3BE000FF8131FE4514";
// QEMU's reader wants T=0: the same historical nothing, direct convention, T=0.
constexpr const char* qemu_atr = "3B00";

std::optional<Bytes> from_hex(const std::string& text) {
    if (text.empty() || text.size() % 2 != 0 ||
        text.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) {
        return std::nullopt;
    }
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

std::unique_ptr<Link> make_link(const Options& options, ExchangeLog& log) {
    const std::string atr_text = !options.atr.empty()     ? options.atr
                                 : options.vscard.empty() ? real_atr
                                                          : qemu_atr;
    const auto atr = from_hex(atr_text);
    if (!atr) {
        throw std::runtime_error("--atr takes hexadecimal digits, not \"" + atr_text + "\"");
    }
    if (!options.vscard.empty()) {
        return std::make_unique<VscardLink>(options.vscard, *atr, log);
    }
    const std::size_t colon = options.vpcd.rfind(':');
    if (colon == std::string::npos) {
        throw std::runtime_error("--vpcd takes HOST:PORT, not \"" + options.vpcd + "\"");
    }
    return std::make_unique<VpcdLink>(options.vpcd.substr(0, colon), options.vpcd.substr(colon + 1), *atr,
                                      log);
}

void set_pins(const std::vector<std::string>& pins, Card& card) {
    for (const std::string& assignment : pins) {
        const std::size_t equals = assignment.find('=');
        File* pin = equals == std::string::npos ? nullptr : card.pin(assignment.substr(0, equals));
        if (pin == nullptr) {
            throw std::runtime_error("--pin takes KIND=VALUE with a kind of this card");
        }
        pin->pin = assignment.substr(equals + 1);
    }
}

// Keeps the card in the reader while it shall be there, and serves what the reader asks.
class Service {
  public:
    Service(loop::Loop& loop, Reader reader) : loop_(loop), reader_(reader) { keep_inserted(); }

    void listen(const std::string& path) {
        ::unlink(path.c_str());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) {
            throw std::runtime_error("the path of --control is too long: " + path);
        }
        std::memcpy(address.sun_path, path.data(), path.size());
        listener_ = wire::Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(listener_.number(), 4) != 0) {
            throw std::runtime_error("cannot listen on " + path + ": " + std::strerror(errno));
        }
        loop_.watch(listener_.number(), [this](std::uint32_t) { serve_control(); });
    }

  private:
    void keep_inserted() {
        if (reader_.wanted && !reader_.link.inserted() && reader_.link.insert()) {
            watched_ = reader_.link.descriptor();
            loop_.watch(watched_, [this](std::uint32_t) { serve_reader(); });
        }
        constexpr auto pause = std::chrono::milliseconds(50);
        loop_.after(pause, [this] { keep_inserted(); });
    }

    void serve_reader() {
        const bool was_in = reader_.link.inserted();
        const bool goes_on = reader_.link.serve(reader_.card);
        if (!goes_on) {
            reader_.link.remove();
            reader_.card.reset();
        }
        // A card that removed itself stays out until it is put in again.
        if (goes_on && was_in && !reader_.link.inserted()) {
            reader_.wanted = false;
        }
        forget_closed();
    }

    void forget_closed() {
        if (watched_ >= 0 && reader_.link.descriptor() != watched_) {
            loop_.forget(watched_);
            watched_ = -1;
        }
    }

    void serve_control() {
        const wire::Descriptor connection(accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
        std::string line;
        for (char byte = 0; recv(connection.number(), &byte, 1, 0) == 1 && byte != '\n';) {
            line += byte;
        }
        const std::string answer = obey(line, reader_) + "\n";
        forget_closed();
        write_exactly(connection.number(), Bytes(answer.begin(), answer.end()));
        if (reader_.leaving) {
            loop_.stop(EXIT_SUCCESS);
        }
    }

    loop::Loop& loop_;
    Reader reader_;
    wire::Descriptor listener_;
    int watched_ = -1;
};

int run(const Options& options) {
    ExchangeLog log(options.log);
    const std::optional<std::filesystem::path> keys =
        options.keys.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.keys);
    Card card(Identity::make("user-authentication", keys), Identity::make("signature", keys));
    set_pins(options.pins, card);
    const auto link = make_link(options, log);
    Reader reader{.link = *link, .card = card, .log = log, .wanted = !options.out};
    for (const std::string& fault : options.faults) {
        if (const std::string said = obey("fault " + fault, reader); said != "ok") {
            throw std::runtime_error(said);
        }
    }
    loop::Loop loop;
    loop.stop_on_signals();
    Service service(loop, reader);
    if (!options.control.empty()) {
        service.listen(options.control);
    }
    return loop.run();
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"An emulated My Number Card for tests and the demo"};
    app.set_version_flag("--version", std::string("tsuitate-card-emulator ") + TSUITATE_VERSION);
    auto* vpcd = app.add_option("--vpcd", options.vpcd, "the virtual reader's driver, HOST:PORT");
    auto* vscard =
        app.add_option("--vscard", options.vscard, "QEMU's ccid-card-passthru, path of its socket");
    vpcd->excludes(vscard);
    app.add_option("--control", options.control, "listen here for control commands (docs/emulated-card.md)");
    app.add_option("--keys", options.keys, "keep the RSA keys in this folder");
    app.add_option("--log", options.log, "append every exchange to this file, a line of JSON each");
    app.add_option("--atr", options.atr, "answer to reset, hexadecimal");
    app.add_option("--pin", options.pins, "KIND=VALUE, more than once")->expected(1)->take_all();
    app.add_option("--fault", options.faults, "a fault from the start, as after the control command `fault`")
        ->expected(1)
        ->take_all();
    app.add_flag("--out", options.out, "the card is not in the reader yet");
    CLI11_PARSE(app, argc, argv);
    if (options.vpcd.empty() && options.vscard.empty()) {
        std::cerr << "say where the reader is: --vpcd HOST:PORT or --vscard SOCKET\n";
        return 2;
    }
    try {
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << "tsuitate-card-emulator: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
