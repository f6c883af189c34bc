#include "daemon/screen/key_drawing.hpp"

#include <algorithm>

#include "daemon/screen/key_symbol.hpp"

namespace tsuitate::screen {
namespace {

using policy::KeyAction;

struct KeyLook {
    Colour face;
    Colour edge;
    Colour label;
    double edge_mm = 0.35;
    bool raised = true;  // a darker lower edge says: this can be pressed
};

KeyLook look_of(KeyAction action, bool live) {
    switch (action) {
        case KeyAction::confirm:
        case KeyAction::start:
        case KeyAction::back:
        case KeyAction::here:
            if (!live) {
                return {palette::quiet, palette::quiet, palette::soft_ink, 0.35, false};
            }
            return {palette::action, palette::action, palette::on_action};
        case KeyAction::correct:
        case KeyAction::clear:
            return {palette::take_back, palette::take_back_edge, palette::ink};
        case KeyAction::stop:
            return {palette::key, palette::stop, palette::stop, 0.6};
        case KeyAction::yes:
        case KeyAction::no:
            return {palette::key, palette::ink, palette::ink, 0.6};
        case KeyAction::character:
        case KeyAction::help:
        case KeyAction::language:
            break;
    }
    return {palette::key, palette::key_edge, palette::ink};
}

Colour darker(Colour colour) {
    constexpr double share = 0.72;
    return {colour.red * share, colour.green * share, colour.blue * share};
}

void draw_face(Canvas& canvas, const RectPx& rect, const KeyLook& look) {
    const double radius = std::min(canvas.pixels(3.0), 0.16 * std::min(rect.width, rect.height));
    const double edge = std::max(1.0, canvas.pixels(look.edge_mm));
    if (look.raised) {
        RectPx top = rect;
        top.height -= std::max(1.0, canvas.pixels(0.7));
        canvas.fill_rounded(rect, radius, darker(look.edge));
        canvas.fill_rounded(top, radius, look.face);
        canvas.stroke_rounded(top, radius, edge, look.edge);
    } else {
        canvas.fill_rounded(rect, radius, look.face);
    }
}

void draw_character(Canvas& canvas, Type& type, const policy::Target& target, const RectPx& rect) {
    const double em = 0.78 * std::min(rect.height, 1.15 * rect.width);
    type.set(std::string(1, static_cast<char>(target.key.character)), rect,
             {.face = Face::character,
              .largest_em = std::min(em, canvas.pixels(26.0)),
              .smallest_em = canvas.pixels(smallest_em_mm),
              .bold = true});
}

// Sign and word: one beside the other in a wide button, one above the other in a tall one.
void draw_action(Canvas& canvas, Type& type, const std::string& word, KeyAction action, const RectPx& rect,
                 const KeyLook& look) {
    const RectPx inner = inset(rect, std::min(canvas.pixels(2.4), 0.045 * rect.width));
    const bool tall = inner.height > 0.9 * inner.width;
    TypeStyle style{
        .largest_em = std::min(tall ? 0.27 * inner.width : 0.46 * inner.height, canvas.pixels(9.5)),
        .smallest_em = canvas.pixels(smallest_em_mm),
        .bold = true,
        .colour = look.label};
    style.largest_em = std::max(style.largest_em, style.smallest_em);
    if (!has_symbol(action)) {
        type.set(word, inner, style);
        return;
    }
    if (tall) {
        const double sign = 0.42 * inner.width;
        const double space = 0.3 * sign;
        const double line = 1.5 * style.largest_em;
        const double top = inner.centre_y() - (sign + space + line) / 2;
        draw_symbol(canvas, action, {inner.centre_x() - sign / 2, top, sign, sign}, look.label, look.face);
        type.set(word, {inner.x, top + sign + space, inner.width, line}, style);
        return;
    }
    const auto sign_of = [](double em) { return 1.05 * em; };
    const auto space_of = [](double em) { return 0.32 * em; };
    const auto whole = [&](double em) { return sign_of(em) + space_of(em) + type.width_of(word, em, style); };
    double em = style.largest_em;
    while (em > style.smallest_em && whole(em) > inner.width) {
        em = std::max(style.smallest_em, em * 0.96);
    }
    style.largest_em = em;
    const double left = inner.centre_x() - whole(em) / 2;
    const double sign = sign_of(em);
    draw_symbol(canvas, action, {left, inner.centre_y() - sign / 2, sign, sign}, look.label, look.face);
    const double word_x = left + sign + space_of(em);
    style.align = Align::left;
    type.set(word, {word_x, inner.y, inner.x + inner.width - word_x, inner.height}, style);
}

}  // namespace

void draw_key(Canvas& canvas, Type& type, const Texts& texts, const policy::Target& target, bool live) {
    const RectPx rect = canvas.pixels(target.area);
    const KeyLook look = look_of(target.key.action, live);
    draw_face(canvas, rect, look);
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
        draw_action(canvas, type, texts.key(target.key.action), target.key.action, face, look);
    }
}

}  // namespace tsuitate::screen
