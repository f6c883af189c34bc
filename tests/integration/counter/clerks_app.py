"""The app of a clerk: one connection that asks for a PIN, for help and for observers at the same time, and hears the
session's signals. Everything runs in the test's own thread: waiting is turning the bus's loop."""

import time

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

from theatre import NAME, SESSION
from stage import StageError, wait_until

LONG = 600


class Call:
    def __init__(self):
        self.result = None
        self.error = None
        self.done = False

    def answer(self, *values):
        self.result = str(values[0]) if values else ""
        self.done = True

    def fail(self, error):
        self.error = error.get_dbus_name().rpartition(".")[2]
        self.done = True


class ClerksApp:
    def __init__(self, stage):
        self.bus = dbus.bus.BusConnection(stage.bus_address, mainloop=dbus.mainloop.glib.DBusGMainLoop())
        wait_until(lambda: self.bus.name_has_owner(NAME), 20, "the service on the bus")
        self.news = []  # (word, seconds, tries)
        self.receipts = []
        self.ended = []
        self.path = None

    def turn(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def until(self, question, seconds, what):
        end = time.monotonic() + seconds
        while True:
            self.turn()
            answer = question()
            if answer:
                return answer
            if time.monotonic() > end:
                raise StageError(f"waited {seconds} s in vain for {what}")
            time.sleep(0.02)

    def call(self, interface, method, signature="", *arguments):
        call = Call()
        path = "/org/tsuitate/Counter1" if interface == NAME else self.path
        self.bus.call_async(NAME, path, interface, method, signature, arguments, call.answer, call.fail, timeout=LONG)
        self.turn()
        return call

    def outcome(self, call, seconds=30):
        self.until(lambda: call.done, seconds, "an answer from the bus")
        return call.error or call.result

    def property(self, name):
        return self.outcome(self.call("org.freedesktop.DBus.Properties", "Get", "ss", NAME, name))

    def state(self):
        call = Call()
        self.bus.call_async(NAME, "/org/tsuitate/Counter1", "org.freedesktop.DBus.Properties", "Get", "ss",
                            (NAME, "State"), call.answer, call.fail, timeout=20)
        return self.outcome(call)

    def open(self, procedure="certificate-renewal", language="ja"):
        self.path = self.outcome(self.call(NAME, "OpenSession", "ssa{sv}", procedure, language,
                                           dbus.Dictionary(signature="sv")))
        for signal, heard in (("Assistance", self._news), ("Receipt", self._receipt), ("Ended", self._ended)):
            self.bus.add_signal_receiver(heard, signal, SESSION, path=self.path)
        self.turn()

    def _news(self, word, seconds, tries):
        self.news.append((str(word), int(seconds), int(tries)))

    def _receipt(self, number):
        self.receipts.append(str(number))

    def _ended(self, reason):
        self.ended.append(str(reason))

    def words(self):
        self.turn()
        return [word for word, _, _ in self.news]

    def enter(self, kind="user-authentication"):
        return self.call(SESSION, "EnterPin", "s", kind)

    def assist(self, clerk="clerk-01", reason="unsteady-hand", help="types-for-citizen"):
        return self.call(SESSION, "RequestAssistance", "sss", clerk, reason, help)

    def end_assistance(self):
        return self.call(SESSION, "EndAssistance")

    def announce(self, role="supervisor"):
        return self.call(SESSION, "AnnounceObserver", "s", role)

    def observer_left(self):
        return self.call(SESSION, "ObserverLeft")

    def close(self):
        return self.call(SESSION, "Close")
