"""What a caller can ask and what it gets back."""

import os
import unittest

from fixture import (ACCESS_DENIED, ASKED, CALLER_LEFT, CALLER_LEFT_REASON, COUNTER, COUNTER_PATH, ERROR, SESSION,
                     VERIFIED, WITHDRAWN, WRONG, Counter, path_of, serve)


LANGUAGES = ("ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil")


class CounterOfLanguages(Counter):
    """Its policy has a language for one procedure."""

    def policy(self):
        policy = super().policy()
        procedures = policy / "procedures.toml"
        name = 'name = "pin-change"'
        procedures.write_text(procedures.read_text().replace(name, f'{name}\nlanguage = "vi"'))
        return policy


class Calls(unittest.TestCase):
    def setUp(self):
        self.counter = Counter().__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault

    def open_session(self, client, procedure=""):
        opening = client.open_session(procedure)
        session = self.vault.open()
        self.assertEqual(opening.answer(), path_of(session))
        return session, path_of(session)

    def test_outcome_is_the_reply_to_the_caller(self):
        client = self.counter.client()
        session, path = self.open_session(client)
        kind = self.counter.kind()
        for number, word in ((VERIFIED, "verified"), (WRONG, "wrong"), (WITHDRAWN, "withdrawn")):
            entering = client.enter_pin(path, kind)
            request = self.vault.expect("FrontEnterPin")
            self.assertEqual((request["session"], request["pin_kind"]), (session, kind))
            self.vault.end_entry(request, number)
            self.assertEqual(entering.answer(), word)

    def test_open_carries_user_procedure_and_language(self):
        client = self.counter.client()
        opening = client.open_session("", "en")
        request = self.vault.expect("FrontOpenSession")
        self.assertEqual(request["caller_uid"], os.getuid())
        self.assertEqual((request["procedure"], request["language"]), ("", 2))
        self.vault.send("VaultAnswerOpen", request=request["request"], session=bytes(16), answer=1)
        self.assertEqual(opening.answer(), ERROR + "Busy")

    def test_the_language_is_the_callers_else_the_procedures_else_japanese(self):
        with CounterOfLanguages() as counter:
            client = counter.client()
            wanted = [("pin-change", tag, tag) for tag in LANGUAGES]
            wanted += [("pin-change", "", "vi"), ("pin-reset", "", "ja"), ("", "", "ja")]
            for procedure, asked, language in wanted:
                opening = client.open_session(procedure, asked)
                request = counter.vault.expect("FrontOpenSession")
                self.assertEqual((request["procedure"], LANGUAGES[request["language"]]), (procedure, language))
                counter.vault.send("VaultAnswerOpen", request=request["request"], session=bytes(16), answer=1)
                self.assertEqual(opening.answer(), ERROR + "Busy")

    def test_vault_refusals_become_named_errors(self):
        client = self.counter.client()
        for answer, name in ((1, "Busy"), (2, "OutOfService"), (3, "UnknownProcedure")):
            opening = client.open_session()
            request = self.vault.expect("FrontOpenSession")
            self.vault.send("VaultAnswerOpen", request=request["request"], session=bytes(16), answer=answer)
            self.assertEqual(opening.answer(), ERROR + name)
        _, path = self.open_session(client)
        kind = self.counter.kind()
        for answer, name in ((1, "Busy"), (2, "UnknownPinKind"), (3, "NoSession")):
            entering = client.enter_pin(path, kind)
            self.vault.end_entry(self.vault.expect("FrontEnterPin"), answer=answer)
            self.assertEqual(entering.answer(), ERROR + name)
        for answer, name in ((1, "CommandRefused"), (2, "Busy"), (3, "NoCard"), (4, "NoSession"), (5, "Failed")):
            sending = client.send_command(path, b"\x00\xb0\x00\x00\x00")
            request = self.vault.expect("FrontSendCommand")
            self.vault.send("VaultAnswerCommand", session=request["session"], request=request["request"], size=0,
                            answer=answer, apdu=b"")
            self.assertEqual(sending.answer(), ERROR + name)

    def test_command_goes_through_byte_for_byte(self):
        client = self.counter.client()
        _, path = self.open_session(client)
        for apdu in (b"\x00\xb0\x00\x00\x00", bytes(range(256)) + b"\x01\x02\x03\x04\x05", b"\x00"):
            sending = client.send_command(path, apdu)
            request = self.vault.expect("FrontSendCommand")
            self.assertEqual(request["apdu"][:request["size"]], apdu)
            self.vault.send("VaultAnswerCommand", session=request["session"], request=request["request"], size=4,
                            answer=0, apdu=b"\xca\xfe\x90\x00")
            self.assertEqual(bytes(sending.answer()), b"\xca\xfe\x90\x00")

    def test_arguments_out_of_bounds_never_reach_the_vault(self):
        client = self.counter.client()
        for procedure, language, options, name in (
                ("x" * 32, "ja", {}, "TooLarge"), ("x" * 1_000_000, "ja", {}, "TooLarge"),
                ("電子証明書", "ja", {}, "InvalidArgument"), ("a\nb", "ja", {}, "InvalidArgument"),
                ("", "fr", {}, "InvalidArgument"), ("", "ja", {"pin": "1234"}, "InvalidArgument"),
                ("no-such-procedure", "ja", {}, "UnknownProcedure")):
            self.assertEqual(client.open_session(procedure, language, options).answer(), ERROR + name)
        _, path = self.open_session(client)
        for kind, name in (("x" * 32, "TooLarge"), ("kind\x07", "InvalidArgument"), ("", "UnknownPinKind"),
                           ("no-such-kind", "UnknownPinKind")):
            self.assertEqual(client.enter_pin(path, kind).answer(), ERROR + name)
        for apdu, name in ((b"", "InvalidArgument"), (bytes(262), "TooLarge"), (bytes(100_000), "TooLarge")):
            self.assertEqual(client.send_command(path, apdu).answer(), ERROR + name)
        self.vault.expect_nothing()

    def test_progress_and_end_go_to_the_owner_alone(self):
        owner, other = self.counter.client(), self.counter.client()
        other.connection.add_match_string("type='signal'")
        session, path = self.open_session(owner)
        entering = owner.enter_pin(path, self.counter.kind())
        request = self.vault.expect("FrontEnterPin")
        for progress in (0, 1, 2):
            self.vault.send("VaultTellProgress", session=session, progress=progress)
        self.vault.end_entry(request)
        self.vault.end_session(session, 3)
        self.assertEqual(entering.answer(), "verified")
        serve(10, lambda: len(owner.signals) >= 4)
        self.assertEqual(owner.signals, [("Progress", "waiting-for-card"), ("Progress", "entering"),
                                         ("Progress", "needs-help"), ("Ended", "timed-out")])
        self.assertEqual(other.signals, [])

    def test_a_session_is_its_owners_alone(self):
        owner, other = self.counter.client(), self.counter.client()
        _, path = self.open_session(owner)
        self.assertEqual(other.enter_pin(path, self.counter.kind()).answer(), ACCESS_DENIED)
        report = self.vault.expect("FrontReportRefusal")
        self.assertEqual((report["caller_uid"], report["action"]), (os.getuid(), "enter-pin"))
        self.assertEqual(other.send_command(path, b"\x00\xb0\x00\x00\x00").answer(), ACCESS_DENIED)
        self.assertEqual(other.close_session(path).answer(), ACCESS_DENIED)
        self.assertEqual(other.read(path, SESSION, "Procedure").answer(), ACCESS_DENIED)
        self.assertEqual(other.call(path, "org.freedesktop.DBus.Properties", "GetAll", "s", SESSION).answer(),
                         ACCESS_DENIED)
        self.assertEqual(owner.read(path, SESSION, "Procedure").answer(), "")
        report = self.vault.expect("FrontReportRefusal")
        self.assertEqual((report["count"], report["action"]), (2, "several"))

    def test_leaving_the_bus_closes_the_session(self):
        client = self.counter.client()
        session, path = self.open_session(client)
        client.enter_pin(path, self.counter.kind())
        request = self.vault.expect("FrontEnterPin")
        client.leave()
        closing = self.vault.expect("FrontCloseSession")
        self.assertEqual((closing["session"], closing["reason"]), (session, CALLER_LEFT))
        self.vault.end_entry(request, WITHDRAWN)
        self.vault.end_session(session, CALLER_LEFT_REASON)
        self.open_session(self.counter.client())

    def test_leaving_before_the_session_is_open_closes_it(self):
        client = self.counter.client()
        client.open_session()
        request = self.vault.expect("FrontOpenSession")
        client.leave()
        self.counter.kind()  # the leaving has been heard when another call is answered
        session = os.urandom(16)
        self.vault.send("VaultAnswerOpen", request=request["request"], session=session, answer=0)
        closing = self.vault.expect("FrontCloseSession")
        self.assertEqual((closing["session"], closing["reason"]), (session, CALLER_LEFT))
        self.vault.end_session(session, CALLER_LEFT_REASON)
        self.open_session(self.counter.client())

    def test_close_returns_when_the_session_has_ended(self):
        client = self.counter.client()
        session, path = self.open_session(client)
        closing = client.close_session(path)
        self.assertEqual(self.vault.expect("FrontCloseSession")["reason"], ASKED)
        serve(0.3)
        self.assertFalse(closing.done)
        self.assertEqual(client.enter_pin(path, self.counter.kind()).answer(), ERROR + "NoSession")
        self.vault.end_session(session)
        self.assertIsNone(closing.answer())
        self.assertIn("UnknownObject", client.enter_pin(path, "any").answer())

    def test_an_ending_session_answers_its_open_calls(self):
        client = self.counter.client()
        session, path = self.open_session(client)
        entering = client.enter_pin(path, self.counter.kind())
        request = self.vault.expect("FrontEnterPin")
        self.vault.end_session(session, 5)
        self.assertEqual(entering.answer(), ERROR + "NoSession")
        self.vault.end_entry(request)  # late, and of no consequence
        self.open_session(client)

    def test_calls_of_one_caller_are_bounded(self):
        client = self.counter.client()
        calls = [client.open_session() for _ in range(9)]
        requests = [self.vault.expect("FrontOpenSession") for _ in range(8)]
        self.vault.expect_nothing()
        serve(10, lambda: any(call.done for call in calls))
        self.assertEqual([call.value for call in calls if call.done], [ERROR + "Busy"])
        for request in requests:
            self.vault.send("VaultAnswerOpen", request=request["request"], session=bytes(16), answer=1)
        self.assertEqual({call.answer() for call in calls}, {ERROR + "Busy"})

    def test_status_and_devices_are_what_the_vault_said(self):
        client = self.counter.client()
        self.vault.send("VaultTellStatus", service=3, card=2, fault_code=204, panel=2, calibration_wanted=1)
        self.vault.send("VaultTellDevice", slot=0, device=2, state=3, name="ACR39U", place="usb-1.2",
                        reason="does not answer; unplug it and plug it in again")
        listed = []

        def told():
            listed[:] = client.call(COUNTER_PATH, COUNTER, "ListDevices").answer()
            return listed
        serve(10, told)
        self.assertEqual([dict(device) for device in listed],
                         [{"class": "reader", "state": "failed", "name": "ACR39U", "place": "usb-1.2",
                           "reason": "does not answer; unplug it and plug it in again"}])
        values = [client.read(COUNTER_PATH, COUNTER, name).answer()
                  for name in ("State", "Card", "FaultCode", "PanelState", "CalibrationWanted")]
        self.assertEqual(values, ["out-of-service", "present", 204, "recalibrate", True])


if __name__ == "__main__":
    unittest.main()
