"""Our side of attacks_beside_journald.py: a small log of three epochs, and what is done to copies of it."""

import pathlib
import shutil

from private_journal import must
from tally import Tally, flip, status_of, tally


class OurLog:
    def __init__(self, build, folder, some):
        self.tool, self.folder, self.some = build / "audit/tool/tsuitate-audit", folder, some
        must(build / "tests/bench/tsuitate-attacked-logs", folder / "ours")
        self.log, self.anchor, self.cases = (folder / "ours" / name for name in ("log", "anchor", "cases"))
        self.records = (folder / "ours/records").read_bytes().splitlines()
        self.files = sorted(path.relative_to(self.log) for path in self.log.rglob("*") if path.is_file())

    def finds(self, log, *more):
        """Found is what it says itself; a crash is not."""
        return status_of([self.tool, "verify", "--log", log, "--anchor", self.anchor, *more]) in (1, 3)

    def accepts(self):
        return status_of([self.tool, "verify", "--log", self.log, "--anchor", self.anchor]) == 0

    def copied(self, scratch):
        """A worker's own copy, which each attack leaves as it was."""
        copy = pathlib.Path(scratch) / "log"
        if not copy.exists():
            shutil.copytree(self.log, copy)
        return copy

    def places(self):
        return [(file, at) for file in self.files for at in range(0, (self.log / file).stat().st_size, self.some.bytes)]

    def flipped(self):
        def found(place, scratch):
            copy, (file, at) = self.copied(scratch), place
            flip(copy / file, at)
            hit = self.finds(copy)
            flip(copy / file, at)
            return hit
        return tally(self.places(), found, self.folder)

    def changed(self, change):
        """A way to judge a copy in which `change(what, file)` makes new content of a file's old (None: it is removed)."""
        def found(what, scratch):
            copy, (file, *_) = self.copied(scratch), what
            before = (copy / file).read_bytes()
            after = change(what, before)
            if after is None:
                (copy / file).unlink()
            else:
                (copy / file).write_bytes(after)
            hit = self.finds(copy)
            (copy / file).write_bytes(before)
            return hit
        return found

    def cut(self):
        return tally(self.places(), self.changed(lambda place, before: before[:place[1]]), self.folder)

    def part_removed(self):
        """But for the newest checkpoint's second place, which holds no more than the first."""
        newest = (self.log / "checkpoint").read_bytes()
        files = [(file,) for file in self.files
                 if file.parent.name != "checkpoints" or (self.log / file).read_bytes() != newest]
        return tally(files, self.changed(lambda what, before: None), self.folder)

    def records_removed(self):
        tiles = [(file,) for file in self.files if str(file).startswith("tile/entries")]
        return tally(tiles, self.changed(lambda what, before: None), self.folder)

    def signature_stripped(self):
        """Each line of each checkpoint."""
        def without(what, before):
            lines = before.splitlines(keepends=True)
            return b"".join(lines[:what[1]] + lines[what[1] + 1:])
        lines = [(file, number) for file in self.files if "checkpoint" in str(file)
                 for number, line in enumerate((self.log / file).read_text().splitlines()) if line.startswith("—")]
        return tally(lines, self.changed(without), self.folder)

    def signatures_stripped_from(self):
        """All lines of all checkpoints from one epoch on."""
        result = Tally()
        checkpoints = [file for file in self.files if "checkpoint" in str(file)]
        past = sorted(file for file in checkpoints if file.parent.name == "checkpoints")
        for first in range(len(past)):
            copy = self.folder / "stripped"
            shutil.copytree(self.log, copy)
            for file in [*past[first:], *(file for file in checkpoints if file not in past)]:
                text = (copy / file).read_text()
                (copy / file).write_text(text[:text.index("—")])
            result.add(first, self.finds(copy))
            shutil.rmtree(copy)
        return result

    def case(self, name, *more):
        """Copies that tsuitate-attacked-logs made."""
        copies = sorted((self.cases / name).iterdir())
        copies = copies[::self.some.records] if len(copies) > self.some.records else copies
        return tally(copies, lambda copy, scratch: self.finds(copy, *more), self.folder)

    def rolled_back(self):
        return self.case("rolled-back")

    def rolled_back_remembered(self):
        return self.case("rolled-back", "--remembered", self.log / "checkpoint")

    def signed_with_todays_key(self):
        return self.case("old-epoch-todays-key")

    def epoch_skipped(self):
        return self.case("epoch-skipped")

    def proof_without_checkpoint(self):
        """The receipt of each record, with its checkpoint taken out; whole it must be accepted."""
        def found(number, scratch):
            receipt = pathlib.Path(scratch) / "receipt"
            check = [self.tool, "check-proof", receipt, "--anchor", self.anchor]
            must(self.tool, "prove", "--log", self.log, "-o", receipt, number)
            must(*check)
            text = receipt.read_text()
            receipt.write_text(text[:text.index("\n\n") + 1])
            hit = status_of(check) in (1, 3)
            receipt.unlink()
            return hit
        return tally(list(range(1, len(self.records) + 1, self.some.records)), found, self.folder)
