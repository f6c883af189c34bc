// A display's EDID, as displays send it and as broken ones do.
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "policy/commission/edid.hpp"

namespace tsuitate::tests {
namespace {

using Bytes = std::vector<std::uint8_t>;

void close(Bytes& edid) {
    const unsigned sum = std::accumulate(edid.begin(), edid.begin() + 127, 0U);
    edid[127] = static_cast<std::uint8_t>(0U - sum);
}

// 1280 x 1024 pixels on 338 x 270 mm, "COUNTER 17".
Bytes edid() {
    Bytes bytes(128, 0);
    for (std::size_t i = 1; i < 7; ++i) {
        bytes[i] = 0xff;
    }
    bytes[21] = 34;
    bytes[22] = 27;
    const Bytes timing = {0x30, 0x2a, 0x00, 0x98, 0x51, 0x00, 0x2a, 0x40, 0x30,
                          0x70, 0x13, 0x00, 0x52, 0x0e, 0x11, 0x00, 0x00, 0x1e};
    std::copy(timing.begin(), timing.end(), bytes.begin() + 54);
    const std::string name = "COUNTER 17\n  ";
    bytes[72 + 3] = 0xfc;
    std::copy(name.begin(), name.end(), bytes.begin() + 72 + 5);
    close(bytes);
    return bytes;
}

TEST(Edid, TellsModelPixelsAndMillimetres) {
    const auto says = policy::read_edid(edid());
    ASSERT_TRUE(says);
    EXPECT_EQ(says->model, "COUNTER 17");
    EXPECT_EQ(says->width_px, 1280);
    EXPECT_EQ(says->height_px, 1024);
    EXPECT_EQ(says->size, (policy::SizeMm{338, 270}));
}

TEST(Edid, FallsBackOnCentimetresAndNotOnAShape) {
    Bytes bytes = edid();
    bytes[54 + 12] = bytes[54 + 13] = bytes[54 + 14] = 0;
    close(bytes);
    EXPECT_EQ(policy::read_edid(bytes)->size, (policy::SizeMm{340, 270}));
    bytes[22] = 0;  // a projector, or a shape alone
    close(bytes);
    EXPECT_EQ(policy::read_edid(bytes)->size, policy::SizeMm{});
}

TEST(Edid, IsNoneWhenAnyByteIsAnother) {
    const Bytes good = edid();
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes bad = good;
        ++bad[i];
        EXPECT_FALSE(policy::read_edid(bad)) << "byte " << i;
    }
    EXPECT_FALSE(policy::read_edid(Bytes(good.begin(), good.end() - 1)));
    EXPECT_FALSE(policy::read_edid(Bytes{}));
    Bytes longer = good;
    longer.resize(256, 0xaa);  // extension blocks are not ours
    EXPECT_TRUE(policy::read_edid(longer));
}

TEST(Edid, ANameIsPrintable) {
    Bytes bytes = edid();
    bytes[72 + 5] = 0x1b;
    close(bytes);
    EXPECT_EQ(policy::read_edid(bytes)->model, "?OUNTER 17");
}

}  // namespace
}  // namespace tsuitate::tests
