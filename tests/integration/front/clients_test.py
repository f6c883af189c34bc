"""The programs that use the bus: tsuitatectl, its completion, and the example of docs/dbus-api.md."""

import json
import re
import shutil
import signal
import subprocess
import time
import unittest
import xml.etree.ElementTree

from fixture import ASKED, BUILD, BUSY, SOURCE, TSUITATECTL, VERIFIED, WITHDRAWN, WRONG, Counter

LANGUAGES = ["ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil"]
COMPLETION = SOURCE / "client" / "tsuitatectl" / "completion.bash"


class WithCounter(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()
        self.counter.__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault

    def run_to_end(self, *arguments):
        return self.ended(self.counter.tsuitatectl(*arguments))

    def ended(self, process):
        out, err = process.communicate(timeout=20)
        return process.returncode, out, err

    def play_entry(self, outcome):
        session = self.vault.open()
        request = self.vault.expect("FrontEnterPin")
        self.vault.send("VaultTellProgress", session=session, progress=0)
        self.vault.send("VaultTellProgress", session=session, progress=1)
        self.vault.end_entry(request, outcome)
        self.assertEqual(self.vault.expect("FrontCloseSession")["reason"], ASKED)
        self.vault.end_session(session)
        return request


class Tsuitatectl(WithCounter):
    def test_enter_prints_the_outcome_and_tells_it_by_its_status(self):
        kind = self.counter.kind()
        for outcome, word, status in ((VERIFIED, "verified", 0), (WRONG, "wrong", 1), (2, "locked", 1)):
            process = self.counter.tsuitatectl("enter", kind, "--language", "en")
            self.assertEqual(self.play_entry(outcome)["pin_kind"], kind)
            code, out, err = self.ended(process)
            self.assertEqual((code, out), (status, word + "\n"))
            self.assertEqual(err.splitlines(), ["waiting for a card", "the citizen enters the PIN"])

    def test_enter_in_json(self):
        process = self.counter.tsuitatectl("--json", "enter", self.counter.kind())
        self.play_entry(VERIFIED)
        self.assertEqual(json.loads(self.ended(process)[1]), {"outcome": "verified"})

    def asks_with(self, *arguments):
        """Starts tsuitatectl with a question for the citizen; (process, session, entry, question)."""
        process = self.counter.tsuitatectl(*arguments)
        session = self.vault.open()
        entry = self.vault.expect("FrontEnterPin")
        question = self.vault.expect("FrontAnnounceObserver" if "observer" in arguments else "FrontRequestAssistance")
        return process, session, entry, question

    def finish(self, session, entry, outcome=VERIFIED, news=(), number="7Q4K-M2XD"):
        self.vault.end_entry(entry, outcome)
        self.assertEqual(self.vault.expect("FrontCloseSession")["reason"], ASKED)
        for word in news:
            self.vault.tell(session, word)
        self.vault.send("VaultTellReceipt", session=session, number=number)
        self.vault.end_session(session)

    ASSIST = ("assist", "user-authentication", "clerk-01", "hard-to-see", "points-at-keys")

    def test_assist_waits_for_the_citizens_answer_and_tells_the_news(self):
        process, session, entry, question = self.asks_with(*self.ASSIST)
        self.assertEqual((question["clerk"], question["reason"], question["help"]), self.ASSIST[2:])
        self.vault.tell(session, "asking")
        self.vault.answer_assistance(question, "agreed")
        self.vault.tell(session, "agreed", seconds=90)
        self.vault.tell(session, "tries-shown", tries=2)
        self.vault.tell(session, "ended")
        self.finish(session, entry, news=["change-wanted"])
        code, out, err = self.ended(process)
        self.assertEqual((code, out), (0, "assistance: agreed\noutcome: verified\nreceipt: 7Q4K-M2XD\n"), err)
        self.assertEqual(err.splitlines(), ["asked: the question is on the panel", "agreed: 90 s", "tries left: 2",
                                            "ended: the help is over", "the citizen wishes to change this PIN"])

    def test_assist_in_json(self):
        process, session, entry, question = self.asks_with("--json", *self.ASSIST)
        self.vault.answer_assistance(question, "agreed")
        self.vault.tell(session, "agreed", seconds=90)
        self.finish(session, entry, WRONG)
        code, out, _ = self.ended(process)
        self.assertEqual([json.loads(line) for line in out.splitlines()],
                         [{"assistance": "agreed"}, {"news": "agreed", "seconds": 90}, {"outcome": "wrong"},
                          {"receipt": "7Q4K-M2XD"}])
        self.assertEqual(code, 1)

    def test_a_no_has_a_status_of_its_own_and_the_citizen_goes_on(self):
        for word in ("declined", "unanswered", "withdrawn"):
            process, session, entry, question = self.asks_with(*self.ASSIST)
            self.vault.answer_assistance(question, word)
            self.finish(session, entry)
            code, out, _ = self.ended(process)
            self.assertEqual((code, out.splitlines()[:2]), (8, [f"assistance: {word}", "outcome: verified"]))
        for word, status in (("accepted", 0), ("declined", 8), ("later", 8)):
            process, session, entry, question = self.asks_with("observer", "user-authentication", "supervisor")
            self.assertEqual(question["role"], "supervisor")
            self.vault.answer_observer(question, word)
            self.finish(session, entry)
            code, out, _ = self.ended(process)
            self.assertEqual((code, out.splitlines()[0]), (status, f"observer: {word}"))

    def test_a_question_that_cannot_be_put_ends_the_entry(self):
        process = self.counter.tsuitatectl("assist", "user-authentication", "nobody", "hard-to-see", "points-at-keys")
        session = self.vault.open()
        entry = self.vault.expect("FrontEnterPin")
        self.vault.expect("FrontCloseSession")
        self.vault.end_entry(entry, WITHDRAWN)
        self.vault.end_session(session)
        code, out, err = self.ended(process)
        self.assertEqual((code, out), (2, ""))
        self.assertIn("no such clerk", err)
        process, session, entry, question = self.asks_with(*self.ASSIST)
        self.vault.answer_assistance(question, answer=1)
        self.vault.expect("FrontCloseSession")
        self.vault.end_entry(entry, WITHDRAWN)
        self.vault.end_session(session)
        self.assertEqual(self.ended(process)[:2], (5, ""))

    def test_a_question_that_came_too_early_is_put_again(self):
        process, session, entry, question = self.asks_with(*self.ASSIST)
        self.vault.answer_assistance(question, answer=2)  # NoEntry
        self.vault.expect_nothing()
        self.vault.send("VaultTellProgress", session=session, progress=1)
        self.vault.answer_assistance(self.vault.expect("FrontRequestAssistance"), "declined")
        self.finish(session, entry)
        self.assertEqual(self.ended(process)[0], 8)

    def test_the_end_waits_for_the_citizen_longer_than_a_usual_call(self):
        process, session, entry, question = self.asks_with(*self.ASSIST)
        self.vault.answer_assistance(question, "agreed")
        self.vault.end_entry(entry)
        self.vault.expect("FrontCloseSession")
        self.vault.expect_nothing(1)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.ended(process)[0], 130)
        self.vault.end_session(session)

    def test_interruption_while_the_question_is_up_closes_the_session(self):
        process, session, entry, question = self.asks_with(*self.ASSIST)
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.vault.expect("FrontCloseSession")["session"], session)
        self.vault.answer_assistance(question, "withdrawn")
        self.vault.end_entry(entry, WITHDRAWN)
        self.vault.end_session(session)
        self.assertEqual(self.ended(process)[0], 130)

    def test_choices_are_listed_by_what_they_are(self):
        lines = self.run_to_end("choices", "--language", "en")[1].splitlines()
        self.assertIn("reason hard-to-see: the screen is hard to see", lines)
        self.assertIn("observer supervisor: the section chief", lines)
        told = [json.loads(line) for line in self.run_to_end("--json", "choices")[1].splitlines()]
        self.assertEqual([one["name"] for one in told if one["list"] == "clerk"], ["clerk-01", "clerk-02", "clerk-03"])

    def test_a_pin_is_described_from_the_policy_that_checks_it(self):
        told = {one["name"]: one for one in map(json.loads, self.run_to_end("--json", "describe")[1].splitlines())}
        self.assertEqual(sorted(told), sorted(self.run_to_end("kinds")[1].split()))
        pin = told["signature"]
        self.assertEqual((pin["slip-number"], pin["min-length"], pin["max-length"], pin["max-tries"]), (1, 6, 16, 5))
        self.assertEqual(pin["characters"], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        self.assertIs(pin["needs-letter-and-digit"], True)
        self.assertEqual((pin["alphabet"], pin["characters-since"]), ("capitals-and-digits", "2016-01"))
        self.assertEqual(told["user-authentication"]["characters"], "0123456789")
        self.assertIs(told["user-authentication"]["needs-letter-and-digit"], False)
        self.assertIn("\u7f72\u540d", pin["title"])
        code, out, err = self.run_to_end("describe", "signature", "--language", "en")
        self.assertEqual((code, err), (0, ""))
        for words in ("PIN of the signature certificate", "number on the slip: 1", "length: 6 to 16", "2016-01",
                      "locks after: 5", "the JPKI portal site", "convenience store", "stays valid"):
            self.assertIn(words, out)
        titles = set()
        for language in LANGUAGES:
            out = self.run_to_end("--json", "describe", "signature", "--language", language)[1]
            titles.add(json.loads(out)["title"])
        self.assertEqual(len(titles), 8)
        self.assertIn("Mã PIN chứng nhận điện tử để ký", titles)
        self.assertEqual(self.run_to_end("describe", "no-such-pin")[:2], (2, ""))
        self.assertEqual(self.run_to_end("describe", "x" * 40)[0], 2)
        self.assertEqual(self.run_to_end("describe", "signature", "--language", "fr")[0], 2)

    def test_interruption_closes_the_session(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.counter.tsuitatectl("enter", self.counter.kind())
            session = self.vault.open()
            request = self.vault.expect("FrontEnterPin")
            process.send_signal(number)
            closing = self.vault.expect("FrontCloseSession")
            self.assertEqual((closing["session"], closing["reason"]), (session, ASKED))
            self.vault.end_entry(request, WITHDRAWN)
            self.vault.end_session(session)
            self.assertEqual(self.ended(process)[0], 130)

    def test_status_devices_and_kinds(self):
        self.vault.send("VaultTellStatus", service=3, card=1, fault_code=12, panel=1, calibration_wanted=0)
        self.vault.send("VaultTellDevice", slot=3, device=0, state=1, name="ELO 2094L", place="usb-1.1", reason="")
        kinds = [self.counter.kind()]
        self.assertEqual(self.run_to_end("status")[:2],
                         (0, "state out-of-service, card absent, fault 12 (see tsuitatectl devices), panel advise "
                             "(see tsuitatectl health)\n"))
        status = json.loads(self.run_to_end("status", "--json")[1])
        self.assertEqual((status["state"], status["card"], status["fault-code"]), ("out-of-service", "absent", 12))
        nobody = "/nowhere/status.json"
        status, said = self.run_to_end("health", "--courier-status", nobody)[:2]
        self.assertEqual(status, 7)
        self.assertIn("counter: out-of-service, fault 12", said)
        self.assertIn("witnesses: none are asked", said)
        self.assertEqual(self.run_to_end("devices")[:2], (0, "panel: ready, ELO 2094L at usb-1.1\n"))
        self.assertEqual(json.loads(self.run_to_end("--json", "devices")[1])["place"], "usb-1.1")
        self.assertEqual(self.run_to_end("kinds")[1].splitlines()[:1], kinds)

    def panel(self, state=0):
        self.vault.send("VaultTellStatus", service=1, card=1, fault_code=0, panel=state, calibration_wanted=0)

    def health(self, *arguments):
        return self.run_to_end("health", "--courier-status", "/nowhere/status.json", *arguments)

    def test_health_says_how_the_panel_answers(self):
        for state, words, status in ((0, "answers where it is touched", 0), (1, "works, but look at it", 7),
                                     (2, "answers beside what is touched", 7), (3, "is faulty", 7)):
            self.panel(state)
            code, out, _ = self.health()
            self.assertEqual(code, status, out)
            self.assertIn(f"panel: {words}", out)
            line = [json.loads(line) for line in self.health("--json")[1].splitlines() if '"panel"' in line][0]
            self.assertEqual(line["well"], state == 0)

    def test_health_draws_the_drift_over_the_weeks(self):
        self.panel()
        plot, page = self.counter.directory / "drift.svg", self.counter.directory / "maker.html"
        log = self.counter.directory / "log"
        self.make_log(log)
        self.assertEqual(self.health("--plot", plot)[0], 1, "nothing is there to plot")
        self.assertFalse(plot.exists())
        self.assertIn("no figures yet", self.health("--drift")[1])
        shutil.rmtree(log)
        self.make_log("--panel", log)
        self.vault.send("VaultTellDevice", slot=3, device=0, state=1, name="ELO 2094L", place="pci/usb1/1-1", reason="")
        code, out, err = self.health("--drift", "--plot", plot, "--vendor-report", page, "--language", "en")
        self.assertEqual((code, err), (0, ""), out)
        self.assertIn("▲ calibrated", out)
        self.assertEqual(xml.etree.ElementTree.parse(plot).getroot().tag, "{http://www.w3.org/2000/svg}svg")
        self.assertIn("ELO 2094L", page.read_text())
        self.assertIn('lang="en"', page.read_text())
        self.assertIn("タッチパネル", self.vendor_page_in("ja"))
        nowhere = self.counter.directory / "no-such-folder" / "drift.svg"
        code, _, err = self.health("--plot", nowhere)
        self.assertEqual(code, 6)
        self.assertIn(f"cannot write {nowhere}", err)

    @staticmethod
    def make_log(*arguments):
        origin, yesterday = "counter1.example/log", int(time.time()) - 24 * 60 * 60
        subprocess.run([BUILD / "tests/audit/tsuitate-make-log", *arguments, "600", "1", origin, str(yesterday)], check=True,
                       capture_output=True)

    def vendor_page_in(self, language):
        page = self.counter.directory / f"maker-{language}.html"
        self.assertEqual(self.health("--vendor-report", page, "--language", language)[0], 0)
        return page.read_text()

    def test_watch_prints_each_change_until_interrupted(self):
        process = self.counter.tsuitatectl("watch")
        self.assertEqual(process.stdout.readline(), "state ready, card absent\n")
        self.vault.send("VaultTellStatus", service=BUSY, card=2, fault_code=0, panel=0, calibration_wanted=0)
        self.assertEqual(process.stdout.readline(), "state busy, card present\n")
        self.vault.send("VaultTellStatus", service=1, card=1, fault_code=0, panel=2, calibration_wanted=1)
        self.assertEqual(process.stdout.readline(), "state ready, card absent, panel recalibrate (see tsuitatectl "
                                                    "health), a calibration is asked for at the panel\n")
        process.send_signal(signal.SIGINT)
        self.assertEqual(self.ended(process)[0], 0)

    def test_watch_says_when_the_service_leaves(self):
        process = self.counter.tsuitatectl("watch")
        process.stdout.readline()
        self.counter.front.terminate()
        self.assertEqual(self.ended(process)[0], 3)

    def test_a_service_that_dies_under_an_entry_is_not_reachable(self):
        process = self.counter.tsuitatectl("enter", self.counter.kind())
        self.vault.open()
        self.vault.expect("FrontEnterPin")
        self.counter.front.kill()
        self.assertEqual(self.ended(process)[0], 3)

    def test_exit_statuses(self):
        self.assertEqual(self.run_to_end()[0], 2)
        self.assertEqual(self.run_to_end("enter")[0], 2)
        self.assertEqual(self.run_to_end("enter", "signature", "--language", "fr")[0], 2)
        self.assertEqual(self.run_to_end("enter", "signature", "--procedure", "no-such-procedure")[0], 2)
        self.assertEqual(self.run_to_end("--help")[0], 0)
        self.assertEqual(self.run_to_end("--version")[0], 0)
        process = self.counter.tsuitatectl("enter", self.counter.kind())
        request = self.vault.expect("FrontOpenSession")
        self.vault.send("VaultAnswerOpen", request=request["request"], session=bytes(16), answer=1)
        self.assertEqual(self.ended(process)[0], 5)
        process = self.counter.tsuitatectl("enter", "no-such-kind")
        session = self.vault.open()
        self.vault.expect("FrontCloseSession")
        self.vault.end_session(session)
        self.assertEqual(self.ended(process)[0], 2)
        self.counter.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
        self.assertEqual(self.run_to_end("status")[0], 3)

    def test_completion_offers_the_kinds_of_the_service(self):
        script = (f'source "{COMPLETION}"; tsuitatectl() {{ "{TSUITATECTL}" "$@"; }}; COMP_WORDS=(tsuitatectl enter "")'
                  '; COMP_CWORD=2; _tsuitatectl tsuitatectl "" enter; printf "%s\\n" "${COMPREPLY[@]}"')
        completed = subprocess.run(["bash", "-c", script], env=self.counter.environment, capture_output=True,
                                   text=True, timeout=20)
        self.assertEqual(completed.stdout.split(), self.run_to_end("kinds")[1].split(), completed.stderr)

    def test_completion_offers_the_choices_of_the_service(self):
        names = {what: [json.loads(line)["name"] for line in self.run_to_end("--json", "choices")[1].splitlines()
                        if json.loads(line)["list"] == what] for what in ("clerk", "reason", "help", "observer")}
        for words, wanted in (("assist k", "clerk"), ("assist k c", "reason"), ("assist --language ja k c r", "help"),
                              ("observer k", "observer")):
            script = (f'source "{COMPLETION}"; tsuitatectl() {{ "{TSUITATECTL}" "$@"; }}; '
                      f'COMP_WORDS=(tsuitatectl {words} ""); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); '
                      f'_tsuitatectl tsuitatectl "" {words.split()[-1]}; printf "%s\\n" "${{COMPREPLY[@]}}"')
            completed = subprocess.run(["bash", "-c", script], env=self.counter.environment, capture_output=True,
                                       text=True, timeout=20)
            self.assertEqual(completed.stdout.split(), names[wanted], completed.stderr)


    def test_completion_offers_the_kinds_for_a_description_and_a_sheet(self):
        kinds = self.run_to_end("kinds")[1].split()
        for words, wanted in (("describe", kinds), ("leaflet --kind", kinds), ("leaflet --lang", LANGUAGES),
                              ("enter k --language", LANGUAGES), ("health --language", ["ja", "en"])):
            script = (f'source "{COMPLETION}"; tsuitatectl() {{ "{TSUITATECTL}" "$@"; }}; '
                      f'COMP_WORDS=(tsuitatectl {words} ""); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); '
                      f'_tsuitatectl tsuitatectl "" {words.split()[-1]}; printf "%s\\n" "${{COMPREPLY[@]}}"')
            completed = subprocess.run(["bash", "-c", script], env=self.counter.environment, capture_output=True,
                                       text=True, timeout=20)
            self.assertEqual(completed.stdout.split(), wanted, completed.stderr)


class Documentation(WithCounter):
    def test_example_of_the_page_runs(self):
        page = (SOURCE / "docs" / "dbus-api.md").read_text()
        (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
        self.assertLessEqual(len(example.splitlines()), 30)
        program = subprocess.Popen(["/usr/bin/python3", "-c", example], env=self.counter.environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        session = self.vault.open()
        self.vault.end_entry(self.vault.expect("FrontEnterPin"))
        request = self.vault.expect("FrontSendCommand")
        self.vault.send("VaultAnswerCommand", session=session, request=request["request"], size=2, answer=0,
                        apdu=b"\x90\x00")
        self.vault.expect("FrontCloseSession")
        self.vault.end_session(session)
        code, out, err = self.ended(program)
        self.assertEqual((code, out.splitlines()[1:]), (0, ["outcome: verified", "card: 9000"]), err)


if __name__ == "__main__":
    unittest.main()
