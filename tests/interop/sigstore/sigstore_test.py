#!/usr/bin/python3
"""Proofs of our log, judged by @sigstore/verify, which scripts/sigstore.sh brings. That package is not in Debian: where the
npm registry could not be reached, this says so and ends with 77, which is neither passed nor failed."""

import base64
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["TSUITATE_BUILD"])
SOURCE = pathlib.Path(os.environ["TSUITATE_SOURCE"])
MODULES = SOURCE / "build/interop/node_modules"
RECORDS = 1500


class Sigstore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-sigstore-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        made = subprocess.run([BUILD / "tests/audit/tsuitate-make-log", cls.folder / "log", str(RECORDS), "7"], check=True,
                              capture_output=True, text=True)
        cls.key = made.stdout.splitlines()[1]

    def prove(self, sequence):
        proof = self.folder / f"{sequence}.tlog-proof"
        subprocess.run([BUILD / "audit/tool/tsuitate-audit", "prove", str(sequence), "--log", self.folder / "log", "-o",
                        proof], check=True, capture_output=True)
        return proof.read_text(encoding="utf-8")

    def judged(self, text, key=None):
        file = self.folder / "judged"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run(["node", SOURCE / "tests/interop/sigstore/judge.cjs", MODULES, key or self.key, file],
                              capture_output=True, text=True)
        return done.stdout.strip() or done.stderr

    def test_accepts_proofs_of_every_kind_of_place(self):
        for sequence in (1, 2, 255, 256, 257, 700, 1024, 1025, RECORDS - 1, RECORDS):
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
        self.assertIn("refused", self.judged(changed(size, str(RECORDS - 1))))
        root = bytearray(base64.b64decode(lines[size + 1]))
        root[5] ^= 1
        self.assertIn("refused", self.judged(changed(size + 1, base64.b64encode(root).decode())))
        self.assertIn("refused", self.judged("\n".join(line for line in lines if not line.startswith("\u2014"))))

    def test_refuses_another_log_s_key(self):
        made = subprocess.run([BUILD / "tests/audit/tsuitate-make-log", self.folder / "other", "10", "8"], check=True,
                              capture_output=True, text=True)
        self.assertIn("refused", self.judged(self.prove(700), made.stdout.splitlines()[1]))


if __name__ == "__main__":
    if shutil.which("node") is None or not (MODULES / "@sigstore/verify").is_dir():
        print(f"@sigstore/verify is not at {MODULES}, or node is missing: nothing was judged\n{__doc__}")
        sys.exit(77)
    unittest.main()
