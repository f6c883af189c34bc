#!/usr/bin/env python3
"""Help only with a yes of the citizen's own: every way in which a clerk asks, and every way in which a yes ends. On the
real binaries; the clerk's app, the citizen's panel and the card are each what a counter has."""

import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import HOLD, HelpTest  # noqa: E402


class Assistance(HelpTest):
    def test_no_is_an_answer_and_the_citizen_goes_on_alone(self):
        entry = self.begin()
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(asked), "declined")
        self.citizen.sees("entry")
        self.assertEqual(self.stage.picture()["clerk"], "")
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.assertEqual(self.details("consent-answered"), ["declined"])
        self.assertNotIn("assistance-ended", self.events())

    def test_a_yes_lets_one_clerk_help_with_one_attempt_and_is_asked_about_afterwards(self):
        entry = self.begin()
        asked = self.app.assist()
        self.agree()
        self.assertEqual(self.app.outcome(asked), "agreed")
        picture = self.citizen.sees("entry")
        self.assertEqual(picture["clerk"], "clerk-01")
        self.assertGreater(picture["seconds_left"], 30)
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.citizen.sees("assistance-over")
        self.citizen.touches("yes")
        self.citizen.sees("change-offer")
        self.citizen.touches("yes")
        self.app.until(lambda: "change-wanted" in self.app.words(), 10, "the wish to change the PIN")
        number = self.close_with_receipt()
        order = ["assistance-requested", "consent-shown", "consent-answered", "pin-attempt", "pin-outcome",
                 "assistance-ended", "assistance-reviewed", "change-answered", "receipt-issued", "session-ended"]
        events = [event for event in self.events() if event in order]
        self.assertEqual(events, order)
        self.assertEqual(self.details("assistance-ended"), ["attempted"])
        self.assertEqual(self.details("assistance-reviewed"), ["agreed"])
        self.assertEqual(self.details("change-answered"), ["accepted"])
        self.assertEqual([r["receipt"] for r in self.records_of("receipt-issued")], [number])
        self.assertEqual(self.app.words(), ["asking", "agreed", "ended", "change-wanted"])

    def test_the_record_of_a_question_names_the_text_that_was_on_the_glass(self):
        self.begin()
        self.app.assist()
        self.citizen.sees("consent")
        self.app.until(lambda: self.records_of("consent-shown"), 10, "the record of the question")
        record = self.records_of("consent-shown")[0]
        self.assertEqual((record["clerk"], record["reason"], record["help"], record["language"], record["seconds"]),
                         ("clerk-01", "unsteady-hand", "types-for-citizen", "ja", 60))
        self.assertEqual(len(record["text"]), 44)

    def test_a_touch_is_no_yes_and_nor_is_what_was_held_too_short_or_too_early(self):
        self.begin()
        asked = self.app.assist()
        picture = self.citizen.sees("consent")
        self.assertFalse(picture["can_confirm"])
        x, y = self.citizen.place_of("yes", picture)
        self.citizen.link.down(x, y)  # before it can be read, and it stays
        self.app.until(lambda: self.stage.picture().get("can_confirm"), 20, "time to read")
        time.sleep(HOLD + 0.5)
        self.assertEqual(self.stage.picture()["scene"], "consent")
        self.citizen.link.up()
        self.citizen.link.tap(x, y, hold=0.2)
        self.citizen.link.tap(x, y, hold=HOLD / 2)
        time.sleep(0.3)
        self.assertEqual(self.stage.picture()["scene"], "consent")
        self.assertFalse(asked.done)
        self.assertEqual(self.records_of("consent-answered"), [])
        self.citizen.link.down(x, y)
        self.app.until(lambda: self.stage.picture().get("scene") == "entry", 20, "the yes that was held")
        self.citizen.link.up()
        self.assertEqual(self.app.outcome(asked), "agreed")

    def test_what_was_typed_is_wiped_before_the_question(self):
        self.begin()
        self.citizen.types("12")
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(asked), "declined")
        self.assertEqual(self.citizen.sees("entry")["dots"], 0)

    def test_withdrawn_in_the_middle_of_the_fourth_digit(self):
        entry = self.begin()
        asked = self.app.assist()
        self.agree()
        self.assertEqual(self.app.outcome(asked), "agreed")
        self.citizen.sees("entry")
        self.citizen.types("123")
        self.citizen.link.down(*self.citizen.place_of("4"))  # the fourth is under the finger
        time.sleep(0.05)
        self.citizen.link.up()
        self.citizen.touches("withdraw")
        self.app.until(lambda: "ended" in self.app.words(), 10, "the end of the help")
        self.app.until(lambda: self.stage.picture().get("helped"), 10, "the panel to say so")
        self.assertEqual((self.stage.picture()["dots"], self.stage.picture()["clerk"]), (0, ""))
        self.assertEqual(self.details("assistance-ended"), ["withdrawn"])
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.citizen.sees("assistance-over")
        self.citizen.touches("not-asked")
        self.close_with_receipt()
        self.assertEqual(self.details("assistance-reviewed"), ["not-asked"])
        self.assertEqual(self.verifies(), ["00200080" + "04" + "31323334"])

    def test_another_clerk_after_the_yes_is_another_question(self):
        self.begin()
        first = self.app.assist("clerk-01")
        self.agree()
        self.assertEqual(self.app.outcome(first), "agreed")
        self.citizen.sees("entry")
        self.citizen.types("12")
        second = self.app.assist("clerk-02")
        picture = self.citizen.sees("consent")
        self.assertEqual(picture["clerk"], "clerk-02")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(second), "declined")
        picture = self.citizen.sees("entry")
        self.assertEqual((picture["dots"], picture["clerk"]), (0, ""))
        self.assertEqual(self.details("assistance-ended"), ["clerk-changed"])
        self.assertEqual([r["clerk"] for r in self.records_of("assistance-ended")], ["clerk-01"])

    def test_two_clerks_ask_at_once_and_the_question_stays_the_first_one_s(self):
        self.begin()
        first = self.app.assist("clerk-01")
        second = self.app.assist("clerk-02")
        self.assertEqual(self.app.outcome(second), "Busy")
        self.assertEqual(self.citizen.sees("consent")["clerk"], "clerk-01")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(first), "declined")
        refused = self.records_of("assistance-refused")
        self.assertEqual([(r["clerk"], r["detail"]) for r in refused], [("clerk-02", "busy")])

    def test_the_panel_goes_while_the_question_is_up(self):
        entry = self.begin()
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.citizen.unplugs()
        self.assertEqual(self.app.outcome(asked), "interrupted")
        self.assertEqual(self.app.outcome(entry), "out-of-service")
        self.assertEqual(self.details("consent-answered"), ["interrupted"])
        self.assertEqual(self.verifies(), [])

    def test_a_ledger_that_cannot_write_the_yes_lets_nobody_help(self):
        entry = self.begin()
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.app.until(lambda: self.stage.picture().get("can_confirm"), 20, "time to read")
        self.stage.processes["ledger"].send_signal(signal.SIGSTOP)
        self.addCleanup(self.stage.processes["ledger"].send_signal, signal.SIGCONT)
        self.hold_yes()
        self.assertEqual(self.app.outcome(asked, 20), "interrupted")
        self.assertEqual(self.app.outcome(entry, 20), "out-of-service")
        self.assertNotIn("agreed", self.app.words())
        self.citizen.sees("out-of-service", "interrupted", seconds=20)

    def test_stop_ends_the_question_and_everything_else(self):
        entry = self.begin()
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.citizen.touches("stop")
        self.assertEqual(self.app.outcome(asked), "stopped")
        self.assertEqual(self.app.outcome(entry), "stopped")
        self.assertEqual(self.details("consent-answered"), ["stopped"])

    def test_the_app_cannot_skip_the_question_afterwards_by_closing(self):
        entry = self.begin()
        asked = self.app.assist()
        self.agree()
        self.app.outcome(asked)
        self.citizen.sees("entry")
        self.type_and_confirm("1234")
        self.assertEqual(self.app.outcome(entry), "verified")
        closing = self.app.close()
        self.citizen.sees("assistance-over")
        self.citizen.touches("no")
        self.citizen.sees("change-offer")
        self.citizen.touches("no")
        self.citizen.sees("receipt")
        self.app.outcome(closing)
        self.assertEqual(self.details("assistance-reviewed"), ["not-agreed"])
        self.assertEqual(self.details("change-answered"), ["declined"])

    def test_help_is_asked_for_only_when_there_is_something_to_help_with(self):
        self.app.open()
        self.assertEqual(self.app.outcome(self.app.assist()), "NoEntry")
        self.assertEqual(self.app.outcome(self.app.assist(clerk="clerk-99")), "UnknownChoice")

    def test_the_question_waits_until_the_panel_is_proven(self):
        self.app.open()
        self.app.enter()
        self.citizen.sees("explain")
        asked = self.app.assist()
        time.sleep(0.5)
        self.assertEqual(self.stage.picture()["scene"], "explain")
        self.citizen.starts()
        self.citizen.sees("consent")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(asked), "declined")

    def test_who_asked_can_take_it_back(self):
        self.begin()
        asked = self.app.assist()
        self.citizen.sees("consent")
        self.app.until(lambda: self.records_of("consent-shown"), 10, "the record of the question")
        self.app.end_assistance()
        self.assertEqual(self.app.outcome(asked), "withdrawn")
        self.citizen.sees("entry")


if __name__ == "__main__":
    unittest.main()
