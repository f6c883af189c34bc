#!/usr/bin/python3
"""The emulated card before clients that nobody here wrote: OpenSC's tools, through pcscd and the virtual reader."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).resolve().parents[3]))
BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", SOURCE / "build" / "release"))
sys.path.insert(0, str(SOURCE / "tests" / "stage"))

from stage import free_port, wait_until  # noqa: E402

DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
MODULE = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"


def run(*command, check=True, **options):
    done = subprocess.run(command, capture_output=True, timeout=120, **options)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.stdout.decode()}{done.stderr.decode()}")
    return done


class OpenScAccepts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = [package for tool, package in (("pcscd", "pcscd"), ("opensc-tool", "opensc"), ("openssl", "openssl"))
                   if shutil.which(tool) is None and not pathlib.Path("/usr/sbin", tool).exists()]
        if missing:
            raise AssertionError(f"these Debian packages are missing: {' '.join(missing)}")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-opensc-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        port = free_port()
        readers = cls.folder / "reader.conf.d"
        readers.mkdir()
        (readers / "virtual").write_text(f'FRIENDLYNAME "Virtual reader"\nDEVICENAME /dev/null:0x{port:X}\n'
                                         f'LIBPATH {DRIVER}\nCHANNELID 0x{port:X}\n')
        os.makedirs("/run/pcscd", exist_ok=True)
        if pathlib.Path("/run/pcscd/pcscd.comm").exists() and run("pgrep", "-x", "pcscd", check=False).stdout:
            raise AssertionError("a pcscd is already running; stop it, its socket is the only one that clients know")
        cls.log = open(cls.folder / "pcscd.log", "wb")
        cls.addClassCleanup(cls.log.close)
        cls.pcscd = subprocess.Popen(["/usr/sbin/pcscd", "--foreground", "--config", str(readers)],
                                     stdout=cls.log, stderr=cls.log)
        cls.addClassCleanup(cls.end, cls.pcscd)
        control = cls.folder / "card.sock"
        cls.card = subprocess.Popen([str(BUILD / "tests/card/tsuitate-card-emulator"), "--vpcd", f"127.0.0.1:{port}",
                                     "--control", str(control), "--keys", str(BUILD / "card-keys")])
        cls.addClassCleanup(cls.end, cls.card)
        wait_until(lambda: b"Yes" in run("opensc-tool", "--list-readers", check=False).stdout, 40,
                   "the card in OpenSC's list of readers", pause=0.5)

    @staticmethod
    def end(process):
        process.kill()
        process.wait()

    def test_the_card_is_recognised_by_name(self):
        self.assertIn(b"jpki", run("opensc-tool", "-n").stdout)

    def test_the_contents_are_listed(self):
        dump = run("pkcs15-tool", "--dump").stdout
        for expected in (b"User Authentication", b"Digital Signature", b"PIN [", b"X.509 Certificate"):
            self.assertIn(expected, dump)

    def test_the_certificate_is_the_one_of_the_key(self):
        (self.folder / "certificate.pem").write_bytes(run("pkcs15-tool", "--read-certificate", "1").stdout)
        shown = run("openssl", "x509", "-in", str(self.folder / "certificate.pem"), "-noout", "-pubkey", "-subject")
        self.assertIn(b"user-authentication", shown.stdout)
        own = run("openssl", "pkey", "-in", str(BUILD / "card-keys" / "user-authentication.pem"), "-pubout").stdout
        self.assertIn(own, shown.stdout)

    def test_a_right_pin_is_verified_and_a_wrong_one_is_not(self):
        wrong = run("pkcs15-tool", "--verify-pin", "--auth-id", "1", "--pin", "9999", check=False)
        self.assertNotEqual(wrong.returncode, 0)
        run("pkcs15-tool", "--verify-pin", "--auth-id", "1", "--pin", "1234")

    def test_login_and_signature(self):
        data, signature = self.folder / "data", self.folder / "signature"
        data.write_bytes(b"a document of the citizen")
        run("pkcs11-tool", "--module", MODULE, "--login", "--pin", "1234", "--sign", "--mechanism", "SHA256-RSA-PKCS",
            "--id", "01", "--input-file", str(data), "--output-file", str(signature))
        public = self.folder / "public.pem"
        public.write_bytes(run("openssl", "pkey", "-in", str(BUILD / "card-keys" / "user-authentication.pem"),
                               "-pubout").stdout)
        verify = ("openssl", "dgst", "-sha256", "-verify", str(public), "-signature", str(signature), str(data))
        self.assertIn(b"Verified OK", run(*verify).stdout)
        data.write_bytes(b"another document")
        self.assertNotEqual(run(*verify, check=False).returncode, 0, "control: a changed document is refused")
        refused = run("pkcs11-tool", "--module", MODULE, "--login", "--pin", "9999", "--sign", "--mechanism",
                      "SHA256-RSA-PKCS", "--id", "01", "--input-file", str(data), "--output-file", str(signature),
                      check=False)
        self.assertNotEqual(refused.returncode, 0, "control: a wrong PIN signs nothing")


if __name__ == "__main__":
    unittest.main(verbosity=2)
