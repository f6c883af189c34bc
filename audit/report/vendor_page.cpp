#include "audit/report/vendor_page.hpp"

#include <array>
#include <utility>

#include "audit/report/panel_chart.hpp"
#include "audit/report/panel_tables.hpp"
#include "audit/report/panel_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/style.hpp"
#include "audit/report/svg.hpp"

namespace tsuitate::audit::report {
namespace {

Html device_list(const PanelDevice& device, const Wording& wording) {
    const std::string state = wording.word(device.state);
    const std::array<std::pair<const Text*, const std::string*>, 6> lines = {
        {{&texts::device_name, &device.name},
         {&texts::device_maker, &device.maker},
         {&texts::device_ids, &device.ids},
         {&texts::device_firmware, &device.firmware},
         {&texts::device_place, &device.place},
         {&texts::state_now, &state}}};
    Html list;
    for (const auto& [name, value] : lines) {
        list +=
            element("div", element("dt", wording.say(*name)) +
                               element("dd", value->empty() ? wording.say(texts::unknown_value) : *value));
    }
    return element("dl", list);
}

}  // namespace

std::string vendor_page_of(const PanelHistory& history, const PanelDevice& device, const Wording& wording) {
    const std::string title = wording.say(texts::vendor_title);
    const Html head = element(
        "head",
        void_element("meta", {{"charset", "utf-8"}}) +
            void_element("meta", {{"http-equiv", "Content-Security-Policy"},
                                  {"content",
                                   "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                                   "form-action 'none'"}}) +
            void_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
            element("title", title) + element("style", Html{std::string(style_sheet)}));
    const Html drift = history.batches.empty()
                           ? paragraph(wording.say(texts::no_panel_figures))
                           : paragraph(wording.say(texts::panel_lead)) + drift_drawing(history, wording) +
                                 batch_table(history, wording);
    const Html body =
        svg::patterns() +
        element("header", element("h1", title) + paragraph(wording.say(texts::vendor_lead)) +
                              device_list(device, wording)) +
        element("main",
                section("panel", wording.say(texts::panel_section), drift, in_print(history.batches.size())) +
                    section("calibrations", wording.say(texts::calibrations),
                            calibration_table(history, wording)) +
                    section("changes", wording.say(texts::changes), change_table(history, wording)));
    const Html page =
        element("html", {{"lang", wording.japanese() ? "ja" : "en"}}, head + element("body", body));
    return "<!DOCTYPE html>\n" + page.markup + "\n";
}

}  // namespace tsuitate::audit::report
