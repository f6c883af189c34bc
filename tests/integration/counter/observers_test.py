#!/usr/bin/env python3
"""Who stands by is announced on the citizen's own panel, and the citizen says whether that is all right; and what the
citizen can take from the help screen before anybody stands anywhere."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import HelpTest  # noqa: E402

from panel_link import PanelLink  # noqa: E402


class Observers(HelpTest):
    def test_an_accepted_observer_is_marked_on_every_screen_until_they_leave(self):
        entry = self.begin()
        announced = self.app.announce()
        self.assertEqual(self.citizen.sees("observer-question")["observer"], "supervisor")
        self.citizen.touches("yes")
        self.assertEqual(self.app.outcome(announced), "accepted")
        self.assertEqual(self.citizen.sees("entry")["observer"], "supervisor")
        self.citizen.touches("help")
        self.assertEqual(self.citizen.sees("help")["observer"], "supervisor")
        self.citizen.touches("back")
        self.citizen.sees("entry")
        self.app.observer_left()
        self.app.until(lambda: self.stage.picture().get("observer") == "", 10, "the mark to go")
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.assertEqual(self.details("observer-answered"), ["accepted"])
        self.assertEqual([r["role"] for r in self.records_of("observer-left")], ["supervisor"])

    def test_what_was_typed_stays_and_nobody_is_led_to_a_yes(self):
        entry = self.begin()
        self.citizen.types("12")
        announced = self.app.announce()
        self.citizen.sees("observer-question")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(announced), "declined")
        self.assertEqual(self.citizen.sees("entry")["dots"], 2)
        for count, digit in ((3, "3"), (4, "4")):
            self.citizen.touches(digit)
            self.app.until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, "a dot")
        self.citizen.touches("confirm")
        self.assertEqual(self.app.outcome(entry), "verified")

    def test_later_is_an_answer_and_the_question_may_come_again(self):
        self.begin()
        first = self.app.announce()
        self.citizen.sees("observer-question")
        self.citizen.touches("later")
        self.assertEqual(self.app.outcome(first), "later")
        self.citizen.sees("entry")
        second = self.app.announce()
        self.citizen.sees("observer-question")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(second), "declined")
        self.assertEqual(self.details("observer-answered"), ["later", "declined"])

    def test_two_at_once_are_one_too_many(self):
        self.begin()
        first = self.app.announce()
        self.citizen.sees("observer-question")
        self.assertEqual(self.app.outcome(self.app.announce("trainee")), "Busy")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(first), "declined")
        self.assertEqual(self.app.outcome(self.app.announce("mayor")), "UnknownChoice")


class Ladder(HelpTest):
    def on_help(self, key):
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches(key)

    def test_each_step_is_one_touch_away_and_noted(self):
        entry = self.begin()
        width = self.stage.picture()["targets"][0]["width"]
        self.on_help("larger-keys")
        self.citizen.sees("entry")
        self.app.until(lambda: self.stage.picture()["targets"][0]["width"] > width, 10, "larger keys")
        before = self.citizen.place_of("5")
        self.on_help("other-side")
        self.citizen.sees("entry")
        self.app.until(lambda: abs(self.citizen.place_of("5")[0] - before[0]) > 30, 10, "keys on the other side")
        self.citizen.types("12")
        self.on_help("check-panel")
        self.citizen.proves()
        self.assertEqual(self.citizen.sees("entry")["dots"], 0)
        self.on_help("show-tries")
        self.citizen.sees("entry")
        self.on_help("leave-alone")
        self.citizen.sees("entry")
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.assertEqual(self.details("help-asked"),
                         ["larger-keys", "other-side", "check-panel", "show-tries", "leave-alone"])
        self.assertEqual(self.app.news, [("tries-shown", 0, 3), ("left-alone", 0, 0)])
        self.assertEqual(self.details("panel-proof"), ["proven", "proven"])

    def test_the_keypad_takes_over_where_there_is_one(self):
        entry = self.begin()
        self.citizen.touches("help")
        self.citizen.sees("help")
        with self.assertRaises(Exception):
            self.citizen.place_of("use-keypad")
        self.citizen.touches("back")
        self.citizen.sees("entry")
        keypad = PanelLink(str(self.stage.panel_socket), 0, 0, kind="keypad")
        self.on_help("use-keypad")
        self.citizen.sees("entry")
        for digit in "1234":
            keypad.press(digit)
        self.app.until(lambda: self.stage.picture().get("dots") == 4, 10, "four dots")
        keypad.press("confirm")
        self.assertEqual(self.app.outcome(entry), "verified")

    def test_consent_on_the_keypad_is_held_too(self):
        self.begin()
        keypad = PanelLink(str(self.stage.panel_socket), 0, 0, kind="keypad")
        self.on_help("use-keypad")
        self.citizen.sees("entry")
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.app.until(lambda: self.stage.picture().get("can_confirm"), 20, "time to read")
        keypad.press("confirm")
        time.sleep(0.5)
        self.app.turn()
        self.assertFalse(asked.done)
        keypad.press("confirm", hold=1.6)
        self.assertEqual(self.app.outcome(asked), "agreed")

    def test_a_clerk_is_called_and_comes_or_the_citizen_goes_on(self):
        entry = self.begin()
        self.on_help("call-clerk")
        self.citizen.sees("call-clerk")
        self.app.until(lambda: "called" in self.app.words(), 10, "the call")
        self.citizen.touches("back")
        self.citizen.sees("entry")
        self.on_help("call-clerk")
        self.citizen.sees("call-clerk")
        asked = self.app.assist(reason="asked-by-citizen", help="points-at-keys")
        self.citizen.sees("consent")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(asked), "declined")
        self.citizen.sees("entry")
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")


if __name__ == "__main__":
    unittest.main()
