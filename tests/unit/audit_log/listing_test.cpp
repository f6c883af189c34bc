// The files of a log's directory are listed alike by one thread and by several, and counted as they are
// listed.
#include <sys/stat.h>

#include <algorithm>

#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using Paths = std::vector<std::string>;

struct Folders {
    Folders() {
        for (const char* path :
             {"anchor", "tile/0/000", "tile/0/001.p/7", "tile/0/x001/000", "tile/entries/000"}) {
            write(scratch.path() / path, "x");
        }
        fs::create_directories(scratch.path() / "tile/2");
        fs::create_symlink("anchor", scratch.path() / "link");
        fs::create_directory_symlink("tile", scratch.path() / "tiles");
        fs::create_directory_symlink("..", scratch.path() / "tile/round");
        EXPECT_EQ(mkfifo((scratch.path() / "tile/pipe").c_str(), 0600), 0);
    }
    audit::LogDirectory log() const {
        return std::get<audit::LogDirectory>(audit::LogDirectory::open(scratch.path().string() + "/"));
    }
    Paths files(const std::string& folder, unsigned threads) const {
        Paths found = log().files(folder, threads);
        std::sort(found.begin(), found.end());
        return found;
    }
    ScratchDirectory scratch;
};

const Paths tiles = {"tile/0/000", "tile/0/001.p/7", "tile/0/x001/000", "tile/entries/000"};

TEST(Listing, HasAllFilesButLinksAndDevices) {
    const Folders folders;
    const Paths all = {"anchor", tiles[0], tiles[1], tiles[2], tiles[3]};
    for (const unsigned threads : {1U, 2U, 5U}) {
        EXPECT_EQ(folders.files("", threads), all);
        EXPECT_EQ(folders.files("tile", threads), tiles);
        EXPECT_EQ(folders.files("tile/0/x001", threads), Paths{"tile/0/x001/000"});
        EXPECT_TRUE(folders.files("tile/2", threads).empty());
        EXPECT_TRUE(folders.files("nothing", threads).empty());
        // A folder that is asked for by its name may be a link: who keeps the tiles elsewhere made it so.
        EXPECT_EQ(folders.files("tiles", threads).size(), tiles.size());
    }
}

TEST(Listing, CountsAsFarAsItIsAsked) {
    const Folders folders;
    for (std::size_t than = 0; than < 9; ++than) {
        EXPECT_EQ(folders.log().has_more_files("tile", than), tiles.size() > than) << than;
        EXPECT_EQ(folders.log().has_more_files("", than), tiles.size() + 1 > than) << than;
        EXPECT_FALSE(folders.log().has_more_files("nothing", than));
    }
}

}  // namespace
}  // namespace tsuitate::tests
