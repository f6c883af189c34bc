// What is said of a whole policy after one change to it.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "tests/unit/load/policy_directory.hpp"

namespace tsuitate::policy {

class LoadPolicy : public testing::Test {
  protected:
    LoadPolicy() { files_.fill_with_defaults(); }

    // One change to a whole policy: what is said of it?
    struct Change {
        const char* file;
        const char* old_text;
        const char* new_text;
        const char* said;
    };
    void expect_refused(std::initializer_list<Change> changes) {
        for (const Change& change : changes) {
            files_.fill_with_defaults();
            files_.replace(change.file, change.old_text, change.new_text);
            const std::string error = files_.error();
            EXPECT_NE(error.find(change.said), std::string::npos) << change.new_text << " → " << error;
            EXPECT_TRUE(error.starts_with(std::string(change.file) + ":")) << error;
        }
    }
    void expect_loaded(std::initializer_list<Change> changes) {
        for (const Change& change : changes) {
            files_.fill_with_defaults();
            files_.replace(change.file, change.old_text, change.new_text);
            EXPECT_EQ(files_.error(), "loaded") << change.new_text;
        }
    }

    PolicyDirectory files_;
};

}  // namespace tsuitate::policy
