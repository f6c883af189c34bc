#!/usr/bin/python3
"""The PIN is in nothing that leaves the vault: bus, ledger, logs, pictures' descriptions. Each search is first shown
to find a planted copy."""

import base64
import re
import subprocess
import unittest

from theatre import CounterTest, Waiting, wait_until

PIN = "QZ7XW3KV9JH52MPB"


def forms(pin):
    raw = pin.encode()
    yield "ascii", raw
    yield "reversed", raw[::-1]
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "spaced hex", raw.hex(" ").encode()
    yield "utf-16", pin.encode("utf-16-le")
    yield "decimal bytes", ", ".join(str(byte) for byte in raw).encode()
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw)
        # The outer characters depend on the neighbours; the inner ones do not.
        yield f"base64 at {shift}", text[4:-4] if shift else text.rstrip(b"=")[:-1]
    for half in (pin[:8], pin[8:]):
        yield "half", half.encode()


def found(haystack, pin=PIN):
    hits = [name for name, form in forms(pin) if form in haystack]
    # Spread over messages: its characters one by one, each alone in a quoted string, in the right order.
    alone = re.findall(rb'"([A-Z0-9])"', haystack)
    if pin.encode() in b"".join(alone):
        hits.append("one by one")
    return hits


class Search(unittest.TestCase):
    def test_the_search_finds_what_is_planted(self):
        for name, form in forms(PIN):
            self.assertTrue(found(b"before " + form + b" after"), name)
        self.assertTrue(found(b" ".join(b'"%c"' % byte for byte in PIN.encode())))
        self.assertFalse(found(b"nothing of it is here"))


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
        self.assertEqual(found(capture.read_bytes()), [], "on the bus")
        bus_words = capture.read_text(errors="replace")
        self.assertNotRegex(bus_words, r"u?int(16|32|64) 16\b|byte 16\b")
        for file in [*self.stage.ledger_directory.iterdir(),
                     *(self.stage.directory / f"{role}.log" for role in ("vault", "screen", "ledger", "front"))]:
            self.assertEqual(found(file.read_bytes()), [], file.name)
        for record in self.stage.records():
            self.assertFalse({"length", "count", "dots"} & set(record) - {"count"} if record["event"] != "caller-refused"
                             else set(), record)


if __name__ == "__main__":
    unittest.main(verbosity=2)
