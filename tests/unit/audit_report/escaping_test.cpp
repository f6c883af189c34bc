// Nothing that comes from a log or a verifier can become markup, style or a way out of the page.
#include <gtest/gtest.h>

#include "audit/report/html.hpp"
#include "audit/report/oddity_texts.hpp"
#include "audit/report/texts.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;

constexpr std::string_view hostile = "</style><script>alert('1')</script>\" onload=\"x\" & \\ */ } \x01\n";

TEST(Escaping, LeavesNothingOfMarkup) {
    EXPECT_EQ(escaped("<a href='x' b=\"y\">&amp;").markup,
              "&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;");
    EXPECT_EQ(escaped(std::string_view("\0\x07\x7f", 3)).markup, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escaped("窓口").markup, "窓口");
}

TEST(Escaping, AStringOfTheStyleSheetCannotBeLeft) {
    const std::string string = css_string(hostile).markup;
    EXPECT_EQ(string.find_first_of("<>&'*/};\n\x01"), std::string::npos) << string;
    EXPECT_EQ(string.find('"', 1), string.size() - 1);
    EXPECT_EQ(css_string("a\"b").markup, "\"a\\22 b\"");
}

TEST(Escaping, HostileTextsStayTextsOnThePage) {
    const std::string text(hostile);
    for (const bool detailed : {false, true}) {
        Logbook log(detailed);
        log.start();
        log.session();
        audit::Record sent = log.make.make(policy::RecordKind::command_sent,
                                           {{"session", std::string(32, 'a')}, {"detail", std::string("x")}});
        const std::string id = log.open();
        // A reader of the page must be safe even if something that is no record got this far.
        sent.fields.insert_or_assign("session", id);
        sent.fields.insert_or_assign("detail", text);
        log.report.add(sent);
        audit::Record attempt = log.make.make(
            policy::RecordKind::pin_attempt,
            {{"session", id}, {"pin-kind", std::string("x")}, {"tries-left", std::uint64_t{3}}});
        attempt.fields.insert_or_assign("pin-kind", text);
        log.report.add(attempt);
        const std::string page = log.report.html({.counter = text,
                                                  .origin = text,
                                                  .size = 1,
                                                  .root = text,
                                                  .witnesses = {text},
                                                  .verified = true,
                                                  .made_at = 0,
                                                  .findings = {{Severity::fault, text}}});
        EXPECT_TRUE(has(page, "&lt;script&gt;"));
        EXPECT_FALSE(has(page, "<script"));
        EXPECT_FALSE(has(page, "\" onload"));
        EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
    }
}

TEST(Escaping, ThePageNeedsAndReachesNothing) {
    Logbook log;
    log.start();
    log.session();
    const std::string page = log.page();
    EXPECT_TRUE(has(page, "default-src &#39;none&#39;"));
    for (const std::string_view way_out : {"http:", "https:", "src=", "href=", "@import", "url(/", "data:"}) {
        EXPECT_FALSE(has(page, way_out)) << way_out;
    }
}

TEST(Texts, AreAllThereInBothLanguages) {
    for (const auto& oddity : texts::oddities) {
        for (const Text& text : {oddity.title, oddity.meaning, oddity.short_title}) {
            EXPECT_FALSE(text.japanese.empty());
            EXPECT_FALSE(text.english.empty());
        }
        EXPECT_EQ(oddity.each.japanese.empty(), oddity.each.english.empty());
    }
    for (const auto& [word, text] : texts::words_of_log) {
        EXPECT_FALSE(text.japanese.empty()) << word;
        EXPECT_FALSE(text.english.empty()) << word;
    }
}

TEST(Texts, AValueIsNotTakenForAPlaceholder) {
    const Wording wording(policy::Language::english, false, 0);
    EXPECT_EQ(wording.say({"", "{1} and {2}"}, {"{2}", "b"}), "{2} and b");
}

}  // namespace
}  // namespace tsuitate::tests
