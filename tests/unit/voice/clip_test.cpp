// Recorded sentences: only what can be played is taken.
#include "daemon/voice/clip.hpp"

#include <gtest/gtest.h>

namespace tsuitate::voice {
namespace {

std::string little(std::uint32_t value, unsigned bytes) {
    std::string text;
    for (unsigned i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i) & 0xffU);
    }
    return text;
}

std::string format(unsigned channels, unsigned rate, unsigned bits) {
    return little(1, 2) + little(channels, 2) + little(rate, 4) + little(rate * 2, 4) + little(2, 2) +
           little(bits, 2);
}

std::string wav(const std::string& format, const std::string& samples, std::uint32_t said_size) {
    return "RIFF" + little(0, 4) + "WAVEfmt " + little(16, 4) + format + "LIST" + little(3, 4) + "abc" +
           little(0, 1) + "data" + little(said_size, 4) + samples;
}

bool taken(const std::string& bytes) {
    return std::holds_alternative<Clip>(parse_wav(bytes));
}

TEST(Wav, samples_are_read_past_other_chunks) {
    const auto read = parse_wav(wav(format(1, 16000, 16), little(0x0102, 2) + little(0xfffe, 2), 4));
    ASSERT_TRUE(std::holds_alternative<Clip>(read)) << std::get<std::string>(read);
    EXPECT_EQ(std::get<Clip>(read).rate, 16000U);
    EXPECT_EQ(std::get<Clip>(read).samples, (std::vector<std::int16_t>{0x0102, -2}));
}

TEST(Wav, a_length_that_was_not_known_beforehand_is_cut_to_what_is_there) {
    EXPECT_TRUE(taken(wav(format(1, 22050, 16), little(1, 2), 0x7ffff000U)));
}

TEST(Wav, what_cannot_be_played_is_refused) {
    EXPECT_FALSE(taken(""));
    EXPECT_FALSE(taken("RIFF"));
    EXPECT_FALSE(taken(wav(format(2, 22050, 16), little(1, 4), 4)));
    EXPECT_FALSE(taken(wav(format(1, 22050, 8), little(1, 2), 2)));
    EXPECT_FALSE(taken(wav(format(1, 1, 16), little(1, 2), 2)));
    EXPECT_FALSE(taken(wav(format(1, 96000, 16), little(1, 2), 2)));
    EXPECT_FALSE(taken(wav(format(1, 22050, 16), "", 0)));
    EXPECT_FALSE(taken(wav("short", little(1, 2), 2)));
    const std::string a_minute_and_more(2 * 8000 * 61, '\1');
    EXPECT_FALSE(taken(
        wav(format(1, 8000, 16), a_minute_and_more, static_cast<std::uint32_t>(a_minute_and_more.size()))));
}

TEST(Wav, every_cut_of_a_file_is_read_or_refused) {
    const std::string whole = wav(format(1, 22050, 16), little(7, 2), 2);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(taken(whole.substr(0, size)) && size < whole.size() - 2) << size;
    }
}

TEST(Tone, is_the_same_each_time_and_another_for_taking_back) {
    EXPECT_EQ(tone(Sound::typed).samples, tone(Sound::typed).samples);
    EXPECT_NE(tone(Sound::typed).samples, tone(Sound::taken_back).samples);
    EXPECT_EQ(tone(Sound::typed).samples.size(), tone(Sound::taken_back).samples.size());
}

TEST(ClipPath, names_language_and_text) {
    const auto path = clip_path("/clips", policy::Language::english, "abc");
    EXPECT_EQ(path, "/clips/en/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.wav");
}

}  // namespace
}  // namespace tsuitate::voice
