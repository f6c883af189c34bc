"""What the tests read of a journal: whole records, also while one is being written."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "stage"))
from journal import records_of  # noqa: E402

RECORDS = [b'{"event":"boot","serial":1}', b'{"event":"session-opened","serial":2}']
SEGMENT = b"tsuitate 1\n" + b"".join(record + b" 00ff\n" for record in RECORDS)


class HalfWritten(unittest.TestCase):
    def test_at_every_byte_there_are_only_whole_records(self):
        seen = set()
        for written in range(len(SEGMENT) + 1):
            records = records_of(SEGMENT[:written] + bytes(len(SEGMENT) - written + 16))
            self.assertEqual(records, RECORDS[:len(records)], f"after {written} bytes")
            seen.add(len(records))
        self.assertEqual(seen, {0, 1, 2})

    def test_without_zeros_behind_it_too(self):
        self.assertEqual(records_of(SEGMENT), RECORDS)


if __name__ == "__main__":
    unittest.main()
