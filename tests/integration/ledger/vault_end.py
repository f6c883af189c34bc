"""The vault's end of the line to a real tsuitate-ledger, played by a test."""

import contextlib
import json
import os
import pathlib
import select
import socket
import struct
import subprocess

BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", "build/release")).resolve()
LEDGER = pathlib.Path(os.environ.get("TSUITATE_LEDGER", BUILD / "daemon" / "ledger" / "tsuitate-ledger"))

# Written here, and not read from the sources: in the virtual machine there are none.
VERSION, WRITE, STATE, DURABLE, FAILURE, KEEP, PANEL = 9, 0x0401, 0x0402, 0x0403, 0x0404, 0x0405, 0x0406
RECEIPT = 0x0407
PANEL_MEMORY_SIZE = 1024
# policy/record/record.hpp
KINDS = ("service-started", "service-stopped", "log-healed", "device-changed", "caller-refused", "session-opened",
         "entry-started", "pin-attempt", "pin-outcome", "entry-ended", "last-try-agreed", "command-sent",
         "command-refused", "session-ended", "epoch-started", "chain-restarted", "entries-erased", "log-read",
         "panel-calibrated", "panel-proof", "panel-state", "panel-health", "help-asked", "assistance-requested",
         "assistance-refused", "consent-shown", "consent-answered", "assistance-ended", "assistance-reviewed",
         "change-answered", "observer-announced", "observer-answered", "observer-left", "receipt-issued",
         "report-permitted")
OUTCOMES = ("verified", "wrong", "locked", "inconclusive", "stopped", "timed-out", "card-removed", "foreign-card",
            "no-pin-service", "withdrawn", "out-of-service", "panel-refused")
AUDIT = BUILD / "audit" / "tool" / "tsuitate-audit"
FAULTS = ("none", "disk-full", "read-only", "input-output", "refused-record")


def record(serial, kind, *, outcome="verified", tries_left=0, caller_uid=0, count=0, session=bytes(16), figures=(0,) * 10,
           calibration=(0,) * 3, text=bytes(32), days=(0, 0), language=0, manner=0, seconds=0, **names):
    """A record of this kind (VaultWriteRecord of daemon/wire/ledger_messages.hpp). What is not given is empty. `figures`
    and `calibration` are PanelFigures and CalibrationFigures there; `language` and `manner` are numbers."""
    head = struct.pack("<HHQBBBBII16s", VERSION, WRITE, serial, KINDS.index(kind), OUTCOMES.index(outcome), tries_left, 0,
                       caller_uid, count, session)
    texts = [names.pop(place, "").encode() for place in ("pin_kind", "procedure", "subject", "detail", "clerk", "reason",
                                                         "help", "role", "receipt")]
    assert not names, names
    return (head + b"".join(struct.pack("<B31s", len(one), one) for one in texts) +
            struct.pack("<2h6H2h3H32s2HBBB3x", *figures, *calibration, text, *days, language, manner, seconds))


def with_clock(by):
    """What to start a program with so that it takes another time for now: `by` as "-2200d". The timers it waits by stay. The
    sanitizers want to be loaded first, and need not be."""
    library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    assert library, "install the Debian package faketime"
    return ("env", f"LD_PRELOAD={library}", f"FAKETIME={by}", "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "ASAN_OPTIONS=verify_asan_link_order=0")


def faults_of_published_log(directory):
    """What tsuitate-audit finds wrong with it, in its words."""
    done = subprocess.run([AUDIT, "verify", "--json", "--log", pathlib.Path(directory) / "log"], capture_output=True,
                          text=True)
    assert done.returncode in (0, 1), done.stderr
    return [finding["text"] for finding in json.loads(done.stdout)["findings"]
            if finding["severity"] == "fault"]


class VaultEnd:
    """Starts a ledger on this directory, and speaks to it."""

    def __init__(self, directory, *arguments, prefix=(), log=None):
        self.socket, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.settimeout(20)
        self.serial = 0
        self.panel = None  # what the ledger kept of it
        number = 3

        def hand_over():
            os.dup2(far.fileno(), number)
            os.environ["LISTEN_PID"] = str(os.getpid())
        # LISTEN_PID is the child's own number, which only the child knows.
        script = 'export LISTEN_PID=$$; exec "$@"'
        environment = dict(os.environ, LISTEN_FDS="1", LISTEN_FDNAMES="vault")
        self.process = subprocess.Popen(
            [*prefix, "/bin/sh", "-c", script, "sh", str(LEDGER), "--directory", str(directory), *arguments],
            env=environment, preexec_fn=hand_over, pass_fds=[number], stderr=log or subprocess.DEVNULL)
        far.close()

    def receive(self):
        """The next answer: ("state", records, fault), ("durable", serial) or ("failure", serial, fault)."""
        packet = self.socket.recv(2048)
        if not packet:
            return None
        version, kind = struct.unpack_from("<HH", packet)
        assert version == VERSION
        if kind == PANEL:
            size = struct.unpack_from("<H", packet, 4)[0]
            self.panel = packet[6:6 + size]
            return self.receive()
        if kind == RECEIPT:
            return self.receive()
        if kind == STATE:
            return ("state", *self.with_fault(struct.unpack_from("<QB", packet, 4)))
        if kind == DURABLE:
            return ("durable", struct.unpack_from("<Q", packet, 4)[0])
        assert kind == FAILURE, kind
        return ("failure", *self.with_fault(struct.unpack_from("<QB", packet, 4)))

    @staticmethod
    def with_fault(fields):
        return fields[0], FAULTS[fields[1]]

    def wait_ready(self):
        while (answer := self.receive())[0] != "state" or answer[2] != "none":
            assert answer is not None, "the ledger has gone"
        return answer[1]

    def send_record(self, kind, **fields):
        self.serial += 1
        self.socket.send(record(self.serial, kind, **fields))
        return self.serial

    def send(self, session):
        return self.send_record("session-opened", session=session, procedure="tax-certificate", caller_uid=1000)

    def keep(self, memory):
        """Has these bytes kept for the next start."""
        self.serial += 1
        self.socket.send(struct.pack("<HHQH", VERSION, KEEP, self.serial, len(memory)) +
                         memory.ljust(PANEL_MEMORY_SIZE, b"\0") + bytes(6))
        while (answer := self.receive())[0] == "state":
            pass
        return answer[0] if answer[0] == "durable" else answer[2]

    def write(self, session):
        """Writes one record and waits for its answer."""
        serial = self.send(session)
        while (answer := self.receive())[0] == "state":
            pass
        assert answer[1] == serial, answer
        return answer[0] if answer[0] == "durable" else answer[2]

    def answers_now(self):
        """What has arrived."""
        answers = []
        while select.select([self.socket], [], [], 0)[0]:
            with contextlib.suppress(ConnectionError):
                answer = self.receive()
                if answer is not None:
                    answers.append(answer)
                    continue
            break
        return answers

    def kill(self):
        self.process.kill()
        self.process.wait(20)

    def stop(self):
        self.socket.close()
        return self.process.wait(20)
