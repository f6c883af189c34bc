#include "policy/keypad/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "policy/keypad/arrangement.hpp"
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// The key that ends a clerk's help takes the place of the one that asks for it.
KeyAction help_or_withdraw(const Scene& scene) {
    return marks_of(scene).helped ? KeyAction::withdraw : KeyAction::help;
}

// Four digits are taken back one by one as fast, and the larger keys of a pad without another one help more.
constexpr std::uint8_t longest_without_clear = 4;

Layout entry(const Measures& measures, const Scene& scene, const PinKind* kind, bool large) {
    const bool letters = kind != nullptr && kind->alphabet == Alphabet::capitals_and_digits;
    const PadChoice choice{.large = large,
                           .mirrored = scene.mirrored,
                           .clear = kind != nullptr && kind->max_length > longest_without_clear,
                           .aside = help_or_withdraw(scene),
                           .pad = pad_for(kind, scene.pad),
                           .arrangement = scene.arrangement};
    return letters ? capitals_and_digits(measures, choice) : digits(measures, choice);
}

std::vector<RectMm> character_areas(const Layout& layout) {
    std::vector<RectMm> areas;
    for (const Target& target : layout.targets) {
        if (target.key.action == KeyAction::character) {
            areas.push_back(target.area);
        }
    }
    return areas;
}

double pitch_of(const std::vector<RectMm>& cells) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t j = i + 1; j < cells.size(); ++j) {
            const PointMm one = cells[i].centre();
            const PointMm other = cells[j].centre();
            least = std::min(least, std::hypot(one.x - other.x, one.y - other.y));
        }
    }
    return least;
}

// The words, stop and help stay where the entry has them; of the keys there is one, the size of a key.
Layout proof(const Measures& measures, const Scene& scene, const PinKind* kind) {
    Layout layout = entry(measures, scene, kind, false);
    const std::vector<RectMm> cells = character_areas(layout);
    const KeyAction aside = help_or_withdraw(scene);
    std::erase_if(layout.targets, [aside](const Target& target) {
        return target.key.action != KeyAction::stop && target.key.action != aside;
    });
    add(layout, KeyAction::here, cells[scene.proof_cell % cells.size()]);
    layout.pitch = pitch_of(cells);
    // Nothing is typed yet: the words have the room of the dots as well.
    if (layout.message.y < layout.dots.y) {
        layout.heading.height = layout.message.y + layout.message.height - layout.heading.y;
        layout.message = layout.dots;
    } else {
        layout.message.height += layout.message.y - layout.dots.y;
        layout.message.y = layout.dots.y;
    }
    layout.dots = {};
    return layout;
}

Layout without_mark(const Measures& measures, const Scene& scene, const PinKind* kind) {
    const Bar stop_alone{.left = KeyAction::stop};
    if (scene.blank) {
        return reading(measures);
    }
    switch (scene.name) {
        case SceneName::entry:
            return entry(measures, scene, kind, scene.large_keys);
        case SceneName::prove_panel:
            return proof(measures, scene, kind);
        case SceneName::panel_refused:
            return reading(measures);
        case SceneName::calibrate:
            return calibration(measures.size, scene.proof_cell);
        case SceneName::explain:
            return page(measures, KeyAction::start, help_or_withdraw(scene));
        case SceneName::help:
            return ladder(measures.close_set(), scene);
        case SceneName::choose_language:
            return languages(measures.close_set());
        case SceneName::pin_guide:
        case SceneName::pin_unknown:
        case SceneName::pin_characters:
            return guide(measures.close_set(), scene);
        case SceneName::call_clerk:
            return page(measures, KeyAction::back, KeyAction::character);
        case SceneName::last_try_question:
            return question(measures, {.left = KeyAction::stop, .right = help_or_withdraw(scene)}, false);
        case SceneName::stop_question:
            return question(measures, {}, false);
        case SceneName::consent:
            return question(measures.close_set(), stop_alone, scene.swapped);
        case SceneName::observer_question:
            return question_of_three(measures, stop_alone, {KeyAction::no, KeyAction::later, KeyAction::yes});
        case SceneName::assistance_over:
            return question_of_three(measures, {}, {KeyAction::yes, KeyAction::no, KeyAction::not_asked});
        case SceneName::change_offer:
            return question(measures, {}, false);
        case SceneName::receipt:
            return receipt(measures);
        case SceneName::insert_card:
            return notice(measures, true, true);
        case SceneName::reading_card:
            return notice(measures, true, false);
        case SceneName::remove_card:
        case SceneName::out_of_service:
        case SceneName::idle:
        case SceneName::checking:
        case SceneName::verified:
        case SceneName::wrong:
        case SceneName::locked:
        case SceneName::inconclusive:
        case SceneName::foreign_card:
        case SceneName::no_pin_service:
        case SceneName::stopped:
        case SceneName::timed_out:
        case SceneName::card_removed:
        case SceneName::interrupted:
        case SceneName::calibrated:
        case SceneName::not_calibrated:
            break;
    }
    return notice(measures, false, false);
}

// Where an entry may end by itself. What is said of an unclear touch goes first: that touch has given time.
bool counts_down(const Scene& scene) {
    constexpr std::array scenes = {SceneName::entry, SceneName::help, SceneName::pin_guide,
                                   SceneName::pin_unknown};
    return scene.seconds_to_act > 0 && !scene.unclear &&
           std::find(scenes.begin(), scenes.end(), scene.name) != scenes.end();
}

// A strip along the whole top. What it says of two people goes below each other on a narrow panel.
double mark_height(SizeMm panel, const Scene& scene) {
    constexpr double very_narrow = 110;
    const Marks marks = marks_of(scene);
    // Of help that has just ended there is more to say than of help that lasts.
    const double narrow = marks.help_ended ? 200 : 150;
    if (marks.count() == 0) {
        return 0;
    }
    const double line = std::clamp(0.055 * std::min(panel.width, panel.height), 6.6, 11.0);
    const unsigned lines_each = panel.width < very_narrow ? 2 : 1;
    return line * lines_each * (panel.width < narrow ? marks.count() : 1);
}

// What is left of the panel below the mark.
Measures below_mark(SizeMm panel, double mark) {
    return Measures({panel.width, panel.height - mark});
}

void move_down(Layout& layout, double by) {
    for (Target& target : layout.targets) {
        target.area.y += by;
    }
    for (RectMm* region :
         {&layout.heading, &layout.message, &layout.dots, &layout.code, &layout.number, &layout.countdown}) {
        region->y += region->height > 0 ? by : 0;
    }
}

}  // namespace

Marks marks_of(const Scene& scene) {
    constexpr std::array about_help = {SceneName::consent, SceneName::assistance_over,
                                       SceneName::change_offer, SceneName::receipt};
    if (scene.name == SceneName::calibrate) {
        return {};  // its points lie where they have to
    }
    const bool only_about_help =
        std::find(about_help.begin(), about_help.end(), scene.name) != about_help.end();
    const bool keys_lie_here = scene.name == SceneName::entry || scene.name == SceneName::prove_panel;
    Marks marks;
    marks.helped = !scene.clerk.empty() && !only_about_help;
    marks.help_ended = !marks.helped && scene.helped && keys_lie_here;
    marks.observed = !scene.observer.empty() && scene.name != SceneName::observer_question;
    return marks;
}

Layout layout_of(const Panel& panel, const Scene& scene, const PinKind* kind) {
    const double mark = mark_height(panel.size, scene);
    const Measures measures = below_mark(panel.size, mark);
    Layout layout = without_mark(measures, scene, kind);
    if (counts_down(scene)) {
        add_countdown(layout, measures);
    }
    if (mark > 0) {
        move_down(layout, mark);
        layout.mark = {0, 0, panel.size.width, mark};
    }
    return layout;
}

std::vector<RectMm> proof_cells(const Panel& panel, const Scene& scene, const PinKind* kind) {
    Scene entry = scene;
    entry.name = SceneName::entry;
    entry.large_keys = false;
    entry.seconds_to_act = 0;
    return character_areas(layout_of(panel, entry, kind));
}

std::size_t target_at(const Layout& layout, PointMm point) {
    // Every target is looked at, and a hit is counted in without a branch.
    const std::size_t none = layout.targets.size();
    std::size_t found = none;
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const RectMm& area = layout.targets[i].area;
        const unsigned inside =
            static_cast<unsigned>(point.x >= area.x) & static_cast<unsigned>(point.x < area.x + area.width) &
            static_cast<unsigned>(point.y >= area.y) & static_cast<unsigned>(point.y < area.y + area.height);
        found += inside * (i - found);
    }
    return found;
}

Key key_of(const Layout& layout, std::size_t target) {
    unsigned action = 0;
    unsigned character = 0;
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const unsigned wanted = 0U - static_cast<unsigned>(i == target);  // all bits, or none
        action |= wanted & static_cast<unsigned>(layout.targets[i].key.action);
        character |= wanted & layout.targets[i].key.character;
    }
    return {static_cast<KeyAction>(action), static_cast<std::uint8_t>(character)};
}

std::uint64_t fingerprint(const Layout& layout) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto add_bytes = [&hash](std::uint64_t value, int count) {
        for (int i = 0; i < count; ++i, value >>= 8U) {
            hash = (hash ^ (value & 0xffU)) * 0x100000001b3U;
        }
    };
    const auto add_length = [&add_bytes](double millimetres) {
        add_bytes(static_cast<std::uint64_t>(std::llround(millimetres * 1000)), 8);
    };
    for (const Target& target : layout.targets) {
        add_bytes(static_cast<std::uint64_t>(target.key.action), 1);
        add_bytes(target.key.character, 1);
        add_length(target.area.x);
        add_length(target.area.y);
        add_length(target.area.width);
        add_length(target.area.height);
    }
    return hash;
}

std::uint64_t lasting_fingerprint(const Layout& layout) {
    Layout lasting = layout;
    std::erase_if(lasting.targets,
                  [](const Target& target) { return target.key.action == KeyAction::more_time; });
    return fingerprint(lasting);
}

std::string name_of(const Key& key) {
    constexpr std::array<std::string_view, 32> names = {
        "",           "correct",    "clear",       "confirm",     "stop",
        "help",       "back",       "start",       "yes",         "no",
        "language",   "here",       "check-panel", "larger-keys", "use-pen",
        "use-keypad", "other-side", "call-clerk",  "leave-alone", "show-tries",
        "withdraw",   "not-asked",  "later",       "done",        "choose-language",
        "appearance", "pin-guide",  "pin-unknown", "more-time",   "pin-characters",
        "blank",      "say-again"};
    if (key.action == KeyAction::character) {
        return {static_cast<char>(key.character)};
    }
    return std::string(names.at(static_cast<std::size_t>(key.action)));
}

}  // namespace tsuitate::policy
