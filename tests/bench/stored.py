"""Events in the form in which the log holds them, each at its moment and at its place in its stream."""

import base64
from hashlib import sha256
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.persistence import JSONTranscoder

from ledger.aggregates.base import Event, Written
from ledger.application import LedgerMapper
from ledger.persons.keyring import SEALED_FORM
from ledger.persons.master_key import NONCE_BYTES
from ledger.transaction import Entry, Header
from ledger.vocabulary.actor import Actor
from ledger.vocabulary.source import Source


class Item(NamedTuple):
    """An event on its way into the log; `state` is what is stored after `recorded_at`.

    `at` is in microseconds from the first day on. Events with the same `together` were written by one set of commands.
    """

    at: int
    together: int
    stream: str
    version: int
    topic: str
    state: bytes


class Telling:
    """Takes events in any order of streams and puts each at the end of its own; `prefix` makes command ids unique."""

    def __init__(self, prefix: int) -> None:
        self.items: list[Item] = []
        self._prefix = prefix << 32
        self._mapper = LedgerMapper(transcoder=JSONTranscoder())
        self._versions: dict[str, int] = {}
        self._commands = 0

    def tell(self, at: int, stream: str, event: Event, actor: Actor, source: Source) -> None:
        """Write down one event that is the whole outcome of its command."""
        self.tell_all(at, stream, [event], actor, source)

    def tell_all(self, at: int, stream: str, events: list[Event], actor: Actor, source: Source) -> None:
        """Write down what one command recorded."""
        self._commands += 1
        together = self._prefix + self._commands
        header = msgspec.json.encode(Header(actor, f"{together:032x}", source))
        for event in events:
            self._versions[stream] = version = self._versions.get(stream, 0) + 1
            entry = Entry(stream, version, Written(stream, version, event), header)
            stored = self._mapper.to_stored_event(entry)
            self.items.append(Item(at, together, stream, version, stored.topic, stored.state))


class Sealing:
    """Seals texts under keys that follow from a seed, so that a log can be made again byte for byte."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def key(self, subject: str) -> bytes:
        """Return the key of a subject."""
        return sha256(f"{self._seed}:{subject}".encode()).digest()

    def sealed(self, subject: str, *texts: str) -> list[str]:
        """Return the texts as the ledger holds them; a text is always sealed alike."""
        cipher = AESGCM(self.key(subject))
        return [self._one(cipher, subject, text) for text in texts]

    def _one(self, cipher: AESGCM, subject: str, text: str) -> str:
        nonce = sha256(f"{self._seed}:{subject}:{text}".encode()).digest()[:NONCE_BYTES]
        written = base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, text.encode(), subject.encode())).decode()
        return f"{SEALED_FORM}.{written}"
