// The module that draws: see receipt_slip.hpp.
#include "audit/tool/receipt_slip.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "audit/slip/slip.hpp"

namespace tsuitate::audit_tool {
namespace {

constexpr double points_a_millimetre = 72 / 25.4;
constexpr double paper = 80 * points_a_millimetre;
// Printers for this paper reach 72 mm of it.
constexpr double margin = 5 * points_a_millimetre;
constexpr double width = paper - 2 * margin;
constexpr double square = 46 * points_a_millimetre;  // of the code, with its margin
constexpr double small = 8.5;
constexpr double plain = 10;
constexpr double large = 14;
constexpr double number_size = 25;
constexpr double gap = 6;
constexpr int quiet = 4;  // modules around a code

struct Free {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Free>;

struct Words {
    const char* title;
    const char* number;
    const char* happened;
    const char* scan;
    const char* ask;
    const char* ask_here;
    const char* log;
};
constexpr Words english = {
    .title = "Receipt for a PIN entry",
    .number = "Receipt number",
    .happened = "What was recorded",
    .scan = "With this number, or the square, the records of your visit can be found and checked.",
    .ask = "Where to ask",
    .ask_here = "At the counter, or at your city's ombudsman. Keep this slip; show it to nobody else.",
    .log = "Log"};
constexpr Words japanese = {.title = "暗証番号入力の控え",
                            .number = "控えの番号",
                            .happened = "記録されたこと",
                            .scan = "この番号か四角で、今回の記録を探し、正しいかを確かめることができます。",
                            .ask = "お問い合わせ",
                            .ask_here =
                                "この窓口か、市の相談窓口(オンブズマンなど)"
                                "へ。この控えは大切に保管し、ほかの人に見せないでください。",
                            .log = "記録の名称"};

struct Block {
    Owned<PangoLayout> layout;
    double height = 0;
    double space = 0;  // above
    double inset = 0;
};

// Lays one text under the other, and draws them when the length of the paper is known.
class Column {
  public:
    Column(cairo_t* context, policy::Language language) : context_(context), language_(language) {}

    void add(const std::string& text, double size, bool bold, double space, double inset = 0,
             PangoAlignment alignment = PANGO_ALIGN_LEFT) {
        Owned<PangoLayout> layout(pango_cairo_create_layout(context_));
        pango_context_set_language(pango_layout_get_context(layout.get()),
                                   pango_language_from_string(policy::name_of(language_).data()));
        const Owned<PangoFontDescription> font(pango_font_description_new());
        pango_font_description_set_family(font.get(), "Noto Sans CJK JP");
        pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
        pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        pango_layout_set_width(layout.get(), static_cast<int>((width - inset) * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(layout.get(), 0.9F);
        pango_layout_set_alignment(layout.get(), alignment);
        int units = 0;
        pango_layout_get_size(layout.get(), nullptr, &units);
        const double height = static_cast<double>(units) / PANGO_SCALE;
        blocks_.push_back({.layout = std::move(layout), .height = height, .space = space, .inset = inset});
    }
    // Beside what comes next.
    void add_bullet(const std::string& text, double size, double space) {
        add(text, size, true, space);
        blocks_.back().height = 0;
    }
    void add_rule() { blocks_.push_back({.layout = nullptr, .height = 1, .space = gap}); }

    double height() const {
        double sum = 0;
        for (const Block& block : blocks_) {
            sum += block.space + block.height;
        }
        return sum;
    }
    // Returns where it ends.
    double draw(double y) const {
        for (const Block& block : blocks_) {
            y += block.space;
            if (block.layout) {
                cairo_move_to(context_, margin + block.inset, y);
                pango_cairo_show_layout(context_, block.layout.get());
            } else {
                cairo_rectangle(context_, margin, y, width, 0.8);
                cairo_fill(context_);
            }
            y += block.height;
        }
        return y;
    }

  private:
    cairo_t* context_;
    policy::Language language_;
    std::vector<Block> blocks_;
};

void draw_square(cairo_t* context, const std::vector<std::vector<bool>>& modules, double y) {
    const double module = square / (static_cast<double>(modules.size()) + 2 * quiet);
    const double left = (paper - square) / 2 + quiet * module;
    // Without gaps between neighbours, whatever the printer's dots are.
    cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
    for (std::size_t row = 0; row < modules.size(); ++row) {
        const auto& line = modules[row];
        for (std::size_t begin = 0; begin < line.size();) {
            std::size_t end = begin;
            while (end < line.size() && line[end]) {
                ++end;
            }
            cairo_rectangle(context, left + static_cast<double>(begin) * module,
                            y + (quiet + static_cast<double>(row)) * module,
                            static_cast<double>(end - begin) * module, module);
            begin = end + 1;
        }
    }
    cairo_fill(context);
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

bool tsuitate_draw_receipt_slip(const ReceiptSlip& slip, policy::Language language, std::string& pdf) {
    const Words& words = language == policy::Language::japanese ? japanese : english;
    const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append, &pdf, paper, paper));
    const Owned<cairo_t> context(cairo_create(surface.get()));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, slip.number.c_str());
    Column above(context.get(), language);
    above.add(words.title, large, true, 0, 0, PANGO_ALIGN_CENTER);
    above.add(slip.date, plain, false, 2, 0, PANGO_ALIGN_CENTER);
    above.add_rule();
    above.add(words.number, small, false, gap, 0, PANGO_ALIGN_CENTER);
    above.add(slip.number, number_size, true, 0, 0, PANGO_ALIGN_CENTER);
    above.add_rule();
    above.add(words.happened, small, true, gap);
    for (const std::string& line : slip.lines) {
        above.add_bullet("・", plain, 3);
        above.add(line, plain, false, 0, plain);
    }
    Column below(context.get(), language);
    below.add(words.scan, small, false, 0);
    below.add(words.ask, small, true, gap);
    below.add(slip.ask.empty() ? words.ask_here : slip.ask, small, false, 1);
    below.add(std::string(words.log) + ": " + slip.origin, small - 1, false, gap);
    const auto modules = slip.code.empty() ? std::nullopt : audit::qr_modules(slip.code);
    const double code_height = modules ? square : gap;
    cairo_pdf_surface_set_size(surface.get(), paper,
                               2 * margin + above.height() + code_height + below.height());
    const double under = above.draw(margin);
    if (modules) {
        draw_square(context.get(), *modules, under);
    }
    below.draw(under + code_height);
    cairo_show_page(context.get());
    cairo_surface_finish(surface.get());
    return cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS;
}

}  // namespace tsuitate::audit_tool
