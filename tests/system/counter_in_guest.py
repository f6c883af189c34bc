"""CounterInGuest: the built tree installed in the started guest, and what a citizen and a counter app do there."""

import json
import pathlib
import re
import subprocess
import time

from machine import SIZE_MM, wait_until
from pictures import GREEN, Album, Picture

SCENES = ("idle", "insert-card", "reading-card", "explain", "entry", "checking", "verified", "wrong", "remove-card",
          "out-of-service", "stopped", "prove-panel", "panel-refused", "calibrate",
          "calibrated", "stop-question")

# QEMU's tablet is a mouse to udev: the counter's administrator allows exactly this one, by name.
UDEV_RULE = 'SUBSYSTEM=="input", ATTRS{name}=="QEMU Virtio Tablet", ENV{TSUITATE_DEVICE}="panel"\n'
PANEL_TOML = """size-mm = [261, 163]
[[device]]
what = "panel"
path = "*"
properties = { TSUITATE_DEVICE = "panel" }
[[reader]]
usb = "08e6:4433"
"""

APP = '''import sys, dbus
bus = dbus.SystemBus()
NAME = "org.tsuitate.Counter1"
counter = dbus.Interface(bus.get_object(NAME, "/org/tsuitate/Counter1"), NAME)
path = counter.OpenSession("", "ja", dbus.Dictionary(signature="sv"))
session = dbus.Interface(bus.get_object(NAME, path), "org.tsuitate.Session1")
try:
    print(session.EnterPin(sys.argv[1], timeout=600), flush=True)
except dbus.DBusException as error:
    print("error", error.get_dbus_name(), flush=True)
session.Close()
'''


class CounterInGuest:
    def __init__(self, machine, build, folder, kind):
        self.machine, self.agent = machine, machine.agent
        self.build, self.folder = pathlib.Path(build), pathlib.Path(folder)
        self.kind = kind
        self.album = Album(self.build, self.folder / f"album-{kind}", "1280x800", "261x163", kind, "ja", SCENES)
        self.apps = 0
        self.beside = (0, 0)  # how far the panel answers beside what is touched, in millimetres

    # ------------------------------------------------------------ installation

    @staticmethod
    def pack(build, folder):
        """The installed tree as a tar archive, which the guest gets as a disk."""
        tree, archive = folder / "tree", folder / "product.tar"
        environment = {"DESTDIR": str(tree), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        subprocess.run(["cmake", "--install", str(build), "--strip"], check=True, capture_output=True, env=environment)
        subprocess.run(["tar", "-cf", str(archive), "-C", str(tree), "."], check=True)
        with open(archive, "ab") as file:
            file.truncate((archive.stat().st_size + 4095) // 4096 * 4096)
        return archive

    @staticmethod
    def install(agent):
        agent.run("tar -xf /dev/vdb -C /")
        agent.put("/etc/udev/rules.d/71-test-panel.rules", UDEV_RULE.encode())
        agent.put("/etc/tsuitate/panel.toml", PANEL_TOML.encode())
        agent.put("/root/app.py", APP.encode())
        agent.run("systemd-sysusers && systemd-tmpfiles --create && udevadm control --reload && udevadm trigger && "
                  "udevadm settle && udevadm wait --timeout=60 /dev/dri/card0")
        agent.run("systemctl daemon-reload && systemctl reload dbus && systemctl enable --now tsuitate.target")

    def wait_ready(self):
        try:
            wait_until(lambda: self.status().get("state") == "ready", 60, "the counter to be ready", pause=0.5)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n" + self.agent.run(
                "tsuitatectl status; tsuitatectl devices; systemctl --no-pager status 'tsuitate*'; "
                "journalctl --no-pager -o cat -n 60", check=False)) from None

    def status(self):
        text = self.agent.run("tsuitatectl --json status", check=False)
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return {}

    def devices(self):
        """What is said of each part of the counter, by its class; empty while the service is away."""
        lines = self.agent.run("tsuitatectl --json devices", check=False).splitlines()
        try:
            return {device["class"]: device for device in map(json.loads, lines)}
        except json.JSONDecodeError:
            return {}

    def wait_device(self, name, state, seconds=60):
        """What is said of it, once it is said to be in this state."""
        def look():
            found = self.devices().get(name, {})
            return found if found.get("state") == state else None
        try:
            return wait_until(look, seconds, f"the {name} to be {state}", pause=0.5)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; it is {self.devices().get(name)}") from None

    def ledger_text(self):
        """All that lies on the disk for the log, in whatever form; bytes that are no text are replaced."""
        return self.agent.run("find /var/lib/tsuitate/ledger -type f -exec cat {} +")

    @staticmethod
    def records_in(text):
        """The records, each once: the log keeps some of them in two places."""
        found = (json.loads(piece) for piece in re.findall(r'\{"[^{}]*"sequence":[^{}]*\}', text))
        by_sequence = {record["sequence"]: record for record in found}
        return [by_sequence[sequence] for sequence in sorted(by_sequence)]

    def ledger(self):
        return self.records_in(self.ledger_text())

    def journal(self, role):
        """The fields that a role has told the guest's journal, each with all its values."""
        told = {}
        for line in self.agent.run(f"journalctl --no-pager -o json -t tsuitate-{role}").splitlines():
            for name, value in json.loads(line).items():
                if name.startswith("TSUITATE_"):
                    told.setdefault(name, set()).add(str(value))
        return told

    # ------------------------------------------------------------ the counter app

    def ask(self, kind=None):
        """A counter app asks for a PIN; returns where its outcome will be."""
        self.apps += 1
        place = f"/run/outcome-{self.apps}"
        self.agent.run(f"systemd-run -q --unit=app-{self.apps} -p StandardOutput=file:{place} "
                       f"-p StandardError=file:{place}.errors /usr/bin/python3 /root/app.py {kind or self.kind}")
        return place

    def outcome(self, place):
        def read():
            return self.agent.run(f"cat {place}").strip()
        try:
            return wait_until(read, 40, "the outcome")
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {self.agent.run(f'cat {place}.errors', check=False)}") from None

    # ------------------------------------------------------------ the citizen

    def look(self):
        return self.album.scene_of(self.glance())

    def glance(self):
        picture = self.machine.folder / "look.ppm"
        self.machine.monitor.call("screendump", filename=str(picture), device="citizen", head=0)
        wait_until(lambda: picture.exists() and picture.stat().st_size > 100, 10, "a picture of the display")
        return Picture.from_ppm(picture)

    def sees(self, scene, seconds=40):
        last = [None]

        def look():
            last[0] = self.look()
            return last[0][0] == scene and last[0][1] < 0.12
        try:
            wait_until(look, seconds, f"the screen {scene}", pause=0.3)
        except TimeoutError as error:
            shot = self.machine.picture(self.folder / f"instead-of-{scene}.png")
            raise TimeoutError(f"{error}; nearest is {last[0]}; see {shot}") from None
        time.sleep(0.2)

    def place_of(self, scene, key):
        return self.album.place_of(scene, key)

    def touches(self, scene, key):
        self.machine.tap(*(place + aside for place, aside in zip(self.place_of(scene, key), self.beside)))

    def types(self, pin):
        for character in pin:
            self.touches("entry", character)

    def proves(self, until="entry"):
        """Touches the green button wherever it comes until another screen is there. It is found as a person finds it: in
        the picture."""
        touched = None

        def other_screen():
            nonlocal touched
            glance = self.glance()
            scene, difference = self.album.scene_of(glance)
            middle = glance.middle_of(GREEN)
            if scene == until and difference < 0.12:
                return True
            if middle is not None and middle != touched and scene != "explain":
                touched = middle
                self.machine.tap(*(share * size + aside for share, size, aside in zip(middle, SIZE_MM, self.beside)))
            return False
        wait_until(other_screen, 60, f"the screen {until} after the known targets", pause=0.3)
        time.sleep(0.2)

    def stops(self):
        """In the middle of an entry."""
        self.touches("entry", "stop")
        self.sees("stop-question")
        self.touches("stop-question", "no")

    def starts(self):
        self.sees("explain")
        self.touches("explain", "start")
        self.proves()
