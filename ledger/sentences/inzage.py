"""How the access of an auditor is told in Dutch."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.base import Event
from ledger.aggregates.inzage import WORDS, Inzage
from ledger.vocabulary.dutch import day


def _within(e: Inzage.Requested) -> str:
    """Tell what an access is limited to."""
    told = [
        f"regio {e.region}" if e.region else "",
        f"zorgaanbieder {e.provider}" if e.provider else "",
        f"cliënt {', '.join(e.only_clients)}" if e.only_clients else "",
        f"steekproef {e.sample}" if e.sample else "",
    ]
    return ", ".join(one for one in told if one) or "alles"


def _about(e: Inzage.Viewed) -> str:
    told = [f"cliënt {e.client}" if e.client else "", f"zorgaanbieder {e.provider}" if e.provider else ""]
    about = ", ".join(one for one in told if one)
    return f" over {about}" if about else ""


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Inzage.Requested: lambda e: (
        f"Inzage {e.inzage} gevraagd in {WORDS[e.step]} ({_within(e)}), tot en met {day(e.until)}. "
        f"Doel: {e.purpose}. Grond: {e.ground}."
    ),
    Inzage.Granted: lambda e: f"Inzage {e.inzage} is toegestaan door {e.granted_by}.",
    Inzage.Refused: lambda e: f"Inzage {e.inzage} is geweigerd door {e.refused_by}.",
    Inzage.Ended: lambda e: f"Inzage {e.inzage} is beëindigd.",
    Inzage.Viewed: lambda e: f"Bekeken met inzage {e.inzage} ({WORDS[e.step]}): {e.page}{_about(e)}.",
}
