"""tsuitate-audit for its tests, and a log for each of them to spoil."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", "build/release")).resolve()
SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).parents[3])).resolve()
TOOL = BUILD / "audit" / "tool" / "tsuitate-audit"
MAKE_LOG = BUILD / "tests" / "audit" / "tsuitate-make-log"
RIGHT, WRONG, USAGE, CANNOT_READ = 0, 1, 2, 3
RECORDS = 1300


def run(*arguments, **options):
    return subprocess.run([TOOL, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          check=False, **options)


class AuditTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-audit-")
        cls.directory = pathlib.Path(cls.scratch.name)
        cls.made = cls.directory / "made"
        cls.anchor = cls.directory / "anchor"
        cls.anchor.write_text(subprocess.check_output([MAKE_LOG, cls.made, str(RECORDS)], text=True))
        cls.older = cls.directory / "older"
        subprocess.check_output([MAKE_LOG, cls.older, "500"])

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def setUp(self):
        self.log = self.directory / self.id().rsplit(".", 1)[-1]
        shutil.copytree(self.made, self.log)
        self.addCleanup(shutil.rmtree, self.log)

    def verify(self, *arguments, anchor=True):
        given = ("--anchor", self.anchor) if anchor else ()
        return run("verify", "--log", self.log, *given, *arguments)

    def verify_json(self, *arguments, **options):
        done = self.verify("--json", *arguments, **options)
        return done.returncode, json.loads(done.stdout)

    def flip(self, path, byte):
        data = bytearray((self.log / path).read_bytes())
        data[byte] ^= 1
        (self.log / path).write_bytes(data)
