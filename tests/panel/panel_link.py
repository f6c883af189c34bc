"""PanelLink: the finger on the emulated panel. Speaks evemu text to the rehearsal vault (or to anything else that reads
it): a description, then events, as the kernel would give them for this kind of device."""

import socket
import time

EV_SYN, EV_KEY, EV_ABS = 0x00, 0x01, 0x03
ABS_X, ABS_Y = 0x00, 0x01
ABS_MT_SLOT, ABS_MT_POSITION_X, ABS_MT_POSITION_Y, ABS_MT_TRACKING_ID = 0x2F, 0x35, 0x36, 0x39
BTN_LEFT, BTN_TOUCH, BTN_TOOL_PEN, BTN_TOOL_FINGER = 0x110, 0x14A, 0x140, 0x145
AXIS_MAX = 4095

KINDS = {
    "touch": ([BTN_TOUCH], [ABS_X, ABS_Y]),
    "multitouch": ([BTN_TOUCH], [ABS_X, ABS_Y, ABS_MT_SLOT, ABS_MT_POSITION_X, ABS_MT_POSITION_Y, ABS_MT_TRACKING_ID]),
    "tablet": ([BTN_LEFT], [ABS_X, ABS_Y]),
    "pen": ([BTN_TOUCH, BTN_TOOL_PEN], [ABS_X, ABS_Y]),
    "keypad": (list(range(1, 128)), []),
}

KEY_CODES = {**{str((digit + 1) % 10): 2 + digit for digit in range(10)}, "confirm": 28, "correct": 14, "clear": 111,
             "stop": 1, "help": 59, "blank": 55, "say-again": 98}
for row, first in (("QWERTYUIOP", 16), ("ASDFGHJKL", 30), ("ZXCVBNM", 44)):
    KEY_CODES.update({letter: first + i for i, letter in enumerate(row)})


def bitmap(event_type, codes):
    size = 96 if event_type == EV_KEY else 8
    data = bytearray(size)
    for code in codes:
        data[code // 8] |= 1 << (code % 8)
    return [f"B: {event_type:02x} " + " ".join(f"{byte:02x}" for byte in data[i:i + 8]) for i in range(0, size, 8)]


def description(kind):
    keys, axes = KINDS[kind]
    lines = [f"N: Emulated {kind}", "I: 0003 0eef 0001 0100", *bitmap(EV_KEY, keys), *bitmap(EV_ABS, axes)]
    for axis in axes:
        maximum = {ABS_MT_SLOT: 9, ABS_MT_TRACKING_ID: 65535}.get(axis, AXIS_MAX)
        lines.append(f"A: {axis:02x} 0 {maximum} 0 0 0")
    return lines


class PanelLink:
    def __init__(self, path, width_mm, height_mm, kind="touch"):
        self.kind = kind
        self.size = (width_mm, height_mm)
        self.tracking_id = 0
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.send_lines([*description(kind), ""])

    def send_lines(self, lines):
        self.socket.sendall(("\n".join(lines) + "\n").encode())

    def frame(self, *events):
        """Sends events (type, code, value) and the SYN_REPORT that ends them."""
        now = time.monotonic()
        stamp = f"{int(now)}.{int(now % 1 * 1e6):06d}"
        self.send_lines([f"E: {stamp} {kind:04x} {code:04x} {value}" for kind, code, value in (*events, (EV_SYN, 0, 0))])

    def axes(self, x_mm, y_mm):
        place = []
        for value, length in zip((x_mm, y_mm), self.size):
            place.append(max(0, min(AXIS_MAX, int(value / length * (AXIS_MAX + 1)))))
        return place

    def down(self, x_mm, y_mm):
        x, y = self.axes(x_mm, y_mm)
        place = [(EV_ABS, ABS_X, x), (EV_ABS, ABS_Y, y)]
        if self.kind == "multitouch":
            self.tracking_id += 1
            self.frame((EV_ABS, ABS_MT_SLOT, 0), (EV_ABS, ABS_MT_TRACKING_ID, self.tracking_id),
                       (EV_ABS, ABS_MT_POSITION_X, x), (EV_ABS, ABS_MT_POSITION_Y, y), (EV_KEY, BTN_TOUCH, 1), *place)
        elif self.kind == "tablet":
            self.frame(*place)
            self.frame((EV_KEY, BTN_LEFT, 1))
        elif self.kind == "pen":
            self.frame((EV_KEY, BTN_TOOL_PEN, 1), *place)
            self.frame((EV_KEY, BTN_TOUCH, 1))
        else:
            self.frame((EV_KEY, BTN_TOUCH, 1), *place)

    def up(self):
        if self.kind == "multitouch":
            self.frame((EV_ABS, ABS_MT_TRACKING_ID, -1), (EV_KEY, BTN_TOUCH, 0))
        elif self.kind == "tablet":
            self.frame((EV_KEY, BTN_LEFT, 0))
        elif self.kind == "pen":
            self.frame((EV_KEY, BTN_TOUCH, 0))
            self.frame((EV_KEY, BTN_TOOL_PEN, 0))
        else:
            self.frame((EV_KEY, BTN_TOUCH, 0))

    def tap(self, x_mm, y_mm, hold=0.08):
        self.down(x_mm, y_mm)
        time.sleep(hold)
        self.up()

    def press(self, key, hold=0.03):
        """A key of the tactile keypad."""
        self.frame((EV_KEY, KEY_CODES[key], 1))
        time.sleep(hold)
        self.frame((EV_KEY, KEY_CODES[key], 0))

    def unplug(self):
        self.socket.close()
