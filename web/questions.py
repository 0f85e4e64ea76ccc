"""The questions that API and CLI ask, within a mandate: the figures of a budget, a client's history, totals."""

from datetime import date

from ledger.events import Client
from ledger.funding.envelope import cut
from ledger.vocabulary.actor import Mandate
from projections.as_of import at_position, resolve
from projections.audit_trail.queries import Line, timeline
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_as_of
from projections.contracteerruimte.queries import Envelope, envelope, regions_and_years
from projections.positions import positions
from projections.provider_totals.fold import PROVIDER_TOTALS
from projections.provider_totals.queries import Total, provider_spending, provider_totals
from web.answers import Answer, EnvelopeUse, balance_answer, history_answer, totals_answer
from web.composition import House
from web.scope import check_budget, check_client, check_totals, opens_sealed, provider_within, region_within


def balance_of(house: House, mandate: Mandate, budget: str, on: date | None = None, as_of: str | None = None) -> Answer:
    """Return the figures of a budget for a day, as known at a position or moment: always by a replay of its stream."""
    known = resolve(house.ledger, as_of)
    with house.reading() as connection:
        check_budget(connection, mandate, budget)
    return balance_answer(balance(budget_as_of(house.ledger, budget, known.position), on), *known)


def history_of(house: House, mandate: Mandate, client: str, as_of: str | None = None) -> Answer:
    """Return the events about a client, oldest first, with the facts as they are stored."""
    known = resolve(house.ledger, as_of)
    with house.reading() as connection:
        check_client(connection, mandate, client)
        lines = timeline(connection, "client", client, upto=known.position, provider=mandate.provider)
    subject = Client.stream_of(client)

    def opened(line: Line, name: str, sealed: str) -> str | None:
        return house.keyring.open(subject, sealed)

    told = _with_states(house, lines, known.position)
    return history_answer(client, told, known, opened if opens_sealed(mandate) else None)


def totals_of(
    house: House, mandate: Mandate, provider: str | None = None, region: str | None = None, year: int | None = None
) -> Answer:
    """Return totals per provider, region and year; without a region also what was spent from budgets.

    Spending from budgets knows no region. The contracteerruimte is told where no provider is asked for; production is
    what was approved and not taken back.
    """
    check_totals(mandate)
    provider, region = provider_within(mandate, provider), region_within(mandate, region)
    with house.reading() as connection:
        known = at_position(house.ledger, positions(connection).get(PROVIDER_TOTALS.name, 0))
        totals = provider_totals(connection, provider, region, year)
        spending = [] if region is not None else provider_spending(connection, provider, year)
        asked = [
            (place, at)
            for place, at in regions_and_years(connection)
            if region in (None, place) and year in (None, at) and provider is None
        ]
        found = [envelope(connection, place, at) for place, at in asked]
    envelopes = [_used(one, totals) for one in found if isinstance(one, Envelope)]
    return totals_answer(totals, spending, envelopes, known)


def _used(one: Envelope, totals: list[Total]) -> EnvelopeUse:
    """Put beside an envelope what its providers produced, and what each gets when everybody is cut alike."""
    production = {
        total.provider: total.paid for total in totals if (total.region, total.year) == (one.region, one.year)
    }
    return EnvelopeUse(one, production, cut(one.eurocent, production))


def _with_states(house: House, lines: list[Line], upto: int) -> list[tuple[Line, bytes]]:
    """Put the stored JSON beside each line, reading every stream once."""
    streams = dict.fromkeys(line.stream for line in lines)
    states = {record.position: record.state for name in streams for record in house.ledger.stream(name, upto)}
    return [(line, states[line.position]) for line in lines]
