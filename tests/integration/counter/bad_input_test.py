#!/usr/bin/python3
"""What bad input gets: a clear error, an ended session, a record; nothing lost, nothing wedged."""

import os
import re
import shutil
import subprocess
import unittest

import dbus
from theatre import BUILD, SOURCE, CounterTest, wait_until  # also makes tests/stage known

import wire

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


class RoleThatTalksNonsense:
    """A role in the middle of an entry sends what it may not. Who inherits from it says which role, a message of its
    own with a body that is in order, one with a field outside its range, and another role's."""

    stage_options = {"keep_sockets": True}
    role, own, wrong_field, foreign = "", (), (), ()

    def dropped_for(self, message, reason):
        call = self.begins_typing()
        self.citizen.types("12")
        self.stage.sockets[self.role].send(message)
        wait_until(lambda: "a role was dropped" in self.stage.log_of("vault"), 20, "the role to be dropped")
        dropped = re.findall("a role was dropped ROLE=(.*) REASON=(.*)", self.stage.log_of("vault"))
        self.assertEqual(dropped, [(self.role, reason)])
        self.entry_ended(call)
        self.assertEqual(self.verifies(), [])

    def entry_ended(self, call):
        self.assertEqual(call.outcome(), "out-of-service")
        self.recorded_end("out-of-service", "failure")

    def recorded_end(self, outcome, reason):
        wait_until(lambda: "session-ended" in self.events(), 20, "the record of the end")
        ends = [(record["event"], record.get("outcome"), record.get("detail")) for record in self.stage.records()
                if record["event"] in ("entry-ended", "session-ended")]
        self.assertEqual(ends, [("entry-ended", outcome, None), ("session-ended", None, reason)])

    def test_of_another_version(self):
        self.dropped_for(wire.message(*self.own, version=wire.VERSION + 1),
                         "another protocol version: the roles are not of one build")

    def test_that_is_for_others_to_say(self):
        self.dropped_for(wire.message(*self.foreign), "a type that this role does not accept here")

    def test_of_another_size(self):
        name, body = self.own
        self.dropped_for(wire.message(name, body[:-1]), "a size that its type does not have")

    def test_with_a_field_outside_its_range(self):
        self.dropped_for(wire.message(*self.wrong_field), "a field outside its range")

    def test_shorter_than_any_message(self):
        self.dropped_for(b"\x03", "shorter than a header")


class ScreenThatTalksNonsense(RoleThatTalksNonsense, CounterTest):
    role = "screen"
    own = ("screen_tell_shown", bytes(16))
    wrong_field = ("screen_tell_panel", bytes(8))  # no pixels
    foreign = ("ledger_tell_durable", bytes(8))


class FrontThatTalksNonsense(RoleThatTalksNonsense, CounterTest):
    role = "front"
    own = ("front_close_session", bytes(17))
    wrong_field = ("front_close_session", bytes(16) + b"\xff")
    foreign = ("screen_tell_shown", bytes(16))

    def entry_ended(self, call):
        with self.assertRaises(dbus.DBusException):  # nobody is there to answer
            call.outcome()
        self.recorded_end("withdrawn", "caller-left")


class LedgerThatTalksNonsense(RoleThatTalksNonsense, CounterTest):
    role = "ledger"
    own = ("ledger_tell_durable", bytes(8))
    wrong_field = ("ledger_tell_failure", bytes(8) + b"\xff" + bytes(7))
    foreign = ("front_close_session", bytes(17))

    def entry_ended(self, call):
        """Without a ledger there is no record of the end; what is durable is what came before."""
        self.assertEqual(call.outcome(), "out-of-service")
        self.assertEqual(self.app.state(), "out-of-service")
        self.assertIn("entry-started", self.events())


class BrokenPolicy(unittest.TestCase):
    def test_nothing_starts_and_file_line_and_reason_are_said(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            policy = os.path.join(folder, "policy")
            shutil.copytree(BUILD / "policy" / "default", policy)
            path = os.path.join(policy, "limits.toml")
            lines = open(path).read().splitlines()
            line = next(i for i, text in enumerate(lines) if text.startswith("question"))
            lines[line] = "question = -1"
            open(path, "w").write("\n".join(lines) + "\n")
            for program in ("daemon/vault/tsuitate-vault", "daemon/front/tsuitate-front", "daemon/screen/tsuitate-screen",
                            "daemon/voice/tsuitate-voice"):
                done = subprocess.run([str(BUILD / program), "--policy", policy], capture_output=True, text=True,
                                      timeout=30)
                self.assertEqual(done.returncode, 1, program)
                self.assertRegex(done.stderr, rf"limits\.toml:{line + 1}: .*question", program)


if __name__ == "__main__":
    unittest.main(verbosity=2)
