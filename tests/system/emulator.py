"""Emulator: which QEMU runs the guest, and with which touch device. The installed one (Debian 12: 7.2) has a tablet,
which is a mouse to udev; the newer one from bookworm-backports a multitouch panel, and is unpacked into a folder, never
installed."""

import dataclasses
import os
import pathlib
import shutil
import subprocess

PROGRAM = "qemu-system-x86_64"
NEWER_PACKAGES = "qemu-system-x86 qemu-system-common qemu-system-data qemu-system-modules-opengl".split()
NEWER_SUITE = "bookworm-backports"


@dataclasses.dataclass(frozen=True)
class Emulator:
    program: str
    arguments: tuple
    environment: dict
    touch: str  # "tablet" or "multitouch"

    def version(self):
        shown = subprocess.run([self.program, "--version"], capture_output=True, text=True, timeout=30, check=True,
                               env=self.environment)
        return shown.stdout.split("\n")[0]


def debian_sources():
    """The places from which this machine's apt takes Debian 12, as lines of a sources.list."""
    shown = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)|$(CODENAME)|$(COMPONENT)|$(SIGNED_BY)",
         "Identifier: Packages"], capture_output=True, text=True, timeout=60, check=True).stdout
    lines = []
    for line in dict.fromkeys(shown.splitlines()):
        place, suite, component, key = line.split("|")
        if suite in ("bookworm", "bookworm-updates", "bookworm-security") and component == "main":
            signed = f"[signed-by={key}] " if key.startswith("/") else ""
            lines.append(f"deb {signed}{place} {suite} {component}")
    if not lines:
        raise RuntimeError("apt here knows no Debian 12 (bookworm); run apt-get update, or use a Debian 12 machine")
    return lines


def installed():
    return Emulator(PROGRAM, (), dict(os.environ), "tablet")


class NotObtainable(RuntimeError):
    """The newer QEMU cannot be had here; the text says why."""


def run(*command, **options):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotObtainable(str(error)) from error
    if done.returncode:
        said = " ".join((done.stderr.strip() or done.stdout.strip()).split())
        raise NotObtainable(f"{' '.join(command[:1])} says: {said[-400:]}")
    return done.stdout


def fetch(folder):
    """Fetches it with apt lists of its own, so that this machine's apt stays as it is."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial", "packages"):
        (folder / name).mkdir(parents=True)
    try:
        main = next(line for line in debian_sources() if line.split()[-2] == "bookworm")
    except (RuntimeError, StopIteration, OSError, subprocess.SubprocessError) as error:
        raise NotObtainable(f"apt here knows no Debian 12: {error}") from error
    (folder / "sources.list").write_text(main.replace(" bookworm main", f" {NEWER_SUITE} main") + "\n")
    own = [word for setting in (f"Dir::Etc::SourceList={folder}/sources.list", "Dir::Etc::SourceParts=-",
                                f"Dir::State::Lists={folder}/lists", f"Dir::Cache={folder}/cache",
                                "APT::Sandbox::User=root", "APT::Update::Error-Mode=any",
                                "Acquire::http::Timeout=20", "Acquire::Retries=1")
           for word in ("-o", setting)]
    run("apt-get", *own, "update", "-qq")
    run("apt-get", *own, "download", "-qq", *(f"{name}/{NEWER_SUITE}" for name in NEWER_PACKAGES),
        cwd=folder / "packages")
    for package in sorted((folder / "packages").glob("*.deb")):
        run("dpkg-deb", "-x", str(package), str(folder / "tree"))


def newer(folder):
    folder = pathlib.Path(folder)
    if not (folder / "complete").exists():
        fetch(folder)
    tree = folder / "tree"
    data = [word for name in ("usr/share/qemu", "usr/share/seabios") for word in ("-L", str(tree / name))]
    # seabios and ipxe are those of the installed QEMU.
    data += ["-L", "/usr/share/seabios", "-L", "/usr/lib/ipxe/qemu"]
    modules = tree / "usr/lib/x86_64-linux-gnu/qemu"
    found = Emulator(str(tree / "usr/bin" / PROGRAM), tuple(data),
                     {**os.environ, "QEMU_MODULE_DIR": str(modules)}, "multitouch")
    try:  # it may have been unpacked on a machine with other libraries
        if "virtio-multitouch-pci" not in run(found.program, "-device", "help", env=found.environment):
            raise NotObtainable(f"{found.version()} has no virtio-multitouch")
    except NotObtainable as error:
        raise NotObtainable(f"unpacked in {folder}, but it does not run: {error}") from error
    (folder / "complete").touch()
    return found


def chosen(name, folder):
    """name: installed, newer, or newest-available."""
    if name == "installed":
        return installed()
    try:
        return newer(folder)
    except NotObtainable as error:
        if name == "newer":
            raise NotObtainable(f"no newer QEMU from {NEWER_SUITE}: {error}. It needs Debian 12 and a mirror that has "
                                f"this suite; or use --qemu installed") from error
        print(f"     QEMU 10 is not obtainable here ({error}); the panel is a virtio-tablet instead", flush=True)
        return installed()
