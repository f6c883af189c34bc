#include "drawing/texts.hpp"

#include <algorithm>
#include <optional>

#include "policy/load/toml_file.hpp"

namespace tsuitate::drawing {
namespace {

using policy::PolicyError;
using Names = std::vector<std::string_view>;

const Names key_ids = {
    "correct",    "clear",      "confirm",     "stop",        "help",        "back",          "start",
    "yes",        "no",         "language",    "check-panel", "larger-keys", "use-pen",       "use-keypad",
    "other-side", "call-clerk", "leave-alone", "show-tries",  "withdraw",    "not-asked",     "later",
    "done",       "appearance", "pin-guide",   "pin-unknown", "more-time",   "pin-characters"};
const Names phrase_ids = {"tries-left",
                          "tries-left-one",
                          "digits-fixed",
                          "digits-range",
                          "mixed-both",
                          "mixed",
                          "only-digits",
                          "only-capitals-and-digits",
                          "typed-count",
                          "unclear",
                          "read-first",
                          "help-ended",
                          "mark-helped",
                          "mark-observed",
                          "code-follows",
                          "entry-of-procedure",
                          "entry",
                          "own-name",
                          "time-left",
                          "months",
                          "month-of-year",
                          "leaflet-title",
                          "leaflet-slip",
                          "leaflet-length",
                          "leaflet-tries",
                          "leaflet-locks",
                          "leaflet-locked",
                          "leaflet-pad",
                          "leaflet-pad-scale",
                          "leaflet-why",
                          "leaflet-since",
                          "leaflet-unknown",
                          "leaflet-without",
                          "leaflet-contact",
                          "leaflet-warning",
                          "picture-off",
                          "spoken-start",
                          "spoken-picture-off",
                          "spoken-picture-on",
                          "spoken-count",
                          "spoken-count-one",
                          "spoken-complete",
                          "spoken-helped",
                          "spoken-fault",
                          "spoken-time",
                          "spoken-explain",
                          "spoken-entry",
                          "spoken-yes-no",
                          "spoken-last-try",
                          "spoken-stop-question",
                          "spoken-consent",
                          "spoken-observer",
                          "spoken-review",
                          "spoken-help",
                          "spoken-keys",
                          "spoken-back",
                          "spoken-receipt",
                          "spoken-refused"};
const Names scene_placeholders = {
    "pin",   "slip",    "purpose", "when-locked",  "procedure", "format",     "characters", "tries",
    "fault", "clerk",   "reason",  "help",         "does",      "sees",       "seconds",    "role",
    "place", "receipt", "entry",   "when-unknown", "without",   "most-tries", "since",      "source"};
const Names phrase_placeholders = {"count", "min", "max",        "clerk", "seconds", "role",  "procedure",
                                   "slip",  "pin", "most-tries", "since", "source",  "month", "year"};

bool one_of(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Reads one file. The first thing that is wrong ends it, as an exception that does not leave this file.
class Reader {
  public:
    explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

    Texts read(policy::Language expected) {
        const toml::table root = parse();
        know_only(root, {"language", "break-before", "keys", "phrases", "scenes"});
        Texts texts;
        texts.language = expected;
        if (text(root, "language", {}) != policy::name_of(expected)) {
            fail(*root.get("language"), "must be the language of the file's name");
        }
        texts.break_before = list(root, "break-before", {});
        texts.keys = section(root, "keys", key_ids, {});
        texts.phrases = section(root, "phrases", phrase_ids, phrase_placeholders);
        const toml::table& scenes = table(root, "scenes");
        know_only(scenes, Names(policy::scene_names.begin(), policy::scene_names.end()));
        for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
            const toml::table& scene = table(scenes, policy::scene_names.at(i));
            know_only(scene, {"heading", "message", "keys"});
            texts.scenes.at(i) = {.heading = text(scene, "heading", scene_placeholders),
                                  .message = list(scene, "message", scene_placeholders),
                                  .keys = some_keys(scene)};
        }
        return texts;
    }

  private:
    [[noreturn]] void fail(const toml::node& node, std::string reason) const {
        throw PolicyError{file_, node.source().begin.line, std::move(reason)};
    }

    toml::table parse() const {
        auto parsed = policy::parse_toml_file(file_);
        if (auto* error = std::get_if<PolicyError>(&parsed)) {
            throw std::move(*error);
        }
        return std::move(std::get<toml::table>(parsed));
    }

    void know_only(const toml::table& table, const Names& known) const {
        for (const auto& [name, node] : table) {
            if (!one_of(known, name.str())) {
                fail(node, "unknown text \"" + std::string(name.str()) + '"');
            }
        }
    }

    const toml::node& member(const toml::table& parent, std::string_view name) const {
        const toml::node* node = parent.get(name);
        if (node == nullptr) {
            fail(parent, "\"" + std::string(name) + "\" is missing");
        }
        return *node;
    }

    const toml::table& table(const toml::table& parent, std::string_view name) const {
        const toml::node& node = member(parent, name);
        if (node.as_table() == nullptr) {
            fail(node, "\"" + std::string(name) + "\" must be a section");
        }
        return *node.as_table();
    }

    std::string checked(const toml::node& node, std::string_view name, const Names& placeholders) const {
        const auto value = node.value<std::string>();
        if (!value || value->empty()) {
            fail(node, "\"" + std::string(name) + "\" must be a text");
        }
        for (std::size_t open = value->find('{'); open != std::string::npos;
             open = value->find('{', open + 1)) {
            const std::size_t close = std::min(value->find('}', open), value->size());
            const std::string placeholder = value->substr(open + 1, close - open - 1);
            if (!one_of(placeholders, placeholder)) {
                fail(node, "{" + placeholder + "} has no meaning in \"" + std::string(name) + '"');
            }
        }
        return *value;
    }

    std::string text(const toml::table& parent, std::string_view name, const Names& placeholders) const {
        return checked(member(parent, name), name, placeholders);
    }

    std::vector<std::string> list(const toml::table& parent, std::string_view name,
                                  const Names& placeholders) const {
        const toml::node& node = member(parent, name);
        if (node.as_array() == nullptr) {
            fail(node, "\"" + std::string(name) + "\" must be a list of texts");
        }
        std::vector<std::string> texts;
        for (const toml::node& element : *node.as_array()) {
            texts.push_back(checked(element, name, placeholders));
        }
        return texts;
    }

    std::map<std::string, std::string, std::less<>> section(const toml::table& root, std::string_view name,
                                                            const Names& ids,
                                                            const Names& placeholders) const {
        const toml::table& found = table(root, name);
        know_only(found, ids);
        std::map<std::string, std::string, std::less<>> texts;
        for (const std::string_view id : ids) {
            texts.emplace(id, text(found, id, placeholders));
        }
        return texts;
    }

    // What a scene calls its keys otherwise than [keys] does.
    std::map<std::string, std::string, std::less<>> some_keys(const toml::table& scene) const {
        std::map<std::string, std::string, std::less<>> texts;
        if (scene.get("keys") != nullptr) {
            const toml::table& found = table(scene, "keys");
            know_only(found, key_ids);
            for (const auto& [name, node] : found) {
                texts.emplace(name.str(), checked(node, name.str(), {}));
            }
        }
        return texts;
    }

    std::filesystem::path file_;
};

}  // namespace

const std::string& Texts::key(policy::SceneName name, policy::KeyAction action) const {
    const std::string id = policy::name_of(policy::Key{action, 0});
    const auto& own = scene(name).keys;
    const auto found = own.find(id);
    return found == own.end() ? keys.find(id)->second : found->second;
}

std::variant<AllTexts, PolicyError> load_texts(const std::filesystem::path& directory) {
    AllTexts all;
    for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
        const auto file = directory / (std::string(policy::language_names.at(i)) + ".toml");
        try {
            all.languages.at(i) = Reader(file).read(static_cast<policy::Language>(i));
        } catch (const PolicyError& error) {
            return error;
        } catch (const std::exception& exception) {
            return PolicyError{file, 0, exception.what()};
        }
    }
    return all;
}

std::string fill_in(std::string_view text, const Values& values) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        filled.append(text.substr(0, open));
        text.remove_prefix(open);
        if (text.empty()) {
            break;
        }
        const std::size_t close = text.find('}');
        const auto found =
            close == std::string_view::npos ? values.end() : values.find(text.substr(1, close - 1));
        if (found == values.end()) {
            filled.push_back('{');
            text.remove_prefix(1);
        } else {
            filled.append(found->second);
            text.remove_prefix(close + 1);
        }
    }
    return filled;
}

}  // namespace tsuitate::drawing
