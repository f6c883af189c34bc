"""Office: logs, witnesses and couriers as real processes on this machine."""

import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
sys.path.insert(0, str(SOURCE / "tests" / "stage"))

from stage import free_port, wait_until  # noqa: E402, F401

AUDIT = BUILD / "audit/tool/tsuitate-audit"
WITNESS = BUILD / "daemon/witness/tsuitate-witness"
COURIER = BUILD / "daemon/courier/tsuitate-courier"
MAKE_LOG = BUILD / "tests/audit/tsuitate-make-log"
ORIGIN = "counter1.example/log"


class Log:
    """A published log that can grow. The same seed means the same key and the same records."""

    def __init__(self, folder, records, seed=1, origin=ORIGIN, time=1_795_000_000):
        self.folder = folder
        self.time = time
        self.seed = seed
        self.origin = origin
        self.anchor = ""
        self.show(records)

    @property
    def key(self):
        return self.anchor.splitlines()[1]

    def show(self, records):
        """What the ledger does when it publishes: tiles first, the checkpoint last and in one step."""
        made = self.folder.parent / (self.folder.name + ".made")
        shutil.rmtree(made, ignore_errors=True)
        self.anchor = subprocess.run([MAKE_LOG, made, str(records), str(self.seed), self.origin,
                                      str(self.time)], check=True, capture_output=True, text=True).stdout
        self.put(made)

    def put(self, made):
        shutil.copytree(made, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("checkpoint"))
        shutil.copy(made / "checkpoint", self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").rename(self.folder / "checkpoint")

    def checkpoint(self):
        return (self.folder / "checkpoint").read_text(encoding="utf-8")

    def size(self):
        return int(self.checkpoint().splitlines()[1])


class Process:
    def __init__(self, command, output):
        self.command = [str(part) for part in command]
        self.output = output
        self.environment = None
        self.process = None
        self.start()

    def start(self):
        with open(self.output, "ab") as output:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=output,
                                            env=self.environment)

    def end(self, with_signal=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        return self.process.wait(40)

    def said(self):
        return self.output.read_text(encoding="utf-8", errors="replace")


class Witness(Process):
    def __init__(self, folder, name, logs, extra=""):
        folder.mkdir()
        self.folder = folder
        self.name = name
        self.state = folder / "state"
        self.port = free_port()
        self.settings = folder / "witness.toml"
        keys = "".join(f'\n[[log]]\nkey = "{log.key}"\n' for log in logs)
        self.settings.write_text(f'name = "{name}.example/witness"\naddress = "127.0.0.1"\nport = {self.port}\n'
                                 f'prefix = "/tlog"\n{extra}{keys}', encoding="utf-8")
        super().__init__([WITNESS, "--settings", self.settings, "--state", self.state], folder / "output")
        self.wait()

    def wait(self):
        wait_until(self.listens, 10, f"{self.name} to listen: {self.said()}")

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def key(self):
        return subprocess.run([WITNESS, "key", "--settings", self.settings, "--state", self.state], check=True,
                              capture_output=True, text=True).stdout.strip()

    def ask(self, body, path="/tlog/add-checkpoint", method="POST", headers=None, chunked=False):
        """Status, content type, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {}, encode_chunked=chunked)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read().decode()
        finally:
            connection.close()

    def first(self, log):
        """The request that offers a log from nothing."""
        return ("old 0\n\n" + log.checkpoint()).encode()

    def conflicts(self):
        return list((self.state / "conflicts").iterdir())


class Courier(Process):
    def __init__(self, folder, log, witnesses, longest_gap=60, scheme="http"):
        folder.mkdir()
        self.state = folder / "state"
        listed = "".join(f'\n[[witness]]\nname = "{witness.name}"\n'
                         f'url = "{scheme}://127.0.0.1:{witness.port}/tlog"\nkey = "{witness.key()}"\n'
                         for witness in witnesses)
        settings = folder / "witnesses.toml"
        settings.write_text(f"interval = 1\nlongest-gap = {longest_gap}\n{listed}", encoding="utf-8")
        super().__init__([COURIER, "--witnesses", settings, "--log", log.folder, "--state", self.state],
                         folder / "output")

    def status(self):
        try:
            return json.loads((self.state / "status.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"witnesses": []}

    def of(self, witness):
        found = [one for one in self.status()["witnesses"] if one["name"] == witness.name]
        return found[0] if found else {}

    def wait_for(self, witness, what, seconds=30, **values):
        """Until the status of the witness has these values; keys with _ for -."""
        def arrived():
            now = self.of(witness)
            return all(now.get(key.replace("_", "-")) == value for key, value in values.items())
        try:
            wait_until(arrived, seconds, what, pause=0.1)
        except Exception as error:
            raise AssertionError(f"{error}: {self.of(witness)}\n{self.said()}") from error

    def latest(self, witness):
        return (self.state / "witnessed" / witness.name / "latest").read_text(encoding="utf-8")
