"""What the front keeps out: users without rights, a vault that talks nonsense, a bus that is not there."""

import os
import pathlib
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree

from fixture import (ACCESS_DENIED, AUDIT_PATH, COUNTER_PATH, FAILURE_REASON, MESSAGES, PROTOCOL_VERSION, SOURCE, Counter,
                     FakeVault, encode, path_of, serve, start_front, stop, struct, wait_until)

# Every member that the bus offers. A new one is written here and in docs/dbus-api.md, or it does not come in.
DOCUMENTED = {
    COUNTER_PATH: {
        ("org.tsuitate.Counter1", "method", "OpenSession", "ssa{sv}", "o"),
        ("org.tsuitate.Counter1", "method", "ListPinKinds", "", "as"),
        ("org.tsuitate.Counter1", "method", "DescribePin", "ss", "a{sv}"),
        ("org.tsuitate.Counter1", "method", "ListAssistance", "s", "a{sa(ss)}"),
        ("org.tsuitate.Counter1", "method", "ListDevices", "", "aa{sv}"),
        ("org.tsuitate.Counter1", "method", "ListPanelHistory", "", "aa{sv}"),
        ("org.tsuitate.Counter1", "method", "Calibrate", "sus", "sd"),
        ("org.tsuitate.Counter1", "property", "State", "s", "read"),
        ("org.tsuitate.Counter1", "property", "Card", "s", "read"),
        ("org.tsuitate.Counter1", "property", "FaultCode", "q", "read"),
        ("org.tsuitate.Counter1", "property", "PanelState", "s", "read"),
        ("org.tsuitate.Counter1", "property", "CalibrationWanted", "b", "read"),
        ("org.tsuitate.Counter1", "property", "Version", "s", "read"),
    },
    AUDIT_PATH: {
        ("org.tsuitate.Audit1", "method", "Query", "sssu", "as"),
        ("org.tsuitate.Audit1", "method", "Prove", "t", "s"),
        ("org.tsuitate.Audit1", "method", "PermitReport", "ss", ""),
    },
    "session": {
        ("org.tsuitate.Session1", "method", "EnterPin", "s", "s"),
        ("org.tsuitate.Session1", "method", "SendCommand", "ay", "ay"),
        ("org.tsuitate.Session1", "method", "Close", "", ""),
        ("org.tsuitate.Session1", "method", "RequestAssistance", "sss", "s"),
        ("org.tsuitate.Session1", "method", "EndAssistance", "", ""),
        ("org.tsuitate.Session1", "method", "AnnounceObserver", "s", "s"),
        ("org.tsuitate.Session1", "method", "ObserverLeft", "", ""),
        ("org.tsuitate.Session1", "signal", "Progress", "s", ""),
        ("org.tsuitate.Session1", "signal", "Assistance", "suu", ""),
        ("org.tsuitate.Session1", "signal", "Receipt", "s", ""),
        ("org.tsuitate.Session1", "signal", "Ended", "s", ""),
        ("org.tsuitate.Session1", "property", "Procedure", "s", "read"),
    },
}
# Of every object on every bus.
STANDARD = {"org.freedesktop.DBus.Peer", "org.freedesktop.DBus.Introspectable", "org.freedesktop.DBus.Properties",
            "org.freedesktop.DBus.ObjectManager"}

# Asks as whoever runs it; prints the names of the errors.
STRANGER = """
import sys, dbus, dbus.bus
bus = dbus.bus.BusConnection(sys.argv[1])
def ask(path, interface, method, signature, *arguments):
    try:
        bus.call_blocking("org.tsuitate.Counter1", path, interface, method, signature, arguments)
        print("done")
    except dbus.DBusException as error:
        print(error.get_dbus_name())
counter, session = "org.tsuitate.Counter1", "org.tsuitate.Session1"
for _ in range(int(sys.argv[3])):
    ask("/org/tsuitate/Counter1", counter, "OpenSession", "ssa{sv}", "", "ja", dbus.Dictionary({}, signature="sv"))
ask("/org/tsuitate/Counter1", counter, "ListDevices", "")
ask("/org/tsuitate/Counter1", counter, "ListPanelHistory", "")
ask("/org/tsuitate/Counter1", counter, "ListAssistance", "s", "ja")
ask("/org/tsuitate/Counter1", counter, "DescribePin", "ss", "signature", "ja")
ask("/org/tsuitate/Counter1", counter, "Calibrate", "sus", "finger", dbus.UInt32(5), "ja")
ask(sys.argv[2], session, "EnterPin", "s", "any")
ask(sys.argv[2], session, "SendCommand", "ay", dbus.ByteArray(b"\\0"))
ask(sys.argv[2], session, "Close", "")
ask(sys.argv[2], session, "RequestAssistance", "sss", "clerk-01", "hard-to-see", "points-at-keys")
ask(sys.argv[2], session, "EndAssistance", "")
ask(sys.argv[2], session, "AnnounceObserver", "s", "supervisor")
ask(sys.argv[2], session, "ObserverLeft", "")
ask(sys.argv[2], "org.freedesktop.DBus.Properties", "GetAll", "s", session)
"""


def members(introspection):
    found = set()
    for interface in xml.etree.ElementTree.fromstring(introspection).iter("interface"):
        name = interface.get("name")
        if name in STANDARD:
            continue
        for member in interface:
            arguments = [(one.get("direction", "in"), one.get("type")) for one in member.iter("arg")]
            into = "".join(kind for way, kind in arguments if way == "in")
            out = "".join(kind for way, kind in arguments if way == "out")
            if member.tag == "property":
                into, out = member.get("type"), member.get("access")
            found.add((name, member.tag, member.get("name"), into, out))
    return found


class WithCounter(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()
        self.counter.__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault

    def open_session(self, client):
        opening = client.open_session()
        session = self.vault.open()
        self.assertEqual(opening.answer(), path_of(session))
        return session


class Strangers(WithCounter):
    @unittest.skipUnless(os.getuid() == 0, "only root can be somebody else")
    def test_user_without_rights_is_refused_and_reported(self):
        session = self.open_session(self.counter.client())
        floods = 50
        asked = subprocess.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", STRANGER,
             self.counter.address, path_of(session), str(floods)],
            capture_output=True, text=True, timeout=30, cwd="/")
        self.assertEqual(asked.stdout.split(), [ACCESS_DENIED] * (floods + 13), asked.stderr)
        # One at once, the others in one report a second later.
        reports = [self.vault.expect("FrontReportRefusal"), self.vault.expect("FrontReportRefusal")]
        self.assertEqual({report["caller_uid"] for report in reports}, {65534})
        self.assertEqual([report["count"] for report in reports], [1, floods + 11])
        self.assertEqual([report["action"] for report in reports], ["open-session", "several"])
        self.vault.expect_nothing(1.2)

    def test_everything_on_the_bus_is_documented(self):
        client = self.counter.client()
        session = self.open_session(client)
        self.assertEqual(members(client.introspect(COUNTER_PATH)), DOCUMENTED[COUNTER_PATH])
        self.assertEqual(members(client.introspect(path_of(session))), DOCUMENTED["session"])
        self.assertEqual(members(client.introspect(AUDIT_PATH)), DOCUMENTED[AUDIT_PATH])
        for path in ("/", "/org", "/org/tsuitate", "/org/tsuitate/Session"):
            self.assertEqual(members(client.introspect(path)), set())
        page = (SOURCE / "docs" / "dbus-api.md").read_text()
        for documented in DOCUMENTED.values():
            for member in documented:
                self.assertIn(f"`{member[2]}", page)

    def test_interface_files_are_what_is_served(self):
        for interface, key in (("Counter1", COUNTER_PATH), ("Session1", "session"), ("Audit1", AUDIT_PATH)):
            text = (SOURCE / "client" / "dbus" / f"org.tsuitate.{interface}.xml").read_text()
            declared = members(text)
            self.assertEqual(declared, DOCUMENTED[key])

    def test_monitor_sees_no_outcome_in_a_signal_and_no_broadcast(self):
        capture = self.counter.directory / "monitor.txt"
        with capture.open("w") as output:
            monitor = subprocess.Popen(["dbus-monitor", "--address", self.counter.address, "type='signal'"],
                                       stdout=output, stderr=subprocess.DEVNULL)
        self.addCleanup(stop, monitor)
        # The bus takes its name from a connection that becomes a monitor: from then on it sees everything.
        wait_until(lambda: "NameLost" in capture.read_text(), "the monitor")
        client = self.counter.client()
        session = self.open_session(client)
        entering = client.enter_pin(path_of(session), self.counter.kind())
        request = self.vault.expect("FrontEnterPin")
        self.vault.send("VaultTellProgress", session=session, progress=1)
        asking = client.request_assistance(path_of(session))
        self.vault.answer_assistance(self.vault.expect("FrontRequestAssistance"), "agreed")
        self.assertEqual(asking.answer(), "agreed")
        self.vault.tell(session, "asking")
        self.vault.send("VaultTellReceipt", session=session, number="7Q4K-M2XD")
        self.vault.send("VaultTellStatus", service=2, card=2, fault_code=0, panel=0, calibration_wanted=0)
        self.vault.end_entry(request)
        self.vault.end_session(session)
        self.assertEqual(entering.answer(), "verified")
        serve(10, lambda: ("Ended", "closed") in client.signals)
        wait_until(lambda: all(name in capture.read_text() for name in ("Ended", "PropertiesChanged")),
                   "the monitor to have seen it")
        seen = capture.read_text()
        signals = re.findall(r"destination=(\S+) .*member=(\w+)", seen)
        self.assertIn((client.name, "Progress"), signals)
        for name in ("Assistance", "Receipt", "Ended"):
            self.assertIn((client.name, name), signals)
        self.assertIn(("(null", "PropertiesChanged"), [(to[:5], what) for to, what in signals])
        for to, what in signals:
            self.assertTrue(to == client.name or what not in ("Progress", "Assistance", "Receipt", "Ended"), (to, what))
        for outcome in ("verified", "agreed"):
            self.assertNotIn(outcome, seen)


class Vaults(WithCounter):
    def front_ends_with(self, status):
        self.assertEqual(self.counter.front.wait(10), status)

    def test_nonsense_ends_the_front(self):
        session = bytes(range(16))
        header = struct.pack("<HH", PROTOCOL_VERSION, MESSAGES["VaultTellStatus"][0])
        nonsense = {
            "a message to the vault": encode("FrontCloseSession", session=session, reason=0),
            "another version": struct.pack("<HH", PROTOCOL_VERSION + 1, 0x0201) + bytes(4),
            "too short": b"\x01",
            "a wrong size": header + bytes(5),
            "a field out of range": header + b"\x09\x00\x00\x00\x00\x00",
            "far too long": header + bytes(3000),
            "an answer to nothing": encode("VaultEndEntry", session=session, request=7, answer=0, outcome=0),
        }
        for what, packet in nonsense.items():
            with self.subTest(what):
                with Counter() as counter:
                    client = counter.client()
                    opening = client.open_session()
                    counter.vault.expect("FrontOpenSession")
                    counter.vault.send_raw(packet)
                    self.assertEqual(opening.answer(), "org.tsuitate.Error.OutOfService")
                    self.assertEqual(counter.front.wait(10), 1)

    def test_an_answer_of_another_kind_ends_the_front(self):
        opening = self.counter.client().open_session()
        request = self.vault.expect("FrontOpenSession")
        self.vault.send("VaultEndEntry", session=bytes(16), request=request["request"], answer=0, outcome=0)
        self.assertEqual(opening.answer(), "org.tsuitate.Error.OutOfService")
        self.front_ends_with(1)

    def test_lost_vault_answers_open_calls_and_ends_the_front(self):
        client = self.counter.client()
        session = self.open_session(client)
        entering = client.enter_pin(path_of(session), self.counter.kind())
        self.vault.expect("FrontEnterPin")
        self.vault.socket.close()
        self.assertEqual(entering.answer(), "org.tsuitate.Error.OutOfService")
        serve(10, lambda: client.signals)
        self.assertEqual(client.signals, [("Ended", "failure")])
        self.front_ends_with(1)

    def test_termination_is_no_failure(self):
        self.counter.front.terminate()
        self.front_ends_with(0)


class Starts(unittest.TestCase):
    def start(self, counter, environment=None):
        vault = FakeVault()
        self.addCleanup(vault.socket.close)
        front = start_front(counter.directory / "policy", vault.front_end, environment or counter.environment,
                            stderr=subprocess.PIPE, text=True)
        vault.front_end.close()
        self.addCleanup(stop, front)
        return front.communicate(timeout=10)[1], front.returncode

    def test_no_bus(self):
        with Counter() as counter:
            said, status = self.start(counter, dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nowhere"))
        self.assertEqual(status, 1)
        self.assertIn("cannot reach the system bus", said)

    def test_name_is_taken(self):
        with Counter() as counter:
            said, status = self.start(counter)
        self.assertEqual(status, 1)
        self.assertIn("could not take the name", said)

    def test_broken_policy(self):
        with Counter() as counter:
            for file in pathlib.Path(counter.directory, "policy").iterdir():
                if file.suffix == ".toml":
                    file.write_text("= broken\n")
            said, status = self.start(counter)
        self.assertEqual(status, 1)
        self.assertIn("the policy cannot be used", said)


if __name__ == "__main__":
    unittest.main()
