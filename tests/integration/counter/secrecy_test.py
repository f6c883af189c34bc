#!/usr/bin/python3
"""The PIN is in nothing that leaves the vault: bus, ledger, logs, pictures' descriptions. Nor is its length. Each search
is first shown to find a planted copy."""

import subprocess
import unittest

from theatre import CounterTest, Waiting, wait_until

from leaks import forms, found, found_lengths, numbers_in_messages, plant  # noqa: I100 (theatre puts the folder on the path)

PIN = "QZ7XW3KV9JH52MPB"
PINS = (PIN, "8TRNC4YUD", "M2KQ7BXT4WHZ95PV")  # two lengths; two of one length

# One message for each character, in the forms of busctl, dbus-monitor, the journal and the ledger.
ONE_NUMBER_EACH = {
    "busctl": '{"type":"signal","cookie":%d,"member":"Touched","payload":{"type":"y","data":[%d]}}',
    "busctl, a number that stands alone": '{"type":"signal","cookie":%d,"payload":{"type":"y","data":%d}}',
    "dbus-monitor": "signal time=1700000000.%06d sender=:1.4 member=Touched\n   byte %d",
    "journal": "    TSUITATE_SERIAL=%d\n    TSUITATE_KEY=%d",
    "ledger": '{"sequence":%d,"event":"touched","place":%d,"time":"2026-11-25T02:15:09.123456Z"}',
}


def each(pattern, numbers):
    return "\n".join(pattern % (70 + at, number) for at, number in enumerate(numbers)).encode()


class Search(unittest.TestCase):
    def test_finds_what_is_planted(self):
        for name, form in forms(PIN):
            self.assertTrue(found(b"before " + form + b" after", PIN), name)
        self.assertTrue(found(b" ".join(b'"%c"' % byte for byte in PIN.encode()), PIN))
        self.assertIn("numbers one by one", found(plant(PIN), PIN))
        self.assertFalse(found(b"nothing of it is here", PIN))

    def test_finds_digits_sent_as_numbers_one_a_message(self):
        for name, pattern in ONE_NUMBER_EACH.items():
            for alphabet in ("", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"):
                for first in (0, 1, 100):
                    numbers = [first + (alphabet.index(character) if alphabet else ord(character)) for character in PIN]
                    with self.subTest(name, alphabet=alphabet, first=first):
                        self.assertEqual(found(each(pattern, numbers), PIN), ["numbers one by one"])

    def test_finds_them_among_messages_of_other_shapes(self):
        other = '\n{"type":"method_call","cookie":9,"member":"GetId","payload":{}}\n'
        text = other.join(each(ONE_NUMBER_EACH["busctl"], [byte]).decode() for byte in PIN.encode())
        self.assertEqual(found(text.encode(), PIN), ["numbers one by one"])

    def test_takes_counters_and_other_pins_for_nothing(self):
        for numbers in (range(200), PINS[2].encode(), sorted(PIN.encode()), PIN[:-1].encode()):
            self.assertEqual(found(each(ONE_NUMBER_EACH["busctl"], numbers), PIN), [])

    def test_finds_a_number_that_is_the_length(self):
        for name, pattern in ONE_NUMBER_EACH.items():
            runs = [(each(pattern, [3, len(pin), 40]), len(pin)) for pin in PINS]
            with self.subTest(name):
                self.assertEqual(len(found_lengths(runs)), 1, found_lengths(runs))

    def test_finds_as_many_messages_as_characters(self):
        runs = [(b"a role is connected\n" + b"a key was touched\n" * (len(pin) + 2), len(pin)) for pin in PINS]
        self.assertEqual(found_lengths(runs), ["as many lines as characters: a key was touched"])

    def test_takes_numbers_that_do_not_follow_the_length_for_nothing(self):
        runs = [(each(ONE_NUMBER_EACH["ledger"], [*range(20), 16, 9 if at else 8]), len(pin)) for at, pin in enumerate(PINS)]
        self.assertEqual(found_lengths(runs), [])
        runs = [(b"02:15:%02d.016 info: ready\n" % len(pin), len(pin)) for pin in PINS]
        self.assertEqual(found_lengths(runs), [], "the time of day")

    def test_finds_a_length_in_the_arguments_of_a_message(self):
        deep = '{"type":"signal","cookie":3,"payload":{"type":"a{sv}","data":[{"Progress":{"type":"u","data":16}}]}}'
        self.assertEqual(numbers_in_messages(f"no message\n{deep}\n"), [16])


class Secrecy(CounterTest):
    def setUp(self):
        """Each visit has a stage of its own."""

    def visit(self, pin):
        """What everybody but the card got of one entry: bus, then files by name."""
        self.stage_options = {"card": ("--pin", f"signature={pin}")}
        super().setUp()
        capture = self.stage.directory / "bus.capture"
        with open(capture, "wb") as output:
            monitor = subprocess.Popen(["dbus-monitor", "--address", self.stage.bus_address], stdout=output,
                                       stderr=subprocess.STDOUT)
        self.addCleanup(monitor.kill)
        wait_until(lambda: capture.stat().st_size > 0, 10, "the monitor of the bus")
        self.app.open("", "en")
        call = Waiting(lambda: self.app.enter("signature"))
        self.citizen.enters(pin)
        self.assertEqual(call.outcome(), "verified")
        self.app.close()
        wait_until(lambda: "session-ended" in self.events(), 20, "the end of the session")
        wait_until(lambda: b"EnterPin" in capture.read_bytes(), 10, "the call in the capture (control)")
        monitor.terminate()
        monitor.wait()
        self.assertIn(pin.encode().hex(), self.verifies()[0], "control: the card did get it")
        files = [*(file for file in self.stage.ledger_directory.rglob("*") if file.is_file()),
                 *(self.stage.directory / f"{role}.log" for role in ("vault", "screen", "ledger", "front"))]
        seen = {"bus": capture.read_bytes(), **{file.name: file.read_bytes() for file in files}}
        self.stage.stop()
        return seen

    def test_neither_bus_nor_ledger_nor_log_holds_the_pin_or_its_length(self):
        visits = [self.visit(pin) for pin in PINS]
        for pin, seen in zip(PINS, visits):
            for name, content in seen.items():
                self.assertEqual(found(content, pin), [], name)
        names = set.intersection(*(set(seen) for seen in visits))
        self.assertLessEqual({"bus", "vault.log", "screen.log", "ledger.log", "front.log"}, names)
        self.assertTrue(any(name.startswith("segment-") for name in names), names)
        for name in names:
            self.assertEqual(found_lengths([(seen[name], len(pin)) for pin, seen in zip(PINS, visits)]), [], name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
