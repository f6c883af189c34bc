"""Whether a caller may is polkit's to say where it is on the bus; a test plays it."""

import unittest

import dbus
import dbus.service

from fixture import ACCESS_DENIED, COUNTER, COUNTER_PATH, Counter, path_of, serve

AUTHORITY = "org.freedesktop.PolicyKit1.Authority"


class Polkit(dbus.service.Object):
    def __init__(self, connection):
        super().__init__(connection, "/org/freedesktop/PolicyKit1/Authority")
        connection.request_name("org.freedesktop.PolicyKit1")
        self.asked, self.allows, self.challenges, self.error = [], True, False, None

    @dbus.service.method(AUTHORITY, in_signature="(sa{sv})sa{ss}us", out_signature="(bba{ss})")
    def CheckAuthorization(self, subject, action, _details, flags, _cancellation):
        self.asked.append((str(subject[0]), str(subject[1]["name"]), str(action), int(flags)))
        if self.error:
            raise dbus.DBusException("trouble", name=self.error)
        return self.allows, self.challenges, {}


class Permission(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()
        self.counter.__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault
        self.polkit = Polkit(self.counter.client().connection)
        self.caller = self.counter.client()

    def list_devices(self):
        return self.caller.call(COUNTER_PATH, COUNTER, "ListDevices").answer()

    def let_polkit_answer(self, call):
        """Lets polkit, which is this process too, answer before the vault is waited for."""
        before = len(self.polkit.asked)
        serve(10, lambda: len(self.polkit.asked) > before)
        serve(0.05)  # and sends the answer
        return call

    def test_each_call_names_its_action_and_asks_without_a_dialog(self):
        opening = self.let_polkit_answer(self.caller.open_session())
        session = self.vault.open()
        self.assertEqual(opening.answer(), path_of(session))
        entering = self.let_polkit_answer(self.caller.enter_pin(path_of(session), self.counter.kind()))
        self.vault.end_entry(self.vault.expect("FrontEnterPin"))
        self.assertEqual(entering.answer(), "verified")
        self.assertEqual(self.list_devices(), [])
        name = self.caller.name
        self.assertEqual(self.polkit.asked, [("system-bus-name", name, "org.tsuitate.counter.use", 0),
                                             ("system-bus-name", name, "org.tsuitate.counter.use", 0),
                                             ("system-bus-name", name, "org.tsuitate.counter.look", 0)])

    def test_no_is_no_even_for_members_of_the_group(self):
        self.polkit.allows = False
        self.assertEqual(self.caller.open_session().answer(), ACCESS_DENIED)
        self.assertEqual(self.vault.expect("FrontReportRefusal")["action"], "open-session")

    def test_a_question_back_is_a_no(self):
        self.polkit.allows, self.polkit.challenges = False, True
        self.assertEqual(self.list_devices(), ACCESS_DENIED)

    def test_polkit_in_trouble_is_a_no(self):
        for error in ("org.freedesktop.PolicyKit1.Error.Failed", "org.freedesktop.DBus.Error.NoReply",
                      "org.freedesktop.DBus.Error.InvalidArgs"):
            self.polkit.error = error
            self.assertEqual(self.list_devices(), ACCESS_DENIED)

    def test_a_right_taken_away_counts_at_the_next_call(self):
        opening = self.let_polkit_answer(self.caller.open_session())
        session = self.vault.open()
        self.assertEqual(opening.answer(), path_of(session))
        self.polkit.allows = False
        self.assertEqual(self.caller.enter_pin(path_of(session), self.counter.kind()).answer(), ACCESS_DENIED)


if __name__ == "__main__":
    unittest.main()
