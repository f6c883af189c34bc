"""A journal file as bytes to be changed: where its objects lie (systemd's JOURNAL_FILE_FORMAT, the compact form), and its
seal, computed as systemd does with the key that lies on the machine. Reads and changes; judges nothing."""

import hashlib
import hmac
import struct

DATA, FIELD, ENTRY, DATA_TABLE, FIELD_TABLE, ENTRY_ARRAY, TAG = range(1, 8)
SEALED, COMPACT = 1, 1 << 4  # of the header's compatible and incompatible flags
COUNTS = {DATA: "n_data", FIELD: "n_fields", TAG: "n_tags", ENTRY_ARRAY: "n_entry_arrays", ENTRY: "n_entries"}
HEADER = {"compatible": 8, "incompatible": 12, "header_size": 88, "data_table": 104, "data_table_size": 112,
          "field_table": 120, "field_table_size": 128, "tail_object": 136, "n_objects": 144, "n_entries": 152,
          "entry_array": 176, "n_data": 208, "n_fields": 216, "n_tags": 224, "n_entry_arrays": 232}
SHORT = {"compatible", "incompatible"}
TAG_SIZE = 64


def aligned(size):
    return (size + 7) // 8 * 8


class JournalFile:
    def __init__(self, content):
        self.bytes = bytearray(content)
        if not self["incompatible"] & COMPACT:
            raise ValueError("not in the compact form")

    def __getitem__(self, name):
        return struct.unpack_from("<I" if name in SHORT else "<Q", self.bytes, HEADER[name])[0]

    def __setitem__(self, name, value):
        struct.pack_into("<I" if name in SHORT else "<Q", self.bytes, HEADER[name], value)

    def number(self, at):
        return struct.unpack_from("<Q", self.bytes, at)[0]

    def put(self, at, value):
        struct.pack_into("<Q", self.bytes, at, value)

    def objects(self, *kinds):
        """Type, offset and size of all objects, or of those of these types."""
        at = self["header_size"]
        while at <= self["tail_object"]:
            kind, size = self.bytes[at], self.number(at + 8)
            if not kinds or kind in kinds:
                yield kind, at, size
            at += aligned(size)

    def used(self):
        """Where the room for more objects begins."""
        _, at, size = list(self.objects())[-1]
        return at + aligned(size)

    def tables(self):
        """The places of both hash tables' slots."""
        return [range(self[name], self[name] + self[name + "_size"]) for name in ("data_table", "field_table")]

    # ---- entries

    def entry_places(self):
        """Where in the chain of entry arrays each entry is named (four bytes)."""
        array, left, places = self["entry_array"], self["n_entries"], []
        while left:
            count = min(left, (self.number(array + 8) - 24) // 4)
            places += [array + 24 + 4 * i for i in range(count)]
            left -= count
            array = self.number(array + 16)
        return places

    def entries(self):
        return [struct.unpack_from("<I", self.bytes, place)[0] for place in self.entry_places()]

    def list_entries(self, entries):
        """Makes this the list of entries, as far as the arrays have room."""
        places, array = [], self["entry_array"]
        while array:
            places += [array + 24 + 4 * i for i in range((self.number(array + 8) - 24) // 4)]
            array = self.number(array + 16)
        if len(entries) > len(places):
            raise ValueError("no room for one more")
        for place, entry in zip(places, entries + [0] * len(places)):
            struct.pack_into("<I", self.bytes, place, entry)
        self["n_entries"] = len(entries)
        # The header's short cut to the last array: systemd finds it again.
        struct.pack_into("<II", self.bytes, 256, 0, 0)

    def data_of(self, entry):
        """The data objects that an entry consists of."""
        count = (self.number(entry + 8) - 64) // 4
        return struct.unpack_from(f"<{count}I", self.bytes, entry + 64)

    def payload(self, data):
        return bytes(self.bytes[data + 72:data + self.number(data + 8)])

    # ---- the seal

    def sealed_bytes(self, tag):
        """What the tag at this place vouches for: all since the one before it, without what may change later."""
        tags = [at for _, at, _ in self.objects(TAG)]
        start = max([at for at in tags if at < tag], default=None)
        covered = bytearray()
        if start is None:
            for first, last in ((0, 16), (24, 56), (72, 96), (104, 136)):
                covered += self.bytes[first:last]
        for kind, at, size in self.objects():
            if (start or 0) < at <= tag:
                covered += self.bytes[at:at + 16] + self.immutable(kind, at, size)
        return bytes(covered)

    def immutable(self, kind, at, size):
        if kind == DATA:
            return self.bytes[at + 16:at + 24] + self.bytes[at + 72:at + size]
        if kind == FIELD:
            return self.bytes[at + 16:at + 24] + self.bytes[at + 40:at + size]
        if kind == ENTRY:
            return self.bytes[at + 16:at + size]
        return self.bytes[at + 16:at + 32] if kind == TAG else b""

    def seal(self, tag, key):
        self.bytes[tag + 32:tag + 64] = hmac.digest(key, self.sealed_bytes(tag), "sha256")

    def cut_after(self, tag):
        """Takes out all that came after the tag at this place, as if it had never been."""
        gone = [(kind, at, size) for kind, at, size in self.objects() if at > tag]
        if any(kind not in COUNTS for kind, _, _ in gone):
            raise ValueError("the tables come first")
        end = self.used()
        for kind, _, _ in gone:
            self[COUNTS[kind]] -= 1
        self["n_objects"] -= len(gone)
        self["tail_object"] = tag
        self.bytes[tag + TAG_SIZE:end] = bytes(end - tag - TAG_SIZE)

    def emptied(self):
        """Only the first tag is left, and what it vouches for."""
        self.cut_after(next(at for _, at, _ in self.objects(TAG)))
        for table in self.tables():
            self.bytes[table.start:table.stop] = bytes(len(table))
        self.bytes[160:208] = bytes(48)  # first and last entry, list of entries
        self.bytes[240:264] = bytes(24)  # depth of the chains, short cut to the last array

    def append_tag(self, epoch, key):
        at = self.used()
        self["n_tags"] += 1
        struct.pack_into("<B7xQQQ", self.bytes, at, TAG, TAG_SIZE, self["n_tags"], epoch)
        self["tail_object"] = at
        self["n_objects"] += 1
        self.seal(at, key)


def key_of(fss):
    """The epoch of the key in a machine's fss file, and what seals with it."""
    header = struct.unpack_from("<Q", fss, 48)[0]
    bits = 16 * (int.from_bytes(fss[header:header + 2], "big") + 1)
    state = fss[header + 2:header + 2 + 2 * bits // 8 + 8]
    return int.from_bytes(state[-8:], "big"), hashlib.sha256(state + bytes(8)).digest()
