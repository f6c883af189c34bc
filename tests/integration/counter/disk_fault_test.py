#!/usr/bin/python3
"""The ledger's disk fails while a citizen types, or becomes read-only: the card is not asked, the citizen and the app are
told, and nothing that was acknowledged is lost. The real binaries; the full disk is shown in the virtual machine."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ledger"), str(HERE.parents[1] / "system")]

import dbus  # noqa: E402
import theatre  # noqa: E402
from image import own_mounts  # noqa: E402
from stage import Stage  # noqa: E402
from theatre import BUILD, CounterTest, Waiting, wait_until  # noqa: E402
from vault_end import faults_of_published_log  # noqa: E402

FAILING_DISK = BUILD / "tests/integration/ledger/failing_disk.so"
OUT_OF_SERVICE = "org.tsuitate.Error.OutOfService"
LOG_NOT_WRITTEN = 401  # docs/operations.md


class DiskTest(CounterTest):
    def enters(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.enters("1234")
        self.assertEqual(call.outcome(), "verified")
        self.app.close()
        wait_until(lambda: self.app.state() == "ready", 20, "the counter to be free")

    def acknowledged(self):
        """Of a visit that is over: each of its records was durable before what it records was done."""
        return self.stage.records()

    def stops(self):
        """An entry under way, with `break_disk` before the card would be asked."""
        call = self.begins_typing()
        before = self.acknowledged()
        self.assertEqual(before[-1]["event"], "panel-proof", "control: the entry is recorded as far as it went")
        self.citizen.types("1234")
        asked = len(self.verifies())
        self.break_disk()
        self.citizen.touches("confirm")
        self.assertEqual(call.outcome(), "out-of-service")
        self.assertEqual(len(self.verifies()), asked, "the card is not asked for what cannot be recorded")
        self.says_out_of_service()
        return before

    def says_out_of_service(self):
        self.assertEqual(self.citizen.sees("out-of-service")["fault_code"], LOG_NOT_WRITTEN)
        self.assertEqual(self.app.state(), "out-of-service")
        self.assertEqual(self.app.property("FaultCode"), str(LOG_NOT_WRITTEN))
        with self.assertRaises(dbus.DBusException) as refused:
            theatre.CounterApp(self.stage).open()
        self.assertEqual(refused.exception.get_dbus_name(), OUT_OF_SERVICE)

    def expect_kept(self, before):
        self.assertGreater(len(before), 5)
        self.assertEqual(self.acknowledged()[:len(before)], before)
        self.assertEqual(faults_of_published_log(self.stage.ledger_directory), [])


class StageOnFailingDisk(Stage):
    """Its ledger gets EIO while `fails` exists."""

    @property
    def fails(self):
        return self.directory / "the-disk-fails"

    def start_role(self, name, command, sockets, policy=False):
        if name != "ledger":
            return super().start_role(name, command, sockets, policy)
        own = {"LD_PRELOAD": str(FAILING_DISK), "TSUITATE_FAILING_DISK": str(self.fails),
               "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
        before = {name: os.environ.get(name) for name in own}
        os.environ.update(own)
        try:
            return super().start_role(name, command, sockets, policy)
        finally:
            for variable, value in before.items():
                os.environ.pop(variable)
                if value is not None:
                    os.environ[variable] = value


class InputOutputError(DiskTest):
    stage_class = StageOnFailingDisk

    def break_disk(self):
        self.stage.fails.touch()

    def test_stops_the_entry_and_is_over_when_the_disk_is_well(self):
        self.enters()
        before = self.stops()
        self.assertIn("Input/output error", self.stage.log_of("ledger"))
        self.stage.fails.unlink()
        wait_until(lambda: self.app.state() == "ready", 30, "the counter to be ready")
        self.assertEqual(self.app.property("FaultCode"), "0")
        self.app = theatre.CounterApp(self.stage)
        self.enters()
        for role in ("front", "vault", "ledger"):
            self.stage.end(role)
        self.expect_kept(before)


class ReadOnlyDisk(DiskTest):
    """A file system that becomes read-only under who writes to it, as ext4 does after an error."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-disk-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.image, self.mounted = self.directory / "image", self.directory / "ledger"
        self.mounted.mkdir()
        with open(self.image, "wb") as file:
            file.truncate(96 * 2**20)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", self.image], check=True)
        done = subprocess.run(["mount", "-o", "loop", self.image, self.mounted], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest(f"no file can be mounted here: {done.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", self.mounted], check=True)
        self.stage_options = {"directory": self.directory}
        super().setUp()

    def break_disk(self):
        subprocess.run(["mount", "-o", "remount,abort", self.mounted], check=True, stderr=subprocess.DEVNULL)
        with self.assertRaises(OSError, msg="control: nothing can be written"):
            (self.mounted / "anything").touch()

    def test_stops_the_entry_and_what_was_acknowledged_is_there_when_it_is_mounted_again(self):
        self.enters()
        before = self.stops()
        self.assertIn("Read-only file system", self.stage.log_of("ledger"))
        self.citizen.unplugs()
        self.stage.stop()
        subprocess.run(["umount", self.mounted], check=True)
        subprocess.run(["e2fsck", "-p", self.image], stdout=subprocess.DEVNULL)
        subprocess.run(["mount", "-o", "loop", self.image, self.mounted], check=True)
        for left in ("panel.sock", "card.sock", "bus"):
            (self.directory / left).unlink(missing_ok=True)
        super().setUp()
        self.enters()
        self.stage.stop()
        self.expect_kept(before)


def main():
    if os.environ.get("TSUITATE_OWN_MOUNTS"):
        unittest.main(verbosity=2)
    os.environ["TSUITATE_OWN_MOUNTS"] = "1"
    os.execvp("unshare", [*own_mounts(), sys.executable, __file__, *sys.argv[1:]])


if __name__ == "__main__":
    main()
