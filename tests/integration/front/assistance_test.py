"""Requests of clerks and observers: what a caller can ask, and that nothing on the bus answers for the citizen."""

import pathlib
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from fixture import (ACCESS_DENIED, BUILD, CALLER_LEFT, CALLER_LEFT_REASON, CONSENT_ANSWERS, COUNTER_PATH, COUNTER, ERROR,
                     NEWS, OBSERVER_ANSWERS, SESSION, SOURCE, Counter, path_of, serve)

# Every method of the service, on every object, with what a caller can put into it. None of them can give a consent,
# accept an observer or answer any other question for the citizen:
#   - a clerk, a reason, a help, a role, a procedure and a kind are names of the policy's lists: they say what is asked,
#     and are refused when the policy does not have them;
#   - EndAssistance, ObserverLeft and Close take nothing, and can only end what was asked or agreed;
#   - SendCommand reaches the card, not the panel; Calibrate asks somebody before the panel to touch points;
#   - PermitReport has two days recorded, and nothing else comes of it;
#   - the others read.
# A method that is added must be added here, and this sentence must still be true of it.
METHODS = {
    ("org.tsuitate.Counter1", "OpenSession"): ["procedure", "language", "options"],
    ("org.tsuitate.Counter1", "ListPinKinds"): [],
    ("org.tsuitate.Counter1", "DescribePin"): ["kind", "language"],
    ("org.tsuitate.Counter1", "ListAssistance"): ["language"],
    ("org.tsuitate.Counter1", "ListDevices"): [],
    ("org.tsuitate.Counter1", "ListPanelHistory"): [],
    ("org.tsuitate.Counter1", "Calibrate"): ["tool", "points", "language"],
    ("org.tsuitate.Session1", "EnterPin"): ["kind"],
    ("org.tsuitate.Session1", "SendCommand"): ["command"],
    ("org.tsuitate.Session1", "Close"): [],
    ("org.tsuitate.Session1", "RequestAssistance"): ["clerk", "reason", "help"],
    ("org.tsuitate.Session1", "EndAssistance"): [],
    ("org.tsuitate.Session1", "AnnounceObserver"): ["role"],
    ("org.tsuitate.Session1", "ObserverLeft"): [],
    ("org.tsuitate.Audit1", "Query"): ["from", "to", "session", "limit"],
    ("org.tsuitate.Audit1", "Prove"): ["sequence"],
    ("org.tsuitate.Audit1", "PermitReport"): ["first_day", "last_day"],
}
# Of D-Bus itself: they read, and no property can be written.
STANDARD = {
    ("org.freedesktop.DBus.Peer", "Ping"), ("org.freedesktop.DBus.Peer", "GetMachineId"),
    ("org.freedesktop.DBus.Introspectable", "Introspect"),
    ("org.freedesktop.DBus.Properties", "Get"), ("org.freedesktop.DBus.Properties", "GetAll"),
    ("org.freedesktop.DBus.Properties", "Set"),
    ("org.freedesktop.DBus.ObjectManager", "GetManagedObjects"),
}
# All that the roles can be told on the command line.
OPTIONS = {
    "daemon/vault/tsuitate-vault": {"--help", "--version", "--policy"},
    "daemon/screen/tsuitate-screen": {"--help", "--version", "--policy", "--vault", "--card", "--connector"},
    "daemon/voice/tsuitate-voice": {"--help", "--version", "--policy", "--vault", "--clips", "--render"},
    "daemon/ledger/tsuitate-ledger": {"--help", "--version", "--directory", "--vault", "--origin", "--epoch",
                                      "--policy", "--erase-before", "--rule", "--officer"},
    "daemon/front/tsuitate-front": {"--help", "--version", "--policy", "--log", "--vault"},
}


class WithSession(unittest.TestCase):
    def setUp(self):
        self.counter = Counter().__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault
        self.client = self.counter.client()
        opening = self.client.open_session()
        self.session = self.vault.open()
        self.path = path_of(self.session)
        self.assertEqual(opening.answer(), self.path)


class Requests(WithSession):
    def test_names_of_the_policy_reach_the_vault_and_the_answer_comes_back(self):
        for word in CONSENT_ANSWERS:
            asking = self.client.request_assistance(self.path)
            request = self.vault.expect("FrontRequestAssistance")
            self.assertEqual({key: request[key] for key in ("session", "clerk", "reason", "help")},
                             {"session": self.session, "clerk": "clerk-01", "reason": "hard-to-see",
                              "help": "points-at-keys"})
            serve(0.1)
            self.assertFalse(asking.done, "answered before the citizen did")
            self.vault.answer_assistance(request, word)
            self.assertEqual(asking.answer(), word)
        for word in OBSERVER_ANSWERS:
            asking = self.client.announce_observer(self.path)
            request = self.vault.expect("FrontAnnounceObserver")
            self.assertEqual((request["session"], request["role"]), (self.session, "supervisor"))
            self.vault.answer_observer(request, word)
            self.assertEqual(asking.answer(), word)

    def test_a_text_of_the_callers_own_never_reaches_the_citizen(self):
        kinds = (("no-such-name", "UnknownChoice"), ("", "UnknownChoice"), ("x" * 32, "TooLarge"),
                 ("x" * 100_000, "TooLarge"), ("\u8077\u54e1", "InvalidArgument"), ("a\nb", "InvalidArgument"),
                 ("hard-to-see ", "UnknownChoice"))
        for text, error in kinds:
            for arguments in ((text, "hard-to-see", "points-at-keys"), ("clerk-01", text, "points-at-keys"),
                              ("clerk-01", "hard-to-see", text)):
                self.assertEqual(self.client.request_assistance(self.path, *arguments).answer(), ERROR + error, arguments)
            self.assertEqual(self.client.announce_observer(self.path, text).answer(), ERROR + error)
        # A name of one list is none of another.
        self.assertEqual(self.client.request_assistance(self.path, "hard-to-see", "clerk-01").answer(),
                         ERROR + "UnknownChoice")
        self.assertEqual(self.client.announce_observer(self.path, "clerk-01").answer(), ERROR + "UnknownChoice")
        self.vault.expect_nothing()

    def test_refusals_of_the_vault_are_named(self):
        for answer, name in ((1, "Busy"), (2, "NoEntry"), (3, "NoSession")):
            asking = self.client.request_assistance(self.path)
            self.vault.answer_assistance(self.vault.expect("FrontRequestAssistance"), answer=answer)
            self.assertEqual(asking.answer(), ERROR + name)
            asking = self.client.announce_observer(self.path)
            self.vault.answer_observer(self.vault.expect("FrontAnnounceObserver"), answer=answer)
            self.assertEqual(asking.answer(), ERROR + name)

    def test_ending_takes_nothing_and_returns_at_once(self):
        self.assertIsNone(self.client.end_assistance(self.path).answer())
        self.assertEqual(self.vault.expect("FrontEndAssistance")["session"], self.session)
        self.assertIsNone(self.client.observer_left(self.path).answer())
        self.assertEqual(self.vault.expect("FrontObserverLeft")["session"], self.session)

    def test_another_connection_can_ask_and_end_nothing(self):
        other = self.counter.client()
        for call in (other.request_assistance, other.announce_observer, other.end_assistance, other.observer_left):
            self.assertEqual(call(self.path).answer(), ACCESS_DENIED)
        self.assertEqual(self.vault.expect("FrontReportRefusal")["action"], "request-assistance")
        report = self.vault.expect("FrontReportRefusal")
        self.assertEqual((report["action"], report["count"]), ("several", 3))
        self.vault.expect_nothing()

    def test_a_caller_that_leaves_takes_its_question_along(self):
        self.client.request_assistance(self.path)
        request = self.vault.expect("FrontRequestAssistance")
        self.client.leave()
        closing = self.vault.expect("FrontCloseSession")
        self.assertEqual((closing["session"], closing["reason"]), (self.session, CALLER_LEFT))
        self.vault.answer_assistance(request, "interrupted")  # to nobody
        self.vault.end_session(self.session, CALLER_LEFT_REASON)
        self.assertTrue(self.counter.kind(), "the front serves on")

    def test_an_ending_session_answers_its_open_questions(self):
        asking = self.client.request_assistance(self.path)
        announcing = self.client.announce_observer(self.path)
        requests = (self.vault.expect("FrontRequestAssistance"), self.vault.expect("FrontAnnounceObserver"))
        self.vault.end_session(self.session, 5)
        self.assertEqual((asking.answer(), announcing.answer()), (ERROR + "NoSession", ERROR + "NoSession"))
        self.vault.answer_assistance(requests[0], "agreed")  # late, and of no consequence
        self.vault.answer_observer(requests[1], "accepted")
        self.assertTrue(self.counter.kind())

    def test_an_answer_for_another_session_ends_the_front(self):
        asking = self.client.request_assistance(self.path)
        request = self.vault.expect("FrontRequestAssistance")
        self.vault.answer_assistance({**request, "session": bytes(16)}, "agreed")
        self.assertEqual(asking.answer(), ERROR + "Failed")
        self.assertEqual(self.counter.front.wait(10), 1)

    def test_news_and_receipt_go_to_the_owner_alone(self):
        other = self.counter.client()
        other.connection.add_match_string("type='signal'")
        for news in NEWS:
            self.vault.tell(self.session, news, 90 if news == "agreed" else 0, 2 if news == "tries-shown" else 0)
        self.vault.send("VaultTellReceipt", session=self.session, number="7Q4K-M2XD")
        expected = [("Assistance", news, "90" if news == "agreed" else "0", "2" if news == "tries-shown" else "0")
                    for news in NEWS] + [("Receipt", "7Q4K-M2XD")]
        serve(10, lambda: len(self.client.signals) >= len(expected))
        self.assertEqual(self.client.signals, expected)
        self.assertEqual(other.signals, [])

    def test_choices_are_the_policys_in_its_order_and_the_language_asked_for(self):
        told = self.client.call(COUNTER_PATH, COUNTER, "ListAssistance", "s", "en").answer()
        self.assertEqual(set(told), {"clerks", "reasons", "helps", "observers"})
        self.assertEqual([str(name) for name, _ in told["clerks"]], ["clerk-01", "clerk-02", "clerk-03"])
        self.assertIn(("supervisor", "the section chief"), [tuple(map(str, one)) for one in told["observers"]])
        told = self.client.call(COUNTER_PATH, COUNTER, "ListAssistance", "s", "ja").answer()
        self.assertIn(("supervisor", "\u4fc2\u9577"), [tuple(map(str, one)) for one in told["observers"]])
        self.assertEqual(self.client.call(COUNTER_PATH, COUNTER, "ListAssistance", "s", "fr").answer(),
                         ERROR + "InvalidArgument")


class NoYesFromTheBus(WithSession):
    def all_methods(self, path="/"):
        """(interface, method) -> names of what goes in, of this object and all below it."""
        tree = xml.etree.ElementTree.fromstring(self.client.introspect(path))
        found, writable = {}, []
        for interface in tree.iter("interface"):
            for method in interface.iter("method"):
                found[interface.get("name"), method.get("name")] = [
                    argument.get("name") for argument in method.iter("arg") if argument.get("direction", "in") == "in"]
            writable += [one.get("name") for one in interface.iter("property") if one.get("access") != "read"]
        self.assertEqual(writable, [], f"a property that can be written at {path}")
        for node in tree.findall("node"):
            found |= self.all_methods(path.rstrip("/") + "/" + node.get("name"))
        return found

    def test_the_methods_of_all_objects_are_these_and_none_takes_an_answer(self):
        found = self.all_methods()
        self.assertEqual({key: names for key, names in found.items() if key not in STANDARD}, METHODS)
        reached = {interface for interface, _ in found}
        self.assertIn(SESSION, reached, "the walk did not come to the session")

    def test_no_word_of_the_citizen_is_a_method_or_an_argument(self):
        words = ("consent", "agree", "accept", "approve", "answer", "yes", "confirm", "touch", "press", "key", "pin")
        for (interface, method), arguments in self.all_methods().items():
            if (interface, method) in STANDARD:
                continue
            for argument in arguments:
                self.assertNotIn(argument.lower(), words, method)
            if method not in ("EnterPin", "ListPinKinds", "DescribePin"):
                self.assertFalse([word for word in words if word in method.lower()], method)

    def test_guessed_methods_do_not_exist(self):
        for method in ("Consent", "GiveConsent", "Agree", "AcceptObserver", "AnswerAssistance", "Touch"):
            answer = str(self.client.call(self.path, SESSION, method).answer())
            self.assertIn("UnknownMethod", answer)
        self.vault.expect_nothing()

    def test_everything_that_a_caller_can_do_leaves_the_question_open(self):
        asking = self.client.request_assistance(self.path)
        request = self.vault.expect("FrontRequestAssistance")
        second = self.client.request_assistance(self.path, "clerk-02")
        self.vault.answer_assistance(self.vault.expect("FrontRequestAssistance"), answer=1)
        self.assertEqual(second.answer(), ERROR + "Busy")
        self.assertIsNone(self.client.end_assistance(self.path).answer())
        self.assertIsNone(self.client.observer_left(self.path).answer())
        serve(0.3)
        self.assertFalse(asking.done)
        self.vault.answer_assistance(request, "withdrawn")
        self.assertEqual(asking.answer(), "withdrawn")


class NoYesFromElsewhere(unittest.TestCase):
    def test_the_options_of_the_roles_are_these(self):
        for program, options in OPTIONS.items():
            said = subprocess.run([BUILD / program, "--help"], capture_output=True, text=True, timeout=10).stdout
            found = {word.strip("[],|=").split("=")[0] for word in said.split() if word.strip("[,|").startswith("--")}
            self.assertEqual(found, options, said)

    def test_the_environment_variables_that_are_read_are_these(self):
        read = set()
        for folder in ("daemon", "policy"):
            for file in (SOURCE / folder).rglob("*.cpp"):
                text = file.read_text()
                read |= set(re.findall(r'(?:getenv|number_in_environment)\("(\w+)"\)', text))
                self.assertNotRegex(text, r"\benviron\b", file)
        self.assertEqual(read, {"JOURNAL_STREAM", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "NOTIFY_SOCKET",
                                "CREDENTIALS_DIRECTORY"})

    def test_a_policy_key_that_would_give_consent_is_refused(self):
        for file, line in (("assistance.toml", "consent = true"), ("assistance.toml", "assume-yes = true"),
                           ("staff.toml", "consent = true"), ("limits.toml", "consent = true"),
                           ("access.toml", 'consent = "clerk-01"')):
            with self.subTest(file=file, line=line), Counter() as counter:
                policy = counter.directory / "policy"
                changed = counter.directory / "changed"
                shutil.copytree(policy, changed)
                text = (changed / file).read_text()
                (changed / file).write_text(line + "\n" + text)
                said = self.start(counter, changed)
                self.assertNotEqual(said.returncode, 0)
                self.assertIn(file, said.stderr)
                self.assertIn("is not known here", said.stderr)

    @staticmethod
    def start(counter, policy):
        return subprocess.run([BUILD / "daemon/front/tsuitate-front", "--policy", pathlib.Path(policy)],
                              env=counter.environment, capture_output=True, text=True, timeout=10)


if __name__ == "__main__":
    unittest.main()
