// MessageType: the names of all messages, WHO_VERB_NOUN, by the pair of roles that exchange them, and the
// version of the whole. A change of any message bumps `protocol_version`.
#pragma once

#include <array>
#include <cstdint>

#include "daemon/wire/text.hpp"
#include "policy/session/session_id.hpp"

namespace tsuitate::wire {

inline constexpr std::uint16_t protocol_version = 9;

enum class MessageType : std::uint16_t {
    front_open_session = 0x0101,
    front_enter_pin = 0x0102,
    front_send_command = 0x0103,
    front_close_session = 0x0104,
    front_report_refusal = 0x0105,
    front_read_log = 0x0106,
    front_calibrate = 0x0107,
    front_request_assistance = 0x0108,
    front_end_assistance = 0x0109,
    front_announce_observer = 0x010a,
    front_observer_left = 0x010b,

    vault_tell_status = 0x0201,
    vault_tell_device = 0x0202,
    vault_answer_open = 0x0203,
    vault_tell_progress = 0x0204,
    vault_end_entry = 0x0205,
    vault_answer_command = 0x0206,
    vault_end_session = 0x0207,
    vault_answer_log = 0x0208,
    vault_answer_calibration = 0x0209,
    vault_answer_assistance = 0x020a,
    vault_answer_observer = 0x020b,
    vault_tell_assistance = 0x020c,
    vault_tell_receipt = 0x020d,

    vault_show_scene = 0x0301,
    screen_tell_panel = 0x0302,
    screen_tell_shown = 0x0303,

    vault_write_record = 0x0401,
    ledger_tell_state = 0x0402,
    ledger_tell_durable = 0x0403,
    ledger_tell_failure = 0x0404,
    vault_keep_panel = 0x0405,
    ledger_tell_panel = 0x0406,
    ledger_tell_receipt = 0x0407,
};

using policy::SessionId;
using Code = Text<255>;  // what a receipt's square says
using Digest = std::array<std::uint8_t, 32>;

}  // namespace tsuitate::wire
