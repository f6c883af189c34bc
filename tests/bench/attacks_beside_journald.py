#!/usr/bin/python3
"""The same attacks on our log and on sealed journals: how many does each verifier find? Prints the table of
docs/benchmarks.md. Needs root and the package systemd-journal-remote. Fails when ours misses one that it should find, or
when a control does not hold.

attacks_beside_journald.py BUILD [--stride N] [--short]"""

import argparse
import collections
import os
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import private_journal  # noqa: E402
from attacked_journal import SealedJournal  # noqa: E402
from attacked_log import OurLog  # noqa: E402
from tally import Some  # noqa: E402

CHANGES = (("deleted", "every record deleted"), ("doubled", "every record doubled"),
           ("inserted", "before every record another"), ("swapped", "every record swapped with the next"))
NONE = "no counterpart"


def rows(ours, sealed):
    """Name, what ours finds, what journald finds (or that there is no such thing)."""
    byte = "byte" if ours.some.bytes == 1 else f"{ours.some.bytes}th byte"
    yield f"every {byte} flipped", ours.flipped, sealed.flipped
    yield f"cut at every {byte}", ours.cut, sealed.cut
    for how, on_ours, on_theirs in ((", in place", "place-", sealed.in_place),
                                    (", all made anew without a key", "keyless-", sealed.keyless),
                                    (", all signed anew with today's keys", "today-", sealed.todays_keys)):
        for kind, words in CHANGES:
            yield (words + how, lambda on_ours=on_ours, kind=kind: ours.case(on_ours + kind),
                   lambda on_theirs=on_theirs, kind=kind: on_theirs(kind))
    yield "every file of the log removed", ours.part_removed, sealed.part_removed
    yield "rolled back to every former checkpoint, keys and all", ours.rolled_back, sealed.rolled_back
    yield "the same, and somebody remembers a checkpoint", ours.rolled_back_remembered, None
    yield "every old epoch signed with today's key", ours.signed_with_todays_key, sealed.signed_with_todays_key
    yield "every past epoch skipped", ours.epoch_skipped, sealed.epoch_skipped
    yield "every signature stripped", ours.signature_stripped, sealed.signature_stripped
    yield "all signatures stripped from one on", ours.signatures_stripped_from, sealed.signatures_stripped_from
    yield "every proof without its checkpoint", ours.proof_without_checkpoint, None
    yield "a row hidden from a query", ours.records_removed, sealed.hidden_from_matches
    yield "a row hidden from a list of values", None, sealed.hidden_from_values


UNFINDABLE = {"rolled back to every former checkpoint, keys and all"}


def check_controls(ours, sealed):
    if not ours.accepts() or not sealed.accepts():
        sys.exit("control: a whole log must be accepted")
    if not sealed.forges_well():
        sys.exit("control: what today's key seals of today must be accepted, and an unchanged list of entries")


def judge(name, mine, theirs, sealed):
    """Whether the row is as it must be."""
    if mine and not mine.all() and name not in UNFINDABLE:
        sys.exit(f"{name}: ours missed {mine.missed[:5]}")
    if name.endswith("byte flipped"):
        missed = collections.Counter(sealed.kind_of_place(place) for place in theirs.missed)
        tried = collections.Counter(sealed.kind_of_place(place) for place in sealed.places())
        if missed["data"] == tried["data"]:
            sys.exit("control: journald must find flipped bits in what it sealed")
        return ", ".join(f"{kind} {count} of {tried[kind]}" for kind, count in missed.most_common())
    return ""


def compare(build, folder, some):
    ours = OurLog(build, folder, some)
    sealed = SealedJournal(ours.records, folder, some)
    check_controls(ours, sealed)
    print(private_journal.version() + (f"; of the records every {some.records}th\n" if some.records > 1 else "\n"))
    print(f"| attack on {len(ours.records)} records | `tsuitate-audit verify` finds "
          "| `journalctl --verify`, sealed, finds |\n|---|---|---|\n| none: the whole log is accepted | yes | yes |")
    remarks = []
    for name, on_ours, on_theirs in rows(ours, sealed):
        mine, theirs = on_ours and on_ours(), on_theirs and on_theirs()
        print(f"| {name} | {mine or NONE} | {theirs or NONE} |", flush=True)
        remarks.append(judge(name, mine, theirs, sealed))
    check_controls(ours, sealed)
    print("\nFlipped bits that journald missed: " + "; ".join(filter(None, remarks)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--stride", type=int, default=1, help="flip and cut at every so manieth byte only")
    parser.add_argument("--short", action="store_true", help="some bytes and some records instead of all")
    arguments = parser.parse_args()
    if not os.access(private_journal.REMOTE, os.X_OK):
        print(f"no {private_journal.REMOTE} here", file=sys.stderr)
        sys.exit(77)
    private_journal.enter()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-attacks-"))
    try:
        compare(arguments.build, folder, Some(97, 12, 5) if arguments.short else Some(arguments.stride, 1, 50))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
