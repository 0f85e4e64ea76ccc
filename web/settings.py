"""Settings, all from the environment. Without any of them an SQLite file in the working directory is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ledger.vocabulary.errors import Refused

DEFAULT_DATABASE_URL = "sqlite:///pvb.sqlite"


@dataclass(frozen=True)
class Settings:
    """Where the ledger is, where its master key is when none is configured, and whether `pvb serve` runs a runner."""

    database_url: str
    default_key_file: Path
    runner: bool = True

    @property
    def sqlite_file(self) -> Path | None:
        """Return the file of the database, where it is SQLite."""
        return _sqlite_file(self.database_url)

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `PVB_DATABASE_URL` and `PVB_RUNNER` (yes or no).

        The key file lies beside an SQLite file, else in the user's configuration.
        """
        url = environment.get("PVB_DATABASE_URL") or DEFAULT_DATABASE_URL
        runner = environment.get("PVB_RUNNER") or "yes"
        if runner not in ("yes", "no"):
            raise Refused("setting-invalid", f"PVB_RUNNER is yes of no, niet {runner}.")
        return cls(url, _default_key_file(url, environment), runner == "yes")


def _sqlite_file(url: str) -> Path | None:
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def _default_key_file(url: str, environment: Mapping[str, str]) -> Path:
    path = _sqlite_file(url)
    if path is not None:
        return path.with_name(path.name + ".key")
    parts = urlsplit(url)
    name = f"{parts.hostname or 'local'}-{parts.path.strip('/') or 'database'}.key"
    base = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME") or ".") / ".config"
    return Path(base) / "pvb-grootboek" / name
