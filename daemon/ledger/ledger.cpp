#include "daemon/ledger/ledger.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "daemon/log/log.hpp"

namespace tsuitate::ledger {
namespace {

constexpr auto retry_pause = std::chrono::seconds(5);
const std::string panel_file = "panel";
constexpr std::size_t largest_batch = 48;  // of records of at most 1,057 bytes: below Journal::largest_group

}  // namespace

Ledger::Ledger(loop::Loop& loop, Storage& storage, const MasterKeys& master, LogSettings settings,
               std::chrono::seconds epoch_length, wire::Channel vault)
    : loop_(loop),
      storage_(storage),
      master_(master),
      settings_(std::move(settings)),
      epoch_length_(epoch_length),
      vault_(std::move(vault)) {}

void Ledger::start() {
    loop_.watch(vault_.descriptor(), [this](std::uint32_t) { on_vault(); });
    tell_panel();
    open_log();
}

void Ledger::finish() {
    if (log_) {
        publish();
    }
}

void Ledger::open_log() {
    log_.reset();
    auto opened = AuditLog::open(storage_, master_, settings_, [this] { return clocks_.now(); });
    if (const auto* fault = std::get_if<LogFault>(&opened)) {
        report(*fault, "the log cannot be opened");
        loop_.after(retry_pause, [this] { open_log(); });
        return;
    }
    log_ = std::move(std::get<std::unique_ptr<AuditLog>>(opened));
    if (log_->healed_bytes() > 0) {
        log::warning("a torn tail was cut off; nothing acknowledged was lost",
                     {{"BYTES", log_->healed_bytes()}});
    }
    if (log_->chain_restarted()) {
        log::warning("the key of this epoch was lost; a new chain of keys begins, and the log says so");
    }
    log::info("the log is open", {{"RECORDS", log_->records()}, {"EPOCH", log_->epoch()}});
    if (!epoch_timer_) {
        epoch_timer_ = loop_.after(epoch_length_, [this] { change_epoch(); });
    }
    tell_state(wire::LedgerFault::none);
}

void Ledger::report(const MaybeFault& fault, std::string_view what) {
    if (fault) {
        log::error(what, {{"REASON", fault->reason}});
    }
    const auto code = fault ? fault->fault : wire::LedgerFault::none;
    if (fault || told_ != code) {
        tell_state(code);
    }
}

void Ledger::tell_state(wire::LedgerFault fault) {
    told_ = fault;
    if (!vault_.send(wire::LedgerTellState{.records = log_ ? log_->records() : 0, .fault = fault})) {
        leave("the vault does not read");
    }
}

void Ledger::on_vault() {
    for (;;) {
        std::vector<wire::VaultWriteRecord> records;
        const bool open = collect(records);
        if (!records.empty()) {
            write(records);
        }
        const bool more = to_keep_.has_value() || records.size() == largest_batch;
        if (to_keep_) {
            keep(*std::exchange(to_keep_, std::nullopt));
        }
        if (!open || !more) {
            return;
        }
    }
}

bool Ledger::collect(std::vector<wire::VaultWriteRecord>& records) {
    while (records.size() < largest_batch) {
        const auto received = vault_.receive<wire::FromVaultToLedger>();
        if (const auto* message = std::get_if<wire::FromVaultToLedger::Any>(&received)) {
            if (const auto* panel = std::get_if<wire::VaultKeepPanel>(message)) {
                to_keep_ = *panel;
                return true;
            }
            records.push_back(std::get<wire::VaultWriteRecord>(*message));
        } else if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
            leave(wire::name_of(*error));
            return false;
        } else if (std::get<wire::ChannelEvent>(received) == wire::ChannelEvent::peer_gone) {
            log::info("the vault has gone; nothing is open");
            loop_.forget(vault_.descriptor());
            loop_.stop(EXIT_SUCCESS);
            return false;
        } else {
            return true;
        }
    }
    return true;
}

void Ledger::write(const std::vector<wire::VaultWriteRecord>& records) {
    // Why it is not open has been told; these records are refused for the same.
    auto appended = log_ ? log_->append(records)
                         : std::variant<AuditLog::Refusals, LogFault>(
                               LogFault{.fault = told_, .reason = "the log is not open"});
    const auto* fault = std::get_if<LogFault>(&appended);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (fault != nullptr) {
            answer(records[i].serial, *fault);
            continue;
        }
        const auto& refused = std::get<AuditLog::Refusals>(appended)[i];
        answer(records[i].serial, refused ? MaybeFault(LogFault{.fault = wire::LedgerFault::refused_record,
                                                                .reason = refused->reason})
                                          : std::nullopt);
    }
    if (fault == nullptr) {
        pace_.appended(loop::Clock::now());
        publish_when_due();
    } else if (log_) {
        reopen_after(*fault);
    }
}

void Ledger::keep(const wire::VaultKeepPanel& panel) {
    const std::string bytes(panel.bytes.begin(), panel.bytes.begin() + panel.size);
    const Errno error = storage_.replace(panel_file, bytes, true);
    answer(panel.serial,
           error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage_.place() + "/" + panel_file)));
}

void Ledger::tell_panel() {
    std::string bytes;
    const Errno error = read_file(storage_, panel_file, bytes);
    wire::LedgerTellPanel told;
    if (error == 0 && bytes.size() <= told.bytes.size()) {
        told.size = static_cast<std::uint16_t>(bytes.size());
        std::copy(bytes.begin(), bytes.end(), told.bytes.begin());
    } else if (error != ENOENT) {
        log::warning("what was kept of the panel cannot be read; it has to be calibrated anew",
                     {{"PLACE", storage_.place() + "/" + panel_file}, {"ERROR", error}});
    }
    if (!vault_.send(told)) {
        leave("the vault does not read");
    }
}

void Ledger::answer(std::uint64_t serial, const MaybeFault& fault) {
    if (fault) {
        log::error("a record was not written", {{"REASON", fault->reason}});
    }
    const bool sent = fault ? vault_.send(wire::LedgerTellFailure{.serial = serial, .fault = fault->fault})
                            : vault_.send(wire::LedgerTellDurable{.serial = serial});
    if (!sent) {
        leave("the vault does not read");
    }
}

// What a disk that failed holds is only known when it is read again.
void Ledger::reopen_after(const LogFault& fault) {
    log_.reset();
    tell_state(fault.fault);
    loop_.after(retry_pause, [this] { open_log(); });
}

void Ledger::publish_when_due() {
    if (publish_timer_ || !pace_.waits()) {
        return;
    }
    publish_timer_ = loop_.after(pace_.due() - loop::Clock::now(), [this] {
        publish_timer_.reset();
        // More may have been appended meanwhile.
        if (pace_.due() > loop::Clock::now()) {
            publish_when_due();
        } else {
            publish();
        }
    });
}

void Ledger::publish() {
    if (!log_) {
        return;
    }
    const auto fault = log_->publish();
    pace_.published();
    report(fault, "what was recorded cannot be signed and published");
    tell_receipts();
    if (fault) {
        publish_timer_ = loop_.after(retry_pause, [this] {
            publish_timer_.reset();
            publish();
        });
    }
}

void Ledger::tell_receipts() {
    for (const AuditLog::SignedReceipt& receipt : log_->take_receipts()) {
        const wire::LedgerTellReceipt told{.serial = receipt.serial,
                                           .code = wire::Code::from(receipt.code).value_or(wire::Code{})};
        if (!vault_.send(told)) {
            leave("the vault does not read");
            return;
        }
    }
}

void Ledger::change_epoch() {
    auto pause = std::chrono::nanoseconds(epoch_length_);
    if (log_) {
        if (auto fault = log_->change_epoch()) {
            report(fault, "the key for checkpoints cannot be changed");
            // Half a change is put right by opening the log, which starts an epoch.
            reopen_after(*fault);
        } else {
            tell_receipts();
        }
    }
    epoch_timer_ = loop_.after(pause, [this] { change_epoch(); });
}

void Ledger::leave(std::string_view reason) {
    log::error("the ledger ends", {{"REASON", reason}});
    loop_.forget(vault_.descriptor());
    loop_.stop(EXIT_FAILURE);
}

}  // namespace tsuitate::ledger
