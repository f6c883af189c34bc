#!/usr/bin/python3
"""What bad input gets: a clear error, an ended session, a record; nothing lost, nothing wedged."""

import os
import shutil
import socket
import struct
import subprocess
import unittest

from theatre import BUILD, SOURCE, CounterTest, Waiting, wait_until

NOBODY = 65534


class CallerWithoutRights(CounterTest):
    def test_is_refused_with_the_usual_error_and_recorded(self):
        call = ["busctl", f"--address={self.stage.bus_address}", "call", "org.tsuitate.Counter1",
                "/org/tsuitate/Counter1", "org.tsuitate.Counter1", "OpenSession", "ssa{sv}", "", "ja", "0"]
        if os.getuid() != 0:
            raise AssertionError("run as root: this test becomes another user")
        control = subprocess.run(call, capture_output=True, text=True)
        self.assertEqual(control.returncode, 0, f"control: root may: {control.stderr}")
        wait_until(lambda: self.app.state() == "ready", 20, "the control's session to end")
        refused = subprocess.run(["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *call],
                                 capture_output=True, text=True)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("denied", refused.stderr.lower() + refused.stdout.lower())
        wait_until(lambda: "caller-refused" in self.events(), 10, "the record of the refusal")
        record = next(record for record in self.stage.records() if record["event"] == "caller-refused")
        self.assertEqual(record["caller-uid"], NOBODY)


class RoleThatTalksNonsense(CounterTest):
    def test_screen_that_talks_nonsense_is_dropped_and_the_session_ends(self):
        self.app.open()
        call = Waiting(lambda: self.app.enter("user-authentication"))
        self.citizen.sees("explain")
        self.citizen.starts()
        self.citizen.sees("entry")
        self.citizen.types("12")
        # The screen's own end of the socket, taken over: a message of a type that a screen may not send.
        screen = self.stage.processes["screen"].pid
        pidfd = os.pidfd_open(screen)
        stolen = None
        for number in os.listdir(f"/proc/{screen}/fd"):
            if os.readlink(f"/proc/{screen}/fd/{number}").startswith("socket:"):
                descriptor = libc_pidfd_getfd(pidfd, int(number))
                candidate = socket.socket(fileno=descriptor)
                if candidate.type & 0xF == socket.SOCK_SEQPACKET:
                    stolen = candidate
                    break
        self.assertIsNotNone(stolen, "control: the screen's socket")
        stolen.send(struct.pack("<HHQ", 1, 0x0403, 1))  # "durable", which only the ledger may say
        self.assertEqual(call.outcome(), "out-of-service")
        wait_until(lambda: "session-ended" in self.events(), 20, "the record of the end")
        self.assertIn("a role was dropped", self.stage.log_of("vault"))
        self.assertEqual(self.verifies(), [])


def libc_pidfd_getfd(pidfd, number):
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.syscall(438, pidfd, number, 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "pidfd_getfd")
    return descriptor


class BrokenPolicy(unittest.TestCase):
    def test_nothing_starts_and_file_line_and_reason_are_said(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            policy = os.path.join(folder, "policy")
            shutil.copytree(SOURCE / "policy" / "default", policy)
            path = os.path.join(policy, "limits.toml")
            lines = open(path).read().splitlines()
            line = next(i for i, text in enumerate(lines) if text.startswith("question"))
            lines[line] = "question = -1"
            open(path, "w").write("\n".join(lines) + "\n")
            for program in ("daemon/vault/tsuitate-vault", "daemon/front/tsuitate-front", "daemon/screen/tsuitate-screen"):
                done = subprocess.run([str(BUILD / program), "--policy", policy], capture_output=True, text=True,
                                      timeout=30)
                self.assertEqual(done.returncode, 1, program)
                self.assertRegex(done.stderr, rf"limits\.toml:{line + 1}: .*question", program)


if __name__ == "__main__":
    unittest.main(verbosity=2)
