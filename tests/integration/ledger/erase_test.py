"""The legal time is over: what the real ledger erases, what it refuses to erase, and what an archive still proves."""

import datetime
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from vault_end import AUDIT, BUILD, LEDGER, VaultEnd, faults_of_published_log, with_clock

POLICY = BUILD / "policy" / "default"
ORIGIN = ("--origin", "counter1.example/log")
RECORDS = 560


def day(before):
    """So many days ago, as --erase-before wants it."""
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=before)).strftime("%Y-%m-%dT00:00:00Z")


def files_of(directory):
    return {str(path.relative_to(directory)): path.read_bytes() for path in sorted(pathlib.Path(directory).rglob("*"))
            if path.is_file()}


def records_in(files):
    """The sequences that stand anywhere in these files, but in those of what stays."""
    return {int(found) for path, content in files.items() if not path.startswith("log/kept/")
            for found in re.findall(rb'"sequence":(\d+)', content)}


def audit(*arguments):
    return subprocess.run([AUDIT, *map(str, arguments)], capture_output=True, text=True, check=False)


class Erase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="tsuitate-erase-")
        cls.addClassCleanup(scratch.cleanup)
        cls.made = pathlib.Path(scratch.name) / "made"
        cls.made.mkdir()
        vault = VaultEnd(cls.made, *ORIGIN, prefix=with_clock("-2200d"))
        vault.wait_ready()
        for number in range(RECORDS):
            assert vault.write((number + 1).to_bytes(16, "big")) == "durable"
        cls.end(vault)

    @staticmethod
    def end(vault):
        """In good order, with a last checkpoint."""
        vault.process.terminate()
        assert vault.process.wait(20) == 0
        vault.stop()

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="tsuitate-erase-")
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name) / "ledger"
        shutil.copytree(self.made, self.directory)
        self.log = self.directory / "log"

    def erase(self, *arguments, policy=POLICY):
        return subprocess.run([LEDGER, "--directory", self.directory, *ORIGIN, "--policy", policy, *arguments],
                              capture_output=True, text=True, check=False)

    def test_contents_go_and_the_tree_proves_what_remains(self):
        earlier = (self.log / "checkpoint").read_bytes()
        done = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("contents erased", done.stderr)
        self.assertGreater(min(records_in(files_of(self.directory))), 512)
        self.assertEqual(faults_of_published_log(self.directory), [])
        remembered = self.directory / "remembered"
        remembered.write_bytes(earlier)
        told = audit("verify", "--log", self.log, "--remembered", remembered)
        self.assertEqual(told.returncode, 0, told.stdout)
        self.assertIn("the contents of records 1 to 512 were erased under the rule five-years (by office-3)", told.stdout)
        self.assertNotIn("can still be read", told.stdout)
        found = audit("query", "--log", self.log, "--event", "entries-erased", "--format", "json")
        self.assertIn('"detail":"five-years","event":"entries-erased","first":1,"last":512,', found.stdout)
        self.assertIn('"subject":"office-3"', found.stdout)
        self.assertEqual(audit("prove", "520", "--log", self.log, "-o", "-").returncode, 0)
        gone = audit("prove", "20", "--log", self.log, "-o", "-")
        self.assertEqual(gone.returncode, 1)
        self.assertIn("record 20 cannot be read: tile/entries/000", gone.stderr)
        # Nothing more is that old; and the counter goes on.
        again = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("nothing is that old", again.stderr)
        vault = VaultEnd(self.directory, *ORIGIN)
        self.assertGreater(vault.wait_ready(), RECORDS)
        self.assertEqual(vault.write(b"\xff" * 16), "durable")
        self.end(vault)
        self.assertEqual(faults_of_published_log(self.directory), [])

    def test_what_an_earlier_power_cut_left_goes_too(self):
        whole = (self.log / "tile/entries/000").read_bytes()
        (self.log / "tile/entries/000.p").mkdir(exist_ok=True)
        at = 0
        for _ in range(101):
            at += 2 + int.from_bytes(whole[at:at + 2], "big")
        (self.log / "tile/entries/000.p/101").write_bytes(whole[:at])
        (self.log / "tile/entries/001.new").write_bytes(whole)
        (self.directory / "journal" / "segment-0000000000000001.new").write_bytes(whole)
        done = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(min(records_in(files_of(self.directory))), 512)

    def test_files_of_others_stop_neither_the_counter_nor_an_erasure(self):
        (self.log / "tile/README").write_text("of somebody")
        (self.log / "tile/entries/x001").write_text("no folder")
        (self.log / "tile/entries/notes.new").mkdir()
        (self.log / "tile/entries/000.p/sub").mkdir(parents=True)
        (self.directory / "journal/old").mkdir()
        evidence = self.directory / "journal/segment-0000000000000001.damaged"
        evidence.write_text("kept as evidence")
        vault = VaultEnd(self.directory, *ORIGIN)
        vault.wait_ready()
        self.end(vault)
        (self.log / "tile/entries/000.p/sub").rmdir()
        done = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(evidence.read_text(), "kept as evidence")
        self.assertTrue((self.log / "tile/README").exists())
        self.assertGreater(min(records_in(files_of(self.directory))), 512)

    def test_an_officer_is_not_made_to_erase_what_is_young(self):
        before = files_of(self.directory / "journal")
        tile = self.log / "tile/entries/000"
        young = tile.read_bytes()
        year = re.search(rb'"time":"(\d{4})', young)[1]
        tile.write_bytes(young.replace(b'"time":"' + year, b'"time":"2001'))
        done = self.erase("--erase-before", "2010-01-01T00:00:00Z", "--rule", "five-years", "--officer", "office-3")
        # The start has made the tile again from the journal.
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing is that old", done.stderr)
        self.assertEqual(set(files_of(self.directory / "journal")), set(before))
        self.assertEqual(tile.read_bytes(), young)

    def test_nothing_is_erased_before_its_time_or_without_a_rule(self):
        before = files_of(self.directory)
        for arguments, said in (
                ((day(-26000), "five-years", "office-3"), "keeps records for 1827 days"),
                ((day(1826), "five-years", "office-3"), "keeps records for 1827 days"),
                ((day(1900), "ten-years", "office-3"), 'has no rule "ten-years"'),
                (("2019-02-30T00:00:00Z", "five-years", "office-3"), "wants a time"),
                ((day(1900), "five-years", ""), "--rule and --officer"),
                ((day(1900), "", "office-3"), "--rule and --officer"),
                (("", "five-years", "office-3"), "wants a time"),
                ((day(1900), "five-years", "Ms Mori"), "--officer must be")):
            time, rule, officer = arguments
            done = self.erase("--erase-before", time, "--rule", rule, "--officer", officer)
            self.assertEqual(done.returncode, 2, (arguments, done.stderr))
            self.assertIn(said, done.stderr)
        nowhere = self.directory.parent / "empty"
        nowhere.mkdir()
        done = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3", policy=nowhere)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("retention.toml", done.stderr)
        self.assertEqual(files_of(self.directory), before)

    def test_an_archive_proves_what_was_erased(self):
        archive = self.directory.parent / "archive"
        anchor = self.log / "anchor"
        made = audit("archive", "--log", self.log, "--first", 1, "--last", 512, "--anchor", anchor, "-o", archive)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        command = re.search(r"To check it: tsuitate-audit (.*)", made.stdout)[1].replace("ANCHOR", str(anchor))
        done = self.erase("--erase-before", day(1900), "--rule", "five-years", "--officer", "office-3")
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = audit(*command.split())
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn("read 512", checked.stdout)
        # It is of the same log, and its records are proven by the log's newest checkpoint.
        self.assertEqual(audit("verify", "--log", self.log, "--remembered", archive / "checkpoint").returncode, 0)
        proof = self.directory.parent / "proof"
        self.assertEqual(audit("prove", 20, "--log", archive, "-o", proof).returncode, 0)
        held = audit("check-proof", proof, "--anchor", anchor, "--log", self.log)
        self.assertEqual(held.returncode, 0, held.stdout)
        self.assertIn('"sequence":20', held.stdout)
        # Put back beside the hashes, in a copy of the log, they are its records again.
        for tile in ("000", "001"):
            shutil.copy(archive / "tile/entries" / tile, self.log / "tile/entries" / tile)
        self.assertEqual(faults_of_published_log(self.directory), [])
        tampered = archive / "tile/entries/000"
        tampered.write_bytes(tampered.read_bytes().replace(b'"caller-uid":1000', b'"caller-uid":1001', 1))
        self.assertEqual(audit(*command.split()).returncode, 1)


if __name__ == "__main__":
    unittest.main()
