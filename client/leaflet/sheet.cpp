#include "client/leaflet/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "client/leaflet/pad.hpp"
#include "drawing/key_drawing.hpp"
#include "drawing/wording.hpp"

namespace tsuitate::leaflet {
namespace {

using drawing::RectPx;
using drawing::Sentence;
using drawing::TypeStyle;

constexpr double points_a_millimetre = 72 / 25.4;
constexpr int units_a_millimetre = 10;  // in which everything is drawn
constexpr policy::Panel page{static_cast<int>(paper.width) * units_a_millimetre,
                             static_cast<int>(paper.height) * units_a_millimetre, paper};

constexpr double margin = 16;
constexpr double width = paper.width - 2 * margin;
constexpr double foot_height = 25;
constexpr double foot_top = paper.height - margin + 4 - foot_height;
// Of the running text. 12 points are read without glasses held far away, 15 with ease.
constexpr double smallest_em = 12 / points_a_millimetre;
constexpr double largest_em = 15 / points_a_millimetre;

// One page: laid out once for each size that is tried, then drawn.
class Page {
  public:
    Page(drawing::Canvas& canvas, drawing::Type& type, const drawing::Texts& texts,
         const policy::PinKind& kind, const Pad& pad)
        : canvas_(canvas), type_(type), texts_(texts), pad_(pad), values_(drawing::values_of(kind, texts)) {}

    // False when it runs over.
    bool draw() {
        em_ = largest_em;
        while (em_ > smallest_em && lay() > foot_top - 4) {
            em_ = std::max(smallest_em, em_ - 0.05);
        }
        // What the page leaves free goes between its parts.
        space_ += std::clamp((foot_top - 4 - lay()) / 8, 0.0, 4.0);
        drawing_ = true;
        const bool fits = lay() <= foot_top;
        draw_foot();
        return fits;
    }

    const std::vector<std::string>& cut_on_keys() const { return cut_on_keys_; }

  private:
    std::string said(const char* phrase) const { return drawing::fill_in(texts_.phrase(phrase), values_); }

    static RectPx units(double x, double y, double w, double h) {
        return {x * units_a_millimetre, y * units_a_millimetre, w * units_a_millimetre,
                h * units_a_millimetre};
    }

    TypeStyle style(double em) const {
        return {.largest_em = em * units_a_millimetre,
                .smallest_em = em * units_a_millimetre,
                .align = drawing::Align::left,
                .place = drawing::Place::top};
    }

    // Sets a text from `y_` on, or only goes below where it would be.
    double block(std::span<const Sentence> sentences, double x, double y, double w, double em) {
        const TypeStyle set = style(em);
        const double height =
            type_.height_of(sentences, w * units_a_millimetre, set.largest_em, set) / units_a_millimetre;
        if (drawing_) {
            type_.set(sentences, units(x, y, w, height + 0.2), set);
        }
        return height;
    }
    double block(const std::string& text, double x, double y, double w, double em, bool strong = false) {
        const Sentence sentence{.text = text, .strong = strong};
        return block(std::span(&sentence, 1), x, y, w, em);
    }

    void rule(double y) {
        if (drawing_) {
            canvas_.fill_rect(units(margin, y, width, 0.25), canvas_.palette().key_edge);
        }
    }

    // Where the page would end.
    double lay() {
        y_ = 11;
        add_head();
        add_fact("leaflet-length", {{.text = values_.at("format"), .strong = true}});
        add_fact("leaflet-tries", {{.text = said("leaflet-locks")}});
        add_fact("leaflet-locked", {{.text = values_.at("when-locked")}});
        rule(y_);
        y_ += space_;
        add_pad();
        add_answer("leaflet-why", {{.text = values_.at("characters")}, {.text = said("leaflet-since")}});
        add_answer("leaflet-unknown", {{.text = values_.at("when-unknown")}});
        add_answer("leaflet-without", {{.text = values_.at("without")}});
        return y_;
    }

    void add_head() {
        const double title_em = std::min(em_, 4.5);
        y_ += block(said("leaflet-title"), margin, y_, width, title_em) + 1.5;
        rule(y_);
        y_ += 3;
        constexpr double height = 13;
        if (drawing_) {
            const TypeStyle large{.largest_em = 9.5 * units_a_millimetre,
                                  .smallest_em = smallest_em * units_a_millimetre,
                                  .bold = true,
                                  .rather_smaller = true,
                                  .align = drawing::Align::left};
            type_.set(values_.at("slip") + "\u00a0" + values_.at("pin"), units(margin, y_, width, height),
                      large);
        }
        y_ += height + 2;
        const std::vector<Sentence> about = {{.text = values_.at("purpose")}, {.text = said("leaflet-slip")}};
        y_ += block(about, margin, y_, width, em_) + space_;
    }

    void add_fact(const char* label, const std::vector<Sentence>& value) {
        constexpr double column = 52;
        rule(y_);
        y_ += 1.6;
        const double left = block(said(label), margin, y_, column - 4, em_, true);
        const double right = block(value, margin + column, y_, width - column, em_);
        y_ += std::max(left, right) + 1.6;
    }

    void add_answer(const char* question, const std::vector<Sentence>& answer) {
        constexpr double inset = 5;
        const double top = y_;
        y_ += block(said(question), margin + inset, y_, width - inset, 1.12 * em_, true) + 0.5;
        y_ += block(answer, margin + inset, y_, width - inset, em_);
        if (drawing_) {
            canvas_.fill_rect(units(margin, top + 1, 1.6, y_ - top - 2), canvas_.palette().action);
        }
        y_ += space_;
    }

    // As a whole as large or small as it has to be: the words on the keys keep the places and the size that
    // they have on the panel.
    void draw_keys(double x, double y, double scale) {
        const policy::Panel panel{static_cast<int>(std::lround(pad_.panel.width * units_a_millimetre)),
                                  static_cast<int>(std::lround(pad_.panel.height * units_a_millimetre)),
                                  pad_.panel};
        drawing::Canvas canvas(cairo_get_target(canvas_.context()), panel, canvas_.palette());
        drawing::Type type(canvas, texts_);
        cairo_t* context = canvas.context();
        cairo_matrix_t of_page;
        cairo_get_matrix(canvas_.context(), &of_page);
        cairo_set_matrix(context, &of_page);
        cairo_translate(context, x * units_a_millimetre, y * units_a_millimetre);
        cairo_scale(context, scale, scale);
        for (const policy::Target& key : pad_.keys) {
            const std::string label = key.key.action == policy::KeyAction::character
                                          ? std::string()
                                          : texts_.key(policy::SceneName::entry, key.key.action);
            drawing::draw_key(canvas, type, label, key, {});
        }
        cut_on_keys_ = type.cut();
    }

    void add_pad() {
        constexpr double highest = 56;
        const double scale = std::min({1.0, width / pad_.size.width, highest / pad_.size.height});
        std::string caption = said("leaflet-pad");
        if (pad_.true_size) {
            caption = drawing::fill_in(texts_.phrase("leaflet-pad-scale"),
                                       {{"count", std::to_string(std::lround(100 * scale))}});
        }
        y_ += block(caption, margin, y_, width, em_, true) + 2;
        if (drawing_) {
            draw_keys(margin + (width - scale * pad_.size.width) / 2, y_, scale);
        }
        y_ += scale * pad_.size.height + space_;
    }

    // Where the counter puts its stamp and its number, and what nobody should do.
    void draw_foot() {
        constexpr double box = 92;
        const double left = margin + width - box;
        canvas_.stroke_rounded(units(left, foot_top, box, foot_height), 15, 4, canvas_.palette().key_edge);
        block(said("leaflet-contact"), left + 3, foot_top + 2, box - 6, smallest_em);
        const Sentence warning{.text = said("leaflet-warning"), .strong = true};
        TypeStyle centred = style(em_);
        centred.smallest_em = smallest_em * units_a_millimetre;
        centred.place = drawing::Place::middle;
        type_.set(std::span(&warning, 1), units(margin, foot_top, width - box - 6, foot_height), centred);
    }

    drawing::Canvas& canvas_;
    drawing::Type& type_;
    const drawing::Texts& texts_;
    const Pad& pad_;
    drawing::Values values_;
    double em_ = largest_em;
    double space_ = 2.5;  // between parts
    double y_ = 0;
    bool drawing_ = false;
    std::vector<std::string> cut_on_keys_;
};

}  // namespace

Sheets::Sheets(cairo_surface_t* surface, const policy::Policy& policy, const drawing::Texts& texts)
    : policy_(policy),
      texts_(texts),
      canvas_(surface, page, drawing::palette_of(policy::Appearance::light)),
      type_(canvas_, texts) {
    constexpr double points_a_unit = points_a_millimetre / units_a_millimetre;
    cairo_scale(canvas_.context(), points_a_unit, points_a_unit);
}

void Sheets::add(const policy::PinKind& kind) {
    const Pad pad = pad_of(kind, policy_);
    Page page_of_pin(canvas_, type_, texts_, kind, pad);
    if (!page_of_pin.draw()) {
        over_.push_back(kind.name);
    }
    over_.insert(over_.end(), page_of_pin.cut_on_keys().begin(), page_of_pin.cut_on_keys().end());
    cairo_show_page(canvas_.context());
}

std::vector<std::string> Sheets::cut() const {
    std::vector<std::string> all = type_.cut();
    all.insert(all.end(), over_.begin(), over_.end());
    return all;
}

}  // namespace tsuitate::leaflet
