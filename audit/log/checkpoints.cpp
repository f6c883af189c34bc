#include "audit/log/checkpoints.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "audit/log/in_order.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::string_view folder = "checkpoints/";
constexpr std::size_t number_digits = 8;

// The epoch in "checkpoints/00000012"; 0 when it is no such path.
std::uint64_t epoch_in(std::string_view path) {
    if (!path.starts_with(folder) || path.size() < folder.size() + number_digits) {
        return 0;
    }
    const std::string_view digits = path.substr(folder.size());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool padded = digits.size() > number_digits && digits.front() == '0';
    return error == std::errc{} && end == digits.data() + digits.size() && !padded ? number : 0;
}

std::optional<SignedCheckpoint> read_one(const LogDirectory& log, const std::string& path,
                                         Findings& findings) {
    std::string bytes;
    if (const auto error = log.read(path, bytes)) {
        if (error->missing()) {
            findings.push_back(
                {.what = What::checkpoint_missing, .path = path, .detail = "there is no such file"});
        } else {
            findings.push_back({.what = What::cannot_read, .path = path, .detail = error->text()});
        }
        return std::nullopt;
    }
    auto found = signed_checkpoint_of(path, bytes);
    if (auto* reason = std::get_if<std::string>(&found)) {
        findings.push_back({.what = What::checkpoint_malformed, .path = path, .detail = std::move(*reason)});
        return std::nullopt;
    }
    auto& checkpoint = std::get<SignedCheckpoint>(found);
    checkpoint.epoch = epoch_in(path);
    return std::move(checkpoint);
}

void report(SignedCheckpoint& checkpoint, What what, const VerifierKey& key, Findings& findings) {
    checkpoint.signed_right = false;
    findings.push_back({.what = what, .path = checkpoint.path, .key = key.text()});
}

}  // namespace

std::variant<SignedCheckpoint, std::string> signed_checkpoint_of(const std::string& path,
                                                                 std::string_view bytes) {
    auto note = note_of(bytes);
    if (!note) {
        return std::string("it is no signed note");
    }
    const auto checkpoint = checkpoint_of(note->text);
    if (!checkpoint) {
        return std::string("its text is not an origin, a size and a root");
    }
    if (checkpoint->text() != note->text) {
        return std::string("it has lines that no log of this kind writes");
    }
    return SignedCheckpoint{.path = path, .note = std::move(*note), .checkpoint = *checkpoint};
}

Checkpoints read_checkpoints(const LogDirectory& log, unsigned threads, Findings& findings) {
    Checkpoints all;
    all.newest = read_one(log, "checkpoint", findings);
    std::vector<std::string> paths = log.files("checkpoints");
    // What is not one of ours, whoever looks at all files tells.
    std::erase_if(paths, [](const std::string& path) { return epoch_in(path) == 0; });
    std::sort(paths.begin(), paths.end());
    struct Read {
        std::optional<SignedCheckpoint> checkpoint;
        Findings findings;
    };
    std::vector<Read> read(paths.size());
    in_parallel(threads, paths.size(),
                [&](std::size_t i) { read[i].checkpoint = read_one(log, paths[i], read[i].findings); });
    for (Read& one : read) {
        std::move(one.findings.begin(), one.findings.end(), std::back_inserter(findings));
        if (one.checkpoint) {
            all.of_epochs.push_back(std::move(*one.checkpoint));
        }
    }
    std::sort(all.of_epochs.begin(), all.of_epochs.end(),
              [](const auto& one, const auto& other) { return one.epoch < other.epoch; });
    if (!all.newest && !all.of_epochs.empty()) {
        all.newest = *std::max_element(
            all.of_epochs.begin(), all.of_epochs.end(),
            [](const auto& one, const auto& other) { return one.checkpoint.size < other.checkpoint.size; });
    }
    return all;
}

Signed signed_how(const Note& note, const VerifierKey& key) {
    if (key.use == KeyUse::cosignature ? cosigned_at(note, key).has_value() : signed_by(note, key)) {
        return Signed::valid;
    }
    const bool named = std::any_of(
        note.signatures.begin(), note.signatures.end(),
        [&](const SignatureLine& line) { return line.name == key.name && line.key_id == key.id(); });
    return named ? Signed::wrong : Signed::missing;
}

void check_enrolment(SignedCheckpoint& checkpoint, const VerifierKey& enrolment, Findings& findings) {
    if (checkpoint.checkpoint.origin != enrolment.name) {
        checkpoint.signed_right = false;
        findings.push_back({.what = What::origin_differs,
                            .path = checkpoint.path,
                            .detail = checkpoint.checkpoint.origin + " instead of " + enrolment.name});
        return;
    }
    const Signed how = signed_how(checkpoint.note, enrolment);
    if (how != Signed::valid) {
        report(checkpoint,
               how == Signed::wrong ? What::enrolment_signature_wrong : What::enrolment_signature_missing,
               enrolment, findings);
    }
}

void check_epoch_key(SignedCheckpoint& checkpoint, const VerifierKey& key, Findings& findings) {
    const Signed how = signed_how(checkpoint.note, key);
    if (how != Signed::valid) {
        report(checkpoint, how == Signed::wrong ? What::epoch_signature_wrong : What::epoch_signature_missing,
               key, findings);
    }
}

void check_witnesses(const SignedCheckpoint& newest, const std::vector<SignedCheckpoint>& kept,
                     const std::vector<VerifierKey>& witnesses, Findings& findings) {
    for (const VerifierKey& witness : witnesses) {
        const auto signed_by_it = [&](const SignedCheckpoint& one) {
            return signed_how(one.note, witness) == Signed::valid;
        };
        if (!signed_by_it(newest) && std::none_of(kept.begin(), kept.end(), signed_by_it)) {
            findings.push_back({.what = What::witness_missing, .path = newest.path, .key = witness.text()});
        }
    }
    for (const SignatureLine& line : newest.note.signatures) {
        const std::string& origin = newest.checkpoint.origin;
        const bool ours = line.name == origin || line.name.starts_with(origin + "/epoch/");
        const bool known = std::any_of(witnesses.begin(), witnesses.end(), [&](const VerifierKey& witness) {
            return line.name == witness.name && line.key_id == witness.id();
        });
        if (!ours && !known) {
            findings.push_back({.what = What::signature_unknown, .path = newest.path, .key = line.name});
        }
    }
}

}  // namespace tsuitate::audit
