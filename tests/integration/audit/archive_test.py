"""tsuitate-audit archive: a part of a log with what proves it."""

import re
import subprocess
import unittest

from audit_tool import CANNOT_READ, MAKE_LOG, RECORDS, RIGHT, USAGE, WRONG, AuditTest, run


class Archive(AuditTest):
    def test_an_archive_is_whole_for_its_records_and_says_how_to_check_it(self):
        archive = self.log / "archive"  # even inside the log it does not copy itself
        done = run("archive", "--log", self.log, "--first", 300, "--last", 600, "--anchor", self.anchor, "-o", archive)
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
        self.assertIn("the enrolment key vouches", done.stdout)
        self.assertEqual(sorted(path.name for path in (archive / "tile" / "entries").iterdir()), ["001", "002"])
        command = re.search(r"To check it: tsuitate-audit (.*)", done.stdout)[1].replace("ANCHOR", str(self.anchor))
        self.assertEqual(run(*command.split()).returncode, RIGHT)
        self.assertEqual(run("prove", 600, "--log", archive, "-o", "-").stdout, run("prove", 600, "--log", self.log, "-o",
                                                                                    "-").stdout)
        (archive / "tile/entries/002").unlink()
        self.assertEqual(run(*command.split()).returncode, WRONG)
        japanese = run("archive", "--log", self.log, "--first", 1, "--last", 2, "-o", self.log / "two", "--lang", "ja")
        self.assertIn("に保存しました", japanese.stdout)

    def test_an_archive_of_a_log_that_grows_is_of_the_log_as_it_was(self):
        # The checkpoint of the epoch that runs is ahead of the newest one that was read, and its partial tile too.
        older = (self.log / "checkpoint").read_bytes()
        size = int(older.split(b"\n")[1])
        grown = self.directory / "grown"
        subprocess.check_output([MAKE_LOG, grown, str(RECORDS + 60)])
        names = sorted(path.name for path in (self.log / "checkpoints").iterdir())
        ahead = (grown / "checkpoints" / names[-1]).read_bytes()
        self.assertGreater(int(ahead.split(b"\n")[1]), size)
        (self.log / "checkpoints" / names[-1]).write_bytes(ahead)
        archive = self.directory / "of-grown"
        done = run("archive", "--log", self.log, "--first", 1, "--last", 300, "--anchor", self.anchor, "-o", archive)
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
        self.assertEqual((archive / "checkpoints" / names[-1]).read_bytes(), older)

    def test_an_archive_has_no_records_that_are_gone(self):
        erased = self.directory / "erased"
        subprocess.check_output([MAKE_LOG, "--erased", erased, "700"])
        for first, status in ((1, WRONG), (200, WRONG), (257, RIGHT)):
            output = self.directory / f"from-{first}"
            done = run("archive", "--log", erased, "--first", first, "--last", 400, "-o", output)
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
            self.assertEqual(output.exists(), status == RIGHT)
            self.assertEqual("are not in the log any more" in done.stderr, status == WRONG)

    def test_an_archive_may_be_named_from_here_and_with_a_slash(self):
        done = run("archive", "--log", self.log, "--first", 1, "--last", 10, "-o", "slashed/", cwd=self.directory)
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
        self.assertTrue((self.directory / "slashed/checkpoint").exists())

    def test_an_archive_that_cannot_be_made_says_why(self):
        there = self.directory / "there"
        there.mkdir(exist_ok=True)
        for first, last, output, status, said in (
                (1, 10, there, CANNOT_READ, "File exists; an archive gets a directory of its own"),
                (1, 10, self.directory / "no" / "such", CANNOT_READ, "No such file or directory"),
                (1, 99999, self.directory / "new", USAGE, "must name records of the log, which has"),
                (10, 1, self.directory / "new", USAGE, "must name records of the log, which has"),
                (0, 1, self.directory / "new", USAGE, "--first")):
            done = run("archive", "--log", self.log, "--first", first, "--last", last, "-o", output)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(said, done.stderr)
            self.assertFalse((self.directory / "new").exists())
        # A log that is altered is archived as it is, and called wrong.
        self.flip("tile/entries/000", 100)
        done = run("archive", "--log", self.log, "--first", 1, "--last", 256, "-o", self.directory / "altered")
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("record-altered", done.stdout)


if __name__ == "__main__":
    unittest.main()
