#!/usr/bin/python3
"""A log that the real ledger wrote, judged by programs that nobody here wrote: Go's sumdb packages, Google's original C++
Merkle code, OpenSSL and signify. Each accepts the log, and refuses the copies that were tampered with as far as that is
its job. Needs TSUITATE_BUILD and TSUITATE_SOURCE."""

import base64
import hashlib
import json
import pathlib
import shutil
import tempfile
import unittest

from foreign import HERE, build_go, key_of, must, need, openssl_says, run, signify_says
from ledger_log import BUILD, TILE, records_of, stream_of, tile_of, write_log

GOOGLE = pathlib.Path("/usr/share/gocode/src/github.com/google/certificate-transparency/cpp")
TOOLS = {"go": "golang-go golang-golang-x-mod-dev", "openssl": "openssl", "signify-openbsd": "signify-openbsd",
         "g++": "g++"}


class Interop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        need(TOOLS)
        if not GOOGLE.exists():
            raise AssertionError("install golang-github-google-certificate-transparency-dev and libgoogle-glog-dev")
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-interop-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.ledger, cls.older = write_log(cls.folder / "ledger")
        cls.log, cls.key = cls.ledger.log, cls.ledger.key
        cls.go_verifier = build_go(cls.folder, "verify.go", "tiles.go")
        cls.google_tree = cls.folder / "google-tree"
        sources = [GOOGLE / "merkletree" / f"{name}.cc" for name in (
            "merkle_tree", "merkle_tree_math", "merkle_verifier", "serial_hasher", "tree_hasher", "compact_merkle_tree")]
        # Their code, their warnings.
        must("g++", "-std=c++14", "-w", "-O1", "-I", GOOGLE, "-o", cls.google_tree, HERE / "google_tree.cc", *sources,
             "-lcrypto", "-lglog")

    # ------------------------------------------------------------ the verifiers

    def copied(self):
        target = self.folder / f"copy-{self.id().rpartition('.')[2]}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.log, target)
        return target

    def go_says(self, log, *older):
        done = run(self.go_verifier, log, self.key, *older)
        return done.returncode == 0, done.stdout.decode()

    def google_says(self, log):
        """Whether the records' root, by Google's code, is the checkpoint's."""
        done = run(self.google_tree, data=stream_of(log))
        if done.returncode:
            return False
        root, count = done.stdout.split()
        _, size, wanted = (log / "checkpoint").read_text().split("\n")[:3]
        return bytes.fromhex(root.decode()) == base64.b64decode(wanted) and int(count) == int(size)

    def signature_parts(self, log):
        """Text, raw key, raw signature of the enrolment key's line."""
        text, _, lines = (log / "checkpoint").read_text().partition("\n\n")
        return (text + "\n").encode(), key_of(self.key), base64.b64decode(lines.split("\n")[0].split()[2])[4:]

    def openssl_says(self, log):
        return openssl_says(self.folder, *self.signature_parts(log))

    def signify_says(self, log):
        return signify_says(self.folder, *self.signature_parts(log))

    # ------------------------------------------------------------ what they say

    def test_everybody_accepts_the_log(self):
        accepted, said = self.go_says(self.log, self.log / "checkpoints" / "00000001")
        self.assertTrue(accepted, said)
        self.assertIn("inclusion proofs verified", said)
        self.assertIn("continues the log of", said)
        self.assertTrue(self.google_says(self.log))
        self.assertTrue(self.openssl_says(self.log))
        self.assertTrue(self.signify_says(self.log))

    def test_the_log_is_one_of_a_ledger_that_lived(self):
        self.assertGreater(self.ledger.size(), 5 * TILE)
        self.assertNotEqual(self.ledger.size() % TILE, 0, "the last tile is a partial one")
        events = [json.loads(record)["event"] for record in records_of(stream_of(self.log))]
        self.assertEqual(events.count("service-stopped"), 3)
        self.assertGreaterEqual(events.count("epoch-started"), 6)
        self.assertEqual((events.count("log-healed"), events.count("chain-restarted")), (1, 1))
        restarted = json.loads(list(records_of(stream_of(self.log)))[events.index("chain-restarted")])["epoch"]
        must(BUILD / "audit/tool/tsuitate-audit", "verify", "--log", self.log, "--accept-restart", restarted)

    def refused_by_both(self, path, content):
        log = self.copied()
        (log / path).write_bytes(content)
        self.assertFalse(self.go_says(log)[0])
        self.assertFalse(self.google_says(log))

    def test_a_changed_record_is_refused(self):
        for number in ("000", "003"):
            path = f"tile/entries/{number}"
            content = bytearray((self.log / path).read_bytes())
            content[len(content) // 2] ^= 1
            self.refused_by_both(path, content)

    def test_a_removed_doubled_or_swapped_record_is_refused_also_with_its_size(self):
        path = "tile/entries/002"
        records = list(records_of((self.log / path).read_bytes()))
        self.assertEqual((self.log / path).read_bytes(), tile_of(records), "control: nothing changed, the same tile")
        for changed in (records[1:], [records[0], *records], [records[0], *records[:-1]],
                        [records[1], records[0], *records[2:]]):
            self.refused_by_both(path, tile_of(changed))

    def test_changed_or_swapped_hash_tiles_are_refused(self):
        log = self.copied()
        tile = log / "tile" / "0" / "001"
        content = bytearray(tile.read_bytes())
        content[77] ^= 0x80
        tile.write_bytes(content)
        self.assertFalse(self.go_says(log)[0])
        log = self.copied()
        (log / "tile/0/000").rename(log / "spare")
        (log / "tile/0/001").rename(log / "tile/0/000")
        (log / "spare").rename(log / "tile/0/001")
        self.assertFalse(self.go_says(log)[0])

    def test_a_changed_checkpoint_is_refused(self):
        text = (self.log / "checkpoint").read_text()
        origin, size, root = text.split("\n")[:3]
        other_root = base64.b64encode(hashlib.sha256(root.encode()).digest()).decode()
        signature = text.split("\n")[4].split()[2]
        other_signature = base64.b64encode(base64.b64decode(signature)[:-1] + b"\xff").decode()
        for old, new in ((size, str(int(size) - 1)), (root, other_root), (signature, other_signature),
                         (origin + "\n", origin + "x\n")):
            log = self.copied()
            (log / "checkpoint").write_text(text.replace(old, new, 1))
            self.assertFalse(self.go_says(log)[0], new)
            self.assertFalse(self.openssl_says(log), new)
            self.assertFalse(self.signify_says(log), new)

    def test_tiles_older_than_the_checkpoint_are_refused(self):
        log = self.copied()
        shutil.rmtree(log / "tile")
        shutil.copytree(self.older / "tile", log / "tile")
        self.assertFalse(self.go_says(log)[0])
        self.assertTrue(self.go_says(self.older)[0], "control: the older log itself is whole")

    def test_another_log_of_the_same_key_is_no_continuation(self):
        other = self.ledger.namesake(self.folder / "other")
        other.serve()
        self.assertEqual(other.key, self.key)
        self.assertTrue(self.go_says(other.log)[0], "control: the other log itself is whole")
        accepted, said = self.go_says(self.log, other.log / "checkpoint")
        self.assertFalse(accepted, said)
        self.assertIn("not the continuation", said)
        self.assertTrue(self.go_says(self.log, self.older / "checkpoint")[0], "control: its own older copy is")

    def test_a_log_set_back_to_an_older_copy_is_refused_by_who_remembers_a_checkpoint(self):
        self.assertTrue(self.go_says(self.older)[0], "by itself nobody can see it")
        self.assertFalse(self.go_says(self.older, self.log / "checkpoint")[0])


if __name__ == "__main__":
    unittest.main(verbosity=2)
