// tsuitate-gallery: draws every scene in every language into a directory, for people to look at.
#include <cairo.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "daemon/start/role_main.hpp"
#include "drawing/panel_policy.hpp"
#include "drawing/picture.hpp"
#include "tests/panel/panel_arguments.hpp"
#include "tests/panel/situations.hpp"

namespace {

using namespace tsuitate;

struct Arguments {
    std::string policy = TSUITATE_POLICY_DIR;
    std::string output = "gallery";
    std::string only;
    std::string language;
    panel::PanelArguments panel;
};

class Gallery {
  public:
    Gallery(const policy::Panel& panel, const policy::Policy& policy, const drawing::AllTexts& texts,
            const Arguments& arguments)
        : panel_(panel),
          policy_(policy),
          texts_(texts),
          directory_(arguments.output),
          only_(arguments.only),
          only_language_(arguments.language) {}

    // The exit status: failure when a text did not fit.
    int draw_all() {
        for (const policy::PinKind& kind : policy_.pin_kinds) {
            for (panel::Situation& situation : panel::situations_with(policy_, kind)) {
                if (!situation.name.starts_with(only_)) {
                    continue;
                }
                for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
                    situation.scene.language = static_cast<policy::Language>(i);
                    if (only_language_.empty() || policy::language_names.at(i) == only_language_) {
                        write(situation.scene, situation.name + '-' + kind.name);
                    }
                }
            }
        }
        std::cout << drawn_ << " pictures in " << directory_.string() << '\n';
        return all_fit_ ? EXIT_SUCCESS : EXIT_FAILURE;
    }

  private:
    void write(const policy::Scene& scene, const std::string& name) {
        const auto picture = drawing::draw_picture(panel_, scene, policy_, texts_);
        const std::string file = name + '-' + std::string(policy::name_of(scene.language)) + ".png";
        cairo_surface_write_to_png(picture.surface.get(), (directory_ / file).c_str());
        ++drawn_;
        for (const std::string& text : picture.cut_texts) {
            std::cerr << file << ": does not fit: " << text << '\n';
            all_fit_ = false;
        }
    }

    const policy::Panel& panel_;
    const policy::Policy& policy_;
    const drawing::AllTexts& texts_;
    std::filesystem::path directory_;
    std::string only_;
    std::string only_language_;
    int drawn_ = 0;
    bool all_fit_ = true;
};

int draw(const Arguments& arguments) {
    const auto panel = arguments.panel.panel();
    if (!panel) {
        return EXIT_FAILURE;
    }
    const auto loaded = drawing::load_panel_policy(arguments.policy);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        std::cerr << error->text() << '\n';
        return EXIT_FAILURE;
    }
    const auto& [rules, texts] = std::get<drawing::PanelPolicy>(loaded);
    std::filesystem::create_directories(arguments.output);
    return Gallery(*panel, rules, texts, arguments).draw_all();
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    start::Role role{.name = "tsuitate-gallery",
                     .purpose = "Draws every scene of the citizen's panel into a directory.",
                     .options = {{"policy", "DIR", "the policy to draw by", &arguments.policy},
                                 {"output", "DIR", "where the pictures go", &arguments.output},
                                 {"only", "NAME", "what begins so, as in \"consent\"", &arguments.only},
                                 {"lang", "TAG", "one language, as in \"vi\"", &arguments.language}}};
    arguments.panel.add_to(role.options);
    return start::run_role(role, argc, argv, [&] { return draw(arguments); });
}
