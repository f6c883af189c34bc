// tsuitate-attacked-logs: a small log of three epochs, and copies of it to which somebody did what needs keys
// or a new tree, for attacks_beside_journald.py. Writes below the directory: log/, anchor, records (one a
// line), cases/ATTACK/NUMBER/.
#include <cstdlib>
#include <iostream>

#include "tests/unit/audit_log/small_log.hpp"

namespace {

using namespace tsuitate;
using namespace tsuitate::tests;
using Records = std::vector<std::string>;

constexpr std::uint64_t todays_epoch = 3;

// As the ledger does after each checkpoint.
void remove_older_partials(const fs::path& log, std::uint64_t size) {
    std::vector<fs::path> older;
    for (const auto& entry : fs::recursive_directory_iterator(log / "tile")) {
        if (entry.is_regular_file() && entry.path().filename() != std::to_string(size)) {
            older.push_back(entry.path());
        }
    }
    for (const fs::path& path : older) {
        fs::remove(path);
    }
}

class Cases {
  public:
    Cases(fs::path log, fs::path folder) : log_(std::move(log)), folder_(std::move(folder)) {}

    void add(const std::string& attack, const std::function<void(const fs::path&)>& apply) {
        const fs::path to = folder_ / attack / std::to_string(++made_);
        fs::create_directories(to.parent_path());
        fs::copy(log_, to, fs::copy_options::recursive);
        apply(to);
    }

  private:
    fs::path log_;
    fs::path folder_;
    int made_ = 0;
};

struct Changed {
    std::string how;
    std::size_t first;  // the first record that is not what it was
    Records records;
};

// Each record deleted, doubled, exchanged with the next, and another one put before it.
std::vector<Changed> rearranged(const Records& records) {
    std::vector<Changed> all;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        Records fewer = records;
        fewer.erase(fewer.begin() + at);
        all.push_back({"deleted", i, fewer});
        Records doubled = records;
        doubled.insert(doubled.begin() + at, records[i]);
        all.push_back({"doubled", i + 1, doubled});
        Records more = records;
        more.insert(more.begin() + at, records[(i + 11) % records.size()]);
        all.push_back({"inserted", i, more});
        if (i + 1 < records.size()) {
            Records swapped = records;
            std::swap(swapped[i], swapped[i + 1]);
            all.push_back({"swapped", i, swapped});
        }
    }
    return all;
}

void sign_with_todays_keys(const fs::path& log, const audit::Checkpoint& checkpoint) {
    const std::string note = signed_note(checkpoint.text(), todays_epoch, epoch_key(todays_epoch));
    write(log / "checkpoint", note);
    write(log / "checkpoints/00000003", note);
}

// Without a key: the old signatures under the text that the new records need.
void keep_signatures(const fs::path& log, const audit::Checkpoint& checkpoint) {
    auto note = *audit::note_of(read(log / "checkpoint"));
    note.text = checkpoint.text();
    write(log / "checkpoint", note.bytes());
    write(log / "checkpoints/00000003", note.bytes());
}

std::uint64_t sealed_until(const fs::path& log, const std::string& epoch) {
    return audit::checkpoint_of(audit::note_of(read(log / "checkpoints" / epoch))->text)->size;
}

void add_rearranged(Cases& cases, const fs::path& log, const Records& records) {
    const std::uint64_t past = sealed_until(log, "00000002");
    for (const Changed& changed : rearranged(records)) {
        cases.add("place-" + changed.how,
                  [&](const fs::path& to) { put_under_old_hashes(to, records.size(), changed.records); });
        cases.add("keyless-" + changed.how, [&](const fs::path& to) {
            keep_signatures(to, put_records(to, renumbered(changed.records)));
        });
        if (changed.first < past) {
            cases.add("today-" + changed.how, [&](const fs::path& to) {
                sign_with_todays_keys(to, put_records(to, renumbered(changed.records)));
            });
        }
    }
}

void add_signed_with_todays_key(Cases& cases) {
    for (const std::uint64_t epoch : {1U, 2U}) {
        const std::string file = "checkpoints/0000000" + std::to_string(epoch);
        for (const std::uint64_t name : {epoch, todays_epoch}) {
            cases.add("old-epoch-todays-key", [&](const fs::path& to) {
                const auto note = *audit::note_of(read(to / file));
                write(to / file, signed_note(note.text, name, epoch_key(todays_epoch)));
            });
        }
    }
}

// The records of one past epoch are left out, and the rest is signed with today's keys.
void add_skipped_epochs(Cases& cases, const Records& records) {
    std::vector<std::ptrdiff_t> starts;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].find(R"("event":"epoch-started")") != std::string::npos) {
            starts.push_back(static_cast<std::ptrdiff_t>(i));
        }
    }
    for (const std::size_t epoch : {1U, 2U}) {
        Records fewer = records;
        fewer.erase(fewer.begin() + starts.at(epoch - 1), fewer.begin() + starts.at(epoch));
        cases.add("epoch-skipped", [&](const fs::path& to) {
            fs::remove(to / ("checkpoints/0000000" + std::to_string(epoch)));
            sign_with_todays_keys(to, put_records(to, renumbered(fewer)));
        });
    }
}

void add_older_copies(const SmallLog& log, const fs::path& folder) {
    for (std::size_t i = 0; i < log.states.size(); ++i) {
        fs::create_directories(folder);
        fs::copy(log.states[i], folder / std::to_string(i + 1), fs::copy_options::recursive);
    }
}

void make(const fs::path& directory) {
    const SmallLog small;
    remove_older_partials(small.path(), small.maker.size());
    const fs::path log = directory / "log";
    fs::create_directories(directory);
    fs::copy(small.path(), log, fs::copy_options::recursive);
    write(directory / "anchor", small.maker.anchor());
    const Records records = records_of(log, small.maker.size());
    std::string lines;
    for (const std::string& record : records) {
        lines += record + "\n";
    }
    write(directory / "records", lines);
    Cases cases(log, directory / "cases");
    add_rearranged(cases, log, records);
    add_signed_with_todays_key(cases);
    add_skipped_epochs(cases, records);
    add_older_copies(small, directory / "cases/rolled-back");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: tsuitate-attacked-logs DIRECTORY\n";
        return 2;
    }
    make(argv[1]);
    return EXIT_SUCCESS;
}
