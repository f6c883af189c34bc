#include "client/leaflet/pdf_language.hpp"

#include <algorithm>

namespace tsuitate::leaflet {
namespace {

// The digits that follow the last `key`.
std::string number_after(const std::string& text, std::string_view key) {
    const std::size_t at = text.rfind(key);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = text.find_first_not_of(" \n", at + key.size());
    const std::size_t end = text.find_first_not_of("0123456789", begin);
    return begin == std::string::npos ? "" : text.substr(begin, end - begin);
}

std::string ten_digits(std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(10 - std::min<std::size_t>(10, digits.size()), '0') + digits;
}

}  // namespace

std::optional<std::string> with_language(const std::string& pdf, std::string_view language) {
    const std::size_t trailer_at = pdf.rfind("trailer");
    if (trailer_at == std::string::npos) {
        return std::nullopt;
    }
    const std::string trailer = pdf.substr(trailer_at);
    const std::string root = number_after(trailer, "/Root");
    const std::string info = number_after(trailer, "/Info");
    const std::string size = number_after(trailer, "/Size");
    const std::string table = number_after(trailer, "startxref");
    const std::string head = "\n" + root + " 0 obj\n<<";
    const std::size_t catalog_at = pdf.rfind(head);
    const std::size_t catalog_end = pdf.find("endobj", catalog_at);
    if (root.empty() || info.empty() || size.empty() || table.empty() || catalog_at == std::string::npos ||
        catalog_end == std::string::npos || pdf.find("/Catalog", catalog_at) > catalog_end) {
        return std::nullopt;
    }
    std::string marked = pdf;
    const std::size_t new_catalog_at = marked.size();
    const std::size_t rest = catalog_at + head.size();
    marked += root + " 0 obj\n<< /Lang (" + std::string(language) + ")" +
              pdf.substr(rest, catalog_end - rest) + "endobj\n";
    const std::size_t new_table_at = marked.size();
    marked += "xref\n" + root + " 1\n" + ten_digits(new_catalog_at) + " 00000 n \n";
    marked += "trailer\n<< /Size " + size + " /Root " + root + " 0 R /Info " + info + " 0 R /Prev " + table +
              " >>\nstartxref\n" + std::to_string(new_table_at) + "\n%%EOF\n";
    return marked;
}

}  // namespace tsuitate::leaflet
