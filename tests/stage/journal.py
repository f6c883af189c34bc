"""The ledger's journal, read as a test needs it: also while the ledger is writing to it."""

import pathlib


def records_of(segment):
    """The records (bytes) of a segment's content. A frame is a record, a space and a tag, ended by a newline; the first
    line is the segment's own, and zeros follow the last. What is not ended yet is being written, or was cut off."""
    return [line.rpartition(b" ")[0] for line in segment.split(b"\n")[1:-1]]


def records_in(directory):
    """All whole records (bytes) of a ledger's directory, in their order."""
    return [record for segment in sorted(pathlib.Path(directory).glob("journal/segment-*"))
            for record in records_of(segment.read_bytes())]
