"""What was printed comes back: the QR codes of the daily slip and of the anchor, drawn as pictures and read with zbarimg as
docs/witness.md says."""

import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

BUILD = pathlib.Path(os.environ["TSUITATE_BUILD"])
SOURCE = pathlib.Path(os.environ["TSUITATE_SOURCE"])
AUDIT = BUILD / "audit/tool/tsuitate-audit"
COURIER = BUILD / "daemon/courier/tsuitate-courier"
MAKE_LOG = BUILD / "tests/audit/tsuitate-make-log"
RIGHT, WRONG, CANNOT_READ = 0, 1, 3
PIXELS = 4  # a module
BLOCKS = {" ": (255, 255), "\u2580": (0, 255), "\u2584": (255, 0), "\u2588": (0, 0)}  # upper and lower half
WITHOUT_CODE = "printed without a code\n" * 8


def chunk(kind, data):
    """A part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def drawn(text):
    """What is printed in half blocks, as a picture (PNG). Other lines are left white."""
    rows = []
    for line in text.splitlines():
        halves = [BLOCKS.get(character, (255, 255)) for character in line]
        for half in (0, 1):
            rows += [b"".join(bytes([pair[half]]) * PIXELS for pair in halves)] * PIXELS
    width = max(map(len, rows))
    pixels = zlib.compress(b"".join(b"\0" + row.ljust(width, b"\xff") for row in rows))
    size = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)  # 8 bits of grey
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def documented(command):
    """The line of docs/witness.md, "On paper", that begins with this."""
    page = (SOURCE / "docs/witness.md").read_text().split("## On paper")[1].split("\n## ")[0]
    lines = re.findall(rf"^    ({command} .*)$", page, re.M)
    assert len(lines) == 1, lines
    return lines[0]


class Paper(unittest.TestCase):
    def setUp(self):
        if shutil.which("zbarimg") is None:
            raise AssertionError("install the Debian package zbar-tools")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-paper-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.log = self.make_log("log", 700)
        self.anchor = (self.log / "anchor").read_bytes()
        (self.folder / "ANCHOR").write_bytes(self.anchor)

    def make_log(self, name, records):
        log = self.folder / name
        anchor = subprocess.run([MAKE_LOG, log, str(records)], check=True, capture_output=True).stdout
        (log / "anchor").write_bytes(anchor)
        return log

    def shell(self, line):
        path = f"{AUDIT.parent}:{os.environ['PATH']}"
        return subprocess.run(line, shell=True, cwd=self.folder, env={**os.environ, "PATH": path}, capture_output=True,
                              text=True)

    def printed(self, *command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def read_as_documented(self, text):
        (self.folder / "slip.png").write_bytes(drawn(text))
        self.shell(documented("zbarimg"))
        return (self.folder / "slip.checkpoint").read_bytes()

    def print_and_read_slip(self):
        return self.read_as_documented(self.printed(COURIER, "slip", "--log", self.log))

    def test_the_slip_is_the_checkpoint_byte_for_byte(self):
        self.assertEqual(self.print_and_read_slip(), (self.log / "checkpoint").read_bytes())

    def test_the_anchor_is_the_anchor_byte_for_byte(self):
        self.assertEqual(self.read_as_documented(self.printed(AUDIT, "anchor", "--log", self.log)), self.anchor)

    def test_control_without_a_code_nothing_is_read(self):
        self.assertEqual(self.read_as_documented(WITHOUT_CODE), b"")

    def test_a_slip_that_was_scanned_vouches_for_the_log_and_shows_that_it_was_set_back(self):
        self.print_and_read_slip()
        right = self.shell(documented("tsuitate-audit verify"))
        self.assertEqual(right.returncode, RIGHT, right.stdout + right.stderr)
        shutil.rmtree(self.log)
        self.make_log("log", 500)  # the same keys and the same first records
        self.assertEqual(self.shell("tsuitate-audit verify --log log --anchor ANCHOR").returncode, RIGHT)
        set_back = self.shell(documented("tsuitate-audit verify"))
        self.assertEqual(set_back.returncode, WRONG, set_back.stdout)
        self.assertIn("[rollback]", set_back.stdout)

    def test_the_line_feed_that_zbarimg_adds_by_itself_does_not_matter(self):
        slip = self.print_and_read_slip()
        added = self.shell("zbarimg --quiet --raw slip.png > slip.checkpoint")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertEqual((self.folder / "slip.checkpoint").read_bytes(), slip + b"\n")
        read = self.shell(documented("tsuitate-audit verify"))
        self.assertEqual(read.returncode, RIGHT, read.stdout + read.stderr)
        (self.folder / "ANCHOR").write_bytes(self.anchor + b"\n")
        self.assertEqual(self.shell(documented("tsuitate-audit verify")).returncode, RIGHT)

    def test_nothing_else_may_be_added_and_nothing_at_all_in_the_log(self):
        slip = self.print_and_read_slip()
        for added in (b"\n\n", b" \n", b"\r\n", b"x", b"\0"):
            (self.folder / "slip.checkpoint").write_bytes(slip + added)
            read = self.shell(documented("tsuitate-audit verify"))
            self.assertEqual(read.returncode, WRONG, added)
            self.assertIn("[remembered-malformed]", read.stdout)
        (self.folder / "ANCHOR").write_bytes(self.anchor + b"\n\n")
        self.assertEqual(self.shell("tsuitate-audit verify --log log --anchor ANCHOR").returncode, CANNOT_READ)
        (self.folder / "ANCHOR").write_bytes(self.anchor)
        (self.log / "checkpoint").write_bytes(slip + b"\n")
        self.assertNotEqual(self.shell("tsuitate-audit verify --log log --anchor ANCHOR").returncode, RIGHT)


if __name__ == "__main__":
    unittest.main()
