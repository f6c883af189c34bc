"""Journald's side of attacks_beside_journald.py: the same records in sealed journals over three sealing periods, and what is
done to copies of them. The journals are written by systemd-journal-remote, so that entries have the times they should."""

import os
import pathlib
import shutil
import subprocess
import sys

import private_journal
from journal_file import DATA, ENTRY, ENTRY_ARRAY, FIELD, SEALED, TAG, JournalFile, key_of
from private_journal import REMOTE, must
from tally import Tally, flip, status_of, tally

APART = 60  # seconds between records: some fifteen in a sealing period
ARCHIVED = 3  # files


def rearranged(items, kind, at):
    """As tsuitate-attacked-logs does it."""
    if kind == "deleted":
        return items[:at] + items[at + 1:]
    if kind == "doubled":
        return items[:at + 1] + items[at:]
    if kind == "inserted":
        return items[:at] + [items[(at + 11) % len(items)]] + items[at:]
    return items[:at] + [items[at + 1], items[at]] + items[at + 2:]


class SealedJournal:
    def __init__(self, records, folder, some):
        self.key, self.folder, self.some = private_journal.SealingKey(some.keys), folder, some
        self.records = list(enumerate(records))
        self.first_key = self.fss().read_bytes()
        self.file = folder / "sealed.journal"
        self.write(self.file, self.records)
        self.todays_key = self.fss().read_bytes()
        self.epoch, self.sealing = key_of(self.todays_key)
        self.whole = JournalFile(self.file.read_bytes())
        self.tags = [at for _, at, _ in self.whole.objects(TAG)]

    @staticmethod
    def fss():
        return private_journal.key_folder() / "fss"

    def period(self, record):
        return record[0] * APART * 1_000_000 // self.key.interval

    def write(self, file, records, seal="yes"):
        """Appends; in their order, each a little later than its own time where another had it."""
        export, last = b"", -1
        for number, text in records:
            last = max(last + 1, number * APART * 1_000_000)
            export += (f"__REALTIME_TIMESTAMP={self.key.start + last}\n__MONOTONIC_TIMESTAMP={last}\n"
                       "_BOOT_ID=7f0c4a5e3c6e4c0f9d6a1d2b3c4d5e6f\n"
                       f"_MACHINE_ID={private_journal.machine()}\nMESSAGE=").encode() + text + b"\n\n"
        done = subprocess.run([REMOTE, f"--seal={seal}", "--compress=no", "-o", str(file), "-"], input=export,
                              capture_output=True)
        if done.returncode:
            sys.exit(f"{REMOTE}: {done.stderr[-1000:].decode()}")

    # ---- judging

    def command(self, *where):
        return ["journalctl", "--verify", f"--verify-key={self.key.verification}", *where]

    def finds_file(self, file):
        return status_of(self.command(f"--file={file}")) != 0

    def finds_content(self, content, scratch):
        file = pathlib.Path(scratch) / "changed.journal"
        file.write_bytes(content)
        return self.finds_file(file)

    def accepts(self):
        return not self.finds_file(self.file)

    def forges_well(self):
        """The controls of the forger: today's key makes the tag that is there, what it seals of today is accepted, and so
        is a list of entries that was written anew and says the same."""
        again = JournalFile(self.whole.bytes)
        again.seal(self.tags[-1], self.sealing)
        today = [record for record in self.records if self.period(record) == self.epoch]
        listed = JournalFile(self.whole.bytes)
        listed.list_entries(listed.entries())
        return again.bytes == self.whole.bytes and not any(
            self.finds_content(content, self.folder) for content in (self.sealed_today(today, self.folder), listed.bytes))

    # ---- bytes

    def places(self):
        """All bytes in use, but of the hash tables' empty slots, which are nearly all of the file, only some."""
        used, tables = self.whole.used(), self.whole.tables()
        slots = [at for table in tables for at in range(table.start, table.stop, 16)]
        empty = [at for at in slots if not any(self.whole.bytes[at:at + 16])]
        inside = set(empty)
        places = list(range(tables[0].start))
        at = tables[0].start
        while at < used:
            if at in inside:
                at += 16
            else:
                places.append(at)
                at += 1
        some = empty[::len(empty) // 200]
        return places[::self.some.bytes] + [at + number % 16 for number, at in enumerate(some)][::self.some.bytes]

    def flipped(self):
        def found(at, scratch):
            copy = pathlib.Path(scratch) / "flipped.journal"
            if not copy.exists():
                copy.write_bytes(self.whole.bytes)
            flip(copy, at)
            hit = self.finds_file(copy)
            flip(copy, at)
            return hit
        return tally(self.places(), found, self.folder)

    def kind_of_place(self, place):
        """What lies there, for telling what was missed."""
        names = {DATA: "data", FIELD: "field names", ENTRY: "entries", ENTRY_ARRAY: "entry arrays", TAG: "tags"}
        for kind, at, size in self.whole.objects():
            if at <= place < at + size:
                return names.get(kind, "hash tables")
        return "header" if place < self.whole["header_size"] else "padding"

    def cut(self):
        """From the end on, so that each worker's copy only grows shorter."""
        def found(at, scratch):
            copy = pathlib.Path(scratch) / "cut.journal"
            if not copy.exists():
                copy.write_bytes(self.whole.bytes)
            os.truncate(copy, at)
            return self.finds_file(copy)
        return tally(sorted(self.places(), reverse=True), found, self.folder)

    # ---- records

    def each(self, kind):
        count = len(self.records)
        return list(range(0, count - (kind == "swapped"), self.some.records))

    def in_place(self, kind):
        """In the list of entries, which the seal does not cover, with its count put right."""
        def found(at, scratch):
            changed = JournalFile(self.whole.bytes)
            changed.list_entries(rearranged(changed.entries(), kind, at))
            return self.finds_content(changed.bytes, scratch)
        return tally(self.each(kind), found, self.folder)

    def keyless(self, kind):
        """The file made anew, without a seal."""
        def found(at, scratch):
            file = pathlib.Path(scratch) / "anew.journal"
            file.unlink(missing_ok=True)
            self.write(file, rearranged(self.records, kind, at), "no")
            return self.finds_file(file)
        return tally(self.each(kind), found, self.folder)

    def sealed_today(self, records, scratch):
        """A file that begins as the true one, under its first tag, with these records and one tag of today's key."""
        file = pathlib.Path(scratch) / "today.journal"
        begun = JournalFile(self.whole.bytes)
        begun.emptied()
        begun["compatible"] &= ~SEALED
        file.write_bytes(begun.bytes)
        self.write(file, records, "no")
        forged = JournalFile(file.read_bytes())
        forged["compatible"] |= SEALED
        forged.append_tag(self.epoch, self.sealing)
        return bytes(forged.bytes)

    def todays_keys(self, kind):
        """Records of past periods."""
        changed = [(at, self.records[at + (kind == "doubled"):][:1]) for at in self.each(kind)]
        past = [at for at, record in changed if record and self.period(record[0]) < self.epoch]
        return tally(past, lambda at, scratch: self.finds_content(
            self.sealed_today(rearranged(self.records, kind, at), scratch), scratch), self.folder)

    # ---- files and periods

    def part_removed(self):
        """One of three archived files."""
        directory, result, size = self.folder / "archived", Tally(), -(-len(self.records) // ARCHIVED)
        directory.mkdir()
        self.fss().write_bytes(self.first_key)
        files = [directory / f"part{part}.journal" for part in range(ARCHIVED)]
        for part, file in enumerate(files):
            self.write(file, self.records[part * size:(part + 1) * size])
        verify = self.command(f"--directory={directory}")
        must(*verify)
        for file in files:
            away = self.folder / "away"
            file.rename(away)
            result.add(file.name, status_of(verify) != 0)
            away.rename(file)
        return result

    def rolled_back(self):
        """To each state that it had after a record."""
        file, states = self.folder / "growing.journal", self.folder / "states"
        states.mkdir()
        self.fss().write_bytes(self.first_key)
        for record in self.records:
            self.write(file, [record])
            if record != self.records[-1]:
                shutil.copyfile(file, states / f"{record[0]}.journal")
        must(*self.command(f"--file={file}"))
        return tally(sorted(states.iterdir())[::self.some.records],
                     lambda state, scratch: self.finds_file(state), self.folder)

    def epoch_skipped(self):
        """The copy of before a period, in which the machine goes on sealing with today's key."""
        result = Tally()
        for skipped in range(self.epoch):
            file = self.folder / f"without-{skipped}.journal"
            before = [record for record in self.records if self.period(record) < skipped]
            if before:
                self.fss().write_bytes(self.first_key)
                self.write(file, before)
            self.fss().write_bytes(self.todays_key)
            self.write(file, [record for record in self.records if self.period(record) == self.epoch])
            result.add(skipped, self.finds_file(file))
        return result

    # ---- tags

    def signed_with_todays_key(self):
        """Each former tag, after an entry that it vouches for was given another time."""
        def found(number, scratch):
            forged, begin = JournalFile(self.whole.bytes), self.tags[number - 1] if number else 0
            for _, at, _ in forged.objects(ENTRY):
                if begin < at < self.tags[number]:
                    forged.put(at + 24, forged.number(at + 24) + 1)
                    break
            forged.seal(self.tags[number], self.sealing)
            return self.finds_content(forged.bytes, scratch)
        past = [number for number, tag in enumerate(self.tags) if self.whole.number(tag + 24) < self.epoch]
        return tally(past, found, self.folder)

    def stripped(self, tags, scratch):
        """In the place of each an array that nothing names."""
        changed = JournalFile(self.whole.bytes)
        for tag in tags:
            changed.bytes[tag] = ENTRY_ARRAY
            changed.bytes[tag + 16:tag + 64] = bytes(48)
            changed["n_tags"] -= 1
            changed["n_entry_arrays"] += 1
        if not changed["n_tags"]:
            changed["compatible"] &= ~SEALED
        return self.finds_content(changed.bytes, scratch)

    def signature_stripped(self):
        """Each tag, with what follows left as it is."""
        return tally(self.tags, lambda tag, scratch: self.stripped([tag], scratch), self.folder)

    def signatures_stripped_from(self):
        """Each tag and all that follow."""
        return tally(self.tags, lambda tag, scratch: self.stripped([at for at in self.tags if at >= tag], scratch),
                     self.folder)

    # ---- the index

    def shown(self, file, *what):
        return must("journalctl", f"--file={file}", "--output=cat", "--quiet", *what).splitlines()

    def hidden(self, change, look):
        """Each entry's message is taken out of a list; what is looked for must then really be gone."""
        def found(at, scratch):
            changed = JournalFile(self.whole.bytes)
            entry = changed.entries()[at]
            message = next(data for data in changed.data_of(entry) if changed.payload(data).startswith(b"MESSAGE="))
            change(changed, message)
            file = pathlib.Path(scratch) / "changed.journal"
            file.write_bytes(changed.bytes)
            if self.records[at][1].decode() in self.shown(file, *look(self.records[at][1].decode())):
                sys.exit(f"entry {at} is still shown")
            return self.finds_file(file)
        return tally(self.each("hidden"), found, self.folder)

    def hidden_from_matches(self):
        """From `journalctl MESSAGE=…`: the message names no entry any more."""
        def change(file, message):
            file.put(message + 40, 0)
            file.put(message + 56, 0)
        return self.hidden(change, lambda record: [f"MESSAGE={record}"])

    def hidden_from_values(self):
        """From `journalctl -F MESSAGE`: the field's chain of values goes past it."""
        def change(file, message):
            field = next(at for _, at, size in file.objects(FIELD) if file.bytes[at + 40:at + size] == b"MESSAGE")
            before = field + 32
            while file.number(before) != message:
                before = file.number(before) + 32
            file.put(before, file.number(message + 32))
        return self.hidden(change, lambda record: ["-F", "MESSAGE"])
