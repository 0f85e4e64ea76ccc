"""The master key: it wraps the keys of persons, and makes digests that mean nothing without it."""

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.vocabulary.errors import Refused

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True)
class MasterKey:
    """32 secret bytes; `made_at` is the file it was just written to, if it is new."""

    secret: bytes
    made_at: Path | None = None

    @classmethod
    def existing(cls, environment: Mapping[str, str], default: Path) -> "MasterKey | None":
        """Take PVB_MASTER_KEY (base64), else the file PVB_KEY_FILE, else the default file; None when there is none."""
        if written := environment.get("PVB_MASTER_KEY"):
            return cls(_decoded(written, "PVB_MASTER_KEY"))
        path = key_file(environment, default)
        if environment.get("PVB_KEY_FILE") and not path.parent.is_dir():
            raise Refused(
                "master-key-folder-missing",
                f"De map {path.parent.absolute()} van PVB_KEY_FILE bestaat niet. Maak die eerst aan.",
            )
        return cls(_read(path)) if path.exists() else None

    @classmethod
    def find(cls, environment: Mapping[str, str], default: Path) -> "MasterKey":
        """Take the key that is there, else make its file: only for a ledger that has no key yet."""
        if found := cls.existing(environment, default):
            return found
        path = key_file(environment, default)
        path.parent.mkdir(parents=True, exist_ok=True)
        secret = os.urandom(KEY_BYTES)
        if not _written_first(path, base64.b64encode(secret).decode() + "\n"):
            return cls(_read(path))
        return cls(secret, made_at=path)

    def wrap(self, key: bytes, subject: str) -> bytes:
        """Encrypt the key of a person."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self._derived("wrap")).encrypt(nonce, key, subject.encode())

    def unwrap(self, wrapped: bytes, subject: str) -> bytes:
        """Decrypt the key of a person."""
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return AESGCM(self._derived("wrap")).decrypt(nonce, sealed, subject.encode())

    def digest(self, purpose: str, content: bytes) -> str:
        """Return a digest that cannot be searched back to its content without this key."""
        return hmac.digest(self._derived(purpose), content, "sha256").hex()

    @property
    def fingerprint(self) -> str:
        """Return what tells this key from another without giving it away."""
        return self.digest("fingerprint", b"")

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self.secret, purpose.encode(), "sha256")


def key_file(environment: Mapping[str, str], default: Path) -> Path:
    """Return the file that holds the key, or will hold it, where PVB_MASTER_KEY is not set."""
    return Path(environment.get("PVB_KEY_FILE") or default)


def _read(path: Path) -> bytes:
    try:
        return _decoded(path.read_text(encoding="utf-8", errors="replace").strip(), str(path))
    except OSError as error:
        raise Refused("master-key-unreadable", f"De sleutel in {path.absolute()} kan niet worden gelezen.") from error


def _written_first(path: Path, content: str) -> bool:
    """Write a file that is there whole or not at all, for its owner only; False when another process was first."""
    draft = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _decoded(written: str, where: str) -> bytes:
    try:
        secret = base64.b64decode(written, validate=True)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise Refused("master-key-invalid", f"De sleutel in {where} moet {KEY_BYTES} bytes zijn, in base64.")
    return secret
