#!/usr/bin/python3
"""Power cuts under the ledger, on a real kernel, file system and block layer: whatever the disk may legally have lost,
nothing that the ledger acknowledged is gone, and the published log verifies. The control takes the flushes out (barrier=0) and must lose records. Ends
with "N passed, M failed"."""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
LEDGER_TESTS = HERE.parent / "integration" / "ledger"
sys.path[:0] = [str(HERE), str(LEDGER_TESTS), str(HERE.parent / "stage")]

from bench import Bench  # noqa: E402
from counter_in_guest import CounterInGuest  # noqa: E402
from journal import records_in  # noqa: E402
from machine import Machine, wait_until  # noqa: E402
from write_log import WriteLog  # noqa: E402

SECONDS, CUTS = 8, 12

# Writes records as fast as they become durable, and notes each that was acknowledged. In memory: /run is a tmpfs.
WRITER = '''import sys, os, time
sys.path.insert(0, "/root")
from vault_end import VaultEnd
os.makedirs("/mnt/ledger", exist_ok=True)
chance = open("/dev/urandom", "rb")
with open("/run/acknowledged", "w") as noted, open("/run/ledger.log", "w") as log:
    ledger = VaultEnd("/mnt/ledger", "--origin", "power.example/log", "--epoch", "2", log=log)
    ledger.wait_ready()
    while True:
        session = chance.read(16)
        if ledger.write(session) == "durable":
            noted.write(session.hex() + "\\n")
            noted.flush()
'''


class MachineWithLoggedDisk(Machine):
    def __init__(self, *arguments, base, log):
        super().__init__(*arguments)
        self.base, self.log = base, log

    def product_disk(self):
        return [*super().product_disk(),
                "-blockdev", f"driver=file,node-name=disk-file,filename={self.base}",
                "-blockdev", "driver=raw,node-name=disk,file=disk-file",
                "-blockdev", f"driver=file,node-name=log-file,filename={self.log}",
                "-blockdev", "driver=blklogwrites,node-name=logged,file=disk,log=log-file",
                "-device", "virtio-blk-pci,drive=logged,serial=ledger"]


def make_disk(path):
    path.write_bytes(b"")
    os.truncate(path, 128 << 20)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(path)], check=True)


def write_under_watch(machine, options):
    """Lets the ledger write in the guest. Returns moments: (what was acknowledged, how long the write log was then)."""
    agent = machine.agent
    agent.run(f"mount -o {options} /dev/disk/by-id/virtio-ledger /mnt")
    agent.put("/root/vault_end.py", (LEDGER_TESTS / "vault_end.py").read_bytes())
    agent.put("/root/writer.py", WRITER.encode())
    agent.run("systemd-run -q --unit=writer -E TSUITATE_LEDGER=/usr/libexec/tsuitate/tsuitate-ledger "
              "/usr/bin/python3 /root/writer.py")
    wait_until(lambda: agent.run("cat /run/acknowledged", check=False).strip(), 60, "the first acknowledged record")
    moments = []
    for _ in range(CUTS):
        time.sleep(SECONDS / CUTS)
        # In this order: what is acknowledged now was flushed before now.
        acknowledged = agent.get("/run/acknowledged").decode().split("\n")[:-1]
        moments.append((acknowledged, machine.log.stat().st_size))
    return moments


def ledger_directory(disk, folder):
    """What a machine that starts again finds: the file system's own journal replayed, the files taken out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    done = subprocess.run(["e2fsck", "-fy", str(disk)], capture_output=True, text=True)
    if done.returncode > 1:
        raise RuntimeError(f"e2fsck: {done.stdout[-1000:]}")
    subprocess.run(["debugfs", "-R", f"rdump /ledger {folder}", str(disk)], check=True, capture_output=True)
    return folder / "ledger"


def losses(bench, base, log, moment, survives):
    from vault_end import VaultEnd, faults_of_published_log  # reads TSUITATE_BUILD, which main() sets
    acknowledged, size = moment
    disk = bench.folder / "after-the-cut"
    dropped = WriteLog(log, size).replay(base, disk, survives)
    directory = ledger_directory(disk, bench.folder / "found")
    kept = b"\n".join(records_in(directory))
    lost = [session for session in acknowledged if session.encode() not in kept]
    published = faults_of_published_log(directory) if (directory / "log/checkpoint").exists() else []
    started = None
    if not lost:
        ledger = VaultEnd(directory, "--origin", "power.example/log")
        started = ledger.wait_ready() >= len(acknowledged) and ledger.write(bytes(15) + b"\1") == "durable"
        ledger.stop()
        published += faults_of_published_log(directory)
    return len(lost), dropped, started, published


def cuts(report, bench, product, name, options):
    """Runs the guest once, and looks at the disk for a cut at each of its moments."""
    base, log = bench.folder / f"{name}.disk", bench.folder / f"{name}.log"
    make_disk(base)
    untouched = bench.folder / f"{name}.before"
    shutil.copyfile(base, untouched)
    log.write_bytes(b"")
    with MachineWithLoggedDisk(bench.emulator, bench.image, bench.folder / name, product, base=base,
                               log=log) as machine:
        machine.agent.run("tar -xf /dev/vdb -C / && udevadm wait --timeout=60 /dev/disk/by-id/virtio-ledger")
        moments = write_under_watch(machine, options)
    chance = random.Random(1)
    found = []
    for moment in moments:
        for survives in (lambda: False, lambda: chance.random() < 0.5):
            found.append(losses(bench, untouched, log, moment, survives))
    report.tell(f"{name}: {len(moments[-1][0])} acknowledged records, {len(found)} cuts")
    return moments, found


def nothing_is_lost(report, bench, product):
    moments, found = cuts(report, bench, product, "barriers", "barrier=1")
    report.check("control: records were acknowledged between the first cut and the last",
                 len(moments[0][0]) < len(moments[-1][0]), [len(m[0]) for m in moments])
    report.check("control: the cuts did drop writes", any(dropped for _, dropped, *_ in found))
    report.check("no acknowledged record is lost in any cut", all(lost == 0 for lost, *_ in found),
                 [lost for lost, *_ in found])
    report.check("after each cut the ledger starts, and goes on", all(started for *_, started, _ in found))
    wrong = [fault for *_, published in found for fault in published]
    report.check("the published log verifies after each cut, and again after the next start", not wrong, wrong[:5])


def the_control_loses(report, bench, product):
    _, found = cuts(report, bench, product, "no-barriers", "barrier=0")
    report.check("control: without flushes acknowledged records are lost, and this test sees it",
                 any(lost > 0 for lost, *_ in found), [lost for lost, *_ in found])


def main():
    bench = Bench(__doc__, "power-test")
    os.environ["TSUITATE_BUILD"] = str(bench.build)
    product = CounterInGuest.pack(bench.build, bench.folder)
    bench.report.part(nothing_is_lost, bench, product)
    bench.report.part(the_control_loses, bench, product)
    return bench.report.end()


if __name__ == "__main__":
    sys.exit(main())
