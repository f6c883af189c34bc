"""What daemon/wire/message_type.hpp says of the messages between roles, for the tests that play one of them: read from
the header, so that a message added or a version bumped needs no second place."""

import pathlib
import re
import struct

TEXT = (pathlib.Path(__file__).resolve().parents[2] / "daemon/wire/message_type.hpp").read_text()
VERSION = int(re.search(r"protocol_version = (\d+);", TEXT)[1])


def number(name):
    """The type of the message of this name."""
    return int(re.search(rf"\b{name} = (0x[0-9a-f]+),", TEXT)[1], 16)


def message(name, body, version=VERSION):
    return struct.pack("<HH", version, number(name)) + body
