"""Chromium as a ruler: where everything of a page comes to lie, what colour its points have, and what a printer gets."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NEEDED = (("chromium", "chromium"), ("pdfinfo", "poppler-utils"), ("convert", "imagemagick"))

# Where things lie, in pixels of the page; the page's own policy forbids scripts, so a copy without it is measured.
MEASURE = """
const box = (element) => {
  const r = element.getBoundingClientRect();
  return {left: r.left, top: r.top + scrollY, width: r.width, height: r.height};
};
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const hidden = (element) => element.tagName === "CAPTION" || element.closest(".patterns");
const result = {
  width: innerWidth,
  scrolled: document.documentElement.scrollWidth,
  height: document.documentElement.scrollHeight,
  headings: all("h1, h2, h3").map((e) => ({level: e.tagName, text: e.textContent, size: parseFloat(getComputedStyle(e).fontSize), ...box(e)})),
  cut: all("body *").filter((e) => !hidden(e) && !e.closest("svg") && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1).map((e) =>
       ({scrolls: e.matches(".wide"), missing: e.scrollWidth - e.clientWidth, text: e.tagName + " " + e.textContent.slice(0, 60)})),
  drawings: all("svg[role=img]").map((e) => ({
    section: e.closest("section").id,
    table: e.closest("table") ? e.closest("table").caption.textContent : "",
    name: e.closest("tr") ? e.closest("tr").querySelector("th").textContent : "",
    ...box(e),
    axis: e.closest("table") && e.closest("table").querySelector("thead svg") ? {
      ...box(e.closest("table").querySelector("thead svg")),
      labels: all("text", e.closest("table").querySelector("thead svg")).map((t) => ({text: t.textContent, ...box(t)})),
    } : null,
    shapes: all("rect, polygon", e).map((s) => ({style: s.getAttribute("class"), fill: getComputedStyle(s).fill, ...box(s)})),
    labels: all("text", e).map((t) => ({text: t.textContent, ...box(t)})),
  })),
  verdict: (() => { const e = document.querySelector(".verdict"); const s = getComputedStyle(e);
    return {border: parseFloat(s.borderLeftWidth), ...box(e)}; })(),
};
document.body.innerHTML = "<pre id=measured></pre>";
document.getElementById("measured").textContent = JSON.stringify(result);
"""


def missing_packages():
    return [package for tool, package in NEEDED if shutil.which(tool) is None]


class Picture:
    """A picture's points, row by row, three bytes each."""

    def __init__(self, ppm):
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        self.width, self.height = int(header[1]), int(header[2])
        self.points = ppm[header.end():]

    def at(self, x, y):
        start = 3 * (int(y) * self.width + int(x))
        return tuple(self.points[start:start + 3])

    def row(self, y):
        start = 3 * int(y) * self.width
        return [tuple(self.points[i:i + 3]) for i in range(start, start + 3 * self.width, 3)]

    def is_blank(self, y):
        start = 3 * int(y) * self.width
        return self.points[start:start + 3 * self.width] == b"\xff" * (3 * self.width)


class Browser:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)

    def close(self):
        self.folder.cleanup()

    def run(self, page, *arguments):
        return subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=2000",
             f"--user-data-dir={self.path / 'profile'}", *arguments, Path(page).as_uri()],
            check=True, timeout=120, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    def written(self, text):
        page = self.path / "page.html"
        page.write_text(text, encoding="utf-8")
        return page

    def measure(self, text, width):
        """Where everything lies in a window of this width."""
        copy, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert policies == 1, "the page has lost its policy"
        page = self.written(copy.replace("</body>", f"<script>{MEASURE}</script></body>"))
        dom = self.run(page, f"--window-size={width},2000", "--dump-dom")
        measured = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)[1]
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            measured = measured.replace(entity, character)
        return json.loads(measured)

    def picture(self, text, width, height):
        shot = self.path / "shot.png"
        shot.unlink(missing_ok=True)
        self.run(self.written(text), f"--window-size={width},{int(height)}", f"--screenshot={shot}")
        return Picture(subprocess.run(["convert", shot, "-depth", "8", "ppm:-"], check=True, capture_output=True).stdout)

    def pdf(self, text):
        pdf = self.path / "page.pdf"
        pdf.unlink(missing_ok=True)
        self.run(self.written(text), "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        return pdf

    def sheets(self, pdf, dots_an_inch):
        """Its pages as pictures."""
        for old in self.path.glob("sheet-*.ppm"):
            old.unlink()
        subprocess.run(["pdftoppm", "-r", str(dots_an_inch), pdf, self.path / "sheet"], check=True)
        return [Picture(file.read_bytes()) for file in sorted(self.path.glob("sheet-*.ppm"))]


def words_of(pdf):
    """Each page's words with their places, in points from the page's upper left corner."""
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = []
    for page in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.DOTALL):
        words = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', page[2])
        pages.append({"width": float(page[0]), "height": float(page[1]),
                      "words": [(*map(float, word[:4]), word[4]) for word in words]})
    return pages


def largest_type(pdf):
    """The size of the largest type in points."""
    steps_a_point = 3
    told = subprocess.run(["pdftohtml", "-xml", "-stdout", "-i", "-zoom", "10", pdf], check=True, capture_output=True,
                          text=True).stdout
    return max(int(size) for size in re.findall(r'<fontspec id="\d+" size="(\d+)"', told)) / steps_a_point
