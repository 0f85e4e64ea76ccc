"""The hash of a list of events, as RFC 9162 (section 2.1.1) makes it: a tree of SHA-256, with one root.

A leaf is the position, stream, topic and stored JSON of an event, with a newline after each of the first three.
"""

from hashlib import sha256

EMPTY = sha256(b"").hexdigest()
"""The root of no events at all."""


def leaf_hash(position: int, stream: str, topic: str, state: bytes) -> bytes:
    """Return the hash of one event."""
    return sha256(b"\x00" + f"{position}\n{stream}\n{topic}\n".encode() + state).digest()


class Tree:
    """Takes leaves one by one; holds one hash for each power of two, so a log of any length fits."""

    def __init__(self) -> None:
        self.size = 0
        self._whole: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """Take in the hash of the next event."""
        size = 1
        while self._whole and self._whole[-1][0] == size:
            leaf = _node(self._whole.pop()[1], leaf)
            size *= 2
        self._whole.append((size, leaf))
        self.size += 1

    @property
    def root(self) -> str:
        """Return the hash over all that was taken in, in hexadecimal."""
        if not self._whole:
            return EMPTY
        (_, right), *rest = reversed(self._whole)
        for _, left in rest:
            right = _node(left, right)
        return right.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
