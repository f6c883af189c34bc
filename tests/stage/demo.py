"""The demo: one visit to the counter, with everything that each side sees."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

from citizen import Citizen
from stage import Stage, StageError, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]

VISIT = """
# A citizen has come to renew the certificates. The counter app asks for a PIN.
await explain
press start
prove
await entry
# In a hurry: a wrong number.
type 1243
press confirm
await wrong
# Once more, slowly; one slip, taken back.
ask {kind}
await explain
press start
prove
await entry
type 129
press correct
type 34
press confirm
await verified
"""


# What a reader of the demo need not see of a record: it is there for proofs, or the same in each.
HIDDEN = ("boot", "uptime", "version", "time", "salt", "key", "next-key", "signature")


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def arguments():
    parser = argparse.ArgumentParser(prog="demo", add_help=False)
    parser.add_argument("build")
    parser.add_argument("--script")
    parser.add_argument("--window", action=argparse.BooleanOptionalAction)
    parser.add_argument("--kind", default="user-authentication")
    parser.add_argument("--language", default="ja", choices=("ja", "en"))
    parser.add_argument("--size", type=size, default=(1280, 800))
    parser.add_argument("--size-mm", type=size, default=(261, 163))
    return parser.parse_args()


def heading(text):
    print(f"\n\033[1m{text}\033[0m", flush=True)


class App:
    """The counter app: tsuitatectl, as a clerk's program would be."""

    def __init__(self, stage, language):
        self.stage, self.language = stage, language
        self.calls = []

    def ask(self, kind):
        command = [str(self.stage.build / "client/tsuitatectl/tsuitatectl"), "enter", kind, "--procedure",
                   "certificate-renewal", "--language", self.language]
        print(f"  counter app    $ {' '.join(['tsuitatectl', *command[1:]])}", flush=True)
        process = subprocess.Popen(command, env=self.stage.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        reader = threading.Thread(target=self.show, args=(process,), daemon=True)
        reader.start()
        self.calls.append((process, reader))

    @staticmethod
    def show(process):
        output, errors = process.communicate()
        for line in (errors + output).splitlines():
            print(f"  counter app    sees: {line}", flush=True)

    def wait(self):
        for process, reader in self.calls:
            reader.join(60)
            process.poll()


def play(script, stage, citizen, app):
    for number, line in enumerate(script.splitlines(), start=1):
        words = line.split()
        if not words:
            continue
        if words[0].startswith("#"):
            print(f"  citizen        {line.strip('# ')}")
            continue
        try:
            step(words, stage, citizen, app)
        except (ValueError, IndexError) as error:
            raise StageError(f"line {number}: \"{line}\": {error}; see ./demo --help") from None


def step(words, stage, citizen, app):
    verb, rest = words[0], words[1:]
    if verb == "await":
        citizen.sees(*rest, seconds=30)
        picture = stage.picture()
        print(f"  panel          shows {picture['scene']}: {stage.frames / picture['picture']}")
    elif verb == "press":
        citizen.touches(rest[0])
        time.sleep(0.2)
    elif verb == "prove":
        citizen.proves()
    elif verb == "type":
        dots = stage.picture().get("dots", 0)
        for count, character in enumerate(rest[0], start=dots + 1):
            citizen.touches(character)
            wait_until(lambda wanted=count: stage.picture().get("dots") == wanted, 10, f"dot {count}")
    elif verb == "tap":
        citizen.link.tap(float(rest[0]), float(rest[1]))
        time.sleep(0.2)
    elif verb == "wait":
        time.sleep(float(rest[0]))
    elif verb in ("insert", "remove"):
        stage.card(verb)
    elif verb == "ask":
        app.wait()
        app.ask(rest[0])
    else:
        raise ValueError(f"no such step as \"{verb}\"")


def window_citizen(stage, app):
    heading("The panel is a window now: you are the citizen. The PIN is 1234 (signature: ABC123).")
    app.wait()
    time.sleep(3)


def what_an_outsider_sees(stage, language):
    """The same log through the offline tool, which knows nothing of the daemon."""
    session = next(record["session"] for record in stage.records() if "session" in record)
    audit, log = str(stage.build / "audit/tool/tsuitate-audit"), str(stage.ledger_directory / "log")

    def told():
        done = subprocess.run([audit, "show", session, "--log", log, "--lang", language], capture_output=True, text=True)
        return done.stdout if done.returncode == 0 and "session-ended" in newest_events() else None

    def newest_events():
        done = subprocess.run([audit, "query", "--session", session, "--log", log], capture_output=True, text=True)
        return done.stdout
    story = wait_until(told, 20, "the signed log to hold the session")
    heading("The same session, told by tsuitate-audit from the signed log")
    print("  " + story.strip().replace("\n", "\n  "))
    heading("Is anything wrong with that log?")
    done = subprocess.run([audit, "verify", "--log", log, "--lang", language], capture_output=True, text=True)
    print("  " + done.stdout.strip().replace("\n", "\n  "))


def main():
    options = arguments()
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if options.window is None:
        # A display and somebody at it.
        options.window = bool(display) and sys.stdin.isatty() and not options.script
    folder = SOURCE / "build" / "demo"
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    if options.window and not display:
        sys.exit("demo: --window needs a display (DISPLAY or WAYLAND_DISPLAY); without it the demo plays a citizen.")
    heading("Tsuitate: a standing screen between a citizen's PIN and everything else")
    print("""
  finger -> vault -> card                     the PIN: only on this line
              |-> screen   what to draw, never which key was hit
              |-> ledger   what happened, durable before it takes effect
              `-> front    how it ended -> D-Bus -> counter app""")
    with Stage(options.build, SOURCE, folder, (*options.size, *options.size_mm), window=options.window) as stage:
        try:
            app = App(stage, options.language)
            ctl = str(stage.build / "client/tsuitatectl/tsuitatectl")
            if not options.window:
                citizen = Citizen(stage)
            wait_until(lambda: subprocess.run([ctl, "--json", "status"], env=stage.environment, capture_output=True,
                                              text=True).stdout.find('"ready"') >= 0, 30, "the counter to be ready")
            time.sleep(0.7)  # the reader looks for cards four times a second
            heading("One visit to the counter")
            app.ask(options.kind)
            if options.window:
                window_citizen(stage, app)
            else:
                script = pathlib.Path(options.script).read_text() if options.script else VISIT.format(kind=options.kind)
                play(script, stage, citizen, app)
                app.wait()
        except StageError as error:
            sys.exit(f"demo: {error}\nlogs of the roles: {folder}/*.log")
        wait_until(lambda: stage.records() and stage.records()[-1]["event"] == "session-ended", 20, "the last record")
        heading("What the log holds (each line was on the disk before it took effect)")
        for record in stage.records():
            shown = {key: value for key, value in record.items() if key not in HIDDEN}
            print("  " + json.dumps(shown, ensure_ascii=False))
        what_an_outsider_sees(stage, options.language)
        heading("What the card saw (the emulated card tells; the real one does not)")
        for command, answer in stage.apdus():
            if command.startswith("0020"):
                print(f"  VERIFY {command} -> {answer}")
    heading("Look further")
    print(f"  pictures of each screen   {folder}/frames/*.png\n  the log                   {folder}/ledger/\n"
          f"  what each role said       {folder}/*.log\n  be the citizen yourself   ./demo --window")


if __name__ == "__main__":
    main()
