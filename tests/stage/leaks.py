"""Leaks: every form in which a PIN could lie in a capture, a log or a file."""

import base64
import re


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


def found(haystack, pin):
    """The names of the forms that occur; among them "one by one": its characters, each alone in quotes, in order."""
    hits = [name for name, form in forms(pin) if form in haystack]
    alone = re.findall(rb'"([A-Z0-9])"', haystack)
    if pin.encode() in b"".join(alone):
        hits.append("one by one")
    return hits


def plant(pin):
    """A text with every form in it, to show that the search finds them."""
    return b"\n".join(form for _, form in forms(pin)) + b" ".join(b'"%c"' % byte for byte in pin.encode())
