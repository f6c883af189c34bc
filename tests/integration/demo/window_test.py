#!/usr/bin/python3
"""./demo --window on a desktop (Xvfb): the window opens, shows the screen as the product draws it, and takes a click
for a touch. Without a terminal the same desktop sees no window: the scripted citizen plays."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
sys.path += [str(SOURCE / "tests" / folder) for folder in ("stage", "system")]

from pictures import GREEN, Album, Picture  # noqa: E402
from stage import wait_until  # noqa: E402

SIZE_PX, SIZE_MM = (1280, 800), (261, 163)  # the demo's own
KIND = "user-authentication"


class Desktop:
    """An X server without a screen, looked at and clicked on as a person does it."""

    def __init__(self):
        import Xlib.display
        near, far = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(far), "-screen", "0", "{}x{}x24".format(*SIZE_PX),
                                        "-nolisten", "tcp"], pass_fds=(far,), stderr=subprocess.DEVNULL)
        os.close(far)
        with os.fdopen(near) as told:
            self.name = ":" + told.readline().strip()
        self.display = Xlib.display.Display(self.name)
        self.root = self.display.screen().root

    def close(self):
        self.display.close()
        self.server.terminate()
        self.server.wait()

    def windows(self):
        return [window.get_wm_name() for window in self.root.query_tree().children if window.get_wm_name()]

    def picture(self):
        import Xlib.X
        width, height = SIZE_PX
        data = self.root.get_image(0, 0, width, height, Xlib.X.ZPixmap, 0xFFFFFFFF).data
        pixels = bytearray(width * height * 3)
        for colour in range(3):
            pixels[colour::3] = data[2 - colour::4]
        return Picture(width, height, [pixels[y * width * 3:(y + 1) * width * 3] for y in range(height)])

    def click(self, x_mm, y_mm):
        from Xlib import X
        from Xlib.ext import xtest
        x, y = (int(place / mm * px) for place, mm, px in zip((x_mm, y_mm), SIZE_MM, SIZE_PX))
        for event, detail, where in ((X.MotionNotify, 0, {"x": x, "y": y}), (X.ButtonPress, 1, {}), (X.ButtonRelease, 1, {})):
            xtest.fake_input(self.display, event, detail, **where)
            self.display.sync()
            time.sleep(0.15)  # as long as a finger stays


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            import Xlib  # noqa: F401
        except ImportError:
            raise AssertionError("this Debian package is missing: python3-xlib") from None
        if shutil.which("Xvfb") is None:
            raise AssertionError("this Debian package is missing: xvfb")
        cls.folder = tempfile.mkdtemp(prefix="tsuitate-window-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.album = Album(BUILD, cls.folder, "{}x{}".format(*SIZE_PX), "{}x{}".format(*SIZE_MM), KIND, "ja",
                          ("idle", "explain", "stopped", "remove-card", "out-of-service"))

    def setUp(self):
        self.desktop = Desktop()
        self.addCleanup(self.desktop.close)

    def demo(self, *options):
        process = subprocess.Popen([sys.executable, str(SOURCE / "tests/stage/demo.py"), str(BUILD), *options],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                   env={**os.environ, "DISPLAY": self.desktop.name, "SDL_VIDEODRIVER": "x11"})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait, 60)
        self.addCleanup(process.send_signal, signal.SIGINT)
        return process

    def sees(self, scene):
        def look():
            shown, difference = self.album.scene_of(self.desktop.picture())
            return shown == scene and difference < 0.001
        wait_until(look, 40, f"the screen {scene} in the window", pause=0.1)
        time.sleep(0.2)

    def touches(self, scene, key):
        self.desktop.click(*self.album.place_of(scene, key))

    def test_it_shows_the_screen_and_takes_clicks_for_touches(self):
        process = self.demo("--window", "--kind", KIND)
        self.sees("explain")
        self.assertEqual(self.desktop.windows(), ["Tsuitate: the citizen's panel"])
        self.desktop.click(2, 2)
        time.sleep(0.5)
        self.sees("explain")  # control: not every click is an answer
        self.touches("explain", "start")
        wait_until(lambda: self.album.scene_of(self.desktop.picture())[1] > 0.02 and
                   self.desktop.picture().middle_of(GREEN), 20, "the first known target")
        self.touches("prove-panel", "stop")
        self.sees("stopped")
        output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, output[-1500:])
        self.assertIn("sees: stopped", output)
        self.assertIn("session-ended", output)

    def test_without_a_terminal_the_scripted_citizen_plays(self):
        process = self.demo()
        output, _ = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, output[-1500:])
        self.assertIn("sees: verified", output)
        self.assertEqual(self.desktop.windows(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
