#include "drawing/key_drawing.hpp"

#include <algorithm>

#include "drawing/key_symbol.hpp"

namespace tsuitate::drawing {
namespace {

using policy::KeyAction;

struct KeyLook {
    Colour face;
    Colour edge;
    Colour label;
    double edge_mm = 0.35;
    bool raised = true;  // a darker lower edge says: this can be pressed
};

KeyLook look_of(const Palette& palette, KeyAction action, bool live) {
    switch (action) {
        case KeyAction::confirm:
        case KeyAction::start:
        case KeyAction::back:
        case KeyAction::here:
        case KeyAction::done:
            if (!live) {
                return {palette.quiet, palette.quiet, palette.soft_ink, 0.35, false};
            }
            return {palette.action, palette.action, palette.on_action};
        case KeyAction::correct:
        case KeyAction::clear:
            return {palette.take_back, palette.take_back_edge, palette.ink};
        case KeyAction::stop:
            return {palette.key, palette.stop, palette.stop, 0.6};
        case KeyAction::yes:
            if (!live) {
                return {palette.quiet, palette.key_edge, palette.soft_ink, 0.6, false};
            }
            return {palette.key, palette.ink, palette.ink, 0.6};
        case KeyAction::no:
        case KeyAction::later:
        case KeyAction::not_asked:
            return {palette.key, palette.ink, palette.ink, 0.6};
        case KeyAction::more_time:
            return {palette.key, palette.action, palette.action, 0.6};
        case KeyAction::withdraw:
            return {palette.key, palette.mark, palette.mark, 0.6};
        case KeyAction::character:
        case KeyAction::help:
        case KeyAction::language:
        case KeyAction::check_panel:
        case KeyAction::larger_keys:
        case KeyAction::use_pen:
        case KeyAction::use_keypad:
        case KeyAction::other_side:
        case KeyAction::call_clerk:
        case KeyAction::leave_alone:
        case KeyAction::show_tries:
        case KeyAction::choose_language:
        case KeyAction::appearance:
        case KeyAction::pin_guide:
        case KeyAction::pin_unknown:
        case KeyAction::pin_characters:
        case KeyAction::blank:
        case KeyAction::say_again:
            break;
    }
    return {palette.key, palette.key_edge, palette.ink};
}

Colour darker(Colour colour) {
    constexpr double share = 0.72;
    return {colour.red * share, colour.green * share, colour.blue * share};
}

// `held`: which share of the face is filled, from the left.
void draw_face(Canvas& canvas, const RectPx& rect, const KeyLook& look, double held) {
    const double radius = std::min(canvas.pixels(3.0), 0.16 * std::min(rect.width, rect.height));
    const double edge = std::max(1.0, canvas.pixels(look.edge_mm * canvas.palette().edge));
    RectPx top = rect;
    if (look.raised) {
        top.height -= std::max(1.0, canvas.pixels(0.7));
        canvas.fill_rounded(rect, radius, darker(look.edge));
    }
    canvas.fill_rounded(top, radius, look.face);
    if (held > 0) {
        RectPx filled = top;
        filled.width *= held;
        canvas.fill_rounded(filled, radius, canvas.palette().held);
    }
    canvas.stroke_rounded(top, radius, edge, look.edge);
}

void draw_character(Canvas& canvas, Type& type, const policy::Target& target, const RectPx& rect) {
    const double em = 0.78 * std::min(rect.height, 1.15 * rect.width);
    type.set(std::string(1, static_cast<char>(target.key.character)), rect,
             {.face = Face::character,
              .largest_em = std::min(em, canvas.pixels(26.0)),
              .smallest_em = smallest_em(canvas),
              .bold = true});
}

// What is set on a key: its word, and what stands smaller below it.
struct Label {
    explicit Label(const std::string& text)
        : word(text.substr(0, text.find('\n'))),
          below(text.find('\n') == std::string::npos ? "" : text.substr(text.find('\n') + 1)) {}
    std::string word;
    std::string below;
};

// In a tall button: the word below the sign.
void draw_tall(Canvas& canvas, Type& type, const std::string& word, KeyAction action, const RectPx& inner,
               const KeyLook& look, TypeStyle style) {
    const bool one_line = type.width_of(word, style.largest_em, style) <= inner.width;
    const double sign = (one_line ? 0.42 : 0.34) * inner.width;
    const double space = 0.3 * sign;
    const double lines = (one_line ? 1.5 : 2.9) * style.largest_em;
    const double top = std::max(inner.y, inner.centre_y() - (sign + space + lines) / 2);
    draw_symbol(canvas, action, {inner.centre_x() - sign / 2, top, sign, sign}, look.label, look.face);
    const double below = top + sign + space;
    style.place = Place::top;
    type.set(word, {inner.x, below, inner.width, inner.y + inner.height - below}, style);
}

constexpr double sign_of_em = 1.05;
constexpr double space_of_em = 0.32;

double width_with_sign(Type& type, const std::string& word, double em, const TypeStyle& style) {
    return (sign_of_em + space_of_em) * em + type.width_of(word, em, style);
}

// In which each word has room in one line beside its sign; the smallest where one has not.
double em_with_sign(Type& type, std::span<const std::string> words, double width, const TypeStyle& style) {
    const double floor = std::max(style.smallest_em, 0.6 * style.largest_em);
    double em = style.largest_em;
    for (const std::string& word : words) {
        while (em > floor && width_with_sign(type, word, em, style) > width) {
            em = std::max(floor, em * 0.96);
        }
    }
    return em;
}

// In a wide button: the word right of the sign, both in the middle. A word that would be small in one line
// has the button for itself.
void draw_wide(Canvas& canvas, Type& type, const std::string& word, KeyAction action, const RectPx& inner,
               const KeyLook& look, TypeStyle style, std::span<const std::string> alike) {
    const double own_em = em_with_sign(type, {&word, 1}, inner.width, style);
    const double em = std::min(own_em, em_with_sign(type, alike, inner.width, style));
    const double whole = width_with_sign(type, word, em, style);
    if (whole > inner.width) {
        type.set(word, inner, style);
        return;
    }
    style.largest_em = em;
    const double left = inner.centre_x() - whole / 2;
    const double sign = sign_of_em * em;
    draw_symbol(canvas, action, {left, inner.centre_y() - sign / 2, sign, sign}, look.label, look.face);
    const double word_x = left + sign + space_of_em * em;
    style.align = Align::left;
    type.set(word, {word_x, inner.y, inner.x + inner.width - word_x, inner.height}, style);
}

// The steps of the help and its pages are a list: signs below each other, words of one size. A key as wide as
// two of them stands alone.
bool is_listed(KeyAction action, const RectPx& inner) {
    const bool step = action >= KeyAction::check_panel && action <= KeyAction::show_tries;
    const bool page = action == KeyAction::pin_guide || action == KeyAction::pin_unknown;
    return (step || page) && inner.width < 4.5 * inner.height;
}

void draw_listed(Canvas& canvas, Type& type, const std::string& word, KeyAction action, const RectPx& inner,
                 const KeyLook& look, TypeStyle style) {
    const double sign = std::min({0.45 * inner.height, 0.15 * inner.width, canvas.pixels(9.0)});
    const double left = inner.x;
    draw_symbol(canvas, action, {left, inner.centre_y() - sign / 2, sign, sign}, look.label, look.face);
    const double word_x = left + 1.25 * sign;
    style.align = Align::left;
    style.largest_em =
        std::clamp(0.34 * inner.height, style.smallest_em, std::max(style.smallest_em, canvas.pixels(6.0)));
    type.set(word, {word_x, inner.y, inner.x + inner.width - word_x, inner.height}, style);
}

// One of several that has a sign because it is in force: beside the word, whatever its length.
void draw_chosen(Canvas& canvas, Type& type, const std::string& word, KeyAction action, const RectPx& inner,
                 const KeyLook& look, TypeStyle style) {
    const double sign = std::min({0.5 * inner.height, 0.17 * inner.width, canvas.pixels(9.0)});
    draw_symbol(canvas, action, {inner.x, inner.centre_y() - sign / 2, sign, sign}, look.label, look.face);
    const double word_x = inner.x + 1.15 * sign;
    type.set(word, {word_x, inner.y, inner.x + inner.width - word_x, inner.height}, style);
}

void draw_action(Canvas& canvas, Type& type, const Label& label, KeyAction action, const RectPx& rect,
                 const KeyLook& look, const KeyState& state) {
    const double side = std::min(canvas.pixels(2.4), 0.045 * rect.width);
    RectPx inner = inset(rect, side);
    const bool tall = inner.height > 0.9 * inner.width;
    TypeStyle style{
        .largest_em = std::min(tall ? 0.27 * inner.width : 0.46 * inner.height, canvas.pixels(9.5)),
        .smallest_em = smallest_em(canvas),
        .bold = true,
        .colour = look.label};
    if (!label.below.empty()) {
        TypeStyle small = style;
        small.largest_em = std::clamp(0.27 * inner.height, style.smallest_em, canvas.pixels(7.0));
        const double line = 1.5 * small.largest_em;
        if (inner.height < 2.2 * line) {
            // A low key: what is left free above and below is needed.
            const double spared = side - std::min(side, canvas.pixels(0.8));
            inner.y -= spared;
            inner.height += 2 * spared;
        }
        type.set(label.below, {inner.x, inner.y + inner.height - line, inner.width, line}, small);
        inner.height -= line;
        style.largest_em = std::min(0.7 * inner.height, style.largest_em);
    }
    style.largest_em = std::max(style.largest_em, style.smallest_em);
    if (state.chosen) {
        draw_chosen(canvas, type, label.word, action, inner, look, style);
    } else if (!has_symbol(action)) {
        // Two lines on a low key need all of its height.
        const double rim = canvas.pixels(0.3);
        const RectPx high{inner.x, rect.y + rim, inner.width, rect.height - 2 * rim};
        const bool fits = !label.below.empty() || type.fits(label.word, inner, style);
        type.set(label.word, fits ? inner : high, style);
    } else if (is_listed(action, inner)) {
        draw_listed(canvas, type, label.word, action, inner, look, style);
    } else if (tall) {
        draw_tall(canvas, type, label.word, action, inner, look, style);
    } else {
        draw_wide(canvas, type, label.word, action, inner, look, style, state.alike);
    }
}

}  // namespace

void draw_key(Canvas& canvas, Type& type, const std::string& label, const policy::Target& target,
              const KeyState& state) {
    const RectPx rect = canvas.pixels(target.area);
    KeyLook look = look_of(canvas.palette(), target.key.action, state.live);
    if (state.chosen) {
        look.edge = canvas.palette().action;
        look.label = canvas.palette().action;
        look.edge_mm = 0.9;
    }
    draw_face(canvas, rect, look, state.held);
    RectPx face = rect;
    face.height -= look.raised ? std::max(1.0, canvas.pixels(0.7)) : 0;
    if (target.key.action == KeyAction::character) {
        draw_character(canvas, type, target, face);
    } else if (target.key.action == KeyAction::here) {
        const double side = 0.6 * std::min(face.width, face.height);
        draw_symbol(canvas, target.key.action,
                    {face.centre_x() - side / 2, face.centre_y() - side / 2, side, side}, look.label,
                    look.face);
    } else {
        draw_action(canvas, type, Label(label), target.key.action, face, look, state);
    }
}

}  // namespace tsuitate::drawing
