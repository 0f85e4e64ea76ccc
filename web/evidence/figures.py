"""The figures of a pack: control totals, and opening and closing balances, all by a replay of its events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ledger.books.bookings import Posted, balances
from ledger.books.scheme import accounts
from ledger.events import VirtualBudget
from ledger.vocabulary.amounts import Amount, Unit
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_as_of
from projections.folding import Folding
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.tables import spending, totals
from projections.rows import MemoryRows, Row
from web.composition import House
from web.evidence.gathering import INSIDE, Gathered, Proof
from web.evidence.question import Question
from web.evidence.tables import Table, euro, table

_WORDS = {"declared": "gedeclareerd", "approved": "goedgekeurd", "refused": "afgekeurd", "credited": "teruggenomen"}
_BUDGET = {"granted": "toegekend", "reserved": "gereserveerd", "spent": "besteed", "available": "over"}


def control_totals(gathered: Gathered, entries: Sequence[Posted]) -> Table:
    """Return what was booked, totals of declared care and of spending by month, and counts of events."""
    inside = {one.position for one in gathered.proofs if one.part == INSIDE}
    mine = [one for one in entries if one.position in inside]
    return table(
        "control-totals.csv",
        "Controletotalen: wat is geboekt, gedeclareerde zorg en uitgaven per maand, en aantallen gebeurtenissen.",
        ("figure", "provider", "region", "month", "unit", "value"),
        [*_of_books(mine), *_of_care(gathered.proofs), *_counts(gathered.proofs)],
    )


def _counts(proofs: Sequence[Proof]) -> Iterator[tuple[str, ...]]:
    inside = Counter(one.topic for one in proofs if one.part == INSIDE)
    yield ("gebeurtenissen", "", "", "", "aantal", str(sum(inside.values())))
    for topic, count in sorted(inside.items()):
        yield (f"gebeurtenissen {topic}", "", "", "", "aantal", str(count))


def _of_care(proofs: Sequence[Proof]) -> Iterator[tuple[str, ...]]:
    """Yield the totals of the period, by the same fold that pages show."""
    rows = MemoryRows()
    scanned = [(one.position, one.stream, one.topic, one.state) for one in proofs if one.part == INSIDE]
    Folding([PROVIDER_TOTALS]).fold(rows, scanned)
    declared = sorted(rows.all(totals), key=lambda one: (one["provider"], one["region"], one["year"], one["month"]))
    yield from _figures(("", "", ""), declared)
    for row in declared:
        yield from _figures((row["provider"], row["region"], f"{row['year']}-{row['month']:02}"), [row])
    for row in sorted(rows.all(spending), key=lambda one: (one["provider"], one["unit"], one["year"], one["month"])):
        unit = Unit[row["unit"]]
        about = (row["provider"], "", f"{row['year']}-{row['month']:02}")
        yield ("uitgaven", *about, "aantal", str(row["spends"]))
        yield ("besteed", *about, unit.name, str(Amount(unit, row["quantity"])))


def _figures(about: tuple[str, str, str], rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield what rows add up to; without a provider, region and month it is all there is."""
    yield ("regels", *about, "aantal", str(sum(row["lines"] for row in rows)))
    for name, word in _WORDS.items():
        yield (word, *about, "EUR", euro(sum(row[name] for row in rows)))
    yield ("betaald", *about, "EUR", euro(sum(row["approved"] - row["credited"] for row in rows)))


def _of_books(entries: Sequence[Posted]) -> Iterator[tuple[str, ...]]:
    for unit in Unit:
        mine = [one for one in entries if one.unit is unit]
        if mine:
            moved = sum(one.quantity for entry in mine for one in entry.movements)
            yield ("boekingen", "", "", "", "aantal", str(len(mine)))
            yield ("geboekt, debet en credit", "", "", "", unit.name, str(Amount(unit, moved)))


def standing(house: House, question: Question, gathered: Gathered, entries: Sequence[Posted]) -> Table:
    """Return what every account and every budget held before the first day and after the last, as known then."""
    return table(
        "balances.csv",
        "Begin- en eindstanden van rekeningen en budgetten, berekend uit de gebeurtenissen.",
        ("kind", "id", "told", "unit", "opening", "movement", "closing"),
        [*_accounts(question, entries), *_budgets(house, question, gathered)],
    )


def _accounts(question: Question, entries: Sequence[Posted]) -> Iterator[tuple[str, ...]]:
    first = None if question.period is None else question.period.first
    for unit in Unit:
        opening = balances((one for one in entries if first is not None and one.on < first), unit)
        closing = balances(entries, unit)
        for account in accounts():
            held = opening.get(account.account, 0), closing.get(account.account, 0)
            if account.account in closing:
                yield ("rekening", account.account, account.description, unit.name, *_three(unit, *held))


def _budgets(house: House, question: Question, gathered: Gathered) -> Iterator[tuple[str, ...]]:
    period = question.period
    for budget in sorted({one.event.budget for one in gathered.proofs if isinstance(one.event, VirtualBudget.Opened)}):
        rows = budget_as_of(house.ledger, budget, question.known.position)
        unit = Unit[rows.budget["unit"]]
        closing = balance(rows, None if period is None else period.last)
        opening = None if period is None else balance(rows, period.first - timedelta(days=1))
        for name, word in _BUDGET.items():
            before = 0 if opening is None else getattr(opening, name).quantity
            held = before, getattr(closing, name).quantity
            yield ("budget", budget, word, unit.name, *_three(unit, *held))


def _three(unit: Unit, opening: int, closing: int) -> tuple[str, str, str]:
    return str(Amount(unit, opening)), str(Amount(unit, closing - opening)), str(Amount(unit, closing))
