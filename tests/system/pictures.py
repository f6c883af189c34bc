"""Pictures: what a display shows, compared with what the program draws for each scene."""

import json
import pathlib
import struct
import subprocess
import zlib

GREEN = (0x0B, 0x5A, 0x41)  # what can be touched next (drawing/palette.hpp)


class Picture:
    """RGB pixels, sampled: enough to tell screens apart, cheap enough to look often."""

    STEP = 8

    def __init__(self, width, height, rows):
        self.width, self.height = width, height
        self.samples = [rows[y][x * 3:x * 3 + 3]
                        for y in range(4, height, self.STEP) for x in range(4, width, self.STEP)]

    @classmethod
    def from_png(cls, path):
        """8-bit RGB or RGBA without interlacing, as cairo and QEMU write it."""
        data = pathlib.Path(path).read_bytes()
        width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
        channels = {2: 3, 6: 4}[colour]
        if depth != 8:
            raise ValueError(f"{path}: not 8 bits a channel")
        packed, at = b"", 8
        while at < len(data):
            size, kind = struct.unpack(">I4s", data[at:at + 8])
            if kind == b"IDAT":
                packed += data[at + 8:at + 8 + size]
            at += size + 12
        return cls(width, height, cls.unfilter(zlib.decompress(packed), width, height, channels))

    @staticmethod
    def unfilter(raw, width, height, channels):
        stride = width * channels
        above, rows = bytearray(stride), []
        for y in range(height):
            kind = raw[y * (stride + 1)]
            line = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
            for i in range(stride) if kind else ():
                left = line[i - channels] if i >= channels else 0
                up = above[i]
                corner = above[i - channels] if i >= channels else 0
                if kind == 1:
                    guess = left
                elif kind == 2:
                    guess = up
                elif kind == 3:
                    guess = (left + up) // 2
                else:
                    distances = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
                    guess = (left, up, corner)[distances.index(min(distances))]
                line[i] = (line[i] + guess) & 0xFF
            above = line
            rows.append(line if channels == 3 else b"".join(line[x * 4:x * 4 + 3] for x in range(width)))
        return rows

    @classmethod
    def from_ppm(cls, path):
        data = pathlib.Path(path).read_bytes()
        _, size, _, pixels = data.split(b"\n", 3)
        width, height = map(int, size.split())
        return cls(width, height, [pixels[y * width * 3:(y + 1) * width * 3] for y in range(height)])

    def middle_of(self, colour):
        """Where the samples of this colour lie, as shares of width and height; nothing when there are few of them."""
        columns = len(range(4, self.width, self.STEP))
        places = [(index % columns, index // columns) for index, sample in enumerate(self.samples)
                  if max(abs(a - b) for a, b in zip(sample, colour)) < 12]
        if len(places) < 20:
            return None
        (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*places))
        return (((left + right) / 2 * self.STEP + 4) / self.width, ((top + bottom) / 2 * self.STEP + 4) / self.height)

    def difference(self, other):
        """The share of samples that differ visibly, 0 to 1."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        different = sum(max(abs(a - b) for a, b in zip(left, right)) > 40
                        for left, right in zip(self.samples, other.samples))
        return different / len(self.samples)


class Album:
    """The scenes as the program draws them on this panel; tells which one a picture of the display is, and where its
    keys lie."""

    def __init__(self, build, folder, size_px, size_mm, kind, language, scenes):
        subprocess.run([str(build / "tests/panel/tsuitate-gallery"), "--output", str(folder), "--size", size_px,
                        "--size-mm", size_mm, "--lang", language], check=True, capture_output=True)
        self.key_map = [str(build / "tests/panel/tsuitate-key-map"), "--size", size_px, "--size-mm", size_mm,
                        "--kind", kind, "--lang", language]
        self.keys = {}
        self.pages = {}
        for scene in scenes:
            for situation in ("", "typing-", "full-", "unclear-"):
                page = pathlib.Path(folder) / f"{scene}-{situation}{kind}-{language}.png"
                if page.exists():
                    self.pages[page.name] = (scene, Picture.from_png(page))

    def scene_of(self, picture):
        """(scene, share of samples that differ from its page)."""
        scene, page = min(self.pages.values(), key=lambda entry: entry[1].difference(picture))
        return scene, page.difference(picture)

    def place_of(self, scene, key):
        """The middle of the key, in millimetres."""
        if scene not in self.keys:
            shown = subprocess.run([*self.key_map, "--scene", scene], check=True, capture_output=True, text=True)
            self.keys[scene] = {target["key"]: target for target in json.loads(shown.stdout)["targets"]}
        target = self.keys[scene][key]
        return target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
