#include <gtest/gtest.h>

#include <cstdlib>

#include "audit/courier/courier.hpp"
#include "audit/courier/status.hpp"
#include "audit/witness/durable_file.hpp"
#include "tests/audit/log_maker.hpp"
#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

using audit::NotCosigned;
using audit::Trouble;
using std::chrono::seconds;

// A counter with a log on disk, a courier, and one witness without a network between them.
class CourierOnDisk : public testing::Test {
  protected:
    CourierOnDisk() : maker(make_directory() / "log", "counter.example/log", 1), log(directory / "log") {
        maker.add_session("signature", "verified");
        maker.publish();
        start_witness();
        list = {.interval = seconds(60),
                .longest_gap = seconds(3600),
                .witnesses = {{.name = "office",
                               .host = "http://office.example",
                               .path = "/add-checkpoint",
                               .key = witness->verifier_key()}}};
        start_courier();
    }
    ~CourierOnDisk() override { std::filesystem::remove_all(directory); }

    std::filesystem::path make_directory() {
        std::string name = testing::TempDir() + "tsuitate-courier-XXXXXX";
        directory = mkdtemp(name.data());
        return directory;
    }
    void start_witness() {
        witness.emplace("office.example/witness", key_of(9), std::vector{maker.enrolment()}, memory,
                        [this] { return moment.time; });
    }
    void start_courier() {
        store.emplace(
            std::get<audit::CosignedStore>(audit::CosignedStore::open(directory / "courier", list)));
        courier.emplace(list, log, *store,
                        audit::Courier::World{
                            .post = [this](const auto&, const std::string& body) { return post(body); },
                            .now = [this] { return moment; },
                            .chance = [] { return 0.0; },
                            .tell = [this](const audit::CourierNews& one) { news.push_back(one.kind); }});
    }
    audit::Reply post(const std::string& body) {
        ++requests;
        if (unplugged) {
            return {.status = 0, .content_type = {}, .body = {}, .error = "no answer"};
        }
        const auto answer = witness->add_checkpoint(body);
        return {
            .status = answer.status, .content_type = answer.content_type, .body = answer.body, .error = {}};
    }
    void pass(seconds time) {
        moment.time += static_cast<std::uint64_t>(time.count());
        moment.steady += time;
    }
    void grow(int sessions) {
        for (int i = 0; i < sessions; ++i) {
            maker.add_session("signature", "verified");
        }
        maker.publish();
    }
    const audit::Standing& standing() const { return courier->standings().front(); }
    std::string status() const {
        return audit::read_small_file(directory / "courier/status.json", 1U << 20U).bytes.value_or("");
    }
    bool status_says(const std::string& text) const { return status().find(text) != std::string::npos; }

    std::filesystem::path directory;
    LogMaker maker;
    audit::LogCopy log;
    FakeMemory memory;
    std::optional<audit::Witness> witness;
    audit::WitnessList list;
    std::optional<audit::CosignedStore> store;
    std::optional<audit::Courier> courier;
    audit::Moment moment{.time = some_time, .steady = std::chrono::steady_clock::time_point(seconds(1000))};
    std::vector<audit::CourierNews::Kind> news;
    unsigned requests = 0;
    bool unplugged = false;
};

TEST_F(CourierOnDisk, keeps_a_signature_that_verifies) {
    courier->go_round();
    const auto bytes =
        audit::read_small_file(directory / "courier/witnessed/office" /
                                   (std::to_string(some_time) + "-" + std::to_string(maker.size())),
                               1U << 20U);
    const auto note = audit::note_of(bytes.bytes.value());
    ASSERT_TRUE(note);
    EXPECT_EQ(audit::cosigned_at(*note, witness->verifier_key()), some_time);
    EXPECT_TRUE(audit::signed_by(*note, maker.enrolment()));
    EXPECT_TRUE(status_says("\"trouble\": \"none\""));
    EXPECT_TRUE(status_says("\"gap\": false"));
}

TEST_F(CourierOnDisk, offers_a_new_checkpoint_when_the_interval_is_over_and_no_sooner) {
    courier->go_round();
    for (const int sessions : {1, 3, 200, 60}) {
        grow(sessions);
        const unsigned before = requests;
        courier->go_round();
        pass(seconds(59));
        courier->go_round();
        EXPECT_EQ(requests, before);
        pass(seconds(1));
        courier->go_round();
        EXPECT_EQ(requests, before + 1);
        EXPECT_EQ(standing().cosigned->size, maker.size());
    }
}

TEST_F(CourierOnDisk, offers_the_same_checkpoint_again_after_half_the_longest_gap) {
    courier->go_round();
    pass(seconds(1799));
    courier->go_round();
    EXPECT_EQ(requests, 1U);
    pass(seconds(1));
    courier->go_round();
    EXPECT_EQ(requests, 2U);
    EXPECT_EQ(standing().cosigned_time, moment.time);
}

TEST_F(CourierOnDisk, goes_on_from_what_it_kept) {
    courier->go_round();
    grow(100);
    pass(seconds(60));
    start_courier();
    courier->go_round();
    EXPECT_EQ(requests, 2U) << "no need to ask for the size";
    EXPECT_EQ(standing().cosigned->size, maker.size());
}

TEST_F(CourierOnDisk, asks_once_more_when_the_witness_knows_another_size) {
    courier->go_round();
    std::filesystem::remove_all(directory / "courier");
    grow(100);
    start_courier();
    courier->go_round();
    EXPECT_EQ(requests, 3U);
    EXPECT_EQ(standing().trouble, Trouble::none);
    EXPECT_EQ(standing().cosigned->size, maker.size());
}

TEST_F(CourierOnDisk, comes_back_to_a_silent_witness_less_and_less_often) {
    unplugged = true;
    for (int second = 0; second < 1000; ++second) {
        courier->go_round();
        pass(seconds(1));
    }
    using Kind = audit::CourierNews::Kind;
    EXPECT_EQ(news, std::vector{Kind::no_signature}) << "and says so once";
    EXPECT_GT(requests, 8U);
    EXPECT_LT(requests, 14U);
    EXPECT_TRUE(status_says("\"trouble\": \"unreachable\""));
    EXPECT_TRUE(status_says("\"gap\": true"));
    unplugged = false;
    pass(seconds(300));
    courier->go_round();
    EXPECT_TRUE(status_says("\"trouble\": \"none\""));
    EXPECT_EQ(news.back(), Kind::signs_again);
}

TEST_F(CourierOnDisk, keeps_enough_signatures_to_show_that_there_was_no_gap_and_no_more) {
    constexpr int minutes = 300;
    for (int i = 0; i < minutes; ++i) {
        grow(1);
        courier->go_round();
        pass(seconds(60));
    }
    std::vector<std::uint64_t> times;
    for (const auto& file : std::filesystem::directory_iterator(directory / "courier/witnessed/office")) {
        if (file.path().filename() != "latest") {
            times.push_back(std::stoull(file.path().filename().string()));
        }
    }
    std::sort(times.begin(), times.end());
    EXPECT_LE(times.size(), 300U * 60 / 900 + 3);
    ASSERT_FALSE(times.empty());
    EXPECT_EQ(times.front(), some_time);
    EXPECT_EQ(times.back(), some_time + 60 * (minutes - 1));
    for (std::size_t i = 1; i < times.size(); ++i) {
        EXPECT_LE(times[i] - times[i - 1], 1800U) << "far below the longest gap of an hour";
    }
}

TEST_F(CourierOnDisk, tells_a_gap_as_soon_as_it_is_one) {
    courier->go_round();
    unplugged = true;
    while (moment.time < some_time + 3600) {
        pass(seconds(1));
        courier->go_round();
    }
    EXPECT_TRUE(status_says("\"gap\": false") && !status_says("\"gap\": true"));
    pass(seconds(1));
    courier->go_round();
    EXPECT_TRUE(status_says("\"gap\": true"));
}

TEST_F(CourierOnDisk, conflict_stays_although_a_forgetful_witness_signs) {
    grow(10);
    courier->go_round();
    std::filesystem::remove_all(directory / "log");
    LogMaker other(directory / "log", "counter.example/log", 1);
    other.now += 10;
    other.add_session("signature", "verified");
    other.publish();
    memory.notes.clear();
    for (int i = 0; i < 5; ++i) {
        pass(seconds(600));
        courier->go_round();
        EXPECT_EQ(standing().trouble, Trouble::conflict);
        EXPECT_TRUE(status_says("\"conflict\": true"));
    }
}

TEST_F(CourierOnDisk, does_not_offer_hashes_that_do_not_fit) {
    courier->go_round();
    grow(10);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory / "log/tile/0")) {
        if (entry.is_regular_file()) {
            audit::write_durably(entry.path(), std::string(entry.file_size(), 'x'), 0600);
        }
    }
    pass(seconds(60));
    const unsigned before = requests;
    courier->go_round();
    EXPECT_EQ(requests, before);
    EXPECT_EQ(standing().trouble, Trouble::local);
}

TEST_F(CourierOnDisk, a_signature_that_cannot_be_kept_is_trouble) {
    std::filesystem::remove_all(directory / "courier/witnessed/office");
    courier->go_round();
    EXPECT_EQ(standing().trouble, Trouble::local);
    EXPECT_FALSE(standing().cosigned);
}

TEST_F(CourierOnDisk, does_not_believe_a_kept_checkpoint_that_the_witness_has_not_signed) {
    audit::write_durably(directory / "courier/witnessed/office/latest",
                         audit::read_small_file(directory / "log/checkpoint", 1U << 20U).bytes.value(), 0600);
    start_courier();
    EXPECT_FALSE(standing().cosigned);
    courier->go_round();
    EXPECT_EQ(standing().trouble, Trouble::none);
}

class WitnessReplies : public testing::Test {
  protected:
    NotCosigned why(unsigned status, const std::string& body,
                    const std::string& type = "text/x.tlog.size") const {
        const auto outcome = audit::outcome_of(
            offered, witness, {.status = status, .content_type = type, .body = body, .error = {}});
        const auto* found = std::get_if<NotCosigned>(&outcome);
        return found == nullptr ? NotCosigned{.trouble = Trouble::none, .reason = {}} : *found;
    }
    LogInMemory log;
    audit::AddCheckpoint offered = log.request(5, 9);
    audit::SigningKey key = key_of(9);
    audit::VerifierKey witness{
        .name = "office.example/witness", .use = audit::KeyUse::cosignature, .key = key.public_key()};
};

TEST_F(WitnessReplies, only_a_signature_of_that_witness_over_that_text_counts) {
    const std::string right = audit::cosign(offered.note.text, witness.name, key, some_time).text();
    EXPECT_EQ(why(200, right).trouble, Trouble::none);
    const std::string of_another =
        audit::cosign(offered.note.text, "other.example", key_of(8), some_time).text();
    EXPECT_EQ(why(200, of_another + right).trouble, Trouble::none) << "others' lines do not matter";
    for (const std::string& wrong :
         {std::string(), std::string("signed\n"), of_another, right.substr(0, right.size() - 1),
          audit::cosign(log.checkpoint(8).text(), witness.name, key, some_time).text(),
          audit::sign_note(offered.note.text, witness.name, key).text(),
          right + audit::cosign("other\n", witness.name, key, some_time).text()}) {
        EXPECT_EQ(why(200, wrong).trouble, Trouble::refused) << wrong;
    }
}

TEST_F(WitnessReplies, a_size_means_what_it_says_about_the_log_here) {
    EXPECT_EQ(why(409, "7\n").trouble, Trouble::none);
    EXPECT_EQ(why(409, "10\n").trouble, Trouble::conflict) << "the log went back";
    EXPECT_EQ(why(409, "5\n").trouble, Trouble::refused) << "that is what was offered";
    offered = log.request(9, 9);
    EXPECT_EQ(why(409, "9\n").trouble, Trouble::conflict) << "other contents";
    for (const char* body : {"", "7", "07\n", "7\n7\n", "-7\n", "seven\n"}) {
        EXPECT_EQ(why(409, body).trouble, Trouble::refused) << body;
    }
    EXPECT_EQ(why(409, "7\n", "text/html").trouble, Trouble::refused);
}

TEST_F(WitnessReplies, every_other_status_is_trouble_of_its_kind) {
    EXPECT_EQ(why(422, "").trouble, Trouble::conflict);
    for (const unsigned status : {201U, 204U, 301U, 400U, 401U, 403U, 404U, 413U, 429U}) {
        EXPECT_EQ(why(status, "").trouble, Trouble::refused) << status;
    }
    for (const unsigned status : {0U, 500U, 502U, 503U}) {
        EXPECT_EQ(why(status, "").trouble, Trouble::unreachable) << status;
    }
}

TEST(RetryDelay, doubles_to_five_minutes_and_scatters) {
    EXPECT_EQ(audit::retry_delay(1, 0), seconds(1));
    EXPECT_EQ(audit::retry_delay(2, 0), seconds(2));
    EXPECT_EQ(audit::retry_delay(9, 0), seconds(256));
    EXPECT_EQ(audit::retry_delay(10, 0), seconds(300));
    EXPECT_EQ(audit::retry_delay(4'000'000'000U, 0), seconds(300));
    EXPECT_EQ(audit::retry_delay(10, 1), seconds(450));
}

TEST(CourierStatus, survives_bytes_that_are_no_text) {
    const audit::WitnessList list{.interval = seconds(1),
                                  .longest_gap = seconds(2),
                                  .witnesses = {{.name = "a", .host = {}, .path = {}, .key = {}}}};
    const std::vector<audit::Standing> standings{{.trouble = Trouble::refused, .reason = "\xff\xfe\n"}};
    EXPECT_NE(audit::status_text(list, standings, {}, some_time).find("\"refused\""), std::string::npos);
}

}  // namespace
}  // namespace tsuitate::tests
