"""What an auditor fills in for an evidence pack, and the pack that is ready."""

from dataclasses import dataclass

from web.view_models.shell import Choice, Fact, Form


@dataclass(frozen=True)
class PackReady:
    """A pack that was made: its figures, and the address where it is fetched."""

    facts: tuple[Fact, ...]
    href: str


@dataclass(frozen=True)
class EvidencePage:
    """`auditor/evidence.html`. Fields question, ground, kind (select `kinds`), id, period, stand.

    Either `ready`, or `waiting` with the address to look again, or neither.
    """

    form: Form
    kinds: tuple[Choice, ...]
    ready: PackReady | None = None
    waiting: str = ""
    refresh_href: str = ""
