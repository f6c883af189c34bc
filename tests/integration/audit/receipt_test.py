"""A receipt as a citizen or an ombudsman brings it: its number, its square, and the slip."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ.get("TSUITATE_BUILD", "build/release")).resolve()
SOURCE = pathlib.Path(os.environ.get("TSUITATE_SOURCE", pathlib.Path(__file__).parents[3])).resolve()
TOOL = BUILD / "audit" / "tool" / "tsuitate-audit"
MAKE_LOG = BUILD / "tests" / "audit" / "tsuitate-make-log"
RIGHT, WRONG, USAGE, CANNOT_READ = 0, 1, 2, 3


def run(*arguments, text=True, **options):
    return subprocess.run([TOOL, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=text,
                          check=False, **options)


class Receipt(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        missing = [tool for tool in ("pdftotext", "pdfinfo", "pdffonts", "pdfimages") if shutil.which(tool) is None]
        if missing:
            raise AssertionError(f"these programs of poppler-utils are missing: {' '.join(missing)}")
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-receipt-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.directory = pathlib.Path(cls.scratch.name)
        cls.log = cls.directory / "log"
        cls.anchor = cls.directory / "anchor"
        cls.anchor.write_text(subprocess.check_output([MAKE_LOG, "--helped", cls.log, "900"], text=True))
        lines = run("query", "--log", cls.log, "--event", "receipt-issued", "--format", "json").stdout.splitlines()
        cls.record = json.loads(lines[2])["record"]
        cls.number = cls.record["receipt"]

    def receipt(self, receipt, *arguments, log=None, **options):
        return run("receipt", receipt, "--log", log or self.log, *arguments, **options)

    def square(self):
        """What the square says, made from the log's own tiles without the tool."""
        place = self.record["sequence"] - 1
        tile = (self.log / f"tile/0/{place // 256:03}").read_bytes()
        leaf = tile[place % 256 * 32:][:32]
        origin, size, root = (self.log / "checkpoint").read_text().splitlines()[:3]
        encoded = subprocess.run(["base64", "-w0"], input=leaf, stdout=subprocess.PIPE, check=True).stdout.decode()
        return f"TSUITATE1 {self.number} {place + 1} {encoded} {size} {root} {origin}"

    def test_the_log_itself_is_right(self):
        done = run("verify", "--log", self.log, "--anchor", self.anchor)
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)

    def test_a_number_is_found_however_it_is_written(self):
        for written in (self.number, self.number.replace("-", ""), self.number.replace("-", " ")):
            done = self.receipt(written)
            self.assertEqual((done.returncode, done.stderr), (RIGHT, ""))
            self.assertIn("the citizen said yes, by holding the button on the panel", done.stdout)
            self.assertIn(f"The panel showed the receipt number {self.number}.", done.stdout)
        japanese = self.receipt(self.number, "--lang", "ja").stdout
        self.assertIn("職員の補助について本人に尋ねたのは 1 回、同意は 1 回", japanese)

    def test_a_slip_of_the_pen_is_told_as_one(self):
        first = ("1" if self.number[0] == "0" else "0") + self.number[1:]
        last = self.number[:-1] + str((int(self.number[-1]) + 1) % 10)
        for written in (first, last):
            done = self.receipt(written)
            self.assertEqual((done.returncode, done.stdout), (USAGE, ""))
            self.assertIn("check digit", done.stderr)
        for written in ("1234", "", "12345678901234"):
            done = self.receipt(written)
            self.assertEqual(done.returncode, USAGE)
            self.assertIn("no receipt number", done.stderr)

    def test_a_number_that_the_log_does_not_have_is_told(self):
        done = self.receipt("1234-5678-9018")
        self.assertEqual((done.returncode, done.stdout), (WRONG, ""))
        self.assertIn("the log has no receipt of this number", done.stderr)

    def test_a_square_agrees_with_its_log(self):
        done = self.receipt(self.square())
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""))
        self.assertIn(f"The square agrees with the log: record {self.record['sequence']} is unchanged", done.stdout)
        said = json.loads(self.receipt(self.square(), "--json").stdout)
        self.assertEqual(said["square"], {"agrees": True, "differs": []})
        self.assertEqual(said["session"], self.record["session"])
        self.assertTrue(all(one["verified"] for one in said["records"]))

    def test_each_altered_part_of_a_square_is_named(self):
        parts = self.square().split(" ")

        def altered(place, by):
            changed = list(parts)
            changed[place] = by
            return " ".join(changed)

        def other_hash(text):
            return ("B" if text[0] == "A" else "A") + text[1:]
        for text, word in ((altered(2, str(self.record["sequence"] - 1)), "sequence"),
                           (altered(3, other_hash(parts[3])), "leaf-hash"),
                           (altered(4, "99999"), "tree-size"),
                           (altered(5, other_hash(parts[5])), "root"),
                           (altered(6, "another.example/log"), "origin")):
            done = self.receipt(text)
            self.assertEqual(done.returncode, WRONG, word)
            self.assertIn(f"[{word}]", done.stdout)
            self.assertIn("does not agree", done.stdout)
            self.assertEqual(json.loads(self.receipt(text, "--json").stdout)["square"]["differs"], [word])
        for text, word in ((altered(0, "TSUITATE2"), "whole"), (altered(1, "1234-5678-9012"), "number"),
                           (altered(3, "short"), "leaf-hash"), (altered(4, "1"), "tree-size")):
            done = self.receipt(text)
            self.assertEqual((done.returncode, done.stdout), (WRONG, ""), word)
            self.assertIn(f"[{word}]", done.stderr)

    def test_a_receipt_is_enough_to_prove_its_record(self):
        proof = self.directory / "receipt.tlog-proof"
        by_sequence = run("prove", self.record["sequence"], "--log", self.log, "-o", "-").stdout
        for receipt in (self.number, self.number.replace("-", ""), self.square()):
            self.assertEqual(run("prove", receipt, "--log", self.log, "-o", proof).returncode, RIGHT)
            self.assertEqual(proof.read_text(), by_sequence)
            for log in ((), ("--log", self.log)):
                done = run("check-proof", proof, "--receipt", receipt, "--anchor", self.anchor, *log)
                self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
                self.assertIn(f"It is the record of the receipt {self.number}.", done.stdout)
            # The receipt alone, with a copy of the log.
            done = run("check-proof", receipt, "--log", self.log, "--anchor", self.anchor)
            self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
            self.assertIn("signed by the enrolment key of the anchor and by the key of its epoch", done.stdout)
            self.assertIn(f"It is the record of the receipt {self.number}.", done.stdout)
        japanese = run("check-proof", self.number, "--log", self.log, "--anchor", self.anchor, "--lang", "ja").stdout
        self.assertIn(f"控え {self.number} の記録です。", japanese)

    def test_a_proof_of_another_record_is_not_the_receipts(self):
        proof = self.directory / "other.tlog-proof"
        run("prove", self.record["sequence"] - 1, "--log", self.log, "-o", proof)
        for receipt in (self.number, self.square()):
            done = run("check-proof", proof, "--receipt", receipt, "--anchor", self.anchor)
            self.assertEqual(done.returncode, WRONG)
            self.assertIn(f"But it is not the record of the receipt {self.number}.", done.stdout)
        parts = self.square().split(" ")
        parts[3] = ("B" if parts[3][0] == "A" else "A") + parts[3][1:]
        altered = " ".join(parts)
        self.assertEqual(run("check-proof", altered, "--log", self.log, "--anchor", self.anchor).returncode, WRONG)
        parts = self.square().split(" ")
        parts[5] = ("B" if parts[5][0] == "A" else "A") + parts[5][1:]
        done = run("check-proof", " ".join(parts), "--log", self.log, "--anchor", self.anchor)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[root]", done.stdout)

    def test_a_square_of_another_record_is_not_proven(self):
        parts = self.square().split(" ")
        parts[2] = str(self.record["sequence"] - 1)
        done = run("prove", " ".join(parts), "--log", self.log, "-o", "-")
        self.assertEqual((done.returncode, done.stdout), (WRONG, ""))
        self.assertIn("the square names record", done.stderr)

    def test_a_file_that_is_called_like_a_receipt_is_a_file(self):
        proof = self.directory / "123456789012"
        run("prove", self.number, "--log", self.log, "-o", proof)
        self.assertEqual(run("check-proof", proof.name, "--anchor", self.anchor, cwd=self.directory).returncode, RIGHT)

    def test_a_receipt_that_cannot_be_proven_says_why(self):
        for command, arguments, status, said in (
                ("prove", ("1234-5678-9018", "--log", self.log, "-o", "-"), WRONG, "has no receipt of this number"),
                ("prove", ("1234-5678-9012", "--log", self.log, "-o", "-"), USAGE, "check digit"),
                ("prove", ("TSUITATE1 nonsense", "--log", self.log, "-o", "-"), WRONG, ""),
                ("prove", ("0", "--log", self.log, "-o", "-"), USAGE, "neither the sequence of a record nor a receipt"),
                ("prove", ("first", "--log", self.log, "-o", "-"), USAGE, "neither the sequence of a record nor a receipt"),
                ("check-proof", (self.number, "--anchor", self.anchor), USAGE, "give the copy of the log"),
                ("check-proof", (self.square(), "--anchor", self.anchor), USAGE, "give the copy of the log"),
                ("check-proof", (self.number, "--log", self.log, "--anchor", self.anchor, "--receipt", self.number), USAGE,
                 "belong to a file"),
                ("check-proof", ("1234-5678-9018", "--log", self.log, "--anchor", self.anchor), WRONG, "has no receipt")):
            done = run(command, *arguments)
            self.assertEqual((done.returncode, done.stdout), (status, ""), (command, arguments, done.stderr))
            self.assertIn(said, done.stderr)

    def test_a_proof_without_its_record_finds_it_in_a_copy_of_the_log(self):
        proof = self.directory / "short.tlog-proof"
        self.assertEqual(run("prove", self.number, "--log", self.log, "--without-record", "-o", proof).returncode, RIGHT)
        done = run("check-proof", proof, "--anchor", self.anchor)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("[no-record]", done.stdout)
        done = run("check-proof", proof, "--anchor", self.anchor, "--log", self.log, "--receipt", self.number)
        self.assertEqual((done.returncode, done.stderr), (RIGHT, ""), done.stdout)
        self.assertIn(f'"receipt":"{self.number}"', done.stdout)

    def test_a_record_that_was_altered_is_marked(self):
        log = self.directory / "altered"
        shutil.copytree(self.log, log)
        self.addCleanup(shutil.rmtree, log)
        entries = log / f"tile/entries/{(self.record['sequence'] - 1) // 256:03}"
        entries.write_bytes(entries.read_bytes().replace(b'"clerk":"clerk-01"', b'"clerk":"clerk-02"'))
        done = self.receipt(self.number, log=log)
        self.assertEqual(done.returncode, WRONG)
        self.assertIn("! ", done.stdout)

    def test_the_slip_is_eighty_millimetres_of_drawing(self):
        for language, told in (("en", "You agreed on the panel to help by a clerk"), ("ja", "パネルで")):
            pdf = self.directory / f"{language}.pdf"
            done = self.receipt(self.number, "--lang", language, "--pdf", pdf, "--ask", "012-345-6789")
            self.assertEqual((done.returncode, done.stderr), (RIGHT, ""))
            info = subprocess.check_output(["pdfinfo", pdf], text=True)
            width = float(re.search(r"Page size: +([0-9.]+)", info).group(1))
            self.assertAlmostEqual(width * 25.4 / 72, 80, delta=0.1)
            self.assertRegex(info, r"Pages: +1\n")
            words = " ".join(subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True).split())
            for wanted in (self.number, told, "012-345-6789"):
                self.assertIn(wanted, words)
            self.assertEqual(len(subprocess.check_output(["pdfimages", "-list", pdf], text=True).splitlines()), 2,
                             "a picture")

    def test_a_slip_goes_to_standard_output_alone(self):
        done = self.receipt(self.number, "--pdf", "-", text=False)
        self.assertEqual(done.returncode, RIGHT)
        self.assertTrue(done.stdout.startswith(b"%PDF"))

    def test_no_slip_where_something_does_not_agree(self):
        pdf = self.directory / "none.pdf"
        parts = self.square().split(" ")
        parts[4] = "99999"
        self.assertEqual(self.receipt(" ".join(parts), "--pdf", pdf).returncode, WRONG)
        self.assertFalse(pdf.exists())

    def test_query_by_clerk_and_role_and_the_count_of_answers(self):
        def events(*arguments):
            done = run("query", "--log", self.log, "--format", "json", *arguments)
            return [json.loads(line)["record"]["event"] for line in done.stdout.splitlines()]
        by_clerk = events("--clerk", "clerk-01")
        self.assertEqual(set(by_clerk), {"assistance-requested", "consent-shown", "consent-answered",
                                         "assistance-ended", "assistance-reviewed"})
        self.assertEqual(events("--clerk", "clerk-0"), [])
        self.assertEqual(set(events("--role", "supervisor")), {"observer-announced", "observer-answered"})
        self.assertEqual(events("--role", "trainee"), [])
        agreed = by_clerk.count("consent-answered")
        stats = json.loads(run("stats", "--log", self.log, "--json").stdout)
        self.assertEqual(stats["help"], {"asked": agreed, "agreed": agreed})
        head = run("query", "--log", self.log, "--format", "csv").stdout.splitlines()[0].split(",")
        for column in ("clerk", "role", "manner", "receipt"):
            self.assertIn(column, head)

    def test_the_manual_and_completion_name_every_option(self):
        manual = (SOURCE / "docs/man/tsuitate-audit.1").read_text().replace("\\-", "-")
        completion = (SOURCE / "audit/tool/completion.bash").read_text()
        for command in ("receipt", "query"):
            for option in set(re.findall(r"--[a-z-]+", run(command, "--help").stdout)):
                self.assertIn(option, manual, (command, option))
                self.assertIn(option, completion, (command, option))

    def test_every_event_is_known_to_completion_and_documented(self):
        source = (SOURCE / "policy/record/record.hpp").read_text()
        names = re.findall(r'std::string_view\("([a-z-]+)"\)', source.split("record_kind_names")[1].split("};")[0])
        self.assertGreater(len(names), 30)
        completion = (SOURCE / "audit/tool/completion.bash").read_text()
        told = (SOURCE / "docs/audit-log.md").read_text()
        for name in names:
            self.assertRegex(completion, rf"\b{name}\b")
            self.assertIn(f"`{name}`", told)
            schema = (SOURCE / f"docs/schema/{name}.json").read_text()
            self.assertEqual(run("schema", name).stdout, schema)


if __name__ == "__main__":
    unittest.main()
