"""The ledger killed at random points: nothing that it acknowledged is ever lost, and the published log verifies.
TSUITATE_KILLS says how often (2000), TSUITATE_SEED repeats a run."""

import concurrent.futures
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "stage")]

from journal import records_in  # noqa: E402
from vault_end import VaultEnd, faults_of_published_log  # noqa: E402

# What a killed process has written stays written, in memory as on a disk: power cuts are another test's.
PLACE = "/dev/shm" if os.path.isdir("/dev/shm") else None
KILLS = int(os.environ.get("TSUITATE_KILLS", "2000"))
# Of one log, so that reading it again and again takes no longer near the end; each core has one.
KILLS_A_LOG = 250
KILLS_A_LOOK = 25


def sessions_of(directory):
    return [record.split(b'"session":"')[1][:32].decode() for record in records_in(directory) if b'"session":"' in record]


def run_until_killed(directory, chance, in_flight):
    """Writes with `in_flight` records on the way until the ledger is killed. Returns what it acknowledged."""
    acknowledged, waiting = [], {}
    ledger = VaultEnd(directory, "--epoch", "1")
    try:
        if chance.random() < 0.2:  # also while it starts
            time.sleep(chance.random() * 0.03)
        else:
            ledger.wait_ready()
            end = time.monotonic() + chance.random() * 0.05
            while time.monotonic() < end:
                while len(waiting) < in_flight:
                    session = chance.randbytes(16)
                    waiting[ledger.send(session)] = session
                answer = ledger.receive()
                if answer[0] == "durable":
                    acknowledged.append(waiting.pop(answer[1]).hex())
    finally:
        ledger.kill()
        # What it had said before it died counts, also when nobody had read it yet.
        acknowledged += [waiting[answer[1]].hex() for answer in ledger.answers_now() if answer[0] == "durable"]
        ledger.socket.close()
    return acknowledged


def faults_of_a_log_killed(kills, seed):
    """Writes a new log with this many kills. Returns how many records were acknowledged, and what was wrong."""
    chance = random.Random(seed)
    acknowledged = []
    with tempfile.TemporaryDirectory(prefix="tsuitate-kill-", dir=PLACE) as directory:
        directory = pathlib.Path(directory)
        for kill in range(1, kills + 1):
            acknowledged += run_until_killed(directory, chance, chance.choice((1, 1, 8, 40)))
            if kill % KILLS_A_LOOK == 0 or kill == kills:
                kept = sessions_of(directory)
                lost = set(acknowledged) - set(kept)
                faults = faults_of_published_log(directory) + ([f"{len(lost)} acknowledged records lost"] if lost else [])
                if faults:
                    return len(acknowledged), [f"kill {kill}, seed {seed}: {fault}" for fault in faults]
        known = set(acknowledged)
        if [session for session in kept if session in known] != acknowledged:
            return len(acknowledged), [f"seed {seed}: not in the order in which they were written"]
        last = VaultEnd(directory)
        if last.wait_ready() <= len(acknowledged) or last.write(bytes(15) + b"\1") != "durable" or last.stop() != 0:
            return len(acknowledged), [f"seed {seed}: after the last kill it does not go on"]
    return len(acknowledged), []


class Killed(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-kill-", dir=PLACE))
        self.addCleanup(shutil.rmtree, self.directory)

    def test_nothing_acknowledged_is_lost(self):
        seed = int(os.environ.get("TSUITATE_SEED", time.time_ns() % 2**32))
        logs = [min(KILLS_A_LOG, KILLS - first) for first in range(0, KILLS, KILLS_A_LOG)]
        seeds = range(seed, seed + len(logs))
        acknowledged, killed = 0, 0
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as processes:
            for kills, (records, faults) in zip(logs, processes.map(faults_of_a_log_killed, logs, seeds)):
                self.assertEqual(faults, [])
                acknowledged, killed = acknowledged + records, killed + kills
                print(f"{killed} of {KILLS} kills, {acknowledged} records acknowledged, none lost", file=sys.stderr,
                      flush=True)
        self.assertEqual(killed, KILLS)
        self.assertGreater(acknowledged, KILLS)

    def test_what_was_kept_of_the_panel_is_there_after_a_kill_and_the_records_before_it_are_durable(self):
        memory = bytes(range(64))
        ledger = VaultEnd(self.directory)
        ledger.wait_ready()
        self.assertEqual(ledger.panel, b"")
        ledger.send(os.urandom(16))
        self.assertEqual([ledger.receive()[0] for _ in range(1)], ["durable"])
        self.assertEqual(ledger.keep(memory), "durable")
        ledger.kill()
        again = VaultEnd(self.directory)
        again.wait_ready()
        self.assertEqual(again.panel, memory)
        again.kill()

    def test_control_a_lost_record_would_be_noticed(self):
        chance = random.Random(1)
        acknowledged = []
        while len(acknowledged) < 10:
            acknowledged += run_until_killed(self.directory, chance, 1)
        segment = sorted(self.directory.glob("journal/segment-*"))[-1]
        content = segment.read_bytes()
        at = content.index(acknowledged[5].encode())
        start, end = content.rindex(b"\n", 0, at) + 1, content.index(b"\n", at) + 1
        segment.write_bytes(content[:start] + content[end:])
        self.assertTrue(set(acknowledged) - set(sessions_of(self.directory)))


if __name__ == "__main__":
    unittest.main(verbosity=2)
