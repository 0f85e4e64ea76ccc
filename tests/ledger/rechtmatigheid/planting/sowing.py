"""Writing faults into a region: each on a victim of its own, drawn by a seed, past the guards that would refuse it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.client import Client
from ledger.aggregates.declaration import Declaration
from ledger.application import Header, Transaction
from ledger.commands.base import Desk
from ledger.demo.persons import bsns_for_tests
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.source import Door, Source
from tests.ledger.rechtmatigheid.planting.lives import REGION, Life, Sort
from tests.ledger.rechtmatigheid.planting.region import AGREED_CENTS, Region

PLANTED_ON = date(2026, 7, 14)
RECEIVED = date(2026, 7, 13)
JULY = date(2026, 7, 1)


class Planted(NamedTuple):
    """A fault that was planted: the rule that is to find it, and the key of the thing it is about."""

    rule: str
    key: str


class Sower:
    """Draws victims and writes what is wrong about them."""

    def __init__(self, region: Region, seed: int) -> None:
        self.region = region
        self.chance = Random(f"faults/{seed}")
        self._left = list(region.lives)
        self.chance.shuffle(self._left)
        self._numbers: Iterator[int] = iter(range(1, 1_000))
        self._bsns = iter(bsns_for_tests()[-1_000:])
        region.on(PLANTED_ON)

    def victim(self, sort: Sort, away: int | None = None) -> Life:
        """Draw somebody who lives so, and about whom nothing is wrong yet; away for so many days, if that matters."""
        found = next(one for one in self._left if one.sort == sort and away in (None, one.away))
        self._left.remove(found)
        return found

    def number(self) -> int:
        """Return a number that was not used."""
        return next(self._numbers)

    def days(self, most: int = 6) -> tuple[date, date]:
        """Draw some days of July that are over."""
        first = JULY + timedelta(days=self.chance.randint(0, 5))
        return first, first + timedelta(days=self.chance.randint(0, most - 1))

    def write(self, kind: type[Aggregate], id: str, *events: Event, source: Door = "journal") -> None:
        """Write events past every guard."""

        def decide(transaction: Transaction) -> None:
            aggregate = transaction.find(kind, id)
            for event in events:
                aggregate.happened(event)
            transaction.conclude(Header(SYSTEM.actor, f"planted-{self.number()}", Source(source, "planted")), "planted")

        self.region.house.ledger.transact(decide)

    def newcomer(self, client: str, identity: str) -> None:
        """Make somebody known whose identity no command would take; the rest of a life goes by commands."""

        def decide(transaction: Transaction) -> None:
            sealed = Desk(transaction, SYSTEM).seal_for_client(client, identity)
            known = transaction.find(Client, client)
            known.happened(Client.Registered(client=client, region=REGION, identity=sealed))
            transaction.conclude(Header(SYSTEM.actor, f"planted-{self.number()}"), "planted")

        self.region.house.ledger.transact(decide)

    def bsn(self) -> str:
        """Return a BSN that nobody has."""
        return next(self._bsns)

    def line(self, life: Life, days: tuple[date, date] | None = None, approved: bool = True, **changes: Any) -> str:
        """Have a stay declared and paid; return its key. Without changes nothing is wrong with it."""
        source = changes.pop("source", "journal")
        first, last = days or self.days()
        declaration = f"planted-{self.number()}"
        quantity = changes.get("quantity", (last - first).days + 1)
        facts: dict[str, Any] = {
            "declaration": declaration,
            "provider": life.provider,
            "line": "1",
            "client": life.id,
            "region": REGION,
            "prestatie": "Z073",
            "first": first,
            "last": last,
            "quantity": quantity,
            "unit": "dag",
            "eurocent": AGREED_CENTS * quantity,
        }
        line = Declaration.LineSubmitted(**facts | changes)
        judged = {name: getattr(line, name) for name in Declaration.LineApproved.__struct_fields__ if name != "on"}
        events: list[Event] = [
            Declaration.Submitted(
                declaration=declaration,
                provider=line.provider,
                on=RECEIVED,
                first=first,
                last=last,
                line_count=1,
                eurocent=line.eurocent,
            ),
            line,
        ]
        if approved:
            events.append(Declaration.LineApproved(on=PLANTED_ON, **judged))
        self.write(Declaration, declaration, *events, source=source)
        return f"{declaration}/1"
