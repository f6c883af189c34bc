"""What the tests of a whole counter share: the stage, a citizen, and a counter app on the private bus."""

import os
import pathlib
import sys
import threading
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
sys.path.insert(0, str(SOURCE / "tests" / "stage"))

import dbus  # noqa: E402
from citizen import Citizen  # noqa: E402
from stage import Stage, wait_until  # noqa: E402

NAME = "org.tsuitate.Counter1"
SESSION = "org.tsuitate.Session1"
LONG = 600  # seconds; a citizen takes the time that a citizen takes


class CounterApp:
    """A counter app: one connection to the bus, one session."""

    def __init__(self, stage):
        self.bus = dbus.bus.BusConnection(stage.bus_address)
        wait_until(lambda: self.bus.name_has_owner(NAME), 20, "the service on the bus")
        self.counter = dbus.Interface(self.bus.get_object(NAME, "/org/tsuitate/Counter1"), NAME)
        self.session = None

    def property(self, name):
        properties = dbus.Interface(self.counter.proxy_object, "org.freedesktop.DBus.Properties")
        return str(properties.Get(NAME, name))

    def state(self):
        return self.property("State")

    def open(self, procedure="", language="ja"):
        path = self.counter.OpenSession(procedure, language, dbus.Dictionary(signature="sv"))
        self.session = dbus.Interface(self.bus.get_object(NAME, path), SESSION)
        return path

    def enter(self, kind):
        return str(self.session.EnterPin(kind, timeout=LONG))

    def calibrate(self, tool, points=5):
        result, worst = self.counter.Calibrate(tool, dbus.UInt32(points), "ja", timeout=LONG)
        return str(result), float(worst)

    def send(self, apdu_hex):
        return bytes(self.session.SendCommand(dbus.ByteArray(bytes.fromhex(apdu_hex)), timeout=LONG)).hex()

    def close(self):
        self.session.Close()



# A counter app in a process of its own, so that it can be killed in the middle of a call.
APP_THAT_WAITS = """
import sys, dbus
bus = dbus.bus.BusConnection(sys.argv[1])
counter = bus.get_object("org.tsuitate.Counter1", "/org/tsuitate/Counter1")
path = counter.OpenSession("", "ja", dbus.Dictionary(signature="sv"), dbus_interface="org.tsuitate.Counter1")
session = bus.get_object("org.tsuitate.Counter1", path)
session.EnterPin("user-authentication", dbus_interface="org.tsuitate.Session1", timeout=600)
"""


class Waiting(threading.Thread):
    """A call that takes as long as the citizen does; its result or error is there after join()."""

    def __init__(self, call):
        super().__init__(daemon=True)
        self.call = call
        self.result = None
        self.error = None
        self.start()

    def run(self):
        try:
            self.result = self.call()
        except Exception as error:  # whatever it is, the test looks at it
            self.error = error

    def outcome(self, seconds=30):
        self.join(seconds)
        if self.is_alive():
            raise AssertionError("the call did not return")
        if self.error:
            raise self.error
        return self.result


class CounterTest(unittest.TestCase):
    """A fresh stage for each test; `stage_class` and `stage_options` say what is special about it."""

    stage_class = Stage
    stage_options = {}
    citizen_kind = "touch"

    def setUp(self):
        self.stage = self.stage_class(BUILD, SOURCE, **self.stage_options)
        self.addCleanup(self.stage.stop)
        self.stage.start()
        self.app = CounterApp(self.stage)
        self.citizen = Citizen(self.stage, self.citizen_kind)
        self.addCleanup(self.citizen.unplugs)
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be ready")
        wait_until(lambda: self.app.property("Card") == "present", 20, "the card in the reader")

    def run(self, result=None):
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before:
            for name in ("vault", "screen", "ledger", "front", "card"):
                path = self.stage.directory / f"{name}.log"
                if path.exists():
                    print(f"---- {name}\n{path.read_text(errors='replace')[-1500:]}")

    def begin(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.sees("explain")
        return call

    def begins_typing(self):
        call = self.begin()
        self.citizen.starts()
        self.citizen.sees("entry")
        return call

    def events(self):
        return [record["event"] for record in self.stage.records()]

    def verifies(self):
        """The VERIFY commands with a PIN in them that reached the card."""
        return [command for command, _ in self.stage.apdus() if command.startswith("002000") and len(command) > 10]


class PanelTest(CounterTest):
    """What tests of the panel itself share."""

    def proofs(self):
        return [record["detail"] for record in self.stage.records() if record["event"] == "panel-proof"]

    def refuse(self, beside):
        call = self.begin()
        self.citizen.starts(beside)
        self.citizen.sees("panel-refused")
        self.assertEqual(self.proofs(), ["refused"])
        self.assertEqual(self.verifies(), [])
        return call

    def calibrate(self, beside, tool="finger", points=5):
        """A clerk touches each point where it is drawn; the panel answers so many millimetres beside."""
        call = Waiting(lambda: self.app.calibrate(tool, points))
        self.citizen.sees("calibrate")
        last = None
        self.touched = 0  # points
        while (picture := self.stage.picture()).get("scene") == "calibrate":
            if picture.get("targets") != last:
                time.sleep(0.15)
                last = picture.get("targets")
                self.touched += 1
                x, y = self.citizen.place_of("here", picture)
                self.citizen.link.tap(x + beside[0], y + beside[1], hold=0.09)
            time.sleep(0.05)
        return call.outcome()
