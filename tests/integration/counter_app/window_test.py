#!/usr/bin/env python3
"""The clerk's window on a whole counter: the four roles, a citizen at the emulated panel, and a clerk who reads the window
and works it by its names and by the keyboard. Pictures of what was seen lie in the build folder."""

import atexit
import pathlib
import sys
import time
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "front"))

from desktop import AppWindow, Desktop  # noqa: E402
import fixture  # noqa: E402
from help_theatre import HelpTest  # noqa: E402
from theatre import CounterTest  # noqa: E402

DESKTOP = Desktop()
atexit.register(DESKTOP.stop)
DESKTOP.start()


class WindowTest(HelpTest):
    language = "en"

    def setUp(self):
        CounterTest.setUp(self)
        self.window = AppWindow(self.stage, self.language, self.stage.directory / "app.log")
        self.addCleanup(self.window.close)
        # What HelpTest asks of an app, this window does.
        self.app = self
        self.window.shows({"en": "Ready", "ja": "準備ができています"}[self.language])
        # The second PIN of the list, by keyboard.
        for key in ("alt+p", "Down", "Return"):
            self.window.key(key)
        self.window.shows({"en": "PIN of the user-authentication", "ja": "利用者証明用"}[self.language])

    def until(self, question, seconds, what):
        from stage import wait_until
        return wait_until(question, seconds, what)

    def to_the_entry(self):
        self.citizen.sees("explain")
        self.citizen.starts()
        self.citizen.sees("entry")


class English(WindowTest):
    def test_a_clerk_starts_asks_and_sees_help_agreed_running_out_and_its_receipt(self):
        window = self.window
        self.assertFalse(window.enabled("Stop") or window.enabled("Ask the citizen"))
        window.photograph("ready")
        window.press("Start")
        self.citizen.sees("explain")
        window.shows("The citizen is at the panel")
        self.citizen.starts()
        self.citizen.sees("entry")
        window.shows("The citizen is entering the PIN")
        window.photograph("entering")
        self.assertFalse(window.enabled("Start"))
        window.press("Announce observer")
        self.citizen.sees("observer-question")
        window.shows("The citizen is being asked about the observer")
        self.citizen.touches("yes")
        window.shows("Standing by:")
        self.citizen.sees("entry")
        window.press("Ask the citizen")
        window.shows("The question is on the panel. Only the citizen can answer it.")
        window.photograph("asking")
        self.assertFalse(window.enabled("Ask the citizen"))
        self.assertTrue(window.enabled("Take question back"))
        self.agree()
        window.shows("You may help now")
        (left,) = window.shows("seconds left")
        self.citizen.sees("entry")
        window.photograph("helping")
        time.sleep(1.2)
        self.assertLess(int(window.shows("seconds left")[0].split()[0]), int(left.split()[0]))
        self.type_and_confirm("1234")
        window.shows("The card took the PIN.")
        window.shows("The citizen answers the last questions")
        self.citizen.sees("assistance-over")
        window.photograph("afterwards")
        self.citizen.touches("yes")
        self.citizen.sees("change-offer")
        self.citizen.touches("yes")
        window.shows("The citizen wishes to change this PIN.")
        number = self.citizen.sees("receipt")["receipt"]
        window.shows(f"Receipt {number}")
        window.shows("The receipt is on the panel")
        window.photograph("receipt")
        self.assertEqual(self.details("consent-answered"), ["agreed"])
        # The next citizen's entry begins without anything of this one.
        self.citizen.touches("done")
        window.shows("Ready")
        window.press("Start")
        window.shows("The citizen is at the panel")
        self.assertEqual([text for text in window.texts() if number in text or "wishes to change" in text], [])

    def test_the_keyboard_reaches_everything(self):
        window = self.window
        window.key("alt+s")
        self.to_the_entry()
        window.key("alt+a")
        self.citizen.sees("consent")
        window.shows("The question is on the panel.")
        window.key("alt+e")
        window.shows("You took the question back.")
        self.citizen.sees("entry")
        window.key("alt+b")
        self.citizen.sees("observer-question")
        window.key("alt+v")
        self.citizen.sees("entry")
        self.assertEqual(self.details("consent-answered"), ["withdrawn"])
        self.assertEqual(self.details("observer-answered"), ["interrupted"])
        window.key("alt+t")
        window.shows("Stopped from here. No try was used.")
        self.assertEqual(self.verifies(), [])

    def test_a_no_is_told_and_the_clerk_stays_on_their_side(self):
        window = self.window
        window.press("Start")
        self.to_the_entry()
        window.press("Ask the citizen")
        self.citizen.sees("consent")
        self.citizen.touches("no")
        window.shows("The citizen does not want help. Please stay on your side.")
        window.photograph("declined")
        self.citizen.sees("entry")
        self.type_and_confirm("1234")
        window.shows("The card took the PIN.")
        window.shows("Receipt ")

    def test_the_citizens_wishes_are_told(self):
        window = self.window
        window.press("Start")
        self.to_the_entry()
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("show-tries")
        window.shows("Tries left, as the citizen lets you know: 3")
        self.citizen.sees("entry")
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("leave-alone")
        window.shows("The citizen wishes to do this alone")
        self.citizen.sees("entry")
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("call-clerk")
        window.shows("The citizen calls for you")
        window.photograph("wishes")

    def test_a_service_that_leaves_is_said_in_words(self):
        window = self.window
        self.stage.end("front")
        window.shows("No connection to the panel")
        self.assertFalse(window.enabled("Start"))
        window.photograph("unreachable")

    def test_a_window_that_is_closed_ends_its_session(self):
        self.window.press("Start")
        self.to_the_entry()
        self.window.process.terminate()
        self.citizen.sees("interrupted", "idle", "remove-card")
        self.assertEqual(self.verifies(), [])


class PanelHealth(unittest.TestCase):
    """A vault that a test plays says how the panel is."""

    def test_a_panel_that_answers_beside_its_keys_is_calibrated_from_here(self):
        with fixture.Counter() as counter:
            place = types.SimpleNamespace(policy=fixture.POLICY, environment=counter.environment,
                                          bus_address=counter.address)
            for language, banner, button, done in (
                    ("en", "The panel answers beside its keys: calibrate now.", "Calibrate", "The panel is calibrated"),
                    ("ja", "パネルがキーからずれて反応します。", "パネルを調整(I)", "パネルを調整しました")):
                self.tell(counter, panel=2)
                window = AppWindow(place, language, counter.directory / f"app-{language}.log")
                try:
                    window.shows(banner)
                    window.photograph("recalibrate")
                    window.press(button)
                    request = counter.vault.expect("FrontCalibrate")
                    self.assertEqual((request["tool"], request["points"]), (0, 5))
                    window.shows({"en": "The panel is being calibrated", "ja": "パネルを調整しています"}[language])
                    counter.vault.send("VaultAnswerCalibration", request=request["request"], answer=0, reserved=0, worst=8)
                    self.tell(counter, panel=0)
                    window.shows(done)
                    self.assertEqual([text for text in window.texts() if banner in text], [])
                    counter.vault.send("VaultTellStatus", service=3, card=1, fault_code=204, panel=0, calibration_wanted=0)
                    window.shows("204")
                    window.photograph("out-of-service")
                finally:
                    window.close()

    @staticmethod
    def tell(counter, panel):
        counter.vault.send("VaultTellStatus", service=1, card=1, fault_code=0, panel=panel, calibration_wanted=0)


class Japanese(WindowTest):
    language = "ja"

    def test_the_window_speaks_japanese(self):
        window = self.window
        window.photograph("ready")
        window.press("開始(S)")
        self.to_the_entry()
        window.press("ご本人に確認(A)")
        window.shows("パネルに質問が出ています")
        window.photograph("asking")
        self.agree()
        window.shows("お手伝いできます")
        self.citizen.sees("entry")
        window.photograph("helping")
        window.press("お手伝いを終える(E)")
        self.until(lambda: not self.stage.picture().get("clerk"), 10, "the end of the help")
        self.assertEqual(self.details("assistance-ended"), ["ended"])


if __name__ == "__main__":
    unittest.main()
