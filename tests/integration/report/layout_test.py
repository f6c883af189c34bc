#!/usr/bin/python3
"""The report as a browser lays it out and a printer gets it: everything is there, nothing is cut off, and each bar of a
drawing stands where its time is. Judged by measuring; each judge is first shown pages that were broken on purpose."""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from browser import Browser, largest_type, missing_packages, words_of  # noqa: E402

BUILD = Path(os.environ["TSUITATE_BUILD"])
SAMPLE = BUILD / "tests" / "audit" / "tsuitate-report-sample"
PAGES = BUILD / "report-layout"
BLUE, PAPER = (0x1d, 0x34, 0x61), (255, 255, 255)
ROOMY = 1080  # pixels; in a narrower window wide tables may be scrolled sideways
MARGIN = 16 * 72 / 25.4  # points
TITLE_SIZE = 20  # points, as audit/report/style.hpp has it for paper

# What tests/audit/report_ruler.cpp lets happen, as the page tells it: sessions of the first day by the hour, and consents
# (asked, given, refused, withdrawn) by the day and by the half hour. All are multiples of five, so nothing is rounded.
SESSIONS = {9: 10, 11: 20, 14: 5}
DAYS = 14
BY_DAY = [{0: 15, 1: 15, 2: 15, 3: 25, 4: 15}, {0: 10, 1: 10, 2: 10, 3: 20, 4: 10}, dict.fromkeys(range(5), 5),
          dict.fromkeys(range(5), 5)]
BY_HALF_HOUR = [{11.0: 60, 14.5: 25}, {11.0: 35, 14.5: 25}, {11.0: 25}, {14.5: 25}]


def page(name):
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def near(one, other, tolerance):
    return abs(one - other) <= tolerance


def layout_faults(measured):
    """What a person would call broken, in a window."""
    faults = []
    if measured["scrolled"] > measured["width"]:
        faults.append(f"the page is wider than the window: {measured['scrolled']} > {measured['width']}")
    faults += [f"cut off: {cut['missing']} pixels of {cut['text']}" for cut in measured["cut"]
               if not (cut["scrolls"] and measured["width"] < ROOMY)]
    sizes = {heading["level"]: heading["size"] for heading in measured["headings"]}
    if not sizes["H1"] > sizes["H2"] > sizes["H3"] > 14:
        faults.append(f"headings of sizes {sizes}")
    if measured["verdict"]["border"] < 8:
        faults.append("the verdict has no frame")
    tops = [heading["top"] for heading in measured["headings"]]
    if tops != sorted(tops):
        faults.append("headings are out of order")
    for drawing in measured["drawings"]:
        name = f"drawing {drawing['table']}, {drawing['name']}"
        if drawing["width"] < 60 or drawing["height"] < 5:
            faults.append(f"{name} is {drawing['width']} x {drawing['height']}")
        for part in drawing["shapes"] + drawing["labels"]:
            # A text's box has room for accents and tails, which digits do not have.
            spare = 2 + (0.3 * part["height"] if "text" in part else 0)
            right, low = part["left"] + part["width"], part["top"] + part["height"]
            if (part["left"] < drawing["left"] - 2 or right > drawing["left"] + drawing["width"] + 2 or
                    part["top"] < drawing["top"] - spare or low > drawing["top"] + drawing["height"] + spare):
                faults.append(f"{name}: {part.get('text') or part.get('style')} lies outside")
    return faults


def bars(drawing):
    return [shape for shape in drawing["shapes"] if shape["style"] == "session"]


def bar_faults(drawing, expected, place, width):
    """Whether the bars are those expected: {key: how many}, where `place(key)` is the share of the drawing's width at
    which the bar's column begins, and `width` the column's share."""
    name = f"{drawing['table']}, {drawing['name']}"
    found = sorted(bars(drawing), key=lambda bar: bar["left"])
    if len(found) != len(expected):
        return [f"{name}: {len(found)} bars instead of {len(expected)}"]
    faults = []
    tallest = max(expected.values())
    highest = max(bar["height"] for bar in found) if found else 0
    for bar, (key, count) in zip(found, sorted(expected.items())):
        begin = drawing["left"] + place(key) * drawing["width"]
        end = begin + width * drawing["width"]
        if not (near(bar["left"], begin, 4) and near(bar["left"] + bar["width"], end, 4)):
            faults.append(f"{name}: the bar of {key} lies at {bar['left']:.0f}, not {begin:.0f}")
        if not near(bar["height"] / highest, count / tallest, 0.06):
            faults.append(f"{name}: the bar of {key} is not {count} high")
        if bar["fill"] != f"rgb{BLUE}":
            faults.append(f"{name}: the bar of {key} has the colour {bar['fill']}")
    return faults


def hour_scale(drawing):
    """The axis tells where hours lie: two of its labels make the scale."""
    axis = drawing["axis"]
    labels = {int(label["text"]): label["left"] + label["width"] / 2 for label in axis["labels"]}
    inner = sorted(labels)[1:-1]  # the outermost labels do not stand above their line
    first, last = inner[0], inner[-1]
    an_hour = (labels[last] - labels[first]) / (last - first)

    def place(hour):
        return (labels[first] + (hour - first) * an_hour - drawing["left"]) / (drawing["width"] or 1)
    return place, an_hour / (drawing["width"] or 1)


def day_scale():
    return (lambda day: day / DAYS), 1 / DAYS


def ruler_faults(measured):
    """Whether the timelines of the ruler's page say what happened."""
    course = [drawing for drawing in measured["drawings"] if drawing["section"] == "course"]
    consents = [drawing for drawing in measured["drawings"]
                if drawing["section"] == "assistance" and drawing["axis"] is not None]
    if len(course) != DAYS or len(consents) != 8:
        return [f"{len(course)} days and {len(consents)} lanes of consents are drawn"]
    place, hour = hour_scale(course[0])
    faults = bar_faults(course[0], SESSIONS, place, hour)
    for day in (1, 2, 4):
        faults += bar_faults(course[day], {11: 10, 14: 5}, place, hour)
    for day in range(5, DAYS):
        faults += [f"a bar on day {day}"] if bars(course[day]) else []
    for lane, expected in zip(consents[:4], BY_DAY):
        faults += bar_faults(lane, expected, *day_scale())
    for lane, expected in zip(consents[4:], BY_HALF_HOUR):
        place, hour = hour_scale(lane)
        faults += bar_faults(lane, expected, place, hour / 2)
    return faults


def ink_faults(picture, measured):
    """Whether what the layout promises was painted: blue in each bar, paper beside it."""
    faults = []
    for drawing in measured["drawings"]:
        if drawing["section"] not in ("course", "assistance") or drawing["axis"] is None:
            continue
        for bar in bars(drawing):
            middle = (bar["left"] + bar["width"] / 2, bar["top"] + bar["height"] / 2)
            above = (bar["left"] + 2, drawing["top"] + 1)
            for point, colour, what in ((middle, BLUE, "no ink"), (above, PAPER, "ink above the bar")):
                if bar["top"] - drawing["top"] < 4 and colour == PAPER:
                    continue
                if any(not near(one, other, 24) for one, other in zip(picture.at(*point), colour)):
                    faults.append(f"{drawing['table']}, {drawing['name']}: {what} at {point}: {picture.at(*point)}")
    return faults


def print_faults(browser, text, headings):
    """Whether an A4 printer gets all of it: each heading in order, nothing in the margins, no page wasted."""
    pdf = browser.pdf(text)
    faults = []
    pages = words_of(pdf)
    for number, sheet in enumerate(pages, 1):
        if not (near(sheet["width"], 595, 1) and near(sheet["height"], 842, 1)):
            faults.append(f"page {number} is no A4")
        for left, top, right, bottom, word in sheet["words"]:
            if left < MARGIN - 1.5 or right > sheet["width"] - MARGIN + 1.5 or top < 8 or bottom > sheet["height"] - 8:
                faults.append(f"page {number}: “{word}” lies in the margin")
    # What is too wide for the paper makes Chromium print all of it smaller: the title says by how much.
    size = largest_type(pdf)
    if not near(size, TITLE_SIZE, 0.4):
        faults.append(f"the title is {size} pt high on paper, not {TITLE_SIZE}: something is too wide")
    told = re.sub(r"\s+", "", "".join(word[4] for sheet in pages for word in sheet["words"]))
    place = 0
    for heading in headings:
        found = told.find(re.sub(r"\s+", "", heading.replace("&", "&amp;")), place)
        if found < 0:
            faults.append(f"“{heading}” is not printed, or out of order")
        place = max(place, found)
    return faults + waste_faults(browser.sheets(pdf, 36))


def waste_faults(sheets):
    """A page but the last is filled for more than half, the last for a tenth; none has ink beside its text."""
    faults = []
    for number, sheet in enumerate(sheets, 1):
        top, low = int(sheet.height * 0.062), int(sheet.height * 0.938)  # within running header and footer
        inked = [y for y in range(top, low) if not sheet.is_blank(y)]
        filled = (max(inked) - top) / (low - top) if inked else 0
        if filled < (0.1 if number == len(sheets) else 0.5):
            faults.append(f"page {number} of {len(sheets)} is filled for {filled:.0%}")
        beside = int(sheet.width * 0.05)
        for y in range(sheet.height):
            row = sheet.row(y)
            if any(point != PAPER for point in row[:beside] + row[-beside:]):
                faults.append(f"page {number} has ink in the margin")
                break
    return faults


def printed_bars(sheet):
    """How the first day's bars lie on paper: the middles of the runs of blue in the row that crosses most of them."""
    best = []
    for y in range(sheet.height):
        runs, begin = [], None
        for x, point in enumerate(sheet.row(y) + [PAPER]):
            blue = all(near(one, other, 40) for one, other in zip(point, BLUE))
            if blue and begin is None:
                begin = x
            elif not blue and begin is not None:
                if x - begin > 15:  # broader than letters
                    runs.append((begin + x) / 2)
                begin = None
        if len(runs) == len(SESSIONS):
            return runs
        best = max(best, runs, key=len)
    return best


class Layout(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = missing_packages()
        if missing:
            raise AssertionError(f"these Debian packages are missing: {' '.join(missing)}")
        for language in ("ja", "en"):
            subprocess.run([SAMPLE, PAGES / language, language], check=True)
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def expect(self, faults, wanted):
        """The judge must find something of this kind in a broken page."""
        self.assertTrue(any(wanted in fault for fault in faults), f"{wanted!r} is not among {faults[:5]}")

    def test_the_judges_see_what_is_broken(self):
        good = page("en/report-ruler")
        naked = re.sub(r"<style>.*?</style>", "", good, flags=re.DOTALL)
        measured = self.browser.measure(naked, 1100)
        self.expect(layout_faults(measured), "the verdict has no frame")
        self.expect(ruler_faults(measured), "has the colour")
        self.expect(print_faults(self.browser, naked, []), "in the margin")
        shifted = good.replace("</style>", ".course rect.session { transform: translateX(25px); }</style>")
        self.expect(ruler_faults(self.browser.measure(shifted, 1100)), "lies at")
        flat = good.replace("</style>", ".course rect.session { height: 6px; }</style>")
        self.expect(ruler_faults(self.browser.measure(flat, 1100)), "high")
        narrow = good.replace("</style>", "main { width: 1400px; }</style>")
        self.expect(layout_faults(self.browser.measure(narrow, 1100)), "wider than the window")
        clipped = good.replace("</style>", "td.name, th.name { overflow: hidden; white-space: nowrap; display: block; "
                                           "width: 3em; min-width: 0; }</style>")
        self.expect(layout_faults(self.browser.measure(clipped, 1100)), "cut off")

    def test_the_judges_of_paper_see_what_is_broken(self):
        good = page("en/report-ruler")
        headings = re.findall(r"<h2[^>]*>(.*?)</h2>", good)
        cut = re.sub(r'<section id="course".*?</section>', "", good, flags=re.DOTALL)
        self.expect(print_faults(self.browser, cut, headings), "The course of each day” is not printed")
        broken = good.replace("</style>", "@media print { section { break-before: page; } }</style>")
        self.expect(print_faults(self.browser, broken, headings), "is filled for")
        wide = good.replace("</style>", "@media print { table.course { margin-left: 12mm; } }</style>")
        self.expect(print_faults(self.browser, wide, headings), "something is too wide")

    def test_no_paint_is_noticed(self):
        good = page("en/report-ruler")
        measured = self.browser.measure(good, 1100)
        pale = good.replace("</style>", ".session { opacity: 0; }</style>")
        self.expect(ink_faults(self.browser.picture(pale, 1100, measured["height"]), measured), "no ink")

    def test_nothing_is_cut_off_at_any_width(self):
        for name in ("ja/report", "ja/report-detailed", "en/report", "en/report-detailed", "en/report-good"):
            for width in (640, 800, 1280):
                with self.subTest(name, width=width):
                    self.assertEqual(layout_faults(self.browser.measure(page(name), width)), [])

    def test_each_bar_stands_where_its_time_is(self):
        for language in ("ja", "en"):
            for width in (900, 1280):
                with self.subTest(language, width=width):
                    text = page(f"{language}/report-ruler")
                    measured = self.browser.measure(text, width)
                    self.assertEqual(layout_faults(measured), [])
                    self.assertEqual(ruler_faults(measured), [])
                    picture = self.browser.picture(text, width, measured["height"])
                    self.assertEqual(picture.width, width)
                    self.assertEqual(ink_faults(picture, measured), [])

    def test_all_of_it_is_printed_on_a4(self):
        for name in ("ja/report", "ja/report-detailed", "ja/report-good", "en/report", "en/report-detailed",
                     "en/report-good", "en/report-ruler"):
            with self.subTest(name):
                text = page(name)
                headings = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", text)
                self.assertGreater(len(headings), 8)
                self.assertEqual(print_faults(self.browser, text, headings), [])

    def test_the_timeline_has_its_proportions_on_paper(self):
        pdf = self.browser.pdf(page("en/report-ruler"))
        sheets = words_of(pdf)
        number = next(i for i, sheet in enumerate(sheets)
                      if any(word[4] == "course" and other[4] == "of" for word, other in
                             zip(sheet["words"], sheet["words"][1:])))
        middles = printed_bars(self.browser.sheets(pdf, 100)[number])
        self.assertEqual(len(middles), len(SESSIONS))
        first, second, third = middles
        self.assertAlmostEqual((second - first) / (third - first), (11 - 9) / (14 - 9), delta=0.02)


if __name__ == "__main__":
    unittest.main()
