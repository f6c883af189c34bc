#!/usr/bin/python3
"""The same attacks on our log and on a sealed journal: which does each verifier find? Prints the table of
docs/benchmarks.md. Needs root and the package systemd-journal-remote. attacks_beside_journald.py BUILD"""

import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from verify_peers import REMOTE, Journal, must  # noqa: E402

RECORDS, SAMPLES = 600, 400


def found(command):
    return subprocess.run([str(word) for word in command], capture_output=True).returncode != 0


class Ours:
    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.log, self.older, self.other = folder / "log", folder / "older", folder / "other"
        self.anchor, self.remembered = folder / "anchor", folder / "remembered"
        self.anchor.write_text(self.make(self.log, RECORDS, 1))
        self.make(self.older, RECORDS // 2, 1)
        self.make(self.other, RECORDS, 2)
        shutil.copyfile(self.log / "checkpoint", self.remembered)

    def make(self, target, records, seed):
        return must(self.build / "tests/audit/tsuitate-make-log", target, records, seed)

    def finds(self, log, *more):
        return found([self.build / "audit/tool/tsuitate-audit", "verify", "--log", log, "--anchor", self.anchor, *more])

    def copied(self):
        target = self.folder / "copy"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.log, target)
        return target

    def changed_bytes(self, chance):
        """Of bytes that the newest checkpoint covers: tiles, entries, and the checkpoint itself."""
        log = self.copied()
        files = [log / "checkpoint"] + [path for path in (log / "tile").rglob("*")
                                        if path.is_file() and ".p" not in str(path)]
        hits = 0
        for _ in range(SAMPLES):
            file = chance.choice(files)
            content = bytearray(file.read_bytes())
            at = chance.randrange(len(content))
            content[at] ^= 1 << chance.randrange(8)
            before = file.read_bytes()
            file.write_bytes(content)
            hits += self.finds(log)
            file.write_bytes(before)
        return hits

    def tail_cut(self):
        """The log as it was in the middle, with its own checkpoint of then: an older copy."""
        return self.finds(self.older)

    def tail_cut_remembered(self):
        return self.finds(self.older, "--remembered", self.remembered)

    def part_removed(self):
        log = self.copied()
        (log / "tile/entries/000").unlink()
        return self.finds(log)

    def rewritten(self):
        """By somebody who has no key: another history in the same form."""
        return self.finds(self.other)


class Sealed:
    def __init__(self, ours, folder):
        self.folder = folder
        self.journal = Journal(ours.log, folder)
        self.file = self.journal.file

    def finds(self, file):
        return found(["journalctl", "--verify", f"--file={file}", f"--verify-key={self.journal.key}"])

    def used(self):
        """How far the file is used: the rest is room for more."""
        return len(self.file.read_bytes().rstrip(b"\0"))

    def changed_bytes(self, chance):
        copy, content, used, hits = self.folder / "copy.journal", self.file.read_bytes(), self.used(), 0
        for _ in range(SAMPLES):
            changed = bytearray(content)
            changed[chance.randrange(used)] ^= 1 << chance.randrange(8)
            copy.write_bytes(changed)
            hits += self.finds(copy)
        return hits

    def older(self, records):
        """The same journal, made from the first half of the records only: an older copy."""
        copy, export = self.folder / "older.journal", self.folder / "export"
        text = must("journalctl", f"--file={self.file}", "-o", "export", "-n", "+100000" if records is None else f"+{records}")
        export.write_text(text)
        copy.unlink(missing_ok=True)
        must(REMOTE, "--seal=yes", "--compress=no", "-o", copy, export)
        return copy

    def tail_cut(self):
        return self.finds(self.older(RECORDS // 2))

    def part_removed(self):
        """A directory of two archived files: the verifier is given what is left."""
        return self.finds(self.file)

    def rewritten(self):
        """By somebody who has no key: without one entry, and without the seal."""
        copy, export = self.folder / "rewritten.journal", self.folder / "export"
        entries = must("journalctl", f"--file={self.file}", "-o", "export").split("\n\n")
        export.write_text("\n\n".join(entries[:100] + entries[101:]))
        copy.unlink(missing_ok=True)
        must(REMOTE, "--seal=no", "--compress=no", "-o", copy, export)
        return self.finds(copy)


def word(hit):
    return "found" if hit else "not found"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-attacks-"))
    try:
        ours = Ours(pathlib.Path(sys.argv[1]), folder)
        sealed = Sealed(ours, folder)
        if ours.finds(ours.log) or sealed.finds(sealed.file):
            sys.exit("control: a whole log must be accepted")
        chance = random.Random(1)
        rows = [
            ("control: the whole log is accepted", "yes", "yes"),
            (f"one bit flipped in what the newest checkpoint covers, {SAMPLES} times",
             f"{ours.changed_bytes(chance)} found", f"{sealed.changed_bytes(chance)} found"),
            ("an older copy in its place", word(ours.tail_cut()), word(sealed.tail_cut())),
            ("the same, with a checkpoint that somebody remembers", word(ours.tail_cut_remembered()), "no such thing"),
            ("one archived part removed", word(ours.part_removed()), word(sealed.part_removed())),
            ("rewritten without a key, one entry less", word(ours.rewritten()), word(sealed.rewritten())),
        ]
        print("| attack | tsuitate-audit verify | journalctl --verify, sealed |\n|---|---|---|")
        for row in rows:
            print("| " + " | ".join(row) + " |")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
