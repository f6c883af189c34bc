#!/usr/bin/python3
"""./demo as somebody sees it who meets the program for the first time: the scripted visit for each PIN, in both
languages, with a script of one's own, and what a broken script gets."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
KINDS = ("user-authentication", "signature", "resident-register", "card-info-input")

GOOD_SCRIPT = """# gives up, and comes back
await explain
press stop
await stopped
ask user-authentication
await explain
press start
prove
await entry
type 1234
press confirm
await verified
"""


def demo(*options):
    """With a display and without a terminal: the citizen is the scripted one."""
    return subprocess.run([sys.executable, str(SOURCE / "tests/stage/demo.py"), str(BUILD), *options],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200)


class Demo(unittest.TestCase):
    def told(self, *options):
        done = demo(*options)
        self.assertEqual(done.returncode, 0, done.stdout[-1500:] + done.stderr[-1500:])
        self.assertEqual(done.stderr, "")
        return done.stdout

    def assert_one_wrong_one_verified(self, output):
        self.assertEqual(re.findall(r"sees: (?:outcome: )?([a-z-]+)$", output, re.MULTILINE), ["wrong", "verified"], output)
        self.assertEqual(len(re.findall(r"VERIFY 0020[0-9a-fA-F]+ -> 9000", output)), 1, output)

    def assert_fails_saying(self, script, *words):
        with tempfile.NamedTemporaryFile("w", suffix=".touches") as file:
            file.write(script)
            file.flush()
            done = demo("--no-window", "--script", file.name)
            self.assertNotEqual(done.returncode, 0)
            self.assertNotIn("Traceback", done.stderr)
            for word in words:
                self.assertIn(word.format(file=file.name), done.stderr)
        return done


class Visit(Demo):
    def test_each_pin_is_once_wrong_and_then_verified(self):
        for kind in KINDS:
            with self.subTest(kind):
                self.assert_one_wrong_one_verified(self.told("--no-window", "--kind", kind))

    def test_the_visit_in_english_shows_every_side(self):
        output = self.told("--no-window", "--language", "en")
        self.assert_one_wrong_one_verified(output)
        pictures = [pathlib.Path(path) for path in re.findall(r"shows [a-z-]+: (\S+\.png)", output)]
        self.assertGreaterEqual(len(pictures), 6)
        for picture in pictures:
            self.assertTrue(picture.read_bytes().startswith(b"\x89PNG"), picture)
        records = [json.loads(line) for line in output.splitlines() if line.startswith('  {"')]
        self.assertIn("session-ended", [record["event"] for record in records])
        self.assertIn("PIN of the user-authentication certificate", output)

    def test_a_kind_that_no_card_has_is_refused_by_name(self):
        done = demo("--no-window", "--kind", "fingerprint")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("fingerprint", done.stderr)


class OwnScript(Demo):
    def test_a_good_script_is_played(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(GOOD_SCRIPT)
            file.flush()
            output = self.told("--no-window", "--script", file.name)
        self.assertEqual(re.findall(r"sees: (?:outcome: )?([a-z-]+)$", output, re.MULTILINE), ["stopped", "verified"])

    def test_a_mistake_is_said_with_its_line_before_anything_starts(self):
        for line, reason in (("prod start", "no such step"), ("type", "takes 1 word"), ("tap 10 left", "numbers")):
            with self.subTest(line):
                done = self.assert_fails_saying(f"# a remark\nawait explain\n\n{line}\n", "{file}:4: ", line, reason)
                self.assertNotIn("One visit", done.stdout)

    def test_a_step_that_cannot_be_played_is_said_with_its_line(self):
        self.assert_fails_saying("await explain\npress 5\n", "{file}:2: ", "press 5", "no key '5' on the screen explain")

    def test_a_script_that_is_not_there_is_said(self):
        done = demo("--no-window", "--script", "/nowhere/at/all")
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("Traceback", done.stderr)
        self.assertIn("/nowhere/at/all", done.stderr)


ASK_AS_SOMEBODY = """
import subprocess, sys
sys.path.insert(0, sys.argv[2] + "/tests/stage")
from stage import Stage, wait_until
with Stage(sys.argv[1], sys.argv[2], card=None) as stage:
    def ask():
        return subprocess.run([sys.argv[1] + "/client/tsuitatectl/tsuitatectl", "devices"], env=stage.environment,
                              capture_output=True, text=True)
    wait_until(lambda: "screen: ready" in ask().stdout or "may not" in ask().stderr, 20, "an answer")
    print(ask().stdout, ask().stderr)
"""


class WithoutRoot(unittest.TestCase):
    def test_whoever_starts_a_stage_may_use_its_counter(self):
        become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        if subprocess.run([*become, "test", "-r", str(SOURCE / "tests/stage/stage.py"), "-a", "-r", str(BUILD)]).returncode:
            self.skipTest("nobody may not read this folder")
        done = subprocess.run([*become, sys.executable, "-B", "-c", ASK_AS_SOMEBODY, str(BUILD), str(SOURCE)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])
        self.assertIn("screen: ready", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
