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

// Of one part: what that does not show of the scene is not in `scene_`, nor are other keys in a key's
// `layout_`.
class Painter {
  public:
    Painter(Canvas& canvas, Type& type, const policy::Panel& panel, const Part& part, const AllTexts& all)
        : part_(part),
          scene_(part.scene),
          layout_(part.layout),
          all_(all),
          texts_(all.of(part.scene.language)),
          scale_(panel),
          canvas_(canvas),
          type_(type) {}

    void paint(const policy::Policy& policy) {
        const policy::PinKind* kind = policy.pin_kind(scene_.pin_kind);
        switch (part_.name) {
            case PartName::ground:
                canvas_.fill_all(scene_.unclear ? canvas_.palette().unclear : canvas_.palette().ground);
                break;
            case PartName::blank:
                draw_blank(canvas_, type_, texts_, layout_);
                break;
            case PartName::words:
                paint_words(part_.wording);
                break;
            case PartName::dots:
                draw_dots(canvas_, type_, texts_, canvas_.pixels(layout_.dots), *kind, scene_.dots,
                          scene_.taken);
                break;
            case PartName::receipt:
                paint_receipt();
                break;
            case PartName::taken:
                draw_taken(canvas_, layout_);
                break;
            case PartName::characters:
                paint_characters(*kind);
                break;
            case PartName::key:
                paint_key(layout_.targets.front());
                break;
            case PartName::countdown:
                paint_countdown(part_.sentences.front(), policy.limits.countdown);
                break;
            case PartName::mark:
                draw_mark(canvas_, type_, part_.sentences, canvas_.pixels(layout_.mark));
                break;
        }
    }

  private:
    void paint_words(const Wording& wording) {
        if (scene_.name == SceneName::entry || scene_.name == SceneName::prove_panel) {
            paint_entry_text(wording);
        } else {
            paint_reading_text(wording);
        }
    }

    void paint_key(const policy::Target& target) {
        if (target.key.action == KeyAction::choose_language) {
            paint_language(target);
        } else {
            draw_key(canvas_, type_, label_of(target.key), target, state_of(target.key.action));
        }
    }

    void paint_countdown(const std::string& words, std::chrono::seconds announced) {
        const double whole = std::max<double>(1, static_cast<double>(announced.count()));
        draw_countdown(canvas_, type_, words, scene_.seconds_to_act / whole,
                       canvas_.pixels(layout_.countdown), canvas_.pixels(1.25 * scale_.body_mm));
    }

    // The countdown may have taken a place.
    void set(const std::string& heading, const RectPx& into, const TypeStyle& style) {
        if (into.height > 0) {
            type_.set(heading, into, style);
        }
    }

    TypeStyle style(double largest_mm) const {
        return {.largest_em = canvas_.pixels(largest_mm), .smallest_em = smallest_em(canvas_)};
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
        state.alike = part_.sentences;
        return state;
    }

    // The word stays, so that it is known what will be answered; what stands below it says to read first.
    std::string label_of(const policy::Key& key) const {
        const KeyAction action = key.action;
        if (action == KeyAction::character || action == KeyAction::here) {
            return {};
        }
        const std::string& label = texts_.key(scene_.name, action);
        return waits_for_reader(action)
                   ? label.substr(0, label.find('\n')) + '\n' + texts_.phrase("read-first")
                   : label;
    }

    // In its own face and by its own name: who needs this key can read no other.
    void paint_language(const policy::Target& target) {
        const auto language = static_cast<policy::Language>(target.key.character);
        const Texts& own = all_.of(language);
        Type type(canvas_, own);
        draw_key(canvas_, type, own.phrase("own-name"), target, {.chosen = language == scene_.language});
        type_.include(type);
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
        if (message.height > 0) {
            type_.set(wording.message, message, body);
        }
    }

    void paint_entry_text(const Wording& wording) {
        TypeStyle large = style(1.25 * scale_.body_mm);
        large.bold = true;
        const RectPx heading = canvas_.pixels(layout_.heading);
        const RectPx message = canvas_.pixels(layout_.message);
        const double line = 1.4 * smallest_em(canvas_);
        const bool one_line = message.height < 2.8 * line;
        if (scene_.unclear && message.height < 4 * line) {
            // What is said of the touch goes before the name of the PIN.
            RectPx both = heading;
            if (message.y < canvas_.pixels(layout_.dots).y) {
                both.height = message.y + message.height - heading.y;
            }
            type_.set(wording.message, both, style(scale_.body_mm));
        } else {
            set(name_for(wording.heading, heading, large), heading, large);
            if (message.height > 0) {
                paint_entry_message(wording, message, one_line);
            }
        }
    }

    // Beside the countdown there may be no room for a long name: its number on the notice slip stands for it.
    std::string name_for(const std::string& name, const RectPx& into, const TypeStyle& style) {
        constexpr std::string_view after_number = "\u00a0";
        const bool short_of_room = layout_.countdown.height > 0 && !type_.fits(name, into, style);
        return short_of_room ? name.substr(0, name.find(after_number)) : name;
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

    const Part& part_;
    const policy::Scene& scene_;
    const policy::Layout& layout_;
    const AllTexts& all_;
    const Texts& texts_;
    TypeScale scale_;
    Canvas& canvas_;
    Type& type_;
};

}  // namespace

PartPainter::PartPainter(cairo_surface_t* surface, const policy::Panel& panel, const policy::Scene& scene,
                         const policy::Policy& policy, const AllTexts& texts)
    : panel_(panel),
      policy_(policy),
      texts_(texts),
      canvas_(surface, panel, palette_of(scene.appearance)),
      type_(canvas_, texts.of(scene.language)) {}

std::vector<Part> PartPainter::parts_of(const policy::Scene& scene, const policy::Layout& layout) const {
    return drawing::parts_of(canvas_, panel_, scene, layout, policy_, texts_.of(scene.language));
}

std::vector<std::string> PartPainter::paint(const Part& part) {
    return paint(part, places_of(part));
}

std::vector<std::string> PartPainter::paint(const Part& part, const Damage& within) {
    const std::size_t cut_before = type_.cut().size();
    cairo_t* context = canvas_.context();
    cairo_save(context);
    for (const PixelRect& rect : within.rects()) {
        cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height);
    }
    cairo_clip(context);
    Painter(canvas_, type_, panel_, part, texts_).paint(policy_);
    cairo_restore(context);
    return {type_.cut().begin() + static_cast<std::ptrdiff_t>(cut_before), type_.cut().end()};
}

Picture draw_picture(const policy::Panel& panel, const policy::Scene& scene, const policy::Policy& policy,
                     const AllTexts& texts) {
    Picture picture{.surface = make_surface(panel.width_px, panel.height_px),
                    .layout = policy::layout_of(panel, scene, policy.pin_kind(scene.pin_kind)),
                    .texts = {},
                    .cut_texts = {},
                    .damage = Damage({0, 0, panel.width_px, panel.height_px})};
    PartPainter painter(picture.surface.get(), panel, scene, policy, texts);
    for (const Part& part : painter.parts_of(scene, picture.layout)) {
        const auto cut = painter.paint(part);
        picture.cut_texts.insert(picture.cut_texts.end(), cut.begin(), cut.end());
    }
    picture.texts = painter.texts_set();
    cairo_surface_flush(picture.surface.get());
    return picture;
}

}  // namespace tsuitate::drawing
