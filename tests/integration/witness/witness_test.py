#!/usr/bin/python3
"""The witness as strangers see it: every answer over HTTP, two of the same on one place, kills between requests."""

import http.client
import pathlib
import random
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
import unittest

from office import ORIGIN, WITNESS, Courier, Log, Witness


class WitnessAnswers(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuitate-witness-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.log = Log(self.folder / "log", 40)
        self.witness = Witness(self.folder / "witness", "office", [self.log])
        self.addCleanup(self.witness.end, signal.SIGKILL)

    def signed(self, answer):
        return answer[0] == 200 and answer[2].startswith("\u2014 office.example/witness ")

    def test_every_answer_has_its_code(self):
        first = self.witness.first(self.log)
        self.assertEqual(self.witness.ask(b"nonsense")[0], 400)
        self.assertEqual(self.witness.ask(b"")[0], 400)
        stranger = Log(self.folder / "stranger", 10, origin="stranger.example/log")
        self.assertEqual(self.witness.ask(self.witness.first(stranger))[0], 404)
        pretender = Log(self.folder / "pretender", 10, seed=2)
        self.assertEqual(self.witness.ask(self.witness.first(pretender))[0], 403)
        self.assertTrue(self.signed(self.witness.ask(first)))
        status, kind, body = self.witness.ask(first)
        self.assertEqual((status, kind, body), (409, "text/x.tlog.size", f"{self.log.size()}\n"))
        size = self.log.size()
        self.log.show(90)
        wrong = f"old {size}\n{'A' * 43}=\n\n{self.log.checkpoint()}".encode()
        self.assertEqual(self.witness.ask(wrong)[0], 422)
        self.assertEqual(self.witness.ask(first, path="/add-checkpoint")[0], 404)
        self.assertEqual(self.witness.ask(first, method="GET")[0], 404)

    def test_large_requests_are_refused_however_they_are_sent(self):
        large = b"old 0\n" + b"A" * 2_000_000
        for options in ({"body": large}, {"body": iter([large[:65536]] * 20), "chunked": True,
                                          "headers": {"Transfer-Encoding": "chunked"}}):
            try:
                self.assertEqual(self.witness.ask(**options)[0], 413)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it hung up while we were still sending
        self.assertTrue(self.signed(self.witness.ask(self.witness.first(self.log))), "control: it still works")

    def test_a_right_request_in_chunks_is_served(self):
        answer = self.witness.ask(iter([self.witness.first(self.log)]), chunked=True,
                                  headers={"Transfer-Encoding": "chunked"})
        self.assertTrue(self.signed(answer))

    def test_remembers_after_kill_9(self):
        first = self.witness.first(self.log)
        self.assertTrue(self.signed(self.witness.ask(first)))
        key = self.witness.key()
        for _ in range(3):
            self.witness.end(signal.SIGKILL)
            self.witness.start()
            self.witness.wait()
            self.assertEqual(self.witness.ask(first)[2], f"{self.log.size()}\n")
        self.assertEqual(self.witness.key(), key)
        again = f"old {self.log.size()}\n\n{self.log.checkpoint()}".encode()
        self.assertTrue(self.signed(self.witness.ask(again)))

    def test_killed_at_any_moment_it_signs_one_version_only(self):
        versions = [Log(self.folder / f"version{i}", 20, time=1_796_000_000 + i) for i in range(2)]
        self.witness.end()
        self.witness = Witness(self.folder / "killed", "killed", versions[:1])
        self.addCleanup(self.witness.end, signal.SIGKILL)
        signed = set()
        stop = threading.Event()

        def offer(number):
            size = versions[number].size()
            while not stop.is_set():
                for old in (0, size):
                    body = f"old {old}\n\n{versions[number].checkpoint()}".encode()
                    try:
                        if self.witness.ask(body)[0] == 200:
                            signed.add(number)
                    except (OSError, http.client.HTTPException):
                        pass

        offering = [threading.Thread(target=offer, args=(number,)) for number in (0, 1)]
        for thread in offering:
            thread.start()
        for _ in range(15):
            time.sleep(random.uniform(0, 0.1))
            self.witness.end(signal.SIGKILL)
            self.witness.start()
            self.witness.wait()
        stop.set()
        for thread in offering:
            thread.join()
        self.assertEqual(len(signed), 1)
        self.assertGreaterEqual(len(self.witness.conflicts()), 1)

    def test_one_at_a_time_on_a_place(self):
        second = subprocess.run(self.witness.command, capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual(second.returncode, 1)
        self.assertIn("another witness uses", second.stderr)

    def test_does_not_share_its_port(self):
        other = [WITNESS, "--settings", self.witness.settings, "--state", self.folder / "elsewhere"]
        second = subprocess.run(other, capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual(second.returncode, 1)
        self.assertIn("cannot listen", second.stderr)

    def test_its_key_is_its_own(self):
        mode = (self.witness.state / "key").stat().st_mode
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        self.assertRegex(self.witness.key(), r"^office\.example/witness\+[0-9a-f]{8}\+B")

    def test_ends_in_order(self):
        self.assertEqual(self.witness.end(), 0)

    def test_a_broken_settings_file_is_told_with_its_line(self):
        self.witness.settings.write_text('name = "office"\naddress = 7\n', encoding="utf-8")
        done = subprocess.run(self.witness.command, capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("witness.toml:2: ", done.stderr)

    def test_serves_over_tls_when_it_has_a_certificate(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", self.folder / "tls.key", "-out", self.folder / "tls.pem", "-days", "2", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        secure = Witness(self.folder / "secure", "secure", [self.log],
                         f'certificate = "{self.folder}/tls.pem"\ncertificate-key = "{self.folder}/tls.key"\n')
        self.addCleanup(secure.end, signal.SIGKILL)
        courier = Courier(self.folder / "courier", self.log, [secure], scheme="https")
        self.addCleanup(courier.end, signal.SIGKILL)
        courier.wait_for(secure, "a certificate that nobody vouches for to be refused", trouble="unreachable")
        courier.end()
        subprocess.run(["openssl", "rehash", self.folder], check=True, capture_output=True)
        courier.environment = {"SSL_CERT_DIR": str(self.folder)}  # a machine that trusts it
        courier.start()
        courier.wait_for(secure, "a signature over TLS", trouble="none", cosigned_size=self.log.size())


class Origin(unittest.TestCase):
    def test_control_the_logs_of_the_tests_have_the_name_they_say(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertTrue(Log(pathlib.Path(folder) / "log", 5).checkpoint().startswith(ORIGIN + "\n"))


if __name__ == "__main__":
    unittest.main()
