"""Everything that happened to a budget, newest first: one item for each line that people see."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from projections.client_budget.balance import BudgetRows
from projections.rows import Row

Kind = Literal["spent", "reserved", "corrected", "grant"]


class Item(NamedTuple):
    """One line to be. `row` is the entry, the remark (of a correction) or the grant; `entry` the entry it is about."""

    position: int
    kind: Kind
    row: Row
    entry: Row

    @property
    def anchor(self) -> str:
        """Return the id of the line on the page."""
        if self.kind in ("spent", "reserved"):
            return f"regel-{self.row['entry']}"
        return f"verbetering-{self.position}" if self.kind == "corrected" else f"budget-{self.position}"

    @property
    def signed(self) -> int:
        """Return what this line does to what is available; all lines together give exactly what is."""
        if self.kind == "spent":
            return -int(self.row["first_quantity"])
        if self.kind == "reserved":
            return -int(self.row["quantity"]) if self.row["state"] == "open" else 0
        if self.kind == "corrected":
            return int(self.row["was"]) - int(self.row["quantity"])
        return int(self.row["quantity"])


def history(rows: BudgetRows, on: date | None = None) -> list[Item]:
    """Return the lines up to and including a day, the last recorded first; a used reservation is in its spend."""
    items = [item for item in _items(rows) if on is None or item.entry["on"] <= on]
    return sorted(items, key=lambda item: item.position, reverse=True)


def _items(rows: BudgetRows) -> Iterator[Item]:
    by_number = {entry["entry"]: entry for entry in rows.entries}
    for entry in rows.entries:
        if entry["kind"] == "spent":
            yield Item(entry["position"], "spent", entry, entry)
        elif entry["state"] != "used":
            yield Item(entry["position"], "reserved", entry, entry)
    for remark in rows.remarks:
        if remark["kind"] == "corrected":
            yield Item(remark["position"], "corrected", remark, by_number[remark["entry"]])
    for grant in rows.grants:
        yield Item(grant["position"], "grant", grant, grant)


def chain(items: list[Item], entry: str) -> list[Item]:
    """Return a spend and its corrections, in the order in which they were written."""
    own = [item for item in items if item.kind in ("spent", "corrected") and item.row["entry"] == entry]
    return sorted(own, key=lambda item: item.position)
