// The way to ALSA, as far as it goes without a sound card: devices of the library itself.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "daemon/voice/alsa_jack.hpp"
#include "daemon/voice/alsa_speaker.hpp"

namespace tsuitate::voice {
namespace {

Clip short_clip() {
    return {.text = "a", .rate = 22050, .samples = {100, -200, 300, -400, 500}};
}

TEST(AlsaSpeaker, every_sample_reaches_the_device_and_the_end_is_told) {
    const auto file = std::filesystem::temp_directory_path() / ("tsuitate-heard-" + std::to_string(getpid()));
    loop::Loop loop;
    AlsaSpeaker speaker(loop, "file:FILE='" + file.string() + "',FORMAT=raw");
    loop.after(std::chrono::seconds(30), [&] { loop.stop(1); });
    speaker.play(short_clip(), [&] { loop.stop(0); });
    const int status = loop.run();
    speaker.stop();
    std::ifstream stream(file, std::ios::binary);
    std::vector<std::int16_t> heard(5);
    stream.read(reinterpret_cast<char*>(heard.data()), 10);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(heard, short_clip().samples);
    std::filesystem::remove(file);
}

TEST(AlsaSpeaker, a_device_that_is_not_there_ends_the_clip_and_nothing_else) {
    loop::Loop loop;
    AlsaSpeaker speaker(loop, "plughw:CARD=TsuitateNone");
    speaker.play(short_clip(), [&] { loop.stop(0); });
    loop.after(std::chrono::seconds(30), [&] { loop.stop(1); });
    EXPECT_EQ(loop.run(), 0);
}

TEST(AlsaSpeaker, a_clip_that_is_stopped_never_says_that_it_ended) {
    loop::Loop loop;
    AlsaSpeaker speaker(loop, "null");
    bool ended = false;
    speaker.play(short_clip(), [&] { ended = true; });
    speaker.stop();
    loop.after(std::chrono::milliseconds(50), [&] { loop.stop(0); });
    loop.run();
    EXPECT_FALSE(ended);
}

TEST(AlsaJack, a_card_that_is_not_there_has_no_headset_in) {
    loop::Loop loop;
    AlsaJack jack(loop, "TsuitateNone", "Headphone Jack");
    std::vector<bool> told;
    jack.start([&](bool plugged) { told.push_back(plugged); });
    loop.after(std::chrono::milliseconds(10), [&] { loop.stop(0); });
    loop.run();
    EXPECT_EQ(told, std::vector<bool>{false});
}

}  // namespace
}  // namespace tsuitate::voice
