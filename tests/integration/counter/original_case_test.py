#!/usr/bin/env python3
"""The case that this program was begun for, played from beginning to end: the panel answers beside its keys; the note
has a sign that no PIN ever had; a clerk comes round and types along; a supervisor stands behind. Then what an
ombudsman gets months later: the log's own answer to each question that could not be answered then."""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from help_theatre import HelpTest  # noqa: E402
from theatre import BUILD, CounterApp, PanelTest, wait_until  # noqa: E402

DRIFT = (12, 4)  # millimetres beside


class OriginalCase(HelpTest):
    def audit(self, *arguments, status=0):
        done = subprocess.run([str(BUILD / "audit/tool/tsuitate-audit"), *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout if status == 0 else done.stderr

    def permit(self, first, last):
        """An officer has it recorded that a detailed report is wanted."""
        done = subprocess.run([str(BUILD / "client/tsuitatectl/tsuitatectl"), "permit-report", first, last],
                              env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.stage.bus_address}, capture_output=True,
                              text=True, timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)

    def drift(self):
        """From now on the panel says every touch beside where it is, whoever touches."""
        told = self.citizen.link.axes
        self.citizen.link.axes = lambda x, y: told(x + DRIFT[0], y + DRIFT[1])

    def the_panel_answers_beside_and_no_try_is_lost(self):
        self.drift()
        self.app.open()
        entry = self.app.enter("signature")
        self.citizen.sees("explain")
        self.citizen.starts()
        self.citizen.sees("panel-refused")
        self.citizen.touches("stop")
        self.assertEqual(self.app.outcome(entry), "stopped")
        self.app.outcome(self.app.close())
        self.app.until(lambda: self.app.state() == "ready", 20, "the counter to be free")

    def a_clerk_adjusts_it(self):
        result, _ = PanelTest.calibrate(Calibrating(self), (0, 0))
        self.assertEqual(result, "done")

    def the_note_has_a_sign_that_no_pin_has(self):
        entry = self.app.enter("signature")
        self.citizen.sees("explain")
        self.citizen.starts()
        picture = self.citizen.sees("entry")
        characters = {target["key"] for target in picture["targets"] if len(target["key"]) == 1}
        self.assertEqual(characters, set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))  # no underscore
        self.citizen.touches("help")
        self.citizen.sees("help")
        self.citizen.touches("call-clerk")
        self.app.until(lambda: "called" in self.app.words(), 10, "the call for a clerk")
        return entry

    def a_supervisor_comes_along(self):
        announced = self.app.announce("supervisor")
        self.citizen.sees("observer-question")
        self.citizen.touches("no")
        self.assertEqual(self.app.outcome(announced), "declined")

    def a_clerk_types_along_with_a_yes(self, entry):
        self.citizen.sees("entry", "call-clerk")
        asked = self.app.assist("clerk-02", "asked-by-citizen", "types-for-citizen")
        self.agree()
        self.assertEqual(self.app.outcome(asked), "agreed")
        self.assertEqual(self.citizen.sees("entry")["clerk"], "clerk-02")
        self.type_and_confirm("ABC123")
        self.assertEqual(self.app.outcome(entry), "verified")
        self.citizen.sees("assistance-over")
        self.citizen.touches("yes")
        self.citizen.sees("change-offer")
        self.citizen.touches("yes")
        return self.close_with_receipt()

    def test_what_could_not_be_answered_then_is_answered_by_the_log(self):
        self.the_panel_answers_beside_and_no_try_is_lost()
        self.a_clerk_adjusts_it()
        self.app.until(lambda: self.app.state() == "ready", 20, "the counter to be free")
        self.app.open()
        entry = self.the_note_has_a_sign_that_no_pin_has()
        self.a_supervisor_comes_along()
        number = self.a_clerk_types_along_with_a_yes(entry)
        self.assertEqual(len(self.verifies()), 1)

        log = str(self.stage.ledger_directory / "log")
        wait_until(lambda: "session-ended" in self.audit("query", "--log", log).splitlines()[-1], 10, "the signed log")
        self.audit("verify", "--log", log)  # nothing is wrong with it, or this fails
        told = json.loads(self.audit("receipt", number, "--log", log, "--json"))
        events = [told["record"]["event"] for told in told["records"]]
        self.assertLess(events.index("consent-answered"), events.index("pin-attempt"))
        for lang, words in (("en", ("clerk-02", "section chief")), ("ja", ("clerk-02", "係長"))):
            story = self.audit("receipt", number, "--log", log, "--lang", lang)
            for word in words:
                self.assertIn(word, story)
        self.the_report_answers(log)

    def the_report_answers(self, log):
        """Was the panel well? Was a try lost? Who helped, and had the citizen agreed? Was an observer declared?"""
        today = datetime.datetime.now(datetime.timezone.utc).date()
        days = [str(today - datetime.timedelta(days=1)), str(today + datetime.timedelta(days=1))]
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "report.html"
            wanted = ["report", "--log", log, "--from", days[0], "--to", days[1], "--lang", "en", "--detailed", "-o", str(page)]
            self.no_page_without_a_record(wanted, page, days, log)
            self.audit(*wanted)
            text = re.sub(r"<[^>]+>", " ", page.read_text())
            record = self.permits(log)[-1]
            self.assertIn(f"record no. {record['sequence']} of this log", text)
            self.assertIn(f"uid {os.getuid()})", text)
        for answer in ("May a clerk help?", "Help by each clerk", "clerk-02", "agreed", "May somebody stand by?", "declined", "calibrat"):
            self.assertIn(answer, text)

    def permits(self, log):
        """The records of the signed log by which a detailed report may be made."""
        lines = self.audit("query", "--log", log, "--event", "report-permitted", "--format", "json").splitlines()
        return [json.loads(line)["record"] for line in lines]

    def no_page_without_a_record(self, wanted, page, days, log):
        """Times and clerks are told only where the log itself says beforehand who wanted to know."""
        refusal = self.audit(*wanted, status=4)
        self.assertIn(f"tsuitatectl permit-report {days[0]} {days[1]}", refusal)
        self.assertFalse(page.exists(), "there is a page nevertheless")
        self.assertEqual(self.permits(log), [])
        self.permit(days[0], days[0])
        wait_until(lambda: len(self.permits(log)) == 1, 10, "the record in the signed log")
        self.audit(*wanted, status=4)  # the record is about other days
        self.assertFalse(page.exists(), "there is a page nevertheless")
        self.permit(*days)
        wait_until(lambda: len(self.permits(log)) == 2, 10, "the record in the signed log")
        record = self.permits(log)[-1]
        self.assertEqual([record[key] for key in ("caller-uid", "first-day", "last-day")], [os.getuid(), *days])
        self.audit("verify", "--log", log)


class Calibrating:
    """A clerk at the panel, for PanelTest.calibrate: another connection asks, since the app's own is turned here."""

    def __init__(self, test):
        self.app, self.citizen, self.stage = CounterApp(test.stage), test.citizen, test.stage
        self.touched = 0


if __name__ == "__main__":
    unittest.main()
