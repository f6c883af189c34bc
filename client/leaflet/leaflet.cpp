#include "client/leaflet/leaflet.hpp"

#include <cairo-pdf.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "client/leaflet/pdf_language.hpp"
#include "client/leaflet/sheet.hpp"
#include "drawing/surface.hpp"

namespace tsuitate::leaflet {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::vector<const policy::PinKind*> kinds_of(const Wishes& wishes, const policy::Policy& policy) {
    std::vector<const policy::PinKind*> kinds;
    if (wishes.kinds.empty()) {
        for (const policy::PinKind& kind : policy.pin_kinds) {
            kinds.push_back(&kind);
        }
    }
    for (const std::string& name : wishes.kinds) {
        if (const policy::PinKind* kind = policy.pin_kind(name)) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

}  // namespace

std::variant<std::string, Error> pdf_of(const Wishes& wishes, const policy::Policy& policy,
                                        const drawing::AllTexts& texts) {
    constexpr double points_a_millimetre = 72 / 25.4;
    const drawing::Texts& words = texts.of(wishes.language);
    std::string bytes;
    const drawing::Surface surface(cairo_pdf_surface_create_for_stream(
        append, &bytes, paper.width * points_a_millimetre, paper.height * points_a_millimetre));
    // From 1.5 on the parts may be packed, and pdf_language.hpp could not read them.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                   words.phrase("leaflet-title").c_str());
    {
        Sheets sheets(surface.get(), policy, words);
        for (const policy::PinKind* kind : kinds_of(wishes, policy)) {
            sheets.add(*kind);
        }
        if (const std::vector<std::string> cut = sheets.cut(); !cut.empty()) {
            return Error{"a text does not fit on the sheet: " + cut.front()};
        }
    }
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        return Error{"the sheet cannot be drawn"};
    }
    auto marked = with_language(bytes, policy::name_of(wishes.language));
    if (!marked) {
        return Error{"the sheet cannot be marked with its language"};
    }
    return std::move(*marked);
}

std::optional<Error> write(const std::string& bytes, const std::string& file) {
    if (file == "-") {
        std::cout << bytes << std::flush;
        return std::cout ? std::nullopt : std::optional(Error{"standard output cannot be written"});
    }
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    stream.close();
    if (!stream) {
        return Error{file + " cannot be written: " + std::strerror(errno)};
    }
    return std::nullopt;
}

}  // namespace tsuitate::leaflet
