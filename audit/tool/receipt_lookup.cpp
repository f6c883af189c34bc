#include "audit/tool/receipt_lookup.hpp"

#include <algorithm>
#include <vector>

#include "audit/log/receipt_check.hpp"
#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::audit_tool {
namespace {

// As many digits as a receipt has, rightly written or not.
bool looks_like_number(const std::string& text) {
    const auto digits =
        std::count_if(text.begin(), text.end(), [](char one) { return one >= '0' && one <= '9'; });
    return static_cast<std::size_t>(digits) == policy::receipt_digits + 1 &&
           text.find_first_not_of("0123456789- ") == std::string::npos;
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

}  // namespace

bool looks_like_receipt(const std::string& text) {
    return (text.starts_with("TSUITATE") && text.find(' ') != std::string::npos) || looks_like_number(text);
}

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
        const bool japanese = language == policy::Language::japanese;
        complain(
            text + ": " +
            (looks_like_number(text)
                 ? (japanese ? "検査の数字が合いません。数字の書き違いか、隣どうしの入れ替わりがあります"
                             : "its check digit does not fit: a digit is wrong, or two have changed places")
                 : (japanese ? "控えの番号ではありません(12桁の数字です)"
                             : "this is no receipt number: it has twelve digits, as 1234-5678-9018")));
        return exit_usage;
    }
    return held;
}

std::variant<Place, int> find_receipt(const Common& common, const Held& held) {
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
    Place found = *place;
    found.status = status;
    return found;
}

}  // namespace tsuitate::audit_tool
