"""Stage: the roles on one machine, without systemd: socket pairs between them, a private bus, the emulated card
in the virtual reader and the emulated panel. Tests and demo play on it; nothing of it is installed."""

import contextlib
import grp
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import wave

from journal import records_in
from listening import listens

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={directory}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
"""


class StageError(RuntimeError):
    pass


def wait_until(question, seconds, what, pause=0.02):
    """The first true answer of question(). Raises StageError naming what was waited for."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise StageError(f"waited {seconds} s in vain for {what}")
        time.sleep(pause)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stage:
    """Options: width_px, height_px, width_mm, height_mm of the panel; policy (folder); card (arguments of the
    emulated card, None for an empty reader); window=True for a real window instead of picture files; keep_sockets=True to
    keep each role's end of its socket in `sockets`, for a test that speaks in its place; voice=True for the optional role, with a
    headset that is two files (`headset`, `heard()`)."""

    def __init__(self, build, source, directory=None, panel=(1280, 800, 261, 163), policy=None, card=(),
                 window=False, keep_sockets=False, voice=False):
        self.build = pathlib.Path(build)
        self.source = pathlib.Path(source)
        self.own_directory = directory is None
        self.directory = pathlib.Path(directory or tempfile.mkdtemp(prefix="tsuitate-stage-"))
        self.directory.mkdir(parents=True, exist_ok=True)
        self.panel = panel
        self.policy = pathlib.Path(policy) if policy else self.build / "policy" / "default"
        self.card_arguments = card
        self.window = window
        self.keep_sockets = keep_sockets
        self.voice = voice
        self.sockets = {}
        self.processes = {}
        self.logs = {}
        self.port = free_port()
        self.frames = self.directory / "frames"
        self.ledger_directory = self.directory / "ledger"

    # ------------------------------------------------------------ life

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.frames.mkdir(exist_ok=True)
        self.ledger_directory.mkdir(exist_ok=True)
        if os.geteuid() != 0:
            self.admit_own_group()
        self.start_bus()
        ends = {role: socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for role in
                ("front", "screen", "ledger", *(("voice",) if self.voice else ()))}
        width_px, height_px, width_mm, height_mm = self.panel
        if self.window:
            screen = ["tests/panel/tsuitate-screen-window", "--panel-socket", str(self.panel_socket)]
        else:
            screen = ["tests/panel/tsuitate-screen-frames", "--frames", str(self.frames)]
        screen += ["--size", f"{width_px}x{height_px}", "--size-mm", f"{width_mm}x{height_mm}"]
        self.start_role("vault", ["tests/panel/tsuitate-vault-rehearsal", "--panel", str(self.panel_socket),
                                  "--reader-device", f"/dev/null:0x{self.port:X}"],
                        {role: pair[0] for role, pair in ends.items()}, policy=True)
        self.start_role("ledger", ["daemon/ledger/tsuitate-ledger", "--directory", str(self.ledger_directory)],
                        {"vault": ends["ledger"][1]})
        wait_until(lambda: listens(self.panel_socket), 10, "the emulated panel's socket")
        self.start_role("screen", screen, {"vault": ends["screen"][1]}, policy=True)
        self.start_role("front", ["daemon/front/tsuitate-front", "--log", str(self.ledger_directory / "log")],
                        {"vault": ends["front"][1]}, policy=True)
        if self.voice:
            self.start_voice(ends["voice"][1])
        for role, (near, far) in ends.items():
            near.close()
            if self.keep_sockets:
                self.sockets[role] = far
            else:
                far.close()
        if self.card_arguments is not None:
            self.start_card(*self.card_arguments)

    def stop(self):
        for name in ("voice", "front", "screen", "vault", "ledger", "card", "bus"):
            self.end(name)
        for kept in self.sockets.values():
            kept.close()
        if self.own_directory:
            shutil.rmtree(self.directory, ignore_errors=True)

    def end(self, name, with_signal=signal.SIGTERM):
        """Ends one process; returns its exit status (None when it was not there)."""
        process = self.processes.pop(name, None)
        if process is None:
            return None
        if process.poll() is None:
            process.send_signal(with_signal)
        try:
            return process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise StageError(f"{name} did not end") from None

    # ------------------------------------------------------------ parts

    @property
    def panel_socket(self):
        return self.directory / "panel.sock"

    @property
    def bus_address(self):
        return f"unix:path={self.directory}/bus"

    @property
    def environment(self):
        return {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.bus_address}

    def log_of(self, name):
        return (self.directory / f"{name}.log").read_text(errors="replace")

    def spawn(self, name, command, **more):
        program = pathlib.Path(command[0])
        if not program.is_absolute():
            program = self.build / program
        if not program.exists():
            raise StageError(f"{program} is not there: build it first (./check --quick)")
        output = open(self.directory / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen([str(program), *command[1:]], stdin=subprocess.DEVNULL, stdout=output,
                                                stderr=output, env=self.environment, **more)
        output.close()
        return self.processes[name]

    def admit_own_group(self):
        """Root may use any counter. Another user may use this one, whose policy names the user's own group."""
        own = self.directory / "policy"
        shutil.copytree(self.policy, own, dirs_exist_ok=True)
        access = own / "access.toml"
        group = grp.getgrgid(os.getegid()).gr_name
        access.write_text(re.sub(r'^(group|audit-group) = ".*"', rf'\1 = "{group}"', access.read_text(), flags=re.MULTILINE))
        self.policy = own

    def start_bus(self):
        config = self.directory / "bus.conf"
        config.write_text(BUS_CONFIG.format(directory=self.directory))
        daemon = shutil.which("dbus-daemon")
        if daemon is None:
            raise StageError("dbus-daemon is missing: apt-get install dbus-daemon")
        self.spawn("bus", [daemon, f"--config-file={config}", "--nofork", "--nopidfile"])
        wait_until(lambda: listens(self.directory / "bus"), 10, "the private bus")
        os.chmod(self.directory, 0o755)
        os.chmod(self.directory / "bus", 0o777)

    def start_role(self, name, command, sockets, policy=False):
        if policy:
            command = [*command, "--policy", str(self.policy)]
        descriptors = [end.fileno() for end in sockets.values()]
        handed = tuple(range(3, 3 + len(descriptors)))

        def hand_over():
            parked = [os.dup2(number, 200 + i) for i, number in enumerate(descriptors)]
            for target, number in zip(handed, parked):
                os.dup2(number, target)
                os.close(number)

        # sd_listen_fds(3): the variables count only for the process they name, and exec keeps its number.
        script = 'LISTEN_PID=$$ LISTEN_FDS="$1" LISTEN_FDNAMES="$2"; export LISTEN_PID LISTEN_FDS LISTEN_FDNAMES; ' \
                 'shift 2; exec "$@"'
        program = self.build / command[0]
        if not program.exists():
            raise StageError(f"{program} is not there: build it first (./check --quick)")
        return self.spawn(name, ["/bin/sh", "-c", script, "sh", str(len(descriptors)), ":".join(sockets), str(program),
                                 *command[1:]], pass_fds=handed, preexec_fn=hand_over)

    # ------------------------------------------------------------ the voice

    @property
    def headset(self):
        """A headset is in while this file exists."""
        return self.directory / "headset"

    def start_voice(self, socket_of_vault):
        """Its sentences are recorded first, as at an installation, by a program that says the same to all of them."""
        silence = self.directory / "recorded.wav"
        with wave.open(str(silence), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(22050)
            file.writeframes(b"\1\0" * 220)
        own = self.directory / "policy"
        if self.policy != own:
            shutil.copytree(self.policy, own, dirs_exist_ok=True)
        languages = "".join(f'[[language]]\nlanguage = "{language}"\ncommand = ["cp", "{silence}", "{{wav}}"]\n'
                            for language in ("ja", "en"))
        (own / "voice.toml").write_text(f'card = "none"\n{languages}')
        clips = self.directory / "clips"
        subprocess.run([str(self.build / "daemon/voice/tsuitate-voice"), "--policy", str(own), "--render", str(clips)],
                       check=True, stdout=subprocess.DEVNULL)
        self.start_role("voice", ["tests/voice/tsuitate-voice-recorded", "--policy", str(own), "--clips", str(clips),
                                  "--jack", str(self.headset), "--heard", str(self.directory / "heard.jsonl")],
                        {"vault": socket_of_vault})

    def heard(self):
        """What was heard so far: (event, text, hash of the samples)."""
        path = self.directory / "heard.jsonl"
        if not path.exists():
            return []
        whole = path.read_text().rpartition("\n")[0]
        entries = (json.loads(line) for line in whole.splitlines())
        return [(entry["event"], entry["text"], entry["samples"]) for entry in entries]

    # ------------------------------------------------------------ the card

    def start_card(self, *arguments):
        keys = self.build / "card-keys"
        self.spawn("card", ["tests/card/tsuitate-card-emulator", "--vpcd", f"127.0.0.1:{self.port}", "--control",
                            str(self.directory / "card.sock"), "--keys", str(keys), "--log",
                            str(self.directory / "apdu.jsonl"), *arguments])
        wait_until(lambda: listens(self.directory / "card.sock"), 60, "the emulated card")

    def card(self, command):
        """One control command of the emulated card; returns what follows its `ok`."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(10)
            link.connect(str(self.directory / "card.sock"))
            link.sendall(command.encode() + b"\n")
            answer = link.makefile().readline().strip()
        if not answer.startswith("ok"):
            raise StageError(f"card: {command}: {answer}")
        return answer[2:].strip()

    def apdus(self):
        """Everything that reached the card, as (command, answer) in hexadecimal."""
        path = self.directory / "apdu.jsonl"
        if not path.exists():
            return []
        entries = (json.loads(line) for line in path.read_text().splitlines() if line.strip())
        return [(entry.get("command", ""), entry.get("answer", "")) for entry in entries]

    # ------------------------------------------------------------ what can be seen

    def picture(self):
        """The picture that is on the emulated glass: scene, dots, targets in millimetres."""
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return json.loads((self.frames / "current.json").read_text())
        return {}

    def records(self):
        return [json.loads(record) for record in records_in(self.ledger_directory)]

    def check_alive(self):
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise StageError(f"{name} has ended with {process.returncode}:\n{self.log_of(name)[-2000:]}")


if __name__ == "__main__":
    sys.exit("stage.py is a module of the tests and the demo")
