#!/usr/bin/python3
"""How fast a log is verified: tsuitate-audit beside `journalctl --verify` of a sealed journal with as many entries of the
same size, and beside a bare SHA-256 pass over the same records, in turns within one run. Needs root (journald keeps its
sealing key below /var/log/journal) and the packages systemd-journal-remote and openssl.

verify_peers.py BUILD [--records N] [--rounds N] [--folder FOLDER]"""

import argparse
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

REMOTE = "/usr/lib/systemd/systemd-journal-remote"


def must(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout[-500:]}{done.stderr[-1000:]}")
    return done.stdout


def records_of(log):
    """All records, as they lie in the entries tiles (each after two bytes)."""
    for tile in sorted(path for path in (log / "tile/entries").rglob("*") if path.is_file() and ".p" not in str(path)):
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
    """A sealed journal with the same records as messages."""

    def __init__(self, log, folder):
        machine = pathlib.Path("/etc/machine-id").read_text().strip()
        keys = pathlib.Path("/var/log/journal") / machine
        keys.mkdir(parents=True, exist_ok=True)
        self.key = must("journalctl", "--setup-keys", "--force", "--interval=15min").split()[-1]
        # The key counts from a quarter of an hour's begin: entries before it would be refused.
        start = int(self.key.split("/")[1].split("-")[0], 16) * int(self.key.split("-")[-1], 16)
        self.file, export = folder / "sealed.journal", folder / "export"
        boot = "7f0c4a5e3c6e4c0f9d6a1d2b3c4d5e6f"
        with open(export, "wb") as output:
            for number, record in enumerate(records_of(log)):
                output.write(f"__REALTIME_TIMESTAMP={start + number}\n__MONOTONIC_TIMESTAMP={number}\n_BOOT_ID={boot}\n"
                             f"_MACHINE_ID={machine}\nMESSAGE=".encode() + record + b"\n\n")
        must(REMOTE, "--seal=yes", "--compress=no", "-o", self.file, export)
        export.unlink()
        # It begins a new file when one has grown large: all of them are the log.
        self.files = sorted(folder.glob("sealed*.journal"))
        entries = sum(self.entries_of(file) for file in self.files)
        wanted = sum(1 for _ in records_of(log))
        if entries != wanted:
            sys.exit(f"the journal holds {entries} entries instead of {wanted}")

    @staticmethod
    def entries_of(file):
        header = must("journalctl", "--header", f"--file={file}")
        return int(next(line for line in header.splitlines() if line.startswith("Entry objects:")).split()[-1])

    def verify(self):
        for file in self.files:
            must("journalctl", "--verify", f"--file={file}", f"--verify-key={self.key}")


def timed(function):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    function()
    took = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, help="where the files are made (default: a temporary folder)")
    parser.add_argument("--without-journal", action="store_true")
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-verify-", dir=arguments.folder))
    try:
        log, plain = folder / "log", folder / "plain"
        anchor = folder / "anchor"
        anchor.write_text(must(arguments.build / "tests/audit/tsuitate-make-log", log, arguments.records))
        remove_old_partials(log)
        with open(plain, "wb") as output:
            output.writelines(records_of(log))
        verify = [arguments.build / "audit/tool/tsuitate-audit", "verify", "--log", log, "--anchor", anchor]
        contenders = {
            "bare SHA-256 over the records (openssl dgst)": lambda: must("openssl", "dgst", "-sha256", plain),
            "tsuitate-audit verify --tree-only, 1 thread": lambda: must(*verify, "--tree-only", "--threads", 1),
            "tsuitate-audit verify --tree-only": lambda: must(*verify, "--tree-only"),
            "tsuitate-audit verify, 1 thread": lambda: must(*verify, "--threads", 1),
            "tsuitate-audit verify": lambda: must(*verify),
        }
        if not arguments.without_journal:
            journal = Journal(log, folder)
            contenders["journalctl --verify, sealed"] = journal.verify
        times = {name: [] for name in contenders}
        for _ in range(arguments.rounds):
            for name, run in contenders.items():
                times[name].append(timed(run))
        size = plain.stat().st_size
        slowest = min(times["journalctl --verify, sealed"])[0] if not arguments.without_journal else None
        print(f"{arguments.records} records, {size / arguments.records:.0f} bytes each; the best of {arguments.rounds}")
        print(f"{'':46}{'s':>8}{'CPU s':>8}{'M records/s':>13}{'MB/s':>8}{'x journalctl':>14}")
        for name, measured in times.items():
            best, cpu = min(measured)
            ratio = f"{slowest / best:14.1f}" if slowest else ""
            print(f"{name:46}{best:8.2f}{cpu:8.2f}{arguments.records / best / 1e6:13.2f}{size / best / 1e6:8.0f}{ratio}")
        disk = sum(path.stat().st_size for path in log.rglob("*") if path.is_file())
        print(f"on disk, bytes a record: {disk / arguments.records:.0f}")
        if not arguments.without_journal:
            size = sum(file.stat().st_size for file in journal.files)
            print(f"                journal: {size / arguments.records:.0f}")
        receipt = folder / "one.tlog-proof"
        for more in ([], ["--without-record"]):
            must(arguments.build / "audit/tool/tsuitate-audit", "prove", "--log", log, "-o", receipt, *more,
                 arguments.records // 3)
            print(f"a receipt {' '.join(more)}: {receipt.stat().st_size} bytes")
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest memory of any of them: {largest:.0f} MiB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
