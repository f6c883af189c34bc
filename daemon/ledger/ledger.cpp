#include "daemon/ledger/ledger.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "daemon/log/log.hpp"

namespace tsuitate::ledger {

Moment present_moment() {
    Moment moment;
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    moment.unix_seconds = now.tv_sec;
    clock_gettime(CLOCK_BOOTTIME, &now);
    moment.uptime_seconds = now.tv_sec;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), moment.boot);
    std::erase(moment.boot, '-');
    return moment;
}

Ledger::Ledger(loop::Loop& loop, Storage& storage, wire::Channel vault)
    : loop_(loop), storage_(storage), vault_(std::move(vault)) {}

void Ledger::start() {
    loop_.watch(vault_.descriptor(), [this](std::uint32_t) { on_vault(); });
    open_log();
}

void Ledger::open_log() {
    auto opened = Segment::open(storage_, present_moment);
    if (const auto* fault = std::get_if<SegmentFault>(&opened)) {
        log::error("the log cannot be opened", {{"REASON", fault->reason}});
        tell_state(fault->fault);
        constexpr auto pause = std::chrono::seconds(5);
        loop_.after(pause, [this] { open_log(); });
        return;
    }
    segment_.emplace(std::move(std::get<Segment>(opened)));
    if (segment_->healed_bytes() > 0) {
        log::warning("a torn tail was cut off; nothing acknowledged was lost",
                     {{"BYTES", segment_->healed_bytes()}});
    }
    log::info("the log is open", {{"RECORDS", segment_->records()}});
    tell_state(wire::LedgerFault::none);
}

void Ledger::tell_state(wire::LedgerFault fault) {
    if (!vault_.send(wire::LedgerTellState{.records = segment_ ? segment_->records() : 0, .fault = fault})) {
        leave("the vault does not read");
    }
}

void Ledger::on_vault() {
    for (;;) {
        const auto received = vault_.receive<wire::FromVaultToLedger>();
        if (const auto* message = std::get_if<wire::FromVaultToLedger::Any>(&received)) {
            write(std::get<wire::VaultWriteRecord>(*message));
        } else if (const auto* error = std::get_if<wire::DecodeError>(&received)) {
            leave(wire::name_of(*error));
            return;
        } else if (std::get<wire::ChannelEvent>(received) == wire::ChannelEvent::peer_gone) {
            log::info("the vault has gone; nothing is open");
            loop_.forget(vault_.descriptor());
            loop_.stop(EXIT_SUCCESS);
            return;
        } else {
            return;
        }
    }
}

void Ledger::write(const wire::VaultWriteRecord& record) {
    if (!segment_) {
        answer_failure(record.serial, {.reason = "the log is not open"});
        return;
    }
    const auto line = line_of(record, segment_->next_sequence(), present_moment());
    if (const auto* refused = std::get_if<RefusedRecord>(&line)) {
        answer_failure(record.serial,
                       {.fault = wire::LedgerFault::refused_record, .reason = refused->reason});
        return;
    }
    const auto appended = segment_->append(std::get<std::string>(line));
    if (const auto* fault = std::get_if<SegmentFault>(&appended)) {
        answer_failure(record.serial, *fault);
        return;
    }
    if (!vault_.send(wire::LedgerTellDurable{.serial = record.serial})) {
        leave("the vault does not read");
    }
}

void Ledger::answer_failure(std::uint64_t serial, const SegmentFault& fault) {
    log::error("a record was not written", {{"REASON", fault.reason}});
    if (!vault_.send(wire::LedgerTellFailure{.serial = serial, .fault = fault.fault})) {
        leave("the vault does not read");
    }
}

void Ledger::leave(std::string_view reason) {
    log::error("the ledger ends", {{"REASON", reason}});
    loop_.forget(vault_.descriptor());
    loop_.stop(EXIT_FAILURE);
}

}  // namespace tsuitate::ledger
