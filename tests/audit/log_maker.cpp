#include "tests/audit/log_maker.hpp"

#include <array>
#include <ctime>
#include <fstream>
#include <sstream>

#include "audit/note/checkpoint.hpp"
#include "audit/record/kept.hpp"
#include "tests/audit/help_records.hpp"

namespace tsuitate::tests {
namespace {

using policy::RecordKind;

audit::KeySeed seed_of(const std::string& what) {
    return audit::sha256(what);
}

std::string utc(std::int64_t unix_seconds) {
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

LogMaker::LogMaker(std::filesystem::path directory, std::string origin, std::uint64_t seed)
    : directory_(std::move(directory)),
      origin_(std::move(origin)),
      seed_(seed),
      random_(seed),
      enrolment_(audit::SigningKey::of_seed(seed_of("enrolment " + std::to_string(seed)))),
      enrolment_key_{.name = origin_, .use = audit::KeyUse::note, .key = enrolment_.public_key()} {
    boot = identifier();
    start_epoch(true);
}

std::string LogMaker::identifier() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < 32; ++i) {
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        text += digits[random_ >> 60U];
    }
    return text;
}

audit::SigningKey LogMaker::key_of_epoch(std::uint64_t number) const {
    return audit::SigningKey::of_seed(
        seed_of("epoch " + std::to_string(seed_) + " " + std::to_string(number)));
}

void LogMaker::add(RecordKind kind, audit::JsonObject fields) {
    fields.emplace("boot", boot);
    fields.emplace("event", std::string(policy::name_of(kind)));
    fields.emplace("sequence", size() + 1);
    fields.emplace("time", utc(now++));
    fields.emplace("uptime", uptime++);
    fields.emplace("version", audit::schema_version);
    if (!policy::has_field(kind, policy::RecordField::session)) {
        fields.emplace("salt", identifier());
    }
    add_bytes(audit::to_canonical_json(fields));
}

void LogMaker::add_bytes(std::string_view bytes) {
    publisher_.add(bytes);
}

std::string LogMaker::add_session(const std::string& pin_kind, const std::string& outcome) {
    const std::string session = identifier();
    const std::uint64_t before = 3;
    const std::uint64_t after = outcome == "verified" ? 3 : 2;
    add(RecordKind::session_opened, {{"session", session},
                                     {"procedure", std::string("tax-certificate")},
                                     {"caller-uid", std::uint64_t{1000}}});
    add(RecordKind::entry_started, {{"session", session}, {"pin-kind", pin_kind}});
    add(RecordKind::pin_attempt, {{"session", session}, {"pin-kind", pin_kind}, {"tries-left", before}});
    add(RecordKind::pin_outcome,
        {{"session", session}, {"pin-kind", pin_kind}, {"outcome", outcome}, {"tries-left", after}});
    add(RecordKind::session_ended, {{"session", session}, {"detail", std::string("closed")}});
    return session;
}

std::string LogMaker::add_helped_session(std::uint64_t receipt) {
    const std::string session = identifier();
    const HelpWords words{.receipt = receipt};
    const auto help = [&](RecordKind kind, const std::string& detail) {
        HelpWords said = words;
        said.detail = detail;
        add(kind, help_fields(kind, session, said));
    };
    add(RecordKind::session_opened, {{"session", session},
                                     {"procedure", std::string("certificate-renewal")},
                                     {"caller-uid", std::uint64_t{1000}}});
    add(RecordKind::entry_started, {{"session", session}, {"pin-kind", words.pin_kind}});
    help(RecordKind::help_asked, "call-clerk");
    help(RecordKind::observer_announced, "");
    help(RecordKind::observer_answered, "accepted");
    help(RecordKind::assistance_requested, "");
    help(RecordKind::consent_shown, "");
    help(RecordKind::consent_answered, "agreed");
    add(RecordKind::pin_attempt,
        {{"session", session}, {"pin-kind", words.pin_kind}, {"tries-left", std::uint64_t{3}}});
    add(RecordKind::pin_outcome, {{"session", session},
                                  {"pin-kind", words.pin_kind},
                                  {"outcome", std::string("verified")},
                                  {"tries-left", std::uint64_t{3}}});
    help(RecordKind::assistance_ended, "attempted");
    help(RecordKind::assistance_reviewed, "agreed");
    help(RecordKind::change_answered, "accepted");
    help(RecordKind::receipt_issued, "");
    add(RecordKind::session_ended, {{"session", session}, {"detail", std::string("closed")}});
    return session;
}

void LogMaker::start_epoch(bool after_start) {
    ++epoch_;
    const audit::SigningKey key = key_of_epoch(epoch_);
    audit::Epoch epoch{.number = epoch_,
                       .key = key.public_key(),
                       .next_key = key_of_epoch(epoch_ + 1).public_key(),
                       .after_start = after_start};
    epoch.signature = key.sign(audit::epoch_statement(origin_, epoch));
    add(RecordKind::epoch_started, audit::fields_of(epoch));
}

void LogMaker::next_epoch(bool seal, bool after_start) {
    if (seal) {
        publish();
    }
    start_epoch(after_start);
}

void LogMaker::publish() {
    publisher_.publish_tiles([this](const std::string& path, std::string_view bytes) {
        write(path, bytes);
        return true;
    });
    const audit::Checkpoint checkpoint{.origin = origin_, .size = size(), .root = publisher_.root()};
    const std::string text = checkpoint.text();
    const audit::Note note{
        .text = text,
        .signatures = {audit::sign_note(text, origin_, enrolment_),
                       audit::sign_note(text, audit::epoch_key_name(origin_, epoch_), key_of_epoch(epoch_))}};
    std::string number = std::to_string(epoch_);
    number.insert(0, 8 - std::min<std::size_t>(8, number.size()), '0');
    write("checkpoints/" + number, note.bytes());
    write("checkpoint", note.bytes());
}

void LogMaker::erase_tile(std::uint64_t tile) {
    add(RecordKind::entries_erased, {{"first", tile * audit::tile_width + 1},
                                     {"last", (tile + 1) * audit::tile_width},
                                     {"detail", std::string("five-years")},
                                     {"subject", std::string("officer")}});
    publish();
    const std::filesystem::path file = directory_ / audit::entries_tile_path(tile, audit::tile_width);
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    const std::string entries = bytes.str();
    write(audit::kept_path(tile),
          audit::kept_text(audit::what_outlives(*audit::entries_of(entries, audit::tile_width))));
    std::filesystem::remove_all(file.string() + ".p");
    std::filesystem::remove(file);
}

std::string LogMaker::anchor() const {
    return audit::anchor_text(enrolment_key_, {.name = audit::epoch_key_name(origin_, 1),
                                               .use = audit::KeyUse::note,
                                               .key = key_of_epoch(1).public_key()});
}

void LogMaker::write(const std::string& path, std::string_view bytes) const {
    const std::filesystem::path file = directory_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace tsuitate::tests
