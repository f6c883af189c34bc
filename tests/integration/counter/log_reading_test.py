#!/usr/bin/python3
"""Who reads the log over the bus stands in it: the real front, vault and ledger, an officer who is not root, and somebody
who may not."""

import atexit
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ledger"), str(HERE.parents[1] / "system")]

from disk_fault_test import StageOnFailingDisk  # noqa: E402
from theatre import BUILD, CounterTest, wait_until  # noqa: E402
from vault_end import AUDIT, faults_of_published_log  # noqa: E402

OUT_OF_SERVICE = "The counter is out of service"
OFFICER, NOBODY = (pwd.getpwnam(name).pw_uid for name in ("daemon", "nobody"))


def policy_with_officer():
    """The default policy; its officers are the members of a group that each system has, and whose user is not root."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-policy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(BUILD / "policy" / "default", folder, dirs_exist_ok=True)
    access = folder / "access.toml"
    text, found = re.subn('^audit-group = ".*"', 'audit-group = "daemon"', access.read_text(), flags=re.MULTILINE)
    assert found == 1
    access.write_text(text)
    return folder


class LogReading(CounterTest):
    stage_class = StageOnFailingDisk
    stage_options = {"policy": policy_with_officer()}

    def setUp(self):
        super().setUp()
        self.assertEqual(os.getuid(), 0, "run as root: this test becomes other users")
        wait_until(lambda: "service-started" in self.published(), 10, "the first records to be published")

    def published(self):
        return "".join(file.read_text(errors="replace") for file in
                       (self.stage.ledger_directory / "log" / "tile" / "entries").glob("**/*") if file.is_file())

    def call(self, uid, method, signature, *arguments):
        """What the bus answers to this user: the data, or the text of the error."""
        done = subprocess.run(["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "busctl", "--json=short",
                               f"--address={self.stage.bus_address}", "call", "org.tsuitate.Counter1",
                               "/org/tsuitate/Audit1", "org.tsuitate.Audit1", method, signature, *arguments],
                              capture_output=True, text=True, cwd="/", timeout=60)
        return json.loads(done.stdout)["data"][0] if done.returncode == 0 else done.stderr

    def query(self, uid):
        return self.call(uid, "Query", "sssu", "", "", "", "1000")

    def of_event(self, event):
        return [record for record in self.stage.records() if record["event"] == event]

    def readings(self):
        return [(record["caller-uid"], record["subject"], record["count"]) for record in self.of_event("log-read")]

    def test_each_reading_is_in_the_ledgers_log_when_its_answer_is_there(self):
        self.assertEqual(self.readings(), [])
        answer = self.query(OFFICER)
        self.assertEqual(self.readings(), [(OFFICER, "query", 1)], answer)
        events = [json.loads(record)["event"] for record in answer]
        self.assertIn("service-started", events, "control: the log was read")
        proof = self.call(OFFICER, "Prove", "t", "1")
        self.assertTrue(proof.startswith("c2sp.org/tlog-proof@v1\n"), proof)
        self.assertEqual(self.readings(), [(OFFICER, "query", 1), (OFFICER, "prove", 1)])
        self.query(0)
        self.assertEqual(self.readings()[2:], [(0, "query", 1)], "root's too")
        self.assertEqual(self.of_event("caller-refused"), [])
        self.expect_published(3)

    def test_who_may_not_read_is_refused_and_recorded(self):
        self.assertIn("Access denied", self.query(NOBODY))
        wait_until(lambda: self.of_event("caller-refused"), 10, "the record of the refusal")
        refused = self.of_event("caller-refused")
        self.assertEqual([(record["caller-uid"], record["subject"], record["count"]) for record in refused],
                         [(NOBODY, "query-log", 1)])
        self.assertEqual(self.readings(), [], "nothing was read")

    def test_what_cannot_be_recorded_is_not_answered(self):
        self.assertIsInstance(self.query(OFFICER), list, "control: on a disk that is well it is answered")
        self.stage.fails.touch()
        self.assertIn(OUT_OF_SERVICE, self.query(OFFICER))
        self.assertEqual(self.app.state(), "out-of-service", "the refusal sends its caller to the state")
        self.stage.fails.unlink()
        wait_until(lambda: self.app.state() == "ready", 30, "the counter to be ready")
        self.assertEqual(len(self.readings()), 1)
        self.assertIsInstance(self.query(OFFICER), list)
        self.assertEqual(len(self.readings()), 2)
        self.expect_published(2)

    def expect_published(self, readings):
        """An outsider finds them in the signed log."""
        def found():
            shown = subprocess.run([AUDIT, "query", "--log", self.stage.ledger_directory / "log", "--event", "log-read",
                                    "--format", "json"], capture_output=True, text=True)
            return [json.loads(line)["verified"] for line in shown.stdout.splitlines()]
        wait_until(lambda: len(found()) == readings, 10, "the readings in the published log")
        self.assertEqual(found(), [True] * readings)
        self.assertEqual(faults_of_published_log(self.stage.ledger_directory), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
