#include "drawing/type.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include "drawing/line_breaks.hpp"

namespace tsuitate::drawing {
namespace {

struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
using Paragraph = std::unique_ptr<PangoLayout, ObjectDeleter>;

struct DescriptionDeleter {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};

constexpr const char* character_face = "DejaVu Sans Mono";

// Cairo 1.16 aborts where certain letters of Vietnamese (ờ, later ơ) come from a face with PostScript
// outlines into a PDF, so on paper they come from one with TrueType outlines.
constexpr const char* vietnamese_on_paper = "DejaVu Sans";

const char* face_name(Face face, policy::Language language, cairo_t* context) {
    if (face == Face::character) {
        return character_face;
    }
    const bool paper = cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_PDF;
    return paper && language == policy::Language::vietnamese ? vietnamese_on_paper
                                                             : reading_face(language).data();
}

// The text with its lines held together where its language wants that.
std::string with_line_breaks(const std::string& text, const Texts& texts) {
    switch (texts.language) {
        case policy::Language::japanese:
        case policy::Language::plain_japanese:
            return keep_phrases_together(text, texts.break_before);
        case policy::Language::korean:
            return keep_words_together(text);
        case policy::Language::english:
        case policy::Language::chinese:
        case policy::Language::vietnamese:
        case policy::Language::portuguese:
        case policy::Language::filipino:
            break;
    }
    return text;
}

constexpr double line_spacing = 0.93;     // of the face's own, which is generous
constexpr double paragraph_space = 0.42;  // of an em
constexpr double close_line_spacing = 0.87;
constexpr double close_paragraph_space = -0.08;  // a line brings some with it
constexpr double shrink_step = 0.96;

double from_pango(int units) {
    return static_cast<double>(units) / PANGO_SCALE;
}

struct Extent {
    double width = 0;
    double height = 0;
};

Extent extent_of(PangoLayout* layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    return {from_pango(logical.width), from_pango(logical.height)};
}

// Narrows the paragraph as far as it keeps its number of lines, so that no single word is left alone on the
// last one.
void balance(PangoLayout* layout, double width) {
    const int lines = pango_layout_get_line_count(layout);
    if (lines < 2) {
        return;
    }
    double enough = width;
    double too_narrow = width / lines / 2;
    while (enough - too_narrow > 2) {
        const double middle = (enough + too_narrow) / 2;
        pango_layout_set_width(layout, static_cast<int>(middle * PANGO_SCALE));
        const bool fits = pango_layout_get_line_count(layout) == lines && extent_of(layout).width <= middle;
        (fits ? enough : too_narrow) = middle;
    }
    pango_layout_set_width(layout, static_cast<int>(enough * PANGO_SCALE));
}

}  // namespace

double smallest_em_mm(policy::SizeMm panel) {
    constexpr double ten_inches = 254;
    constexpr double at_ten_inches = 4.8;
    constexpr double smallest = 4.2;
    const double diagonal = std::hypot(panel.width, panel.height);
    return std::clamp(at_ten_inches * diagonal / ten_inches, smallest, at_ten_inches);
}

double smallest_em(const Canvas& canvas) {
    return canvas.pixels(smallest_em_mm(canvas.panel()));
}

struct Type::Fonts {
    std::unique_ptr<PangoContext, ObjectDeleter> context;
};

struct Type::Block {
    std::vector<Paragraph> paragraphs;
    double width = 0;
    double height = 0;
    double space = 0;
    double em = 0;
    bool wrapped = false;
    bool fits = false;
};

Type::Type(Canvas& canvas, const Texts& texts)
    : canvas_(canvas), texts_(texts), fonts_(std::make_unique<Fonts>()) {
    fonts_->context.reset(pango_cairo_create_context(canvas.context()));
    PangoContext* context = fonts_->context.get();
    pango_context_set_language(context, pango_language_from_string(policy::name_of(texts.language).data()));
    // One picture must look alike at every size: no hinting to the pixel grid of a particular one.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
}

Type::~Type() = default;

Type::Block Type::block(std::span<const Sentence> sentences, double width, double em, const TypeStyle& style,
                        const Way& way) {
    Block block;
    block.space = (way.close_set ? close_paragraph_space : paragraph_space) * em;
    for (const Sentence& sentence : sentences) {
        Paragraph paragraph(pango_layout_new(fonts_->context.get()));
        const std::unique_ptr<PangoFontDescription, DescriptionDeleter> font(pango_font_description_new());
        pango_font_description_set_family(font.get(),
                                          face_name(style.face, texts_.language, canvas_.context()));
        pango_font_description_set_absolute_size(font.get(), em * PANGO_SCALE);
        pango_font_description_set_weight(
            font.get(), style.bold || sentence.strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(paragraph.get(), font.get());
        const std::string text =
            style.face == Face::reading ? with_line_breaks(sentence.text, texts_) : sentence.text;
        pango_layout_set_text(paragraph.get(), text.data(), static_cast<int>(text.size()));
        pango_layout_set_wrap(paragraph.get(), way.inside_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
        pango_layout_set_width(paragraph.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_line_spacing(paragraph.get(),
                                      static_cast<float>(way.close_set ? close_line_spacing : line_spacing));
        pango_layout_set_alignment(paragraph.get(),
                                   style.align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
        const Extent extent = extent_of(paragraph.get());
        block.width = std::max(block.width, extent.width);
        block.wrapped = block.wrapped || pango_layout_get_line_count(paragraph.get()) > 1;
        block.height += extent.height + (block.paragraphs.empty() ? 0 : block.space);
        block.paragraphs.push_back(std::move(paragraph));
    }
    return block;
}

// The first way of setting that fits, each from the largest size down: without wrapping where that is wanted,
// with lines that end between phrases, with less between sentences, and at last with lines that end anywhere.
Type::Block Type::largest_that_fits(std::span<const Sentence> sentences, const RectPx& into,
                                    const TypeStyle& style) {
    const double floor = std::min(style.smallest_em, style.largest_em);
    Block tried;
    for (const Way& way : {Way{}, Way{.wrapped = true}, Way{.wrapped = true, .close_set = true},
                           Way{.wrapped = true, .close_set = true, .inside_words = true}}) {
        if (!way.wrapped && !style.rather_smaller) {
            continue;
        }
        double em = style.largest_em;
        while (true) {
            tried = block(sentences, into.width, em, style, way);
            tried.em = em;
            tried.fits = tried.width <= into.width + 0.5 && tried.height <= into.height + 0.5 &&
                         (way.wrapped || !tried.wrapped);
            if (tried.fits) {
                return tried;
            }
            if (em <= floor) {
                break;
            }
            em = std::max(floor, em * shrink_step);
        }
    }
    return tried;
}

bool Type::fits(const std::string& text, const RectPx& into, const TypeStyle& style) {
    const Sentence sentence{.text = text};
    return largest_that_fits(std::span(&sentence, 1), into, style).fits;
}

void Type::set(std::span<const Sentence> sentences, const RectPx& into, const TypeStyle& style) {
    if (sentences.empty()) {
        return;
    }
    const Block chosen = largest_that_fits(sentences, into, style);
    if (!chosen.fits) {
        cut_.push_back(sentences.front().text);
    }

    cairo_t* context = canvas_.context();
    cairo_save(context);
    cairo_rectangle(context, into.x, into.y, into.width, into.height);
    cairo_clip(context);
    const Colour colour = style.colour.value_or(canvas_.palette().ink);
    cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
    const double spare = std::max(0.0, into.height - chosen.height);
    double y = into.y + (style.place == Place::top ? 0 : style.place == Place::middle ? spare / 2 : spare);
    SetText said{.text = sentences.front().text, .box = {into.centre_x(), y, 0, 0}, .em = chosen.em};
    for (const Paragraph& paragraph : chosen.paragraphs) {
        const double height = extent_of(paragraph.get()).height;
        balance(paragraph.get(), into.width);
        const double inked = extent_of(paragraph.get()).width;
        const double width = from_pango(pango_layout_get_width(paragraph.get()));
        const double x = style.align == Align::centre ? into.x + (into.width - width) / 2 : into.x;
        cairo_move_to(context, x, y);
        pango_cairo_show_layout(context, paragraph.get());
        const double left = style.align == Align::centre ? into.centre_x() - inked / 2 : x;
        const double right = std::max(left + inked, said.box.x + said.box.width);
        said.box.x = std::min(left, said.box.x);
        said.box.width = right - said.box.x;
        said.box.height = y + height - said.box.y;
        y += height + chosen.space;
    }
    cairo_restore(context);
    set_.push_back(std::move(said));
}

void Type::set(const std::string& text, const RectPx& into, const TypeStyle& style) {
    const Sentence sentence{.text = text};
    if (!text.empty()) {
        set(std::span(&sentence, 1), into, style);
    }
}

double Type::height_of(std::span<const Sentence> sentences, double width, double em, const TypeStyle& style) {
    return block(sentences, width, em, style, {.wrapped = true}).height;
}

double Type::width_of(const std::string& text, double em, const TypeStyle& style) {
    const Sentence sentence{.text = text};
    constexpr double endless = 100'000;
    return block(std::span(&sentence, 1), endless, em, style, {}).width;
}

void Type::include(const Type& other) {
    cut_.insert(cut_.end(), other.cut_.begin(), other.cut_.end());
    set_.insert(set_.end(), other.set_.begin(), other.set_.end());
}

// The regions write some characters in shapes of their own; letters are the same in all three.
std::string_view reading_face(policy::Language language) {
    switch (language) {
        case policy::Language::chinese:
            return "Noto Sans CJK SC";
        case policy::Language::korean:
            return "Noto Sans CJK KR";
        case policy::Language::japanese:
        case policy::Language::plain_japanese:
        case policy::Language::english:
        case policy::Language::vietnamese:
        case policy::Language::portuguese:
        case policy::Language::filipino:
            break;
    }
    return "Noto Sans CJK JP";
}

std::vector<std::string> missing_faces() {
    std::vector<std::string> missing;
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    std::set<std::string_view> all = {character_face};
    for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
        all.insert(reading_face(static_cast<policy::Language>(i)));
    }
    for (const std::string_view wanted : all) {
        const std::span installed(families, static_cast<std::size_t>(count));
        const bool found = std::any_of(installed.begin(), installed.end(), [wanted](PangoFontFamily* family) {
            return std::string_view(pango_font_family_get_name(family)) == wanted;
        });
        if (!found) {
            missing.emplace_back(wanted);
        }
    }
    g_free(families);
    return missing;
}

}  // namespace tsuitate::drawing
