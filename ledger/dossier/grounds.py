"""Which events say what may be spent on a client, by day: besluiten, leveringsvormen, values, meerzorg, EKT. Pure.

An event that a later one goes before still counts on its days: both were read.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ledger.aggregates.base import Event
from ledger.aggregates.client import Client
from ledger.funding.facts import Ground
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

_GRANTED = Client.IndicatieGranted | Client.IndicatiewaardeSet | Client.MeerzorgGranted | Client.EktGranted


def grounds_of(client: Client) -> tuple[Ground, ...]:
    """Return the events with the days on which they say something, in the order of the log."""
    chosen = sorted(client.leveringsvormen)
    until = {first: following - ONE_DAY for first, following in pairwise(chosen)}
    return tuple(
        Ground(period, client.position_of(version))
        for event, version in client.about_value
        for period in _days(event, until)
    )


def _days(event: Event, until: dict[date, date]) -> Iterator[Period]:
    """Yield the days: of what ends or takes away something, from there on."""
    if isinstance(event, Client.LeveringsvormChosen):
        yield Period(event.first, until.get(event.first))
    elif isinstance(event, _GRANTED):
        yield Period(event.first, event.last)
    elif isinstance(event, Client.IndicatieEnded | Client.MeerzorgEnded | Client.EktEnded):
        yield Period(event.last)
    elif isinstance(event, Client.IndicatieAmended | Client.IndicatiewaardeWithdrawn):
        yield Period(event.first)
