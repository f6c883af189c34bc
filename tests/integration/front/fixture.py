"""A bus of its own, the real tsuitate-front on it, and a vault at its other end that a test plays by hand."""

import contextlib
import grp
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

import dbus
import dbus.bus
import dbus.mainloop.glib
from gi.repository import GLib

BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", "build/release")).resolve()
SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).parents[3])).resolve()
sys.path.insert(0, str(SOURCE / "tests" / "stage"))
from listening import listens  # noqa: E402
from wire import VERSION as PROTOCOL_VERSION  # noqa: E402

FRONT = BUILD / "daemon" / "front" / "tsuitate-front"
TSUITATECTL = BUILD / "client" / "tsuitatectl" / "tsuitatectl"
POLICY = pathlib.Path(os.environ.get("TSUITATE_TEST_POLICY", BUILD / "policy" / "default"))

SERVICE = "org.tsuitate.Counter1"
COUNTER_PATH = "/org/tsuitate/Counter1"
COUNTER = "org.tsuitate.Counter1"
AUDIT_PATH = "/org/tsuitate/Audit1"
AUDIT = "org.tsuitate.Audit1"
SESSION = "org.tsuitate.Session1"
ERROR = "org.tsuitate.Error."
ACCESS_DENIED = "org.freedesktop.DBus.Error.AccessDenied"
LONG = 60

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
"""

# The structs of daemon/wire/messages.hpp: name -> (type, layout, fields).
MESSAGES = {
    "FrontOpenSession": (0x0101, "<IIB31sB3x", "request caller_uid procedure language"),
    "FrontEnterPin": (0x0102, "<16sIB31s", "session request pin_kind"),
    "FrontSendCommand": (0x0103, "<16sIH261sx", "session request size apdu"),
    "FrontCloseSession": (0x0104, "<16sB", "session reason"),
    "FrontReportRefusal": (0x0105, "<IIB31s", "caller_uid count action"),
    "FrontReadLog": (0x0106, "<IIHHB3x", "request caller_uid first_day last_day reading"),
    "FrontCalibrate": (0x0107, "<IIBBBB", "request caller_uid tool language points reserved"),
    "FrontRequestAssistance": (0x0108, "<16sIB31sB31sB31s", "session request clerk reason help"),
    "FrontEndAssistance": (0x0109, "<16s", "session"),
    "FrontAnnounceObserver": (0x010a, "<16sIB31s", "session request role"),
    "FrontObserverLeft": (0x010b, "<16s", "session"),
    "VaultTellStatus": (0x0201, "<BBHBB", "service card fault_code panel calibration_wanted"),
    "VaultTellDevice": (0x0202, "<BBBB127sB127sB127sx", "slot device state name place reason"),
    "VaultAnswerOpen": (0x0203, "<I16sB3x", "request session answer"),
    "VaultTellProgress": (0x0204, "<16sB", "session progress"),
    "VaultEndEntry": (0x0205, "<16sIBB2x", "session request answer outcome"),
    "VaultAnswerCommand": (0x0206, "<16sIHB258s3x", "session request size answer apdu"),
    "VaultEndSession": (0x0207, "<16sB", "session reason"),
    "VaultAnswerLog": (0x0208, "<IB3x", "request answer"),
    "VaultAnswerCalibration": (0x0209, "<IBBH", "request answer reserved worst"),
    "VaultAnswerAssistance": (0x020a, "<16sIBB2x", "session request answer consent"),
    "VaultAnswerObserver": (0x020b, "<16sIBB2x", "session request answer observer"),
    "VaultTellAssistance": (0x020c, "<16sBBB", "session news seconds tries"),
    "VaultTellReceipt": (0x020d, "<16sB31s", "session number"),
}
TEXT_FIELDS = {"procedure", "pin_kind", "action", "name", "place", "clerk", "help", "role", "number"}
# In these messages `reason` is a text; in the others a number.
REASON_IS_TEXT = {"VaultTellDevice", "FrontRequestAssistance"}
BUSY, READY, OUT_OF_SERVICE = 2, 1, 3
VERIFIED, WRONG, WITHDRAWN = 0, 1, 9
ASKED, CALLER_LEFT = 0, 1
CONSENT_ANSWERS = ("agreed", "declined", "unanswered", "stopped", "withdrawn", "interrupted")
OBSERVER_ANSWERS = ("accepted", "declined", "later", "unanswered", "interrupted")
NEWS = ("called", "left-alone", "asking", "agreed", "ended", "tries-shown", "change-wanted")
CLOSED_REASON, CALLER_LEFT_REASON, FAILURE_REASON = 0, 1, 5


def is_text(message, field):
    return field in TEXT_FIELDS or (field == "reason" and message in REASON_IS_TEXT)


def encode(message, **values):
    kind, layout, fields = MESSAGES[message]
    items = []
    for field in fields.split():
        value = values[field]
        if is_text(message, field):
            items += [len(value), value.encode()]
        else:
            items.append(value)
    return struct.pack("<HH", PROTOCOL_VERSION, kind) + struct.pack(layout, *items)


def decode(packet):
    version, kind = struct.unpack_from("<HH", packet)
    assert version == PROTOCOL_VERSION, f"protocol version {version}"
    for message, (known, layout, fields) in MESSAGES.items():
        if known == kind:
            items = list(struct.unpack(layout, packet[4:]))
            values = {"message": message}
            for field in fields.split():
                item = items.pop(0)
                values[field] = items.pop(0)[:item].decode() if is_text(message, field) else item
            return values
    raise AssertionError(f"message of type {kind:#06x}")


class FakeVault:
    """The vault's end of the line. Each `expect` takes the next message and checks which it is."""

    def __init__(self):
        self.socket, self.front_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.settimeout(10)

    def send(self, message, **values):
        self.socket.send(encode(message, **values))

    def send_raw(self, packet):
        self.socket.send(packet)

    def expect(self, message):
        packet = self.socket.recv(4096)
        assert packet, f"the front closed the line instead of {message}"
        values = decode(packet)
        assert values["message"] == message, f"{values} instead of {message}"
        return values

    def expect_nothing(self, seconds=0.3):
        self.socket.settimeout(seconds)
        try:
            packet = self.socket.recv(4096)
            raise AssertionError(f"unexpected {decode(packet) if packet else 'end of line'}")
        except socket.timeout:
            pass
        finally:
            self.socket.settimeout(10)

    def open(self, session=None):
        """Answers the next OpenSession; the number of the session."""
        request = self.expect("FrontOpenSession")
        session = session or os.urandom(16)
        self.send("VaultAnswerOpen", request=request["request"], session=session, answer=0)
        return session

    def end_entry(self, request, outcome=VERIFIED, answer=0):
        self.send("VaultEndEntry", session=request["session"], request=request["request"], answer=answer,
                  outcome=outcome)

    def answer_assistance(self, request, word="interrupted", answer=0):
        self.send("VaultAnswerAssistance", session=request["session"], request=request["request"], answer=answer,
                  consent=CONSENT_ANSWERS.index(word))

    def answer_observer(self, request, word="interrupted", answer=0):
        self.send("VaultAnswerObserver", session=request["session"], request=request["request"], answer=answer,
                  observer=OBSERVER_ANSWERS.index(word))

    def tell(self, session, news, seconds=0, tries=0):
        self.send("VaultTellAssistance", session=session, news=NEWS.index(news), seconds=seconds, tries=tries)

    def end_session(self, session, reason=CLOSED_REASON):
        self.send("VaultEndSession", session=session, reason=reason)


def serve(seconds=0.3, until=lambda: False):
    """Lets all connections of this process send and receive for so long, or until something is so."""
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        if not context.iteration(False):
            time.sleep(0.005)


class Call:
    """A call that waits for its reply."""

    def __init__(self, connection, path, interface, method, signature, arguments):
        self.done, self.value, self.message = False, None, None
        connection.call_async(SERVICE, path, interface, method, signature, arguments, self._reply, self._fail,
                              timeout=LONG)
        connection.flush()

    def _reply(self, *values):
        self.done, self.value = True, values[0] if values else None

    def _fail(self, error):
        self.done, self.value, self.message = True, error.get_dbus_name(), error.get_dbus_message()

    def answer(self, seconds=10):
        """The value, None for a reply without one, or the name of the error."""
        serve(seconds, lambda: self.done)
        assert self.done, "no answer in time"
        return self.value


class Client:
    """One connection to the bus, and every signal of a session that reaches it."""

    def __init__(self, address):
        self.connection = dbus.bus.BusConnection(address, mainloop=dbus.mainloop.glib.DBusGMainLoop())
        self.connection.set_exit_on_disconnect(False)
        self.signals = []
        self.connection.add_signal_receiver(
            lambda *arguments, member: self.signals.append((str(member), *map(str, arguments))),
            dbus_interface=SESSION, member_keyword="member")

    @property
    def name(self):
        return self.connection.get_unique_name()

    def call(self, path, interface, method, signature="", *arguments):
        return Call(self.connection, path, interface, method, signature, arguments)

    def open_session(self, procedure="", language="ja", options=None):
        options = dbus.Dictionary(options or {}, signature="sv")
        return self.call(COUNTER_PATH, COUNTER, "OpenSession", "ssa{sv}", procedure, language, options)

    def enter_pin(self, path, kind):
        return self.call(path, SESSION, "EnterPin", "s", kind)

    def send_command(self, path, apdu):
        return self.call(path, SESSION, "SendCommand", "ay", dbus.ByteArray(apdu))

    def close_session(self, path):
        return self.call(path, SESSION, "Close")

    def request_assistance(self, path, clerk="clerk-01", reason="hard-to-see", help_="points-at-keys"):
        return self.call(path, SESSION, "RequestAssistance", "sss", clerk, reason, help_)

    def announce_observer(self, path, role="supervisor"):
        return self.call(path, SESSION, "AnnounceObserver", "s", role)

    def end_assistance(self, path):
        return self.call(path, SESSION, "EndAssistance")

    def observer_left(self, path):
        return self.call(path, SESSION, "ObserverLeft")

    def read(self, path, interface, name):
        return self.call(path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)

    def introspect(self, path):
        return self.call(path, "org.freedesktop.DBus.Introspectable", "Introspect").answer()

    def leave(self):
        self.connection.close()


class Counter:
    """The bus, the vault and the front. Ends them all."""

    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-front-"))
        self.stack.callback(shutil.rmtree, self.directory, ignore_errors=True)
        self.directory.chmod(0o755)
        self.address = f"unix:path={self.directory}/bus"
        self.environment = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=self.address)
        self.vault = FakeVault()
        self.stack.callback(self.vault.socket.close)
        self.front = None

    def __enter__(self):
        try:
            self.start_bus()
            self.start_front()
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *_):
        self.stack.close()

    def start_bus(self):
        config = self.directory / "bus.conf"
        config.write_text(BUS_CONFIG.format(path=self.directory / "bus"))
        daemon = subprocess.Popen(["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"],
                                  stderr=subprocess.DEVNULL)
        self.stack.callback(stop, daemon)
        wait_until(lambda: listens(self.directory / "bus"), "the bus")

    def policy(self):
        """The default policy, with the group of whoever runs the tests."""
        policy = self.directory / "policy"
        shutil.copytree(POLICY, policy)
        access = policy / "access.toml"
        group = grp.getgrgid(os.getgid()).gr_name
        access.write_text(re.sub(r'(?m)^group\s*=.*$', f'group = "{group}"', access.read_text()))
        return policy

    def start_front(self, wait=True):
        self.front = start_front(self.policy(), self.vault.front_end, self.environment, self.directory / "log")
        self.stack.callback(stop, self.front)
        self.vault.front_end.close()
        if wait:
            bus = self.client().connection
            wait_until(lambda: bus.name_has_owner(SERVICE) or self.front.poll() is not None,
                       "tsuitate-front on the bus")
            assert self.front.poll() is None, f"tsuitate-front ended with {self.front.returncode}"
            self.vault.send("VaultTellStatus", service=READY, card=1, fault_code=0, panel=0, calibration_wanted=0)

    def client(self):
        client = Client(self.address)
        self.stack.callback(client.leave)
        return client

    def kind(self):
        return str(self.client().call(COUNTER_PATH, COUNTER, "ListPinKinds").answer()[0])

    def tsuitatectl(self, *arguments, **options):
        # Nothing that a test forgets may live on and hold its pipes open.
        process = subprocess.Popen(["timeout", "--foreground", "30", TSUITATECTL, *arguments], env=self.environment,
                                   text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.stack.callback(stop, process)
        return process


# Becomes the front with the socket as descriptor 3, as systemd would hand it over.
HAND_OVER = ("import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ.update(LISTEN_PID=str(os.getpid()), "
             "LISTEN_FDS='1', LISTEN_FDNAMES='vault'); os.execv(sys.argv[2], sys.argv[2:])")


def start_front(policy, vault_socket, environment, log="/nonexistent", **options):
    number = vault_socket.fileno()
    return subprocess.Popen([sys.executable, "-c", HAND_OVER, str(number), str(FRONT), "--policy", str(policy),
                             "--log", str(log)],
                            pass_fds=[number], env=environment, **options)


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def wait_until(question, what, seconds=10):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def path_of(session):
    return "/org/tsuitate/Session/" + session.hex()
