#!/usr/bin/python3
"""The way of a PIN through a real Debian in QEMU: emulated hardware, the guest's kernel, udev, systemd, DRM, evdev and
libccid. Usage: way_of_a_pin.py BUILD [FOLDER] [--image DIR] [--qemu WHICH]. Ends with "N passed, M failed"."""

import json
import pathlib
import random
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "stage")]

from bench import Bench  # noqa: E402
from card_in_reader import Card  # noqa: E402
from counter_in_guest import CounterInGuest  # noqa: E402
from leaks import found, numbers_in_messages, plant  # noqa: E402
from machine import AXIS_MAX, SIZE_MM, Machine, wait_until  # noqa: E402

# A touch device made by a program inside the guest, with everything faked that can be. Touches when it is told to.
FALSE_PANEL = '''import os, sys, time
from evdev import AbsInfo, InputDevice, UInput, ecodes as e
axis = AbsInfo(0, 0, 32767, 0, 0, 0)
panel = UInput({e.EV_KEY: [e.BTN_LEFT], e.EV_ABS: [(e.ABS_X, axis), (e.ABS_Y, axis)]}, name="QEMU Virtio Tablet",
               vendor=0x627, product=0x3, version=0x2, bustype=e.BUS_VIRTUAL, phys="virtio1/input0")
while not os.path.exists("/run/touch-now"):
    time.sleep(0.1)
reader = InputDevice(panel.device.path)
x, y = int(sys.argv[1]), int(sys.argv[2])
for _ in range(3):
    panel.write(e.EV_ABS, e.ABS_X, x); panel.write(e.EV_ABS, e.ABS_Y, y); panel.syn(); time.sleep(0.1)
    panel.write(e.EV_KEY, e.BTN_LEFT, 1); panel.syn(); time.sleep(0.1)
    panel.write(e.EV_KEY, e.BTN_LEFT, 0); panel.syn(); time.sleep(0.1)
    x += 1
seen, end = 0, time.monotonic() + 20
while seen < 6 and time.monotonic() < end:
    event = reader.read_one()
    if event is None:
        time.sleep(0.05)
    elif event.type == e.EV_KEY:
        seen += 1
print("an ordinary reader saw", seen, "button events", flush=True)
while os.path.exists("/run/touch-now"):
    time.sleep(0.1)
'''


def right_and_wrong(report, counter, card, folder):
    outcome = counter.ask()
    counter.sees("explain")
    counter.machine.picture(folder / "explain.png")
    counter.starts()
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
        tries = card.tries("user-authentication")
        report.check(f"a wrong PIN is wrong and leaves {left}", said == "wrong" and tries == left, (said, tries))
        counter.wait_ready()
    card.say("reset-tries")


def journal_has_fields(report, counter):
    """What docs/operations.md promises, from the guest's own journald."""
    vault, screen, ledger, front = (counter.journal(role) for role in ("vault", "screen", "ledger", "front"))
    backing = vault.get("TSUITATE_BACKING")
    report.check("with secretmem.enable=1 secrets lie in memfd_secret", backing == {"memfd_secret"}, backing)
    report.check("the vault tells of each device and role", {"panel", "reader", "screen", "ledger"} <=
                 vault.get("TSUITATE_DEVICE", set()) and {"front", "screen", "ledger"} <= vault.get("TSUITATE_ROLE", set()) and
                 "ready" in vault.get("TSUITATE_STATE", set()), vault)
    report.check("the screen tells of its display", any(card.startswith("/dev/dri/") for card in
                 screen.get("TSUITATE_CARD", ())) and screen.get("TSUITATE_CONNECTOR"), screen)
    report.check("the ledger tells how many records it has", ledger.get("TSUITATE_RECORDS"), ledger)
    report.check("the front tells what it serves", front.get("TSUITATE_BUS_NAME") == {"org.tsuitate.Counter1"}, front)


def false_panel(report, counter, card):
    agent = counter.agent
    agent.put("/root/false_panel.py", FALSE_PANEL.encode())
    outcome = counter.ask()
    counter.sees("explain")
    before = len(card.verifies())
    x, y = (int(place / size * AXIS_MAX) for place, size in zip(counter.place_of("explain", "start"), SIZE_MM))
    agent.run("modprobe uinput; systemd-run -q --unit=false-panel -p StandardOutput=file:/run/false-panel "
              f"/usr/bin/python3 /root/false_panel.py {x} {y}")

    def refused():
        journal = agent.run("journalctl --no-pager -o verbose -u tsuitate-vault")
        return "a device changed" in journal and "uinput" in journal
    report.check("the vault refused it by name", wait_until(refused, 60, "the vault to say so", pause=0.5))
    agent.run("touch /run/touch-now")
    said = wait_until(lambda: agent.run("cat /run/false-panel", check=False), 60, "the touches of the false panel")
    report.check("control: the uinput device does deliver events", "saw 6 button events" in said, said.strip())
    time.sleep(1)  # for a picture that should not come
    report.check("touches of a uinput device move nothing", counter.look()[0] == "explain", counter.look())
    agent.run("rm /run/touch-now")
    counter.starts()
    report.check("control: the real panel still works", True)
    counter.stops()
    report.check("stop ends the entry", (said := counter.outcome(outcome)) == "stopped", said)
    report.check("no VERIFY for it", len(card.verifies()) == before)
    counter.wait_ready()


def shifted_panel(report, counter, card):
    """What started it all: the panel answers beside what is touched. Nobody pays for it with a try."""
    before = len(card.verifies())
    counter.beside = (5.7, 5.7)
    outcome = counter.ask()
    counter.sees("explain")
    counter.touches("explain", "start")
    counter.proves(until="panel-refused")
    report.check("a panel that answers 8 mm beside is refused before a digit is typed", True)
    report.check("the log says so", [r["detail"] for r in counter.ledger() if r["event"] == "panel-proof"][-1] == "refused")
    counter.touches("panel-refused", "stop")
    report.check("stop ends it", (said := counter.outcome(outcome)) == "stopped", said)
    report.check("no VERIFY for it", len(card.verifies()) == before)
    counter.wait_ready()
    agent = counter.agent
    agent.run("systemd-run -q --unit=calibrate -p StandardOutput=file:/run/calibrated tsuitatectl calibrate")
    counter.sees("calibrate")
    counter.proves(until="calibrated")
    said = wait_until(lambda: re.search("^[a-z-]+, worst.*", agent.run("cat /run/calibrated"), re.MULTILINE), 20,
                      "the result of the calibration")[0]
    report.check("a calibration on the panel itself", said.startswith("done"), said)
    counter.wait_ready()
    outcome = counter.ask()
    counter.starts()
    counter.types("1234")
    counter.touches("entry", "confirm")
    said = counter.outcome(outcome)
    report.check("mends it: the next entry is verified, with no try lost", said == "verified" and
                 len(card.verifies()) == before + 1, said)
    counter.wait_ready()
    counter.beside = (0, 0)
    agent.run("tsuitatectl calibrate --tool previous")
    counter.wait_ready()


def commissioning(report, counter):
    """Display and touch panel as the guest's kernel and udev tell of them, beside the running vault."""
    agent = counter.agent
    found = json.loads(agent.run("tsuitatectl commission --json", check=False))
    report.check("commissioning finds the display", found["pixels"] == [1280, 800], found)
    report.check("and the panel that the vault has", found["name"].startswith("QEMU Virtio") and
                 re.fullmatch(r"pci0000:00/.*virtio\d+", found["path"]), found["path"])
    agent.run("cp -r /etc/tsuitate /run/commissioned")
    agent.run("tsuitatectl commission --size-mm 261x200 --policy-dir /run/commissioned --write", check=False)
    report.check("pixels that would not be square are not written",
                 agent.run("cat /run/commissioned/panel.toml") == agent.run("cat /etc/tsuitate/panel.toml"))
    agent.run("tsuitatectl commission --size-mm 261x163 --matrix '1 0 0.001 0 1 0' --policy-dir /run/commissioned --write")
    written = agent.run("cat /run/commissioned/panel.toml")
    report.check("what fits is", "size-mm = [261.0, 163.0]" in written and found["path"] in written and
                 "calibration = [1.0, 0.0, 0.001" in written and "[[reader]]" in written, written)
    agent.run("cp /etc/tsuitate/panel.toml /run/panel.toml; cp /run/commissioned/panel.toml /etc/tsuitate/; "
              "systemctl restart tsuitate.target")
    counter.wait_ready()
    report.check("and the vault opens the panel by it", "panel: ready" in agent.run("tsuitatectl devices"))
    agent.run("cp /run/panel.toml /etc/tsuitate/; systemctl restart tsuitate.target")
    counter.wait_ready()


def nothing_leaks(report, counter, card, folder, pin):
    agent = counter.agent
    agent.run("systemd-run -q --unit=capture -p StandardOutput=file:/run/bus.json "
              "busctl monitor --system --json=short")

    def capturing():
        agent.run("busctl --system call org.freedesktop.DBus / org.freedesktop.DBus GetId")
        return "GetId" in agent.run("cat /run/bus.json", check=False)
    wait_until(capturing, 60, "the capture of the bus", pause=0.5)
    needles = {"pin": pin.encode(), "verify": bytes.fromhex("00200080") + bytes([len(pin)]) + pin.encode()}
    outcome = counter.ask("signature")
    counter.starts()
    counter.types(pin)
    counter.machine.picture(folder / "entry-signature.png")
    during = counter.machine.memory_counts(**needles)
    report.check("control: during the entry the PIN is in the memory image", during["pin"] > 0, during)
    counter.touches("entry", "confirm")
    said = counter.outcome(outcome)
    report.check("the signature PIN of 16 characters is verified", said == "verified", said)
    counter.wait_ready()
    for _ in range(5):  # the kernel frees its buffers in its own time
        after = counter.machine.memory_counts(**needles)
        if not any(after.values()):
            break
        time.sleep(1)
    report.check("after the session no copy of PIN or VERIFY is in the guest's memory",
                 after == {"pin": 0, "verify": 0}, after)
    agent.run("systemctl stop capture; journalctl --sync")
    pieces = {"bus": agent.run("cat /run/bus.json"), "journal": agent.run("journalctl --no-pager -o verbose --all"),
              "ledger": counter.ledger_text()}
    controls = {"bus": "EnterPin", "journal": "tsuitate-vault", "ledger": "pin-attempt"}
    for name, text in pieces.items():
        (folder / f"{name}.capture").write_text(text)
        report.check(f"control: the {name} capture holds what happened", controls[name] in text)
        data = text.encode()
        report.check(f"control: a copy planted in the {name} capture is found in each form",
                     found(data + b"\n" + plant(pin), pin) == found(plant(pin), pin))
        report.check(f"the PIN is in no form in the {name}", not found(data, pin), found(data, pin))
    # What concerns no session, such as how the panel answers, was measured where no PIN was typed.
    numbers = {key for record in counter.records_in(pieces["ledger"]) if "session" in record
               for key, value in record.items() if isinstance(value, int)}
    counting = numbers - {"sequence", "uptime", "version", "tries-left", "caller-uid", "epoch"}
    report.check("no number in the ledger could be its length", numbers and not counting,
                 counting or numbers)
    calls = [line for line in pieces["bus"].splitlines() if "org.tsuitate" in line]
    report.check("control: a length planted among the calls is found",
                 len(pin) in numbers_in_messages("\n".join([*calls, '{"payload":{"data":[{"n":{"data":%d}}]}}' % len(pin)])))
    numbers = numbers_in_messages("\n".join(calls))
    report.check("the bus does not hold its length", calls and len(pin) not in numbers, numbers)
    told = {f"{role} {name}" for role in ("vault", "screen", "front") for name, values in counter.journal(role).items()
            if str(len(pin)) in values}
    report.check("no field in the journal is its length", not told, told)


WITNESS = """set -e
printf 'name = "office.example/witness"\\naddress = "127.0.0.1"\\nport = 8470\\n[[log]]\\nkey = "%s"\\n' \\
    "$(sed -n 2p /var/lib/tsuitate/ledger/log/anchor)" > /etc/tsuitate/witness.toml
systemctl start tsuitate-witness
for i in $(seq 60); do key=$(tsuitate-witness key 2>/dev/null) && break; sleep 0.5; done
printf 'interval = 5\\nlongest-gap = 3600\\n[[witness]]\\nname = "office"\\nurl = "http://127.0.0.1:8470"\\nkey = "%s"\\n' "$key" \\
    > /etc/tsuitate/witnesses.toml
systemctl start tsuitate-courier
echo "$key"
"""


def witnessed(report, counter):
    """Courier and witness as their units run them, in their sandboxes, on the log of this machine."""
    agent = counter.agent
    key = agent.run(WITNESS).strip().splitlines()[-1]
    status = wait_until(lambda: json.loads(agent.run("cat /var/lib/tsuitate-courier/status.json", check=False) or "{}")
                        .get("witnesses"), 60, "the courier's status", pause=0.5)
    report.check("the witness's key is printed", key.startswith("office.example/witness+"), key)

    def signed():
        text = agent.run("cat /var/lib/tsuitate-courier/status.json")
        return all(one["trouble"] == "none" and one.get("cosigned-size", 0) > 0 for one in json.loads(text)["witnesses"])
    report.check("the witness signs what the courier brings", wait_until(signed, 60, "a signature", pause=0.5), status)
    health = agent.run("tsuitatectl health", check=False)
    report.check("and the counter's health says so", "witness office: " in health, health)
    kept = agent.run("grep -rl office.example/witness /var/lib/tsuitate-courier/witnessed", check=False)
    report.check("the signature is kept", kept.strip(), kept)


def the_log_verifies(report, counter, build, folder):
    """The log of this very machine, carried out of it, through the offline tool."""
    agent, copy = counter.agent, folder / "log"
    keys = agent.run("ls /var/lib/tsuitate/ledger/keys").split()
    report.check("the keys are sealed: of the private ones only that of the next epoch lies beside the log",
                 len(keys) == 1 and keys[0].startswith("epoch-"), keys)
    agent.run("tar -C /var/lib/tsuitate/ledger -cf /run/log.tar log")
    copy.mkdir()
    (folder / "log.tar").write_bytes(agent.get("/run/log.tar"))
    subprocess.run(["tar", "-C", str(copy), "-xf", str(folder / "log.tar")], check=True)
    log = copy / "log"
    command = [str(build / "audit/tool/tsuitate-audit"), "verify", "--anchor", str(log / "anchor"), "--log", str(log)]
    done = subprocess.run(command, capture_output=True, text=True)
    report.check("an outsider finds nothing wrong with the log of this run", done.returncode == 0,
                 done.stdout[-600:] + done.stderr[-300:])
    tile = max((path for path in (log / "tile/entries").rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    content = bytearray(tile.read_bytes())
    content[len(content) // 2] ^= 1
    tile.write_bytes(content)
    done = subprocess.run(command, capture_output=True, text=True)
    report.check("control: with one bit of it changed, something is", done.returncode == 1, done.returncode)


def main():
    bench = Bench(__doc__, "system-test")
    report, folder = bench.report, bench.folder
    product = CounterInGuest.pack(bench.build, folder)
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    pin = "".join(random.sample(alphabet, 12)) + "".join(random.sample("23456789", 4))
    with Machine(bench.emulator, bench.image, folder / "machine", product, kernel_options="secretmem.enable=1") as machine:
        report.tell("guest up")
        card = Card(bench.build, folder, machine.socket("card"), f"signature={pin}")
        try:
            CounterInGuest.install(machine.agent)
            counter = CounterInGuest(machine, bench.build, folder, "user-authentication")
            counter.wait_ready()
            report.tell("counter ready")
            report.part(journal_has_fields, counter)
            report.part(right_and_wrong, counter, card, folder)
            report.part(false_panel, counter, card)
            report.part(shifted_panel, counter, card)
            report.part(commissioning, counter)
            signing = CounterInGuest(machine, bench.build, folder, "signature")
            signing.apps = counter.apps
            report.part(nothing_leaks, signing, card, folder, pin)
            report.part(witnessed, signing)
            report.part(the_log_verifies, signing, bench.build, folder)
        finally:
            card.stop()
    print(f"pictures and captures: {folder}")
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
