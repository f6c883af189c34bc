// AuditLog: journal, tree, keys and published files together. Every public call leaves it either in order or
// failed; a failed one is opened anew. What it says is durable before it returns; what it signs was durable
// and read again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "audit/publish/publisher.hpp"
#include "audit/receipt/receipt_code.hpp"
#include "audit/record/epoch.hpp"
#include "daemon/ledger/journal.hpp"
#include "daemon/ledger/keys.hpp"
#include "daemon/ledger/public_log.hpp"
#include "daemon/ledger/record_json.hpp"

namespace tsuitate::ledger {

struct LogSettings {
    // The log's name, at most 100 bytes, the same for its whole life: "tsuitate/<something of the
    // machine's>".
    std::string origin;
    std::uint64_t segment_size = Journal::usual_segment_size;  // bytes
};

class AuditLog {
  public:
    // Opens the log, heals a torn tail, and starts a new epoch. Makes the log where there is none.
    static std::variant<std::unique_ptr<AuditLog>, LogFault> open(Storage& storage, const MasterKeys& master,
                                                                  LogSettings settings,
                                                                  std::function<Moment()> now);

    // Makes the records durable, in one step, in this order. For each either nothing or why it was refused
    // (then it is not in the log; the others are). On a fault none of them may be acknowledged.
    using Refusals = std::vector<std::optional<RefusedRecord>>;
    std::variant<Refusals, LogFault> append(std::span<const wire::VaultWriteRecord> records);

    // Signs and publishes what was appended since the last time. Nothing to do is no fault.
    MaybeFault publish();
    bool published() const { return publisher_.size() == checkpoint_size_; }

    // What the receipts say that the last publish() put into the signed log, each by the serial under which
    // the vault handed its record over. Given once.
    struct SignedReceipt {
        std::uint64_t serial = 0;
        std::string code;
    };
    std::vector<SignedReceipt> take_receipts() { return std::exchange(receipts_, {}); }

    // Closes the epoch with a checkpoint and starts the next.
    MaybeFault change_epoch();

    // Says in the log, signed and published, that the contents of these records will go.
    MaybeFault record_erasure(std::uint64_t first, std::uint64_t last, const std::string& rule,
                              const std::string& officer);
    // Removes the journal's segments that hold nothing from this record on.
    MaybeFault forget_journal_before(std::uint64_t sequence) { return journal_->forget_before(sequence); }
    // The first record that the journal still holds.
    std::variant<std::uint64_t, LogFault> journal_begin() { return journal_->first(); }
    // Whether these are the entries of this full tile in the tree that was signed. Precondition: published().
    bool are_signed(std::uint64_t tile, const std::vector<std::string_view>& entries) const;

    std::uint64_t records() const { return journal_->records(); }
    std::uint64_t healed_bytes() const { return healed_bytes_; }
    std::uint64_t epoch() const { return epoch_; }
    bool chain_restarted() const { return chain_restarted_; }

  private:
    AuditLog(Storage& storage, const MasterKeys& master, LogSettings settings, std::function<Moment()> now);
    MaybeFault open_all();
    MaybeFault recover(const audit::Checkpoint& checkpoint);
    std::variant<std::optional<audit::Publisher>, LogFault> resumed(const audit::Checkpoint& checkpoint);
    MaybeFault read_journal(std::uint64_t from, const Journal::OnRecord& on_record);
    void take(std::uint64_t sequence, std::string_view record);
    audit::SigningKey key_for(std::uint64_t epoch);
    MaybeFault append_own(policy::RecordKind kind, audit::JsonObject fields);
    MaybeFault start_epoch(bool after_start);
    MaybeFault repair_anchor();
    MaybeFault compare_with_disk();
    void sign_receipts();

    Storage& storage_;
    const MasterKeys& master_;
    LogSettings settings_;
    std::function<Moment()> now_;
    PublicLog public_;
    EpochKeys epoch_keys_;
    std::optional<Journal> journal_;
    std::uint64_t healed_bytes_ = 0;  // since this was opened
    audit::Publisher publisher_;
    audit::Edge read_again_;  // over what was read from the disk again
    std::uint64_t checkpoint_size_ = 0;
    std::uint64_t epoch_ = 0;
    audit::PublicKey next_key_{};  // of epoch_ + 1, as the log says
    std::optional<audit::SigningKey> epoch_key_;
    struct PendingReceipt {
        std::uint64_t serial = 0;
        audit::ReceiptCode code;  // but for the tree, which is not signed yet
    };
    std::vector<PendingReceipt> pending_receipts_;
    std::vector<SignedReceipt> receipts_;
    bool chain_restarted_ = false;
};

}  // namespace tsuitate::ledger
