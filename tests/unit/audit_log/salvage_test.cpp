// What became of each record of a tile whose bytes are not what they were.
#include "audit/log/salvage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "audit/tree/merkle.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {
namespace {

using Records = std::vector<std::string>;

Records records(std::size_t count) {
    Records all;
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back(R"({"boot":"7f0c","event":"x","sequence":)" + std::to_string(i + 1) + ",\"y\":\"" +
                      std::string(i * 7 % 90, 'y') + "\"}");
    }
    return all;
}

std::string tile_of(const Records& all) {
    std::string tile;
    for (const std::string& record : all) {
        append_entry(tile, record);
    }
    return tile;
}

std::vector<Hash> leaves_of(const Records& all) {
    std::vector<Hash> leaves;
    for (const std::string& record : all) {
        leaves.push_back(leaf_hash(record));
    }
    return leaves;
}

// Each as a letter and the index: altered, missing, inserted after, repeated, moved; "broken" where a size
// is wrong.
Records told(const Salvage& salvage) {
    Records all;
    const auto add = [&](const char* what, std::uint64_t index) {
        all.push_back(what + std::to_string(index));
    };
    for (const auto& one : salvage.altered) {
        add("altered ", one.index);
    }
    for (const auto index : salvage.missing) {
        add("missing ", index);
    }
    for (const auto& one : salvage.inserted) {
        all.push_back("inserted " + (one.after ? std::to_string(*one.after) : std::string("first")));
    }
    for (const auto& one : salvage.repeated) {
        add("repeated ", one.index);
    }
    for (const auto& one : salvage.moved) {
        add("moved ", one.index);
    }
    if (salvage.broken) {
        all.emplace_back("broken");
    }
    return all;
}

constexpr std::size_t count = 40;

class SalvageTest : public testing::Test {
  protected:
    Salvage of(const Records& changed) {
        tile_ = tile_of(changed);
        return salvage(tile_, leaves_of(whole_));
    }
    // All but these are there, byte for byte.
    void expect_others_genuine(const Salvage& found, const std::vector<std::size_t>& lost) {
        for (std::size_t i = 0; i < count; ++i) {
            const bool wanted = std::find(lost.begin(), lost.end(), i) == lost.end();
            ASSERT_EQ(found.genuine[i].has_value(), wanted) << i;
            if (wanted) {
                EXPECT_EQ(found.genuine[i]->bytes, whole_[i]);
            }
        }
    }

    const Records whole_ = records(count);
    std::string tile_;
};

std::ptrdiff_t at(std::size_t i) {
    return static_cast<std::ptrdiff_t>(i);
}

TEST_F(SalvageTest, NothingHappened) {
    const Salvage found = of(whole_);
    EXPECT_EQ(told(found), Records());
    expect_others_genuine(found, {});
}

TEST_F(SalvageTest, EachRecordDeleted) {
    for (std::size_t i = 0; i < count; ++i) {
        Records changed = whole_;
        changed.erase(changed.begin() + at(i));
        const Salvage found = of(changed);
        EXPECT_EQ(told(found), Records{"missing " + std::to_string(i)});
        expect_others_genuine(found, {i});
    }
}

TEST_F(SalvageTest, EachRecordRepeatedAnywhere) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t place = i + 1; place <= count; ++place) {
            Records changed = whole_;
            changed.insert(changed.begin() + at(place), whole_[i]);
            const Salvage found = of(changed);
            EXPECT_EQ(told(found), Records{"repeated " + std::to_string(i)});
            expect_others_genuine(found, {});
        }
    }
}

TEST_F(SalvageTest, ARecordInsertedAtEachPlace) {
    for (std::size_t i = 0; i <= count; ++i) {
        Records changed = whole_;
        changed.insert(changed.begin() + at(i), R"({"boot":"of another log"})");
        EXPECT_EQ(told(of(changed)),
                  Records{i == 0 ? "inserted first" : "inserted " + std::to_string(i - 1)});
        expect_others_genuine(of(changed), {});
    }
}

TEST_F(SalvageTest, EachTwoRecordsExchanged) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) {
            Records changed = whole_;
            std::swap(changed[i], changed[j]);
            const Salvage found = of(changed);
            expect_others_genuine(found, {});
            // Of two neighbours one has moved, of others both.
            const std::size_t moved = j == i + 1 ? 1 : 2;
            EXPECT_EQ(found.moved.size(), moved) << i << " " << j;
            for (const auto& one : found.moved) {
                // Between two that are next but one, the one in the middle may as well have moved.
                EXPECT_TRUE(one.index == i || one.index == j || (j == i + 2 && one.index == i + 1))
                    << i << " " << j;
            }
            EXPECT_EQ(told(found).size(), moved);
        }
    }
}

TEST_F(SalvageTest, EachByteOfEachRecordAltered) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t byte = 0; byte < whole_[i].size(); ++byte) {
            Records changed = whole_;
            changed[i][byte] = static_cast<char>(changed[i][byte] ^ 4);
            const Salvage found = of(changed);
            ASSERT_EQ(told(found), Records{"altered " + std::to_string(i)}) << byte;
            expect_others_genuine(found, {i});
        }
    }
}

TEST_F(SalvageTest, EachSizeAltered) {
    const std::string tile = tile_of(whole_);
    std::size_t place = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::size_t byte : {place, place + 1}) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string changed = tile;
                changed[byte] = static_cast<char>(changed[byte] ^ static_cast<char>(1U << bit));
                const Salvage found = salvage(changed, leaves_of(whole_));
                ASSERT_EQ(told(found), Records{"broken"}) << i << " " << byte << " " << bit;
                EXPECT_EQ(found.broken, place);
                EXPECT_TRUE(std::all_of(found.genuine.begin(), found.genuine.end(),
                                        [](const auto& one) { return one.has_value(); }));
            }
        }
        place += 2 + whole_[i].size();
    }
}

TEST_F(SalvageTest, CutAtEachByte) {
    const std::string tile = tile_of(whole_);
    for (std::size_t size = 0; size < tile.size(); ++size) {
        const Salvage found = salvage(std::string_view(tile).substr(0, size), leaves_of(whole_));
        const auto left = static_cast<std::size_t>(std::count_if(
            found.genuine.begin(), found.genuine.end(), [](const auto& one) { return one.has_value(); }));
        ASSERT_EQ(left + found.altered.size() + found.missing.size(), count) << size;
        EXPECT_TRUE(found.inserted.empty() && found.moved.empty() && found.repeated.empty());
        std::size_t whole = 0;
        for (std::size_t i = 0, end = 0; i < count && (end += 2 + whole_[i].size()) <= size; ++i) {
            whole = i + 1;
        }
        ASSERT_EQ(left, whole) << size;
    }
}

// Somebody's gigabyte is not looked through.
TEST_F(SalvageTest, NothingIsLookedForInAFileThatIsNoTile) {
    std::string tile = tile_of(whole_);
    while (tile.size() < (1U << 20U)) {
        tile += std::string("\4\0{\"boot\":\"", 11);
    }
    const Salvage found = salvage(tile, leaves_of(whole_));
    EXPECT_EQ(found.missing.size(), count);
    EXPECT_TRUE(found.inserted.empty());
    EXPECT_TRUE(found.broken);
}

// Whatever the bytes are, every piece that is said to be genuine is.
TEST_F(SalvageTest, AnyBytesAtAll) {
    std::mt19937 random(11);
    const std::vector<Hash> leaves = leaves_of(whole_);
    for (int run = 0; run < 3000; ++run) {
        std::string tile = tile_of(whole_);
        for (auto changes = random() % 20; changes > 0; --changes) {
            const std::size_t from = random() % tile.size();
            const std::size_t size = std::min<std::size_t>(random() % 200, tile.size() - from);
            switch (random() % 3) {
                case 0:
                    tile.erase(from, size);
                    break;
                case 1:
                    tile.insert(random() % tile.size(), tile.substr(from, size));
                    break;
                default:
                    tile[from] = static_cast<char>(random());
            }
            if (tile.empty()) {
                break;
            }
        }
        const Salvage found = salvage(tile, leaves);
        std::size_t explained = found.altered.size() + found.missing.size();
        for (std::size_t i = 0; i < count; ++i) {
            if (found.genuine[i]) {
                ++explained;
                ASSERT_EQ(found.genuine[i]->bytes, whole_[i]);
            }
        }
        ASSERT_EQ(explained, count) << "each record is accounted for once";
    }
}

}  // namespace
}  // namespace tsuitate::audit
