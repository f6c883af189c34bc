#include "tests/voice/recorded_headset.hpp"

#include <sodium.h>

#include <array>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

namespace tsuitate::voice {
namespace {

constexpr std::chrono::milliseconds between_looks{5};

std::string digest_of(const Clip& clip) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(clip.samples.data()),
                       2 * clip.samples.size());
    std::array<char, 2 * digest.size() + 1> name{};
    sodium_bin2hex(name.data(), name.size(), digest.data(), digest.size());
    return name.data();
}

}  // namespace

RecordedHeadset::RecordedHeadset(loop::Loop& loop, std::filesystem::path jack, std::filesystem::path heard)
    : loop_(loop), jack_(std::move(jack)), heard_(std::move(heard)) {}

void RecordedHeadset::start(OnPlugged on_plugged) {
    on_plugged_ = std::move(on_plugged);
    look_at_jack();
}

void RecordedHeadset::look_at_jack() {
    const bool plugged = std::filesystem::exists(jack_);
    if (std::exchange(plugged_, plugged) != plugged) {
        silence();
        note(plugged ? "plugged" : "pulled", {});
        on_plugged_(plugged);
    }
    loop_.after(between_looks, [this] { look_at_jack(); });
}

void RecordedHeadset::play(Clip clip, OnDone on_done) {
    silence();
    clip_ = std::move(clip);
    on_done_ = std::move(on_done);
    note("begins", clip_);
    playing_ = loop_.after(std::chrono::milliseconds(0), [this] { look_at_clip(); });
}

void RecordedHeadset::look_at_clip() {
    if (std::filesystem::exists(jack_.string() + ".hold")) {
        playing_ = loop_.after(between_looks, [this] { look_at_clip(); });
        return;
    }
    playing_.reset();
    note("ends", clip_);
    std::exchange(on_done_, {})();
}

void RecordedHeadset::silence() {
    if (playing_) {
        loop_.cancel(*std::exchange(playing_, std::nullopt));
        note("is cut off", clip_);
    }
}

void RecordedHeadset::note(std::string_view event, const Clip& clip) const {
    nlohmann::ordered_json line;
    line["event"] = event;
    line["text"] = clip.text;
    line["samples"] = clip.samples.empty() ? "" : digest_of(clip);
    std::ofstream(heard_, std::ios::app) << line.dump() << '\n';
}

}  // namespace tsuitate::voice
