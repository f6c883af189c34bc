#include "audit/courier/witness_list.hpp"

#include "policy/load/toml_file.hpp"

namespace tsuitate::audit {
namespace {

using policy::PolicyError;
using policy::Table;

// Takes "https://host:port/prefix" apart at its path.
void read_url(Table& table, WitnessAddress& witness) {
    const std::string url = table.text("url");
    const bool known = url.starts_with("http://") || url.starts_with("https://");
    const std::size_t host = known ? url.find("://") + 3 : std::string::npos;
    if (!known || host == url.size() || url[host] == '/' || url.ends_with('/') ||
        url.find_first_of(" ?#@") != std::string::npos) {
        table.complain("url",
                       "\"url\" must be http://host, https://host:port or the like with a path, without "
                       "a slash at its end");
        return;
    }
    const std::size_t path = url.find('/', host);
    witness.host = url.substr(0, path);
    witness.path = (path == std::string::npos ? "" : url.substr(path)) + "/add-checkpoint";
}

void read_witness(Table& table, WitnessList& list) {
    WitnessAddress witness;
    witness.name = table.name("name");
    policy::refuse_twins(table, list.witnesses, witness.name);
    read_url(table, witness);
    const auto key = verifier_key_of(table.text("key"));
    if (!key || key->use != KeyUse::cosignature) {
        table.complain("key", "\"key\" must be what \"tsuitate-witness key\" prints on the witness");
        return;
    }
    witness.key = *key;
    for (const WitnessAddress& other : list.witnesses) {
        if (other.key == witness.key) {
            table.complain("key", "\"" + witness.name + "\" and \"" + other.name + "\" have the same key");
        }
    }
    list.witnesses.push_back(std::move(witness));
}

void read_list(Table& table, WitnessList& list) {
    constexpr std::int64_t hour = 3600;
    constexpr std::int64_t week = hour * 24 * 7;
    list.interval = std::chrono::seconds(table.number("interval", 1, hour));
    list.longest_gap = std::chrono::seconds(table.number("longest-gap", 1, week));
    // Half a gap is when an unchanged checkpoint is offered again.
    if (list.longest_gap < 2 * list.interval) {
        table.complain("longest-gap", "\"longest-gap\" must be at least twice \"interval\"");
    }
    table.each("witness", [&](Table& witness) { read_witness(witness, list); });
}

std::variant<WitnessList, PolicyError> result(std::optional<PolicyError> error, WitnessList list) {
    if (error) {
        return std::move(*error);
    }
    return list;
}

}  // namespace

std::variant<WitnessList, PolicyError> load_witness_list(const std::filesystem::path& file) {
    WitnessList list;
    auto error = policy::read_toml_file(file, [&](Table& table) { read_list(table, list); });
    return result(std::move(error), std::move(list));
}

std::variant<WitnessList, PolicyError> witness_list_of(std::string_view text,
                                                       const std::filesystem::path& name) {
    WitnessList list;
    auto error = policy::read_toml_text(text, name, [&](Table& table) { read_list(table, list); });
    return result(std::move(error), std::move(list));
}

}  // namespace tsuitate::audit
