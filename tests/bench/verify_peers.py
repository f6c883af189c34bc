#!/usr/bin/python3
"""How fast a log is verified: tsuitate-audit beside `journalctl --verify` of a sealed journal with as many entries of the
same size, and beside a bare SHA-256 pass over the same records, in turns within one run. Prints the table of
docs/benchmarks.md. Needs root and the packages systemd-journal-remote and openssl.

verify_peers.py BUILD [--records N] [--rounds N] [--folder FOLDER]"""

import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import private_journal  # noqa: E402
from private_journal import must  # noqa: E402


JOURNALCTL = "`journalctl --verify`, sealed"


def records_of(log):
    """All records of a log without older partial tiles, as they lie in the entries tiles (each after two bytes)."""
    for tile in sorted(path for path in (log / "tile/entries").rglob("*") if path.is_file()):
        content, at = tile.read_bytes(), 0
        while at < len(content):
            size = content[at] << 8 | content[at + 1]
            yield content[at + 2:at + 2 + size]
            at += 2 + size


def remove_old_partials(log):
    """As the ledger does after each checkpoint; the maker of test logs keeps all that were ever published."""
    for folder in [path for path in (log / "tile").rglob("*.p") if path.with_suffix("").is_file()]:
        shutil.rmtree(folder)


class Journal:
    """A sealed journal with the same records as messages. Systemd begins a new file when one has grown large: all of them
    are the log."""

    def __init__(self, log, folder, records):
        self.key = private_journal.SealingKey()
        self.file = folder / "sealed.journal"
        began = time.monotonic()
        self.write(log)
        self.took = time.monotonic() - began
        self.files = sorted(folder.glob("sealed*.journal"))
        entries = sum(self.entries_of(file) for file in self.files)
        if entries != records:
            sys.exit(f"the journal holds {entries} entries instead of {records}")

    def write(self, log):
        boot, machine = "7f0c4a5e3c6e4c0f9d6a1d2b3c4d5e6f", private_journal.machine()
        writer = subprocess.Popen([private_journal.REMOTE, "--seal=yes", "--compress=no", "-o", str(self.file), "-"],
                                  stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with writer.stdin as output:
            for number, record in enumerate(records_of(log)):
                output.write(f"__REALTIME_TIMESTAMP={self.key.start + number}\n__MONOTONIC_TIMESTAMP={number}\n"
                             f"_BOOT_ID={boot}\n_MACHINE_ID={machine}\nMESSAGE=".encode() + record + b"\n\n")
        if writer.wait():
            sys.exit("systemd-journal-remote failed")

    def size(self):
        return sum(file.stat().st_size for file in self.files)

    @staticmethod
    def entries_of(file):
        header = must("journalctl", "--header", f"--file={file}")
        return int(next(line for line in header.splitlines() if line.startswith("Entry objects:")).split()[-1])

    def commands(self):
        return [["journalctl", "--verify", f"--file={file}", f"--verify-key={self.key.verification}"] for file in self.files]


def into_memory(paths):
    """So that no disk is measured: what lies in these files is in the page cache."""
    for path in paths:
        for file in [path] if path.is_file() else [below for below in path.rglob("*") if below.is_file()]:
            with open(file, "rb", buffering=0) as content:
                while content.read(1 << 22):
                    pass


class Cost:
    """Of some commands, one after the other."""

    def __init__(self, commands):
        self.seconds = self.processor = self.memory = 0
        for command in commands:
            began = time.monotonic()
            process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            if status:
                sys.exit(f"{command[0]} ended with {status}")
            self.seconds += time.monotonic() - began
            self.processor += usage.ru_utime + usage.ru_stime
            self.memory = max(self.memory, usage.ru_maxrss / 1024)
        # What a child has in common with its parent before it becomes another program counts as its own.
        self.at_least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def memory_in_words(self):
        return f"{self.memory:.0f}" if self.memory > self.at_least + 1 else f"≤ {self.memory:.0f}"


def contenders_of(build, log, anchor, plain):
    """What is read and what is run, for each name."""
    verify = [build / "audit/tool/tsuitate-audit", "verify", "--log", log, "--anchor", anchor]
    contenders = {"bare SHA-256 over the records (`openssl dgst`)": ([plain], [["openssl", "dgst", "-sha256", plain]])}
    for name, options in (("`tsuitate-audit verify --tree-only`", ["--tree-only"]), ("**`tsuitate-audit verify`**", [])):
        for threads in (1, len(os.sched_getaffinity(0))):
            contenders[f"{name}, {threads} thread{'s' if threads > 1 else ''}"] = (
                [log], [[*verify, *options, "--threads", threads]])
    return contenders


def print_table(records, size, costs):
    best = {name: min(measured, key=lambda cost: cost.seconds) for name, measured in costs.items()}
    slowest = best[JOURNALCTL].seconds if JOURNALCTL in best else None
    print(f"| {records:,} records of {size / records:.0f} bytes | s | processor s | M records/s | MB/s | × journalctl "
          "| memory, MiB |\n|---|---|---|---|---|---|---|")
    for name, cost in best.items():
        ratio = f"{slowest / cost.seconds:.1f}" if slowest else ""
        print(f"| {name} | {cost.seconds:.2f} | {cost.processor:.2f} | {records / cost.seconds / 1e6:.2f} "
              f"| {size / cost.seconds / 1e6:.0f} | {ratio} | {cost.memory_in_words()} |")


def print_sizes(records, plain, log, journal):
    on_disk = sum(path.stat().st_size for path in log.rglob("*") if path.is_file())
    rows = [("the records themselves", plain), ("our log, with all hashes and checkpoints", on_disk)]
    if journal:
        rows.append((f"a sealed journal ({len(journal.files)} files, written in {journal.took:.0f} s)", journal.size()))
    print("\n| on disk | MB | bytes a record |\n|---|---|---|")
    for name, size in rows:
        print(f"| {name} | {size / 1e6:.0f} | {size / records:.0f} |")


def print_receipts(build, log, folder, number):
    receipt = folder / "one.tlog-proof"
    print()
    for words, more in (("with its record", []), ("without", ["--without-record"])):
        must(build / "audit/tool/tsuitate-audit", "prove", "--log", log, "-o", receipt, *more, number)
        print(f"a receipt {words}: {receipt.stat().st_size} bytes")


def measure(arguments, folder):
    log, plain, anchor = folder / "log", folder / "plain", folder / "anchor"
    anchor.write_text(must(arguments.build / "tests/audit/tsuitate-make-log", log, arguments.records))
    remove_old_partials(log)
    with open(plain, "wb") as output:
        output.writelines(records_of(log))
    records = sum(1 for _ in records_of(log))
    contenders = contenders_of(arguments.build, log, anchor, plain)
    journal = None if arguments.without_journal else Journal(log, folder, records)
    if journal:
        contenders[JOURNALCTL] = (journal.files, journal.commands())
    costs = {name: [] for name in contenders}
    for _ in range(arguments.rounds):
        for name, (read, commands) in contenders.items():
            into_memory(read)
            costs[name].append(Cost(commands))
    size = plain.stat().st_size
    print(f"{private_journal.version()}; the best of {arguments.rounds} rounds\n")
    print_table(records, size, costs)
    print_sizes(records, size, log, journal)
    print_receipts(arguments.build, log, folder, records // 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, help="where the files are made (default: a temporary folder)")
    parser.add_argument("--without-journal", action="store_true")
    arguments = parser.parse_args()
    private_journal.enter()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-verify-", dir=arguments.folder))
    try:
        measure(arguments, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
