// Codec: a message to bytes and back. A receiver names the messages it accepts; anything else is an error
// value.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>
#include <variant>

#include "daemon/wire/messages.hpp"

namespace tsuitate::wire {

struct Header {
    std::uint16_t version = protocol_version;
    MessageType type{};
};

enum class DecodeError : std::uint8_t { too_short, wrong_version, not_accepted, wrong_size, invalid_field };

constexpr std::string_view name_of(DecodeError error) {
    switch (error) {
        case DecodeError::too_short:
            return "shorter than a header";
        case DecodeError::wrong_version:
            return "another protocol version: the roles are not of one build";
        case DecodeError::not_accepted:
            return "a type that this role does not accept here";
        case DecodeError::wrong_size:
            return "a size that its type does not have";
        case DecodeError::invalid_field:
            return "a field outside its range";
    }
    return "unknown";
}

template <WireMessage T>
std::array<std::uint8_t, sizeof(Header) + sizeof(T)> encode(const T& message) {
    std::array<std::uint8_t, sizeof(Header) + sizeof(T)> bytes{};
    const Header header{.type = T::type};
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, &message, sizeof message);
    return bytes;
}

// The messages that a role accepts from one peer.
template <WireMessage... Ms>
struct Accepts {
    using Any = std::variant<Ms...>;
    static constexpr std::size_t max_size = sizeof(Header) + std::max({sizeof(Ms)...});

    static std::variant<Any, DecodeError> decode(std::span<const std::uint8_t> bytes) {
        Header header;
        if (bytes.size() < sizeof header) {
            return DecodeError::too_short;
        }
        std::memcpy(&header, bytes.data(), sizeof header);
        if (header.version != protocol_version) {
            return DecodeError::wrong_version;
        }
        std::variant<Any, DecodeError> result = DecodeError::not_accepted;
        const auto body = bytes.subspan(sizeof header);
        const auto try_one = [&]<typename M>(std::type_identity<M>) {
            if (header.type != M::type) {
                return false;
            }
            result = decode_body<M>(body);
            return true;
        };
        (try_one(std::type_identity<Ms>{}) || ...);
        return result;
    }

  private:
    template <typename M>
    static std::variant<Any, DecodeError> decode_body(std::span<const std::uint8_t> body) {
        if (body.size() != sizeof(M)) {
            return DecodeError::wrong_size;
        }
        M message;
        std::memcpy(&message, body.data(), sizeof message);
        if (!message.valid()) {
            return DecodeError::invalid_field;
        }
        return Any(message);
    }
};

// Of a peer that is told and may say nothing: whatever it sends drops it.
template <>
struct Accepts<> {
    using Any = std::variant<std::monostate>;
    static constexpr std::size_t max_size = sizeof(Header);

    static std::variant<Any, DecodeError> decode(std::span<const std::uint8_t> /*bytes*/) {
        return DecodeError::not_accepted;
    }
};

// Who accepts what, from whom: the whole of it.
using FromFront = Accepts<FrontOpenSession, FrontEnterPin, FrontSendCommand, FrontCloseSession,
                          FrontReportRefusal, FrontReadLog, FrontCalibrate, FrontRequestAssistance,
                          FrontEndAssistance, FrontAnnounceObserver, FrontObserverLeft>;
using FromScreen = Accepts<ScreenTellPanel, ScreenTellShown>;
using FromVoice = Accepts<>;
using FromLedger =
    Accepts<LedgerTellState, LedgerTellDurable, LedgerTellFailure, LedgerTellPanel, LedgerTellReceipt>;
using FromVaultToFront =
    Accepts<VaultTellStatus, VaultTellDevice, VaultAnswerOpen, VaultTellProgress, VaultEndEntry,
            VaultAnswerCommand, VaultEndSession, VaultAnswerLog, VaultAnswerCalibration,
            VaultAnswerAssistance, VaultAnswerObserver, VaultTellAssistance, VaultTellReceipt>;
using FromVaultToScreen = Accepts<VaultShowScene>;
using FromVaultToVoice = Accepts<VaultShowScene>;
using FromVaultToLedger = Accepts<VaultWriteRecord, VaultKeepPanel>;

}  // namespace tsuitate::wire
