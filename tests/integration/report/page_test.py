#!/usr/bin/python3
"""The report as people get it: valid, complete and out of reach of the network, on a screen and on A4.

Leaves the pages, the PDFs and pictures of them in build/.../report-pages for somebody to look at.
"""
import html.parser
import os
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ["TSUITATE_BUILD"])
SAMPLE = BUILD / "tests" / "audit" / "tsuitate-report-sample"
PAGES = BUILD / "report-pages"
NAMES = [f"{language}/{name}" for language in ("ja", "en")
         for name in ("report", "report-detailed", "report-good")]
VOID = {"meta", "br", "col"}


def setUpModule():
    for language in ("ja", "en"):
        subprocess.run([SAMPLE, PAGES / language, language], check=True)


def page(name):
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


class Structure(html.parser.HTMLParser):
    """What a page is made of; complains about ends that do not fit their starts."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.headings, self.starts, self.texts, self.faults = [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> does not end" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))
        if len(attrs) != len(dict(attrs)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> within {self.open[-3:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.texts.append(data)


def luminance(colour):
    def linear(channel):
        channel /= 255
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
    red, green, blue = (linear(int(colour[i:i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Page(unittest.TestCase):
    def test_the_judge_sees_what_is_broken(self):
        for text in ("<p><b></p></b>", "<table><tr>", '<p id="a" id="b"></p>'):
            self.assertNotEqual(Structure(text).faults, [], text)

    def test_is_well_formed_and_in_order(self):
        for name in NAMES:
            with self.subTest(name):
                structure = Structure(page(name))
                self.assertEqual(structure.faults, [])
                starts = structure.starts
                self.assertEqual(starts[0], ("html", {"lang": name[:2]}))
                self.assertEqual(structure.headings[0], 1)
                self.assertEqual(structure.headings.count(1), 1)
                for before, after in zip(structure.headings, structure.headings[1:]):
                    self.assertLessEqual(after, before + 1)
                identities = [attributes["id"] for _, attributes in starts if "id" in attributes]
                self.assertEqual(len(identities), len(set(identities)))
                tables = sum(tag == "table" for tag, _ in starts)
                self.assertEqual(tables, sum(tag == "caption" for tag, _ in starts))
                for tag, attributes in starts:
                    if tag == "th":
                        self.assertIn(attributes.get("scope"), ("row", "col"))
                    if tag == "svg":
                        self.assertTrue("aria-label" in attributes or attributes.get("aria-hidden") == "true")

    def test_can_reach_nothing(self):
        for name in NAMES:
            with self.subTest(name):
                text = page(name)
                self.assertIn("default-src &#39;none&#39;", text)
                for way_out in ("http:", "https:", "src=", "href=", "@import", "<script", "<iframe", "<object"):
                    self.assertNotIn(way_out, text)
                self.assertEqual(set(re.findall(r"url\(([^)]*)\)", text)), {"#hatch", "#cross", "#dots"})

    def test_text_has_a_contrast_of_seven(self):
        style = page("en/report").split("</style>")[0]
        for name in ("ink", "blue", "red", "quiet"):
            colour = re.search(rf"--{name}: (#[0-9a-f]{{6}})", style).group(1)
            self.assertGreaterEqual(1.05 / (luminance(colour) + 0.05), 7, name)

    def test_tells_what_stands_out_before_anything_else(self):
        text = "".join(Structure(page("en/report")).texts)
        self.assertLess(text.index("The chain of signing keys is broken"), text.index("Summary"))
        self.assertIn("Nothing wrong was found", page("en/report-good"))
        self.assertIn("異常は見つかりませんでした", page("ja/report-good"))

    def test_gives_nobody_away_unless_in_detail(self):
        for language in ("ja", "en"):
            grouped, detailed = page(f"{language}/report"), page(f"{language}/report-detailed")
            self.assertNotIn("2001", grouped)  # who read the log
            self.assertIn("2001", detailed)
            self.assertNotIn("clerk-0", grouped)  # who helped
            self.assertIn("clerk-0", detailed)
            for text in (grouped, detailed):
                self.assertIsNone(re.search("[0-9a-f]{32}", text), "an identifier")


class Rendered(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = [package for tool, package in (("chromium", "chromium"), ("pdfinfo", "poppler-utils"))
                   if shutil.which(tool) is None]
        if missing:
            raise AssertionError(f"these Debian packages are missing: {' '.join(missing)}")
        cls.profile = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.profile.cleanup)

    def chromium(self, *arguments):
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--virtual-time-budget=2000", f"--user-data-dir={self.profile.name}", *arguments],
            check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def print_to_pdf(self, name):
        pdf = PAGES / f"{name}.pdf"
        self.chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", (PAGES / f"{name}.html").as_uri())
        return pdf

    def test_prints_on_a4(self):
        for name, pages, told in (
                ("ja/report", range(7, 11), ["暗証番号入力窓口の報告書", "署名の鍵の順番がおかしい", "7 機器の状態",
                                          "尋ねられていない"]),
                ("ja/report-detailed", range(8, 12), ["詳細版・取扱注意", "利用者番号2001"]),
                ("en/report", range(7, 11), ["Records are missing", "fewer than 5", "7 State of the devices"]),
                ("en/report-good", range(5, 9), ["Nothing wrong was found", "Nothing in the records stands out"])):
            with self.subTest(name):
                pdf = self.print_to_pdf(name)
                facts = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
                self.assertIn("(A4)", facts)
                count = int(re.search(r"Pages:\s+(\d+)", facts).group(1))
                self.assertIn(count, pages)
                text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True,
                                      text=True).stdout
                sheets = text.split("\f")[:count]
                for number, sheet in enumerate(sheets, 1):
                    self.assertRegex(sheet, rf"counter3\.tsuitate\.example/log\s+{number} ?/ ?{count}\s*$")
                    self.assertGreater(len(sheet.split()), 20, f"page {number} is nearly empty")
                words = re.sub(r"\s+", " ", text)
                for each in told:
                    self.assertIn(each, words)
                self.assertEqual(self.cut(pdf), [], "words beyond the margins")

    @staticmethod
    def cut(pdf):
        """Words that lie outside the margins of their page."""
        boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True,
                               text=True).stdout
        words = re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>(.*?)<', boxes)
        assert len(words) > 100, "pdftotext tells no places"
        outside = []
        for left, right, word in words:
            if float(left) < 44 or float(right) > 595 - 44:  # points; the margins are 16 mm
                outside.append(word)
        return outside

    def test_is_drawn_at_every_width(self):
        """Pictures for somebody to look at; layout_test.py measures."""
        # 640 wide at twice the scale is what a window of 1280 becomes at 200 % zoom.
        for name in ("ja/report", "en/report-detailed"):
            for width, scale in ((800, 1), (1280, 1), (640, 2)):
                with self.subTest(name, width=width):
                    picture = PAGES / f"{name}-{width}x{scale}.png"
                    picture.unlink(missing_ok=True)
                    self.chromium(f"--window-size={width},6000", f"--force-device-scale-factor={scale}",
                                  f"--screenshot={picture}", (PAGES / f"{name}.html").as_uri())
                    header = picture.read_bytes()[:24]
                    self.assertEqual(struct.unpack(">I", header[16:20])[0], width * scale)
                    self.assertGreater(picture.stat().st_size, 100_000, "an empty picture")


if __name__ == "__main__":
    unittest.main()
