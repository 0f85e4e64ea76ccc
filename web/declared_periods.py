"""How the periods of a provider's contracts stand: one period, or all of a year. Nothing is recorded."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ledger.aggregates.contract_terms import Agreed, Contract
from ledger.commands.base import Desk
from ledger.commands.then import Then
from ledger.dossier.declared import Declared, declared_lines
from ledger.dossier.standing import is_different
from ledger.events import Contracts, Tarieven
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import LedgerError
from ledger.vocabulary.labels import Labelled, label_on, labelled
from ledger.vocabulary.prorata import ONE_DAY
from projections.caseload.queries import clients_of
from web.composition import House
from web.declaring import Preview, ask, check_may_declare, declared_periods, preview_at, seen_of

MOST_CHECKED = 200
"""For so many clients a whole year is worked out while somebody waits for the page; for more only when asked."""
_NOT_THERE = frozenset({"contract", "provider", "period"})
"""What an error of the address is about; any other error is about what is to be worked out."""


class Period(NamedTuple):
    """What was declared over a period, and what it comes to now; `problem` when that cannot be worked out.

    Without preview and problem nobody worked it out. `different`: the facts are no longer those of what was declared.
    `seen` are the clients within the mandate.
    """

    label: Labelled
    terms: Agreed
    lines: tuple[Declared, ...]
    seen: frozenset[str] = frozenset()
    preview: Preview | None = None
    problem: LedgerError | None = None
    different: bool = False


class Held(NamedTuple):
    """A contract, with its periods in a year that have begun, the last one first."""

    contract: Contract
    periods: tuple[Period, ...]


class Year(NamedTuple):
    """The contracts of a provider that hold in a year. `checked`: every period was worked out."""

    year: int
    years: tuple[int, ...]
    held: tuple[Held, ...]
    checked: bool


def period_of(
    house: House, mandate: Mandate, contract: str, provider: str, label: str, then: Then | None = None
) -> Period:
    """Return one period, as it stands or as it stood then. A contract or a period that is not there is an error."""
    check_may_declare(mandate)
    with house.reading() as connection:
        caseload = clients_of(connection, provider)

    def asked(desk: Desk) -> Period:
        found, known = labelled(label), desk.get(Contracts, provider, "provider").contract(contract)
        return _worked_out(house, desk, seen_of(desk, caseload), _terms(known, found), found)

    return ask(house, asked, mandate, then)


def year_of(house: House, mandate: Mandate, provider: str, asked: str, then: Then, check: bool | None) -> Year:
    """Return the year asked for, else the one of that day. What changed is worked out for all periods at one desk.

    Whether it is worked out is told by `check`; None leaves it to how many clients there are.
    """
    today = then.today
    check_may_declare(mandate)
    with house.reading() as connection:
        caseload = clients_of(connection, provider)
    checked = len(caseload) <= MOST_CHECKED if check is None else check

    def found(desk: Desk) -> Year:
        known = desk.find(Contracts, provider).known
        years = _years(known.values(), today)
        year = next((one for one in years if str(one) == asked), today.year)
        clients = seen_of(desk, caseload) if checked else ()
        held = []
        for number, contract in known.items():
            before = declared_periods(house, mandate, number, provider, year, then.position)
            labels = _labels(contract, year, today) | {label: labelled(label) for label in before}
            in_order = sorted(labels.values(), key=lambda one: one.first, reverse=True)
            periods = tuple(_period(house, desk, clients, contract, one, checked) for one in in_order)
            if periods:
                held.append(Held(contract, periods))
        return Year(year, years, tuple(held), checked)

    return ask(house, found, mandate, then)


def prestaties_of(house: House, mandate: Mandate, year: int, then: Then | None = None) -> dict[str, str]:
    """Return what the register of a year calls each prestatie."""

    def names(desk: Desk) -> dict[str, str]:
        return {code: one.name for code, one in desk.find(Tarieven, Tarieven.id_of(year)).tarieven.items()}

    return ask(house, names, mandate, then)


def _period(
    house: House, desk: Desk, clients: tuple[str, ...], contract: Contract, label: Labelled, checked: bool
) -> Period:
    terms = _terms(contract, label)
    if checked:
        return _worked_out(house, desk, clients, terms, label)
    return Period(label, terms, declared_lines(desk.find, terms.provider, terms.contract, label.label))


def _worked_out(house: House, desk: Desk, clients: tuple[str, ...], terms: Agreed, label: Labelled) -> Period:
    lines = declared_lines(desk.find, terms.provider, terms.contract, label.label)
    found = Period(label, terms, lines, frozenset(clients))
    try:
        preview = preview_at(desk, clients, terms.contract, terms.provider, label.label)
    except LedgerError as error:
        if error.field in _NOT_THERE:
            raise
        return found._replace(problem=error)
    prepared = preview.prepared
    different = bool(found.lines and prepared.changes) and is_different(prepared.before, prepared.derived)
    return found._replace(preview=preview, different=different)


def _terms(contract: Contract, label: Labelled) -> Agreed:
    """Return the terms that hold in a period: the latest of them, or of the contract when it held on no day of it."""
    held = [terms for days, terms in contract.versions() if days.overlaps(label.period)]
    return held[-1] if held else contract.latest


def _years(contracts: Iterable[Contract], today: date) -> tuple[int, ...]:
    """Return the years in which some contract holds that have begun."""
    spans = [(one.period.first.year, one.last.year) for one in contracts]
    return tuple(sorted({year for first, last in spans for year in range(first, min(last, today.year) + 1)}))


def _labels(contract: Contract, year: int, today: date) -> dict[str, Labelled]:
    """Return the periods of a year in which a contract holds and that have begun, in the rhythm of that time."""
    found: dict[str, Labelled] = {}
    for days, terms in contract.versions():
        assert days.last is not None
        day, until = max(days.first, date(year, 1, 1)), min(days.last, date(year, 12, 31), today)
        while day <= until:
            label = labelled(label_on(terms.rhythm, day))
            found[label.label] = label
            day = label.last + ONE_DAY
    return found
