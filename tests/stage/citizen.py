"""Citizen: somebody who reads the panel and touches it. Finds each key where the picture shows it."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "panel"))

from panel_link import PanelLink  # noqa: E402
from stage import StageError, wait_until  # noqa: E402

REACTION = 0.1  # seconds


class Citizen:
    def __init__(self, stage, kind="touch"):
        self.stage = stage
        self.lifted = 0.0  # time.monotonic() of the last touch's end
        width_mm, height_mm = stage.panel[2:]
        self.link = PanelLink(str(stage.panel_socket), width_mm, height_mm, kind=kind)

    def sees(self, *scenes, seconds=20):
        """Waits until one of these scenes is on the glass; returns its picture."""
        def look():
            self.stage.check_alive()
            picture = self.stage.picture()
            return picture if picture.get("scene") in scenes else None
        try:
            picture = wait_until(look, seconds, f"the screen {' or '.join(scenes)}")
        except StageError as error:
            raise StageError(f"{error}; it shows {self.stage.picture().get('scene')}") from None
        # Nobody touches a picture in the instant in which it appears, and the vault takes no such touch.
        time.sleep(REACTION)
        return picture

    def place_of(self, key, picture=None):
        for target in (picture or self.stage.picture()).get("targets", []):
            if target["key"] == key:
                return target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
        raise StageError(f"no key {key!r} on the screen {self.stage.picture().get('scene')}")

    def touches(self, key, hold=0.09):
        """As long as a finger stays: shorter contacts are taken for ghosts. And not before a finger can be back: what comes
        sooner to the same place is taken for its bouncing."""
        time.sleep(max(0.0, self.lifted + REACTION - time.monotonic()))
        self.link.tap(*self.place_of(key), hold=hold)
        self.lifted = time.monotonic()

    def types(self, pin):
        """Types the characters one by one, each after the dot of the one before is on the glass."""
        for count, character in enumerate(pin, start=1):
            self.touches(character)
            wait_until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, f"dot {count}")

    def starts(self, beside=(0, 0)):
        """From the explanation over the known targets to what follows, touching so many millimetres beside each."""
        for _ in range(3):
            self.touches("start")
            # On a busy machine the picture may not yet have been told to be on the glass: then one touches again.
            try:
                self.sees("prove-panel", seconds=5)
                break
            except StageError:
                continue
        self.proves(beside)

    def proves(self, beside=(0, 0)):
        self.sees("prove-panel")
        while True:
            time.sleep(REACTION)
            picture = self.stage.picture()
            if picture.get("scene") != "prove-panel":
                return
            x, y = self.place_of("here", picture)
            self.link.tap(x + beside[0], y + beside[1], hold=0.09)
            wait_until(lambda before=picture: self.stage.picture() != before, 10, "an answer to a known tap")

    def enters(self, pin):
        self.sees("explain")
        self.starts()
        self.sees("entry")
        self.types(pin)
        self.touches("confirm")

    def unplugs(self):
        self.link.unplug()
