#!/usr/bin/python3
"""The way of a PIN through a real Debian in QEMU: emulated hardware, the guest's kernel, udev, systemd, DRM, evdev and
libccid. Usage: way_of_a_pin.py BUILD [FOLDER]. Ends with "N passed, M failed"."""

import json
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "stage"))

from counter_in_guest import CounterInGuest  # noqa: E402
from image import Image  # noqa: E402
from leaks import found, plant  # noqa: E402
from machine import Machine, wait_until  # noqa: E402

TOOLS = {"qemu-system-x86_64": "qemu-system-x86", "mmdebstrap": "mmdebstrap", "mke2fs": "e2fsprogs", "cpio": "cpio",
         "busybox": "busybox-static", "modprobe": "kmod"}

# A touch device made by a program inside the guest, with everything faked that can be.
FALSE_PANEL = '''import sys, time
from evdev import AbsInfo, InputDevice, UInput, ecodes as e
axis = AbsInfo(0, 0, 32767, 0, 0, 0)
panel = UInput({e.EV_KEY: [e.BTN_LEFT], e.EV_ABS: [(e.ABS_X, axis), (e.ABS_Y, axis)]}, name="QEMU Virtio Tablet",
               vendor=0x627, product=0x3, version=0x2, bustype=e.BUS_VIRTUAL, phys="virtio1/input0")
time.sleep(3)
reader = InputDevice(panel.device.path)
x, y = int(float(sys.argv[1]) * 32767), int(float(sys.argv[2]) * 32767)
for _ in range(3):
    panel.write(e.EV_ABS, e.ABS_X, x); panel.write(e.EV_ABS, e.ABS_Y, y); panel.syn(); time.sleep(0.1)
    panel.write(e.EV_KEY, e.BTN_LEFT, 1); panel.syn(); time.sleep(0.1)
    panel.write(e.EV_KEY, e.BTN_LEFT, 0); panel.syn(); time.sleep(0.1)
    x += 1
time.sleep(0.5)
print("an ordinary reader saw", sum(1 for event in reader.read() if event.type == e.EV_KEY), "button events")
'''


class Card:
    """The emulated card behind QEMU's reader."""

    def __init__(self, build, folder, socket_path, *pins):
        self.control, self.log = folder / "card-control.sock", folder / "apdus.jsonl"
        self.process = subprocess.Popen(
            [str(build / "tests/card/tsuitate-card-emulator"), "--vscard", str(socket_path), "--control",
             str(self.control), "--keys", str(build / "card-keys"), "--log", str(self.log),
             *(word for pin in pins for word in ("--pin", pin))])
        wait_until(self.control.exists, 60, "the emulated card")

    def say(self, command):
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(10)
            link.connect(str(self.control))
            link.sendall(command.encode() + b"\n")
            return link.makefile().readline().strip().removeprefix("ok").strip()

    def verifies(self):
        """The VERIFY commands with a PIN in them; without data they only ask for the tries left."""
        commands = [json.loads(line)["command"] for line in self.log.read_text().splitlines()]
        return [command for command in commands if command.startswith("00200080") and len(command) > 10]

    def stop(self):
        self.process.kill()
        self.process.wait()


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, holds, shown=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"{'ok  ' if holds else 'FAIL'} {what}{f': {shown}' if shown != '' else ''}", flush=True)

    def part(self, function, *arguments):
        started = time.monotonic()
        try:
            function(self, *arguments)
        except Exception:
            traceback.print_exc()
            self.check(f"{function.__name__} ran to its end", False)
        print(f"     ({function.__name__}: {time.monotonic() - started:.0f} s)", flush=True)


def right_and_wrong(report, counter, card, folder):
    outcome = counter.ask()
    counter.sees("explain")
    counter.machine.picture(folder / "explain.png")
    counter.touches("explain", "start")
    counter.sees("entry")
    counter.types("1234")
    counter.machine.picture(folder / "entry.png")
    counter.touches("entry", "confirm")
    report.check("the right PIN is verified", (said := counter.outcome(outcome)) == "verified", said)
    report.check("the card got one VERIFY", len(card.verifies()) == 1, len(card.verifies()))
    counter.wait_ready()
    for wrong, left in (("9999", 2), ("8888", 1)):
        outcome = counter.ask()
        counter.starts()
        counter.types(wrong)
        counter.touches("entry", "confirm")
        said = counter.outcome(outcome)
        tries = card.say("tries user-authentication")
        report.check(f"a wrong PIN is wrong and leaves {left}", said == "wrong" and tries == str(left), (said, tries))
        counter.wait_ready()
    card.say("reset-tries")


def false_panel(report, counter, card, folder):
    agent = counter.agent
    agent.put("/root/false_panel.py", FALSE_PANEL.encode())
    outcome = counter.ask()
    counter.sees("explain")
    before = len(card.verifies())
    x, y = counter.place_of("explain", "start")
    said = agent.run(f"modprobe uinput; python3 /root/false_panel.py {x} {y}")
    report.check("control: the uinput device does deliver events", "saw 6 button events" in said, said.strip())
    time.sleep(1)
    report.check("touches of a uinput device move nothing", counter.look()[0] == "explain", counter.look())
    journal = agent.run("journalctl --no-pager -o cat -u tsuitate-vault")
    report.check("the vault refused it by name", "a device changed" in journal and
                 "uinput" in agent.run("journalctl --no-pager -o verbose -u tsuitate-vault"))
    counter.touches("explain", "start")
    counter.sees("entry")
    report.check("control: the real panel still works", True)
    counter.touches("entry", "stop")
    report.check("stop ends the entry", (said := counter.outcome(outcome)) == "stopped", said)
    report.check("no VERIFY for it", len(card.verifies()) == before)
    counter.wait_ready()


def nothing_leaks(report, counter, card, folder, pin):
    agent = counter.agent
    agent.run("systemd-run -q --unit=capture -p StandardOutput=file:/run/bus.json "
              "busctl monitor --system --json=short")
    wait_until(lambda: agent.run("systemctl is-active capture", check=False).strip() == "active", 20, "the capture")
    time.sleep(2)
    needles = {"pin": pin.encode(), "verify": bytes.fromhex("00200080") + bytes([len(pin)]) + pin.encode()}
    outcome = counter.ask("signature")
    counter.starts()
    counter.types(pin)
    counter.machine.picture(folder / "entry-signature.png")
    during = counter.machine.memory_counts(**needles)
    report.check("control: during the entry the PIN is in the memory image", during["pin"] > 0, during)
    counter.touches("entry", "confirm")
    report.check("the signature PIN of 16 characters is verified", (said := counter.outcome(outcome)) == "verified", said)
    counter.wait_ready()
    time.sleep(2)
    after = counter.machine.memory_counts(**needles)
    report.check("after the session no copy of PIN or VERIFY is in the guest's memory",
                 after == {"pin": 0, "verify": 0}, after)
    agent.run("systemctl stop capture; journalctl --sync")
    pieces = {"bus": agent.run("cat /run/bus.json"), "journal": agent.run("journalctl --no-pager -o verbose --all"),
              "ledger": agent.run("cat /var/lib/tsuitate/ledger/*.jsonl")}
    controls = {"bus": "EnterPin", "journal": "tsuitate-vault", "ledger": "pin-attempt"}
    for name, text in pieces.items():
        (folder / f"{name}.capture").write_text(text)
        report.check(f"control: the {name} capture holds what happened", controls[name] in text)
        data = text.encode()
        report.check(f"control: a planted copy in the {name} capture is found", found(data + plant(pin), pin))
        report.check(f"the PIN is in no form in the {name}", not found(data, pin), found(data, pin))
    numbers = {key for line in pieces["ledger"].splitlines() for key, value in json.loads(line).items()
               if isinstance(value, int)}
    counting = numbers - {"sequence", "uptime", "version", "tries-left", "caller-uid"}
    report.check("no number in the ledger could be its length", not counting, counting or numbers)
    calls = [line for line in pieces["bus"].splitlines() if "org.tsuitate" in line]
    report.check("the bus does not hold its length", calls and not any('"data":[16]' in line for line in calls))


def main():
    missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
    if missing:
        sys.exit(f"these Debian packages are missing: {' '.join(missing)}")
    build = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else build / "system-test").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    report = Report()
    started = time.monotonic()
    image = Image(build.parent / "system-image")
    image.build()
    print(f"image ready after {time.monotonic() - started:.0f} s", flush=True)
    product = CounterInGuest.pack(build, folder)
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    pin = "".join(random.sample(alphabet, 12)) + "".join(random.sample("23456789", 4))
    with Machine(image, folder / "machine", product) as machine:
        print(f"guest up after {time.monotonic() - started:.0f} s", flush=True)
        card = Card(build, folder, machine.socket("card"), f"signature={pin}")
        try:
            CounterInGuest.install(machine.agent)
            counter = CounterInGuest(machine, build, folder, "user-authentication")
            counter.wait_ready()
            print(f"counter ready after {time.monotonic() - started:.0f} s", flush=True)
            report.part(right_and_wrong, counter, card, folder)
            report.part(false_panel, counter, card, folder)
            signing = CounterInGuest(machine, build, folder, "signature")
            signing.apps = counter.apps
            report.part(nothing_leaks, signing, card, folder, pin)
        finally:
            card.stop()
    print(f"pictures and captures: {folder}")
    print(f"took {time.monotonic() - started:.0f} s")
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
