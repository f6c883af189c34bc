"""The clerk's desktop: a display without a screen, a session bus, and the counter app's window on it. The window is read
and its buttons are pressed through AT-SPI, as a screen reader would; keys come from a keyboard."""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "counter"))

from theatre import BUILD  # noqa: E402
from stage import StageError, wait_until  # noqa: E402

PICTURES = pathlib.Path(os.environ.get("TSUITATE_PICTURES", BUILD / "pictures" / "counter_app"))
SIZE = (1024, 768)


class Desktop:
    """Started once for all tests of a process: AT-SPI is one for each process, as is the display."""

    def __init__(self):
        self.processes = []
        self.environment = {}

    def start(self):
        reading, writing = os.pipe()
        self.run(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp", "-noreset"],
                 pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        display = ":" + os.fdopen(reading).readline().strip()
        bus = self.run(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True,
                       env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
        self.environment = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
                            "GTK_A11Y": "atspi", "GSK_RENDERER": "cairo", "GDK_BACKEND": "x11", "GSETTINGS_BACKEND": "memory"}
        os.environ.update(self.environment)

    def run(self, command, **options):
        self.processes.append(subprocess.Popen(command, **options))
        return self.processes[-1]

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
            if process.stdout:
                process.stdout.close()


class AppWindow:
    """tsuitate-counter-app in one language, as somebody sees it who cannot see the screen."""

    def __init__(self, stage, language, log):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi, self.stage, self.language = Atspi, stage, language
        self.output = open(log, "w")
        self.process = subprocess.Popen([BUILD / "client/counter_app/tsuitate-counter-app", "--language", language,
                                         "--policy", stage.policy], env={**stage.environment, **os.environ,
                                        "DBUS_SYSTEM_BUS_ADDRESS": stage.bus_address},
                                        stdout=self.output, stderr=self.output)
        self.root = wait_until(self.find, 30, "the counter app's window")
        # Nobody manages windows here: what a window manager would do.
        window = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)],
                                capture_output=True, text=True, timeout=20).stdout.split()[-1]
        subprocess.run(["xdotool", "windowsize", window, *map(str, SIZE), "windowmove", window, "0", "0", "windowfocus",
                        window], check=True, timeout=20)

    def find(self):
        if self.process.poll() is not None:
            raise StageError(f"the counter app ended with {self.process.returncode}: "
                             f"{pathlib.Path(self.output.name).read_text()[-2000:]}")
        desktop = self.atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(number)
            if one is not None and one.get_process_id() == self.process.pid and one.get_child_count():
                return one
        return None

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self.output.close()

    def walk(self, node=None):
        from gi.repository import GLib
        node = node or self.root
        try:
            node.clear_cache()
            yield node
            for number in range(node.get_child_count()):
                child = node.get_child_at_index(number)
                if child is not None:
                    yield from self.walk(child)
        except GLib.Error:
            return  # it has gone meanwhile

    def states(self, node):
        return node.get_state_set()

    def texts(self):
        """Every text that is shown now."""
        visible = self.atspi.StateType.VISIBLE
        found = []
        for node in self.walk():
            if node.get_role() in (self.atspi.Role.LABEL, self.atspi.Role.STATIC, self.atspi.Role.PROGRESS_BAR) and \
                    self.states(node).contains(visible):
                found.append(node.get_name() or "")
        return found

    def shows(self, text, seconds=20):
        def look():
            return [one for one in self.texts() if text in one]
        try:
            return wait_until(look, seconds, text, pause=0.1)
        except StageError as error:
            raise StageError(f"{error}; the window shows {self.texts()}") from None

    def button(self, name):
        for node in self.walk():
            if node.get_role() in (self.atspi.Role.PUSH_BUTTON, self.atspi.Role.TOGGLE_BUTTON) and node.get_name() == name:
                return node
        raise StageError(f"no button {name}")

    def enabled(self, name):
        return self.states(self.button(name)).contains(self.atspi.StateType.SENSITIVE)

    def press(self, name):
        wait_until(lambda: self.enabled(name), 20, f"the button {name}")
        self.button(name).do_action(0)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True, timeout=20)
        time.sleep(0.2)

    def photograph(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = PICTURES / f"{name}-{self.language}.png"
        time.sleep(0.4)  # for the picture to be drawn
        subprocess.run(["import", "-window", "root", file], check=True, timeout=30)
        return file
