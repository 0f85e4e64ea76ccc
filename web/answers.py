"""What the JSON API and `pvb --json` answer: one form for both, with amounts as exact decimal text."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import msgspec

from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.errors import LedgerError, Malformed, Problem
from ledger.vocabulary.periods import Period
from projections.as_of import AsOf
from projections.audit_trail.queries import Line
from projections.client_budget.balance import Balance
from projections.contracteerruimte.queries import Envelope
from projections.provider_totals.queries import Spending, Sums, Total

Answer = dict[str, Any]
HEADER = ("recorded_at", "actor", "command_id", "source")
"""What every stored event carries beside its facts."""
SEALED = frozenset({"identity", "what", "reason", "text"})
"""The facts that are sealed under a key of their subject, in whichever event they stand."""

Opening = Callable[[Line, str, str], str | None]
"""Opens one sealed fact (its event, its name, its text); None when its key is gone."""


class EnvelopeUse(NamedTuple):
    """The envelope of a region and year; by provider its production, and that when everybody is cut alike (cents)."""

    envelope: Envelope
    production: Mapping[str, int]
    cut: Mapping[str, int]


def error_answer(error: LedgerError) -> Answer:
    """Return an error as it is printed and sent; of what is malformed, every problem."""
    if isinstance(error, Malformed):
        problems = [_problem(problem) for problem in error.problems]
        return {"error": problems[0], "problems": problems}
    return {"error": {"code": error.code, "message": error.message, "field": error.field}}


def _problem(problem: Problem) -> Answer:
    return {"code": problem.code, "message": problem.message, "field": problem.field}


def as_of_answer(as_of: AsOf) -> Answer:
    """Return the last event that counts, and when it was recorded.

    The name of the stand when it was asked by name; the first event that is missing when one is.
    """
    answer: Answer = {"position": as_of.position, "recorded_at": as_of.recorded_at and moment(as_of.recorded_at)}
    if as_of.name is not None:
        answer["name"] = as_of.name
    if as_of.misses_since is not None:
        answer["misses_since"] = as_of.misses_since
    return answer


def period_answer(period: Period | None) -> Answer | None:
    """Return the first and last day that were asked for; nothing when all of time was."""
    if period is None:
        return None
    return {"from": period.first.isoformat(), "to": period.last and period.last.isoformat()}


def moment(at: datetime) -> str:
    """Write a moment as it stands in stored events: UTC, microseconds, a Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def balance_answer(balance: Balance, as_of: AsOf) -> Answer:
    """Return the figures of a budget."""
    return {
        "budget": balance.budget,
        "client": balance.client,
        "unit": balance.unit.name,
        "granted": str(balance.granted),
        "reserved": str(balance.reserved),
        "spent": str(balance.spent),
        "available": str(balance.available),
        "value_in_eur": None if balance.value_in_eur is None else str(balance.value_in_eur),
        "on": balance.on.isoformat(),
        "as_of": as_of_answer(as_of),
    }


def history_answer(
    client: str, lines: Sequence[Line], as_of: AsOf, on: date | None = None, opening: Opening | None = None
) -> Answer:
    """Return the events about a client, each with its stored JSON; without `opening`, sealed facts stay sealed."""
    return {
        "client": client,
        "on": on and on.isoformat(),
        "as_of": as_of_answer(as_of),
        "events": [_event(client, line, opening) for line in lines],
    }


def _event(client: str, line: Line, opening: Opening | None) -> Answer:
    stored = msgspec.json.decode(line.state)
    facts = {name: _own(client, value) for name, value in stored.items() if name not in HEADER}
    sealed = [name for name in facts if name in SEALED]
    if opening is not None:
        facts |= {name: _opened(name, opening(line, name, facts[name])) for name in sealed}
    return {
        "position": line.position,
        "recorded_at": moment(line.recorded_at),
        "topic": line.topic,
        "sentence": line.sentence,
        "actor": stored["actor"],
        "command_id": line.command_id,
        "source": line.source,
        "data": facts,
        "sealed": [] if opening is not None else sealed,
    }


def _own(client: str, value: Any) -> Any:
    """Leave out what a list in an event (the clients of a message) says about other clients."""
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, dict) or one.get("client", client) == client]
    return value


def _opened(name: str, text: str | None) -> Any:
    return msgspec.json.decode(text) if name == "identity" and text is not None else text


def totals_answer(
    totals: Sequence[Total],
    spending: Sequence[Spending],
    envelopes: Sequence[EnvelopeUse],
    period: Period | None,
    as_of: AsOf,
) -> Answer:
    """Return what providers declared, what became of it, what was spent, and the contracteerruimte beside it."""
    return {
        "as_of": as_of_answer(as_of),
        "period": period_answer(period),
        "totals": [_total(total) for total in totals],
        "spending": [_spending(one) for one in spending],
        "contracteerruimte": [_envelope(one) for one in envelopes],
    }


def _total(total: Total) -> Answer:
    start: Answer = {"provider": total.provider, "name": total.name, "region": total.region, "year": total.year}
    return start | {"lines": total.lines} | sums_answer(total.sums)


def sums_answer(sums: Sums) -> Answer:
    """Return what was declared and what became of it, in euro."""
    cents: Mapping[str, int] = {
        "declared": sums.declared,
        "approved": sums.approved,
        "refused": sums.refused,
        "credited": sums.credited,
        "paid": sums.paid,
    }
    return {name: in_euro(amount) for name, amount in cents.items()}


def _spending(one: Spending) -> Answer:
    quantity = str(Amount(Unit[one.unit], one.quantity))
    return {"provider": one.provider, "year": one.year, "unit": one.unit, "spends": one.spends, "amount": quantity}


def _envelope(use: EnvelopeUse) -> Answer:
    one = use.envelope
    changes = [
        {
            "position": change.position,
            "recorded_at": moment(change.recorded_at),
            "kind": change.kind,
            "amount": in_euro(change.eurocent),
            "ground": change.ground,
            "motivation": change.motivation,
            "source": change.reference,
        }
        for change in one.changes
    ]
    agreements = [
        {"provider": agreed.provider, "amount": in_euro(agreed.eurocent), "ground": agreed.ground}
        for agreed in one.agreements
    ]
    start: Answer = {"region": one.region, "year": one.year, "amount": in_euro(one.eurocent)}
    start["production"] = in_euro(sum(use.production.values()))
    return start | {"changes": changes, "agreements": agreements, "cut": _cut(use)}


def _cut(use: EnvelopeUse) -> list[Answer]:
    """Return what each provider gets when production is above the envelope; nothing when it is not."""
    if use.cut == use.production:
        return []
    return [
        {"provider": provider, "production": in_euro(produced), "amount": in_euro(use.cut[provider])}
        for provider, produced in use.production.items()
    ]


def in_euro(cents: int) -> str:
    """Write cents as euro, exactly: `60.00`."""
    return str(Amount(Unit.EUR, cents))
