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

    def place_of(self, key):
        for target in self.stage.picture().get("targets", []):
            if target["key"] == key:
                return target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
        raise StageError(f"no key {key!r} on the screen {self.stage.picture().get('scene')}")

    def touches(self, key, hold=0.03):
        self.link.tap(*self.place_of(key), hold=hold)

    def types(self, pin):
        """Types the characters one by one, each after the dot of the one before is on the glass."""
        for count, character in enumerate(pin, start=1):
            self.touches(character)
            wait_until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, f"dot {count}")

    def enters(self, pin):
        self.sees("explain")
        self.touches("start")
        self.sees("entry")
        self.types(pin)
        self.touches("confirm")

    def unplugs(self):
        self.link.unplug()
