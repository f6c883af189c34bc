#!/usr/bin/python3
"""The PIN is in nothing that leaves the vault: bus, ledger, logs, pictures' descriptions. Each search is first shown
to find a planted copy."""

import subprocess
import unittest

from theatre import CounterTest, Waiting, wait_until

from leaks import forms, found  # noqa: I100 (theatre puts the folder on the path)

PIN = "QZ7XW3KV9JH52MPB"


class Search(unittest.TestCase):
    def test_the_search_finds_what_is_planted(self):
        for name, form in forms(PIN):
            self.assertTrue(found(b"before " + form + b" after", PIN), name)
        self.assertTrue(found(b" ".join(b'"%c"' % byte for byte in PIN.encode()), PIN))
        self.assertFalse(found(b"nothing of it is here", PIN))


class Secrecy(CounterTest):
    stage_options = {"card": ("--pin", f"signature={PIN}")}

    def test_neither_bus_nor_ledger_nor_log_holds_the_pin_or_its_length(self):
        capture = self.stage.directory / "bus.capture"
        with open(capture, "wb") as output:
            monitor = subprocess.Popen(["dbus-monitor", "--address", self.stage.bus_address], stdout=output,
                                       stderr=subprocess.STDOUT)
        self.addCleanup(monitor.kill)
        wait_until(lambda: capture.stat().st_size > 0, 10, "the monitor of the bus")
        self.app.open("", "en")
        call = Waiting(lambda: self.app.enter("signature"))
        self.citizen.enters(PIN)
        self.assertEqual(call.outcome(), "verified")
        self.app.close()
        wait_until(lambda: "session-ended" in self.events(), 20, "the end of the session")
        wait_until(lambda: b"EnterPin" in capture.read_bytes(), 10, "the call in the capture (control)")
        monitor.terminate()
        monitor.wait()
        self.assertIn(PIN.encode().hex(), self.verifies()[0], "control: the card did get it")
        self.assertEqual(found(capture.read_bytes(), PIN), [], "on the bus")
        bus_words = capture.read_text(errors="replace")
        self.assertNotRegex(bus_words, r"u?int(16|32|64) 16\b|byte 16\b")
        for file in [*(file for file in self.stage.ledger_directory.rglob("*") if file.is_file()),
                     *(self.stage.directory / f"{role}.log" for role in ("vault", "screen", "ledger", "front"))]:
            self.assertEqual(found(file.read_bytes(), PIN), [], file.name)
        for record in self.stage.records():
            self.assertFalse({"length", "count", "dots"} & set(record) - {"count"} if record["event"] != "caller-refused"
                             else set(), record)


if __name__ == "__main__":
    unittest.main(verbosity=2)
