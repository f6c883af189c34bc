#!/usr/bin/python3
"""Where the keys lie, and how long they stay: by policy and by the citizen's choice. The real binaries on one machine."""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import quick_policy  # noqa: E402
from theatre import PanelTest, Waiting, wait_until  # noqa: E402

USUAL = "1234567890"


def order_of(picture):
    return "".join(target["key"] for target in picture["targets"] if len(target["key"]) == 1)


def corner_of(picture):
    """Where the pad's first key lies, whichever it is."""
    target = next(target for target in picture["targets"] if len(target["key"]) == 1)
    return target["x"], target["y"]


class PadTest(PanelTest):
    def begins_to_type(self):
        call = self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        return call

    def another_pad(self):
        """One touch on the help screen's key; returns the entry's picture."""
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("other-side")
        return self.citizen.sees("entry")


class Shuffled(PadTest):
    stage_options = {"policy": quick_policy(panel={"pad": '"shuffled"', "pad-choices": '["floating", "fixed"]'})}

    def test_a_pin_on_shuffled_keys_is_verified_and_each_entry_has_an_order_of_its_own(self):
        orders = []
        for pin, outcome in (("4321", "wrong"), ("1234", "verified")):
            call = self.begins_to_type()
            picture = self.stage.picture()
            self.assertEqual(picture["pad"], "shuffled")
            orders.append(order_of(picture))
            self.citizen.types(pin)
            self.assertEqual(order_of(self.stage.picture()), orders[-1])
            self.citizen.touches("confirm")
            self.assertEqual(call.outcome(), outcome)
            self.app.close()
            wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.assertEqual(self.verifies(), ["0020008004" + pin.encode().hex() for pin in ("4321", "1234")])
        for order in orders:
            self.assertEqual(sorted(order), sorted(USUAL))
        # One pair in three million is alike.
        self.assertNotEqual(*orders)
        self.assertNotIn(USUAL, orders)
        for order in orders:
            self.assertNotIn(order, str(self.stage.records()))

    def test_letters_are_never_shuffled(self):
        self.app.open()
        Waiting(lambda: self.app.enter("signature"))
        self.citizen.sees("explain")
        self.citizen.starts()
        picture = self.citizen.sees("entry")
        self.assertEqual(picture["pad"], "fixed")
        self.assertEqual(sorted(order_of(picture)), sorted("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + USUAL))
        self.citizen.types("A1B")
        self.citizen.touches("clear")
        wait_until(lambda: self.stage.picture().get("dots") == 0, 10, "all taken back")


class Chosen(PadTest):
    def test_the_citizen_goes_through_the_pads_and_types_on_a_floating_one(self):
        call = self.begins_to_type()
        usual = self.stage.picture()
        self.citizen.types("1")
        self.assertTrue(self.another_pad()["mirrored"])
        self.assertEqual(self.stage.picture()["dots"], 1)
        places = set()
        # Three of nine places are not the fixed one's; sooner or later one of them is drawn.
        while len(places) < 2:
            picture = self.another_pad()
            self.assertEqual((picture["pad"], picture["mirrored"]), ("floating", False))
            places.add(corner_of(picture))
            shuffled = self.another_pad()
            self.assertEqual((shuffled["pad"], corner_of(shuffled)), ("shuffled", corner_of(usual)))
            self.assertEqual((self.another_pad()["pad"], order_of(self.stage.picture())), ("fixed", USUAL))
            self.another_pad()
        self.assertEqual(self.another_pad()["pad"], "floating")
        for count, key in enumerate("234", start=2):
            self.citizen.touches(key)
            wait_until(lambda wanted=count: self.stage.picture().get("dots") == wanted, 10, f"dot {count}")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")
        self.assertEqual(self.verifies(), ["0020008004" + b"1234".hex()])


class MoreTime(PadTest):
    stage_options = {"policy": quick_policy(**{"entry-idle": 40, "countdown": 20, "entry-total": 180})}

    def test_the_countdown_comes_and_more_time_and_any_key_end_it(self):
        call = self.begins_to_type()
        wait_until(lambda: self.stage.picture().get("seconds_to_act"), 60, "the countdown")
        picture = self.stage.picture()
        self.assertIn("more-time", [target["key"] for target in picture["targets"]])
        self.assertEqual(picture["seconds_to_act"] % 5, 0)
        self.citizen.touches("more-time")
        plenty = wait_until(lambda: self.stage.picture() if self.stage.picture().get("seconds_to_act") == 0 else None,
                            10, "the end of the countdown")
        self.assertNotIn("more-time", [target["key"] for target in plenty["targets"]])
        self.assertEqual([target for target in picture["targets"] if target["key"] != "more-time"], plenty["targets"])
        wait_until(lambda: self.stage.picture().get("seconds_to_act"), 60, "the countdown once more")
        # Typed without a pause: the countdown goes in the middle of it, and no touch is lost.
        for key in "1234":
            self.citizen.touches(key)
        wait_until(lambda: self.stage.picture().get("dots") == 4, 10, "four dots")
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "verified")

    def test_who_does_nothing_is_told_of_it_and_the_entry_ends(self):
        call = self.begins_to_type()
        begun = time.monotonic()
        told = []
        while self.stage.picture().get("scene") == "entry" and time.monotonic() < begun + 120:
            seconds = self.stage.picture().get("seconds_to_act")
            if seconds is not None and (not told or told[-1] != seconds):
                told.append(seconds)
            time.sleep(0.05)
        self.assertEqual(call.outcome(), "timed-out")
        self.assertEqual(told, sorted(told, key=lambda seconds: -seconds if seconds else -100))
        self.assertGreater(len(told), 1)
        self.assertEqual(self.verifies(), [])


if __name__ == "__main__":
    unittest.main()
