#!/usr/bin/python3
"""Hardware that comes, goes, or is not the vault's alone, on a real kernel: a panel and a reader unplugged and plugged
in again, a panel that another program holds, one whose raw node is open to others, and a tactile keypad. After each
trouble a whole entry shows that the counter has come back. Ends with "N passed, M failed"."""

import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "stage")]

from bench import Bench  # noqa: E402
from card_in_reader import Card  # noqa: E402
from counter_in_guest import PANEL_TOML, CounterInGuest  # noqa: E402
from machine import Machine, wait_until  # noqa: E402
from pictures import Picture  # noqa: E402

PIN = "1234"
KIND = "user-authentication"

# Every USB input device of QEMU has the same vendor and product; what it is tells them apart.
USB_TABLET_RULE = '''SUBSYSTEM=="input", ENV{ID_INPUT_MOUSE}=="1", ENV{ID_VENDOR_ID}=="0627", \\
  ENV{ID_MODEL_ID}=="0001", ENV{TSUITATE_DEVICE}="panel"
'''
# As docs/operations.md has it for a panel's raw node.
HIDRAW_RULE = '''SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0627", ATTRS{idProduct}=="0001", ENV{TSUITATE_DEVICE}="panel"
'''
# What packages for game controllers and the like do, before and after our rules.
OPENING_RULE = 'SUBSYSTEM=="hidraw", MODE="0666"\n'
KEYPAD_RULE = '''SUBSYSTEM=="input", ENV{ID_INPUT_KEYBOARD}=="1", ENV{ID_VENDOR_ID}=="0627", \\
  ENV{ID_MODEL_ID}=="0001", ENV{TSUITATE_DEVICE}="keypad"
'''
KEYPAD_TOML = '''
[[device]]
what = "keypad"
path = "pci*/usb*"
properties = { ID_INPUT_KEYBOARD = "1", ID_VENDOR_ID = "0627", ID_MODEL_ID = "0001" }
'''

# Holds the panel for itself under a name of its own, until it is killed.
HOLDER = '''import glob, os, time
from evdev import InputDevice
open("/proc/self/comm", "w").write("panel-holder")
nodes = [InputDevice(path) for path in glob.glob("/dev/input/event*") if os.access(path, os.R_OK)]
panel = next(node for node in nodes if node.name.startswith("QEMU Virtio"))
panel.grab()
print("holds", panel.path, flush=True)
time.sleep(3600)
'''


class Scene:
    """What each part of this test gets."""

    def __init__(self, bench, machine, card, counter):
        self.report, self.folder = bench.report, bench.folder
        self.machine, self.agent, self.card, self.counter = machine, machine.agent, card, counter

    def restore(self):
        """Whatever the part before left behind, the next one finds the counter as it was."""
        self.agent.run("systemctl stop holder 'app-*.service'", check=False)
        if self.machine.plugged("keypad"):
            self.machine.unplug("keypad")
        if not self.machine.plugged("touch") and not self.machine.plugged("usb-touch"):
            self.machine.plug_touch()
        if not self.machine.plugged("ccid"):
            self.plug_reader()
        self.agent.run("systemctl start tsuitate.target")
        self.counter.wait_ready()

    def plug_reader(self):
        """With a card in it."""
        self.card.say("remove")
        self.machine.plug_reader()

        def present():
            self.card.say("insert")
            return self.counter.status().get("card") == "present"
        wait_until(present, 60, "the card in the reader that came back", pause=0.5)

    def entry_verifies(self, after, types=None):
        """The control of each part: a whole entry, and the one VERIFY that belongs to it."""
        self.counter.wait_ready()
        before = len(self.card.verifies())
        outcome = self.counter.ask()
        self.counter.starts()
        if types is None:
            self.counter.types(PIN)
            self.counter.touches("entry", "confirm")
        else:
            types()
        said = self.counter.outcome(outcome)
        sent = len(self.card.verifies()) - before
        self.report.check(f"{after}: an entry verifies", said == "verified" and sent == 1, (said, sent))
        self.counter.wait_ready()

    def begin_entry(self):
        outcome = self.counter.ask()
        self.counter.starts()
        self.counter.types(PIN[:2])
        return outcome

    def fault(self):
        """The number on the out-of-service screen, once the counter is out of service."""
        def look():
            status = self.counter.status()
            return status if status.get("state") == "out-of-service" else None
        return wait_until(look, 30, "the counter to be out of service", pause=0.5)["fault-code"]

    def session_ends(self):
        """What the log holds of sessions that ended."""
        return [record for record in self.counter.ledger() if record["event"] == "session-ended"]

    def screen_is(self, scene, what):
        try:
            self.counter.sees(scene)
            self.report.check(what, True)
        except TimeoutError as error:
            self.report.check(what, False, error)

    def device_becomes(self, name, state, what):
        try:
            self.counter.wait_device(name, state, seconds=30)
            self.report.check(what, True)
        except TimeoutError as error:
            self.report.check(what, False, error)

    def shown(self, name):
        return Picture.from_png(self.machine.picture(self.folder / f"{name}.png"))

    def settled(self, name):
        """The picture once it stays: dots come at multiples of a quarter of a second."""
        last = [self.shown(name)]

        def stays():
            time.sleep(0.6)
            before, last[0] = last[0], self.shown(name)
            return last[0].difference(before) == 0
        wait_until(stays, 20, "a picture that stays")
        return last[0]

    def udev_rules(self, rules):
        """From now on for what is plugged in; an empty one takes a rule back."""
        for name, text in rules.items():
            self.agent.put(f"/etc/udev/rules.d/{name}.rules", text.encode())
        self.agent.run("udevadm control --reload")

    def hidraw(self):
        """(node, mode, owner) of the only hidraw node."""
        def look():
            return self.agent.run("udevadm settle; stat -c '%n %a %U' /dev/hidraw*", check=False).split()
        return tuple(wait_until(look, 30, "the panel's hidraw node"))


def a_held_panel(report, scene):
    """As at the start of a machine on which a desktop was faster."""
    agent, counter = scene.agent, scene.counter
    scene.entry_verifies("control, nobody holds the panel")
    agent.put("/usr/local/lib/holder.py", HOLDER.encode())
    for user in ("root", "tsuitate-vault"):
        agent.run("systemctl stop tsuitate.target 'tsuitate-*.socket' 'tsuitate-*.service'")
        agent.run(f"rm -f /run/holder; systemd-run -q --unit=holder --uid={user} -p StandardOutput=file:/run/holder "
                  "/usr/bin/python3 /usr/local/lib/holder.py")
        wait_until(lambda: "holds" in agent.run("cat /run/holder", check=False), 30, "the holder of the panel")
        agent.run("systemctl start tsuitate.target")
        refused = counter.wait_device("panel", "refused")
        report.check(f"a panel held by a program of {user} is refused, with a reason",
                     refused["reason"].startswith("held by "), refused["reason"])
        number = agent.run("systemctl show -P MainPID holder").strip()
        named = f"panel-holder (process {number}):"
        report.check("the reason names it, and nobody else", wait_until(
            lambda: counter.devices()["panel"]["reason"].startswith(f"held by {named}"), 60, named, pause=0.5))
        report.check("the fault number is that of a refused panel", (number := scene.fault()) == 102, number)
        agent.run("systemctl stop holder")
        counter.wait_device("panel", "ready")
        scene.entry_verifies(f"the holder of {user} has ended")


def panel_unplugged(report, scene):
    counter, machine = scene.counter, scene.machine
    before, ends = len(scene.card.verifies()), len(scene.session_ends())
    outcome = scene.begin_entry()
    report.check("control: the counter is busy with the entry", counter.status().get("state") == "busy")
    machine.unplug("touch")
    said = counter.outcome(outcome)
    report.check("the panel is unplugged during an entry: the app learns that it did not work",
                 said == "out-of-service", said)
    absent = counter.wait_device("panel", "absent")
    report.check("the list of devices says so", absent["reason"] == "unplugged", absent)
    report.check("the fault number is that of no panel", (number := scene.fault()) == 101, number)
    scene.screen_is("out-of-service", "the citizen's screen says out of service")
    wait_until(lambda: len(scene.session_ends()) > ends, 60, "the end of the session in the log")
    report.check("by the log the session has ended, by a failure", (ended := scene.session_ends()[-1]["detail"]) ==
                 "failure", ended)
    report.check("the card got no VERIFY", len(scene.card.verifies()) == before)
    machine.plug_touch()
    counter.wait_device("panel", "ready")
    scene.entry_verifies("the panel is plugged in again")


def reader_unplugged_in_entry(report, scene):
    counter, machine = scene.counter, scene.machine
    before = len(scene.card.verifies())
    outcome = scene.begin_entry()
    machine.unplug("ccid")
    said = counter.outcome(outcome)
    report.check("the reader is unplugged during an entry: the app learns that it did not work",
                 said in ("card-removed", "out-of-service"), said)
    report.check("the card got no VERIFY", len(scene.card.verifies()) == before)
    reader_comes_back(report, scene, "the reader was unplugged during an entry")


def reader_unplugged_with_card(report, scene):
    report.check("control: the card is in", scene.counter.status().get("card") == "present")
    scene.machine.unplug("ccid")
    reader_comes_back(report, scene, "the reader was unplugged with a card in it")


def reader_unplugged_without_card(report, scene):
    scene.card.say("remove")
    wait_until(lambda: scene.counter.status().get("card") == "absent", 30, "the card to be out", pause=0.5)
    report.check("control: without a card the reader is ready", scene.counter.devices()["reader"]["state"] == "ready")
    scene.machine.unplug("ccid")
    reader_comes_back(report, scene, "the reader was unplugged without a card")


def reader_comes_back(report, scene, what):
    """It is missed, and works again when it is back, with the card put in anew."""
    counter = scene.counter
    scene.device_becomes("reader", "absent", f"{what}: the list of devices says so")
    report.check("the fault number is that of no reader", (number := scene.fault()) == 201, number)
    scene.screen_is("out-of-service", "the citizen's screen says out of service")
    scene.plug_reader()
    counter.wait_device("reader", "ready")
    scene.entry_verifies(f"{what} and is back")


def raw_node_of_panel(report, scene):
    """A USB panel has a second door, hidraw: whoever may open it reads touches past the grab."""
    agent, counter, machine = scene.agent, scene.counter, scene.machine
    machine.unplug("touch")
    counter.wait_device("panel", "absent")
    scene.udev_rules({"71-usb-panel": USB_TABLET_RULE, "60-opens-hidraw": OPENING_RULE})
    machine.plug_usb_tablet()
    refused = counter.wait_device("panel", "refused")
    node, mode, _ = scene.hidraw()
    report.check("control: a foreign rule has opened the raw node", mode == "666", (node, mode))
    report.check("the panel with an open raw node is refused; the reason says what to do",
                 node in refused["reason"] and "70-tsuitate.rules" in refused["reason"], refused["reason"])
    agent.run(f"chmod 0600 {node}")
    counter.wait_device("panel", "ready")
    scene.entry_verifies("the raw node is closed by hand")

    machine.unplug("usb-touch")
    counter.wait_device("panel", "absent")
    scene.udev_rules({"71-usb-panel": USB_TABLET_RULE + HIDRAW_RULE, "99-opens-hidraw": OPENING_RULE})
    machine.plug_usb_tablet()
    counter.wait_device("panel", "ready")
    node, mode, owner = scene.hidraw()
    report.check("marked as the panel's, the raw node is root's alone, whatever rules come before and after",
                 (mode, owner) == ("600", "root"), (node, mode, owner))
    scene.entry_verifies("the raw node is closed by the rules")


def keypad_not_allowed(report, scene):
    agent, counter, machine = scene.agent, scene.counter, scene.machine
    scene.udev_rules({"60-opens-hidraw": "", "99-opens-hidraw": ""})
    machine.plug("keypad", "usb-kbd", "usb.0")
    wait_until(lambda: "USB Keyboard" in agent.run("udevadm settle; cat /proc/bus/input/devices"), 30, "the keyboard")
    outcome = scene.begin_entry()
    before = scene.settled("unlisted-before")
    for key in "34":
        machine.press_key(key)
    report.check("digits of a keyboard that nobody allowed move nothing",
                 scene.settled("unlisted-after").difference(before) == 0)
    counter.types("3")
    report.check("control: a digit of the panel does", wait_until(
        lambda: scene.shown("panel-digit").difference(before) > 0, 20, "a third dot"))
    counter.stops()
    report.check("stop ends the entry", (said := counter.outcome(outcome)) == "stopped", said)
    counter.wait_ready()
    machine.unplug("keypad")


def keypad_allowed(report, scene):
    agent, counter, machine = scene.agent, scene.counter, scene.machine
    agent.put("/etc/tsuitate/panel.toml", (PANEL_TOML + KEYPAD_TOML).encode())
    scene.udev_rules({"71-keypad": KEYPAD_RULE})
    agent.run("systemctl restart tsuitate.target")
    counter.wait_ready()
    machine.plug("keypad", "usb-kbd", "usb.0")
    counter.wait_device("keypad", "ready")

    def types():
        for key in (*PIN, "ret"):
            machine.press_key(key)
    scene.entry_verifies("the PIN is typed on an allowed keypad", types)
    machine.unplug("keypad")
    counter.wait_device("keypad", "absent")
    scene.entry_verifies("the keypad is unplugged")


def raw_node_of_keypad(report, scene):
    """Like the panel's: what refused it may end while it stays plugged in."""
    agent, counter, machine = scene.agent, scene.counter, scene.machine
    # The mark of the panel's raw node would close the keypad's as well: they are of one vendor and product.
    scene.udev_rules({"71-usb-panel": USB_TABLET_RULE, "60-opens-hidraw": OPENING_RULE})
    machine.plug("keypad", "usb-kbd", "usb.0")
    refused = counter.wait_device("keypad", "refused")
    report.check("a keypad with an open raw node is refused", "lets others read" in refused["reason"],
                 refused["reason"])
    agent.run("chmod 0600 /dev/hidraw*")
    scene.device_becomes("keypad", "ready", "the keypad is taken once its raw node is closed")
    scene.udev_rules({"60-opens-hidraw": ""})
    machine.unplug("keypad")
    wait_until(lambda: "USB Keyboard" not in agent.run("cat /proc/bus/input/devices"), 30, "the keyboard to go")
    machine.plug("keypad", "usb-kbd", "usb.0")
    counter.wait_device("keypad", "ready")
    report.check("control: plugged in again with a closed raw node, it is taken", True)


def refused_panel_unplugged(report, scene):
    """The fault number must not go on saying that a panel is refused when there is none."""
    counter, machine = scene.counter, scene.machine
    machine.unplug("touch" if machine.plugged("touch") else "usb-touch")
    counter.wait_device("panel", "absent")
    scene.udev_rules({"71-usb-panel": USB_TABLET_RULE, "60-opens-hidraw": OPENING_RULE, "99-opens-hidraw": ""})
    machine.plug_usb_tablet()
    counter.wait_device("panel", "refused")
    machine.unplug("usb-touch")
    scene.device_becomes("panel", "absent", "a refused panel that is unplugged is said to be absent")
    scene.udev_rules({"60-opens-hidraw": ""})
    machine.plug_touch()
    counter.wait_device("panel", "ready")
    scene.entry_verifies("another panel takes the place of the refused one")


def the_disk_is_full(report, scene):
    """What was acknowledged had its room beforehand; what cannot be signed and published stops PIN entry."""
    agent, counter = scene.agent, scene.counter
    agent.run("systemctl stop tsuitate.target && mount -t tmpfs -o size=24m,mode=0750 ledger /var/lib/tsuitate/ledger && "
              "chown tsuitate-ledger: /var/lib/tsuitate/ledger && systemctl start tsuitate.target")
    scene.entry_verifies("control, on a small disk with room")
    records = len(counter.ledger())
    agent.run("cat /dev/zero > /var/lib/tsuitate/ledger/full", check=False)
    before = len(scene.card.verifies())
    outcome = counter.ask()
    report.check("the disk is full: the fault number is that of the log", (number := scene.fault()) == 401, number)
    scene.screen_is("out-of-service", "the citizen's screen says out of service")
    said = counter.outcome(outcome)
    report.check("the app learns that it did not work", "out-of-service" in said or "OutOfService" in said, said)
    report.check("the card got no VERIFY", len(scene.card.verifies()) == before)
    agent.run("rm /var/lib/tsuitate/ledger/full")
    counter.wait_ready()
    report.check("nothing that was acknowledged is gone", len(counter.ledger()) >= records)
    scene.entry_verifies("there is room again")
    agent.run("systemctl stop tsuitate.target && umount /var/lib/tsuitate/ledger && systemctl start tsuitate.target")


def main():
    bench = Bench(__doc__, "hardware-test")
    report = bench.report
    product = CounterInGuest.pack(bench.build, bench.folder)
    with Machine(bench.emulator, bench.image, bench.folder / "machine", product) as machine:
        report.tell("guest up")
        card = Card(bench.build, bench.folder, machine.socket("card"))
        try:
            CounterInGuest.install(machine.agent)
            counter = CounterInGuest(machine, bench.build, bench.folder, KIND)
            counter.wait_ready()
            backing = counter.journal("vault").get("TSUITATE_BACKING")
            report.check("without secretmem.enable=1 secrets lie in the guarded heap", backing == {"guarded heap"}, backing)
            report.tell("counter ready")
            scene = Scene(bench, machine, card, counter)
            for part in (a_held_panel, panel_unplugged, reader_unplugged_in_entry, reader_unplugged_with_card,
                         reader_unplugged_without_card, raw_node_of_panel, keypad_not_allowed, keypad_allowed,
                         raw_node_of_keypad, refused_panel_unplugged, the_disk_is_full):
                report.part(part, scene, before=scene.restore)
        finally:
            (bench.folder / "journal").write_text(
                machine.agent.run("journalctl --no-pager -o short-precise", check=False))
            card.stop()
    print(f"pictures and journal: {bench.folder}")
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
