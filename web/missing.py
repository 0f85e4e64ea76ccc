"""What a read model misses: a stream that it could not take is set aside, and who reads figures of it is told.

An event tells whom it is about. A stream that names none of somebody's kind (a tariff, for a family) may concern
everybody, and so may many at once: better told too often than not.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from ledger.events import decode
from ledger.subjects import Subject, subjects
from ledger.vocabulary.actor import Mandate
from projections.as_of import AsOf
from projections.audit_trail.untold import first_untold
from projections.replaying import Aside
from projections.running.parking import Parked, parked_streams
from web.composition import House

LOOKED_INTO = 20
"""Streams of which is found out whom they concern; when more are set aside, everybody is told."""


def missing_since(house: House, mandate: Mandate, on: Collection[str] | None = None) -> datetime | None:
    """Return since when what somebody reads may miss changes; None when it does not.

    With `on`, of the tables of these projections only.
    """
    if on is not None and not on:
        return None
    with house.engine.connect() as connection:
        parked = [one for one in parked_streams(connection) if on is None or one.projection in on]
    found = {one.stream: one for one in reversed(parked)}.values()
    if not found:
        return None
    since = first_missed(house, mandate, found)
    record = None if since is None else house.ledger.at(since)
    return record.recorded_at if record else None


def first_missed(house: House, mandate: Mandate, aside: Collection[Parked | Aside]) -> int | None:
    """Return the first event that is missing from what is about a mandate; None when nothing is."""
    many = len(aside) > LOOKED_INTO
    return min((one.position for one in aside if many or concerns(mandate, _told_in(house, one.stream))), default=None)


def with_untold(connection: Connection, known: AsOf, kind: str, id: str) -> AsOf:
    """Return what counts, with the first event of which nobody can tell whether it is about somebody."""
    return known._replace(misses_since=first_untold(connection, kind, id, known.position))


def concerns(mandate: Mandate, about: Collection[Subject]) -> bool:
    """Tell whether what is about these subjects may be about the one client, provider or region of a mandate.

    >>> from ledger.vocabulary.actor import Actor
    >>> family = Mandate(Actor("familie-1", "familie", "c1"), client="c1")
    >>> [concerns(family, [about]) for about in (("client", "c1"), ("client", "c2"), ("provider", "p1"))]
    [True, False, True]
    """
    for kind, mine in (("client", mandate.client), ("provider", mandate.provider), ("region", mandate.region)):
        ids = {id for one, id in about if one == kind}
        if mine is not None and ids and mine not in ids:
            return False
    return True


def _told_in(house: House, stream: str) -> set[Subject]:
    """Return whom a stream is about; nobody in particular when what stands in it cannot be read."""
    about: set[Subject] = set()
    for record in house.ledger.stream(stream):
        try:
            about |= set(subjects(decode(record.topic, record.state)))
        except Exception:  # noqa: BLE001  # that may be the very reason why it was set aside
            return set()
    return about
