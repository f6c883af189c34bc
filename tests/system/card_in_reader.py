"""Card: the emulated card behind QEMU's USB reader, and what it says about itself."""

import json
import socket
import subprocess

from listening import listens
from machine import wait_until


class Card:
    def __init__(self, build, folder, socket_path, *pins):
        self.control, self.log = folder / "card-control.sock", folder / "apdus.jsonl"
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", str(build / "tests/card/tsuitate-card-emulator"),
             "--vscard", str(socket_path), "--control", str(self.control), "--keys", str(build / "card-keys"),
             "--log", str(self.log), *(word for pin in pins for word in ("--pin", pin))])
        try:
            wait_until(lambda: listens(self.control), 60, "the emulated card")
        except BaseException:
            self.stop()
            raise

    def say(self, command):
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(10)
            link.connect(str(self.control))
            link.sendall(command.encode() + b"\n")
            answer = link.makefile().readline().strip()
        if not answer.startswith("ok"):
            raise RuntimeError(f"the card does not know \"{command}\": {answer}")
        return answer.removeprefix("ok").strip()

    def tries(self, kind):
        return int(self.say(f"tries {kind}"))

    def verifies(self):
        """The VERIFY commands with a PIN in them; without data they only ask for the tries left."""
        if not self.log.exists():  # it comes with the first command
            return []
        commands = [json.loads(line)["command"] for line in self.log.read_text().splitlines()]
        return [command for command in commands if command.startswith("00200080") and len(command) > 10]

    def stop(self):
        self.process.kill()
        self.process.wait(30)
