#!/usr/bin/python3
"""The witness protocol (C2SP tlog-witness) with a program at the other end that has nothing of ours in it: witness_peer.go
makes and checks proofs with Go's sumdb/tlog, reads notes with sumdb/note, and speaks HTTP with Go's net/http. What it says
over HTTP we wrote, from the specification. Needs TSUITATE_BUILD and TSUITATE_SOURCE."""

import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import types
import unittest

from foreign import build_go, must, need, run
from ledger_log import BUILD, SOURCE, LedgerLog

sys.path.insert(0, str(SOURCE / "tests/integration/witness"))

from office import Courier, Witness  # noqa: E402

AUDIT = BUILD / "audit/tool/tsuitate-audit"


def readable(ledger):
    """As tests/integration/witness wants a log."""
    return types.SimpleNamespace(folder=ledger.log, key=ledger.key)


class Protocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        need({"go": "golang-go golang-golang-x-mod-dev"})
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-witness-protocol-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.peer = build_go(pathlib.Path(cls.scratch.name), "witness_peer.go", "tiles.go")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.scratch.name))
        self.ledger = LedgerLog(self.folder / "ledger")
        self.ledger.serve(60)

    def foreign_witness(self):
        """One that looks after our log."""
        process = subprocess.Popen([self.peer, "serve", "go.example/witness", self.ledger.key], stdout=subprocess.PIPE,
                                   text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        port, key = process.stdout.readline().strip(), process.stdout.readline().strip()
        return types.SimpleNamespace(name="go", port=port, key=lambda: key)

    def courier(self, name, ledger, witness):
        courier = Courier(self.folder / name, readable(ledger), [witness])
        self.addCleanup(courier.end, signal.SIGKILL)
        return courier

    def offer(self, witness, log, old, *more):
        """A foreign program offers this log. The status, and the answer."""
        said = must(self.peer, "offer", log, self.ledger.key, old, f"http://127.0.0.1:{witness.port}/tlog/add-checkpoint",
                    *more).stdout.decode()
        status, _, answer = said.partition("\n")
        return int(status), answer

    def test_our_courier_and_a_foreign_witness_understand_each_other(self):
        witness = self.foreign_witness()
        courier = self.courier("courier", self.ledger, witness)
        before = self.ledger.size()
        courier.wait_for(witness, "its first signature", cosigned_size=before, trouble="none")
        self.ledger.serve(60)
        self.assertGreater(self.ledger.size(), before)
        courier.wait_for(witness, "its signature after our proof", cosigned_size=self.ledger.size(), trouble="none")
        latest = courier.state / "witnessed/go/latest"
        verify = (AUDIT, "verify", "--log", self.ledger.log, "--remembered", latest, "--witness")
        must(*verify, witness.key())
        self.assertEqual(run(*verify, self.foreign_witness().key()).returncode, 1, "control: another key has not signed")

    def test_a_foreign_witness_refuses_another_log_and_our_courier_says_conflict(self):
        witness = self.foreign_witness()
        honest = self.courier("honest", self.ledger, witness)
        honest.wait_for(witness, "its signature", cosigned_size=self.ledger.size(), trouble="none")
        for name, sessions in (("shorter", 2), ("longer", 120)):
            other = self.ledger.namesake(self.folder / name)
            other.serve(sessions)
            self.assertEqual(other.size() > self.ledger.size(), name == "longer")
            liar = self.courier(f"courier-{name}", other, witness)
            liar.wait_for(witness, "the conflict", trouble="conflict")
            self.assertEqual(list((liar.state / "witnessed/go").iterdir()), [])

    def test_our_witness_takes_the_proof_of_a_foreign_program_and_no_wrong_one(self):
        witness = Witness(self.folder / "witness", "office", [readable(self.ledger)])
        self.addCleanup(witness.end, signal.SIGKILL)
        older = self.folder / "older"
        shutil.copytree(self.ledger.log, older)
        before = self.ledger.size()
        self.ledger.serve(60)
        after = self.ledger.size()
        status, line = self.offer(witness, older, 0)
        self.assertEqual(status, 200)
        self.assertTrue(line.startswith("\u2014 office.example/witness "), line)
        self.assertEqual(self.offer(witness, self.ledger.log, before, "flip")[0], 422)
        self.assertEqual(self.offer(witness, self.ledger.log, before)[0], 200)
        self.assertEqual(self.offer(witness, self.ledger.log, before), (409, f"{after}\n"))
        self.assertEqual(self.offer(witness, older, before), (409, f"{after}\n"), "an older copy of the log")


if __name__ == "__main__":
    unittest.main(verbosity=2)
