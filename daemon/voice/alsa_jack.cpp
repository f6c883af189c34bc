#include "daemon/voice/alsa_jack.hpp"

#include <poll.h>

#include <chrono>
#include <string_view>
#include <utility>

#include "daemon/log/log.hpp"

namespace tsuitate::voice {
namespace {

constexpr std::chrono::seconds between_looks{1};

bool is_usb(snd_ctl_t* card) {
    snd_ctl_card_info_t* info = nullptr;
    snd_ctl_card_info_alloca(&info);
    return snd_ctl_card_info(card, info) == 0 &&
           std::string_view(snd_ctl_card_info_get_driver(info)) == "USB-Audio";
}

}  // namespace

std::optional<bool> read_jack(snd_ctl_t* card, const std::string& jack) {
    snd_ctl_elem_info_t* info = nullptr;
    snd_ctl_elem_value_t* value = nullptr;
    snd_ctl_elem_info_alloca(&info);
    snd_ctl_elem_value_alloca(&value);
    // The kernel gives jacks the interface of the card; some drivers that of a mixer.
    for (const snd_ctl_elem_iface_t interface : {SND_CTL_ELEM_IFACE_CARD, SND_CTL_ELEM_IFACE_MIXER}) {
        snd_ctl_elem_info_clear(info);
        snd_ctl_elem_info_set_interface(info, interface);
        snd_ctl_elem_info_set_name(info, jack.c_str());
        if (snd_ctl_elem_info(card, info) != 0 ||
            snd_ctl_elem_info_get_type(info) != SND_CTL_ELEM_TYPE_BOOLEAN ||
            snd_ctl_elem_info_get_count(info) != 1) {
            continue;
        }
        snd_ctl_elem_value_clear(value);
        snd_ctl_elem_value_set_interface(value, interface);
        snd_ctl_elem_value_set_name(value, jack.c_str());
        if (snd_ctl_elem_read(card, value) == 0) {
            return snd_ctl_elem_value_get_boolean(value, 0) != 0;
        }
    }
    return std::nullopt;
}

AlsaJack::AlsaJack(loop::Loop& loop, std::string card, std::string jack)
    : loop_(loop), card_(std::move(card)), jack_(std::move(jack)) {}

AlsaJack::~AlsaJack() {
    for (const int descriptor : watched_) {
        loop_.forget(descriptor);
    }
}

void AlsaJack::start(OnPlugged on_plugged) {
    on_plugged_ = std::move(on_plugged);
    tell(false);
    look_for_card();
}

void AlsaJack::look_for_card() {
    if (!open_card()) {
        control_.reset();
        loop_.after(between_looks, [this] { look_for_card(); });
        return;
    }
    last_complaint_.clear();
    watch_card();
    read();
}

bool AlsaJack::open_card() {
    snd_ctl_t* opened = nullptr;
    if (const int error = snd_ctl_open(&opened, ("hw:CARD=" + card_).c_str(), SND_CTL_NONBLOCK); error != 0) {
        say_once(snd_strerror(error));
        return false;
    }
    control_.reset(opened);
    if (jack_.empty() && !is_usb(opened)) {
        say_once("this card has loudspeakers, perhaps: name its jack in voice.toml");
        return false;
    }
    if (!jack_.empty() && !read_jack(opened, jack_)) {
        say_once("the card has no jack of this name");
        return false;
    }
    if (snd_ctl_subscribe_events(opened, 1) != 0) {
        say_once("the card does not say when something changes");
        return false;
    }
    return true;
}

void AlsaJack::watch_card() {
    const int count = snd_ctl_poll_descriptors_count(control_.get());
    std::vector<pollfd> descriptors(static_cast<std::size_t>(count > 0 ? count : 0));
    snd_ctl_poll_descriptors(control_.get(), descriptors.data(), static_cast<unsigned>(descriptors.size()));
    for (const pollfd& one : descriptors) {
        watched_.push_back(one.fd);
        loop_.watch(one.fd, [this](std::uint32_t) { on_event(); });
    }
}

void AlsaJack::on_event() {
    snd_ctl_event_t* event = nullptr;
    snd_ctl_event_alloca(&event);
    int got = 0;
    while ((got = snd_ctl_read(control_.get(), event)) > 0) {
    }
    if (got < 0 && got != -EAGAIN) {
        return lose(snd_strerror(got));
    }
    // Whatever changed: a jack that cannot be read any more counts as pulled.
    read();
}

void AlsaJack::read() {
    if (jack_.empty()) {
        return tell(true);
    }
    if (const auto plugged = read_jack(control_.get(), jack_)) {
        tell(*plugged);
    } else {
        lose("the jack cannot be read");
    }
}

void AlsaJack::tell(bool plugged) {
    if (std::exchange(told_, plugged) != plugged) {
        on_plugged_(plugged);
    }
}

void AlsaJack::lose(const std::string& why) {
    tell(false);
    for (const int descriptor : std::exchange(watched_, {})) {
        loop_.forget(descriptor);
    }
    control_.reset();
    say_once(why);
    loop_.after(between_looks, [this] { look_for_card(); });
}

void AlsaJack::say_once(const std::string& why) {
    if (std::exchange(last_complaint_, why) != why) {
        log::warning("the sound card is not used", {{"CARD", card_}, {"JACK", jack_}, {"REASON", why}});
    }
}

}  // namespace tsuitate::voice
