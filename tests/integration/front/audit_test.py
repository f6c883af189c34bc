"""The audit log over the bus: who may read it, that each reading is recorded before it is answered, and what is said of a
log that does not hold together."""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from fixture import ACCESS_DENIED, AUDIT, AUDIT_PATH, BUILD, ERROR, Counter  # noqa: E402

QUERY, PROVE, REPORT = 0, 1, 2
RECORDED, NOT_RECORDED = 0, 1


class Audit(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()
        self.counter.__enter__()
        self.addCleanup(self.counter.__exit__)
        self.vault = self.counter.vault
        self.log = self.counter.directory / "log"
        subprocess.run([BUILD / "tests/audit/tsuitate-make-log", self.log, "600"], check=True, capture_output=True)
        self.client = self.counter.client()

    def call(self, method, signature, *arguments, answer=RECORDED):
        """The answer, and what was to be recorded before it."""
        call = self.client.call(AUDIT_PATH, AUDIT, method, signature, *arguments)
        request = self.vault.expect("FrontReadLog")
        self.assertFalse(call.done, "nothing is answered before it is recorded")
        self.vault.send("VaultAnswerLog", request=request["request"], answer=answer)
        return call.answer(), request

    def query(self, start="", end="", session="", limit=1000):
        answer, request = self.call("Query", "sssu", start, end, session, limit)
        self.assertEqual(request["reading"], QUERY)
        return [json.loads(str(record)) for record in answer]

    def test_records_come_by_time_session_and_number(self):
        everything = self.query()
        size = everything[-1]["sequence"]
        self.assertEqual([record["sequence"] for record in everything], list(range(1, size + 1)))
        self.assertEqual(self.query(limit=3), everything[-3:])
        session = everything[300].get("session") or everything[301]["session"]
        self.assertEqual(self.query(session=session), [r for r in everything if r.get("session") == session])
        start, end = everything[100]["time"], everything[110]["time"]
        self.assertEqual(self.query(start, end), everything[100:110])

    def test_a_proof_holds_the_record_and_the_checkpoint(self):
        proof, request = self.call("Prove", "t", 257)
        self.assertEqual(request["reading"], PROVE)
        lines = str(proof).split("\n")
        self.assertEqual(lines[0], "c2sp.org/tlog-proof@v1")
        self.assertEqual(json.loads(base64.b64decode(lines[1].split()[1]))["sequence"], 257)
        self.assertEqual(lines[2], "index 256")
        self.assertTrue(str(proof).endswith((self.log / "checkpoint").read_text()))

    def test_what_cannot_be_recorded_is_not_answered(self):
        answer, _ = self.call("Query", "sssu", "", "", "", 10, answer=NOT_RECORDED)
        self.assertEqual(answer, ERROR + "OutOfService")

    def test_arguments_that_make_no_sense_are_refused_before_anything_is_recorded(self):
        for arguments in (("yesterday", "", "", 1), ("", "", "x", 1), ("", "", "", 0), ("", "", "", 1001)):
            call = self.client.call(AUDIT_PATH, AUDIT, "Query", "sssu", *arguments)
            self.assertEqual(call.answer(), ERROR + "InvalidArgument", arguments)
        self.vault.expect_nothing()
        for sequence in (0, 10**6):
            self.assertEqual(self.call("Prove", "t", sequence)[0], ERROR + "InvalidArgument")

    def test_a_detailed_report_is_permitted_by_a_record_alone(self):
        answer, request = self.call("PermitReport", "ss", "2025-11-01", "2025-11-30")
        self.assertFalse(answer, "nothing comes of it but the record")
        day = datetime.date(1970, 1, 1)
        self.assertEqual(request["reading"], REPORT)
        self.assertEqual(request["caller_uid"], os.getuid())
        self.assertEqual([(day + datetime.timedelta(days=request[key])).isoformat() for key in ("first_day", "last_day")],
                         ["2025-11-01", "2025-11-30"])
        answer, _ = self.call("PermitReport", "ss", "2025-11-01", "2025-11-30", answer=NOT_RECORDED)
        self.assertEqual(answer, ERROR + "OutOfService")
        ahead = (datetime.date.today() + datetime.timedelta(days=3)).isoformat()
        for days in (("2025-11-30", "2025-11-01"), ("2025-11-01", ahead), ("2023-11-01", "2025-11-01"), ("yesterday", "today"),
                     ("2025-11-31", "2025-12-01")):
            call = self.client.call(AUDIT_PATH, AUDIT, "PermitReport", "ss", *days)
            self.assertEqual(call.answer(), ERROR + "InvalidArgument", days)
        self.vault.expect_nothing()

    def test_a_log_that_does_not_hold_together_is_not_shown(self):
        tile = self.log / "tile/entries/001"
        content = bytearray(tile.read_bytes())
        content[1000] ^= 1
        tile.write_bytes(content)
        self.assertEqual(self.call("Query", "sssu", "", "", "", 1000)[0], ERROR + "LogUnreadable")
        self.assertEqual(self.call("Prove", "t", 300)[0], ERROR + "LogUnreadable")
        self.assertEqual(self.call("Prove", "t", 3)[1]["reading"], PROVE, "another tile is not touched by it")

    def test_a_row_hidden_in_the_index_is_missed(self):
        """The tiles of records are what queries are answered from. Whoever takes one away hides nothing quietly."""
        (self.log / "tile/entries/001").unlink()
        self.assertEqual(self.call("Query", "sssu", "", "", "", 1000)[0], ERROR + "LogUnreadable")
        self.assertEqual(self.call("Prove", "t", 300)[0], ERROR + "LogUnreadable")
        self.assertEqual(len(self.query(limit=10)), 10, "newer records are shown as before")

    def test_a_tile_that_was_changed_together_with_its_hashes_is_not_shown(self):
        entries, hashes = self.log / "tile/entries/000", self.log / "tile/0/000"
        content = entries.read_bytes()
        size = int.from_bytes(content[:2], "big")
        altered = content[2:2 + size].replace(b'"uptime":1', b'"uptime":2')
        self.assertNotEqual(altered, content[2:2 + size])
        entries.write_bytes(content[:2] + altered + content[2 + size:])
        hashes.write_bytes(hashlib.sha256(b"\0" + altered).digest() + hashes.read_bytes()[32:])
        self.assertEqual(self.call("Query", "sssu", "", "", "", 1000)[0], ERROR + "LogUnreadable")

    def test_records_that_were_erased_under_a_rule_are_left_out(self):
        subprocess.run([BUILD / "tests/audit/tsuitate-make-log", "--erased", self.log, "600"], check=True, capture_output=True)
        self.assertFalse((self.log / "tile/entries/000").exists())
        shown = self.query()
        self.assertEqual([record["sequence"] for record in shown], list(range(257, shown[-1]["sequence"] + 1)))
        proof, _ = self.call("Prove", "t", 3)
        self.assertIn("\nindex 2\n", str(proof))

    def test_members_of_the_counters_group_are_no_officers(self):
        for method, signature, arguments, action in (
                ("Query", "sssu", "('', '', '', dbus.UInt32(1))", "query-log"),
                ("PermitReport", "ss", "('2025-11-01', '2025-11-30')", "permit-report")):
            with self.subTest(method):
                self.refused(method, signature, arguments, action)

    def refused(self, method, signature, arguments, action):
        script = ("import dbus, sys; bus = dbus.bus.BusConnection(sys.argv[1]);\n"
                  "try: bus.call_blocking('org.tsuitate.Counter1', '/org/tsuitate/Audit1', 'org.tsuitate.Audit1',"
                  f" '{method}', '{signature}', {arguments})\n"
                  "except dbus.DBusException as error: print(error.get_dbus_name())")
        asked = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c",
                                script, self.counter.address], capture_output=True, text=True, timeout=30, cwd="/")
        self.assertEqual(asked.stdout.strip(), ACCESS_DENIED, asked.stderr)
        report = self.vault.expect("FrontReportRefusal")
        self.assertEqual((report["caller_uid"], report["action"]), (65534, action))


if __name__ == "__main__":
    unittest.main(verbosity=2)
