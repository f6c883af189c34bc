#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "audit/witness/durable_file.hpp"
#include "audit/witness/key_file.hpp"
#include "audit/witness/settings.hpp"
#include "audit/witness/state_directory.hpp"
#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

using audit::StateDirectory;

class WitnessOnDisk : public testing::Test {
  protected:
    WitnessOnDisk() {
        std::string name = testing::TempDir() + "tsuitate-witness-XXXXXX";
        directory = mkdtemp(name.data());
    }
    ~WitnessOnDisk() override { std::filesystem::remove_all(directory); }

    std::filesystem::path directory;
    LogInMemory log;
    const std::string origin = "counter.example/log";
};

TEST_F(WitnessOnDisk, state_directory_remembers_what_it_was_given_last) {
    {
        auto state = std::get<StateDirectory>(StateDirectory::open(directory));
        EXPECT_FALSE(std::get<std::optional<audit::Note>>(state.recall(origin)));
        EXPECT_FALSE(state.remember(origin, log.request(0, 3).note));
        EXPECT_FALSE(state.remember(origin, log.request(0, 5).note));
    }
    auto state = std::get<StateDirectory>(StateDirectory::open(directory));
    EXPECT_EQ(std::get<std::optional<audit::Note>>(state.recall(origin))->bytes(),
              log.request(0, 5).note.bytes());
}

TEST_F(WitnessOnDisk, state_directory_is_held_by_one_witness) {
    const auto first = StateDirectory::open(directory);
    ASSERT_TRUE(std::holds_alternative<StateDirectory>(first));
    const auto second = StateDirectory::open(directory);
    ASSERT_TRUE(std::holds_alternative<std::string>(second));
    EXPECT_NE(std::get<std::string>(second).find("another witness"), std::string::npos);
}

TEST_F(WitnessOnDisk, state_directory_does_not_take_damage_for_nothing) {
    auto state = std::get<StateDirectory>(StateDirectory::open(directory));
    state.remember(origin, log.request(0, 3).note);
    const auto file = *std::filesystem::directory_iterator(directory / "logs");
    for (const std::uintmax_t size : {std::uintmax_t{0}, file.file_size() / 2}) {
        std::filesystem::resize_file(file, size);
        EXPECT_TRUE(std::holds_alternative<std::string>(state.recall(origin))) << size;
    }
}

TEST_F(WitnessOnDisk, state_directory_survives_a_write_that_was_cut_short) {
    auto state = std::get<StateDirectory>(StateDirectory::open(directory));
    state.remember(origin, log.request(0, 3).note);
    const auto file = std::filesystem::directory_iterator(directory / "logs")->path();
    std::ofstream(file.string() + ".new") << "half a";
    EXPECT_EQ(std::get<std::optional<audit::Note>>(state.recall(origin))->bytes(),
              log.request(0, 3).note.bytes());
    EXPECT_FALSE(state.remember(origin, log.request(0, 4).note));
    EXPECT_EQ(std::get<std::optional<audit::Note>>(state.recall(origin))->bytes(),
              log.request(0, 4).note.bytes());
}

TEST_F(WitnessOnDisk, state_directory_keeps_both_sides_of_a_conflict) {
    auto state = std::get<StateDirectory>(StateDirectory::open(directory));
    const LogInMemory other(origin, 1, "forged ");
    state.keep_conflict(origin, log.request(0, 3).note, other.request(0, 3));
    const auto file = std::filesystem::directory_iterator(directory / "conflicts")->path();
    const std::string kept = *audit::read_small_file(file, 1U << 20U).bytes;
    EXPECT_NE(kept.find(log.request(0, 3).note.bytes()), std::string::npos);
    EXPECT_NE(kept.find(other.request(0, 3).note.bytes()), std::string::npos);
}

TEST_F(WitnessOnDisk, key_is_made_once_and_for_its_owner_alone) {
    const auto file = directory / "key";
    using audit::IfMissing;
    EXPECT_TRUE(std::holds_alternative<std::string>(audit::signing_key_from({}, file, IfMissing::fail)));
    const auto made = audit::signing_key_from({}, file, IfMissing::make);
    const auto again = audit::signing_key_from({}, file, IfMissing::make);
    EXPECT_EQ(std::get<audit::SigningKey>(made).public_key(),
              std::get<audit::SigningKey>(again).public_key());
    struct stat found {};
    ASSERT_EQ(stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    ASSERT_EQ(chmod(file.c_str(), 0640), 0);
    EXPECT_TRUE(std::holds_alternative<std::string>(audit::signing_key_from({}, file, IfMissing::make)));
}

TEST_F(WitnessOnDisk, key_that_is_damaged_is_not_replaced) {
    const auto file = directory / "key";
    for (const std::size_t size : {0U, 31U, 33U}) {
        std::ofstream(file) << std::string(size, 'k');
        ASSERT_EQ(chmod(file.c_str(), 0600), 0);
        EXPECT_TRUE(
            std::holds_alternative<std::string>(audit::signing_key_from({}, file, audit::IfMissing::make)));
        EXPECT_EQ(std::filesystem::file_size(file), size);
    }
}

TEST_F(WitnessOnDisk, key_from_a_credential_goes_before_the_file) {
    const auto credential = directory / "credential";
    std::ofstream(credential) << std::string(32, 'c');
    const auto key = audit::signing_key_from(credential, directory / "key", audit::IfMissing::make);
    audit::KeySeed seed{};
    seed.fill('c');
    EXPECT_EQ(std::get<audit::SigningKey>(key).public_key(), audit::SigningKey::of_seed(seed).public_key());
    EXPECT_FALSE(std::filesystem::exists(directory / "key"));
}

std::string error_of(const std::string& text) {
    const auto settings = audit::witness_settings_of(text, "witness.toml");
    const auto* error = std::get_if<policy::PolicyError>(&settings);
    return error == nullptr ? "loaded" : error->text();
}

TEST(WitnessSettings, errors_name_file_line_and_reason) {
    const std::string head = "name = \"office.example/witness\"\naddress = \"127.0.0.1\"\nport = 8080\n";
    const std::string log = "[[log]]\nkey = \"" + LogInMemory().verifier().text() + "\"\n";
    EXPECT_EQ(error_of(head + log), "loaded");
    EXPECT_EQ(error_of(head + "prefix = \"/a/b\"\n" + log), "loaded");
    EXPECT_TRUE(error_of(head + log + log).starts_with("witness.toml:7: the key of"));
    EXPECT_TRUE(error_of(head).starts_with("witness.toml:1: "));
    EXPECT_TRUE(error_of(head + "prefix = \"a/\"\n" + log).starts_with("witness.toml:4: \"prefix\" must"));
    EXPECT_TRUE(error_of(head + "certificate = \"/c.pem\"\n" + log).find("certificate-key") !=
                std::string::npos);
    EXPECT_TRUE(
        error_of(head + "colour = \"red\"\n" + log).starts_with("witness.toml:4: the key \"colour\""));
    EXPECT_TRUE(
        error_of(head + "[[log]]\nkey = \"counter+00000000+AAAA\"\n").starts_with("witness.toml:5: \"key\""));
    EXPECT_TRUE(error_of("name = \"a b\"\naddress = \"::\"\nport = 1\n" + log)
                    .starts_with("witness.toml:1: \"name\""));
}

}  // namespace
}  // namespace tsuitate::tests
