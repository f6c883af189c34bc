#!/usr/bin/python3
"""Nobody pays for the panel's faults: known taps come before the PIN, a panel that answers beside them is refused, and a
touch that means no key clearly is none. The real binaries on one machine."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from theatre import CounterApp, PanelTest, Waiting, wait_until  # noqa: E402

from panel_link import BTN_TOOL_PEN, EV_KEY, PanelLink  # noqa: E402

SEEN = 0.6  # seconds until a citizen has seen that a touch was unclear; what comes sooner counts for nothing


class PanelProof(PanelTest):
    def another(self, kind):
        link = PanelLink(str(self.stage.panel_socket), *self.stage.panel[2:], kind=kind)
        self.addCleanup(link.unplug)
        return link

    def test_a_panel_that_answers_a_key_beside_is_refused_before_a_digit_is_typed(self):
        call = self.refuse((22, 0))
        self.citizen.touches("stop")
        self.assertEqual(call.outcome(), "stopped")
        self.assertNotIn("pin-attempt", self.events())

    def test_the_keypad_does_what_the_refused_panel_cannot(self):
        call = self.refuse((0, -15))
        keypad = self.another("keypad")
        keypad.press("confirm")
        self.citizen.sees("entry")
        # What is touched now counts for nothing.
        for _ in range(3):
            self.citizen.touches("5")
        for character in "1234":
            keypad.press(character)
        wait_until(lambda: self.stage.picture().get("dots") == 4, 10, "four dots")
        keypad.press("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.verifies(), ["0020008004" + b"1234".hex()])

    def test_on_the_keypad_enter_goes_on_after_a_stop_and_a_second_stop_stops(self):
        call = self.begin()
        keypad = self.another("keypad")
        keypad.press("confirm")
        self.citizen.sees("entry")
        keypad.press("stop")
        self.citizen.sees("stop-question")
        keypad.press("confirm")
        self.citizen.sees("entry")
        keypad.press("stop")
        self.citizen.sees("stop-question")
        keypad.press("stop")
        self.assertEqual(call.outcome(), "stopped")

    def types_beside(self, beside):
        call = self.begin()
        self.citizen.starts(beside)
        self.citizen.sees("entry")
        for count, key in enumerate("1234", start=1):
            x, y = self.citizen.place_of(key)
            self.citizen.link.tap(x + beside[0], y + beside[1], hold=0.09)
            wait_until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, f"dot {count}")
        x, y = self.citizen.place_of("confirm")
        self.citizen.link.tap(x + beside[0], y + beside[1], hold=0.09)
        self.assertEqual(call.outcome(), "verified")
        self.app.close()

    def test_a_calibration_mends_the_panel_over_a_restart_and_the_one_before_can_come_back(self):
        beside = (9, -7)
        call = self.refuse(beside)
        self.citizen.touches("stop")
        self.assertEqual(call.outcome(), "stopped")
        self.app.close()
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        result, worst = self.calibrate(beside)
        self.assertEqual(result, "done")
        self.assertLess(worst, 1)
        self.assertEqual([(r["subject"], r["detail"]) for r in self.stage.records() if r["event"] == "panel-calibrated"],
                         [("finger", "done")])
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.types_beside(beside)
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.assertEqual(self.app.calibrate("previous"), ("done", 0))
        last = [record for record in self.stage.records() if record["event"] == "panel-calibrated"][-1]
        self.assertEqual([last[key] for key in ("mean-miss", "worst-fitted", "worst-checked")], [0, 0, 0])
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.types_beside((0, 0))

    def test_touches_that_do_not_fit_each_other_change_nothing(self):
        call = Waiting(lambda: self.app.calibrate("finger"))
        self.citizen.sees("calibrate")
        last, before, astray = None, None, None
        while (picture := self.stage.picture()).get("scene") == "calibrate":
            if picture.get("targets") != last:
                time.sleep(0.15)
                last = picture.get("targets")
                x, y = self.citizen.place_of("here", picture)
                # The second point, also when it is asked for again.
                astray = (x, y) if astray is None and before is not None else astray
                before = (x, y)
                aside = 15 if (x, y) == astray else 0
                self.citizen.link.tap(x - aside, y, hold=0.09)
            time.sleep(0.05)
        self.assertEqual(call.outcome()[0], "astray")
        self.citizen.sees("not-calibrated")
        self.assertEqual(self.verifies(), [])
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.types_beside((0, 0))

    def test_no_calibration_during_a_session_and_no_session_during_a_calibration(self):
        another = CounterApp(self.stage)  # a connection that does not wait for an entry
        call = self.begin()
        with self.assertRaisesRegex(Exception, "Busy"):
            another.calibrate("finger")
        self.citizen.touches("stop")
        self.assertEqual(call.outcome(), "stopped")
        self.app.close()
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        Waiting(lambda: self.app.calibrate("finger"))
        self.citizen.sees("calibrate")
        with self.assertRaisesRegex(Exception, "Busy"):
            another.open()

    def test_a_stylus_may_do_what_the_finger_did_not(self):
        call = self.refuse((15, 10))
        pen = self.another("pen")
        pen.tap(50, 50)
        self.citizen.sees("prove-panel")
        finger, self.citizen.link = self.citizen.link, pen
        self.addCleanup(finger.unplug)
        self.citizen.proves()
        self.citizen.sees("entry")
        self.citizen.types("1234")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.proofs(), ["refused", "proven"])

    def test_a_small_shift_is_learnt_from_the_known_taps_and_no_digit_goes_wrong(self):
        call = self.begin()
        beside = (3.0, -1.5)
        self.citizen.starts(beside)
        self.citizen.sees("entry")
        for count, character in enumerate("1234", start=1):
            x, y = self.citizen.place_of(character)
            self.citizen.link.tap(x + beside[0], y + beside[1], hold=0.09)
            wait_until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, f"dot {count}")
        x, y = self.citizen.place_of("confirm")
        self.citizen.link.tap(x + beside[0], y + beside[1], hold=0.09)
        self.assertEqual(call.outcome(), "verified")

    def test_a_touch_between_two_keys_is_taken_for_neither_and_the_panel_says_so(self):
        self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        (x1, y), (x2, _) = self.citizen.place_of("1"), self.citizen.place_of("2")
        self.citizen.link.tap((x1 + x2) / 2, y, hold=0.09)
        wait_until(lambda: self.stage.picture().get("unclear"), 10, "the sign that it was not clear")
        self.assertEqual(self.stage.picture()["dots"], 0)
        time.sleep(SEEN)
        self.citizen.touches("1")
        picture = wait_until(lambda: self.stage.picture() if self.stage.picture().get("dots") == 1 else None, 10, "a dot")
        self.assertFalse(picture["unclear"])

    def test_contacts_shorter_than_a_finger_s_type_nothing(self):
        self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        for key in "123456":
            self.citizen.touches(key, hold=0.01)
        time.sleep(0.6)
        self.assertEqual(self.stage.picture()["dots"], 0)
        self.citizen.touches("1")
        wait_until(lambda: self.stage.picture().get("dots") == 1, 10, "control: a finger's touch does")

    def test_a_finger_that_stays_types_nothing_and_the_panel_says_so(self):
        self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        self.citizen.touches("1", hold=3.2)
        wait_until(lambda: self.stage.picture().get("unclear"), 10, "the sign that the touch was lost")
        self.assertEqual(self.stage.picture()["dots"], 0)
        time.sleep(SEEN)
        self.citizen.touches("1")
        wait_until(lambda: self.stage.picture().get("dots") == 1, 10, "a dot")

    def test_a_finger_beside_the_pen_of_the_same_panel_types_nothing(self):
        self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        pen = self.another("pen")
        pen.frame((EV_KEY, BTN_TOOL_PEN, 1))
        time.sleep(0.3)
        self.citizen.touches("1")
        time.sleep(SEEN)
        self.assertEqual(self.stage.picture()["dots"], 0)
        pen.frame((EV_KEY, BTN_TOOL_PEN, 0))
        time.sleep(0.3)
        self.citizen.touches("1")
        wait_until(lambda: self.stage.picture().get("dots") == 1, 10, "control: a dot, once the pen is away")

    def test_too_many_unclear_touches_bring_help(self):
        self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        (x1, y), (x2, _) = self.citizen.place_of("1"), self.citizen.place_of("2")
        (x3, y3), (x4, _) = self.citizen.place_of("7"), self.citizen.place_of("8")
        for i in range(12):
            if self.stage.picture()["scene"] == "help":
                break
            place = ((x1 + x2) / 2, y) if i % 2 else ((x3 + x4) / 2, y3)
            self.citizen.link.tap(*place, hold=0.09)
            time.sleep(SEEN)
        self.citizen.sees("help")


if __name__ == "__main__":
    unittest.main()
