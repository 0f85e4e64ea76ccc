"""How findings, payments from a pgb and absences are told in Dutch: what control rests on."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.aggregates.base import Event
from ledger.aggregates.finding import Finding
from ledger.aggregates.pgb import Pgb
from ledger.sentences.words import period
from ledger.vocabulary.dutch import day, euro

_KIND = {
    "opname": "opgenomen bij een ander",
    "vakantie": "op vakantie",
    "elders": "elders om een andere reden",
    "logeren": "uit logeren",
}

_WHY = {"mistake": "is ingetrokken: die was een vergissing", "paid-back": "is terugbetaald"}


def _finding(event: Any) -> str:
    return f"Bevinding {event.finding} (regel {event.rule})"


def _to(event: Any) -> str:
    return f" aan {event.provider}" if event.provider else ""


def _corrected(event: Afwezigheid.Corrected) -> str:
    if event.withdrawn:
        return f"Afwezigheid {event.absence} {period(event.first, event.last)} is ingetrokken."
    if event.last is None:
        return f"Afwezigheid {event.absence} vanaf {day(event.first)} duurt nog."
    return f"Afwezigheid {event.absence} vanaf {day(event.first)} duurde tot en met {day(event.last)}."


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Finding.Opened: lambda e: f"{_finding(e)} over {euro(e.eurocent)}: {e.told.rstrip('.')}.",
    Finding.Explained: lambda e: f"{_finding(e)} is toegelicht door {e.provider or 'de zorgaanbieder'}.",
    Finding.Accepted: lambda e: f"{_finding(e)}: de toelichting is aangenomen, wat is betaald blijft betaald.",
    Finding.Recovered: lambda e: (
        f"{_finding(e)}: {euro(e.eurocent)} is teruggenomen van regel {e.line} van declaratie {e.declaration}."
    ),
    Finding.Dismissed: lambda e: f"{_finding(e)} is afgesloten: het was geen fout.",
    Pgb.Paid: lambda e: f"Uit het pgb is op {day(e.on)} {euro(e.eurocent)} betaald{_to(e)}, {period(e.first, e.last)}.",
    Pgb.PaymentWithdrawn: lambda e: (
        f"De betaling uit het pgb van {euro(e.eurocent)}{_to(e)}, {period(e.first, e.last)}, {_WHY[e.why]}."
    ),
    Afwezigheid.Recorded: lambda e: (
        f"Niet aanwezig bij {e.provider} {period(e.first, e.last)}: {_KIND[e.kind]}, afwezigheid {e.absence}."
    ),
    Afwezigheid.Corrected: _corrected,
}
