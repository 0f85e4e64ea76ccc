"""Sealing and opening what is personal. Without its key a sealed text is noise, for ever."""

import base64
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Connection, Engine, select, text

from ledger.persons.master_key import NONCE_BYTES, MasterKey
from ledger.persons.tables import master_key_check, person_keys
from ledger.vocabulary.errors import Refused

_KEPT_IN_MEMORY = 50_000
_AT_ONCE = 200
"""How many keys one question names."""
_REREAD_AFTER_SECONDS = 60.0
"""A key that another process erased is forgotten here within this time."""
SEALED_FORM = "s1"
"""AES-256-GCM, a nonce of 12 bytes before the text, bound to its subject; base64url. Another way gets another name."""
_KEEP_THE_FIRST = text("INSERT INTO master_key_check (id, fingerprint) VALUES (1, :fingerprint) ON CONFLICT DO NOTHING")


class Keyring:
    """The keys of all subjects: a client, or a group with a budget of its own.

    A person is erased by `erase`: the row stays as a tombstone without a key, so that no new key is ever made.
    `elapsed` counts seconds from any start, for how long a key may be kept in memory.
    """

    def __init__(self, engine: Engine, master: MasterKey, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self.master = master
        self._elapsed = elapsed
        self._ciphers: OrderedDict[str, tuple[AESGCM, float]] = OrderedDict()

    def check_master_key(self) -> None:
        """Refuse a master key that is not the one this ledger was made with."""
        with self._engine.connect() as connection:
            known = connection.scalar(select(master_key_check.c.fingerprint))
        if (known or self._first_fingerprint()) != self.master.fingerprint:
            raise Refused(
                "master-key-differs",
                "Deze sleutel hoort niet bij dit grootboek. Zet de goede sleutel in PVB_MASTER_KEY of PVB_KEY_FILE.",
            )

    def _first_fingerprint(self) -> str | None:
        """Keep the fingerprint of this key, unless another process was first; return the one that is kept."""
        with self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(_KEEP_THE_FIRST, {"fingerprint": self.master.fingerprint})
            return connection.scalar(select(master_key_check.c.fingerprint))

    def cipher(self, subject: str) -> AESGCM | None:
        """Return the cipher of a subject; None when there is no key (any more)."""
        known = self._known(subject)
        if known is not None:
            return known
        read_at = self._elapsed()
        with self._engine.connect() as connection:
            wrapped = connection.scalar(select(person_keys.c.wrapped_key).where(person_keys.c.subject == subject))
        return self._keep(subject, wrapped, read_at)

    def read_ahead(self, subjects: Iterable[str]) -> None:
        """Read the keys of many subjects at once, for `cipher` to return."""
        read_at = self._elapsed()
        wanted = [subject for subject in dict.fromkeys(subjects) if self._known(subject) is None]
        query = select(person_keys.c.subject, person_keys.c.wrapped_key)
        with self._engine.connect() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                for subject, wrapped in connection.execute(query.where(person_keys.c.subject.in_(some))):
                    self._keep(subject, wrapped, read_at)

    def _known(self, subject: str) -> AESGCM | None:
        known = self._ciphers.get(subject)
        return known[0] if known is not None and self._elapsed() - known[1] < _REREAD_AFTER_SECONDS else None

    def _keep(self, subject: str, wrapped: bytes | None, read_at: float) -> AESGCM | None:
        self._ciphers.pop(subject, None)
        if wrapped is None:
            return None
        cipher = AESGCM(self.master.unwrap(wrapped, subject))
        self._ciphers[subject] = cipher, read_at
        if len(self._ciphers) > _KEPT_IN_MEMORY:
            self._ciphers.popitem(last=False)
        return cipher

    def erase(self, subject: str) -> None:
        """Destroy the key of a subject for ever: what was sealed under it is noise, and nothing new is sealed."""
        with self._engine.execution_options(writes=True).begin() as connection:
            if not self._is_known(connection, subject):
                connection.execute(person_keys.insert().values(subject=subject))
            emptied = person_keys.update().where(person_keys.c.subject == subject)
            connection.execute(emptied.values(wrapped_key=None, bsn_digest=None))
        self._ciphers.pop(subject, None)

    def is_erased(self, subject: str) -> bool:
        """Tell whether a subject had a key that was destroyed."""
        with self._engine.connect() as connection:
            return self._is_known(connection, subject, person_keys.c.wrapped_key.is_(None))

    def _is_known(self, connection: Connection, subject: str, *also: ColumnElement[bool]) -> bool:
        query = select(person_keys.c.subject).where(person_keys.c.subject == subject, *also)
        return connection.scalar(query) is not None

    def open(self, subject: str, sealed: str | None) -> str | None:
        """Return the text; None when its key was destroyed, nothing was sealed, or this key does not open it."""
        version, _, written = (sealed or "").partition(".")
        if version != SEALED_FORM:
            return None
        try:
            cipher = self.cipher(subject)
            if cipher is None:
                return None
            raw = base64.urlsafe_b64decode(written)
            return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], subject.encode()).decode()
        except (InvalidTag, ValueError):
            return None

    def subject_with_bsn(self, bsn: str) -> str | None:
        """Return the subject a BSN belongs to, if that person is known."""
        with self._engine.connect() as connection:
            return connection.scalar(
                select(person_keys.c.subject).where(person_keys.c.bsn_digest == self.bsn_digest(bsn))
            )

    def bsn_digest(self, bsn: str) -> str:
        """Return what a BSN is found by."""
        return self.master.digest("bsn", bsn.encode())


class NewKeys:
    """Keys made during one transaction; they are kept only if its events are."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._made: dict[str, AESGCM] = {}
        self._rows: dict[str, dict[str, object]] = {}
        self._changed: list[tuple[str, dict[str, object] | None]] = []
        """Every subject whose row was made or changed, in order, with the row before."""

    def seal(self, subject: str, words: str) -> str:
        """Encrypt a text under the key of its subject, which is made when there is none.

        Raises `Refused` for a subject that was erased.
        """
        cipher = self._made.get(subject) or self._keyring.cipher(subject) or self._make(subject)
        nonce = os.urandom(NONCE_BYTES)
        sealed = base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, words.encode(), subject.encode())).decode()
        return f"{SEALED_FORM}.{sealed}"

    def remember_bsn(self, subject: str, bsn: str) -> None:
        """Let a new subject be found by BSN."""
        if subject not in self._rows:
            self._make(subject)
        self._keep(subject, self._rows[subject] | {"bsn_digest": self._keyring.bsn_digest(bsn)})

    def subject_with_bsn(self, bsn: str) -> str | None:
        """Return the new subject a BSN was just given to."""
        digest = self._keyring.bsn_digest(bsn)
        return next((subject for subject, row in self._rows.items() if row["bsn_digest"] == digest), None)

    def rows(self) -> list[dict[str, object]]:
        """Return what is to be kept."""
        return list(self._rows.values())

    def mark(self) -> int:
        """Return a place to come back to."""
        return len(self._changed)

    def back_to(self, mark: int) -> None:
        """Forget what was made or changed since."""
        while len(self._changed) > mark:
            subject, before = self._changed.pop()
            if before is None:
                del self._rows[subject], self._made[subject]
            else:
                self._rows[subject] = before

    def _keep(self, subject: str, row: dict[str, object]) -> None:
        self._changed.append((subject, self._rows.get(subject)))
        self._rows[subject] = row

    def _make(self, subject: str) -> AESGCM:
        if self._keyring.is_erased(subject):
            raise Refused("person-erased", "De gegevens van deze persoon zijn gewist. Er kan niets meer bij.")
        key = AESGCM.generate_key(256)
        wrapped = self._keyring.master.wrap(key, subject)
        self._keep(subject, {"subject": subject, "wrapped_key": wrapped, "bsn_digest": None})
        self._made[subject] = AESGCM(key)
        return self._made[subject]
