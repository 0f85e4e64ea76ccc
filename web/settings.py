"""Settings, all from the environment. Without any of them an SQLite file in the working directory is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_DATABASE_URL = "sqlite:///pvb.sqlite"


@dataclass(frozen=True)
class Settings:
    """Where the ledger is, and where its master key is when none is configured."""

    database_url: str
    default_key_file: Path

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `PVB_DATABASE_URL`; the key file lies beside an SQLite file, else in the user's configuration."""
        url = environment.get("PVB_DATABASE_URL") or DEFAULT_DATABASE_URL
        return cls(url, _default_key_file(url, environment))


def _default_key_file(url: str, environment: Mapping[str, str]) -> Path:
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        return path.with_name(path.name + ".key")
    parts = urlsplit(url)
    name = f"{parts.hostname or 'local'}-{parts.path.strip('/') or 'database'}.key"
    base = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME") or ".") / ".config"
    return Path(base) / "pvb-grootboek" / name
