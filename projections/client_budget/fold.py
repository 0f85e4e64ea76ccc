"""What each event does to the budgets."""

from datetime import date
from typing import Any

from ledger.events import Client, EuroValue, Provider, VirtualBudget
from projections.client_budget.tables import TABLES, budgets, entries, grants, people, providers, rates, remarks
from projections.projection import Projection
from projections.rows import Recorded, Row, Rows, at_or_new


def _opened(rows: Rows, at: Recorded, event: VirtualBudget.Opened) -> None:
    rows.add(
        budgets,
        {
            "budget": event.budget,
            "client": event.client,
            "group_name": event.group,
            "provider": event.provider,
            "unit": event.unit.name,
            "first": event.first,
            "last": event.last,
            "overdraft": event.overdraft,
            "remainder": event.remainder,
            "closed_on": None,
        },
    )
    _grant(rows, at, event.budget, event.first, event.quantity, "opened")


def _grant(rows: Rows, at: Recorded, budget: str, on: Any, quantity: int, kind: str, **more: str) -> None:
    row = {"position": at.position, "budget": budget, "on": on, "quantity": quantity, "kind": kind}
    row |= {"counterpart": None, "reason": None, "by": at.header.actor.id, "recorded_at": at.recorded_at}
    rows.add(grants, row | more)


def _raised(rows: Rows, at: Recorded, event: VirtualBudget.Raised) -> None:
    _grant(rows, at, event.budget, event.on, event.quantity, "raised", reason=event.reason)


def _lowered(rows: Rows, at: Recorded, event: VirtualBudget.Lowered) -> None:
    _grant(rows, at, event.budget, event.on, -event.quantity, "lowered", reason=event.reason)


def _carried_over(rows: Rows, at: Recorded, event: VirtualBudget.CarriedOver) -> None:
    _grant(rows, at, event.budget, event.on, -event.quantity, "carried_over", counterpart=event.to_budget)


def _brought_forward(rows: Rows, at: Recorded, event: VirtualBudget.BroughtForward) -> None:
    _grant(rows, at, event.budget, event.on, event.quantity, "brought_forward", counterpart=event.from_budget)


def _transferred_out(rows: Rows, at: Recorded, event: VirtualBudget.TransferredOut) -> None:
    more = {"counterpart": event.to_budget, "reason": event.reason}
    _grant(rows, at, event.budget, event.on, -event.quantity, "transferred_out", **more)


def _transferred_in(rows: Rows, at: Recorded, event: VirtualBudget.TransferredIn) -> None:
    more = {"counterpart": event.from_budget, "reason": event.reason}
    _grant(rows, at, event.budget, event.on, event.quantity, "transferred_in", **more)


def _closed(rows: Rows, at: Recorded, event: VirtualBudget.Closed) -> None:
    budget = rows.get(budgets, (event.budget,))
    assert budget is not None
    budget["closed_on"] = event.on


def _reserved(rows: Rows, at: Recorded, event: VirtualBudget.Reserved) -> None:
    rows.add(entries, _entry(at, event, "reserved"))


def _spent(rows: Rows, at: Recorded, event: VirtualBudget.Spent) -> None:
    if event.from_reservation is not None:
        _line(rows, event.budget, event.from_reservation)["state"] = "used"
    row = _entry(at, event, "spent")
    row["from_reservation"] = event.from_reservation
    row["group_size"] = event.group_size
    row["value_eurocent"], row["rate_eurocent"], row["rate_from"] = _valued(event.worth)
    rows.add(entries, row)


def _entry(at: Recorded, event: VirtualBudget.Reserved | VirtualBudget.Spent, kind: str) -> Row:
    return {
        "budget": event.budget,
        "entry": event.entry,
        "kind": kind,
        "state": "open",
        "on": event.on,
        "quantity": event.quantity,
        "first_quantity": event.quantity,
        "what": event.what,
        "by": event.given_by,
        "from_reservation": None,
        "group_size": None,
        "value_eurocent": None,
        "rate_eurocent": None,
        "rate_from": None,
        "question_open": False,
        "recorded_at": at.recorded_at,
        "position": at.position,
    }


def _valued(value: EuroValue | None) -> tuple[int | None, int | None, date | None]:
    """Return what a spend was worth in cents, by which rate in cents, and from which day that rate holds."""
    return (None, None, None) if value is None else (value.eurocent, value.rate_eurocent, value.rate_from)


def _released(rows: Rows, at: Recorded, event: VirtualBudget.Released) -> None:
    _line(rows, event.budget, event.entry)["state"] = "released"
    _remark(rows, at, event, "released", text=event.reason, quantity=event.quantity)


def _corrected(rows: Rows, at: Recorded, event: VirtualBudget.SpendCorrected) -> None:
    line = _line(rows, event.budget, event.entry)
    line |= {"quantity": event.quantity, "state": "corrected" if event.quantity else "withdrawn"}
    line["value_eurocent"], line["rate_eurocent"], line["rate_from"] = _valued(event.worth)
    _remark(
        rows,
        at,
        event,
        "corrected",
        text=event.reason,
        quantity=event.quantity,
        was=event.quantity_before,
        by=event.corrected_by,
    )


def _questioned(rows: Rows, at: Recorded, event: VirtualBudget.EntryQuestioned) -> None:
    _line(rows, event.budget, event.entry)["question_open"] = True
    _remark(rows, at, event, "questioned", text=event.text, by=event.asked_by)


def _answered(rows: Rows, at: Recorded, event: VirtualBudget.QuestionAnswered) -> None:
    _line(rows, event.budget, event.entry)["question_open"] = False
    _remark(rows, at, event, "answered", text=event.text, by=event.answered_by)


def _remark(rows: Rows, at: Recorded, event: Any, kind: str, **more: Any) -> None:
    row = {"position": at.position, "budget": event.budget, "entry": event.entry, "kind": kind}
    row |= {"quantity": None, "was": None, "text": None, "by": at.header.actor.id, "recorded_at": at.recorded_at}
    rows.add(remarks, row | more)


def _line(rows: Rows, budget: str, entry: str) -> Row:
    line = rows.get(entries, (budget, entry))
    assert line is not None
    return line


def _value_set(rows: Rows, at: Recorded, event: Provider.ValueSet) -> None:
    row = {"provider": event.provider, "unit": event.unit, "first": event.first, "eurocent": event.rate_eurocent}
    at_or_new(rows, rates, row)["eurocent"] = event.rate_eurocent


def _provider_registered(rows: Rows, at: Recorded, event: Provider.Registered) -> None:
    at_or_new(rows, providers, {"provider": event.provider, "name": event.name})["name"] = event.name


def _client_registered(rows: Rows, at: Recorded, event: Client.Registered) -> None:
    row = {"client": event.client, "region": event.region, "identity": event.identity}
    rows.add(people, row)


CLIENT_BUDGET = Projection(
    "client_budget",
    TABLES,
    {
        VirtualBudget.Opened: _opened,
        VirtualBudget.Raised: _raised,
        VirtualBudget.Lowered: _lowered,
        VirtualBudget.CarriedOver: _carried_over,
        VirtualBudget.BroughtForward: _brought_forward,
        VirtualBudget.TransferredOut: _transferred_out,
        VirtualBudget.TransferredIn: _transferred_in,
        VirtualBudget.Closed: _closed,
        VirtualBudget.Reserved: _reserved,
        VirtualBudget.Spent: _spent,
        VirtualBudget.Released: _released,
        VirtualBudget.SpendCorrected: _corrected,
        VirtualBudget.EntryQuestioned: _questioned,
        VirtualBudget.QuestionAnswered: _answered,
        Provider.ValueSet: _value_set,
        Provider.Registered: _provider_registered,
        Client.Registered: _client_registered,
    },
)
