#include "daemon/holders/holders.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>

namespace tsuitate::holders {
namespace {

bool names_sleep(const std::vector<std::string>& holders) {
    return std::any_of(holders.begin(), holders.end(),
                       [](const std::string& holder) { return holder.starts_with("sleep (process "); });
}

TEST(Holders, names_the_processes_that_have_a_device_open) {
    struct stat status {};
    ASSERT_EQ(stat("/dev/full", &status), 0);
    EXPECT_FALSE(names_sleep(holders_of(status.st_rdev)));
    const pid_t holder = fork();
    if (holder == 0) {
        const int device = open("/dev/full", O_RDONLY);
        dup2(device, STDIN_FILENO);
        execlp("sleep", "sleep", "60", nullptr);
        _exit(1);
    }
    bool named = false;
    for (int i = 0; i < 1000 && !named; ++i) {
        named = names_sleep(holders_of(status.st_rdev));
        const timespec pause{.tv_sec = 0, .tv_nsec = 10'000'000};
        nanosleep(&pause, nullptr);
    }
    EXPECT_TRUE(named);
    kill(holder, SIGKILL);
    waitpid(holder, nullptr, 0);
}

TEST(Holders, nobody_to_ask_is_no_answer) {
    EXPECT_TRUE(ask_holders_of(1, "/nonexistent/holders.sock").empty());
    EXPECT_FALSE(describe({}).empty());
    EXPECT_EQ(describe({"a (process 1)", "b (process 2)"}), "a (process 1), b (process 2)");
}

}  // namespace
}  // namespace tsuitate::holders
