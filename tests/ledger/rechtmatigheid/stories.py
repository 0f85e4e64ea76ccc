"""Asks what control finds in the history of a client, and writes faults past the guards that would refuse them."""

from collections.abc import Iterable, Sequence

from ledger.aggregates.base import Aggregate, Event
from ledger.application import Header, Transaction
from ledger.auditing.audit import Audit, audit_client
from ledger.events import VirtualBudget, decode
from ledger.rechtmatigheid.catalogue import RULES
from ledger.rechtmatigheid.finding import Finding
from ledger.rechtmatigheid.rule import Rule
from ledger.vocabulary.actor import SYSTEM, Actor
from ledger.vocabulary.clock import today
from web.composition import House


def audited(house: House, client: str, upto: int | None = None, rules: Iterable[Rule] = RULES) -> Audit:
    """Return what control finds of one client, as known up to a position, else to the end; on the day of the clock."""
    head = house.ledger.head()
    assert head is not None, "nothing was recorded"
    budgets = budgets_of(house, client)
    return audit_client(house.ledger, client, budgets, upto or head.position, today(house.ledger.clock), rules)


def found(house: House, client: str, rule: str, upto: int | None = None) -> Sequence[Finding]:
    """Return what one rule finds; no rule may break on the way."""
    audit = audited(house, client, upto)
    assert not audit.broken, audit.broken
    return [one for one in audit.findings if one.rule == rule]


def rules_found(house: House, client: str) -> set[str]:
    """Return the rules that find something now."""
    audit = audited(house, client)
    assert not audit.broken, audit.broken
    return {one.rule for one in audit.findings if one.now is not None}


def budgets_of(house: House, client: str) -> list[str]:
    """Return the budgets of a client, by the log alone."""
    ledger, prefix = house.ledger, VirtualBudget.stream_of("")
    opened = [decode(row.topic, row.state) for row in ledger.openings(ledger.stream_names(prefix))]
    return [one.budget for one in opened if isinstance(one, VirtualBudget.Opened) and one.client == client]


def plant(house: House, kind: type[Aggregate], id: str, *events: Event, by: Actor = SYSTEM.actor) -> int:
    """Write events past every guard, as a fault of another program would; return the position of the last."""

    def decide(transaction: Transaction) -> None:
        aggregate = transaction.find(kind, id)
        for event in events:
            aggregate.happened(event)
        transaction.conclude(Header(by, f"planted-{id}-{aggregate.version}"), "planted")

    house.ledger.transact(decide)
    head = house.ledger.head()
    assert head is not None
    return head.position
