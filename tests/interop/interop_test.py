#!/usr/bin/python3
"""A log of ours, judged by programs that nobody here wrote: Go's sumdb packages, Google's original C++ Merkle code,
OpenSSL, signify, and a JSON Schema validator. Each accepts the log, and refuses the copies that were tampered with as far
as that is its job. Needs TSUITATE_BUILD and TSUITATE_SOURCE."""

import base64
import copy
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["TSUITATE_BUILD"])
SOURCE = pathlib.Path(os.environ["TSUITATE_SOURCE"])
HERE = SOURCE / "tests" / "interop"
GOOGLE = pathlib.Path("/usr/share/gocode/src/github.com/google/certificate-transparency/cpp")
TOOLS = {"go": "golang-go golang-golang-x-mod-dev", "openssl": "openssl", "signify-openbsd": "signify-openbsd",
         "g++": "g++"}
RECORDS = 1500


def run(*command, data=None, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, input=data, **options)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode:
        raise AssertionError(f"{command[0]}: {done.stderr.decode()[-2000:]}")
    return done


class Interop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = sorted(package for tool, package in TOOLS.items() if shutil.which(tool) is None)
        if not GOOGLE.exists():
            missing.append("golang-github-google-certificate-transparency-dev libgoogle-glog-dev")
        if missing:
            raise AssertionError(f"install these Debian packages: {' '.join(missing)}")
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-interop-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.log = cls.folder / "log"
        anchor = must(BUILD / "tests/audit/tsuitate-make-log", cls.log, RECORDS, 7).stdout.decode().splitlines()
        cls.key = anchor[1]
        cls.go_verifier, cls.google_tree = cls.folder / "go-verifier", cls.folder / "google-tree"
        must("go", "build", "-o", cls.go_verifier, HERE / "verify.go", env={
            **os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(cls.folder / "gocache")})
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

    @staticmethod
    def entries(log):
        """The bytes of all entries tiles, in order: one stream of sizes and records."""
        size = int((log / "checkpoint").read_text().split("\n")[1])
        tiles = [log / "tile" / "entries" / f"{number:03}" for number in range(size // 256)]
        if size % 256:
            tiles.append(log / "tile" / "entries" / f"{size // 256:03}.p" / str(size % 256))
        return b"".join(tile.read_bytes() for tile in tiles)

    def google_says(self, log):
        """Whether the records' root, by Google's code, is the checkpoint's."""
        done = run(self.google_tree, data=self.entries(log))
        if done.returncode:
            return False
        root, count = done.stdout.split()
        _, size, wanted = (log / "checkpoint").read_text().split("\n")[:3]
        return bytes.fromhex(root.decode()) == base64.b64decode(wanted) and int(count) == int(size)

    def signature_parts(self, log):
        """Text, raw key, raw signature of the enrolment key's line."""
        text, _, lines = (log / "checkpoint").read_text().partition("\n\n")
        key = base64.b64decode(self.key.rpartition("+")[2])[1:]
        return (text + "\n").encode(), key, base64.b64decode(lines.split("\n")[0].split()[2])[4:]

    def openssl_says(self, log):
        text, key, signature = self.signature_parts(log)
        files = {name: self.folder / name for name in ("text", "key.der", "signature")}
        files["text"].write_bytes(text)
        # RFC 8410: the algorithm's header before the 32 bytes.
        files["key.der"].write_bytes(bytes.fromhex("302a300506032b6570032100") + key)
        files["signature"].write_bytes(signature)
        return run("openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files["key.der"], "-rawin",
                   "-in", files["text"], "-sigfile", files["signature"]).returncode == 0

    def signify_says(self, log):
        text, key, signature = self.signature_parts(log)
        files = {name: self.folder / f"signify.{name}" for name in ("text", "pub", "sig")}
        files["text"].write_bytes(text)
        for name, data in (("pub", key), ("sig", signature)):
            body = base64.b64encode(b"Ed" + bytes(8) + data).decode()
            files[name].write_text(f"untrusted comment: of a checkpoint\n{body}\n")
        return run("signify-openbsd", "-V", "-p", files["pub"], "-x", files["sig"], "-m", files["text"]).returncode == 0

    # ------------------------------------------------------------ what they say

    def test_everybody_accepts_the_log(self):
        accepted, said = self.go_says(self.log, self.log / "checkpoints" / "00000001")
        self.assertTrue(accepted, said)
        self.assertIn("inclusion proofs verified", said)
        self.assertIn("continues the log of", said)
        self.assertTrue(self.google_says(self.log))
        self.assertTrue(self.openssl_says(self.log))
        self.assertTrue(self.signify_says(self.log))

    def test_a_changed_record_is_refused(self):
        for number in ("000", "003"):
            log = self.copied()
            tile = log / "tile" / "entries" / number
            content = bytearray(tile.read_bytes())
            content[len(content) // 2] ^= 1
            tile.write_bytes(content)
            self.assertFalse(self.go_says(log)[0])
            self.assertFalse(self.google_says(log))

    def test_a_removed_record_is_refused_also_with_its_size(self):
        log = self.copied()
        tile = log / "tile" / "entries" / "002"
        content = tile.read_bytes()
        tile.write_bytes(content[2 + struct.unpack(">H", content[:2])[0]:])
        self.assertFalse(self.go_says(log)[0])
        self.assertFalse(self.google_says(log))

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
        other_signature = base64.b64encode(base64.b64decode(signature)[:-1] + b"\0").decode()
        for old, new in ((size, str(int(size) - 1)), (root, other_root), (signature, other_signature),
                         (origin + "\n", origin + "x\n")):
            log = self.copied()
            (log / "checkpoint").write_text(text.replace(old, new, 1))
            self.assertFalse(self.go_says(log)[0], new)
            self.assertFalse(self.openssl_says(log), new)
            self.assertFalse(self.signify_says(log), new)

    def test_tiles_older_than_the_checkpoint_are_refused(self):
        log = self.copied()
        older = self.folder / "older"
        shutil.rmtree(older, ignore_errors=True)
        must(BUILD / "tests/audit/tsuitate-make-log", older, RECORDS // 2, 7)
        shutil.rmtree(log / "tile")
        shutil.copytree(older / "tile", log / "tile")
        self.assertFalse(self.go_says(log)[0])
        self.assertTrue(self.go_says(older)[0], "control: the older log itself is whole")

    def test_another_log_of_the_same_key_is_no_continuation(self):
        log = self.copied()
        other = self.folder / "other"
        must(BUILD / "tests/audit/tsuitate-make-log", other, 600, 8)
        accepted, said = self.go_says(log, other / "checkpoint")
        self.assertFalse(accepted, said)


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            import jsonschema
        except ImportError:
            raise AssertionError("install the Debian package python3-jsonschema") from None
        cls.check = staticmethod(jsonschema.Draft202012Validator)
        cls.schemas = {path.stem: json.loads(path.read_text()) for path in (SOURCE / "docs/schema").glob("*.json")}

    def accepts(self, event, record):
        return self.check(self.schemas[event]).is_valid(record)

    def test_published_schemas_are_those_of_the_program(self):
        for path in sorted((SOURCE / "docs/schema").glob("*.json")):
            said = must(BUILD / "audit/tool/tsuitate-audit", "schema", path.stem).stdout.decode()
            self.assertEqual(path.read_text(), said, f"{path.name}: tsuitate-audit schema {path.stem} > {path}")
        page = (SOURCE / "docs/audit-log.md").read_text()
        for event in self.schemas:
            self.assertIn(f"`{event}`", page)

    def test_every_record_of_a_log_is_valid_and_canonical(self):
        with tempfile.TemporaryDirectory() as folder:
            must(BUILD / "tests/audit/tsuitate-make-log", folder, 1000, 3)
            stream, count = Interop.entries(pathlib.Path(folder)), 0
            while stream:
                size = struct.unpack(">H", stream[:2])[0]
                text, stream = stream[2:2 + size].decode("ascii"), stream[2 + size:]
                record = json.loads(text)
                self.assertTrue(self.accepts(record["event"], record), text)
                self.assertEqual(json.dumps(record, sort_keys=True, separators=(",", ":")), text)
                count += 1
            self.assertGreaterEqual(count, 1000)

    def test_nothing_can_be_smuggled_in(self):
        record = {"boot": "a" * 32, "event": "pin-outcome", "outcome": "wrong", "pin-kind": "signature", "sequence": 7,
                  "session": "b" * 32, "time": "2026-11-23T05:40:12Z", "tries-left": 2, "uptime": 5, "version": 1}
        self.assertTrue(self.accepts("pin-outcome", record))
        changes = [("pin", "1234"), ("pin-length", 4), ("name", "Yamada"), ("my-number", "123456789012"),
                   ("card-serial", "00"), ("clerk-note", "text"), ("pin-kind", "1234"), ("pin-kind", "Free text"),
                   ("time", "2026-11-23T05:40:12.345Z"), ("outcome", "1234"), ("tries-left", 16),
                   ("tries-left", "two"), ("session", "1234"), ("session", {"pin": "1234"}), ("uptime", 1.5),
                   ("version", 2), ("event", "pin-attempt"), ("sequence", -1)]
        for key, value in changes:
            smuggled = copy.deepcopy(record)
            smuggled[key] = value
            self.assertFalse(self.accepts("pin-outcome", smuggled), (key, value))
        for key in record:
            self.assertFalse(self.accepts("pin-outcome", {k: v for k, v in record.items() if k != key}), key)


if __name__ == "__main__":
    unittest.main(verbosity=2)
