#include "daemon/ledger/audit_log.hpp"

#include <algorithm>

#include "daemon/ledger/former_tiles.hpp"
#include "daemon/ledger/tile_repair.hpp"
#include "daemon/log/log.hpp"

namespace tsuitate::ledger {
namespace {

using policy::RecordKind;

}  // namespace

AuditLog::AuditLog(Storage& storage, const MasterKeys& master, LogSettings settings,
                   std::function<Moment()> now)
    : storage_(storage),
      master_(master),
      settings_(std::move(settings)),
      now_(std::move(now)),
      public_(storage),
      epoch_keys_(storage, master) {}

std::variant<std::unique_ptr<AuditLog>, LogFault> AuditLog::open(Storage& storage, const MasterKeys& master,
                                                                 LogSettings settings,
                                                                 std::function<Moment()> now) {
    std::unique_ptr<AuditLog> log(new AuditLog(storage, master, std::move(settings), std::move(now)));
    if (auto fault = log->open_all()) {
        return std::move(*fault);
    }
    return log;
}

MaybeFault AuditLog::open_all() {
    const audit::VerifierKey enrolment{
        .name = settings_.origin, .use = audit::KeyUse::note, .key = master_.enrolment().public_key()};
    auto newest = public_.newest(enrolment);
    if (auto* fault = std::get_if<LogFault>(&newest)) {
        return std::move(*fault);
    }
    const auto& found = std::get<std::optional<audit::Checkpoint>>(newest);
    if (auto fault = recover(
            found.value_or(audit::Checkpoint{.origin = settings_.origin, .root = audit::empty_root()}))) {
        return fault;
    }
    if (auto fault = epoch_ > 0 ? public_.repair_epoch_file(epoch_) : std::nullopt) {
        return fault;
    }
    // No reason to stop entries: nothing was lost, and an erasure looks again.
    if (const auto fault = forget_all_former(storage_, checkpoint_size_)) {
        log::warning("a file that nobody needs any more cannot be removed", {{"REASON", fault->reason}});
    }
    if (healed_bytes_ > 0) {
        if (auto fault = append_own(RecordKind::log_healed, {{"count", healed_bytes_}})) {
            return fault;
        }
    }
    return start_epoch(true);
}

// From the published tiles and what the journal has beyond them.
MaybeFault AuditLog::recover(const audit::Checkpoint& checkpoint) {
    auto found = resumed(checkpoint);
    if (auto* fault = std::get_if<LogFault>(&found)) {
        return std::move(*fault);
    }
    auto& publisher = std::get<std::optional<audit::Publisher>>(found);
    const bool leads = publisher.has_value();
    publisher_ = leads ? std::move(*publisher) : audit::Publisher();
    const Journal::OnRecord on_record = [this](std::uint64_t sequence, std::string_view record) {
        take(sequence, record);
    };
    auto fault = read_journal(checkpoint.size + 1, on_record);
    if (!fault && epoch_ == 0 && journal_->records() > 0 && checkpoint.size > 0) {
        // The last segment holds no change of keys, which are a quarter of an hour apart: it began just now.
        fault = read_journal(1, on_record);
    }
    if (fault) {
        return fault;
    }
    if (journal_->records() < checkpoint.size) {
        return LogFault{
            .reason = storage_.place() + ": the journal ends with record " +
                      std::to_string(journal_->records()) + ", and a checkpoint over " +
                      std::to_string(checkpoint.size) +
                      " was signed: records are missing, or an older copy stands in their place. Restore the "
                      "newest copy; nothing is signed until then"};
    }
    if (!leads || publisher_.size() != journal_->records()) {
        return LogFault{
            .reason = storage_.place() +
                      ": what journal and tiles hold does not lead to the newest "
                      "checkpoint (over " +
                      std::to_string(checkpoint.size) +
                      " records): they are damaged, or not of the same log. Restore the newest copy; nothing "
                      "is signed until then"};
    }
    checkpoint_size_ = checkpoint.size;
    read_again_ = publisher_.edge();
    return std::nullopt;
}

// Where the log goes on; nothing where neither the tiles nor the journal lead to the checkpoint.
std::variant<std::optional<audit::Publisher>, LogFault> AuditLog::resumed(
    const audit::Checkpoint& checkpoint) {
    if (checkpoint.size == 0) {
        return std::optional(audit::Publisher());
    }
    auto publisher =
        full_tiles_are_whole(storage_, checkpoint.size) ? public_.resume(checkpoint) : std::nullopt;
    if (publisher) {
        return publisher;
    }
    return remade_tiles(storage_, checkpoint,
                        [this](const Journal::OnRecord& on_record) { return read_journal(1, on_record); });
}

MaybeFault AuditLog::read_journal(std::uint64_t from, const Journal::OnRecord& on_record) {
    auto opened = Journal::open(storage_, settings_.segment_size, from, on_record);
    if (auto* fault = std::get_if<LogFault>(&opened)) {
        return std::move(*fault);
    }
    journal_.emplace(std::move(std::get<Journal>(opened)));
    // Only the first reading finds a torn tail.
    healed_bytes_ = std::max(healed_bytes_, journal_->healed_bytes());
    return std::nullopt;
}

void AuditLog::take(std::uint64_t sequence, std::string_view bytes) {
    if (bytes.find(R"("event":"epoch-started")") != std::string_view::npos ||
        bytes.find(R"("event":"chain-restarted")") != std::string_view::npos) {
        const auto record = audit::record_of(bytes);
        if (const auto* said = std::get_if<audit::Record>(&record)) {
            const audit::Epoch epoch = audit::epoch_of(*said);
            epoch_ = epoch.number;
            next_key_ = epoch.next_key;
        }
    }
    if (sequence == publisher_.size() + 1) {
        publisher_.add(bytes);
    }
}

std::variant<AuditLog::Refusals, LogFault> AuditLog::append(std::span<const wire::VaultWriteRecord> records) {
    const Moment moment = now_();
    Refusals refusals(records.size());
    std::vector<PendingReceipt> receipts;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto json = json_of(records[i], journal_->records() + lines.size() + 1, moment);
        if (auto* refused = std::get_if<RefusedRecord>(&json)) {
            refusals[i] = std::move(*refused);
        } else {
            if (records[i].kind == RecordKind::receipt_issued) {
                receipts.push_back({.serial = records[i].serial,
                                    .code = {.number = std::string(records[i].receipt.view()),
                                             .sequence = journal_->records() + lines.size() + 1,
                                             .leaf = audit::leaf_hash(std::get<std::string>(json)),
                                             .origin = settings_.origin}});
            }
            lines.push_back(std::move(std::get<std::string>(json)));
        }
    }
    if (auto fault = lines.empty() ? std::nullopt : journal_->append(lines)) {
        return std::move(*fault);
    }
    for (const std::string& line : lines) {
        publisher_.add(line);
    }
    pending_receipts_.insert(pending_receipts_.end(), receipts.begin(), receipts.end());
    return refusals;
}

MaybeFault AuditLog::append_own(RecordKind kind, audit::JsonObject fields) {
    auto json = json_of(kind, std::move(fields), journal_->records() + 1, now_());
    if (const auto* refused = std::get_if<RefusedRecord>(&json)) {
        return LogFault{.fault = wire::LedgerFault::refused_record, .reason = refused->reason};
    }
    const std::string& line = std::get<std::string>(json);
    if (auto fault = journal_->append(std::span(&line, 1))) {
        return fault;
    }
    publisher_.add(line);
    return std::nullopt;
}

// A disk that changed a bit on the way would make us sign what nobody can verify.
MaybeFault AuditLog::compare_with_disk() {
    auto fault = journal_->read_again(
        [this](std::uint64_t, std::string_view record) { read_again_.add(audit::leaf_hash(record)); });
    if (fault) {
        return fault;
    }
    if (read_again_.size() != publisher_.size() || read_again_.root() != publisher_.root()) {
        return LogFault{.reason = storage_.place() + ": the disk does not give back what was written to it"};
    }
    return std::nullopt;
}

MaybeFault AuditLog::publish() {
    if (published()) {
        return std::nullopt;
    }
    if (auto fault = compare_with_disk()) {
        return fault;
    }
    if (auto fault = public_.write_tiles(publisher_)) {
        return fault;
    }
    const audit::Checkpoint checkpoint{
        .origin = settings_.origin, .size = publisher_.size(), .root = publisher_.root()};
    const std::string text = checkpoint.text();
    const audit::Note note{
        .text = text,
        .signatures = {audit::sign_note(text, settings_.origin, master_.enrolment()),
                       audit::sign_note(text, audit::epoch_key_name(settings_.origin, epoch_), *epoch_key_)}};
    if (auto fault = public_.write_checkpoint(note, epoch_)) {
        return fault;
    }
    checkpoint_size_ = checkpoint.size;
    public_.forget_partial_tiles();
    sign_receipts();
    return std::nullopt;
}

void AuditLog::sign_receipts() {
    for (PendingReceipt& pending : pending_receipts_) {
        pending.code.size = publisher_.size();
        pending.code.root = publisher_.root();
        receipts_.push_back({.serial = pending.serial, .code = audit::receipt_code(pending.code)});
    }
    pending_receipts_.clear();
}

bool AuditLog::are_signed(std::uint64_t tile, const std::vector<std::string_view>& entries) const {
    const std::uint64_t size = publisher_.size();
    const audit::ReadTile tiles = published_tiles(storage_);
    const auto hashes = tiles(0, tile, audit::tile_width);
    if (!hashes || !std::equal(entries.begin(), entries.end(), hashes->begin(), hashes->end(),
                               [](std::string_view entry, const audit::Hash& hash) {
                                   return audit::leaf_hash(entry) == hash;
                               })) {
        return false;
    }
    // The way of one leaf to the root is made of all its neighbours in the tile: if it leads there, all are
    // right.
    const std::uint64_t index = tile * audit::tile_width;
    const auto proof = audit::inclusion_proof(index, size, audit::nodes_from_tiles(size, tiles));
    return proof && audit::is_included(hashes->front(), index, size, publisher_.root(), *proof);
}

MaybeFault AuditLog::record_erasure(std::uint64_t first, std::uint64_t last, const std::string& rule,
                                    const std::string& officer) {
    if (auto fault = append_own(RecordKind::entries_erased,
                                {{"first", first}, {"last", last}, {"detail", rule}, {"subject", officer}})) {
        return fault;
    }
    return publish();
}

MaybeFault AuditLog::change_epoch() {
    if (auto fault = publish()) {
        return fault;
    }
    return start_epoch(false);
}

// The key that the log names for this epoch; another one, and a restarted chain, where it is lost.
audit::SigningKey AuditLog::key_for(std::uint64_t epoch) {
    chain_restarted_ = false;
    if (epoch == 1) {
        return audit::SigningKey::made_anew();
    }
    auto key = epoch_keys_.find(epoch);
    if (key && key->public_key() == next_key_) {
        return std::move(*key);
    }
    chain_restarted_ = true;
    return audit::SigningKey::made_anew();
}

// The order of the steps is the one that docs/audit-log.md promises: between any two of them power may be
// lost.
MaybeFault AuditLog::start_epoch(bool after_start) {
    const std::uint64_t number = epoch_ + 1;
    audit::SigningKey key = key_for(number);
    const audit::SigningKey next = audit::SigningKey::made_anew();
    if (auto fault = epoch_keys_.keep(number + 1, next)) {
        return fault;
    }
    audit::Epoch epoch{.number = number,
                       .key = key.public_key(),
                       .next_key = next.public_key(),
                       .chain_restarted = chain_restarted_,
                       .after_start = after_start};
    const audit::SigningKey& signer = chain_restarted_ ? master_.enrolment() : key;
    epoch.signature = signer.sign(audit::epoch_statement(settings_.origin, epoch));
    const RecordKind kind = chain_restarted_ ? RecordKind::chain_restarted : RecordKind::epoch_started;
    if (auto fault = append_own(kind, audit::fields_of(epoch))) {
        return fault;
    }
    if (auto fault = epoch_keys_.erase_others(number + 1)) {
        return fault;
    }
    epoch_ = number;
    next_key_ = epoch.next_key;
    epoch_key_ = std::move(key);
    if (auto fault = publish()) {
        return fault;
    }
    return after_start ? repair_anchor() : std::nullopt;
}

// From the first record, which also says it when the file was lost.
MaybeFault AuditLog::repair_anchor() {
    const auto record = audit::record_of(public_.first_record(checkpoint_size_));
    const auto* first = std::get_if<audit::Record>(&record);
    if (first == nullptr || first->kind != RecordKind::epoch_started) {
        return std::nullopt;  // it was lost as well: what somebody keeps in a safe is all that there is
    }
    const audit::Epoch epoch = audit::epoch_of(*first);
    if (!audit::verifies(epoch.key, audit::epoch_statement(settings_.origin, epoch), epoch.signature)) {
        return std::nullopt;
    }
    const audit::VerifierKey enrolment{.name = settings_.origin, .key = master_.enrolment().public_key()};
    return public_.keep_anchor(
        audit::anchor_text(enrolment, audit::epoch_verifier_key(settings_.origin, epoch)));
}

}  // namespace tsuitate::ledger
