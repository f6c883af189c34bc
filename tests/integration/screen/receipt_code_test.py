"""What a phone reads from a receipt on the panel is the text that the vault wanted there."""
import os
import pathlib
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["TSUITATE_BUILD"])
PANELS = (("800x480", "154x86"), ("1024x768", "246x184"), ("1280x800", "217x136"), ("800x1280", "136x217"),
          ("1920x1080", "344x194"))
# As tests/panel/situations.cpp has it: the longest that a message between the roles carries.
LONGEST = ("1234-5678-9012 " + 30 * "aB3+/x9Q")[:255]


def scanned(picture):
    result = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=False)
    return result.stdout.strip()


class ReceiptCode(unittest.TestCase):
    def draw(self, size, size_mm, only):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        subprocess.run([BUILD / "tests/panel/tsuitate-gallery", "--size", size, "--size-mm", size_mm, "--only", only,
                        "--output", folder.name], check=True, stdout=subprocess.DEVNULL)
        return pathlib.Path(folder.name)

    def test_the_longest_code_is_read_on_every_panel(self):
        for size, size_mm in PANELS:
            with self.subTest(size=size):
                folder = self.draw(size, size_mm, "receipt-code")
                for name in ("receipt-code-signature-ja.png", "receipt-code-marked-signature-en.png"):
                    self.assertEqual(scanned(folder / name), LONGEST, name)

    def test_control_without_a_code_nothing_is_read(self):
        folder = self.draw("1024x768", "246x184", "receipt")
        self.assertEqual(scanned(folder / "receipt-signature-ja.png"), "")


if __name__ == "__main__":
    unittest.main()
