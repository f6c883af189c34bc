#!/usr/bin/python3
"""The fields that docs/operations.md promises to readers of the journal are those that the roles send. The roles speak
to /run/systemd/journal/socket as on a counter; in a mount namespace of its own that is the test's."""

import os
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
sys.path += [str(SOURCE / "tests" / folder) for folder in ("stage", "system")]

from image import own_mounts  # noqa: E402
from stage import Stage, wait_until  # noqa: E402

JOURNAL = pathlib.Path("/run/systemd/journal/socket")
NOBODY = 65534
# Of the display of a real machine; looked for in the virtual one (tests/system).
ELSEWHERE = {"TSUITATE_CARD", "TSUITATE_CONNECTOR"}


class Journal:
    """Stands in journald's place and keeps what comes, as dictionaries."""

    def __init__(self):
        JOURNAL.parent.mkdir(parents=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(JOURNAL))
        self.entries = []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            # No role has told of a value with newlines here; their framing is tested beside the sink.
            lines = self.socket.recv(65536).decode().splitlines()
            self.entries.append(dict(line.split("=", 1) for line in lines))

    def fields_of(self, role):
        return {name for entry in self.entries if entry["SYSLOG_IDENTIFIER"].startswith(f"tsuitate-{role}") for name in entry
                if name.startswith("TSUITATE_")}


class Fields(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.journal = Journal()
        os.environ["JOURNAL_STREAM"] = "8:1"  # as systemd says it where stderr goes to the journal
        with Stage(BUILD, SOURCE) as stage:
            call = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "busctl",
                    f"--address={stage.bus_address}", "call", "org.tsuitate.Counter1", "/org/tsuitate/Counter1",
                    "org.tsuitate.Counter1", "OpenSession", "ssa{sv}", "", "ja", "0"]
            wait_until(lambda: "TSUITATE_BUS_NAME" in cls.journal.fields_of("front"), 20, "the front")
            subprocess.run(call, capture_output=True)
            wait_until(lambda: cls.journal.fields_of("screen"), 20, "the screen")
            stage.end("screen")
            wait_until(lambda: "TSUITATE_UID" in cls.journal.fields_of("vault") and
                       any(entry.get("TSUITATE_STATE") == "failed" for entry in cls.journal.entries), 20,
                       "the refusal and the lost screen")
            time.sleep(0.2)

    def test_every_field_of_the_documentation_is_sent_and_every_role_sends_some(self):
        promised = set(re.findall(r"TSUITATE_[A-Z_]+(?=`)", (SOURCE / "docs/operations.md").read_text().split("## Logs")[1]
                                  .split("\n## ")[0]))
        self.assertGreaterEqual(promised, {"TSUITATE_DEVICE", "TSUITATE_BACKING"}, "control: the table was read")
        sent = set()
        for role in ("vault", "screen", "ledger", "front"):
            self.assertTrue(self.journal.fields_of(role), role)
            sent |= self.journal.fields_of(role)
        self.assertEqual(promised - ELSEWHERE - sent, set(), "promised and never sent")

    def test_what_they_hold_is_what_is_documented(self):
        def values(field):
            return {entry[field] for entry in self.journal.entries if field in entry}
        self.assertLessEqual(values("TSUITATE_STATE"), {"absent", "ready", "refused", "failed"})
        self.assertLessEqual(values("TSUITATE_BACKING"), {"memfd_secret", "guarded heap"})
        self.assertEqual(values("TSUITATE_ROLE"), {"front", "screen", "ledger"})
        self.assertEqual(values("TSUITATE_UID"), {str(NOBODY)})
        lost = next(entry for entry in self.journal.entries if entry.get("TSUITATE_STATE") == "failed")
        self.assertEqual((lost["TSUITATE_DEVICE"], lost["PRIORITY"]), ("screen", "6"))
        self.assertIn("tsuitate-screen", lost["TSUITATE_REASON"])


def main():
    if os.environ.get("TSUITATE_OWN_RUN"):
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        unittest.main(verbosity=2)
    os.environ["TSUITATE_OWN_RUN"] = "1"
    os.execvp("unshare", [*own_mounts(), sys.executable, __file__, *sys.argv[1:]])


if __name__ == "__main__":
    main()
