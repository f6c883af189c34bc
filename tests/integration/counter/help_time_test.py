#!/usr/bin/env python3
"""What ends by itself: a consent whose time is over, between the last digit and the card too; and a call for a clerk
whom nobody sends. A consent lives for a minute at least, so each of these takes one."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import HelpTest, quick_policy  # noqa: E402

WINDOW = 60  # seconds


class TimeIsOver(HelpTest):
    def test_a_consent_that_ends_between_the_last_digit_and_the_card_lets_nothing_through(self):
        entry = self.begin()
        asked = self.app.assist()
        self.agree()
        self.assertEqual(self.app.outcome(asked), "agreed")
        begun = time.monotonic()
        self.citizen.sees("entry")
        self.citizen.types("1234")
        while time.monotonic() < begun + WINDOW - 10:
            # A touch now and then keeps the entry alive: the last digit, taken back and typed again.
            time.sleep(5)
            self.citizen.touches("correct")
            self.app.until(lambda: self.stage.picture().get("dots") == 3, 10, "three dots")
            self.citizen.touches("4")
            self.app.until(lambda: self.stage.picture().get("dots") == 4, 10, "four dots")
        self.assertLessEqual(self.stage.picture()["seconds_left"], 20)
        time.sleep(max(0, begun + WINDOW - 1.2 - time.monotonic()))
        # What is typed is checked at a multiple of two seconds after the keys came up: when the minute is over.
        self.citizen.touches("confirm")
        self.citizen.sees("checking")
        self.app.until(lambda: "ended" in self.app.words(), 10, "the end of the help")
        picture = self.citizen.sees("entry")
        self.assertEqual((picture["dots"], picture["clerk"]), (0, ""))
        self.assertEqual(self.details("assistance-ended"), ["expired"])
        self.assertEqual(self.verifies(), [])
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.assertEqual(len(self.verifies()), 1)


class NobodyComes(HelpTest):
    stage_options = {"policy": quick_policy(**{"entry-idle": 4, "countdown": 0})}

    def test_a_citizen_who_calls_in_vain_is_not_left_before_a_dead_screen(self):
        entry = self.begin()
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("call-clerk")
        self.citizen.sees("call-clerk")
        self.citizen.sees("help", seconds=45)  # nobody has come: what else there is
        self.assertEqual(self.app.outcome(entry, 20), "timed-out")
        self.assertEqual(self.details("help-asked"), ["call-clerk"])
        self.assertEqual(self.verifies(), [])


if __name__ == "__main__":
    unittest.main()
