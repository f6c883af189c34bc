#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "audit/log/receipt_check.hpp"
#include "audit/log/story.hpp"
#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/receipt_slip.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::audit_tool {
namespace {

using nlohmann::ordered_json;
using Parts = std::vector<audit::ReceiptPart>;

// What somebody holds: a number, and the whole square where it was scanned.
struct Held {
    std::string number;
    std::optional<audit::ReceiptCode> code;
};

// Where the log has the number.
struct Place {
    std::uint64_t sequence = 0;
    std::string session;
};

// The exit status, having said why, when it is neither a number nor a square.
std::variant<Held, int> held_in(const std::string& text, policy::Language language) {
    if (audit::looks_like_receipt_code(text)) {
        auto code = audit::receipt_code_from(text);
        if (const auto* part = std::get_if<audit::ReceiptPart>(&code)) {
            complain(std::string(audit::altered_text(*part, language)) + " [" +
                     std::string(audit::word_of(*part)) + "]");
            return exit_wrong;
        }
        auto& read = std::get<audit::ReceiptCode>(code);
        return Held{.number = read.number, .code = read};
    }
    Held held{.number = policy::receipt_from(text), .code = {}};
    if (held.number.empty()) {
        const auto digits =
            std::count_if(text.begin(), text.end(), [](char one) { return one >= '0' && one <= '9'; });
        const bool slip_of_the_pen = static_cast<std::size_t>(digits) == policy::receipt_digits + 1 &&
                                     text.find_first_not_of("0123456789- ") == std::string::npos;
        const bool japanese = language == policy::Language::japanese;
        complain(
            text + ": " +
            (slip_of_the_pen
                 ? (japanese ? "検査の数字が合いません。数字の書き違いか、隣どうしの入れ替わりがあります"
                             : "its check digit does not fit: a digit is wrong, or two have changed places")
                 : (japanese ? "控えの番号ではありません(12桁の数字です)"
                             : "this is no receipt number: it has twelve digits, as 1234-5678-9018")));
        return exit_usage;
    }
    return held;
}

int find(const Common& common, const Held& held, std::vector<Place>& places) {
    const auto query = query_of({.event = "receipt-issued"});
    return go_through(common, *query, [&](const audit::Hit& hit) {
        const auto parsed = audit::record_of(hit.record.bytes);
        const auto& record = std::get<audit::Record>(parsed);  // it has been accepted before
        if (record.text("receipt") == held.number) {
            places.push_back({.sequence = hit.sequence, .session = record.text("session")});
        }
        return true;
    });
}

// Numbers are drawn at random, so two may be the same; the square tells which is meant.
const Place* chosen(const std::vector<Place>& places, const Held& held) {
    if (places.size() < 2 || !held.code) {
        return places.size() == 1 ? &places.front() : nullptr;
    }
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
        return place.sequence == held.code->sequence;
    });
    return found == places.end() ? &places.front() : &*found;
}

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
    std::vector<Place> places;
    const int status = find(common, held, places);
    if (status == exit_cannot_read) {
        return status;
    }
    const Place* place = chosen(places, held);
    if (place == nullptr) {
        const bool japanese = common.language == policy::Language::japanese;
        complain(held.number + ": " +
                 (places.empty()
                      ? std::string(audit::differing_text(audit::ReceiptPart::number, common.language))
                      : std::string(japanese ? "この番号の控えがいくつもあります。四角の内容を使ってください"
                                             : "several receipts have this number; use the square")));
        return exit_wrong;
    }
    return std::max(status, tell(common, request, held, *place));
}

}  // namespace tsuitate::audit_tool
