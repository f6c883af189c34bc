#include "drawing/picture.hpp"

#include <algorithm>

#include "drawing/blank.hpp"
#include "drawing/canvas.hpp"
#include "drawing/countdown.hpp"
#include "drawing/dots.hpp"
#include "drawing/key_drawing.hpp"
#include "drawing/mark.hpp"
#include "drawing/sign.hpp"
#include "drawing/square_code.hpp"
#include "drawing/taken.hpp"
#include "drawing/type.hpp"
#include "drawing/wording.hpp"

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;
using policy::SceneName;

// What all texts of one panel share.
struct TypeScale {
    explicit TypeScale(const policy::Panel& panel)
        : body_mm(std::clamp(0.052 * std::min(panel.size.width, panel.size.height), 5.0, 9.5)),
          heading_mm(1.55 * body_mm) {}
    double body_mm;
    double heading_mm;
};

class Painter {
  public:
    Painter(cairo_surface_t* surface, const policy::Panel& panel, const policy::Scene& scene,
            const policy::Layout& layout, const AllTexts& all)
        : scene_(scene),
          layout_(layout),
          all_(all),
          texts_(all.of(scene.language)),
          scale_(panel),
          canvas_(surface, panel, palette_of(scene.appearance)),
          type_(canvas_, texts_) {}

    void paint(const Wording& wording, const policy::PinKind* kind) {
        if (scene_.blank) {
            draw_blank(canvas_, type_, texts_, layout_);
            return;
        }
        canvas_.fill_all(scene_.unclear ? canvas_.palette().unclear : canvas_.palette().ground);
        if (scene_.name == SceneName::entry || scene_.name == SceneName::prove_panel) {
            paint_entry_text(wording, kind);
        } else {
            paint_reading_text(wording);
        }
        if (scene_.name == SceneName::receipt) {
            paint_receipt();
        }
        if (scene_.taken) {
            draw_taken(canvas_, layout_);
        }
        if (scene_.name == SceneName::pin_characters && kind != nullptr) {
            paint_characters(*kind);
        }
        for (const policy::Target& target : layout_.targets) {
            draw_key(canvas_, type_, label_of(target.key), target, state_of(target.key.action));
        }
    }

    void paint_countdown(const std::string& words, std::chrono::seconds announced) {
        if (layout_.countdown.height > 0) {
            const double whole = std::max<double>(1, static_cast<double>(announced.count()));
            draw_countdown(canvas_, type_, words, scene_.seconds_to_act / whole,
                           canvas_.pixels(layout_.countdown), canvas_.pixels(1.25 * scale_.body_mm));
        }
    }

    void paint_mark(std::span<const std::string> sentences) {
        if (layout_.mark.height > 0) {
            draw_mark(canvas_, type_, sentences, canvas_.pixels(layout_.mark));
        }
    }

    std::vector<std::string> cut() const { return type_.cut(); }

  private:
    // The countdown may have taken the heading's place.
    void set(const std::string& heading, const RectPx& into, const TypeStyle& style) {
        if (into.height > 0) {
            type_.set(heading, into, style);
        }
    }

    TypeStyle style(double largest_mm) const {
        return {.largest_em = canvas_.pixels(largest_mm), .smallest_em = canvas_.pixels(smallest_em_mm)};
    }

    bool waits_for_reader(KeyAction action) const {
        return scene_.name == SceneName::consent && action == KeyAction::yes && !scene_.can_confirm;
    }

    KeyState state_of(KeyAction action) const {
        KeyState state{.live =
                           !waits_for_reader(action) && (action != KeyAction::confirm || scene_.can_confirm)};
        if (scene_.name == SceneName::consent && action == KeyAction::yes) {
            state.held = static_cast<double>(scene_.held) / policy::hold_steps;
        }
        return state;
    }

    // The word stays, so that it is known what will be answered; what stands below it says to read first.
    std::string label_of(const policy::Key& key) const {
        const KeyAction action = key.action;
        if (action == KeyAction::choose_language) {
            return all_.of(static_cast<policy::Language>(key.character)).phrase("own-name");
        }
        if (action == KeyAction::character || action == KeyAction::here) {
            return {};
        }
        const std::string& label = texts_.key(scene_.name, action);
        return waits_for_reader(action)
                   ? label.substr(0, label.find('\n')) + '\n' + texts_.phrase("read-first")
                   : label;
    }

    // In the face of the keys: what is told apart there is told apart here.
    void paint_characters(const policy::PinKind& kind) {
        TypeStyle large = style(14);
        large.face = Face::character;
        large.bold = true;
        const RectPx place = canvas_.pixels(layout_.number);
        // All letters in one line where the place is flat, in two where they would be small.
        const std::size_t most = place.width > 3.5 * place.height ? 26 : 13;
        type_.set(lines_of_characters(kind, most), place, large);
    }

    void paint_receipt() {
        TypeStyle large = style(30);
        large.face = Face::character;
        large.bold = true;
        type_.set(scene_.receipt, canvas_.pixels(layout_.number), large);
        const RectPx code = canvas_.pixels(layout_.code);
        if (!scene_.receipt_code.empty()) {
            draw_square_code(canvas_, scene_.receipt_code, code);
            return;
        }
        canvas_.stroke_rounded(code, canvas_.pixels(1.5), std::max(1.0, canvas_.pixels(0.35)),
                               canvas_.palette().key_edge);
        TypeStyle quiet = style(scale_.body_mm);
        quiet.colour = canvas_.palette().soft_ink;
        type_.set(texts_.phrase("code-follows"), inset(code, canvas_.pixels(3.0)), quiet);
    }

    void paint_reading_text(const Wording& wording) {
        RectPx heading = canvas_.pixels(layout_.heading);
        TypeStyle large = style(scale_.heading_mm);
        large.bold = true;
        TypeStyle body = style(scale_.body_mm);
        if (has_sign(scene_.name)) {
            body.place = Place::top;
            const double height = 0.58 * heading.height;
            const double size = std::min(height, canvas_.pixels(80.0));
            draw_sign(canvas_, scene_.name, {heading.x, heading.y + height - size, heading.width, size});
            const double space = 0.07 * heading.height;
            heading.y += height + space;
            heading.height -= height + space;
        }
        set(wording.heading, heading, large);
        RectPx message = canvas_.pixels(layout_.message);
        // Lines of a comfortable length are read without losing the place.
        const double widest = 30 * body.largest_em;
        if (message.width > widest) {
            message = {message.centre_x() - widest / 2, message.y, widest, message.height};
        }
        if (scene_.name == SceneName::consent) {
            // Seven sentences are found again more easily when all begin at one edge.
            body.align = Align::left;
        }
        type_.set(wording.message, message, body);
    }

    void paint_entry_text(const Wording& wording, const policy::PinKind* kind) {
        TypeStyle large = style(1.25 * scale_.body_mm);
        large.bold = true;
        const RectPx heading = canvas_.pixels(layout_.heading);
        const RectPx message = canvas_.pixels(layout_.message);
        const double line = canvas_.pixels(1.4 * smallest_em_mm);
        const bool one_line = message.height < 2.8 * line;
        if (scene_.unclear && message.height < 4 * line) {
            // What is said of the touch goes before the name of the PIN.
            RectPx both = heading;
            if (message.y < canvas_.pixels(layout_.dots).y) {
                both.height = message.y + message.height - heading.y;
            }
            type_.set(wording.message, both, style(scale_.body_mm));
        } else {
            set(wording.heading, heading, large);
            if (message.height > 0) {
                paint_entry_message(wording, message, one_line);
            }
        }
        if (kind != nullptr && scene_.name == SceneName::entry) {
            draw_dots(canvas_, type_, texts_, canvas_.pixels(layout_.dots), *kind, scene_.dots, scene_.taken);
        }
    }

    void paint_entry_message(const Wording& wording, const RectPx& message, bool one_line) {
        TypeStyle body = style(scale_.body_mm);
        body.rather_smaller = true;
        if (!one_line) {
            type_.set(wording.message, message, body);
        } else {
            // The last sentence, how many tries are left, is what matters.
            std::vector<Sentence> last(wording.message.end() - (wording.message.empty() ? 0 : 1),
                                       wording.message.end());
            type_.set(last, message, body);
        }
    }

    const policy::Scene& scene_;
    const policy::Layout& layout_;
    const AllTexts& all_;
    const Texts& texts_;
    TypeScale scale_;
    Canvas canvas_;
    Type type_;
};

}  // namespace

Picture draw_picture(const policy::Panel& panel, const policy::Scene& scene, const policy::Policy& policy,
                     const AllTexts& texts) {
    const policy::PinKind* kind = policy.pin_kind(scene.pin_kind);
    const Texts& words = texts.of(scene.language);
    Picture picture{.surface = make_surface(panel.width_px, panel.height_px),
                    .layout = policy::layout_of(panel, scene, kind),
                    .cut_texts = {}};
    {
        Painter painter(picture.surface.get(), panel, scene, picture.layout, texts);
        painter.paint(wording_of(scene, policy, words), kind);
        painter.paint_countdown(countdown_of(scene, words), policy.limits.countdown);
        painter.paint_mark(mark_of(scene, policy, words));
        picture.cut_texts = painter.cut();
    }
    cairo_surface_flush(picture.surface.get());
    return picture;
}

}  // namespace tsuitate::drawing
