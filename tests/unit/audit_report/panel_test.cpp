// What the log says of the panel becomes a section of the report, a drawing, lines for a terminal and a page
// for its maker.
#include <gtest/gtest.h>

#include "audit/report/panel_chart.hpp"
#include "audit/report/vendor_page.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;
using Fields = std::map<std::string, std::string>;

Fields batch(const std::string& time, const std::string& right, const std::string& state = "ok") {
    return {{"correction-x", "1.7"}, {"correction-y", "-0.2"}, {"event", "panel-health"},
            {"time", time},          {"count", "50"},          {"drift-x", right},
            {"drift-y", "-0.3"},     {"noise", "412"},         {"ghosts", "2"},
            {"rejections", "9"},     {"refusals", "1"},        {"dead-places", "0"},
            {"missed-targets", "3"}, {"detail", state}};
}
Fields calibration(const std::string& time, const std::string& result = "done") {
    return {{"event", "panel-calibrated"},
            {"time", time},
            {"subject", "stylus"},
            {"detail", result},
            {"mean-miss", "7"},
            {"worst-fitted", "12"},
            {"worst-checked", "9"}};
}

PanelHistory history_of(const std::vector<Fields>& records) {
    PanelHistory history;
    for (const Fields& record : records) {
        EXPECT_TRUE(take_in(history, record));
    }
    return history;
}

PanelHistory drifting() {
    return history_of({batch("2026-11-16T08:00:00Z", "1.0"), batch("2026-11-17T08:00:00Z", "3.0"),
                       batch("2026-11-18T08:00:00Z", "9.0", "recalibrate"),
                       calibration("2026-11-18T08:05:00Z"), batch("2026-11-19T08:00:00Z", "0.4")});
}

const Wording english(policy::Language::english, true, 540);

std::size_t times(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

TEST(PanelHistory, KeepsEachRecordThatIsWhole) {
    PanelHistory history = drifting();
    ASSERT_EQ(history.batches.size(), 4U);
    EXPECT_DOUBLE_EQ(history.batches[2].drift_x, 9.0);
    EXPECT_DOUBLE_EQ(history.batches[2].drift_y, -0.3);
    EXPECT_EQ(history.batches[2].missed_targets, 3U);
    EXPECT_DOUBLE_EQ(history.batches[2].correction_x, 1.7);
    EXPECT_DOUBLE_EQ(history.batches[2].correction_y, -0.2);
    EXPECT_DOUBLE_EQ(history.calibrations.at(0).mean, 0.7);
    EXPECT_DOUBLE_EQ(history.calibrations.at(0).worst_fitted, 1.2);
    EXPECT_DOUBLE_EQ(history.calibrations.at(0).worst_checked, 0.9);
    EXPECT_TRUE(take_in(history, {{"event", "panel-state"},
                                  {"time", "2026-11-18T08:00:00Z"},
                                  {"subject", "offset"},
                                  {"detail", "recalibrate"}}));
    EXPECT_EQ(history.changes.at(0).cause, "offset");
}

TEST(PanelHistory, LeavesOutWhatLacksSomethingOrIsNoNumber) {
    PanelHistory history;
    for (const auto& [name, value] : batch("2026-11-16T08:00:00Z", "1.0")) {
        Fields lacking = batch("2026-11-16T08:00:00Z", "1.0");
        lacking.erase(name);
        EXPECT_FALSE(take_in(history, lacking)) << name;
    }
    EXPECT_FALSE(take_in(history, batch("2026-11-31T08:00:00Z", "1.0")));
    EXPECT_FALSE(take_in(history, batch("2026-11-16T08:00:00Z", "1.0mm")));
    EXPECT_FALSE(take_in(history, batch("2026-11-16T08:00:00Z", "")));
    EXPECT_FALSE(take_in(history, {{"event", "session-opened"}, {"time", "2026-11-16T08:00:00Z"}}));
    EXPECT_TRUE(history.batches.empty());
}

TEST(PanelChart, LeadsNoLineOverACalibration) {
    const std::string drawing = drift_drawing(drifting(), english).markup;
    EXPECT_EQ(times(drawing, "class=\"drift\""), 2U);
    EXPECT_EQ(times(drawing, "class=\"calibrated\""), 1U);
    EXPECT_EQ(times(drawing, "class=\"machine-mark\""), 1U);
    PanelHistory without = drifting();
    without.calibrations.front().result = "astray";
    EXPECT_EQ(times(drift_drawing(without, english).markup, "class=\"drift\""), 3U);
}

TEST(PanelChart, IsAFileOfItsOwn) {
    const std::string file = drift_svg(drifting(), english);
    EXPECT_TRUE(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "));
    EXPECT_TRUE(file.ends_with("</svg>\n"));
    EXPECT_EQ(times(file, "<style>"), 1U);
}

TEST(PanelChart, OfOneBatchHasADay) {
    const PanelHistory one = history_of({batch("2026-11-16T08:00:00Z", "1.0")});
    EXPECT_EQ(drift_drawing(one, english).markup.find("nan"), std::string::npos);
}

TEST(PanelChart, FitsTheTerminal) {
    const std::string narrow = drift_in_terminal(drifting(), english, 10);
    const std::string wide = drift_in_terminal(drifting(), english, 80);
    EXPECT_EQ(times(narrow, "▲"), 1U + 1U) << "the mark and its meaning:\n" << narrow;
    EXPECT_EQ(times(wide, "\n"), 8U + 2U) << wide;
    EXPECT_EQ(drift_in_terminal(drifting(), english, 8), "");
    EXPECT_EQ(drift_in_terminal({}, english, 80), "");
    EXPECT_EQ(wide.substr(0, 5), " 10.0") << "the top is the next millimetre above the worst:\n" << wide;
}

TEST(VendorPage, TellsTheDeviceAndNothingThatCouldBeMarkup) {
    const PanelDevice device{.name = "<b>Panel</b> & Co",
                             .place = "pci/usb1/1-1",
                             .ids = "04e7:0050",
                             .firmware = "0101",
                             .maker = "",
                             .state = "recalibrate"};
    const std::string page = vendor_page_of(drifting(), device, english);
    for (const char* told :
         {"&lt;b&gt;Panel&lt;/b&gt; &amp; Co", "04e7:0050", "0101", "not known", "to be calibrated",
          "2026-11-18", "Worst miss", ">1.7<", ">0.7<", ">1.2<", ">0.9<"}) {
        EXPECT_NE(page.find(told), std::string::npos) << told;
    }
    EXPECT_EQ(page.find("<b>"), std::string::npos);
    EXPECT_NE(vendor_page_of({}, device, english).find("no full batches"), std::string::npos);
    EXPECT_NE(vendor_page_of(drifting(), device, Wording(policy::Language::japanese, true, 540))
                  .find("タッチパネルの状態の報告"),
              std::string::npos);
}

TEST(PanelSection, StandsInTheReportOfThePeriod) {
    Logbook log;
    log.start();
    EXPECT_FALSE(has(log.page(), "Health of the touch panel"));
    log.add(RecordKind::panel_health, {{"count", std::uint64_t{47}},
                                       {"drift-x", std::string("2.5")},
                                       {"drift-y", std::string("-0.3")},
                                       {"correction-x", std::string("1.3")},
                                       {"correction-y", std::string("0.0")},
                                       {"noise", std::uint64_t{412}},
                                       {"ghosts", std::uint64_t{0}},
                                       {"rejections", std::uint64_t{9}},
                                       {"refusals", std::uint64_t{0}},
                                       {"missed-targets", std::uint64_t{0}},
                                       {"dead-places", std::uint64_t{0}},
                                       {"detail", std::string("advise")}});
    EXPECT_TRUE(has(log.page(), "Health of the touch panel"));
    EXPECT_TRUE(has(log.page(), "to be looked at"));
    EXPECT_TRUE(has(log.page(), ">45<")) << "counts stay rounded";
    EXPECT_FALSE(has(log.page(), ">47<"));
}

}  // namespace
}  // namespace tsuitate::tests
