"""tsuitate-audit as its users run it: exit statuses, messages, formats."""

import csv
import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time
import unittest

from audit_tool import CANNOT_READ, MAKE_LOG, RIGHT, SOURCE, TOOL, USAGE, WRONG, AuditTest, run


class Audit(AuditTest):
    def test_a_right_log_is_right(self):
        done = self.verify()
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
        self.assertIn("All right.", done.stdout)
        self.assertRegex(done.stdout, r"Records 1 to \d+ are vouched for by the checkpoint of epoch \d+ ")
        self.assertIn("異常はありません。", self.verify("--lang", "ja").stdout)

    def test_what_is_about_the_panel_is_found_with_all_it_says(self):
        log = self.directory / "drifting"
        if not log.exists():
            subprocess.check_output([MAKE_LOG, "--panel", log, "400"])
        records = [json.loads(line)["record"] for line in run("query", "--log", log, "--format", "json").stdout.splitlines()]
        wanted = [record for record in records if record["event"].startswith("panel-") or
                  (record["event"], record.get("subject")) == ("device-changed", "panel")]
        found = [json.loads(line)["record"] for line in
                 run("query", "--log", log, "--panel", "--format", "json").stdout.splitlines()]
        self.assertGreater(len(wanted), 3)
        self.assertLess(len(wanted), len(records))
        self.assertEqual(found, wanted)
        health = next(record for record in wanted if record["event"] == "panel-health")
        table = run("query", "--log", log, "--panel", "--event", "panel-health").stdout.splitlines()[0]
        row = next(csv.DictReader(io.StringIO(
            run("query", "--log", log, "--event", "panel-health", "--format", "csv").stdout)))
        for key, value in health.items():
            if key not in ("version", "salt"):
                self.assertEqual(row[key], str(value), key)
            if key not in ("version", "salt", "boot", "uptime", "time", "event", "sequence"):
                self.assertIn(f"{key}={value}", table)

    def test_csv_and_table_leave_out_no_field_of_any_event(self):
        heads = run("query", "--log", self.log, "--event", "log-healed", "--format", "csv").stdout.strip().split(",")
        for event in (SOURCE / "docs" / "schema").glob("*.json"):
            fields = set(json.loads(event.read_text())["properties"])
            self.assertLessEqual(fields - {"version", "salt"}, set(heads), event.name)

    def test_one_record_taken_away_takes_no_other_with_it(self):
        tile = self.log / "tile" / "entries" / "001"
        data = tile.read_bytes()
        begin = data.index(b'"sequence":300,')
        begin = data.rindex(b'{"boot"', 0, begin) - 2
        size = 2 + int.from_bytes(data[begin:begin + 2], "big")
        tile.write_bytes(data[:begin] + data[begin + size:])
        code, told = self.verify_json()
        faults = [finding for finding in told["findings"] if finding["severity"] == "fault"]
        self.assertEqual([(fault["what"], fault["first"], fault["last"]) for fault in faults], [("record-missing", 300, 300)])
        self.assertEqual((code, told["vouched"]), (WRONG, told["size"]))
        for sequence, status in ((299, RIGHT), (300, WRONG), (301, RIGHT), (512, RIGHT)):
            self.assertEqual(run("prove", sequence, "--log", self.log, "-o", self.directory / "proof").returncode, status)
        done = run("query", "--log", self.log, "--format", "json")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertTrue(all(line["verified"] for line in lines))
        self.assertEqual([line["record"]["sequence"] for line in lines],
                         [number for number in range(1, told["size"] + 1) if number != 300])
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("record 300 could not be looked at: tile/entries/001 does not have it any more", done.stderr)

    def test_a_checkpoint_to_prove_under_that_cannot_be_read_says_so(self):
        done = run("prove", 5, "--log", self.log, "--checkpoint", self.directory / "nowhere", "-o", "-")
        self.assertEqual(done.returncode, CANNOT_READ, done.stderr)

    def test_json_says_what_was_found(self):
        status, report = self.verify_json()
        self.assertEqual((status, report["right"], report["findings"]), (RIGHT, True, []))
        self.assertEqual(report["vouched"], report["size"])
        self.flip("tile/entries/001", 100)
        status, report = self.verify_json()
        self.assertEqual((status, report["right"]), (WRONG, False))
        finding = report["findings"][0]
        self.assertEqual((finding["severity"], finding["what"], finding["first"], finding["path"], finding["byte"]),
                         ("fault", "record-altered", 257, "tile/entries/001", 2))
        self.assertEqual(report["vouched"], report["size"])

    def test_a_fault_is_told_with_record_and_byte_in_both_languages(self):
        self.flip("tile/entries/001", 100)
        done = self.verify()
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("fault: record 257 was altered", done.stdout)
        self.assertIn("tile/entries/001, from byte 2", done.stdout)
        self.assertIn("[record-altered]", done.stdout)
        self.assertIn("異常: 記録 257 は書き換えられています", self.verify("--lang", "ja").stdout)

    def test_without_an_anchor_it_says_that_nobody_checked_whose_log_it_is(self):
        done = self.verify(anchor=False)
        self.assertEqual(done.returncode, RIGHT)
        self.assertIn("[no-anchor]", done.stdout)
        shutil.copy(self.anchor, self.log / "anchor")
        self.assertIn("[anchor-from-log]", self.verify(anchor=False).stdout)
        whole = self.anchor.read_bytes()
        for size in range(len(whole)):
            (self.log / "anchor").write_bytes(whole[:size])
            if size % 20 == 0 or size > len(whole) - 3:
                done = self.verify(anchor=False)
                self.assertEqual(done.returncode, CANNOT_READ, f"an anchor cut at byte {size}")
                self.assertIn("this is no anchor", done.stderr)

    def test_a_rollback_shows_to_who_remembers(self):
        newest = self.made / "checkpoint"
        alone = run("verify", "--log", self.older, "--anchor", self.anchor)
        self.assertEqual(alone.returncode, RIGHT, alone.stdout)
        done = run("verify", "--log", self.older, "--anchor", self.anchor, "--remembered", newest)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[rollback]", done.stdout)
        kept = self.verify("--remembered", self.made / "checkpoints" / "00000001", "--remembered", newest)
        self.assertEqual(kept.returncode, RIGHT, kept.stdout)

    def test_parts_threads_and_hashes_alone(self):
        for arguments in (("--tree-only",), ("--threads", "1"), ("--threads", "3"), ("--first", "3", "--last", "9")):
            done = self.verify(*arguments)
            self.assertEqual(done.returncode, RIGHT, done.stdout)
        self.flip("tile/entries/003", 100)
        self.assertEqual(self.verify("--first", "3", "--last", "9").returncode, RIGHT)
        self.assertEqual(self.verify("--tree-only").returncode, WRONG)

    def test_wrong_usage_is_2(self):
        for arguments in ((), ("nonsense",), ("verify",), ("verify", "--log", self.log, "--first", "1"),
                          ("verify", "--log", self.log, "--threads", "0"),
                          ("verify", "--log", self.log, "--first", "9", "--last", "3"),
                          ("verify", "--log", self.log, "--witness", "nobody"),
                          ("query", "--log", self.log, "--from", "yesterday"),
                          ("query", "--log", self.log, "--event", "nothing"),
                          ("query", "--log", self.log, "--session", "not-an-id"),
                          ("show", "ffffffffffffffff", "--log", self.log), ("schema", "nothing")):
            done = run(*arguments)
            self.assertEqual(done.returncode, USAGE, (arguments, done.stdout, done.stderr))

    def test_what_cannot_be_read_is_3(self):
        missing = self.directory / "missing"
        for arguments in (("verify", "--log", missing), ("verify", "--log", self.log, "--anchor", missing),
                          ("verify", "--log", self.log, "--remembered", missing), ("query", "--log", missing),
                          ("check-proof", missing, "--anchor", self.anchor), ("anchor", "--log", self.log),
                          ("export", "--log", self.log, "-o", missing / "x"),
                          ("prove", "3", "--log", self.log, "-o", missing / "x")):
            done = run(*arguments)
            self.assertEqual(done.returncode, CANNOT_READ, (arguments, done.stdout, done.stderr))
            self.assertIn("tsuitate-audit: ", done.stderr)

    def test_query_in_three_formats(self):
        table = run("query", "--log", self.log, "--outcome", "wrong")
        self.assertEqual((table.returncode, table.stderr), (RIGHT, ""))
        lines = table.stdout.splitlines()
        self.assertTrue(lines and all("outcome=wrong" in line for line in lines))
        rows = list(csv.DictReader(io.StringIO(run("query", "--log", self.log, "--outcome", "wrong", "--format",
                                                   "csv").stdout)))
        objects = [json.loads(line) for line in run("query", "--log", self.log, "--outcome", "wrong", "--format",
                                                    "json").stdout.splitlines()]
        self.assertEqual(len(rows), len(lines))
        self.assertEqual([int(row["sequence"]) for row in rows], [one["record"]["sequence"] for one in objects])
        self.assertTrue(all(one["verified"] for one in objects) and all(row["verified"] == "yes" for row in rows))

    def test_query_filters_and_limit(self):
        def count(*arguments):
            return len(run("query", "--log", self.log, *arguments).stdout.splitlines())
        self.assertEqual(count("--limit", "7"), 7)
        self.assertEqual(count("--from", "2026-11-18T11:06:40Z", "--to", "2026-11-18T11:06:45Z"), 5)
        self.assertEqual(count("--kind", "signature", "--event", "pin-attempt", "--limit", "3"), 3)
        self.assertEqual(count("--caller", "1000", "--limit", "3"), 3)
        self.assertEqual(count("--caller", "100"), 0)
        self.assertEqual(count("--from", "2030-01-01"), 0)

    def test_query_says_when_a_record_is_not_the_signed_one(self):
        path = self.log / "tile/entries/000"
        data = path.read_bytes()
        self.assertIn(b'"caller-uid":1000', data)
        path.write_bytes(data.replace(b'"caller-uid":1000', b'"caller-uid":1001', 1))
        done = run("query", "--log", self.log, "--event", "session-opened", "--limit", "2")
        self.assertEqual(done.returncode, WRONG)
        self.assertEqual([line[0] for line in done.stdout.splitlines()], ["!", " "])
        self.assertIn("not those of the signed log", done.stderr)

    def test_show_tells_a_story_in_both_languages(self):
        rows = csv.DictReader(io.StringIO(run("query", "--log", self.log, "--outcome", "wrong", "--format", "csv",
                                              "--limit", "1").stdout))
        session = next(rows)["session"]
        for words in (("--lang", "en"), ("--lang", "ja")):
            done = run("show", session[:12], "--log", self.log, *words)
            self.assertEqual((done.returncode, done.stderr), (RIGHT, ""))
            self.assertIn(session, done.stdout)
            self.assertNotIn("{", done.stdout)
        self.assertIn("カードは暗証番号が違うと答えました", done.stdout)
        self.assertIn("2026年11月18日(日本時間)", done.stdout)

    def test_proofs(self):
        proof = self.directory / "proof.tlog-proof"
        self.assertEqual(run("prove", "700", "--log", self.log, "-o", proof).returncode, RIGHT)
        done = run("check-proof", proof, "--anchor", self.anchor)
        self.assertEqual(done.returncode, RIGHT, done.stdout)
        self.assertEqual(json.loads(done.stdout.splitlines()[0])["sequence"], 700)
        text = proof.read_text()
        proof.write_text(text.replace("index 699", "index 698"))
        done = run("check-proof", proof, "--anchor", self.anchor)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[not-included]", done.stdout)
        proof.write_text(text[:text.index("\n\n") + 2])
        self.assertEqual(run("check-proof", proof, "--anchor", self.anchor).returncode, WRONG)
        self.assertEqual(run("prove", "999999", "--log", self.log, "-o", proof).returncode, WRONG)

    def test_a_proof_says_what_vouches_for_it_and_the_log_beside_it_tells_more(self):
        proof = self.directory / "proof.tlog-proof"
        self.assertEqual(run("prove", "700", "--log", self.log, "-o", proof).returncode, RIGHT)
        alone = run("check-proof", proof, "--anchor", self.anchor)
        self.assertIn("Only the enrolment key vouches", alone.stdout)
        self.assertIn("保証しているのは登録鍵だけです", run("check-proof", proof, "--anchor", self.anchor, "--lang",
                                                    "ja").stdout)
        beside = run("check-proof", proof, "--anchor", self.anchor, "--log", self.log)
        self.assertEqual(beside.returncode, RIGHT, beside.stdout)
        self.assertIn("and by the key of its epoch.", beside.stdout)
        self.assertNotIn("Only the enrolment key", beside.stdout)
        older = run("check-proof", proof, "--anchor", self.anchor, "--log", self.older)
        self.assertEqual(older.returncode, WRONG)
        self.assertIn("[other-history]", older.stdout)
        missing = run("check-proof", proof, "--anchor", self.anchor, "--log", self.directory / "missing")
        self.assertEqual(missing.returncode, CANNOT_READ)

    def test_a_proof_under_an_older_checkpoint(self):
        proof, older = self.directory / "proof.tlog-proof", self.older / "checkpoint"
        done = run("prove", "3", "--log", self.log, "-o", proof, "--checkpoint", older)
        self.assertEqual(done.returncode, RIGHT, done.stderr)
        self.assertTrue(proof.read_text().endswith(older.read_text()))
        self.assertEqual(run("check-proof", proof, "--anchor", self.anchor, "--log", self.log).returncode, RIGHT)
        wrong = run("prove", "3", "--log", self.older, "-o", proof, "--checkpoint", self.log / "checkpoint")
        self.assertEqual(wrong.returncode, WRONG)
        self.assertIn("of another or a longer log", wrong.stderr)

    def test_a_proof_without_its_record_is_shorter_and_needs_it(self):
        whole, short, record = self.directory / "whole", self.directory / "short", self.directory / "record"
        self.assertEqual(run("prove", "700", "--log", self.log, "-o", whole).returncode, RIGHT)
        self.assertEqual(run("prove", "700", "--log", self.log, "-o", short, "--without-record").returncode, RIGHT)
        self.assertLess(short.stat().st_size, whole.stat().st_size - 200)
        done = run("check-proof", short, "--anchor", self.anchor)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[no-record]", done.stdout)
        everything = self.directory / "everything"
        run("export", "--log", self.log, "-o", everything)
        lines = everything.read_text(encoding="utf-8").splitlines()
        for number, status in ((699, RIGHT), (698, WRONG)):
            record.write_text(lines[number] + "\n", encoding="utf-8")
            self.assertEqual(run("check-proof", short, "--record", record, "--anchor", self.anchor).returncode, status)

    def test_export_is_the_records_as_stored(self):
        output = self.directory / "export.jsonl"
        self.assertEqual(run("export", "--log", self.log, "-o", output).returncode, RIGHT)
        lines = output.read_text().splitlines()
        self.assertEqual([json.loads(line)["sequence"] for line in lines], list(range(1, len(lines) + 1)))
        for line in lines:
            self.assertEqual(json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")), line)
        some = run("export", "--log", self.log, "-o", "-", "--to", "2026-11-18T11:06:42Z").stdout
        self.assertEqual(some.splitlines(), lines[:2])

    def test_stats_count_what_export_shows(self):
        stats = json.loads(run("stats", "--log", self.log, "--json").stdout)
        lines = run("export", "--log", self.log, "-o", "-").stdout.splitlines()
        events = [json.loads(line)["event"] for line in lines]
        self.assertEqual(stats["records"], len(lines))
        self.assertEqual(stats["events"], {event: events.count(event) for event in set(events)})
        self.assertEqual(stats["sessions"], events.count("session-opened"))
        self.assertEqual(sum(day["records"] for day in stats["days"].values()), len(lines))
        self.assertIn("sessions", run("stats", "--log", self.log).stdout)

    def test_anchor_is_printed_for_a_person_and_for_a_file(self):
        enrolment = self.anchor.read_text().splitlines()[1]
        plain = run("anchor", "--log", self.log, "--enrolment", enrolment, "--plain")
        self.assertEqual((plain.returncode, plain.stdout), (RIGHT, self.anchor.read_text()))
        shown = run("anchor", "--log", self.log, "--enrolment", enrolment)
        self.assertRegex(shown.stdout, r"Fingerprint: ([a-z]{5}-){7}[a-z]{5}\n")
        self.assertIn("▀", shown.stdout)
        stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        self.assertEqual(run("anchor", "--log", self.log, "--enrolment", stranger).returncode, WRONG)
        self.assertEqual(run("anchor", "--log", self.log, "--enrolment", enrolment[:-1]).returncode, USAGE)

    def test_schema_is_json(self):
        self.assertEqual(json.loads(run("schema", "pin-attempt").stdout)["title"], "pin-attempt")

    def test_a_bar_on_a_terminal_and_none_in_a_pipe(self):
        self.assertEqual(self.verify().stderr, "")
        controller, terminal = pty.openpty()
        big = self.directory / "big"
        if not big.exists():
            subprocess.check_output([MAKE_LOG, big, "300000"])
        with subprocess.Popen([TOOL, "verify", "--log", big, "--threads", "1"], stderr=terminal,
                              stdout=subprocess.DEVNULL) as running:
            os.close(terminal)
            # However fast the machine is, it takes long enough for a bar.
            for signal_number, then in ((signal.SIGSTOP, 0.3), (signal.SIGCONT, 0)):
                time.sleep(0.02)
                running.send_signal(signal_number)
                time.sleep(then)
            drawn = b""
            while True:
                try:
                    piece = os.read(controller, 4096)
                except OSError:
                    break
                if not piece:
                    break
                drawn += piece
            self.assertEqual(running.wait(), RIGHT)
        os.close(controller)
        self.assertIn("█".encode(), drawn)

    def test_the_manual_names_every_option(self):
        manual = (SOURCE / "docs/man/tsuitate-audit.1").read_text().replace("\\-", "-")
        completion = (SOURCE / "audit/tool/completion.bash").read_text()
        for command in ("verify", "query", "show", "prove", "check-proof", "export", "stats", "anchor", "schema"):
            usage = run(command, "--help").stdout
            options = set(re.findall(r"--[a-z-]+", usage))
            self.assertIn("--lang", options)
            for option in options:
                self.assertTrue((option if option != "--output" else "-o") in manual, (command, option))
                self.assertIn(option, completion, (command, option))
        self.assertRegex(run("--version").stdout, r"^tsuitate-audit \d+\.\d+\.\d+\n$")

    def test_the_manual_lists_every_word_of_a_finding(self):
        manual = (SOURCE / "docs/man/tsuitate-audit.1").read_text().replace("\\-", "-")
        table = (SOURCE / "audit/log/finding_table.hpp").read_text()
        words = re.findall(r'What::[a-z_]+, +Severity::[a-z]+, +"([a-z-]+)"', table)
        self.assertGreater(len(words), 40)
        self.assertEqual([word for word in words if not re.search(rf"^\.B {word}$", manual, re.MULTILINE)], [])

    def test_a_checkpoint_that_promises_too_much_is_not_believed(self):
        text = (self.log / "checkpoint").read_text().splitlines(keepends=True)
        text[1] = f"{2 ** 62}\n"
        (self.log / "checkpoint").write_text("".join(text))
        done = self.verify()
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[enrolment-signature-wrong]", done.stdout)
        self.assertEqual(run("query", "--log", self.log).returncode, CANNOT_READ)

    def test_names_cannot_speak_to_the_terminal(self):
        (self.log / "tile" / "\x1b[2Jx").write_text("x")
        done = self.verify()
        self.assertIn("[file-unknown]", done.stdout)
        self.assertNotIn("\x1b", done.stdout)

    def test_completion_offers_commands_and_options(self):
        def offered(*words):
            script = (f'source {SOURCE / "audit/tool/completion.bash"}; COMP_WORDS=({" ".join(words)} ""); '
                      f'COMP_CWORD={len(words)}; _tsuitate_audit tsuitate-audit "" {words[-1]}; '
                      'printf "%s\\n" "${COMPREPLY[@]}"')
            return subprocess.check_output(["bash", "-c", script], text=True).split()
        self.assertIn("verify", offered("tsuitate-audit"))
        self.assertEqual(offered("tsuitate-audit", "query", "--format"), ["table", "json", "csv"])
        self.assertIn("pin-attempt", offered("tsuitate-audit", "schema"))


if __name__ == "__main__":
    unittest.main()
