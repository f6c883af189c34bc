// tsuitate-pictures: draws the reference pictures and compares them with those that were accepted, or accepts
// them.
#include <cairo.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "daemon/start/role_main.hpp"
#include "drawing/panel_policy.hpp"
#include "drawing/picture.hpp"
#include "tests/panel/picture_difference.hpp"
#include "tests/panel/reference_pictures.hpp"

namespace {

using namespace tsuitate;
namespace fs = std::filesystem;

struct Arguments {
    std::string policy = TSUITATE_POLICY_DIR;
    std::string compare;
    std::string accept;
    std::string output = "pictures";
};

// One run over all pictures.
class Review {
  public:
    Review(const policy::Policy& policy, const drawing::AllTexts& texts) : policy_(policy), texts_(texts) {}

    int compare(const fs::path& accepted, const fs::path& output) {
        fs::remove_all(output);
        for (const panel::ReferencePicture& reference : panel::reference_pictures(policy_)) {
            const drawing::Surface drawn = draw(reference);
            const std::string file = reference.name + ".png";
            const drawing::Surface before(cairo_image_surface_create_from_png((accepted / file).c_str()));
            if (cairo_surface_status(before.get()) != CAIRO_STATUS_SUCCESS) {
                report(output, file, "was never accepted", drawn.get());
                continue;
            }
            const panel::PictureDifference difference = panel::difference_of(before.get(), drawn.get());
            if (difference.accepted()) {
                continue;
            }
            report(output, file,
                   "is another picture: " + std::to_string(100 * difference.share) + " % of it, " +
                       std::to_string(100 * difference.worst_block) + " % of its worst block",
                   drawn.get());
            if (difference.same_size) {
                write(panel::difference_picture(before.get(), drawn.get()).get(),
                      output / (reference.name + "-difference.png"));
            }
        }
        for (const std::string& file : left_over(accepted)) {
            std::cerr << file << ": no such picture is drawn any more\n";
            ++findings_;
        }
        if (findings_ > 0) {
            std::cerr << "Look at the pictures in " << output.string()
                      << " (-difference: red where it differs).\nTo accept all as they are drawn now: "
                         "tests/panel/accept_pictures.sh\n";
            return EXIT_FAILURE;
        }
        std::cout << drawn_.size() << " pictures are as accepted\n";
        return EXIT_SUCCESS;
    }

    int accept(const fs::path& directory) {
        fs::create_directories(directory);
        for (const panel::ReferencePicture& reference : panel::reference_pictures(policy_)) {
            write(draw(reference).get(), directory / (reference.name + ".png"));
        }
        for (const std::string& file : left_over(directory)) {
            fs::remove(directory / file);
        }
        std::cout << drawn_.size() << " pictures accepted into " << directory.string() << '\n';
        return EXIT_SUCCESS;
    }

  private:
    drawing::Surface draw(const panel::ReferencePicture& reference) {
        drawn_.insert(reference.name + ".png");
        return panel::half_size(
            drawing::draw_picture(reference.panel, reference.scene, policy_, texts_).surface.get());
    }

    static void write(cairo_surface_t* surface, const fs::path& file) {
        if (cairo_surface_write_to_png(surface, file.c_str()) != CAIRO_STATUS_SUCCESS) {
            throw std::runtime_error(file.string() + " cannot be written");
        }
    }

    void report(const fs::path& output, const std::string& file, const std::string& what,
                cairo_surface_t* drawn) {
        fs::create_directories(output);
        write(drawn, output / file);
        std::cerr << file << ' ' << what << '\n';
        ++findings_;
    }

    std::set<std::string> left_over(const fs::path& directory) const {
        std::set<std::string> files;
        for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
            const std::string file = entry.path().filename().string();
            if (entry.path().extension() == ".png" && !drawn_.contains(file)) {
                files.insert(file);
            }
        }
        return files;
    }

    const policy::Policy& policy_;
    const drawing::AllTexts& texts_;
    std::set<std::string> drawn_;
    int findings_ = 0;
};

int review(const Arguments& arguments) {
    if (arguments.compare.empty() == arguments.accept.empty()) {
        std::cerr << "one of --compare and --accept is needed\n";
        return EXIT_FAILURE;
    }
    const auto loaded = drawing::load_panel_policy(arguments.policy);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        std::cerr << error->text() << '\n';
        return EXIT_FAILURE;
    }
    const auto& [rules, texts] = std::get<drawing::PanelPolicy>(loaded);
    Review review(rules, texts);
    return arguments.accept.empty() ? review.compare(arguments.compare, arguments.output)
                                    : review.accept(arguments.accept);
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    const start::Role role{
        .name = "tsuitate-pictures",
        .purpose = "Draws the reference pictures of the citizen's panel and compares or accepts them.",
        .options = {{"policy", "DIR", "the policy to draw by", &arguments.policy},
                    {"compare", "DIR", "with the accepted pictures in it", &arguments.compare},
                    {"accept", "DIR", "write all pictures into it", &arguments.accept},
                    {"output", "DIR", "where pictures go that differ; emptied first", &arguments.output}}};
    return start::run_role(role, argc, argv, [&] { return review(arguments); });
}
