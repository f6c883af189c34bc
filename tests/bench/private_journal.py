"""A sealing key of one's own: the program goes on in a mount namespace in which /var/log is empty, so that what it does with
journald's key and files never touches the machine's, and two runs not each other's. Needs root."""

import os
import pathlib
import resource
import subprocess
import sys

REMOTE = "/usr/lib/systemd/systemd-journal-remote"
INSIDE = "TSUITATE_PRIVATE_JOURNAL"


def must(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout[-500:]}{done.stderr[-1000:]}")
    return done.stdout


def enter():
    """Starts the program again in its namespace; returns there."""
    if INSIDE not in os.environ:
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    must("mount", "-t", "tmpfs", "tmpfs", "/var/log")


def machine():
    return pathlib.Path("/etc/machine-id").read_text().strip()


def key_folder():
    return pathlib.Path("/var/log/journal") / machine()


class SealingKey:
    """Made anew, as of the quarter of an hour that runs: entries before it would be refused. Every verification looks for
    the key's primes again; where there are to be many, of so many keys the one is taken whose primes were found soonest."""

    def __init__(self, choose_among=1):
        key_folder().mkdir(parents=True, exist_ok=True)
        _, self.verification, fss = min(self.made() for _ in range(choose_among))
        (key_folder() / "fss").write_bytes(fss)
        period, interval = (int(number, 16) for number in self.verification.split("/")[1].split("-"))
        self.start, self.interval = period * interval, interval  # microseconds

    @staticmethod
    def made():
        """What it cost, the key, and what lies on the machine."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        verification = must("journalctl", "--setup-keys", "--force", "--interval=15min").split()[-1]
        cost = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        return cost, verification, (key_folder() / "fss").read_bytes()


def version():
    """Of systemd, as its package names it."""
    return must("journalctl", "--version").splitlines()[0]
