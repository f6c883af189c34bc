// A receipt's square against the log, honest and rewritten.
#include <gtest/gtest.h>

#include <functional>

#include "audit/log/receipt_check.hpp"
#include "policy/assistance/receipt.hpp"
#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using audit::ReceiptCode;
using audit::ReceiptPart;
using Parts = std::vector<ReceiptPart>;

constexpr std::uint64_t number = 12'345'678'901;

// A log that grows by `before` sessions, the receipt's, and `after` more.
struct Log {
    explicit Log(std::uint64_t before = 3, std::uint64_t after = 0, const std::string& origin = small_origin)
        : maker(scratch.path() / "log", origin, small_seed) {
        for (std::uint64_t i = 0; i < before; ++i) {
            maker.add_session("signature", "verified");
        }
        maker.add_helped_session(number);
        recorded = maker.size() - 1;  // the last but one of its session
        maker.publish();
        for (std::uint64_t i = 0; i < after; ++i) {
            maker.add_session("signature", "verified");
        }
        maker.publish();
    }
    audit::LogDirectory open() const {
        return std::get<audit::LogDirectory>(audit::LogDirectory::open((scratch.path() / "log").string()));
    }
    ReceiptCode code() const {
        const auto log = open();
        auto tree = std::get<audit::TreeReader>(audit::TreeReader::open(log));
        return audit::code_now(policy::receipt_text(number), recorded, tree).value();
    }
    Parts differing(const ReceiptCode& code) const {
        const auto log = open();
        auto tree = std::get<audit::TreeReader>(audit::TreeReader::open(log));
        return audit::differing_parts(code, recorded, log, tree);
    }

    ScratchDirectory scratch;
    LogMaker maker;
    std::uint64_t recorded = 0;
};

TEST(ReceiptCheck, a_receipt_agrees_with_its_log_however_long_that_grows) {
    const ReceiptCode code = Log().code();
    EXPECT_EQ(std::get<ReceiptCode>(audit::receipt_code_from(audit::receipt_code(code))), code);
    for (const std::uint64_t after : {0U, 1U, 60U, 700U}) {  // within a tile, and many of them
        EXPECT_EQ(Log(3, after).differing(code), Parts()) << after;
    }
}

TEST(ReceiptCheck, names_each_part_that_was_altered) {
    const Log log(3, 20);
    const ReceiptCode right = Log(3).code();
    const auto with = [&](const std::function<void(ReceiptCode&)>& change) {
        ReceiptCode code = right;
        change(code);
        return log.differing(code);
    };
    EXPECT_EQ(with([](ReceiptCode& code) { code.leaf[7] ^= 1U; }), Parts{ReceiptPart::leaf});
    EXPECT_EQ(with([](ReceiptCode& code) { code.root[7] ^= 1U; }), Parts{ReceiptPart::root});
    EXPECT_EQ(with([](ReceiptCode& code) { code.size += 1; }), Parts{ReceiptPart::root});
    EXPECT_EQ(with([](ReceiptCode& code) { code.size = 4000; }), Parts{ReceiptPart::size});
    EXPECT_EQ(with([](ReceiptCode& code) { code.sequence -= 1; }), Parts{ReceiptPart::sequence});
    EXPECT_EQ(with([](ReceiptCode& code) { code.origin += "s"; }), Parts{ReceiptPart::origin});
}

TEST(ReceiptCheck, a_log_that_was_rewritten_before_the_receipt_does_not_fit) {
    const ReceiptCode code = Log(3, 5).code();
    Log rewritten(0, 9);  // the same receipt, other records before it
    const auto parts = rewritten.differing(code);
    EXPECT_EQ(parts, (Parts{ReceiptPart::sequence, ReceiptPart::root}));
    EXPECT_EQ(Log(3, 0).differing(code), Parts{ReceiptPart::size}) << "a rollback";
}

TEST(ReceiptCheck, has_words_for_each_part) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(ReceiptPart::origin); ++i) {
        const auto part = static_cast<ReceiptPart>(i);
        EXPECT_FALSE(audit::word_of(part).empty());
        for (const auto language : {policy::Language::japanese, policy::Language::english}) {
            EXPECT_FALSE(audit::altered_text(part, language).empty());
            EXPECT_EQ(audit::differing_text(part, language).empty(), part == ReceiptPart::whole);
        }
    }
}

}  // namespace
}  // namespace tsuitate::tests
