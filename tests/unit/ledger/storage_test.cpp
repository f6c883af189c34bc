#include "daemon/ledger/storage.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

namespace tsuitate::ledger {
namespace {

// With the file mode mask of the units, which leaves nobody but the owner anything.
class StorageTest : public testing::Test {
  protected:
    StorageTest() : mask_before_(umask(0077)) {
        std::string pattern = testing::TempDir() + "storage-XXXXXX";
        directory_ = mkdtemp(pattern.data());
    }
    ~StorageTest() override {
        std::filesystem::remove_all(directory_);
        umask(mask_before_);
    }
    StorageTest(const StorageTest&) = delete;
    StorageTest& operator=(const StorageTest&) = delete;

    mode_t mode_of(const std::string& path) const {
        struct stat status {};
        return stat((directory_ / path).c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
    }

    mode_t mask_before_;
    std::filesystem::path directory_;
};

TEST_F(StorageTest, the_group_may_read_what_is_published_and_nothing_else) {
    DirectoryStorage storage(directory_);
    for (const char* path : {"log/checkpoint", "log/tile/entries/000", "journal/segment-1", "keys/epoch-1"}) {
        ASSERT_EQ(storage.replace(path, "content", true), 0) << path;
    }
    EXPECT_EQ(mode_of("log/checkpoint"), 0640U);
    EXPECT_EQ(mode_of("log/tile/entries/000"), 0640U);
    EXPECT_EQ(mode_of("log/tile"), 0750U);
    EXPECT_EQ(mode_of("journal/segment-1"), 0600U);
    EXPECT_EQ(mode_of("keys/epoch-1"), 0600U);
    EXPECT_EQ(mode_of("keys"), 0700U);
}

}  // namespace
}  // namespace tsuitate::ledger
