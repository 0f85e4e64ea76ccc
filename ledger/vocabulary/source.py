"""Where a command came from."""

from typing import Literal

import msgspec

Door = Literal["journal", "form", "api", "message", "demo"]


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """The way in, what it was called there (file, form, key, message), and the line or client in it, from 1."""

    kind: Door
    name: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.kind, self.name, self.line) if part is not None)
