"""By which rules and which rates: the catalogue of rules, and every tariff, value and contract that was applied."""

from collections import Counter
from collections.abc import Iterator

from ledger.events import Declaration, VirtualBudget
from ledger.rechtmatigheid.catalogue import RULES
from web.evidence.gathering import INSIDE, Gathered
from web.evidence.tables import Table, euro, table

_Rate = tuple[str, ...]


def rules() -> Table:
    """Return every rule that this program judges by, with its legal basis and the days on which it holds."""
    return table(
        "rules.csv",
        "De regels van dit programma, met hun grondslag en de dagen waarop ze gelden.",
        ("rule", "label", "family", "severity", "basis", "from", "to", "looks_at"),
        [
            (
                *(one.id, one.label, one.family, one.severity, "; ".join(map(str, one.basis))),
                *(one.first, one.last, one.looks_at),
            )
            for one in RULES
        ],
    )


def rates(gathered: Gathered) -> Table:
    """Return every rate that an amount of the period was worked out with, and how often it was."""
    used: Counter[_Rate] = Counter()
    for one in gathered.proofs:
        if one.part == INSIDE:
            used.update(_rates_of(one.event))
    return table(
        "rates.csv",
        "De tarieven, waarden en contracten waarmee bedragen zijn berekend, met hun versie.",
        ("kind", "id", "unit", "rate", "version", "source", "used"),
        [(*rate, times) for rate, times in sorted(used.items())],
    )


def _rates_of(event: object) -> Iterator[_Rate]:
    if isinstance(event, Declaration.LineSubmitted):
        if event.derivation is not None:
            said = event.derivation
            applied = f"{said.rate_basispoint // 100}.{said.rate_basispoint % 100:02} %"
            yield ("contract", said.contract, "", applied, f"positie {said.terms_position}", f"model {said.model}")
            if said.tarief is not None:
                tarief = said.tarief
                about = (f"{tarief.year} {tarief.code}", tarief.unit, euro(tarief.eurocent))
                yield ("register", *about, f"versie {tarief.version}", tarief.reference)
        if event.price_eurocent is not None:
            price = (euro(event.price_eurocent), f"contract {event.contract or 'onbekend'}")
            yield ("prijs in declaratiebestand", event.prestatie, event.price_per or "", *price, "AW319")
    elif isinstance(event, VirtualBudget.Spent | VirtualBudget.SpendCorrected) and event.worth is not None:
        worth = event.worth
        held = f"vanaf {worth.rate_from}"
        yield ("waarde bij zorgaanbieder", event.provider, event.unit.name, euro(worth.rate_eurocent), held, "")
