"""The questions that API and CLI ask, within a mandate: the figures of a budget, a client's history, totals."""

from datetime import date

from ledger.events import Client
from ledger.funding.envelope import cut
from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period, check_whole_months, period_of
from projections.as_of import resolve
from projections.audit_trail.queries import Asked, Line, timeline
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_as_of
from projections.contracteerruimte.queries import Envelope, envelopes_in
from projections.provider_totals.queries import Total, spending_in, totals_in
from web.answers import Answer, EnvelopeUse, balance_answer, history_answer, totals_answer
from web.composition import House
from web.known_totals import known_totals
from web.missing import first_missed, with_untold
from web.scope import check_budget, check_client, check_totals, opens_sealed, provider_within, region_within


def balance_of(house: House, mandate: Mandate, budget: str, on: date | None = None, as_of: str | None = None) -> Answer:
    """Return the figures of a budget for a day, as known at a position or moment: always by a replay of its stream."""
    known = resolve(house.ledger, as_of)
    with house.reading() as connection:
        check_budget(connection, mandate, budget)
    return balance_answer(balance(budget_as_of(house.ledger, budget, known.position), on), known)


def history_of(house: House, mandate: Mandate, client: str, as_of: str | None = None, on: date | None = None) -> Answer:
    """Return the events about a client, oldest first, with the facts as they are stored.

    With a day, what is dated later is left out; an event without a day of its own stays.
    """
    known = resolve(house.ledger, as_of)
    with house.reading() as connection:
        check_client(connection, mandate, client)
        lines = timeline(connection, house.ledger, Asked("client", client, known.position, on, mandate.provider))
        known = with_untold(connection, known, "client", client)
    subject = Client.stream_of(client)

    def opened(line: Line, name: str, sealed: str) -> str | None:
        return house.keyring.open(subject, sealed)

    return history_answer(client, lines, known, on, opened if opens_sealed(mandate) else None)


def totals_of(
    house: House,
    mandate: Mandate,
    provider: str | None = None,
    region: str | None = None,
    year: int | None = None,
    period: str | None = None,
    as_of: str | None = None,
) -> Answer:
    """Return totals per provider, region and year; without a region also what was spent from budgets.

    A period counts in whole months, by the first day of care. Spending from budgets knows no region. The
    contracteerruimte is told where no provider is asked for, with what was produced in its whole year; production is
    what was approved and not taken back.
    """
    check_totals(mandate)
    provider, region = provider_within(mandate, provider), region_within(mandate, region)
    months = months_asked(year, period)
    known = None if as_of is None else resolve(house.ledger, as_of)
    found = known_totals(house, known, spending=region is None)
    totals = totals_in(found.totals, provider, region, months)
    spending = [] if region is not None else spending_in(found.totals, provider, months)
    envelopes = [] if provider is not None else envelopes_in(found.envelopes, region)
    whole = totals_in(found.totals, region=region)
    used = [_used(one, whole) for one in envelopes if months is None or _lies_in(one.year, months)]
    missed = found.missed_by(envelopes=provider is None, spending=region is None)
    since = first_missed(house, mandate._replace(provider=provider, region=region), missed)
    return totals_answer(totals, spending, used, months, found.known._replace(misses_since=since))


def months_asked(year: int | None, period: str | None) -> Period | None:
    """Return the whole months that are asked for, by a year or a period; None for everything."""
    if period is None:
        return None if year is None else period_of(str(year), "year")
    if year is not None:
        raise Refused("period-twice", "Noem een jaar of een periode, niet allebei.", "period")
    months = period_of(period)
    check_whole_months(months)
    return months


def _lies_in(year: int, months: Period) -> bool:
    assert months.last is not None
    return months.first.year <= year <= months.last.year


def _used(one: Envelope, totals: list[Total]) -> EnvelopeUse:
    """Put beside an envelope what its providers produced, and what each gets when everybody is cut alike."""
    production = {
        total.provider: total.paid for total in totals if (total.region, total.year) == (one.region, one.year)
    }
    return EnvelopeUse(one, production, cut(one.eurocent, production))
