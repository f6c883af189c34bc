// Type: sets text into a rectangle as large as it fits. A text is shrunk to a floor that old eyes still read,
// wrapped before that, and never drawn past its rectangle: what does not fit even so is reported.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/texts.hpp"
#include "drawing/wording.hpp"

namespace tsuitate::drawing {

// Height of an em below which nothing is set: 24 px of a 10-inch panel with 1024x768, which is read from as
// far as a hand reaches. A smaller panel is nearer to the eye, and its type smaller with it, but not
// below 4.2 mm.
double smallest_em_mm(policy::SizeMm panel);
double smallest_em(const Canvas& canvas);  // pixels

enum class Face : std::uint8_t {
    reading,    // Noto Sans CJK of the language's region
    character,  // DejaVu Sans Mono: its zero has a dot, its I has serifs, so no two characters look alike
};
enum class Align : std::uint8_t { left, centre };
enum class Place : std::uint8_t { top, middle, bottom };

struct TypeStyle {
    Face face = Face::reading;
    double largest_em = 0;  // pixels
    double smallest_em = 0;
    bool bold = false;
    bool rather_smaller = false;                  // than wrapped
    std::optional<Colour> colour = std::nullopt;  // ink, where none is given
    Align align = Align::centre;
    Place place = Place::middle;
};

// A text as it was set.
struct SetText {
    std::string text;
    RectPx box;
    double em = 0;  // pixels
};

// Sets text on one canvas and remembers what was set, and what did not fit.
class Type {
  public:
    // `texts` gives the language and its line breaks.
    Type(Canvas& canvas, const Texts& texts);
    ~Type();
    Type(const Type&) = delete;
    Type& operator=(const Type&) = delete;

    void set(std::span<const Sentence> sentences, const RectPx& into, const TypeStyle& style);
    void set(const std::string& text, const RectPx& into, const TypeStyle& style);

    // Height of sentences in lines of this width.
    double height_of(std::span<const Sentence> sentences, double width, double em, const TypeStyle& style);

    // Whether set() would not cut it.
    bool fits(const std::string& text, const RectPx& into, const TypeStyle& style);

    // Width of a text in one line.
    double width_of(const std::string& text, double em, const TypeStyle& style);

    // What another type has set on the same canvas, in a language of its own, belongs to this one's as well.
    void include(const Type& other);

    const std::vector<std::string>& cut() const { return cut_; }
    const std::vector<SetText>& texts_set() const { return set_; }

  private:
    struct Block;
    struct Way {
        bool wrapped = false;
        bool close_set = false;
        bool inside_words = false;
    };
    Block block(std::span<const Sentence> sentences, double width, double em, const TypeStyle& style,
                const Way& way);
    Block largest_that_fits(std::span<const Sentence> sentences, const RectPx& into, const TypeStyle& style);

    struct Fonts;
    Canvas& canvas_;
    const Texts& texts_;
    std::unique_ptr<Fonts> fonts_;
    std::vector<std::string> cut_;
    std::vector<SetText> set_;
};

// In which face what is read is set.
std::string_view reading_face(policy::Language language);
// The faces that are not installed; their place is taken by others, in which characters may look alike.
std::vector<std::string> missing_faces();

}  // namespace tsuitate::drawing
