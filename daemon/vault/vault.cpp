#include "daemon/vault/vault.hpp"

#include <cstdlib>
#include <utility>

#include "daemon/log/log.hpp"
#include "daemon/start/handover.hpp"

namespace tsuitate::vault {
namespace {

std::string_view name_of(wire::DeviceClass device) {
    constexpr std::array names = {std::string_view("panel"), std::string_view("keypad"),
                                  std::string_view("reader"), std::string_view("screen"),
                                  std::string_view("ledger")};
    return names.at(static_cast<std::size_t>(device));
}

std::string_view name_of(wire::DeviceState state) {
    constexpr std::array names = {std::string_view("absent"), std::string_view("ready"),
                                  std::string_view("refused"), std::string_view("failed")};
    return names.at(static_cast<std::size_t>(state));
}

wire::Name word(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

}  // namespace

Vault::Vault(loop::Loop& loop, const policy::Policy& policy, Input& input, CardReader& card)
    : loop_(loop),
      policy_(policy),
      input_(input),
      card_(card),
      front_(loop, "front"),
      screen_(loop, "screen"),
      voice_(loop, "voice"),
      ledger_(loop, "ledger"),
      records_(ledger_),
      glass_(policy, screen_, voice_),
      panel_(policy.panel.doubt),
      watch_(loop, records_, glass_, panel_),
      driver_(loop, policy, front_, records_, glass_, card),
      calibration_(loop, policy, front_, records_, glass_, panel_),
      yes_(loop, policy.assistance.hold) {}

bool Vault::start(std::map<std::string, wire::Descriptor> sockets) {
    for (const char* role : {"front", "screen", "ledger"}) {
        if (!sockets.contains(role)) {
            log::error("a socket is missing: start the vault through its socket units", {{"ROLE", role}});
            return false;
        }
    }
    driver_.on_change([this] { session_changed(); });
    calibration_.on_changed([this] { watch_.calibrated(); });
    watch_.on_change([this] { tell_status(); });
    driver_.on_help_step([this](policy::HelpStep step) { take_help_step(step); });
    yes_.on_step([this](std::uint8_t steps) { driver_.help().set_held(steps); });
    watch_.on_move([this] { driver_.set_proof_cell(panel_.cell()); });
    calibration_.on_end([this] {
        driver_.give_way(false);
        tell_status();
    });
    start_ledger(std::move(sockets.at("ledger")));
    start_screen(std::move(sockets.at("screen")));
    start_front(std::move(sockets.at("front")));
    if (const auto voice = sockets.find("voice"); voice != sockets.end()) {
        start_voice(std::move(voice->second));
    }
    card_.start(*this);
    input_.start(*this);
    loop_.on_termination([this] { terminate(EXIT_SUCCESS); });
    parts_changed();
    return true;
}

void Vault::start_front(wire::Descriptor socket) {
    front_.start(std::move(socket), {.connected =
                                         [this] {
                                             for (const wire::VaultTellDevice& device : health_.devices()) {
                                                 front_.send(device);
                                             }
                                             told_status_.reset();
                                             tell_status();
                                         },
                                     .message = [this](const auto& any) { this->on_any(any); },
                                     .lost = [this] { driver_.front_lost(); }});
}

void Vault::start_screen(wire::Descriptor socket) {
    screen_.start(std::move(socket), {.connected = [] {},
                                      .message = [this](const auto& any) { this->on_any(any); },
                                      .lost =
                                          [this] {
                                              glass_.forget_panel();
                                              device_changed(health_.set_screen(false), true);
                                          }});
}

// No session depends on it: whether it comes, goes or is there changes nothing.
void Vault::start_voice(wire::Descriptor socket) {
    voice_.start(
        std::move(socket),
        {.connected = [this] { glass_.tell_voice(); }, .message = [](const auto&) {}, .lost = [] {}});
}

void Vault::start_ledger(wire::Descriptor socket) {
    ledger_.start(std::move(socket), {.connected = [] {},
                                      .message = [this](const auto& any) { this->on_any(any); },
                                      .lost =
                                          [this] {
                                              tell_fault(health_.set_ledger(false, wire::LedgerFault::none));
                                              records_.fail_all();
                                              parts_changed();
                                          }});
}

void Vault::on_input_report(const InputReport& report) {
    if (report.device == wire::DeviceClass::keypad) {
        driver_.help().set_keypad(report.state == wire::DeviceState::ready);
    }
    if (const auto device = health_.set_input(report)) {
        device_changed(*device, true);
        return;
    }
    log::warning("an input device is not used", {{"DEVICE", name_of(report.device)},
                                                 {"STATE", name_of(report.state)},
                                                 {"NAME", report.name},
                                                 {"PLACE", report.place},
                                                 {"REASON", report.reason}});
    record_device(report.device, report.state);
}

void Vault::on_reader_report(const ReaderReport& report) {
    device_changed(health_.set_reader(report), true);
}

void Vault::on_card(bool present) {
    card_present_ = present;
    if (present) {
        driver_.happened(policy::CardCame{});
    } else {
        driver_.happened(policy::CardWent{});
    }
}

void Vault::on_reader_hung() {
    log::error("the reader's driver does not come back; the vault ends itself after the records");
    device_changed(health_.set_reader_hung(), true);
    driver_.happened(policy::ReaderHung{});
    terminate(EXIT_FAILURE);
}

void Vault::on_message(const wire::FrontReportRefusal& message) {
    log::warning("a caller without rights was refused",
                 {{"UID", message.caller_uid}, {"ACTION", message.action.view()}, {"COUNT", message.count}});
    records_.write({.kind = policy::RecordKind::caller_refused,
                    .caller_uid = message.caller_uid,
                    .count = message.count,
                    .subject = message.action});
}

void Vault::on_message(const wire::FrontOpenSession& message) {
    if (calibration_.active()) {
        front_.send(wire::VaultAnswerOpen{.request = message.request, .answer = wire::OpenAnswer::busy});
        return;
    }
    driver_.open(message);
}

void Vault::on_message(const wire::FrontCalibrate& message) {
    const auto refuse = [&](wire::CalibrationAnswer answer) {
        front_.send(wire::VaultAnswerCalibration{.request = message.request, .answer = answer});
    };
    if (calibration_.active() || driver_.state().phase != policy::Phase::closed) {
        return refuse(wire::CalibrationAnswer::busy);
    }
    const policy::PartsChanged works = health_.parts();
    if (!works.panel || !works.screen || !works.ledger || !glass_.known()) {
        return refuse(wire::CalibrationAnswer::out_of_service);
    }
    driver_.give_way(true);
    want_calibration(false);
    calibration_.start(message, glass_.size());
    tell_status();
}

void Vault::on_message(const wire::FrontReadLog& message) {
    wire::VaultWriteRecord record{.caller_uid = message.caller_uid};
    if (message.reading == wire::LogReading::report) {
        record.kind = policy::RecordKind::report_permitted;
        record.first_day = message.first_day;
        record.last_day = message.last_day;
    } else {
        record.kind = policy::RecordKind::log_read;
        record.count = 1;
        record.subject = word(message.reading == wire::LogReading::query ? "query" : "prove");
    }
    records_.write(record, [this, request = message.request](bool durable) {
        front_.send(wire::VaultAnswerLog{
            .request = request,
            .answer = durable ? wire::LogAnswer::recorded : wire::LogAnswer::not_recorded});
    });
}

void Vault::on_message(const wire::ScreenTellPanel& message) {
    input_.set_panel_size(glass_.set_panel(message));
    device_changed(health_.set_screen(true), true);
}

void Vault::on_message(const wire::ScreenTellShown& message) {
    if (!glass_.shown(message)) {
        log::error("screen and vault place the keys differently; no touch counts any more");
        device_changed(health_.set_layout_disagreement(), true);
    } else if (glass_.is_now(message, policy::SceneName::consent)) {
        driver_.help().consent_shown(message);
    }
}

void Vault::on_message(const wire::LedgerTellState& message) {
    if (message.fault == wire::LedgerFault::none && !started_recorded_) {
        started_recorded_ = true;
        records_.write({.kind = policy::RecordKind::service_started, .detail = word(TSUITATE_VERSION)});
    }
    device_changed(health_.set_ledger(true, message.fault), false);
}

void Vault::on_message(const wire::LedgerTellPanel& message) {
    if (driver_.state().phase == policy::Phase::closed) {
        watch_.restore(message);
    }
}

void Vault::on_message(const wire::LedgerTellFailure& message) {
    if (message.fault == wire::LedgerFault::refused_record) {
        // The log is well; who wanted this written asked for what no record may hold.
        log::error("the ledger refused a record");
        records_.failed(message.serial);
        return;
    }
    tell_fault(health_.set_ledger(true, message.fault));
    records_.failed(message.serial);
    parts_changed();
}

void Vault::tell_device(const wire::VaultTellDevice& device) {
    log::info("a device changed", {{"DEVICE", name_of(device.device)},
                                   {"STATE", name_of(device.state)},
                                   {"NAME", device.name.view()},
                                   {"PLACE", device.place.view()},
                                   {"REASON", device.reason.view()}});
    front_.send(device);
}

// Before what waits for a record is refused: the refusal sends its caller to the fault code and the devices.
void Vault::tell_fault(const wire::VaultTellDevice& device) {
    tell_device(device);
    driver_.set_fault_code(static_cast<std::uint16_t>(health_.fault_code()));
    tell_status();
}

void Vault::device_changed(const wire::VaultTellDevice& device, bool recorded) {
    tell_device(device);
    if (recorded) {
        record_device(device.device, device.state);
    }
    parts_changed();
}

void Vault::record_device(wire::DeviceClass device, wire::DeviceState state) {
    if (ledger_.open()) {
        records_.write({.kind = policy::RecordKind::device_changed,
                        .subject = word(name_of(device)),
                        .detail = word(name_of(state))});
    }
}

void Vault::parts_changed() {
    const policy::PartsChanged works = health_.parts();
    if (!works.panel || !works.screen || !works.ledger) {
        calibration_.abandon();
    }
    driver_.set_fault_code(static_cast<std::uint16_t>(health_.fault_code()));
    driver_.happened(health_.parts());
}

void Vault::session_changed() {
    follow_entry();
    tell_status();
    finish_if_done();
}

void Vault::tell_status() {
    wire::VaultTellStatus status;
    status.fault_code = static_cast<std::uint16_t>(health_.fault_code());
    status.card = card_present_ ? wire::CardState::present : wire::CardState::absent;
    if (status.fault_code != 0) {
        status.service = wire::ServiceState::out_of_service;
    } else {
        const bool free = driver_.state().phase == policy::Phase::closed && !calibration_.active();
        status.service = free ? wire::ServiceState::ready : wire::ServiceState::busy;
    }
    status.panel = watch_.state();
    status.calibration_wanted = calibration_wanted_ ? 1 : 0;
    if (told_status_ != status) {
        told_status_ = status;
        front_.send(status);
    }
}

void Vault::terminate(int exit_status) {
    if (leaving_) {
        return;
    }
    leaving_ = exit_status;
    // A card or a disk that does not answer must not keep the process.
    loop_.after(policy_.limits.record + policy_.limits.card_answer, [this] { loop_.stop(*leaving_); });
    calibration_.abandon();
    driver_.happened(policy::PartsChanged{});
}

void Vault::finish_if_done() {
    if (!leaving_ || driver_.state().phase != policy::Phase::closed) {
        return;
    }
    if (!stop_recorded_) {
        stop_recorded_ = true;
        records_.write({.kind = policy::RecordKind::service_stopped,
                        .detail = word(*leaving_ == EXIT_SUCCESS ? "asked" : "reader-hung")},
                       [this](bool) { loop_.stop(*leaving_); });
    }
}

int run_vault(loop::Loop& loop, const policy::Policy& policy, Input& input, CardReader& card) {
    Vault vault(loop, policy, input, card);
    if (!vault.start(start::take_inherited_sockets())) {
        return EXIT_FAILURE;
    }
    start::notify("READY=1");
    const int status = loop.run();
    start::notify("STOPPING=1");
    return status;
}

}  // namespace tsuitate::vault
