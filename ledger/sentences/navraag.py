"""How questions to clients are told in Dutch: always with that nobody has to answer."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.navraag import Navraag
from ledger.vocabulary.dutch import day

ANSWERS: dict[str, str] = {
    "yes": "ja, zo was het",
    "partly": "voor een deel",
    "no": "nee, zo was het niet",
    "unsure": "dat weet ik niet zeker",
}

_FREE = "Antwoorden mag, en hoeft niet: zonder antwoord gebeurt er niets."


def _about(e: Navraag.Asked) -> str:
    days = day(e.first) if e.first == e.last else f"{day(e.first)} tot en met {day(e.last)}"
    what = "zorg"
    if e.levering:
        what = f"levering {e.levering}"
    elif e.line and e.declaration:
        what = f"regel {e.line} van declaratie {e.declaration}"
    return f"{what} van {e.provider} ({days})"


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Navraag.Asked: lambda e: f"Vraag {e.navraag} aan de cliënt over {_about(e)}. Doel: {e.purpose}. {_FREE}",
    Navraag.Answered: lambda e: f"Vraag {e.navraag} is beantwoord: {ANSWERS[e.answer]}.",
    Navraag.Unanswered: lambda e: f"Op vraag {e.navraag} komt geen antwoord. Dat mag, en het heeft geen gevolgen.",
}
