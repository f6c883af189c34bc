// Real panels, recorded by others (whot/evemu-devices, MIT). The recordings lie beside the repository, which
// carries only streams of our own; where they are missing these tests are skipped and say so. What is
// expected was read from the recordings: tracking ids, buttons, places and pauses between their frames.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/panel/evemu_text.hpp"
#include "tests/unit/touch/event_stream.hpp"
#include "tests/unit/touch/keys_of_events.hpp"

namespace tsuitate::policy {
namespace {

std::filesystem::path recordings() {
    const char* set = std::getenv("TSUITATE_RECORDINGS");
    return set != nullptr
               ? std::filesystem::path(set)
               : std::filesystem::path(TSUITATE_SOURCE_DIR).parent_path() / "shared" / "recordings";
}

struct Recording {
    const char* description;  // may be the file of the events itself
    const char* events;
    std::size_t alone;        // contacts that were alone and lasted at most three seconds
    const char* others = "";  // what the rest are
};

constexpr const char* atmel = "Atmel maXTouch Touchscreen.desc";
constexpr const char* ep = "EP0430M09.desc";
constexpr const char* quanta = "QUANTA OpticalTouchScreen.desc";
constexpr const char* n_trig = "N-Trig MultiTouch.desc";
constexpr const char* two = "second finger; second finger";
constexpr const char* four = "second finger; second finger; second finger; second finger";

constexpr Recording all[] = {
    {atmel, "Atmel maXTouch Touchscreen.1-finger-drag-up-down.events", 1},
    {atmel, "Atmel maXTouch Touchscreen.1-finger-fast-taps.events", 9},
    {atmel, "Atmel maXTouch Touchscreen.2-fingers-touch-release.events", 0, two},
    {atmel, "Atmel maXTouch Touchscreen.4-finger-drag-down.events", 0, four},
    {"ELAN CANDO Windows7.desc", "ELAN CANDO Windows7.1-finger-drag-up-down.events", 1},
    {ep, "EP0430M09.1-finger-drag-up-down.events", 1},
    {ep, "EP0430M09.2-finger-scroll-down.events", 0, two},
    {ep, "EP0430M09.2-fingers-touch-release.events", 0, two},
    {ep, "EP0430M09.4-finger-drag-down.events", 0, four},
    // Protocol A, lifted by the button alone.
    {n_trig, "N-Trig MultiTouch.1-finger-drag-NW-SE.events", 1},
    {n_trig, "N-Trig MultiTouch.2-fingers-touch-release.events", 0, two},
    {quanta, "QUANTA OpticalTouchScreen.events", 9},
    {quanta, "QUANTA OpticalTouchScreen.touch-hover.events", 1},
    {quanta, "QUANTA OpticalTouchScreen.touch-on-left.events", 1},
    {"Wacom DTH2242 Pen.events", "Wacom DTH2242 Pen.events", 7},
    {"dell_canvas_pen.evemu", "dell_canvas_pen.evemu", 1},
    // Its controller sends where it is touched as ABS_Z and ABS_RX.
    {"eGalax Inc. USB TouchController.desc", "eGalax Inc. USB TouchController.events", 0,
     "no position; no position"},
    {"eGalax_eMPIA Technology Inc. PCAP MultiTouch Controller.desc",
     "eGalax_eMPIA Technology Inc. PCAP MultiTouch Controller.tap.events", 1},
};

class Recordings : public testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(recordings() / atmel)) {
            GTEST_SKIP() << "no recordings of real panels at " << recordings()
                         << ": nothing was replayed; set TSUITATE_RECORDINGS";
        }
    }
    struct Played {
        TouchCapabilities capabilities;
        std::vector<InputEvent> events;
    };
    static Played play(const char* description_file, const char* events_file) {
        EvemuDescription description;
        std::ifstream described(recordings() / description_file);
        EXPECT_TRUE(described.is_open()) << description_file;
        for (std::string line; std::getline(described, line) && !line.starts_with("E:");) {
            EXPECT_TRUE(take_description_line(description, line)) << line;
        }
        const TouchCapabilities capabilities = description.capabilities();
        EXPECT_TRUE(capabilities.is_panel()) << description_file;
        std::ifstream text(recordings() / events_file);
        EXPECT_TRUE(text.is_open()) << events_file;
        Played played{.capabilities = capabilities, .events = {}};
        for (std::string line; std::getline(text, line);) {
            if (const auto event = event_of_line(line)) {
                played.events.push_back(*event);
            }
        }
        EXPECT_FALSE(played.events.empty()) << events_file;
        return played;
    }
    static std::vector<ContactResult> replay(const char* description_file, const char* events_file) {
        const Played played = play(description_file, events_file);
        return results_of(played.capabilities, played.events);
    }
    static std::vector<Contact> contacts_in(const std::vector<ContactResult>& results) {
        std::vector<Contact> contacts;
        for (const ContactResult& result : results) {
            if (const auto* contact = std::get_if<Contact>(&result)) {
                contacts.push_back(*contact);
            }
        }
        return contacts;
    }
};

TEST_F(Recordings, every_finger_that_was_alone_is_a_contact_and_every_other_one_is_told) {
    for (const Recording& recording : all) {
        std::vector<ContactResult> results = replay(recording.description, recording.events);
        EXPECT_EQ(contacts_in(results).size(), recording.alone) << recording.events;
        std::erase_if(results, [](const ContactResult& one) { return std::holds_alternative<Contact>(one); });
        EXPECT_EQ(story(results), recording.others) << recording.events;
    }
}

// On a proven panel that shows the digits: what came of it as keys, and what the citizen was told was
// unclear.
TEST_F(Recordings, no_key_comes_of_chatter_hover_palms_or_drags) {
    struct Expected {
        const char* description;
        const char* events;
        const char* keys;  // of fingers and pens that tapped on one
        int unclear;       // that were drawn along, or tapped beside
    };
    const Expected each[] = {
        {atmel, "Atmel maXTouch Touchscreen.1-finger-drag-up-down.events", "", 1},
        {atmel, "Atmel maXTouch Touchscreen.1-finger-fast-taps.events", "", 3},
        {atmel, "Atmel maXTouch Touchscreen.2-fingers-touch-release.events", "", 0},
        {atmel, "Atmel maXTouch Touchscreen.4-finger-drag-down.events", "", 0},
        {"ELAN CANDO Windows7.desc", "ELAN CANDO Windows7.1-finger-drag-up-down.events", "", 1},
        {ep, "EP0430M09.1-finger-drag-up-down.events", "", 1},
        {ep, "EP0430M09.2-finger-scroll-down.events", "", 0},
        {ep, "EP0430M09.2-fingers-touch-release.events", "", 0},
        {ep, "EP0430M09.4-finger-drag-down.events", "", 0},
        {n_trig, "N-Trig MultiTouch.1-finger-drag-NW-SE.events", "", 1},
        {n_trig, "N-Trig MultiTouch.2-fingers-touch-release.events", "", 0},
        {quanta, "QUANTA OpticalTouchScreen.events", "", 8},
        {quanta, "QUANTA OpticalTouchScreen.touch-hover.events", "", 1},
        {quanta, "QUANTA OpticalTouchScreen.touch-on-left.events", "", 1},
        {"Wacom DTH2242 Finger.events", "Wacom DTH2242 Finger.events", "3 ", 9},
        {"Wacom DTH2242 Pen.events", "Wacom DTH2242 Pen.events", "8 2 8 ", 3},
        {"dell_canvas_pen.evemu", "dell_canvas_pen.evemu", "", 1},
        {"dell_canvas_touch.evemu", "dell_canvas_touch.evemu", "", 1},
        {"eGalax Inc. USB TouchController.desc", "eGalax Inc. USB TouchController.events", "", 0},
        {"eGalax_eMPIA Technology Inc. PCAP MultiTouch Controller.desc",
         "eGalax_eMPIA Technology Inc. PCAP MultiTouch Controller.tap.events", "", 0},
    };
    for (const Expected& one : each) {
        const Played played = play(one.description, one.events);
        tests::KeysOfEvents panel(tests::layout_of(SceneName::entry), played.capabilities);
        panel.feed(played.events);
        EXPECT_EQ(panel.keys, one.keys) << one.events;
        EXPECT_EQ(panel.unclear, one.unclear) << one.events;
        EXPECT_GT(panel.taps + panel.spoilt, 0) << one.events;
    }
}

TEST_F(Recordings, fast_taps_of_a_coarse_panel_have_one_frame_each_and_last_as_long_as_a_tap) {
    const auto taps = contacts_in(replay(atmel, "Atmel maXTouch Touchscreen.1-finger-fast-taps.events"));
    ASSERT_EQ(taps.size(), 9U);
    for (const Contact& tap : taps) {
        EXPECT_EQ(tap.frames, 1U);
        EXPECT_GT(tap.lift_time_us - tap.down_time_us, 80'000);
        EXPECT_LT(tap.lift_time_us - tap.down_time_us, 112'000);
    }
    EXPECT_EQ(taps[0].down_x, 340);
    EXPECT_EQ(taps[0].down_y, 242);
    EXPECT_EQ(taps[1].down_x, 354);
}

TEST_F(Recordings, a_drag_up_and_down_ends_where_its_last_frames_were_and_its_box_holds_the_way) {
    const auto drag = contacts_in(replay(atmel, "Atmel maXTouch Touchscreen.1-finger-drag-up-down.events"));
    ASSERT_EQ(drag.size(), 1U);
    EXPECT_EQ(drag[0].frames, 149U);
    EXPECT_EQ((drag[0].lift_time_us - drag[0].down_time_us) / 1000, 2199);
    EXPECT_EQ(drag[0].min_y, 89);
    EXPECT_EQ(drag[0].max_y, 393);
    EXPECT_EQ(drag[0].lift_y, 392);
}

TEST_F(Recordings, all_66_fingers_of_a_panel_with_ten_slots_are_told_and_16_of_them_were_alone) {
    const auto results = replay("Wacom DTH2242 Finger.events", "Wacom DTH2242 Finger.events");
    EXPECT_EQ(results.size(), 66U);
    const auto alone = contacts_in(results);
    std::vector<std::uint32_t> frames;
    for (const Contact& contact : alone) {
        frames.push_back(contact.frames);
        EXPECT_FALSE(contact.stylus);
    }
    EXPECT_EQ(frames,
              (std::vector<std::uint32_t>{52, 31, 22, 12, 11, 18, 16, 8, 20, 19, 22, 44, 17, 23, 26, 1}));
}

TEST_F(Recordings, of_twelve_fingers_the_last_was_alone) {
    const auto results = replay("dell_canvas_touch.evemu", "dell_canvas_touch.evemu");
    EXPECT_EQ(results.size(), 12U);
    ASSERT_EQ(contacts_in(results).size(), 1U);
    EXPECT_TRUE(std::holds_alternative<Contact>(results.back()));
    EXPECT_EQ(contacts_in(results)[0].frames, 53U);
}

TEST_F(Recordings, a_pen_is_a_stylus_and_its_hovering_none_of_its_frames) {
    const auto strokes = contacts_in(replay("Wacom DTH2242 Pen.events", "Wacom DTH2242 Pen.events"));
    std::vector<std::uint32_t> frames;
    for (const Contact& stroke : strokes) {
        frames.push_back(stroke.frames);
        EXPECT_TRUE(stroke.stylus);
    }
    EXPECT_EQ(frames, (std::vector<std::uint32_t>{23, 15, 2, 83, 27, 19, 5}));
}

}  // namespace
}  // namespace tsuitate::policy
