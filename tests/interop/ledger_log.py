"""Logs written by the real tsuitate-ledger, for others to judge: what a vault sends in the life of a counter, over the
socket that the vault has, through starts, periods, a kill and a clean stop."""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import time

SOURCE = pathlib.Path(os.environ["TSUITATE_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/integration/ledger"))

from vault_end import BUILD, LEDGER, VaultEnd, with_clock  # noqa: E402, F401

ORIGIN = "counter1.example/log"
SESSIONS = 100  # a start; of five records each
IN_FLIGHT = 16
TILE = 256
EPOCH = 1  # second
CITIZEN = {"pin_kind": "signature"}
CLERK = {"clerk": "clerk-01"}
ASKED = {**CLERK, "reason": "panel-hard-to-use", "help": "points-at-keys"}
QUESTION = {**ASKED, "text": bytes(range(32)), "seconds": 90, "language": 2}
RECEIPT = "0000-0000-0101"

PLAIN = (("session-opened", {"procedure": "tax-certificate", "caller_uid": 1000}),
         ("entry-started", CITIZEN),
         ("pin-attempt", {**CITIZEN, "tries_left": 5}),
         ("pin-outcome", {**CITIZEN, "outcome": "verified", "tries_left": 5}),
         ("session-ended", {"detail": "closed"}))
# Help is asked for and given, somebody stands by, commands are sent and refused; the second entry is given up.
EVENTFUL = (("session-opened", {"procedure": "certificate-renewal", "caller_uid": 1000}),
            ("entry-started", CITIZEN),
            ("panel-proof", {**CITIZEN, "detail": "proven"}),
            ("help-asked", {**CITIZEN, "detail": "call-clerk"}),
            ("observer-announced", {"role": "supervisor"}),
            ("observer-answered", {"role": "supervisor", "detail": "accepted"}),
            ("assistance-refused", {"clerk": "clerk-02", "detail": "busy"}),
            ("assistance-requested", ASKED),
            ("consent-shown", {**CITIZEN, **QUESTION}),
            ("consent-answered", {**CITIZEN, **CLERK, "detail": "agreed"}),
            ("last-try-agreed", CITIZEN),
            ("pin-attempt", {**CITIZEN, "tries_left": 1}),
            ("pin-outcome", {**CITIZEN, "outcome": "verified", "tries_left": 5}),
            ("assistance-ended", {**CITIZEN, **CLERK, "detail": "attempted"}),
            ("assistance-reviewed", {**CITIZEN, **CLERK, "detail": "agreed"}),
            ("change-answered", {**CITIZEN, "detail": "declined"}),
            ("observer-left", {"role": "supervisor"}),
            ("command-sent", {"detail": "read-certificate"}),
            ("command-refused", {"detail": "not-listed"}),
            ("entry-started", CITIZEN),
            ("entry-ended", {**CITIZEN, "outcome": "stopped"}),
            ("receipt-issued", {"receipt": RECEIPT}),
            ("session-ended", {"detail": "closed"}))
# What belongs to no session.
COUNTER = (("service-started", {"detail": "1.0.0"}),
           ("device-changed", {"subject": "reader", "detail": "ready"}),
           ("caller-refused", {"subject": "query-log", "caller_uid": 1001, "count": 2}),
           ("log-read", {"subject": "prove", "caller_uid": 1002, "count": 1}),
           ("report-permitted", {"caller_uid": 1002, "days": (20000, 20030)}),
           ("panel-calibrated", {"subject": "finger", "detail": "done", "caller_uid": 1000, "calibration": (4, 9, 6)}),
           ("panel-state", {"subject": "drift", "detail": "advise"}),
           ("panel-health", {"count": 50, "detail": "advise", "figures": (-12, 3, 80, 1, 2, 0, 1, 0, -10, 2)}))


def write_records(ledger, records):
    """Has them written, several on the way at a time as from the vault, and waits until all are durable."""
    waiting = []
    for kind, fields in records:
        waiting.append((ledger.send_record(kind, **fields), kind))
        if len(waiting) == IN_FLIGHT:
            take_answer(ledger, *waiting.pop(0))
    for sent in waiting:
        take_answer(ledger, *sent)


def take_answer(ledger, serial, kind):
    while (answer := ledger.receive())[0] == "state":
        pass
    assert answer == ("durable", serial), (kind, answer)


def sessions(count, script=PLAIN):
    for _ in range(count):
        session = os.urandom(16)
        yield from ((kind, {"session": session, **fields}) for kind, fields in script)


class LedgerLog:
    """A directory in which tsuitate-ledger keeps a log. `log` is the readable part of it."""

    def __init__(self, directory, origin=ORIGIN):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.origin = origin
        self.log = self.directory / "log"

    @property
    def key(self):
        """The verifier key of the enrolment key."""
        return (self.log / "anchor").read_text().splitlines()[1]

    def size(self):
        return int((self.log / "checkpoint").read_text().split("\n")[1])

    def start(self):
        ledger = VaultEnd(self.directory, "--origin", self.origin, "--epoch", str(EPOCH))
        ledger.wait_ready()
        return ledger

    def serve(self, count=SESSIONS, script=PLAIN):
        """A start, what happens then in more than one epoch, and a clean stop."""
        ledger = self.start()
        write_records(ledger, [*COUNTER, *sessions(count // 2)])
        time.sleep(EPOCH * 1.2)
        write_records(ledger, [*sessions(count - count // 2), *sessions(1, script)])
        write_records(ledger, [("service-stopped", {"detail": "asked"})])
        ledger.process.terminate()
        status = ledger.process.wait(20)
        assert status == 0, status
        ledger.socket.close()

    def cut_power(self):
        """A start, and a power cut in the middle of a record: its first bytes are on the disk."""
        ledger = self.start()
        write_records(ledger, sessions(1))
        ledger.kill()
        ledger.socket.close()
        segment = max(self.directory.glob("journal/segment-*"))
        written = segment.read_bytes()
        end = len(written.rstrip(b"\0"))
        torn = b'{"boot":"torn'
        segment.write_bytes(written[:end] + torn + written[end + len(torn):])

    def lose_next_key(self):
        """As where a disk was restored: the sealed key of the coming epoch is not there."""
        for key in self.directory.glob("keys/epoch-*"):
            key.unlink()

    def erase_all_full_tiles(self):
        """Six years later, the legal time of all that is in full tiles is over."""
        tomorrow = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() + 86400))
        subprocess.run([*with_clock("+2200d"), LEDGER, "--directory", self.directory, "--origin", self.origin, "--policy",
                        BUILD / "policy" / "default", "--erase-before", tomorrow, "--rule", "five-years", "--officer",
                        "officer"], check=True, capture_output=True)

    def namesake(self, directory):
        """A new log of the same name and keys, with nothing in it yet: what only a forger has."""
        other = LedgerLog(directory, self.origin)
        shutil.copytree(self.directory / "keys", other.directory / "keys")
        other.lose_next_key()
        return other


def stream_of(log):
    """The bytes of all entries tiles of a readable log, in order: sizes (two bytes, big-endian) and records."""
    size = int((log / "checkpoint").read_text().split("\n")[1])
    tiles = [log / "tile/entries" / f"{number:03}" for number in range(size // TILE)]
    if size % TILE:
        tiles.append(log / "tile/entries" / f"{size // TILE:03}.p" / str(size % TILE))
    return b"".join(tile.read_bytes() for tile in tiles)


def records_of(stream):
    """The records (bytes) of a stream."""
    while stream:
        end = 2 + struct.unpack(">H", stream[:2])[0]
        yield stream[2:end]
        stream = stream[end:]


def tile_of(records):
    """The bytes of an entries tile of these records."""
    return b"".join(struct.pack(">H", len(record)) + record for record in records)


def write_log(directory):
    """A log with all that a ledger writes but an erasure: four starts, in each more than one epoch but for the third, which
    ends with the power; then the key of the next epoch is lost. Returns it, and a copy of its log/ as it was in between."""
    made = LedgerLog(directory)
    made.serve()
    made.serve()
    older = pathlib.Path(directory) / "older"
    shutil.copytree(made.log, older)
    made.cut_power()
    made.lose_next_key()
    made.serve(script=EVENTFUL)
    return made, older
