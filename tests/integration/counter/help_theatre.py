"""What the tests of help, observers and receipts share: a counter whose questions are quickly read, and its clerk."""

import atexit
import pathlib
import re
import shutil
import tempfile

from clerks_app import ClerksApp
from theatre import BUILD, CounterTest

HOLD = 1.0  # seconds that "yes" is held on this counter


def quick_policy(panel=None, **limits):
    """The default policy, with the shortest times that it may have."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-policy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(BUILD / "policy" / "default", folder, dirs_exist_ok=True)
    wanted = {"assistance.toml": {"window": 60, "question": 30, "receipt": 30, "hold-ms": int(HOLD * 1000),
                                  "answer-after-percent": 30, "reading-speed": "{ ja = 50, en = 50 }"},
              "limits.toml": {"outcome": 1, **limits}, "panel.toml": panel or {}}
    for name, values in wanted.items():
        text = (folder / name).read_text()
        for key, value in values.items():
            text, found = re.subn(rf"(?m)^{key} = [^#\n]*", f"{key} = {value} ", text)
            assert found == 1, key
        (folder / name).write_text(text)
    return folder


class HelpTest(CounterTest):
    stage_options = {"policy": quick_policy()}

    def setUp(self):
        super().setUp()
        self.app = ClerksApp(self.stage)

    def begin(self, language="ja"):
        """To the empty entry screen, with the panel proven."""
        self.app.open(language=language)
        entry = self.app.enter()
        self.citizen.sees("explain")
        self.citizen.starts()
        self.citizen.sees("entry")
        return entry

    def hold_yes(self):
        x, y = self.citizen.place_of("yes")
        self.citizen.link.down(x, y)
        self.app.until(lambda: self.stage.picture().get("held") == 4 or
                       self.stage.picture().get("scene") != "consent", 20, "the yes that is held")
        self.citizen.link.up()

    def agree(self):
        self.citizen.sees("consent")
        self.app.until(lambda: self.stage.picture().get("can_confirm"), 20, "time to read")
        self.hold_yes()

    def type_and_confirm(self, pin):
        self.citizen.types(pin)
        self.citizen.touches("confirm")

    def close_with_receipt(self):
        """Returns the number that the panel shows; the app has it too."""
        closing = self.app.close()
        picture = self.citizen.sees("receipt")
        self.assertEqual(self.app.outcome(closing), "")
        self.app.until(lambda: self.stage.picture().get("receipt_code"), 10, "the receipt's square")
        picture = self.stage.picture()
        self.assertEqual(self.app.receipts, [picture["receipt"]])
        self.citizen.touches("done")
        self.citizen.sees("remove-card", "idle")
        return picture["receipt"]

    def records_of(self, event):
        return [record for record in self.stage.records() if record["event"] == event]

    def details(self, event):
        return [record["detail"] for record in self.records_of(event)]
