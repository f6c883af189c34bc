// Parts that several sections of a report are made of.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/report/html.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

// What fits on a page shall not be torn in print; what may be longer has to be.
enum class InPrint : std::uint8_t { whole, torn };
InPrint in_print(std::size_t rows);
// A section with its heading; `identity` is what links point at.
Html section(std::string_view identity, std::string_view heading, const Html& content,
             InPrint in_print = InPrint::whole);
Html paragraph(std::string_view text);
// "panel (about 10), reader (fewer than 5)", of the log's words; those of which there is none are left out.
std::string named(const std::map<std::string, std::uint64_t>& counts, const Wording& wording);

struct Column {
    std::string heading;
    std::string style;  // of its cells
    Html below_heading = {};
};
// A row of cells, one for each column.
using Row = std::vector<Html>;
struct Table {
    std::string caption;  // for who does not see where the table stands
    std::string style;
    std::vector<Column> columns;
    std::vector<Row> rows = {};
    Row sum = {};
    std::size_t heading = 0;  // the column that says what a row is about
};
Html table(const Table& table);

// What a drawing's signs mean: a sign and its words each.
Html legend(const Wording& wording, const std::vector<std::pair<Html, std::string>>& signs);

// The hours of the day that the drawings of all days share.
struct HourRange {
    int first = 8;
    int last = 18;

    // Where a second of the day lies in a drawing of this width.
    double place(Seconds second, double width) const;
};
HourRange hour_range(const Figures& figures);
// Lines at the full hours, and their numbers, at most so many.
Html hour_lines(HourRange range, double width, double height);
Html hour_axis(HourRange range, double width, int most_labels);

}  // namespace tsuitate::audit::report
