// What the citizen is asked: answers that are equally large, so that nobody is led to one of them.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

double answer_height(const Measures& measures) {
    return std::clamp(0.195 * measures.short_side, 15.5, 40.0);
}

}  // namespace

Layout question(const Measures& measures, const Bar& bar, bool yes_first) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, bar);
    const double width = 0.4 * rest.width;
    RectMm bottom = take_bottom(rest, answer_height(measures), measures.space);
    const RectMm left = take_left(bottom, width, 0);
    const RectMm right = take_right(bottom, width, 0);
    add(layout, KeyAction::no, yes_first ? right : left);
    add(layout, KeyAction::yes, yes_first ? left : right);
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

Layout question_of_three(const Measures& measures, const Bar& bar, const std::array<KeyAction, 3>& answers) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, bar);
    const double height = answer_height(measures);
    if (measures.portrait) {
        const double all = 3 * height + 2 * measures.space;
        RectMm column = take_bottom(rest, all, measures.space);
        for (const KeyAction answer : answers) {
            add(layout, answer, take_top(column, height, measures.space));
        }
    } else {
        RectMm row = take_bottom(rest, height, measures.space);
        const double width = (row.width - 2 * measures.space) / 3;
        for (const KeyAction answer : answers) {
            add(layout, answer, take_left(row, width, measures.space));
        }
    }
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

}  // namespace tsuitate::policy
