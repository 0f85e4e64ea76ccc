"""From a part of the log to a belief. Budgets and envelopes are told by the folds of their own projections."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ledger.application import Record
from ledger.events import CATALOGUE, Contracteerruimte, Declaration, Event, Finding, Provider, VirtualBudget
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.figures import FigureKind
from projections.belief.figures import Belief, Figure
from projections.client_budget.balance import BudgetRows, balance
from projections.client_budget.fold import CLIENT_BUDGET
from projections.client_budget.tables import budgets, entries, grants, rates
from projections.contracteerruimte.fold import CONTRACTEERRUIMTE
from projections.contracteerruimte.tables import agreements, changes
from projections.folding import take
from projections.rows import MemoryRows, Row, recorded

_LINES: dict[type[Event], FigureKind] = {
    Declaration.LineSubmitted: "declared",
    Declaration.LineApproved: "approved",
    Declaration.LineRefused: "refused",
    Declaration.LineCredited: "credited",
}
_GRANTED: tuple[FigureKind, ...] = ("granted", "available", "worth")
_RESERVED: tuple[FigureKind, ...] = ("reserved", "available", "worth")
_SPENT: tuple[FigureKind, ...] = ("spent", "available", "worth")
_BUDGETS: dict[type[Event], tuple[FigureKind, ...]] = {
    VirtualBudget.Opened: _GRANTED,
    VirtualBudget.Raised: _GRANTED,
    VirtualBudget.Lowered: _GRANTED,
    VirtualBudget.CarriedOver: _GRANTED,
    VirtualBudget.BroughtForward: _GRANTED,
    VirtualBudget.TransferredOut: _GRANTED,
    VirtualBudget.TransferredIn: _GRANTED,
    VirtualBudget.Reserved: _RESERVED,
    VirtualBudget.Released: _RESERVED,
    VirtualBudget.Spent: _SPENT,
    VirtualBudget.SpendCorrected: _SPENT,
}
"""Which figures of its budget an event has a part in; what is spent as planned is no longer reserved."""
_ENVELOPES: tuple[type[Event], ...] = (
    Contracteerruimte.Set,
    Contracteerruimte.Corrected,
    Contracteerruimte.AgreementMade,
)
_ENDED: tuple[type[Event], ...] = (Finding.Accepted, Finding.Recovered, Finding.Dismissed)
_FOLDS = dict(CLIENT_BUDGET.folds) | dict(CONTRACTEERRUIMTE.folds)
_KINDS = (*_LINES, *_BUDGETS, *_ENVELOPES, Provider.ValueSet, Finding.Opened, *_ENDED)
TOPICS = frozenset(topic for topic, kind in CATALOGUE.items() if kind.event in _KINDS)
"""Topics of the events that have a part in a figure."""


def believed(records: Iterable[Record], on: date | None = None) -> Belief:
    """Fold whole streams, in any order, each in its own, into a belief.

    `on` is the last day that counts, of the care or the entry; of an envelope its year must have begun. The worth of a
    budget needs the stream of its provider, which holds the rates.
    """
    found = Believing(on)
    for record in records:
        found.take(record)
    return found.belief()


class Believing:
    """A belief on its way: it takes in records, each stream in its own order, and may be asked at any moment."""

    def __init__(self, on: date | None = None) -> None:
        self._on = on
        self._found, self._rows = Belief(), MemoryRows()
        self._made: dict[str, list[tuple[Any, int]]] = {}
        self._valued: dict[tuple[str, str], list[tuple[date, int]]] = {}
        self._open: dict[str, Finding.Opened] = {}

    def take(self, record: Record) -> None:
        """Take in one more row of the log."""
        if record.topic not in TOPICS:
            return
        at = recorded(record)
        event: Any = at.event
        kind = _LINES.get(type(event))
        if kind is not None:
            if self._on is None or event.first <= self._on:
                _line(self._found, kind, event, at.position)
            return
        if isinstance(event, (Finding.Opened, *_ENDED)):
            self._finding(event, at.position)
            return
        take(_FOLDS[type(event)], self._rows, at)
        if isinstance(event, Provider.ValueSet):
            self._valued.setdefault((event.provider, event.unit), []).append((event.first, at.position))
        elif type(event) in _ENVELOPES:
            if self._on is None or event.year <= self._on.year:
                self._found.rests_on(_envelope_of(event), at.position)
        else:
            self._made.setdefault(event.budget, []).append((event, at.position))

    def _finding(self, event: Any, position: int) -> None:
        """Count what is at stake until the finding ends."""
        if isinstance(event, Finding.Opened):
            self._open[event.finding] = event
        opened = self._open[event.finding]
        if self._on is not None and opened.first > self._on:
            return
        figure = Figure(
            "at_stake",
            Unit.EUR,
            client=opened.client,
            provider=opened.provider,
            region=opened.region,
            period=_month(opened.first),
        )
        self._found.add(figure, opened.eurocent if event is opened else -opened.eurocent)
        self._found.rests_on(figure, position)

    def belief(self) -> Belief:
        """Return what is held true by what was taken in until now."""
        found = self._found.copy()
        for one in _budgets(self._rows):
            of = one.budget
            valued = self._valued.get((of["provider"], of["unit"]), [])
            _budget(found, one, self._on, self._made[of["budget"]], valued)
        _envelopes(found, self._rows, self._on)
        return found


def _line(found: Belief, kind: FigureKind, event: Any, position: int) -> None:
    figure = Figure(
        kind,
        Unit.EUR,
        client=event.client,
        provider=event.provider,
        region=event.region,
        prestatie=event.prestatie,
        period=_month(event.first),
    )
    found.add(figure, event.eurocent)
    found.rests_on(figure, position)


def _budgets(rows: MemoryRows) -> Iterator[BudgetRows]:
    """Yield the rows of every budget, with the rates of its provider for its unit."""
    by_budget: dict[str, tuple[list[Row], list[Row]]] = {row["budget"]: ([], []) for row in rows.all(budgets)}
    for place, table in enumerate((grants, entries)):
        for row in rows.all(table):
            by_budget[row["budget"]][place].append(row)
    by_unit: dict[tuple[str, str], list[Row]] = {}
    for row in rows.all(rates):
        by_unit.setdefault((row["provider"], row["unit"]), []).append(row)
    for row in rows.all(budgets):
        yield BudgetRows(row, *by_budget[row["budget"]], [], by_unit.get((row["provider"], row["unit"]), []))


def _budget(
    found: Belief,
    rows: BudgetRows,
    on: date | None,
    made: Iterable[tuple[Any, int]],
    valued: Iterable[tuple[date, int]],
) -> None:
    """Take in the figures of a budget: what was spent by month, all else for the day."""
    of, known = rows.budget, balance(rows, on)
    base = Figure("granted", known.unit, client=of["client"], provider=of["provider"], budget=of["budget"])
    worth = base._replace(kind="worth", unit=Unit.EUR)
    found.add(base, known.granted.quantity)
    found.add(base._replace(kind="reserved"), known.reserved.quantity)
    found.add(base._replace(kind="available"), known.available.quantity)
    if known.unit is not Unit.EUR and known.value_in_eur is not None:
        found.add(worth, known.value_in_eur.quantity)
    for entry in rows.entries:
        if entry["kind"] == "spent" and entry["on"] <= known.on:
            found.add(base._replace(kind="spent", period=_month(entry["on"])), entry["quantity"])
    days: dict[str, Any] = {entry["entry"]: entry["on"] for entry in rows.entries}
    for event, position in made:
        day: Any = days[event.entry] if hasattr(event, "entry") else getattr(event, "on", of["first"])
        if day > known.on:
            continue
        planned = ("reserved",) if getattr(event, "from_reservation", None) else ()
        for kind in (*_BUDGETS[type(event)], *planned):
            if kind == "spent":
                found.rests_on(base._replace(kind=kind, period=_month(day)), position)
            else:
                found.rests_on(worth if kind == "worth" else base._replace(kind=kind), position)
    for first, position in valued:
        if first <= known.on:
            found.rests_on(worth, position)


def _envelopes(found: Belief, rows: MemoryRows, on: date | None) -> None:
    for row in rows.all(changes):
        if on is None or row["year"] <= on.year:
            found.add(_envelope(row["region"], row["year"]), row["eurocent"])
    for row in rows.all(agreements):
        if on is None or row["year"] <= on.year:
            found.add(_envelope(row["region"], row["year"], row["provider"]), row["eurocent"])


def _envelope_of(event: Any) -> Figure:
    return _envelope(event.region, event.year, getattr(event, "provider", None))


def _envelope(region: str, year: int, provider: str | None = None) -> Figure:
    kind: FigureKind = "contracteerruimte" if provider is None else "agreed"
    return Figure(kind, Unit.EUR, provider=provider, region=region, period=str(year))


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
