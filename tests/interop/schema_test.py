#!/usr/bin/python3
"""What a record may say, judged by two: a JSON Schema validator that nobody here wrote, with the schemas of docs/schema, and
tsuitate-audit. Both accept what the real ledger writes, every event of it, and both refuse what may not be said. Needs
TSUITATE_BUILD and TSUITATE_SOURCE."""

import base64
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile
import textwrap
import unittest

from ledger_log import BUILD, SOURCE, records_of, stream_of, write_log

AUDIT = BUILD / "audit/tool/tsuitate-audit"
MAKE_LOG = BUILD / "tests/audit/tsuitate-make-log"
# No record has a place for these (SECURITY.md): the PIN and all that gives it away, and who the citizen is.
FORBIDDEN = {"pin": "1234", "pin-length": 4, "digits": 4, "keys": "1-2-3-4", "touch-time": "2026-11-23T05:40:12.345Z",
             "touched-at": 123456, "milliseconds": 345, "name": "yamada", "address": "tokyo", "born": "1950-01-01",
             "my-number": "123456789012", "card-serial": "00", "card": "00", "note": "text", "clerk-name": "sato"}
# No field may have these, whatever its event: what a PIN looks like, free text, times finer than a second.
NEVER = ("1234", "Free text", "free text", "2026-11-23T05:40:12.345Z", "12.345", -1, 1.5, 2**63, True, None, ["1234"],
         {"pin": "1234"})


def canonical(record):
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            import jsonschema
        except ImportError:
            raise AssertionError("install the Debian package python3-jsonschema") from None
        cls.scratch = tempfile.TemporaryDirectory(prefix="tsuitate-schemas-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.validators = {path.stem: jsonschema.Draft202012Validator(json.loads(path.read_text()))
                          for path in (SOURCE / "docs/schema").glob("*.json")}
        ledger, _ = write_log(cls.folder / "ledger")
        before = list(records_of(stream_of(ledger.log)))
        ledger.erase_all_full_tiles()
        newest = max((ledger.log / "tile/entries").glob("*.p/*"))
        cls.records = [record.decode("ascii") for record in (*before, *records_of(newest.read_bytes()))]
        cls.samples = {}
        for text in cls.records:
            record = json.loads(text)
            cls.samples.setdefault(record["event"], record)

    def accepts(self, event, record):
        return self.validators[event].is_valid(record)

    def refused_by_our_tool(self, records):
        """What tsuitate-audit says of each of these records where it finds them in a log, well signed; by their places."""
        log = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        lines = "".join(canonical({**record, "sequence": place}) + "\n" for place, record in enumerate(records, 2))
        made = subprocess.run([MAKE_LOG, "--given", log], input=lines, check=True, capture_output=True, text=True)
        (log / "anchor").write_text(made.stdout)
        done = subprocess.run([AUDIT, "verify", "--log", log, "--json"], capture_output=True, text=True)
        said = json.loads(done.stdout)
        self.assertEqual(said["read"], len(records) + 1)
        return {finding["first"] - 2: finding["text"] for finding in said["findings"]
                if finding["what"] == "record-malformed"}

    def refused_by_both(self, event, changed):
        """`changed` are records, each after what was changed in it."""
        for what, record in changed:
            self.assertFalse(self.accepts(event, record), f"the schema of {event} accepts it with {what}")
        refused = self.refused_by_our_tool([record for _, record in changed])
        accepted = [what for place, (what, _) in enumerate(changed) if place not in refused]
        self.assertEqual(accepted, [], f"tsuitate-audit accepts {event} with these")
        return refused

    def every_event(self):
        self.assertGreaterEqual(len(self.samples), 34)
        return sorted(self.samples.items())

    def test_published_schemas_are_those_of_the_program(self):
        for path in sorted((SOURCE / "docs/schema").glob("*.json")):
            said = subprocess.run([AUDIT, "schema", path.stem], check=True, capture_output=True, text=True).stdout
            self.assertEqual(path.read_text(), said, f"{path.name}: tsuitate-audit schema {path.stem} > {path}")

    def test_each_event_has_its_schema_and_its_line_in_the_documentation(self):
        names = re.search(r"record_kind_names = \{(.*?)\};", (SOURCE / "policy/record/record.hpp").read_text(), re.S)
        self.assertEqual(sorted(re.findall(r'"([a-z-]+)"', names[1])), sorted(self.validators))
        page = (SOURCE / "docs/audit-log.md").read_text()
        for event in self.validators:
            self.assertIn(f"`{event}`", page)

    def test_the_examples_of_the_documentation_are_right(self):
        page = (SOURCE / "docs/audit-log.md").read_text()
        records = [json.loads(line) for line in re.findall(r'^    (\{"boot".*\})$', page, re.M)]
        self.assertNotEqual(records, [])
        for record in records:
            self.assertTrue(self.accepts(record["event"], record), record)
        question, digest = re.search(r"types-for-citizen`.*?:\n\n(.*?)\n\nwith no-break.*?\n\n    (\S+)\n", page,
                                     re.S).groups()
        shown = textwrap.dedent(question).replace("no. ", "no.\u00a0").replace("\u2461 ", "\u2461\u00a0")
        self.assertEqual(base64.b64encode(hashlib.sha256(shown.encode()).digest()).decode(), digest)
        self.assertTrue(self.accepts("consent-shown", {**self.samples["consent-shown"], "text": digest}))

    def test_a_ledger_wrote_every_event_and_each_record_is_valid_and_canonical(self):
        for text in self.records:
            record = json.loads(text)
            self.assertTrue(self.accepts(record["event"], record), text)
            self.assertEqual(canonical(record), text)
        self.assertEqual(sorted(set(self.validators) - set(self.samples)), [], "no log contained these events")

    def test_control_our_tool_finds_nothing_malformed_in_what_the_ledger_wrote(self):
        self.assertEqual(self.refused_by_our_tool(list(self.samples.values())), {})

    def test_no_event_takes_a_forbidden_field_nor_one_of_another_event(self):
        every_field = sorted({field for record in self.samples.values() for field in record})
        of_others = {field: next(record[field] for record in self.samples.values() if field in record)
                     for field in every_field}
        for event, record in self.every_event():
            surplus = {field: value for field, value in {**of_others, **FORBIDDEN}.items() if field not in record}
            self.assertGreater(len(surplus), len(FORBIDDEN) + 10)
            refused = self.refused_by_both(event, [(field, {**record, field: value}) for field, value in surplus.items()])
            for place, field in enumerate(surplus):
                self.assertIn(f'the field "{field}" is not part of {event}', refused[place])

    def test_no_field_of_any_event_takes_what_looks_like_a_pin_nor_free_text(self):
        for event, record in self.every_event():
            self.refused_by_both(event, [(f"{field} = {value!r}", {**record, field: value}) for field in record
                                         if field != "sequence" for value in NEVER])
            for value in NEVER:
                self.assertFalse(self.accepts(event, {**record, "sequence": value}), value)

    def test_no_event_does_without_one_of_its_fields(self):
        for event, record in self.every_event():
            self.refused_by_both(event, [(f"no {field}", {key: value for key, value in record.items() if key != field})
                                         for field in record if field != "sequence"])
            self.assertFalse(self.accepts(event, {key: value for key, value in record.items() if key != "sequence"}))


if __name__ == "__main__":
    unittest.main(verbosity=2)
