"""How many of some attacks a verifier found, tried on all processors."""

import concurrent.futures
import dataclasses
import os
import subprocess
import tempfile

LONGEST = 60  # seconds; a verifier that takes longer has not answered


def status_of(command):
    """How a verifier ended; None when it did not."""
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, timeout=LONGEST).returncode
    except subprocess.TimeoutExpired:
        return None


@dataclasses.dataclass
class Some:
    """How much is tried: every so manieth byte and record, with the best of so many keys."""
    bytes: int
    records: int
    keys: int


@dataclasses.dataclass
class Tally:
    found: int = 0
    tried: int = 0
    missed: list = dataclasses.field(default_factory=list)

    def add(self, what, hit):
        self.tried += 1
        self.found += bool(hit)
        if not hit:
            self.missed.append(what)

    def all(self):
        return self.tried > 0 and self.found == self.tried

    def __str__(self):
        text = f"{self.found:,} of {self.tried:,}"
        return text if self.all() else f"**{text}**"


def tally(attacks, found, folder):
    """`found(attack, scratch)` says whether it was noticed; each worker has a scratch folder of its own."""
    workers = os.cpu_count() or 1
    result = Tally()

    def go_through(part):
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            return [(attack, found(attack, scratch)) for attack in part]

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for part in pool.map(go_through, [attacks[worker::workers] for worker in range(workers)]):
            for attack, hit in part:
                result.add(attack, hit)
    return result


def flip(path, at):
    """One bit of a file; the same again puts it back."""
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
