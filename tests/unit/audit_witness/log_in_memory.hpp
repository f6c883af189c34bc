// A log in memory, with its key: makes the requests that a courier would send, and wrong ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/witness/request.hpp"
#include "audit/witness/witness.hpp"

namespace tsuitate::tests {

inline audit::SigningKey key_of(std::uint8_t number) {
    audit::KeySeed seed{};
    seed.fill(number);
    return audit::SigningKey::of_seed(seed);
}

class LogInMemory {
  public:
    explicit LogInMemory(std::string origin = "counter.example/log", std::uint8_t key = 1,
                         std::string flavour = "record ")
        : origin_(std::move(origin)), key_(key_of(key)), flavour_(std::move(flavour)) {}

    audit::VerifierKey verifier() const { return {.name = origin_, .key = key_.public_key()}; }
    audit::Checkpoint checkpoint(std::uint64_t size) const {
        const auto root = size == 0 ? audit::empty_root() : *audit::root_of(0, size, nodes());
        return {.origin = origin_, .size = size, .root = root};
    }
    audit::Note note(const audit::Checkpoint& checkpoint) const {
        const std::string text = checkpoint.text();
        return {.text = text, .signatures = {audit::sign_note(text, origin_, key_)}};
    }
    audit::AddCheckpoint request(std::uint64_t old_size, std::uint64_t size) const {
        const auto at = checkpoint(size);
        const auto proof = old_size == 0 || old_size > size
                               ? audit::Proof()
                               : *audit::consistency_proof(old_size, size, nodes());
        return {.old_size = old_size, .proof = proof, .note = note(at), .checkpoint = at};
    }

  private:
    // A node from its leaves, slowly.
    audit::ReadNode nodes() const {
        return [this](const audit::Node& node) -> std::optional<audit::Hash> {
            audit::Edge edge;
            for (std::uint64_t i = node.index << node.level; i < (node.index + 1) << node.level; ++i) {
                edge.add(audit::leaf_hash(flavour_ + std::to_string(i)));
            }
            return edge.root();
        };
    }

    std::string origin_;
    audit::SigningKey key_;
    std::string flavour_;
};

// A memory that can be made to fail, before or after it has taken something in.
class FakeMemory final : public audit::WitnessMemory {
  public:
    std::variant<std::optional<audit::Note>, std::string> recall(const std::string& origin) override {
        if (cannot_recall) {
            return "the disk is gone";
        }
        const auto found = notes.find(origin);
        return found == notes.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<std::string> remember(const std::string& origin, const audit::Note& newest) override {
        ++writes;
        if (fails_before) {
            return "no space left";
        }
        notes.insert_or_assign(origin, newest);
        return fails_after ? std::optional<std::string>("the directory could not be synchronised")
                           : std::nullopt;
    }
    void keep_conflict(const std::string&, const audit::Note& known,
                       const audit::AddCheckpoint& offered) override {
        conflicts.emplace_back(known.bytes(), offered.note.bytes());
    }

    std::map<std::string, audit::Note> notes;
    std::vector<std::pair<std::string, std::string>> conflicts;
    unsigned writes = 0;
    bool cannot_recall = false;
    bool fails_before = false;
    bool fails_after = false;
};

inline constexpr std::uint64_t some_time = 1'795'000'000;

struct Office {
    FakeMemory memory;
    LogInMemory log;
    std::optional<audit::Witness> witness;

    Office() { start(); }
    // As after a kill: nothing is left but the memory.
    void start() {
        witness.emplace("office.example/witness", key_of(9), std::vector{log.verifier()}, memory,
                        [] { return some_time; });
    }
    audit::WitnessAnswer ask(const audit::AddCheckpoint& request) {
        return witness->add_checkpoint(request.body());
    }
};

// When the witness signed what was offered; nothing when the answer holds no valid signature of it.
inline std::optional<std::uint64_t> cosigned(const audit::WitnessAnswer& answer,
                                             const audit::AddCheckpoint& offered,
                                             const audit::VerifierKey& witness) {
    const auto note = audit::note_of(offered.note.text + "\n" + answer.body);
    return note ? audit::cosigned_at(*note, witness) : std::nullopt;
}

}  // namespace tsuitate::tests
