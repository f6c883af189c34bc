#!/usr/bin/python3
"""Proofs of a log that the real ledger wrote, judged by @sigstore/verify, which scripts/sigstore.sh brings. That package is
not in Debian: where the npm registry could not be reached, this says so and ends with 77, which is neither passed nor
failed."""

import base64
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from ledger_log import BUILD, SOURCE, TILE, LedgerLog, write_log  # noqa: E402

MODULES = SOURCE / "build/interop/node_modules"


class Sigstore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-sigstore-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        ledger, _ = write_log(cls.folder / "ledger")
        cls.log, cls.key, cls.size = ledger.log, ledger.key, ledger.size()

    def prove(self, sequence):
        proof = self.folder / f"{sequence}.tlog-proof"
        subprocess.run([BUILD / "audit/tool/tsuitate-audit", "prove", str(sequence), "--log", self.log, "-o",
                        proof], check=True, capture_output=True)
        return proof.read_text(encoding="utf-8")

    def judged(self, text, key=None):
        file = self.folder / "judged"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run(["node", SOURCE / "tests/interop/sigstore/judge.cjs", MODULES, key or self.key, file],
                              capture_output=True, text=True)
        return done.stdout.strip() or done.stderr

    def test_accepts_proofs_of_every_kind_of_place(self):
        self.assertGreater(self.size, 5 * TILE)
        for sequence in (1, 2, 255, 256, 257, 700, 1024, 1025, self.size - 1, self.size):
            self.assertEqual(self.judged(self.prove(sequence)), "accepted", sequence)

    def test_refuses_what_was_tampered_with(self):
        text = self.prove(700)
        lines = text.split("\n")

        def changed(number, line):
            return "\n".join([*lines[:number], line, *lines[number + 1:]])
        record = bytearray(base64.b64decode(lines[1].removeprefix("extra ")))
        record[40] ^= 1
        self.assertIn("refused", self.judged(changed(1, "extra " + base64.b64encode(record).decode())))
        self.assertIn("refused", self.judged(changed(2, "index 700")))
        for number in range(3, lines.index("")):
            other = bytearray(base64.b64decode(lines[number]))
            other[0] ^= 1
            self.assertIn("refused", self.judged(changed(number, base64.b64encode(other).decode())), number)
        size = lines.index("") + 2
        self.assertIn("refused", self.judged(changed(size, str(self.size - 1))))
        root = bytearray(base64.b64decode(lines[size + 1]))
        root[5] ^= 1
        self.assertIn("refused", self.judged(changed(size + 1, base64.b64encode(root).decode())))
        self.assertIn("refused", self.judged("\n".join(line for line in lines if not line.startswith("\u2014"))))

    def test_refuses_another_log_s_key(self):
        other = LedgerLog(self.folder / "other")
        other.serve(5)
        self.assertNotEqual(other.key, self.key)
        self.assertIn("refused", self.judged(self.prove(700), other.key))


if __name__ == "__main__":
    if shutil.which("node") is None or not (MODULES / "@sigstore/verify").is_dir():
        print(f"@sigstore/verify is not at {MODULES}, or node is missing: nothing was judged\n{__doc__}")
        sys.exit(77)
    unittest.main()
