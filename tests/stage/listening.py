"""Listening: whether a program takes connections on its socket. The file is there a moment before it does."""

ACCEPTS_CONNECTIONS = 0x10000  # __SO_ACCEPTCON, as proc(5) shows it in /proc/net/unix


def listens(path):
    """Asked of the kernel, so that who serves one client only is not troubled."""
    with open("/proc/net/unix", encoding="utf-8", errors="replace") as sockets:
        next(sockets)
        return any(fields[7:] == [str(path)] and int(fields[3], 16) & ACCEPTS_CONNECTIONS
                   for fields in map(str.split, sockets))
