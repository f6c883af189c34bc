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
from script import Script, ScriptError
from stage import Stage, StageError, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# The emulated card is given these.
PINS = {"user-authentication": "1234", "signature": "ABC123", "resident-register": "5678", "card-info-input": "9012"}

VISIT = """
# A citizen has come to renew the certificates. The counter app asks for a PIN.
await explain
press start
prove
await entry
# In a hurry: a wrong number.
type {wrong}
press confirm
await wrong
# Once more, slowly; one slip, taken back.
ask {kind}
await explain
press start
prove
await entry
type {start}9
press correct
type {rest}
press confirm
await verified
"""


# What a reader of the demo need not see of a record: it is there for proofs, or the same in each.
HIDDEN = ("boot", "uptime", "version", "time", "salt", "key", "next-key", "signature")


# Of the citizen's panel.
LANGUAGES = ("ja", "ja-x-plain", "en", "zh-Hans", "ko", "vi", "pt-BR", "fil")


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def arguments():
    parser = argparse.ArgumentParser(prog="demo", add_help=False)
    parser.add_argument("build")
    parser.add_argument("--script")
    parser.add_argument("--window", action=argparse.BooleanOptionalAction)
    parser.add_argument("--kind", default="user-authentication", choices=PINS)
    parser.add_argument("--language", default="ja", choices=LANGUAGES)
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

    def wait(self, seconds=None):
        for process, reader in self.calls:
            reader.join(seconds)
            process.poll()


def visit(kind):
    """The built-in script: two of the PIN's characters in the wrong order, then the right one."""
    pin = PINS[kind]
    return VISIT.format(kind=kind, wrong=pin[:-2] + pin[-1] + pin[-2], start=pin[:2], rest=pin[2:])


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


def show_visit(options, stage, script):
    """From the ready counter to the last record. Without a script somebody at the window is the citizen."""
    app = App(stage, options.language)
    ctl = str(stage.build / "client/tsuitatectl/tsuitatectl")
    citizen = Citizen(stage) if script else None
    wait_until(lambda: subprocess.run([ctl, "--json", "status"], env=stage.environment, capture_output=True,
                                      text=True).stdout.find('"ready"') >= 0, 30, "the counter to be ready")
    time.sleep(0.7)  # the reader looks for cards four times a second
    heading("One visit to the counter")
    app.ask(options.kind)
    if script:
        script.play(stage, citizen, app)
        app.wait(60)
    else:
        heading(f"The panel is a window now: you are the citizen. The PIN is {PINS[options.kind]}.")
        app.wait()
        time.sleep(3)
    wait_until(lambda: stage.records() and stage.records()[-1]["event"] == "session-ended", 20, "the last record")


def show_rest(options, stage):
    heading("What the log holds (each line was on the disk before it took effect)")
    for record in stage.records():
        shown = {key: value for key, value in record.items() if key not in HIDDEN}
        print("  " + json.dumps(shown, ensure_ascii=False))
    what_an_outsider_sees(stage, "ja" if options.language.startswith("ja") else "en")
    heading("What the card saw (the emulated card tells; the real one does not)")
    for command, answer in stage.apdus():
        if command.startswith("0020"):
            print(f"  VERIFY {command} -> {answer}")


def main():
    options = arguments()
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if options.window is None:
        # A display and somebody at it.
        options.window = bool(display) and sys.stdin.isatty() and not options.script
    if options.window and options.script:
        sys.exit("demo: --window and --script exclude each other: a script plays on pictures in files.")
    if options.window and not display:
        sys.exit("demo: --window needs a display (DISPLAY or WAYLAND_DISPLAY); without it the demo plays a citizen.")
    try:
        script = None
        if options.script:
            script = Script(options.script, pathlib.Path(options.script).read_text())
        elif not options.window:
            script = Script("the built-in visit", visit(options.kind))
    except (OSError, UnicodeDecodeError, ScriptError) as error:
        sys.exit(f"demo: {error}")
    folder = SOURCE / "build" / "demo"
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    heading("Tsuitate: a standing screen between a citizen's PIN and everything else")
    print("""
  finger -> vault -> card                     the PIN: only on this line
              |-> screen   what to draw, never which key was hit
              |-> ledger   what happened, durable before it takes effect
              `-> front    how it ended -> D-Bus -> counter app""")
    card = [word for kind, pin in PINS.items() for word in ("--pin", f"{kind}={pin}")]
    try:
        with Stage(options.build, SOURCE, folder, (*options.size, *options.size_mm), card=card,
                   window=options.window) as stage:
            show_visit(options, stage, script)
            show_rest(options, stage)
    except (StageError, ScriptError) as error:
        sys.exit(f"demo: {error}\nlogs of the roles: {folder}/*.log")
    except KeyboardInterrupt:
        sys.exit("demo: stopped")
    heading("Look further")
    shown = "" if options.window else f"  pictures of each screen   {folder}/frames/*.png\n"
    print(f"{shown}  the log                   {folder}/ledger/\n"
          f"  what each role said       {folder}/*.log\n  be the citizen yourself   ./demo --window")


if __name__ == "__main__":
    main()
