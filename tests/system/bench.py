"""Bench: what both programs of this folder need around a machine: the tools of the host, arguments, and a report."""

import argparse
import pathlib
import shutil
import signal
import sys
import time
import traceback

import emulator
from image import Image

TOOLS = {"qemu-system-x86_64": "qemu-system-x86", "mmdebstrap": "mmdebstrap", "mke2fs": "e2fsprogs", "cpio": "cpio",
         "busybox": "busybox-static", "modprobe": "kmod", "setpriv": "util-linux", "unshare": "util-linux",
         "dpkg-deb": "dpkg", "apt-get": "apt"}
BUILT = ("tests/card/tsuitate-card-emulator", "tests/panel/tsuitate-gallery", "tests/panel/tsuitate-key-map")


class Report:
    def __init__(self):
        self.started = time.monotonic()
        self.passed = self.failed = 0

    def check(self, what, holds, shown=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"{'ok  ' if holds else 'FAIL'} {what}{f': {shown}' if shown != '' else ''}", flush=True)

    def tell(self, what):
        print(f"     {what} ({time.monotonic() - self.started:.0f} s)", flush=True)

    def part(self, function, *arguments, before=lambda: None):
        started = time.monotonic()
        try:
            before()
            function(self, *arguments)
        except Exception:
            traceback.print_exc()
            self.check(f"{function.__name__} ran to its end", False)
        print(f"     ({function.__name__}: {time.monotonic() - started:.0f} s)", flush=True)

    def end(self):
        """The exit status."""
        print(f"took {time.monotonic() - self.started:.0f} s")
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


class Bench:
    """From the arguments to an image and an emulator, or the end with a reason."""

    def __init__(self, purpose, folder_name):
        parser = argparse.ArgumentParser(description=purpose)
        parser.add_argument("build", type=pathlib.Path, help="the built tree, such as build/release")
        parser.add_argument("folder", type=pathlib.Path, nargs="?", help="for pictures and captures; is emptied first")
        parser.add_argument("--image", type=pathlib.Path,
                            help="folder in which the guest's image is kept (otherwise: system-image beside the build)")
        parser.add_argument("--qemu", choices=("installed", "newer", "newest-available"), default="installed",
                            help="newer: QEMU of bookworm-backports, with a multitouch panel instead of a tablet; "
                            "newest-available: that one, or where it cannot be had the installed one")
        arguments = parser.parse_args()
        missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
        if missing:
            sys.exit(f"these Debian packages are missing: {' '.join(missing)}")
        self.build = arguments.build.resolve()
        unbuilt = [name for name in BUILT if not (self.build / name).exists()]
        if unbuilt:
            sys.exit(f"not built in {self.build}: {' '.join(unbuilt)}")
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.report = Report()
        self.folder = (arguments.folder or self.build / folder_name).resolve()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        cache = (arguments.image or self.build.parent / "system-image").resolve()
        self.image = Image(cache)
        self.image.build()
        self.report.tell("image ready")
        try:
            self.emulator = emulator.chosen(arguments.qemu, cache.parent / "system-qemu")
        except emulator.NotObtainable as error:
            sys.exit(str(error))
        self.report.tell(f"{self.emulator.version()}, {self.emulator.touch} as the panel")
