#include "tests/integration/noninterference/whole_vault.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "daemon/ledger/ledger.hpp"
#include "daemon/ledger/storage.hpp"
#include "daemon/log/log.hpp"
#include "daemon/vault/vault.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/integration/noninterference/stand_in_card.hpp"
#include "tests/integration/noninterference/virtual_time.hpp"

namespace tsuitate::noninterference {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const policy::Panel panel = {.width_px = 1280, .height_px = 800, .size = {217, 136}};
constexpr seconds visit_takes{220};

// Random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t random_state = 0;
std::uint32_t next_random() {
    random_state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = random_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::uint32_t>(mixed >> 32U);
}
void fill_random(void* buffer, std::size_t size) {
    auto* bytes = static_cast<std::uint8_t*>(buffer);
    std::generate_n(bytes, size, [] { return static_cast<std::uint8_t>(next_random()); });
}
randombytes_implementation known_random = {.implementation_name = [] { return "known"; },
                                           .random = next_random,
                                           .stir = nullptr,
                                           .uniform = nullptr,
                                           .buf = fill_random,
                                           .close = nullptr};

const policy::Policy& rules() {
    static const policy::Policy policy = std::get<policy::Policy>(
        policy::load_policy(std::filesystem::path(TSUITATE_SOURCE_DIR) / "policy" / "default"));
    return policy;
}

policy::Policy rules_for(const Visit& asked) {
    policy::Policy policy = rules();
    policy.panel.pad = asked.pad;
    policy.panel.signs = asked.signs;
    return policy;
}

// The panel: touched by the citizen of this program.
class PlayedPanel final : public vault::Input {
  public:
    void start(vault::InputListener& listener) override {
        listener_ = &listener;
        listener.on_input_report({.device = wire::DeviceClass::panel,
                                  .state = wire::DeviceState::ready,
                                  .name = "played",
                                  .place = "pci0000:00/usb1/1-1",
                                  .reason = ""});
    }
    void set_panel_size(policy::SizeMm /*size*/) override {}
    void touch(policy::PointMm at) const {
        const auto now = std::chrono::steady_clock::now();
        listener_->on_tap({.down = at,
                           .lift = at,
                           .down_at = now - milliseconds(110),
                           .lifted_at = now,
                           .frames = 13,
                           .travel_mm = 0.4,
                           .jitter_mm2 = 0.01});
    }

  private:
    vault::InputListener* listener_ = nullptr;
};

std::pair<wire::Descriptor, wire::Descriptor> line() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) {
        throw std::runtime_error("no sockets");
    }
    return {wire::Descriptor(ends[0]), wire::Descriptor(ends[1])};
}

std::optional<std::string> packet_from(int descriptor) {
    std::string bytes(4096, '\0');
    const ssize_t size = recv(descriptor, bytes.data(), bytes.size(), 0);
    if (size <= 0) {
        return std::nullopt;
    }
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

// Whoever writes to stderr meanwhile writes to a file.
class CaughtJournal {
  public:
    explicit CaughtJournal(std::filesystem::path file) : file_(std::move(file)), before_(dup(STDERR_FILENO)) {
        const wire::Descriptor caught(open(file_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600));
        dup2(caught.number(), STDERR_FILENO);
    }
    ~CaughtJournal() { dup2(before_.number(), STDERR_FILENO); }
    CaughtJournal(const CaughtJournal&) = delete;
    CaughtJournal& operator=(const CaughtJournal&) = delete;

  private:
    std::filesystem::path file_;
    wire::Descriptor before_;
};

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    return content.str();
}

class Play {
  public:
    Play(const Visit& asked, const std::filesystem::path& directory, Seen& seen)
        : asked_(asked),
          seen_(seen),
          storage_(directory),
          master_(std::string(ledger::MasterKeys::size, 'k')),
          card_(loop_, {}, {}, seconds(10)),
          rules_(rules_for(asked)),
          vault_(loop_, rules_, panel_, card_) {}

    void run() {
        auto [vault_front, front] = line();
        auto [vault_screen, screen] = line();
        auto [vault_voice, voice] = line();
        auto [vault_ledger, from_vault] = line();
        auto [to_ledger, ledger] = line();
        front_ = wire::Channel(std::move(front));
        screen_ = wire::Channel(std::move(screen));
        voice_ = wire::Channel(std::move(voice));
        from_vault_ = std::move(from_vault);
        to_ledger_ = std::move(to_ledger);
        listen();
        ledger_.emplace(loop_, storage_, master_, ledger::LogSettings{.origin = "tsuitate/test"},
                        seconds(900), wire::Channel(std::move(ledger)));
        ledger_->start();
        std::map<std::string, wire::Descriptor> sockets;
        sockets.emplace("front", std::move(vault_front));
        sockets.emplace("screen", std::move(vault_screen));
        sockets.emplace("voice", std::move(vault_voice));
        sockets.emplace("ledger", std::move(vault_ledger));
        if (!vault_.start(std::move(sockets)) ||
            !screen_.send(wire::ScreenTellPanel{
                .width_px = 1280, .height_px = 800, .width_mm = 217, .height_mm = 136})) {
            throw std::runtime_error("the vault does not start");
        }
        loop_.after(seconds(2),
                    [this] { (void)front_.send(wire::FrontOpenSession{.request = 1, .caller_uid = 1000}); });
        loop_.after(visit_takes, [this] { loop_.stop(0); });
        loop_.run();
        ledger_->finish();
    }

  private:
    void note(std::vector<Said>& stream, const std::string& bytes) {
        stream.push_back({virtual_now(), bytes});
    }

    void listen() {
        loop_.watch(front_.descriptor(), [this](std::uint32_t) {
            while (auto bytes = packet_from(front_.descriptor())) {
                note(seen_.front, *bytes);
                answer_front(*bytes);
            }
        });
        loop_.watch(screen_.descriptor(), [this](std::uint32_t) {
            while (auto bytes = packet_from(screen_.descriptor())) {
                note(seen_.screen, *bytes);
                answer_screen(*bytes);
            }
        });
        loop_.watch(voice_.descriptor(), [this](std::uint32_t) {
            while (auto bytes = packet_from(voice_.descriptor())) {
                note(seen_.voice, *bytes);
            }
        });
        loop_.watch(from_vault_.number(), [this](std::uint32_t) {
            while (auto bytes = packet_from(from_vault_.number())) {
                note(seen_.ledger, *bytes);
                (void)send(to_ledger_.number(), bytes->data(), bytes->size(), 0);
            }
        });
        loop_.watch(to_ledger_.number(), [this](std::uint32_t) {
            while (auto bytes = packet_from(to_ledger_.number())) {
                (void)send(from_vault_.number(), bytes->data(), bytes->size(), 0);
            }
        });
    }

    static std::span<const std::uint8_t> as_bytes(const std::string& text) {
        return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    }

    void answer_front(const std::string& bytes) {
        const auto message = wire::FromVaultToFront::decode(as_bytes(bytes));
        const auto& any = std::get<wire::FromVaultToFront::Any>(message);
        if (const auto* opened = std::get_if<wire::VaultAnswerOpen>(&any)) {
            (void)front_.send(wire::FrontEnterPin{
                .session = opened->session, .request = 2, .pin_kind = *wire::Name::from(asked_.pin_kind)});
        } else if (const auto* ended = std::get_if<wire::VaultEndEntry>(&any)) {
            ++seen_.outcomes;
            (void)front_.send(wire::FrontCloseSession{.session = ended->session});
        }
    }

    void answer_screen(const std::string& bytes) {
        const auto message = wire::FromVaultToScreen::decode(as_bytes(bytes));
        const auto& show = std::get<wire::VaultShowScene>(std::get<wire::FromVaultToScreen::Any>(message));
        policy::Scene scene;
        scene.name = show.scene;
        scene.language = show.language;
        scene.pin_kind = show.pin_kind.view();
        scene.proof_cell = show.proof_cell;
        scene.large_keys = show.large_keys != 0;
        scene.unclear = show.unclear != 0;
        scene.seconds_to_act = show.seconds_to_act;
        scene.pad = show.pad;
        scene.arrangement = show.arrangement;
        const policy::Layout layout = policy::layout_of(panel, scene, rules().pin_kind(show.pin_kind.view()));
        loop_.after(milliseconds(16), [this, serial = show.serial, layout] {
            (void)screen_.send(
                wire::ScreenTellShown{.serial = serial, .layout_fingerprint = policy::fingerprint(layout)});
        });
        act(scene, layout);
    }

    // What the citizen does at a picture, once for each.
    void act(const policy::Scene& scene, const policy::Layout& layout) {
        constexpr milliseconds thinks{600};
        if (scene.name == policy::SceneName::explain && last_ != scene.name) {
            touch_after(thinks, middle_of(layout, policy::KeyAction::start), {});
        } else if (scene.name == policy::SceneName::prove_panel &&
                   (last_ != scene.name || last_cell_ != scene.proof_cell)) {
            const policy::PointMm beside =
                asked_.known_taps.at(std::min(taps_, asked_.known_taps.size() - 1));
            touch_after(thinks, middle_of(layout, policy::KeyAction::here), beside);
            ++taps_;
        } else if (scene.name == policy::SceneName::entry && last_ != scene.name) {
            seen_.typing_since = virtual_now();
            type(layout);
        }
        last_ = scene.name;
        last_cell_ = scene.proof_cell;
    }

    void type(const policy::Layout& layout) {
        milliseconds when{900};
        for (const Press& press : asked_.presses) {
            const policy::PointMm middle = press.key == '<'
                                               ? middle_of(layout, policy::KeyAction::correct)
                                               : middle_of(layout, policy::KeyAction::character, press.key);
            lift_after(when, middle, press.beside);
            when += asked_.between_presses;
        }
        lift_after(when + seconds(1), middle_of(layout, policy::KeyAction::confirm), {});
    }

    void lift_after(milliseconds pause, policy::PointMm middle, policy::PointMm beside) {
        seen_.lifts.push_back(virtual_now() + pause);
        touch_after(pause, middle, beside);
    }

    void touch_after(milliseconds pause, policy::PointMm middle, policy::PointMm beside) {
        loop_.after(pause, [this, middle, beside] {
            panel_.touch({middle.x + beside.x, middle.y + beside.y});
        });
    }

    static policy::PointMm middle_of(const policy::Layout& layout, policy::KeyAction action,
                                     char character = '\0') {
        const policy::Key key{action, static_cast<std::uint8_t>(character)};
        const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                        [&](const policy::Target& target) { return target.key == key; });
        if (found == layout.targets.end()) {
            throw std::runtime_error("the picture has no such key");
        }
        return found->area.centre();
    }

    const Visit& asked_;
    Seen& seen_;
    loop::Loop loop_;
    ledger::DirectoryStorage storage_;
    ledger::MasterKeys master_;
    std::optional<ledger::Ledger> ledger_;
    PlayedPanel panel_;
    vault::CardReader card_;
    policy::Policy rules_;
    vault::Vault vault_;
    wire::Channel front_;
    wire::Channel screen_;
    wire::Channel voice_;
    wire::Descriptor from_vault_;
    wire::Descriptor to_ledger_;
    policy::SceneName last_ = policy::SceneName::idle;
    std::uint8_t last_cell_ = 0;
    std::size_t taps_ = 0;
};

}  // namespace

Seen visit(const Visit& asked) {
    static const bool random_is_known =
        randombytes_set_implementation(&known_random) == 0 && sodium_init() >= 0;
    if (!random_is_known) {
        throw std::runtime_error("libsodium takes no other random numbers");
    }
    random_state = 1;
    restart_virtual_time();
    stand_in_card() = {.tries = {vault::TriesRead::Found::tries, 3}, .says = asked.card_says, .asked = ""};

    // The same name each time: it may be in a message.
    const auto place =
        std::filesystem::temp_directory_path() / ("noninterference-" + std::to_string(getpid()));
    std::filesystem::remove_all(place);
    std::filesystem::create_directories(place / "ledger");
    Seen seen;
    {
        const CaughtJournal caught(place / "journal");
        log::open("vault");
        Play(asked, place / "ledger", seen).run();
    }
    seen.journal = content_of(place / "journal");
    seen.card_was_asked = stand_in_card().asked;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place / "ledger")) {
        if (entry.is_regular_file()) {
            seen.files.emplace(entry.path().lexically_relative(place), content_of(entry.path()));
        }
    }
    std::filesystem::remove_all(place);
    return seen;
}

}  // namespace tsuitate::noninterference
