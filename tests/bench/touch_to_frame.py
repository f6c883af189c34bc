#!/usr/bin/python3
"""From the lift of a finger to the changed picture, complete in the framebuffer that is turned to the glass next, through
the real processes: a touch panel is played into the vault, the screen draws into plain memory, and both instants are read
from one clock (CLOCK_MONOTONIC). What the machine does meanwhile is in it. Beside it, from tsuitate-bench-screen in the
same run, a full repaint by Cairo of a picture that is ready. Prints the table of docs/benchmarks.md."""

import argparse
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
for folder in ("integration/counter", "stage"):
    sys.path.insert(0, str(SOURCE / "tests" / folder))

from citizen import REACTION, Citizen  # noqa: E402
from stage import Stage, StageError, wait_until  # noqa: E402
from theatre import CounterApp, Waiting  # noqa: E402

PANELS = ((1024, 768, 246, 184), (1920, 1080, 344, 194), (3840, 2160, 344, 194))
FRAME_MS = 1000 / 60
GRID = 0.25  # seconds
HOLD = 0.07
PATIENCE = 5
PEER = "full repaint by Cairo of a ready picture"


class MeasuredStage(Stage):
    """A stage whose screen draws into memory and says when each picture was complete."""

    def __init__(self, build, panel, signs):
        super().__init__(build, SOURCE, panel=panel)
        self.signs = signs
        self.pictures = []
        self.read = 0

    def start_role(self, name, command, sockets, policy=False):
        if name == "screen":
            size = command[command.index("--size"):]
            command = ["tests/bench/tsuitate-screen-memory", "--pictures", str(self.directory / "pictures.jsonl"), *size]
        return super().start_role(name, command, sockets, policy)

    def start(self):
        own = self.directory / "policy"
        shutil.copytree(self.policy, own, dirs_exist_ok=True)
        rules = own / "panel.toml"
        text, found = re.subn(r'(?m)^signs = .*$', f'signs = "{self.signs}"', rules.read_text())
        if found != 1:
            raise StageError("panel.toml does not say when signs appear")
        rules.write_text(text)
        self.policy = own
        super().start()

    def picture(self):
        self.pictures += self.unread()
        return self.pictures[-1] if self.pictures else {}

    def unread(self):
        path = self.directory / "pictures.jsonl"
        if not path.exists():
            return []
        with open(path, "rb") as file:
            file.seek(self.read)
            whole = file.read().rpartition(b"\n")[0]
        self.read += len(whole) + 1 if whole else 0
        return [json.loads(line) for line in whole.splitlines()]

    def first_after(self, instant, wanted):
        """When the first picture that is wanted was complete; None where it does not come."""
        def look():
            self.check_alive()
            self.picture()
            since = itertools.takewhile(lambda one: one["complete_ns"] > instant, reversed(self.pictures))
            return min((one["complete_ns"] for one in since if wanted(one)), default=None)
        try:
            return wait_until(look, PATIENCE, "the picture")
        except StageError:
            return None


class Measured:
    def __init__(self):
        self.times = []  # milliseconds
        self.lost = 0

    def quantile(self, share):
        return sorted(self.times)[int(share * (len(self.times) - 1))]


def touch(stage, citizen, key, wanted, measured):
    """One touch, measured from its lift to the picture that is wanted. Where none comes it was not taken."""
    for _ in range(3):
        time.sleep(REACTION + random.uniform(0, GRID))
        x, y = citizen.place_of(key)
        citizen.link.down(x, y)
        time.sleep(HOLD)
        lifted = time.monotonic_ns()
        citizen.link.up()
        complete = stage.first_after(lifted, wanted)
        if complete is not None:
            measured.times.append((complete - lifted) / 1e6)
            return
        measured.lost += 1
    raise StageError(f"no touch of {key!r} was taken; the panel shows {stage.picture().get('scene')}")


def measure_pages(stage, citizen, touches):
    """Keys that lead to another page: from the entry to the help, and back."""
    measured = Measured()
    for _ in range((touches + 1) // 2):
        touch(stage, citizen, "help", lambda picture: picture["scene"] == "help", measured)
        touch(stage, citizen, "back", lambda picture: picture["scene"] == "entry", measured)
    return measured


def measure_characters(stage, citizen, touches):
    """A digit typed and taken back in turns, each when the sign of the one before is gone."""
    measured = Measured()
    for _ in range((touches + 1) // 2):
        for key, dots in ((random.choice("0123456789"), 1), ("correct", 0)):
            touch(stage, citizen, key, lambda picture, wanted=dots: picture["dots"] == wanted, measured)
            wait_until(lambda: not stage.picture()["taken"], PATIENCE, "the end of the sign")
    return measured


def measure(build, panel, signs, measurements, touches):
    with MeasuredStage(build, panel, signs) as stage:
        app = CounterApp(stage)
        citizen = Citizen(stage)
        wait_until(lambda: app.state() == "ready" and app.property("Card") == "present", 20, "the counter to be ready")
        app.open()
        entry = Waiting(lambda: app.enter("user-authentication"))
        citizen.sees("explain")
        citizen.starts()
        citizen.sees("entry")
        found = [measurement(stage, citizen, touches) for measurement in measurements]
        citizen.touches("stop")
        citizen.sees("stop-question")
        citizen.touches("no")
        entry.outcome()
        return found


def peers(build, rounds):
    """The full repaint's p50 and p99 in ms, by the size of the panel."""
    said = subprocess.run([str(build / "tests/bench/tsuitate-bench-screen"), "--rounds", str(rounds)], check=True,
                          capture_output=True, text=True).stdout
    found = {}
    for size, times in re.findall(rf"(?m)^(\d+ x \d+), user-authentication\n.*\n +{PEER} +(\S+ +\S+)", said):
        found[tuple(int(number) for number in size.split(" x "))] = tuple(float(number) for number in times.split())
    return found


def report(panel, peer, rows):
    print(f"{panel[0]} x {panel[1]}")
    print(f"  {'':42} {'p50 (ms)':>9} {'p99 (ms)':>9} {'max (ms)':>9} {'x peer':>7} {'p99 of 1/60s':>13} {'within':>9}")
    print(f"  {PEER:42} {peer[0]:9.2f} {peer[1]:9.2f} {'':9} {1:7.2f} {peer[1] / FRAME_MS:13.3f}")
    for name, measured in rows:
        p50, p99 = measured.quantile(0.5), measured.quantile(0.99)
        within = sum(time <= FRAME_MS for time in measured.times)
        lost = f"  {measured.lost} not taken" if measured.lost else ""
        print(f"  {name:42} {p50:9.2f} {p99:9.2f} {max(measured.times):9.2f} {p50 / peer[0]:7.2f} {p99 / FRAME_MS:13.3f} "
              f"{within:4}/{len(measured.times):<4}{lost}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", nargs="?", type=pathlib.Path, default=SOURCE / "build" / "release")
    parser.add_argument("--touches", type=int, default=200, help="measured for each line (default: %(default)s)")
    parser.add_argument("--short", action="store_true", help="two touches at the smallest size: does it work?")
    options = parser.parse_args()
    build = options.build.resolve()
    touches = 2 if options.short else options.touches
    repainted = peers(build, 2 if options.short else 200)
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.2f}")
    for panel in PANELS[:1] if options.short else PANELS:
        pages, at_once = measure(build, panel, "at-once", (measure_pages, measure_characters), touches)
        on_grid, = measure(build, panel, "grid", (measure_characters,), touches)
        report(panel, repainted[panel[:2]], (("a key to another page", pages),
                                             ('a character, signs = "at-once"', at_once),
                                             ('a character, signs = "grid"', on_grid)))
    print(f"load of the machine at the end: {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
