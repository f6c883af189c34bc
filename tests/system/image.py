"""Image: a Debian 12 guest with its own kernel, systemd and udev, built from packages into one folder and kept there as
long as its recipe does not change. The product is not part of it: it is laid over the started guest."""

import hashlib
import lzma
import pathlib
import shutil
import struct
import subprocess

from emulator import debian_sources

PACKAGES = """systemd systemd-sysv dbus udev kmod polkitd python3-minimal python3 python3-dbus python3-evdev procps
 libccid libusb-1.0-0 libsodium23 libspdlog1.10 libfmt9 libevdev2 libudev1 libsdbus-c++1 libcairo2 libpango-1.0-0
 libpangocairo-1.0-0 libdrm2 libcpp-httplib0.11 libqrencode4 fonts-noto-cjk fonts-dejavu-core""".split()

# Loaded by the initrd, to find the root; and those the guest's udev loads for the emulated hardware.
BOOT_MODULES = "virtio_pci virtio_blk ext4 crc32c_generic".split()
GUEST_MODULES = BOOT_MODULES + """virtio_console virtio_input virtio-gpu evdev uinput usbhid hid-generic xhci_pci
 autofs4 unix button""".split()

UNWANTED_UNITS = """getty@tty1.service systemd-pstore.service systemd-firstboot.service systemd-networkd.service
 proc-sys-fs-binfmt_misc.automount dpkg-db-backup.timer apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer
 fstrim.timer systemd-timesyncd.service e2scrub_reap.service""".split()

INIT = """#!/bin/busybox sh
B=/bin/busybox
$B mount -t proc proc /proc; $B mount -t sysfs sys /sys; $B mount -t devtmpfs dev /dev
for module in {modules}; do $B insmod /modules/$module; done
tries=0
while [ ! -b /dev/vda ] && [ $tries -lt 200 ]; do $B usleep 50000; tries=$((tries + 1)); done
$B mount -t ext4 /dev/vda /new || exec $B sh
$B mount --move /dev /new/dev; $B umount /proc; $B umount /sys
exec $B switch_root /new /sbin/init
"""

AGENT_UNIT = """[Unit]
Description=The test's hand in the guest
After=basic.target
StartLimitIntervalSec=0
[Service]
ExecStart=/usr/bin/python3 -S /usr/local/sbin/guest_agent.py
Restart=always
[Install]
WantedBy=multi-user.target
"""

HERE = pathlib.Path(__file__).resolve().parent


def run(*command, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600, **options)
    if result.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}")
    return result.stdout


def own_mounts():
    """Puts a command into a mount namespace of its own: what it mounts inside the tree is gone with it, however it ends.
    Where / is no mount point, as in a chroot, its propagation cannot be changed, and need not be."""
    namespace = ["unshare", "--mount", "--propagation"]
    private = subprocess.run([*namespace, "private", "true"], capture_output=True).returncode == 0
    return [*namespace, "private" if private else "unchanged"]


class Image:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.kernel = self.folder / "vmlinux"
        self.initrd = self.folder / "initrd.cpio"
        self.root = self.folder / "root.ext4"

    def recipe(self):
        text = repr((PACKAGES, BOOT_MODULES, GUEST_MODULES, UNWANTED_UNITS, INIT, AGENT_UNIT, "recipe 2"))
        return hashlib.sha256(text.encode() + (HERE / "guest_agent.py").read_bytes()).hexdigest()

    def build(self):
        stamp = self.folder / "recipe"
        if stamp.exists() and stamp.read_text() == self.recipe() and self.root.exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        work = self.folder / "work"
        work.mkdir(parents=True)
        modules, version = self.unpack_kernel(work)
        self.make_initrd(work, modules, version)
        tree = work / "tree"
        run(*own_mounts(),
            "mmdebstrap", "--mode=root", "--variant=minbase", "--format=directory", f"--include={','.join(PACKAGES)}",
            '--aptopt=Apt::Install-Recommends "false"', "--dpkgopt=path-exclude=/usr/share/doc/*",
            "--dpkgopt=path-exclude=/usr/share/locale/*", "--dpkgopt=path-exclude=/usr/share/man/*", "bookworm", tree,
            *debian_sources())
        self.furnish(tree, modules, version)
        run("mke2fs", "-q", "-t", "ext4", "-E", "lazy_itable_init=0,lazy_journal_init=0,nodiscard", "-d", tree,
            self.root, "1500M")
        shutil.rmtree(work)
        stamp.write_text(self.recipe())

    def unpack_kernel(self, work):
        """The kernel of Debian 12, uncompressed: QEMU starts that three seconds sooner."""
        depends = run("apt-cache", "depends", "linux-image-amd64")
        package = next(line.split()[-1] for line in depends.splitlines() if "Depends: linux-image-6" in line)
        run("apt-get", "download", package, cwd=work)
        run("dpkg-deb", "-x", next(work.glob("linux-image*.deb")), work / "kernel")
        version = package.removeprefix("linux-image-")
        compressed = (work / "kernel" / "boot" / f"vmlinuz-{version}").read_bytes()
        # x86 boot protocol: the setup sectors, then payload_offset and payload_length of the header.
        setup = ((compressed[0x1F1] or 4) + 1) * 512
        offset, length = struct.unpack_from("<II", compressed, 0x248)
        payload = compressed[setup + offset:setup + offset + length]
        self.kernel.write_bytes(lzma.LZMADecompressor(format=lzma.FORMAT_XZ).decompress(payload))
        run("depmod", "-b", work / "kernel", version)
        return work / "kernel", version

    @staticmethod
    def module_files(modules, version, names):
        files = {}
        for name in names:
            shown = run("modprobe", "-d", modules, "-S", version, "--show-depends", name)
            for line in shown.splitlines():
                if line.startswith("insmod"):
                    files[pathlib.Path(line.split()[1])] = None
        return list(files)

    def make_initrd(self, work, modules, version):
        tree = work / "initrd"
        for folder in ("bin", "proc", "sys", "dev", "new", "modules"):
            (tree / folder).mkdir(parents=True)
        shutil.copy2(shutil.which("busybox"), tree / "bin" / "busybox")
        files = self.module_files(modules, version, BOOT_MODULES)
        for file in files:
            shutil.copy2(file, tree / "modules")
        init = tree / "init"
        init.write_text(INIT.format(modules=" ".join(file.name for file in files)))
        init.chmod(0o755)
        names = "\n".join(str(path.relative_to(tree)) for path in sorted(tree.rglob("*")))
        archive = subprocess.run(["cpio", "-o", "-H", "newc", "-R", "0:0", "--quiet"], input=names.encode(), cwd=tree,
                                 capture_output=True, check=True)
        self.initrd.write_bytes(archive.stdout)

    def furnish(self, tree, modules, version):
        target = tree / "usr" / "lib" / "modules" / version
        for file in self.module_files(modules, version, GUEST_MODULES):
            place = tree / "usr" / file.relative_to(modules)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place)
        for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
            shutil.copy2(modules / "lib" / "modules" / version / name, target)
        run("depmod", "-b", tree, version)
        shutil.copy2(HERE / "guest_agent.py", tree / "usr" / "local" / "sbin" / "guest_agent.py")
        units = tree / "etc" / "systemd" / "system"
        (units / "guest-agent.service").write_text(AGENT_UNIT)
        (units / "multi-user.target.wants").mkdir(exist_ok=True)
        (units / "multi-user.target.wants" / "guest-agent.service").symlink_to("../guest-agent.service")
        for unit in UNWANTED_UNITS:
            link = units / unit
            link.unlink(missing_ok=True)
            link.symlink_to("/dev/null")
        (tree / "etc" / "machine-id").write_text("")
        (tree / "etc" / "hostname").write_text("counter\n")
        (tree / "etc" / "fstab").write_text("")
