#!/usr/bin/python3
"""Co-signatures (C2SP cosignature/v1, type 04h), judged by programs that nobody here wrote: Go's sumdb/note, OpenSSL and
signify. No program that verifies them by itself is to be had (docs/interoperability.md), so which bytes are signed is said
here and in cosigned.go, from the specification. That this is right, three foreign witnesses prove, who signed a public log:
`witnessed/` has what they signed. Then the same judges are given what our witness signs: for a log of our ledger, brought
by our courier, and for that public log. Needs TSUITATE_BUILD and TSUITATE_SOURCE."""

import base64
import hashlib
import pathlib
import signal
import sys
import tempfile
import time
import unittest

from foreign import HERE, build_go, key_of, need, openssl_says, run, signify_says
from ledger_log import SOURCE, LedgerLog

sys.path.insert(0, str(SOURCE / "tests/integration/witness"))

from office import Courier, Witness  # noqa: E402

TOOLS = {"go": "golang-go golang-golang-x-mod-dev", "openssl": "openssl", "signify-openbsd": "signify-openbsd"}
DASH = "\u2014"
PUBLIC = (HERE / "witnessed/checkpoint").read_text(encoding="utf-8")
PUBLIC_LOG_KEY, *FOREIGN_WITNESSES = (HERE / "witnessed/keys").read_text(encoding="utf-8").split()


class WitnessedLog:
    """A readable log, as tests/integration/witness wants it."""

    def __init__(self, folder, key):
        self.folder, self.key = folder, key


def parts_of(note, key):
    """Of the line of this witness: the bytes that are signed, the time, the raw signature."""
    text, _, lines = note.partition("\n\n")
    name, identifier = key.split("+")[:2]
    for line in lines.splitlines():
        bytes_ = base64.b64decode(line.rpartition(" ")[2])
        if line.startswith(f"{DASH} {name} ") and bytes_[:4].hex() == identifier:
            seconds = int.from_bytes(bytes_[4:12], "big")
            return f"cosignature/v1\ntime {seconds}\n{text}\n".encode(), seconds, bytes_[12:]
    raise AssertionError(f"{name} has not signed:\n{note}")


def changed(note, key, change):
    """The note with the bytes of this witness's line changed: key id (4), time (8), signature (64)."""
    _, _, signature = parts_of(note, key)
    line = next(line for line in note.splitlines() if line.startswith(DASH) and
                base64.b64decode(line.rpartition(" ")[2]).endswith(signature))
    head, _, encoded = line.rpartition(" ")
    bytes_ = bytearray(base64.b64decode(encoded))
    change(bytes_)
    return note.replace(line, f"{head} {base64.b64encode(bytes_).decode()}")


class Cosignatures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        need(TOOLS)
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-witness-interop-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.go_verifier = build_go(cls.folder, "cosigned.go")
        ledger = LedgerLog(cls.folder / "ledger")
        ledger.serve(60)
        cls.log_key = ledger.key
        log = WitnessedLog(ledger.log, ledger.key)
        cls.witness, cls.other = (Witness(cls.folder / name, name, [log, WitnessedLog(None, PUBLIC_LOG_KEY)])
                                  for name in ("near", "far"))
        for witness in (cls.witness, cls.other):
            cls.addClassCleanup(witness.end, signal.SIGKILL)
        cls.began = int(time.time())
        courier = Courier(cls.folder / "courier", log, [cls.witness])
        cls.addClassCleanup(courier.end, signal.SIGKILL)
        courier.wait_for(cls.witness, "a signature", cosigned_size=ledger.size(), trouble="none")
        cls.cosigned = courier.latest(cls.witness)

    def go_says(self, note, *keys):
        file = self.folder / "judged"
        file.write_text(note, encoding="utf-8")
        done = run(self.go_verifier, file, *keys)
        return done.returncode == 0, done.stdout.decode()

    def bare_says(self, note, key, of=None):
        """What OpenSSL and signify say of the signature of the witness `of`, under this key."""
        message, _, signature = parts_of(note, of or key)
        said = {judge(self.folder, message, key_of(key), signature) for judge in (openssl_says, signify_says)}
        self.assertEqual(len(said), 1, "they do not agree")
        return said.pop()

    def accepted_by_all(self, note, log_key, witnesses):
        accepted, said = self.go_says(note, log_key, *witnesses)
        self.assertTrue(accepted, said)
        for key in witnesses:
            self.assertIn(f"signed by {key.split('+')[0]}\n", said)
            self.assertTrue(self.bare_says(note, key), key)

    def test_control_the_judges_accept_three_foreign_witnesses_of_a_public_log(self):
        self.assertEqual(len(FOREIGN_WITNESSES), 3)
        self.accepted_by_all(PUBLIC, PUBLIC_LOG_KEY, FOREIGN_WITNESSES)

    def test_they_accept_our_witness_of_our_log(self):
        self.accepted_by_all(self.cosigned, self.log_key, [self.witness.key()])
        _, seconds, _ = parts_of(self.cosigned, self.witness.key())
        self.assertGreaterEqual(seconds, self.began)
        self.assertLessEqual(seconds, int(time.time()))

    def test_they_refuse_each_flipped_byte_of_the_line(self):
        for note, key in ((self.cosigned, self.witness.key()), (PUBLIC, FOREIGN_WITNESSES[0])):
            for place in range(76):
                def flip(bytes_, at=place):
                    bytes_[at] ^= 1
                altered = changed(note, key, flip)
                self.assertNotEqual(altered, note)
                self.assertFalse(self.go_says(altered, key)[0], place)
                if place >= 4:
                    self.assertFalse(self.bare_says(altered, key), place)

    def test_they_refuse_another_time(self):
        key = self.witness.key()
        _, seconds, _ = parts_of(self.cosigned, key)
        for other in (seconds - 1, seconds + 3600, 0):
            def set_time(bytes_, to=other):
                bytes_[4:12] = to.to_bytes(8, "big")
            altered = changed(self.cosigned, key, set_time)
            self.assertEqual(parts_of(altered, key)[1], other)
            self.assertFalse(self.go_says(altered, key)[0])
            self.assertFalse(self.bare_says(altered, key))

    def test_they_refuse_another_text(self):
        key = self.witness.key()
        origin, size, root = self.cosigned.splitlines()[:3]
        other_root = base64.b64encode(bytes(32)).decode()
        for old, new in ((origin, origin + "x"), (size, str(int(size) + 1)), (root, other_root)):
            altered = self.cosigned.replace(f"{old}\n", f"{new}\n", 1)
            self.assertNotEqual(altered, self.cosigned)
            self.assertFalse(self.go_says(altered, key)[0])
            self.assertFalse(self.bare_says(altered, key))

    def test_they_refuse_the_key_of_another_witness_also_under_the_same_name(self):
        key, other = self.witness.key(), self.other.key()
        self.assertFalse(self.go_says(self.cosigned, other)[0])
        self.assertFalse(self.bare_says(self.cosigned, other, of=key))
        bytes_ = b"\x04" + key_of(other)
        name = key.split("+")[0]
        identifier = hashlib.sha256(f"{name}\n".encode() + bytes_).digest()[:4]

        def claim(line):
            line[:4] = identifier
        claimed = changed(self.cosigned, key, claim)
        accepted, said = self.go_says(claimed, f"{name}+{identifier.hex()}+{base64.b64encode(bytes_).decode()}")
        self.assertFalse(accepted)
        self.assertIn("invalid signature", said)

    def test_our_witness_looks_after_a_public_log_and_leaves_the_signatures_of_others_as_they_are(self):
        status, _, line = self.witness.ask(f"old 0\n\n{PUBLIC}".encode())
        self.assertEqual(status, 200, line)
        self.accepted_by_all(PUBLIC + line, PUBLIC_LOG_KEY, [*FOREIGN_WITNESSES, self.witness.key()])
        size = PUBLIC.splitlines()[1]
        self.assertEqual(self.witness.ask(f"old 0\n\n{PUBLIC}".encode())[:3:2], (409, f"{size}\n"))
        forged = PUBLIC.replace(f"\n{size}\n", f"\n{int(size) + 1}\n")
        self.assertEqual(self.witness.ask(f"old {size}\n\n{forged}".encode())[0], 403)
        without_the_log = "".join(line for line in PUBLIC.splitlines(keepends=True)
                                  if not line.startswith(f"{DASH} {PUBLIC.splitlines()[0]} "))
        self.assertEqual(self.other.ask(f"old 0\n\n{without_the_log}".encode())[0], 403)


if __name__ == "__main__":
    unittest.main(verbosity=2)
