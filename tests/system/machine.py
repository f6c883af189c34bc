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

from listening import listens

AXIS_MAX = 0x7FFF  # of QEMU's absolute devices
SIZE_PX, SIZE_MM = (1280, 800), (261, 163)  # of the citizen's panel


class GuestError(RuntimeError):
    pass


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
    def attempt():
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(str(path))
            return link
        except OSError:
            link.close()
            return None
    return wait_until(attempt, seconds, f"somebody to listen at {path}", pause=0.05)


class Line:
    """A line of JSON out, lines of JSON in; no wait without an end."""

    def __init__(self, path, peer):
        self.peer = peer
        self.socket = connect(path)
        self.stream = self.socket.makefile("rwb")

    def send(self, message):
        self.stream.write((json.dumps(message) + "\n").encode())
        self.stream.flush()

    def receive(self, wanted, seconds, what):
        """The next message that `wanted` accepts."""
        end = time.monotonic() + seconds
        while True:
            self.socket.settimeout(max(end - time.monotonic(), 0.01))
            try:
                text = self.stream.readline()
            except TimeoutError:
                raise TimeoutError(f"waited {seconds} s in vain for {self.peer}: {what}") from None
            if not text.endswith(b"\n"):
                raise GuestError(f"{self.peer} is gone: {what}")
            message = json.loads(text)
            if wanted(message):
                return message


class Monitor:
    """QEMU's own control channel (QMP)."""

    def __init__(self, path):
        self.line = Line(path, "QEMU")
        self.line.receive(lambda message: "QMP" in message, 30, "its greeting")
        self.call("qmp_capabilities")

    def call(self, command, **arguments):
        self.line.send({"execute": command, "arguments": arguments})
        answer = self.line.receive(lambda message: "return" in message or "error" in message, 60, command)
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer['error']}")
        return answer["return"]


class Agent:
    """Commands in the guest."""

    def __init__(self, path):
        self.line = Line(path, "the guest")
        self.count = 0

    def hello(self, seconds):
        self.line.receive(lambda message: "hello" in message, seconds, "its agent (see serial.log)")

    def call(self, do, seconds=180, **request):
        self.count += 1
        self.line.send({"id": self.count, "do": do, **request})
        answer = self.line.receive(lambda message: message.get("id") == self.count, seconds,
                                   request.get("command") or do)
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

    def get(self, path):
        piece, data = 1 << 20, b""
        while True:
            more = base64.b64decode(self.call("get", path=path, start=len(data), length=piece)["data"])
            data += more
            if len(more) < piece:
                return data


class Machine:
    def __init__(self, emulator, image, folder, product=None, memory_mib=768, kernel_options=""):
        self.kernel_options = kernel_options
        self.emulator = emulator
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.image = image
        self.product = product
        self.memory_mib = memory_mib
        self.process = None
        self.touch = emulator.touch
        self.touches = 0

    def socket(self, name):
        return self.folder / f"{name}.sock"

    def command(self):
        def chardev(name):
            return f"socket,id={name},path={self.socket(name)},server=on,wait=off"
        # However this program ends, QEMU ends with it.
        return ["setpriv", "--pdeathsig", "KILL", self.emulator.program, *self.emulator.arguments,
                "-nodefaults", "-no-user-config", "-display", "none", "-vga", "none",
                "-M", "q35,i8042=off", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2",
                "-m", str(self.memory_mib), "-kernel", str(self.image.kernel), "-initrd", str(self.image.initrd),
                "-append", "console=ttyS0 quiet loglevel=3 systemd.show_status=0 init_on_free=1 cryptomgr.notests "
                           + self.kernel_options,
                "-serial", f"file:{self.folder}/serial.log", "-qmp", f"unix:{self.socket('qmp')},server=on,wait=off",
                "-drive", f"file={self.image.root},if=none,id=root,format=raw,snapshot=on",
                "-device", "virtio-blk-pci,drive=root",
                *self.product_disk(),
                "-device", "virtio-serial-pci", "-chardev", chardev("agent"),
                "-device", "virtserialport,chardev=agent,name=tsuitate.agent",
                "-device", "virtio-gpu-pci,id=citizen",
                # Only what is behind a port of its own can be unplugged.
                "-device", "pcie-root-port,id=socket,chassis=1",
                "-device", f"virtio-{self.emulator.touch}-pci,id=touch,bus=socket",
                "-device", "qemu-xhci,id=usb", "-device", "usb-ccid,id=ccid,bus=usb.0", "-chardev", chardev("card"),
                "-device", "ccid-card-passthru,id=slot,chardev=card,bus=ccid.0"]

    def product_disk(self):
        return [] if self.product is None else [
            "-drive", f"file={self.product},if=none,id=product,format=raw,read-only=on",
            "-device", "virtio-blk-pci,drive=product"]

    def __enter__(self):
        with open(self.folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env=self.emulator.environment)
        try:
            wait_until(lambda: listens(self.socket("qmp")) or self.process.poll() is not None, 30, "QEMU to start")
            if self.process.poll() is not None:
                raise GuestError(f"QEMU ended with status {self.process.returncode}")
            self.monitor = Monitor(self.socket("qmp"))
            self.agent = Agent(self.socket("agent"))
            self.agent.hello(240)
        except BaseException as error:
            self.__exit__()
            said = (self.folder / "qemu.log").read_text(errors="replace").strip()
            if said and isinstance(error, Exception):
                raise GuestError(f"{error}\nQEMU said: {said[-1000:]}") from error
            raise
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(30)

    # ------------------------------------------------------------ plugs

    def plugged(self, name):
        parts = self.monitor.call("qom-list", path="/machine/peripheral")
        return any(part["name"] == name for part in parts)

    def unplug(self, name):
        """Gone when the guest has let go of it."""
        self.monitor.call("device_del", id=name)
        wait_until(lambda: not self.plugged(name), 60, f"{name} to be unplugged")

    def plug(self, name, driver, bus, **properties):
        self.monitor.call("device_add", driver=driver, id=name, bus=bus, **properties)

    def plug_touch(self):
        self.touch = self.emulator.touch
        self.plug("touch", f"virtio-{self.touch}-pci", "socket")

    def plug_usb_tablet(self):
        """A touch device with a hidraw node beside its event node."""
        self.touch = "tablet"
        self.plug("usb-touch", "usb-tablet", "usb.0")

    def plug_reader(self):
        """The slot lost its card with the reader: the card's program has to put it in again."""
        self.plug("ccid", "usb-ccid", "usb.0")
        self.plug("slot", "ccid-card-passthru", "ccid.0", chardev="card")

    # ------------------------------------------------------------ the citizen's side

    def tap(self, x_mm, y_mm):
        """A finger on the panel for a moment, in millimetres from its upper left corner."""
        x, y = (int(place / size * AXIS_MAX) for place, size in zip((x_mm, y_mm), SIZE_MM))
        press, lift = (self.multitouch if self.touch == "multitouch" else self.tablet)(x, y)
        for events in press:
            self.monitor.call("input-send-event", events=events)
        # Long enough to stay a finger's touch where a busy host lets the guest wait in between.
        time.sleep(0.25)
        self.monitor.call("input-send-event", events=lift)
        time.sleep(0.12)

    def press_key(self, code):
        """A key of a keyboard, by QEMU's name for it."""
        for down in (True, False):
            self.monitor.call("input-send-event", events=[
                {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": code}}}])
            time.sleep(0.12)

    @staticmethod
    def button(name, down):
        return {"type": "btn", "data": {"down": down, "button": name}}

    def tablet(self, x, y):
        move = [{"type": "abs", "data": {"axis": axis, "value": value}} for axis, value in (("x", x), ("y", y))]
        return [move, [self.button("left", True)]], [self.button("left", False)]

    def multitouch(self, x, y):
        self.touches = self.touches % 1000 + 1

        def contact(what, axis="x", value=0, number=self.touches):
            return {"type": "mtt", "data": {"type": what, "slot": 0, "tracking-id": number, "axis": axis,
                                            "value": value}}
        press = [self.button("touch", True), contact("begin"), contact("data", "x", x), contact("data", "y", y)]
        return [press], [contact("end", number=-1), self.button("touch", False)]

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
