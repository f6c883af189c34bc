"""Machine: QEMU with the hardware of a counter: a touch device, a display, a USB card reader. Driven from outside the
guest: touches by QMP, the card by its emulator on a socket, pictures by screendump."""

import base64
import json
import mmap
import os
import pathlib
import shutil
import socket
import subprocess
import time

AXIS_MAX = 0x7FFF  # of QEMU's absolute devices


def wait_until(question, seconds, what, pause=0.1):
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain for {what}")
        time.sleep(pause)


def connect(path, seconds=30):
    end = time.monotonic() + seconds
    while True:
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(str(path))
            return link
        except OSError:
            link.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


class Monitor:
    """QEMU's own control channel (QMP)."""

    def __init__(self, path):
        self.stream = connect(path).makefile("rwb")
        self.stream.readline()
        self.call("qmp_capabilities")

    def call(self, command, **arguments):
        self.stream.write((json.dumps({"execute": command, "arguments": arguments}) + "\n").encode())
        self.stream.flush()
        while True:
            answer = json.loads(self.stream.readline())
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']}")
            if "return" in answer:
                return answer["return"]


class GuestError(RuntimeError):
    pass


class Agent:
    """Commands in the guest."""

    def __init__(self, path):
        self.socket = connect(path)
        self.stream = self.socket.makefile("rwb")
        self.count = 0

    def hello(self, seconds):
        self.socket.settimeout(seconds)
        while "hello" not in json.loads(self.stream.readline()):
            pass

    def call(self, do, seconds=180, **request):
        self.count += 1
        self.socket.settimeout(seconds)
        self.stream.write((json.dumps({"id": self.count, "do": do, **request}) + "\n").encode())
        self.stream.flush()
        while True:
            answer = json.loads(self.stream.readline())
            if answer.get("id") == self.count:
                break
        if "failure" in answer:
            raise GuestError(f"{do}: {answer['failure']}")
        return answer

    def run(self, command, check=True, seconds=120):
        answer = self.call("execute", seconds + 30, command=command, timeout=seconds)
        output = base64.b64decode(answer["output"]).decode(errors="replace")
        if check and answer["status"]:
            raise GuestError(f"{command}: status {answer['status']}\n{output}\n"
                             f"{base64.b64decode(answer['errors']).decode(errors='replace')}")
        return output

    def put(self, path, data, mode=0o644):
        piece = 1 << 20
        for start in range(0, max(len(data), 1), piece):
            self.call("put", path=path, mode=mode, append=start > 0,
                      data=base64.b64encode(data[start:start + piece]).decode())


class Machine:
    def __init__(self, image, folder, product, memory_mib=768):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.image = image
        self.product = product
        self.memory_mib = memory_mib
        self.process = None

    def socket(self, name):
        return self.folder / f"{name}.sock"

    def command(self):
        def chardev(name):
            return f"socket,id={name},path={self.socket(name)},server=on,wait=off"
        return ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-display", "none", "-vga", "none",
                "-M", "q35,i8042=off", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2",
                "-m", str(self.memory_mib), "-kernel", str(self.image.kernel), "-initrd", str(self.image.initrd),
                "-append", "console=ttyS0 quiet loglevel=3 systemd.show_status=0 init_on_free=1 cryptomgr.notests",
                "-serial", f"file:{self.folder}/serial.log", "-qmp", f"unix:{self.socket('qmp')},server=on,wait=off",
                "-drive", f"file={self.image.root},if=none,id=root,format=raw,snapshot=on",
                "-device", "virtio-blk-pci,drive=root",
                "-drive", f"file={self.product},if=none,id=product,format=raw,read-only=on",
                "-device", "virtio-blk-pci,drive=product",
                "-device", "virtio-serial-pci", "-chardev", chardev("agent"),
                "-device", "virtserialport,chardev=agent,name=tsuitate.agent",
                "-device", "virtio-gpu-pci,id=citizen", "-device", "virtio-tablet-pci,id=touch",
                "-device", "qemu-xhci", "-device", "usb-ccid,id=ccid", "-chardev", chardev("card"),
                "-device", "ccid-card-passthru,chardev=card,bus=ccid.0"]

    def __enter__(self):
        with open(self.folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self.monitor = Monitor(self.socket("qmp"))
            self.agent = Agent(self.socket("agent"))
            self.agent.hello(240)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    # ------------------------------------------------------------ the citizen's side

    def axes(self, x, y):
        """x and y from 0 to 1."""
        return [{"type": "abs", "data": {"axis": axis, "value": int(value * AXIS_MAX)}}
                for axis, value in (("x", x), ("y", y))]

    def button(self, down):
        return {"type": "btn", "data": {"down": down, "button": "left"}}

    def tap(self, x, y):
        self.monitor.call("input-send-event", events=self.axes(x, y))
        self.monitor.call("input-send-event", events=[self.button(True)])
        time.sleep(0.12)
        self.monitor.call("input-send-event", events=[self.button(False)])
        time.sleep(0.12)

    def picture(self, path):
        self.monitor.call("screendump", filename=str(path), device="citizen", head=0, format="png")
        return path

    # ------------------------------------------------------------ memory

    def memory_counts(self, **needles):
        """How often each needle occurs in the guest's whole memory, while the guest stands still."""
        dump = self.folder / "memory"
        self.monitor.call("stop")
        self.monitor.call("pmemsave", val=0, size=self.memory_mib << 20, filename=str(dump))
        self.monitor.call("cont")
        wait_until(lambda: dump.exists() and dump.stat().st_size == self.memory_mib << 20, 30, "the memory image")
        counts = {}
        with open(dump, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
            for name, needle in needles.items():
                counts[name], at = 0, memory.find(needle)
                while at >= 0:
                    counts[name] += 1
                    at = memory.find(needle, at + 1)
        os.unlink(dump)
        return counts
