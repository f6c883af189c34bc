"""Write log: what a disk was told, in its order, as QEMU's blklogwrites driver records it (the format of the kernel's
dm-log-writes: a super block, then for each write a block that describes it and its data), and what the disk may hold
after a power cut at any moment."""

import pathlib
import shutil
import struct

MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8


class WriteLog:
    def __init__(self, path, size=None):
        """`size`: what the log's file held at the moment of the cut, in bytes; now when None."""
        self.path = pathlib.Path(path)
        self.size = self.path.stat().st_size if size is None else size
        with open(self.path, "rb") as file:
            magic, version, _, self.sector = struct.unpack("<QQQI", file.read(28))
            if magic == 0:
                self.sector = 512  # the super block comes with the first flush: there was none yet
            else:
                assert (magic, version) == (MAGIC, 1), f"{path} is no write log"
            self.entries = list(self.read_entries(file))

    def read_entries(self, file):
        """(offset on the disk, place of the data in the log, bytes, flags) of each entry that is whole."""
        at = self.sector
        while at + self.sector <= self.size:
            file.seek(at)
            sector, count, flags, _ = struct.unpack("<QQQQ", file.read(32))
            at += self.sector
            length = 0 if flags & (DISCARD | MARK) else count * self.sector
            if at + length > self.size or (sector, count, flags) == (0, 0, 0):
                return
            yield sector * self.sector, at, length, flags
            at += length

    def replay(self, base, target, survives=lambda: False):
        """The disk after the cut: all that was written before the last flush, or with FUA, and of the rest what
        `survives` says. Returns how many writes were lost."""
        shutil.copyfile(base, target)
        flushed = max((i for i, entry in enumerate(self.entries) if entry[3] & FLUSH), default=-1)
        lost = 0
        with open(self.path, "rb") as log, open(target, "r+b") as disk:
            for i, (offset, place, length, flags) in enumerate(self.entries):
                if not length:
                    continue
                if i > flushed and not flags & FUA and not survives():
                    lost += 1
                    continue
                log.seek(place)
                disk.seek(offset)
                disk.write(log.read(length))
        return lost
