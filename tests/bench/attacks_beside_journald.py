#!/usr/bin/python3
"""The same attacks on our log and on sealed journals: which does each verifier find? Prints the table of
docs/benchmarks.md. Needs root and the package systemd-journal-remote. attacks_beside_journald.py BUILD"""

import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from verify_peers import REMOTE, must, records_of, remove_old_partials  # noqa: E402

RECORDS, SAMPLES, PARTS = 1536, 400, 3
SECONDS_A_RECORD = 3  # so that the journal sees several of its sealing periods of 15 minutes


def found(command):
    return subprocess.run([str(word) for word in command], capture_output=True).returncode != 0


def flipped(file, chance, end=None):
    """The file's content with one bit flipped."""
    content = bytearray(file.read_bytes())
    content[chance.randrange(end or len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


class Ours:
    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.log, self.older, self.other = folder / "log", folder / "older", folder / "other"
        self.anchor, self.remembered = folder / "anchor", folder / "remembered"
        self.anchor.write_text(self.make(self.log, RECORDS, 1))
        self.make(self.older, RECORDS // 2, 1)
        self.make(self.other, RECORDS, 2)
        shutil.copyfile(self.log / "checkpoint", self.remembered)
        remove_old_partials(self.log)

    def make(self, target, records, seed):
        return must(self.build / "tests/audit/tsuitate-make-log", target, records, seed)

    def finds(self, log, *more):
        return found([self.build / "audit/tool/tsuitate-audit", "verify", "--log", log, "--anchor", self.anchor, *more])

    def copied(self):
        target = self.folder / "copy"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.log, target)
        return target

    def many(self, change):
        """How often a change of one file of a copy is found."""
        log, hits = self.copied(), 0
        files = [path for path in log.rglob("*") if path.is_file() and path.name != "anchor"]
        for _ in range(SAMPLES):
            file = CHANCE.choice(files)
            before = file.read_bytes()
            file.write_bytes(change(file))
            hits += self.finds(log)
            file.write_bytes(before)
        return f"{hits} of {SAMPLES} found"

    def bits(self):
        return self.many(lambda file: flipped(file, CHANCE))

    def cut(self):
        return self.many(lambda file: file.read_bytes()[:CHANCE.randrange(file.stat().st_size)])

    def records_changed(self, change):
        """In one tile of records; the hashes stay."""
        log = self.copied()
        tile = log / "tile/entries/001"
        content, at, records = tile.read_bytes(), 0, []
        while at < len(content):
            size = 2 + int.from_bytes(content[at:at + 2], "big")
            records.append(content[at:at + size])
            at += size
        tile.write_bytes(b"".join(change(records)))
        return word(self.finds(log))

    def deleted(self):
        return self.records_changed(lambda all: all[:100] + all[101:])

    def doubled(self):
        return self.records_changed(lambda all: all[:100] + all[99:])

    def swapped(self):
        return self.records_changed(lambda all: all[:99] + [all[100], all[99]] + all[101:])

    def older_copy(self):
        return word(self.finds(self.older))

    def older_copy_remembered(self):
        return word(self.finds(self.older, "--remembered", self.remembered))

    def part_removed(self):
        log = self.copied()
        (log / "tile/entries/000").unlink()
        return word(self.finds(log))

    def rewritten_without_key(self):
        """Another history in the same form, with keys of the forger's own."""
        return word(self.finds(self.other))

    def rewritten_with_todays_key(self):
        """The enrolment key and today's epoch key are the machine's: the same seed, another history."""
        log = self.folder / "forged"
        must(self.build / "tests/audit/tsuitate-make-log", log, RECORDS, 1, "counter1.example/log", 1_795_086_400)
        # What past epochs signed lies in the log, and the forger cannot make it again.
        shutil.rmtree(log / "checkpoints")
        shutil.copytree(self.log / "checkpoints", log / "checkpoints")
        return word(self.finds(log))


class Sealed:
    """A directory of sealed journal files, each closed before the next: as a rotated journal is archived."""

    def __init__(self, ours, folder):
        self.folder, self.directory = folder, folder / "journal"
        self.directory.mkdir()
        self.machine = pathlib.Path("/etc/machine-id").read_text().strip()
        (pathlib.Path("/var/log/journal") / self.machine).mkdir(parents=True, exist_ok=True)
        self.key = must("journalctl", "--setup-keys", "--force", "--interval=15min").split()[-1]
        # The key counts from a quarter of an hour's begin: entries before it would be refused.
        self.start = int(self.key.split("/")[1].split("-")[0], 16) * int(self.key.split("-")[-1], 16)
        self.records = list(records_of(ours.log))
        self.files, size = [], len(self.records) // PARTS
        for part in range(PARTS):
            file = self.directory / f"part{part}.journal"
            self.write(file, range(part * size, part * size + size // 2))
            if part == PARTS - 1:  # what a backup took in the middle of the last file's life
                self.backup = folder / "backup.journal"
                shutil.copyfile(file, self.backup)
            self.write(file, range(part * size + size // 2, (part + 1) * size))
            self.files.append(file)
        self.last = self.files[-1]

    def write(self, file, numbers, seal="yes"):
        """Appends these records to a file."""
        export = self.folder / "export"
        with open(export, "wb") as output:
            for number in numbers:
                moment = number * SECONDS_A_RECORD * 1_000_000
                output.write(f"__REALTIME_TIMESTAMP={self.start + moment}\n__MONOTONIC_TIMESTAMP={moment}\n"
                             f"_BOOT_ID=7f0c4a5e3c6e4c0f9d6a1d2b3c4d5e6f\n_MACHINE_ID={self.machine}\nMESSAGE=".encode() +
                             self.records[number] + b"\n\n")
        must(REMOTE, f"--seal={seal}", "--compress=no", "-o", file, export)

    def finds(self, *where):
        return found(["journalctl", "--verify", f"--verify-key={self.key}", *(where or [f"--directory={self.directory}"])])

    def finds_file(self, content):
        copy = self.folder / "copy.journal"
        copy.write_bytes(content)
        return self.finds(f"--file={copy}")

    def used(self):
        """How far the last file is used: the rest is room for more."""
        return len(self.last.read_bytes().rstrip(b"\0"))

    def bits(self):
        used = self.used()
        return f"{sum(self.finds_file(flipped(self.last, CHANCE, used)) for _ in range(SAMPLES))} of {SAMPLES} found"

    def cut(self):
        content, used = self.last.read_bytes(), self.used()
        return f"{sum(self.finds_file(content[:CHANCE.randrange(used)]) for _ in range(SAMPLES))} of {SAMPLES} found"

    def array_changed(self, change):
        """The list of entries in the file's largest array of them (systemd's journal-def.h): offsets, which the seal
        does not cover."""
        content, at, largest = bytearray(self.last.read_bytes()), 0, (0, 0)
        at = struct.unpack_from("<Q", content, 88)[0]
        while at + 16 <= len(content) and content[at]:
            kind, size = content[at], struct.unpack_from("<Q", content, at + 8)[0]
            if kind == 6:
                largest = max(largest, (size, at))
            at += (size + 7) // 8 * 8
        size, at = largest
        count = (size - 24) // 8
        items = [item for item in struct.unpack_from(f"<{count}Q", content, at + 24) if item]
        fewer = len(items)
        items = change(items)
        struct.pack_into(f"<{count}Q", content, at + 24, *(items + [0] * count)[:count])
        entries = struct.unpack_from("<Q", content, 152)[0]
        struct.pack_into("<Q", content, 152, entries + len(items) - fewer)
        return word(self.finds_file(content))

    def deleted(self):
        return self.array_changed(lambda all: all[:50] + all[51:])

    def doubled(self):
        return self.array_changed(lambda all: all[:50] + all[49:])

    def swapped(self):
        return self.array_changed(lambda all: all[:49] + [all[50], all[49]] + all[51:])

    def older_copy(self):
        """A real one: the file as it was when half of its entries were written, in the place of what it became."""
        now = self.last.read_bytes()
        shutil.copyfile(self.backup, self.last)
        hit = self.finds()
        self.last.write_bytes(now)
        return word(hit)

    def part_removed(self):
        away = self.folder / "away"
        self.files[1].rename(away)
        hit = self.finds()
        away.rename(self.files[1])
        return word(hit)

    def rewritten(self, seal):
        """The last file made anew, without one entry."""
        file, size = self.folder / "rewritten.journal", len(self.records) // PARTS
        file.unlink(missing_ok=True)
        first = (PARTS - 1) * size
        self.write(file, [number for number in range(first, first + size) if number != first + 100], seal)
        return word(self.finds(f"--file={file}"))

    def rewritten_without_key(self):
        """And without the seal."""
        return self.rewritten("no")

    def rewritten_with_todays_key(self):
        """Sealed again by the machine, whose key is that of the newest period."""
        return self.rewritten("yes")


CHANCE = random.Random(1)


def word(hit):
    return "found" if hit else "**not found**"


ATTACKS = (
    (f"a bit flipped, {SAMPLES} times", "bits"),
    (f"a file cut, {SAMPLES} times", "cut"),
    ("a record deleted", "deleted"),
    ("a record doubled", "doubled"),
    ("two records swapped", "swapped"),
    ("one archived part removed", "part_removed"),
    ("an older copy in its place", "older_copy"),
    ("the same, with a checkpoint that somebody remembers", "older_copy_remembered"),
    ("rewritten without a key, one record less", "rewritten_without_key"),
    ("rewritten with today's keys, one record less or another", "rewritten_with_todays_key"),
)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-attacks-"))
    try:
        ours = Ours(pathlib.Path(sys.argv[1]), folder)
        sealed = Sealed(ours, folder)
        if ours.finds(ours.log) or sealed.finds():
            sys.exit("control: a whole log must be accepted")
        print("| attack | tsuitate-audit verify | journalctl --verify, sealed |\n|---|---|---|")
        print("| control: the whole log is accepted | yes | yes |")
        for name, attack in ATTACKS:
            theirs = getattr(sealed, attack, None)
            print(f"| {name} | {getattr(ours, attack)()} | {theirs() if theirs else 'no such thing'} |", flush=True)
        if ours.finds(ours.log) or sealed.finds():
            sys.exit("control: it must be accepted afterwards too")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
