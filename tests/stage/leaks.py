"""Leaks: every form in which a PIN, or its length, could lie in a capture, a log or a file."""

import base64
import itertools
import json
import re

ALPHABETS = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def forms(pin):
    """(name, bytes) of each form."""
    raw = pin.encode()
    yield "ascii", raw
    yield "reversed", raw[::-1]
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "spaced hex", raw.hex(" ").encode()
    yield "utf-16", pin.encode("utf-16-le")
    yield "decimal bytes", ", ".join(str(byte) for byte in raw).encode()
    yield "decimal array", ",".join(str(byte) for byte in raw).encode()
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw)
        # The outer characters depend on the neighbours; the inner ones do not.
        yield f"base64 at {shift}", text[4:-4] if shift else text.rstrip(b"=")[:-1]
    if len(pin) >= 12:
        for half in (pin[:len(pin) // 2], pin[len(pin) // 2:]):
            yield "half", half.encode()


# ---------------------------------------------------------------- numbers, message by message

# What is another in each line and says nothing: times, and what is long enough for a key, a signature, an identity.
CHANGING = re.compile(r"\d{4}-\d\d-\d\d[T ]|\d\d:\d\d:\d\d(\.\d+)?Z?|[\w+/=-]{24,}")
NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
DATA = re.compile(r'"data":\[?(\d+)\]?')


def lines_by_shape(haystack):
    """Lines that differ in their numbers alone belong together: shape -> the numbers of each line, in order."""
    shapes = {}
    for line in haystack.decode(errors="replace").splitlines():
        line = CHANGING.sub("*", line)
        shapes.setdefault(NUMBER.sub("#", line), []).append([int(number) for number in NUMBER.findall(line)])
    return shapes


def streams(haystack):
    """What is said over time in one place of messages of one shape; and in all messages' data, whatever their shape."""
    for lines in lines_by_shape(haystack).values():
        yield from (list(values) for values in itertools.zip_longest(*lines))
    yield [int(number) for number in DATA.findall(haystack.decode(errors="replace"))]


def occurs(wanted, values):
    return any(values[at:at + len(wanted)] == wanted for at in range(len(values) - len(wanted) + 1))


def steps(values):
    return [after - before for before, after in zip(values, values[1:])]


def codings(pin):
    yield [ord(character) for character in pin]
    for alphabet in ALPHABETS:
        yield [alphabet.index(character) for character in pin]


def found_as_numbers(haystack, pin):
    """Whether its characters follow each other as numbers, each in a message of its own: as codes, or as places in an
    alphabet that begins at whatever number. Needs a PIN longer than what a counter counts by chance."""
    if len(pin) < 8:
        raise ValueError("a short PIN is found in every counter")
    wanted = [steps(coding) for coding in codings(pin)]
    return any(occurs(one, steps(values)) for values in streams(haystack) for one in wanted)


def found(haystack, pin):
    """The names of the forms that occur; among them "one by one": its characters, each alone in quotes, in order."""
    hits = [name for name, form in forms(pin) if form in haystack]
    alone = re.findall(rb'"([A-Z0-9])"', haystack)
    if pin.encode() in b"".join(alone):
        hits.append("one by one")
    if found_as_numbers(haystack, pin):
        hits.append("numbers one by one")
    return hits


# ---------------------------------------------------------------- the length

def found_lengths(runs):
    """What changes with the length of the PIN and with nothing else, over runs [(haystack, length), ...] that are alike
    otherwise: a number that is the length in each run and another run's length in none, or lines that are as many more
    as the PIN is longer. Two runs of one length among them keep chance out."""
    by_run = [(lines_by_shape(haystack), length) for haystack, length in runs]
    lengths = {length for _, length in runs}
    hits = []
    for shape in set.intersection(*(set(shapes) for shapes, _ in by_run)):
        for place in range(shape.count("#")):
            said = [({line[place] for line in shapes[shape] if place < len(line)}, length) for shapes, length in by_run]
            if all(values & lengths == {length} for values, length in said):
                hits.append(f"the number {place + 1} of: {shape}")
        if len({len(shapes[shape]) - length for shapes, length in by_run}) == 1:
            hits.append(f"as many lines as characters: {shape}")
    return hits


def numbers_in_messages(capture):
    """Every number in the arguments of the messages that `busctl monitor --json=short` has seen."""
    def leaves(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return itertools.chain.from_iterable(map(leaves, value))
        return [value] if isinstance(value, int) and not isinstance(value, bool) else []
    # The last line may have been cut off with the capture.
    return [number for line in capture.splitlines() if line.startswith("{") and line.endswith("}")
            for number in leaves(json.loads(line).get("payload", {}).get("data", []))]


def plant(pin):
    """A text with every form in it, to show that the search finds them."""
    numbers = b"\n".join(b'{"cookie":%d,"payload":{"type":"y","data":[%d]}}' % (70 + at, byte)
                         for at, byte in enumerate(pin.encode()))
    return b"\n".join([*(form for _, form in forms(pin)), b" ".join(b'"%c"' % byte for byte in pin.encode()), numbers])
