#include "tests/panel/reference_pictures.hpp"

#include <algorithm>
#include <string_view>

#include "tests/panel/situations.hpp"

namespace tsuitate::panel {
namespace {

using Names = std::vector<std::string_view>;

constexpr policy::Panel ten_inches{1024, 768, {203, 152}};
constexpr policy::Panel seven_inches{800, 480, {154, 86}};
constexpr policy::Panel high{800, 1280, {136, 217}};

// How a set of situations is drawn, and what says so in the names of its files.
struct Way {
    policy::Panel panel = ten_inches;
    policy::Language language = policy::Language::japanese;
    policy::Appearance appearance = policy::Appearance::light;
    std::string_view suffix;
};

class Collection {
  public:
    explicit Collection(const policy::Policy& policy) : policy_(policy) {}

    std::vector<ReferencePicture> all() {
        add("user-authentication", {},
            every_scene_and({"entry-typing", "entry-unclear", "entry-taken", "entry-full", "entry-large",
                             "entry-mirrored", "entry-shuffled", "entry-floating-away", "entry-blank",
                             "entry-countdown", "entry-assisted", "entry-helped-observed",
                             "help-keypad-marked", "consent-held", "receipt-code"}));
        add("signature", {}, {"entry", "entry-typing", "entry-countdown", "prove-panel", "pin-characters"});
        const Way small{.panel = seven_inches, .suffix = "-7-inch"};
        add("user-authentication", small,
            {"entry-typing", "entry-countdown", "entry-unclear", "explain", "help", "consent",
             "last-try-question", "pin-guide", "receipt-code", "choose-language"});
        add("signature", small, {"entry-typing", "entry-countdown-marked"});
        const Way portrait{.panel = high, .suffix = "-portrait"};
        add("user-authentication", portrait,
            {"entry-typing", "explain", "help", "consent", "wrong", "insert-card"});
        add("signature", portrait, {"entry-typing"});
        add("user-authentication", {.language = policy::Language::english, .suffix = "-en"},
            {"entry-typing", "explain", "help", "consent", "wrong", "locked", "pin-guide"});
        add_other_languages();
        const Names in_looks = {"entry-typing", "help", "consent-held", "wrong"};
        add("user-authentication", {.appearance = policy::Appearance::dark, .suffix = "-dark"}, in_looks);
        add("user-authentication",
            {.appearance = policy::Appearance::high_contrast, .suffix = "-high-contrast"}, in_looks);
        return std::move(pictures_);
    }

  private:
    // Of each, the fullest pages.
    void add_other_languages() {
        for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
            const auto language = static_cast<policy::Language>(i);
            if (language != policy::Language::japanese && language != policy::Language::english) {
                const std::string suffix = "-" + std::string(policy::language_names[i]);
                add("user-authentication", {.language = language, .suffix = suffix},
                    {"explain", "consent", "wrong"});
            }
        }
    }

    static Names every_scene_and(Names more) {
        more.insert(more.begin(), policy::scene_names.begin(), policy::scene_names.end());
        return more;
    }

    void add(const std::string& kind, const Way& way, const Names& wanted) {
        for (Situation& situation : situations_with(policy_, *policy_.pin_kind(kind))) {
            if (std::find(wanted.begin(), wanted.end(), situation.name) == wanted.end()) {
                continue;
            }
            situation.scene.language = way.language;
            situation.scene.appearance = way.appearance;
            const std::string of_letters = kind == "signature" ? "-letters" : "";
            pictures_.push_back({situation.name + of_letters + std::string(way.suffix), way.panel,
                                 std::move(situation.scene)});
        }
    }

    const policy::Policy& policy_;
    std::vector<ReferencePicture> pictures_;
};

}  // namespace

std::vector<ReferencePicture> reference_pictures(const policy::Policy& policy) {
    return Collection(policy).all();
}

}  // namespace tsuitate::panel
