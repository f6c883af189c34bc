#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "audit/log/receipt_check.hpp"
#include "audit/log/story.hpp"
#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/receipt_lookup.hpp"
#include "audit/tool/receipt_slip.hpp"

namespace tsuitate::audit_tool {
namespace {

using nlohmann::ordered_json;
using Parts = std::vector<audit::ReceiptPart>;

int read_session(const Common& common, const std::string& session, std::vector<audit::Event>& events) {
    const auto query = query_of({.session = session});
    return go_through(common, *query, [&](const audit::Hit& hit) {
        auto parsed = audit::record_of(hit.record.bytes);
        events.push_back({.record = std::move(std::get<audit::Record>(parsed)), .verified = hit.verified});
        return true;
    });
}

void print_json(const Held& held, const Place& place, const std::vector<audit::Event>& events,
                const Parts& differing) {
    ordered_json object = {{"receipt", held.number},
                           {"sequence", place.sequence},
                           {"session", place.session},
                           {"records", ordered_json::array()}};
    for (const audit::Event& event : events) {
        object["records"].push_back(
            {{"verified", event.verified},
             {"record", ordered_json::parse(audit::to_canonical_json(event.record.fields))}});
    }
    if (held.code) {
        object["square"] = {{"agrees", differing.empty()}, {"differs", ordered_json::array()}};
        for (const audit::ReceiptPart part : differing) {
            object["square"]["differs"].push_back(audit::word_of(part));
        }
    }
    std::cout << object.dump() << '\n';
}

void print_verdict(const Held& held, const Parts& differing, policy::Language language) {
    const bool japanese = language == policy::Language::japanese;
    if (!held.code) {
        return;
    }
    if (differing.empty()) {
        std::cout << '\n'
                  << (japanese ? "四角の内容は記録と一致します: 第"
                               : "The square agrees with the log: record ")
                  << held.code->sequence
                  << (japanese ? "番の記録と、そのときの全体 "
                               : " is unchanged, and so is all that lay before it (")
                  << held.code->size << (japanese ? " 件は、変わっていません。\n" : " records).\n");
        return;
    }
    std::cout << '\n'
              << (japanese ? "四角の内容は記録と一致しません:\n"
                           : "The square does not agree with the log:\n");
    for (const audit::ReceiptPart part : differing) {
        std::cout << "! " << audit::differing_text(part, language) << " [" << audit::word_of(part) << "]\n";
    }
}

// When the receipt was given, in Japan's time, to the minute.
std::string date_of(const std::vector<audit::Event>& events, const Place& place, policy::Language language) {
    for (const audit::Event& event : events) {
        if (event.record.number("sequence") == place.sequence) {
            return audit::minute_text(event.record.text("time"), language);
        }
    }
    return {};
}

int write_slip(const ReceiptRequest& request, const Held& held, const Place& place,
               const std::vector<audit::Event>& events, audit::TreeReader& tree, policy::Language language) {
    const auto code = held.code ? held.code : audit::code_now(held.number, place.sequence, tree);
    const ReceiptSlip slip{.number = held.number,
                           .date = date_of(events, place, language),
                           .lines = audit::short_story_of(events, language),
                           .code = code ? audit::receipt_code(*code) : "",
                           .origin = tree.checkpoint().origin,
                           .ask = request.ask};
    const auto drawn = pdf_of(slip, language);
    const auto* pdf = std::get_if<std::string>(&drawn);
    if (pdf == nullptr) {
        complain(request.pdf + ": the slip cannot be drawn: " + std::get<SlipFailure>(drawn).reason);
    }
    return pdf != nullptr && write_text(request.pdf, *pdf) ? exit_right : exit_cannot_read;
}

int tell(const Common& common, const ReceiptRequest& request, const Held& held, const Place& place) {
    std::vector<audit::Event> events;
    int status = read_session(common, place.session, events);
    const auto log = status == exit_cannot_read ? std::nullopt : open_log(common.log);
    auto tree = log ? std::optional(audit::TreeReader::open(*log)) : std::nullopt;
    auto* reader = tree ? std::get_if<audit::TreeReader>(&*tree) : nullptr;
    if (reader == nullptr) {
        return exit_cannot_read;
    }
    const Parts differing =
        held.code ? audit::differing_parts(*held.code, place.sequence, *log, *reader) : Parts();
    status = differing.empty() ? status : exit_wrong;
    if (request.json) {
        print_json(held, place, events, differing);
    } else if (request.pdf != "-") {
        std::cout << audit::story_of(place.session, events, common.language);
        print_verdict(held, differing, common.language);
    }
    if (!request.pdf.empty()) {
        // What does not agree with the log is not given out again.
        const int written = status == exit_right
                                ? write_slip(request, held, place, events, *reader, common.language)
                                : exit_right;
        status = std::max(status, written);
    }
    return status;
}

}  // namespace

int receipt(const Common& common, const ReceiptRequest& request) {
    const auto read = held_in(request.receipt, common.language);
    if (const auto* status = std::get_if<int>(&read)) {
        return *status;
    }
    const Held& held = std::get<Held>(read);
    const auto found = find_receipt(common, held);
    if (const auto* status = std::get_if<int>(&found)) {
        return *status;
    }
    const Place& place = std::get<Place>(found);
    return std::max(place.status, tell(common, request, held, place));
}

}  // namespace tsuitate::audit_tool
