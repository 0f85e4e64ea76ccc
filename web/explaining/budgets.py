"""The figures of a budget, from its grants, its reservations and its lines: the same rows and sums as its pages."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import NotFound
from projections.client_budget.balance import Balance, BudgetRows, balance
from projections.rows import Row
from web import dutch
from web.explaining.entries import Telling, counts, rate_node, sprout_of
from web.explaining.node import Node, Sprout, branch, leaf
from web.explaining.witness import Witness

GRANTS = {
    "opened": "Begin van het budget",
    "raised": "Verhoging van het budget",
    "lowered": "Verlaging van het budget",
    "carried_over": "Meegenomen naar een volgend budget",
    "brought_forward": "Meegenomen uit een vorig budget",
    "transferred_out": "Overgeboekt naar een ander budget",
    "transferred_in": "Overgeboekt uit een ander budget",
}
ONE_BY_ONE = 12
"""So many lines are told one by one; more of them are told per month first."""
_NAMED = {"reserved": "Gereserveerd", "spent": "Besteed"}


def budget_node(
    witness: Witness,
    rows: BudgetRows,
    figure: str,
    on: date | None,
    depth: int,
    skip: int = 0,
    month: str | None = None,
) -> Node:
    """Return a figure of a budget up to a day, else over its whole period; `month` only of what is dated in it."""
    found = balance(rows, on)
    telling = Telling(rows, found.on, witness)
    if month is not None:
        return _month(telling, figure, month, 1, depth, skip)
    grow: dict[str, Callable[[], Node]] = {
        "available": lambda: _available(telling, found, depth, skip),
        "granted": lambda: _granted(telling, found, depth, skip),
        "reserved": lambda: _lines(telling, "reserved", found.reserved, 1, depth, skip),
        "spent": lambda: _lines(telling, "spent", found.spent, 1, depth, skip),
        "worth": lambda: _worth(telling, found, depth),
    }
    return grow[figure]()


def _available(telling: Telling, found: Balance, depth: int, skip: int = 0) -> Node:
    node = Node(
        f"Over, tot en met {dutch.day(telling.day)}",
        found.available,
        basis="Toegekend, min wat is gereserveerd, min wat is besteed.",
        on=telling.day,
        figure=f"{telling.budget}.available",
        adds=True,
    )
    reserved, spent = telling.amount(-found.reserved.quantity), telling.amount(-found.spent.quantity)
    sprouts = [
        Sprout(found.granted, 0, partial(_granted, telling, found)),
        Sprout(reserved, 0, partial(_lines, telling, "reserved", reserved, -1)),
        Sprout(spent, 0, partial(_lines, telling, "spent", spent, -1)),
    ]
    return branch(node, sprouts, telling.witness, depth, skip)


def _granted(telling: Telling, found: Balance, depth: int, skip: int = 0) -> Node:
    node = Node("Toegekend", found.granted, figure=f"{telling.budget}.granted", adds=True)
    granted = [one for one in telling.rows.grants if one["on"] <= telling.day]
    sprouts = [
        Sprout(telling.amount(one["quantity"]), one["position"], partial(_grant, telling, one)) for one in granted
    ]
    return branch(node, sprouts, telling.witness, depth, skip)


def _grant(telling: Telling, grant: Row, depth: int) -> Node:
    budget = telling.rows.budget
    other = grant["counterpart"]
    named = f" ({other})" if other and not telling.witness.is_family else ""
    opened = f"Geopend {dutch.period(budget['first'], budget['last'])}." if grant["kind"] == "opened" else ""
    return Node(
        f"{GRANTS[grant['kind']]}{named}, {dutch.day(grant['on'])}",
        telling.amount(grant["quantity"]),
        (grant["position"],),
        telling.because(grant["reason"]) or opened,
        telling.witness.by(grant["position"]),
        grant["on"],
    )


def _lines(telling: Telling, kind: str, amount: Amount, sign: int, depth: int, skip: int = 0) -> Node:
    entries = _entries(telling, kind)
    count = dutch.count(len(entries), "regel", "regels")
    figure = f"{telling.budget}.{kind}"
    node = Node(_NAMED[kind], amount, basis=f"Samen {count}." if entries else "", figure=figure, adds=True)
    sprouts = [sprout_of(telling, one, sign) for one in entries]
    if len(entries) > ONE_BY_ONE:
        months = [(month, list(some)) for month, some in groupby(entries, lambda one: one["on"].isoformat()[:7])]
        sprouts = [_month_sprout(telling, kind, month, some, sign) for month, some in months]
    return branch(node, sprouts, telling.witness, depth, skip)


def _entries(telling: Telling, kind: str) -> list[Row]:
    entries = [one for one in telling.rows.entries if one["kind"] == kind and one["on"] <= telling.day]
    return sorted(entries, key=lambda one: (one["on"], one["position"]))


def _month_sprout(telling: Telling, kind: str, month: str, entries: Sequence[Row], sign: int) -> Sprout:
    amount = telling.amount(sign * sum(counts(one) for one in entries))
    return Sprout(amount, 0, partial(_month, telling, kind, month, sign))


def _month(telling: Telling, kind: str, month: str, sign: int, depth: int, skip: int = 0) -> Node:
    entries = [one for one in _entries(telling, kind) if one["on"].isoformat().startswith(month)]
    amount = telling.amount(sign * sum(counts(one) for one in entries))
    named = f"{_NAMED[kind]} in {dutch.month_or_year(month)}: {dutch.count(len(entries), 'regel', 'regels')}"
    node = Node(named, amount, figure=f"{telling.budget}.{kind}@{month}", adds=True)
    return branch(node, [sprout_of(telling, one, sign) for one in entries], telling.witness, depth, skip)


def _worth(telling: Telling, found: Balance, depth: int) -> Node:
    figure = f"{telling.budget}.worth"
    if found.value_in_eur is None:
        told = f"Op {dutch.day(telling.day)} is nog niet vastgelegd wat een punt of een uur van dit budget waard is."
        raise NotFound("value-missing", f"{told} Leg dat vast met set_value.", "figure")
    available = Sprout(found.available, 0, partial(_available, telling, found))
    if found.rate is None or found.rate_from is None:
        node = Node("Waarde in euro", found.value_in_eur, basis="Dit budget is in euro.", figure=figure, adds=True)
        return branch(node, [available], telling.witness, depth)
    basis = (
        f"{telling.short(found.available.quantity)} keer {dutch.euro(found.rate.quantity)}, op hele centen afgerond."
    )
    node = Node("Waarde in euro", found.value_in_eur, basis=basis, on=telling.day, figure=figure)
    rate = leaf(rate_node(telling, found.rate.quantity, found.rate_from))
    return branch(node, [available, rate], telling.witness, depth)
