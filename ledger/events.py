"""The published catalogue: every event with its topic, schema version and the Dutch sentence that tells it.

Projections read the log by this catalogue; they know no aggregate. A sentence never holds sealed text.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from ledger.aggregates.agb import Agb
from ledger.aggregates.allocation import Allocation, Shifted
from ledger.aggregates.base import Aggregate, Event, events_of
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.message import Message
from ledger.aggregates.provider import EuroValue, Provider
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.dutch import amount, day, euro
from ledger.vocabulary.errors import Refused

__all__ = [
    "AGGREGATES",
    "CATALOGUE",
    "Agb",
    "Allocation",
    "Client",
    "Contracteerruimte",
    "Declaration",
    "EuroValue",
    "Event",
    "EventKind",
    "Message",
    "Provider",
    "Toewijzingen",
    "VirtualBudget",
    "decode",
    "kind_of",
    "sentence",
]

AGGREGATES: tuple[type[Aggregate], ...] = (
    Client,
    Allocation,
    Toewijzingen,
    VirtualBudget,
    Provider,
    Agb,
    Declaration,
    Contracteerruimte,
    Message,
)


class EventKind(NamedTuple):
    """An event with its decoder and the family of facts it belongs to."""

    event: type[Event]
    decoder: msgspec.json.Decoder[Event]
    aggregate: type[Aggregate]


def _kinds() -> dict[str, EventKind]:
    kinds: dict[str, EventKind] = {}
    for aggregate in AGGREGATES:
        for event in events_of(aggregate):
            kinds[event.stored_topic()] = EventKind(event, msgspec.json.Decoder(event), aggregate)
    return kinds


CATALOGUE = _kinds()
"""Every topic with its schema version, as it stands in the log, and what it means."""


def kind_of(topic: str) -> EventKind:
    """Return what a topic means; an unknown topic is an error, never skipped."""
    if topic not in CATALOGUE:
        raise Refused("topic-unknown", f"De soort gebeurtenis {topic} is niet bekend in deze versie.")
    return CATALOGUE[topic]


def decode(topic: str, state: bytes) -> Event:
    """Return the facts of a stored event."""
    return kind_of(topic).decoder.decode(state)


def sentence(event: Event) -> str:
    """Tell an event in one Dutch sentence."""
    return _SENTENCES[type(event)](event)


def _qty(event: Any) -> str:
    return amount(Amount(event.unit, event.quantity))


def _period(first: Any, last: Any) -> str:
    return f"van {day(first)} tot en met {day(last)}" if last else f"vanaf {day(first)}"


def _value(event: Any) -> str:
    per = {"day": "dag", "week": "week", "month": "maand", "year": "jaar", None: ""}[event.per]
    return f", waarde {euro(event.value_eurocent)} per {per}" if event.value_eurocent is not None else ""


def _shift(verb: str) -> Callable[[Any], str]:
    def tell(event: Shifted) -> str:
        modules = "1 module" if event.modules == 1 else f"{event.modules} modules"
        return f"{modules} {verb} vanaf {day(event.first)}: van {event.giver} naar {event.taker}."

    return tell


def _lines(event: Any) -> str:
    return "1 regel" if len(event.lines) == 1 else f"{len(event.lines)} regels"


def _together(event: Any) -> str:
    if not event.group_size:
        return ""
    others = event.group_size - 1
    return ", samen met 1 ander" if others == 1 else f", samen met {others} anderen"


_FORM = {
    "verblijf": "verblijf",
    "vpt": "volledig pakket thuis",
    "mpt": "modulair pakket thuis",
    "pgb": "persoonsgebonden budget",
    "mpt_pgb": "modulair pakket thuis met pgb",
    "dtv": "deeltijdverblijf",
}


def _holder(key: Any) -> str:
    return key.provider or "de cliënt zelf (pgb)"


def _terms(event: Any) -> str:
    form = _FORM[event.key.leveringsvorm] if event.key.leveringsvorm else "functie"
    return f"{event.zorgprofiel or event.key.zorgeenheid}, {form}"


_SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Client.Registered: lambda e: f"Cliënt {e.client} is ingeschreven in regio {e.region}.",
    Client.DeathReported: lambda e: f"Het overlijden op {day(e.on)} is gemeld.",
    Client.DeathWithdrawn: lambda e: f"De melding van overlijden op {day(e.on)} is ingetrokken.",
    Client.IndicatieGranted: lambda e: (
        f"Indicatie {e.besluitnummer} is afgegeven: {e.zorgprofiel}, {_period(e.first, e.last)}{_value(e)}."
    ),
    Client.IndicatieAmended: lambda e: (
        f"Indicatie {e.besluitnummer} is gewijzigd vanaf {day(e.first)}: {e.zorgprofiel}{_value(e)}"
        + (f", tot en met {day(e.last)}." if e.last else ".")
    ),
    Client.IndicatieEnded: lambda e: f"Indicatie {e.besluitnummer} eindigt op {day(e.last)}.",
    Client.LeveringsvormChosen: lambda e: f"Gekozen: {_FORM[e.leveringsvorm]}, vanaf {day(e.first)}.",
    Allocation.ModulesPlaced: lambda e: (
        f"{e.of} modules zijn verdeeld {_period(e.first, e.last)}: "
        + ", ".join(f"{part.modules} {part.holder}" for part in e.parts)
        + "."
    ),
    Allocation.ModulesMoved: _shift("verplaatst"),
    Allocation.ModulesTurnedIntoPgb: _shift("omgezet in pgb"),
    Allocation.ModulesForgone: _shift("niet gebruikt"),
    Allocation.ModulesEnded: lambda e: f"De verdeling van de modules eindigt op {day(e.last)}.",
    Toewijzingen.Assigned: lambda e: (
        f"Zorg is toegewezen aan {_holder(e.key)}: {_terms(e)}"
        + (f", {e.percentage}%" if e.percentage is not None else "")
        + f", {_period(e.key.first, e.last)}."
    ),
    Toewijzingen.Changed: lambda e: (
        f"De toewijzing aan {_holder(e.key)} vanaf {day(e.key.first)} is gewijzigd: {_terms(e)}"
        + (f", {e.percentage}%" if e.percentage is not None else "")
        + (f", tot en met {day(e.last)}." if e.last else ".")
    ),
    Toewijzingen.Withdrawn: lambda e: (
        f"De toewijzing aan {_holder(e.key)} vanaf {day(e.key.first)} is ingetrokken. "
        f"Zij geldt tot en met {day(e.last)} (reden {e.reden_intrekking})."
    ),
    Toewijzingen.Requested: lambda e: (
        f"Zorgaanbieder {e.provider} vraagt een andere toewijzing op besluit {e.besluitnummer}: "
        f"{_FORM[e.leveringsvorm]}, "
        + ", ".join(f"{one.provider} {_period(one.first, one.last)}" for one in e.asked)
        + "."
    ),
    Toewijzingen.ZorgStarted: lambda e: f"De zorg van {_holder(e.key)} is begonnen op {day(e.on)}.",
    Toewijzingen.StartWithdrawn: lambda e: (
        f"De melding dat de zorg van {_holder(e.key)} op {day(e.on)} begon is ingetrokken."
    ),
    Toewijzingen.ZorgChanged: lambda e: (
        f"De zorg van {_holder(e.key)} is gewijzigd op {day(e.on)} (mutatiecode {e.mutatiecode})."
    ),
    Toewijzingen.ZorgEnded: lambda e: (
        f"De zorg van {_holder(e.key)} eindigt op {day(e.on)} (mutatiecode {e.mutatiecode})."
    ),
    Toewijzingen.ChangeWithdrawn: lambda e: (
        f"De mutatie van {_holder(e.key)} op {day(e.on)} (mutatiecode {e.mutatiecode}) is ingetrokken."
    ),
    VirtualBudget.Reserved: lambda e: f"{_qty(e)} gereserveerd voor {day(e.on)}, regel {e.entry}.",
    VirtualBudget.Released: lambda e: f"Reservering {e.entry} van {_qty(e)} is vrijgegeven.",
    VirtualBudget.Spent: lambda e: f"{_qty(e)} besteed op {day(e.on)}, regel {e.entry}{_together(e)}.",
    VirtualBudget.SpendCorrected: lambda e: (
        f"Regel {e.entry} van {day(e.on)} is verbeterd: {_qty(e)} in plaats van "
        f"{amount(Amount(e.unit, e.quantity_before))}."
    ),
    VirtualBudget.EntryQuestioned: lambda e: f"Er is een vraag gesteld over regel {e.entry}.",
    VirtualBudget.QuestionAnswered: lambda e: f"De vraag over regel {e.entry} is beantwoord.",
    VirtualBudget.Opened: lambda e: (
        f"Budget {e.budget} is geopend: {_qty(e)}, {_period(e.first, e.last)}, bij {e.provider}"
        + (f", voor de groep {e.group}." if e.group else ".")
    ),
    VirtualBudget.Raised: lambda e: f"Budget {e.budget} is verhoogd met {_qty(e)} vanaf {day(e.on)}.",
    VirtualBudget.Lowered: lambda e: f"Budget {e.budget} is verlaagd met {_qty(e)} vanaf {day(e.on)}.",
    VirtualBudget.CarriedOver: lambda e: f"Meegenomen naar budget {e.to_budget}: {_qty(e)}.",
    VirtualBudget.BroughtForward: lambda e: f"Overgekomen van budget {e.from_budget}: {_qty(e)}.",
    VirtualBudget.TransferredOut: lambda e: f"Overgeboekt naar budget {e.to_budget}: {_qty(e)}.",
    VirtualBudget.TransferredIn: lambda e: f"Overgeboekt van budget {e.from_budget}: {_qty(e)}.",
    VirtualBudget.Closed: lambda e: (
        f"Budget {e.budget} is gesloten op {day(e.on)}; over: {amount(Amount(e.unit, e.left))}."
    ),
    Provider.Registered: lambda e: f"Zorgaanbieder {e.provider} is ingeschreven: {e.name}.",
    Agb.Assigned: lambda e: f"AGB-code {e.agb} hoort bij zorgaanbieder {e.provider}.",
    Provider.ValueSet: lambda e: (
        f"{'Een punt' if e.unit == 'PUNT' else 'Een uur'} bij {e.provider} is {euro(e.rate_eurocent)} waard "
        f"vanaf {day(e.first)}."
    ),
    Declaration.Submitted: lambda e: (
        f"Declaratie {e.declaration} van {e.provider} over {day(e.first)} tot en met {day(e.last)}: {_lines(e)}, "
        f"{euro(sum(line.eurocent for line in e.lines))}."
    ),
    Declaration.LinesApproved: lambda e: (
        f"Goedgekeurd van declaratie {e.declaration}: {_lines(e)}, {euro(sum(line.eurocent for line in e.lines))}."
    ),
    Declaration.LinesRefused: lambda e: (
        f"Afgekeurd van declaratie {e.declaration}: {_lines(e)} (retourcode {e.retourcode})."
    ),
    Declaration.LineCredited: lambda e: (
        f"Regel {e.line} van declaratie {e.declaration} is gecrediteerd met {euro(e.eurocent)}."
    ),
    Contracteerruimte.Set: lambda e: (
        f"De contracteerruimte {e.year} van {e.region} is vastgesteld op {euro(e.eurocent)}. Grond: {e.ground}."
    ),
    Contracteerruimte.Corrected: lambda e: (
        f"De contracteerruimte {e.year} van {e.region} is gewijzigd met {euro(e.change_eurocent)}. Grond: {e.ground}."
    ),
    Contracteerruimte.AgreementMade: lambda e: (
        f"Afspraak {e.year} in {e.region} met {e.provider}: {euro(e.eurocent)}. Grond: {e.ground}."
    ),
    Message.Received: lambda e: (
        f"Bericht {e.kind} {e.identification} van {e.sender} is gelezen: "
        f"{sum(c.accepted for c in e.clients)} van {len(e.clients)} cliënten verwerkt."
    ),
}
