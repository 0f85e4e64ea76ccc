"""How what holds for a client is told in Dutch: indicatie, values, modules, toewijzingen, scores."""

from collections.abc import Callable
from typing import Any

from ledger.aggregates.allocation import Allocation, Shifted
from ledger.aggregates.base import Event
from ledger.aggregates.client import Client
from ledger.aggregates.scores import Scores
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.sentences.words import FORM, period
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.percentages import percentage
from ledger.vocabulary.prorata import PER


def _value(event: Any) -> str:
    return f", waarde {euro(event.value_eurocent)} per {PER[event.per]}" if event.value_eurocent is not None else ""


def _shift(verb: str) -> Callable[[Any], str]:
    def tell(event: Shifted) -> str:
        modules = "1 module" if event.modules == 1 else f"{event.modules} modules"
        return f"{modules} {verb} vanaf {day(event.first)}: van {event.giver} naar {event.taker}."

    return tell


def _holder(key: Any) -> str:
    return key.provider or "de cliënt zelf (pgb)"


def _whose(event: Any) -> str:
    named = (("zorgaanbieder", event.provider), ("cliënt", event.client))
    return "".join(f" van {kind} {name}" for kind, name in named if name)


def _terms(event: Any) -> str:
    form = FORM[event.key.leveringsvorm] if event.key.leveringsvorm else "functie"
    return f"{event.zorgprofiel or event.key.zorgeenheid}, {form}"


SENTENCES: dict[type[Event], Callable[[Any], str]] = {
    Client.Registered: lambda e: f"Cliënt {e.client} is ingeschreven in regio {e.region}.",
    Client.DeathReported: lambda e: f"Het overlijden op {day(e.on)} is gemeld.",
    Client.DeathWithdrawn: lambda e: f"De melding van overlijden op {day(e.on)} is ingetrokken.",
    Client.IndicatieGranted: lambda e: (
        f"Indicatie {e.besluitnummer} is afgegeven: {e.zorgprofiel}, {period(e.first, e.last)}{_value(e)}."
    ),
    Client.IndicatieAmended: lambda e: (
        f"Indicatie {e.besluitnummer} is gewijzigd vanaf {day(e.first)}: {e.zorgprofiel}{_value(e)}"
        + (f", tot en met {day(e.last)}." if e.last else ".")
    ),
    Client.IndicatieEnded: lambda e: f"Indicatie {e.besluitnummer} eindigt op {day(e.last)}.",
    Client.LeveringsvormChosen: lambda e: f"Gekozen: {FORM[e.leveringsvorm]}, vanaf {day(e.first)}.",
    Client.IndicatiewaardeSet: lambda e: (
        f"De indicatiewaarde{f' bij {FORM[e.leveringsvorm]}' if e.leveringsvorm else ''} is {euro(e.eurocent)} "
        f"per {PER[e.per]}, {period(e.first, e.last)}"
        + (f" (tarief {e.tarief.code} van {e.tarief.year})" if e.tarief else "")
        + f". Grond: {e.ground}."
    ),
    Client.IndicatiewaardeWithdrawn: lambda e: (
        f"De indicatiewaarde{f' bij {FORM[e.leveringsvorm]}' if e.leveringsvorm else ''} vanaf {day(e.first)} "
        f"is ingetrokken. Grond: {e.ground}."
    ),
    Client.MeerzorgGranted: lambda e: (
        f"Meerzorg is toegekend: {euro(e.eurocent)} per {PER[e.per]}, {period(e.first, e.last)}. Grond: {e.ground}."
    ),
    Client.MeerzorgEnded: lambda e: f"De meerzorg vanaf {day(e.first)} eindigt op {day(e.last)}. Grond: {e.ground}.",
    Client.EktGranted: lambda e: (
        f"Extra kosten thuis: {percentage(e.raise_basispoint)} van de indicatiewaarde, {period(e.first, e.last)}. "
        f"Grond: {e.ground}."
    ),
    Client.EktEnded: lambda e: (
        f"De extra kosten thuis vanaf {day(e.first)} eindigen op {day(e.last)}. Grond: {e.ground}."
    ),
    Allocation.ModulesPlaced: lambda e: (
        f"{e.of} modules zijn verdeeld {period(e.first, e.last)}: "
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
        + f", {period(e.key.first, e.last)}."
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
        f"{FORM[e.leveringsvorm]}, "
        + ", ".join(f"{one.provider} {period(one.first, one.last)}" for one in e.asked)
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
    Scores.Recorded: lambda e: (
        f"Score {e.score}{_whose(e)}: {e.indicator} {e.value} op de schaal {e.lowest} tot en met {e.highest}, "
        f"{period(e.first, e.last)}."
    ),
    Scores.Withdrawn: lambda e: f"Score {e.score}{_whose(e)} is ingetrokken.",
}
