// tsuitate-gallery: draws every scene in every language into a directory, for people to look at.
#include <cairo.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "daemon/screen/picture.hpp"
#include "daemon/screen/texts.hpp"
#include "daemon/start/role_main.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/panel_arguments.hpp"

namespace {

using namespace tsuitate;

struct Arguments {
    std::string policy = TSUITATE_POLICY_DIR;
    std::string output = "gallery";
    panel::PanelArguments panel;
};

class Gallery {
  public:
    Gallery(const policy::Panel& panel, const policy::Policy& policy, const screen::AllTexts& texts,
            std::filesystem::path directory)
        : panel_(panel), policy_(policy), texts_(texts), directory_(std::move(directory)) {}

    // The exit status: failure when a text did not fit.
    int draw_all() {
        for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
            for (const auto language : {policy::Language::japanese, policy::Language::english}) {
                draw_scene(static_cast<policy::SceneName>(i), language);
            }
        }
        std::cout << drawn_ << " pictures in " << directory_.string() << '\n';
        return all_fit_ ? EXIT_SUCCESS : EXIT_FAILURE;
    }

  private:
    void draw_scene(policy::SceneName name, policy::Language language) {
        policy::Scene scene;
        scene.name = name;
        scene.language = language;
        if (!policy_.procedures.empty()) {
            scene.procedure = policy_.procedures.front().name;
        }
        scene.fault_code = name == policy::SceneName::out_of_service ? 301 : 0;
        for (const policy::PinKind& kind : policy_.pin_kinds) {
            scene.pin_kind = kind.name;
            scene.tries_left = name == policy::SceneName::last_try_question ? 1 : kind.max_tries;
            scene.dots = 0;
            scene.can_confirm = false;
            write(scene, kind.name + "-empty");
            if (name != policy::SceneName::entry) {
                continue;
            }
            scene.dots = static_cast<std::uint8_t>(kind.max_length / 2);
            write(scene, kind.name + "-typing");
            scene.unclear = true;
            write(scene, kind.name + "-unclear");
            scene.unclear = false;
            scene.dots = kind.max_length;
            scene.can_confirm = true;
            write(scene, kind.name + "-full");
        }
    }

    void write(const policy::Scene& scene, const std::string& detail) {
        const auto picture = screen::draw_picture(panel_, scene, policy_, texts_);
        const std::string file = std::string(policy::name_of(scene.name)) + '-' + detail + '-' +
                                 std::string(policy::name_of(scene.language)) + ".png";
        cairo_surface_write_to_png(picture.surface.get(), (directory_ / file).c_str());
        ++drawn_;
        for (const std::string& text : picture.cut_texts) {
            std::cerr << file << ": does not fit: " << text << '\n';
            all_fit_ = false;
        }
    }

    const policy::Panel& panel_;
    const policy::Policy& policy_;
    const screen::AllTexts& texts_;
    std::filesystem::path directory_;
    int drawn_ = 0;
    bool all_fit_ = true;
};

int draw(const Arguments& arguments) {
    const auto panel = arguments.panel.panel();
    if (!panel) {
        return EXIT_FAILURE;
    }
    const std::filesystem::path policy_directory = arguments.policy;
    const auto policy = policy::load_policy(policy_directory);
    const auto texts = screen::load_texts(policy_directory / "texts");
    for (const auto* error :
         {std::get_if<policy::PolicyError>(&policy), std::get_if<policy::PolicyError>(&texts)}) {
        if (error != nullptr) {
            std::cerr << error->text() << '\n';
            return EXIT_FAILURE;
        }
    }
    std::filesystem::create_directories(arguments.output);
    return Gallery(*panel, std::get<policy::Policy>(policy), std::get<screen::AllTexts>(texts),
                   arguments.output)
        .draw_all();
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    start::Role role{.name = "tsuitate-gallery",
                     .purpose = "Draws every scene of the citizen's panel into a directory.",
                     .options = {{"policy", "DIR", "the policy to draw by", &arguments.policy},
                                 {"output", "DIR", "where the pictures go", &arguments.output}}};
    arguments.panel.add_to(role.options);
    return start::run_role(role, argc, argv, [&] { return draw(arguments); });
}
