"""Declared lines and what became of each, as known at a moment: of a provider, of a client, over days of care."""

from collections.abc import Iterator
from typing import NamedTuple

from ledger.application import Ledger
from ledger.dossier.declared import Declared, lines_of
from ledger.events import Declaration
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.errors import Forbidden, Refused
from ledger.vocabulary.periods import Period, period_of
from projections.as_of import resolve
from projections.audit_trail.queries import streams_about
from projections.provider_totals.queries import Sums
from projections.rows import recorded
from web.answers import Answer, as_of_answer, period_answer, sums_answer
from web.composition import House
from web.missing import with_untold
from web.scope import check_client, provider_within

_PAGE = 200
"""Declarations in memory at once."""


class Asked(NamedTuple):
    """Whose lines are asked for; a period counts by the first day of care of a line, as totals do."""

    provider: str | None
    client: str | None
    region: str | None
    period: Period | None

    def counts(self, line: Declaration.LineSubmitted) -> bool:
        """Tell whether a line is asked for."""
        return (
            self.provider in (None, line.provider)
            and self.client in (None, line.client)
            and self.region in (None, line.region)
            and (self.period is None or self.period.covers(line.first))
        )


def declarations_of(
    house: House,
    mandate: Mandate,
    provider: str | None = None,
    client: str | None = None,
    period: str | None = None,
    as_of: str | None = None,
) -> Answer:
    """Return the lines of a provider, of a client or of both, in the order of the log, with their sums.

    Who may see is judged as of now; what is shown is what was known then.
    """
    known = resolve(house.ledger, as_of)
    days = None if period is None else period_of(period)
    asked = Asked(provider_within(mandate, provider), client or mandate.client, mandate.region, days)
    kind, id = _whose(mandate, asked)
    with house.reading() as connection:
        if asked.client is not None:
            check_client(connection, mandate, asked.client)
        streams = streams_about(connection, kind, id, known.position, Declaration.stream_of(""))
        known = with_untold(connection, known, kind, id)
    lines = sorted(_lines(house.ledger, streams, known.position, asked), key=lambda one: one.position)
    return {
        "provider": asked.provider,
        "client": asked.client,
        "period": period_answer(days),
        "as_of": as_of_answer(known),
        "lines": [_answer(one) for one in lines],
        **_sums(lines),
    }


def _whose(mandate: Mandate, asked: Asked) -> tuple[str, str]:
    if asked.client is not None:
        return "client", asked.client
    if mandate.actor.role == "medewerker":
        raise Forbidden("role-may-not", "Met de rol medewerker ziet u de declaraties van één cliënt. Noem de cliënt.")
    if asked.provider is None:
        raise Refused("declarations-of-whom", "Noem een zorgaanbieder, een cliënt, of allebei.", "provider")
    return "provider", asked.provider


def _lines(ledger: Ledger, streams: list[str], upto: int, asked: Asked) -> Iterator[Declared]:
    for start in range(0, len(streams), _PAGE):
        for name, records in ledger.streams(streams[start : start + _PAGE], upto).items():
            declaration = Declaration(name.removeprefix(Declaration.stream_of("")))
            for record in records:
                declaration.replay(recorded(record).event, record.position)
            yield from (one for one in lines_of(declaration) if asked.counts(one.line))


def _answer(one: Declared) -> Answer:
    line = one.line
    return {
        "declaration": line.declaration,
        "line": line.line,
        "provider": line.provider,
        "client": line.client,
        "region": line.region,
        "prestatie": line.prestatie,
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "quantity": line.quantity,
        "unit": line.unit,
        "amount": _euro(line.eurocent),
        "state": one.state,
        "retourcodes": list(one.retourcodes),
        "credited": _euro(one.credited),
        "paid": _euro(one.paid),
        "position": one.position,
        "credits": [
            {"on": taken.credit.on.isoformat(), "amount": _euro(taken.credit.eurocent), "why": taken.credit.why}
            | {"position": taken.position}
            for taken in one.taken
        ],
    }


def _sums(lines: list[Declared]) -> Answer:
    """Return the same sums as the totals of these lines."""
    by_status = {"submitted": 0, "approved": 0, "refused": 0}
    for one in lines:
        by_status[one.status] += one.line.eurocent
    declared, credited = sum(by_status.values()), sum(one.credited for one in lines)
    return sums_answer(Sums(len(lines), declared, by_status["approved"], by_status["refused"], credited))


def _euro(cents: int) -> str:
    return str(Amount(Unit.EUR, cents))
