// Commands: what tsuitate-audit can do, one function each. Each returns the exit status of tsuitate-audit(1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit_tool {

inline constexpr int exit_right = 0;
inline constexpr int exit_wrong = 1;  // something is wrong with the log, or with a proof
inline constexpr int exit_usage = 2;
inline constexpr int exit_cannot_read = 3;
inline constexpr int exit_not_permitted = 4;  // a detailed report without its record

struct Common {
    std::string log;  // its directory
    policy::Language language = policy::Language::english;
};

// What somebody kept outside the log.
struct KeptElsewhere {
    std::vector<std::string> remembered;       // files and directories
    std::vector<std::string> witnesses;        // keys
    std::uint64_t longest_witness_gap = 3600;  // seconds
};

struct VerifyRequest {
    std::string anchor;
    KeptElsewhere kept;
    std::vector<std::uint64_t> accepted_restarts;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    unsigned threads = 0;
    bool tree_only = false;
    bool json = false;
};
int verify(const Common& common, const VerifyRequest& request);

struct Filter {
    std::string from{};
    std::string to{};
    std::string session{};
    std::string pin_kind{};
    std::string outcome{};
    std::string event{};
    std::string subject{};
    std::optional<std::uint64_t> caller{};
    std::string clerk{};
    std::string role{};
    bool panel = false;
    std::uint64_t limit = 0;
};
enum class Format : std::uint8_t { table, json, csv };
int query(const Common& common, const Filter& filter, Format format);
int show(const Common& common, const std::string& session);
int export_records(const Common& common, const Filter& filter, const std::string& output);
struct ArchiveRequest {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
    std::string output;  // a directory that is not there yet
    std::string anchor;
};
// A copy of the log that is whole for these records, and checked.
int archive(const Common& common, const ArchiveRequest& request);
int stats(const Common& common, bool json);

struct ReportRequest {
    std::string from;  // days, as 2026-11-01; both belong to the period
    std::string to;
    std::string output;
    std::string anchor;
    std::string counter;  // its name, for people
    KeptElsewhere kept;
    bool detailed = false;
};
int report(const Common& common, const ReportRequest& request);

struct ProveRequest {
    std::string record;  // its sequence, or a receipt: a number, or what its square says
    std::string output;
    std::string checkpoint;   // another one than the newest, such as one that witnesses co-signed
    bool with_record = true;  // the file carries the record, so that nothing is needed beside it
};
int prove(const Common& common, const ProveRequest& request);
struct CheckProofRequest {
    std::string proof;    // a file; or a receipt, whose proof is then made from the log
    std::string receipt;  // the receipt whose record it shall be; may be empty
    std::string record;   // a file with the record, for a proof that does not carry it
    std::string anchor;
    std::vector<std::string> witnesses;
};
// `common.log`: a copy of the log, to follow the keys of its epochs; may be empty.
int check_proof(const Common& common, const CheckProofRequest& request);
struct ReceiptRequest {
    std::string receipt;  // a number as people write it, or what the square says
    std::string pdf;      // the slip to write; may be empty
    std::string ask;      // what the slip says about where to ask
    bool json = false;
};
int receipt(const Common& common, const ReceiptRequest& request);
int anchor(const Common& common, const std::string& enrolment, bool plain);
int schema(const std::string& event);

}  // namespace tsuitate::audit_tool
