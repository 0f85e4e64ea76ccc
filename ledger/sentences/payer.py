"""How what is paid is told in Dutch: providers, declarations, envelopes, tariffs, populations, messages."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.agb import Agb
from ledger.aggregates.base import Event
from ledger.aggregates.bestanden import Bestanden
from ledger.aggregates.bevolking import Bevolking
from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.message import Message
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.sentences.words import FORM, period
from ledger.vocabulary.dutch import day, euro, grouped


def _lines(event: Any) -> str:
    return "1 regel" if event.line_count == 1 else f"{event.line_count} regels"


def _days(event: Any) -> str:
    return f"op {day(event.first)}" if event.first == event.last else period(event.first, event.last)


def _line(event: Any) -> str:
    return f"Regel {event.line} van declaratie {event.declaration}"


_WHY = {
    "replaced": ": er kwam een nieuwe regel voor in de plaats",
    "gone": ": er is niets meer te declareren",
    "settled": ": verrekend met de score",
    "asked": "",
    "message": ", met een AW319",
    "recovered": " om een bevinding",
}


def _why_refused(event: Declaration.LineRefused) -> str:
    told = f"{'retourcode' if len(event.retourcodes) == 1 else 'retourcodes'} {', '.join(event.retourcodes)}"
    if event.rules:
        told += f", door {'controleregel' if len(event.rules) == 1 else 'controleregels'} {', '.join(event.rules)}"
    return told


def _combined(event: Any) -> str:
    form = FORM[event.leveringsvorm] if event.leveringsvorm else "elke leveringsvorm"
    return f"bij {form} en {event.zorgprofiel or 'elk zorgprofiel'}"


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Provider.Registered: lambda e: f"Zorgaanbieder {e.provider} is ingeschreven: {e.name}.",
    Provider.ValueSet: lambda e: (
        f"{'Een punt' if e.unit == 'PUNT' else 'Een uur'} bij {e.provider} is {euro(e.rate_eurocent)} waard "
        f"vanaf {day(e.first)}."
    ),
    Agb.Assigned: lambda e: f"AGB-code {e.agb} hoort bij zorgaanbieder {e.provider}.",
    Declaration.Submitted: lambda e: (
        f"Declaratie {e.declaration} van {e.provider} over {day(e.first)} tot en met {day(e.last)}: {_lines(e)}, "
        f"{euro(e.eurocent)}."
    ),
    Declaration.LineSubmitted: lambda e: (
        f"{_line(e)} is ingediend: {e.prestatie}, {_days(e)}, {euro(e.eurocent)}"
        + (f", in plaats van regel {e.replaces.line} van declaratie {e.replaces.declaration}." if e.replaces else ".")
    ),
    Declaration.LineApproved: lambda e: f"{_line(e)} is goedgekeurd: {euro(e.eurocent)}.",
    Declaration.LineRefused: lambda e: f"{_line(e)} is afgekeurd: {euro(e.eurocent)} ({_why_refused(e)}).",
    Declaration.LineCredited: lambda e: (
        f"Van regel {e.line} van declaratie {e.declaration} is {euro(e.eurocent)} teruggenomen{_WHY[e.why]}."
    ),
    Contracteerruimte.Set: lambda e: (
        f"De contracteerruimte {e.year} van {e.region} is vastgesteld op {euro(e.eurocent)}. Grond: {e.ground}."
    ),
    Contracteerruimte.Corrected: lambda e: (
        f"De contracteerruimte {e.year} van {e.region} is gewijzigd met {euro(e.change_eurocent)}. Grond: {e.ground}."
        + (f" Toelichting: {e.motivation}." if e.motivation else "")
        + (f" Bron: {e.reference}." if e.reference else "")
    ),
    Contracteerruimte.AgreementMade: lambda e: (
        f"Afspraak {e.year} in {e.region} met {e.provider}: {euro(e.eurocent)}. Grond: {e.ground}."
    ),
    Contracteerruimte.PlafondAgreed: lambda e: (
        f"Plafond {e.year} in {e.region} met {e.provider}: hoogstens {grouped(e.days)} dagen verblijf. "
        f"Grond: {e.ground}."
    ),
    Tarieven.TariefSet: lambda e: (
        f"Tarief {e.code} van {e.year} is {euro(e.eurocent)} per {e.unit}"
        + (f", versie {e.version}" if e.version > 1 else "")
        + (" (demo)." if e.reference.startswith("demo") else ".")
    ),
    Tarieven.TariefWithdrawn: lambda e: (
        f"Tarief {e.code} van {e.year} is ingetrokken: het was {euro(e.eurocent)} per {e.unit}. Grond: {e.ground}."
    ),
    Tarieven.CombinatieAllowed: lambda e: f"Prestatie {e.code} mag in {e.year} {_combined(e)}.",
    Tarieven.CombinatieWithdrawn: lambda e: (
        f"Niet langer staat vast dat prestatie {e.code} in {e.year} mag {_combined(e)}. Grond: {e.ground}."
    ),
    Bevolking.Counted: lambda e: (
        f"In {e.region} wonen vanaf {day(e.first)} {grouped(sum(one.persons for one in e.groups))} mensen, "
        f"geteld in {len(e.groups)} {'groep' if len(e.groups) == 1 else 'groepen'}"
        + (" (demo)." if e.reference.startswith("demo") else ".")
    ),
    Bestanden.TakenIn: lambda e: (
        f"Een declaratiebestand van {e.provider} is ingelezen als declaratie {e.declaration}"
        + (f", met regels onder contract {', '.join(one.contract for one in e.contracts)}." if e.contracts else ".")
    ),
    Message.LineRefused: lambda e: (
        f"Regel {e.line} van declaratiebestand {e.identification} van {e.sender} is niet aangenomen: {e.prestatie}, "
        f"{_days(e)}, {euro(e.eurocent)} ({'retourcode' if len(e.retourcodes) == 1 else 'retourcodes'} "
        f"{', '.join(e.retourcodes)})."
    ),
    Message.Received: lambda e: (
        f"Bericht {e.kind} {e.identification} van {e.sender} is gelezen: "
        + (
            f"{e.line_count - e.refused_count} van {e.line_count} regels aangenomen."
            if e.line_count
            else f"{sum(c.accepted for c in e.clients)} van {len(e.clients)} cliënten verwerkt."
        )
    ),
}
