"""What the ledger believes, compared: between two moments, within a mandate."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ledger.vocabulary.actor import Mandate
from ledger.vocabulary.errors import Malformed, Problem
from projections.as_of import AsOf, resolve
from projections.belief.figures import Difference, Figure, compare
from projections.belief.queries import About, beliefs
from projections.belief.streams import SubjectKind
from web.composition import House
from web.missing import with_untold
from web.scope import check_client, check_region, check_totals, provider_within, region_within


class Compared(NamedTuple):
    """What was held true of a subject at two moments, and what differs; `on`: up to and including that day."""

    about: About
    before: AsOf
    after: AsOf
    on: date | None
    differences: list[Difference]


def about_of(client: str | None, provider: str | None, region: str | None) -> About:
    """Return the one subject that was asked for. None, or more than one, is `Malformed`."""
    given: dict[SubjectKind, str | None] = {"client": client, "provider": provider, "region": region}
    found = [About(kind, id) for kind, id in given.items() if id is not None]
    if len(found) != 1:
        told = "Kies één cliënt, één zorgaanbieder of één regio om te vergelijken."
        raise Malformed([Problem("subject-not-one", told, "client")])
    return found[0]


def compared(
    house: House, mandate: Mandate, about: About, before: str | None, after: str | None, on: date | None = None
) -> Compared:
    """Return what changed in belief about a subject between two moments. Without a moment: now."""
    first, last = resolve(house.ledger, before, "before"), resolve(house.ledger, after, "after")
    return compared_at(house, mandate, about, first, last, on)


def compared_at(
    house: House, mandate: Mandate, about: About, before: AsOf, after: AsOf, on: date | None = None
) -> Compared:
    """Return the same between two parts of the log."""
    seen = _within(mandate, about)
    with house.reading() as connection:
        if about.kind == "client":
            check_client(connection, mandate, about.id)
        elif about.kind == "region":
            check_region(connection, about.id)
        positions = before.position, after.position
        was, becomes = (one.rolled_up(seen) for one in beliefs(connection, house.ledger, about, positions, on))
        before, after = (with_untold(connection, known, *about) for known in (before, after))
    return Compared(about, before, after, on, compare(was, becomes))


def _within(mandate: Mandate, about: About) -> Callable[[Figure], Figure | None]:
    """Return what leaves out the figures outside a mandate; a subject outside it is an error."""
    if about.kind == "client":
        return lambda figure: figure if mandate.provider in (None, figure.provider) else None
    check_totals(mandate)
    if about.kind == "provider":
        provider_within(mandate, about.id)
    else:
        region_within(mandate, about.id)
    return lambda figure: (
        figure if mandate.provider in (None, figure.provider) and mandate.region in (None, figure.region) else None
    )
