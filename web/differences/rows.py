"""A figure that differs, as a row of a page."""

from collections.abc import Callable

from ledger.vocabulary.figures import WORDS
from projections.belief.figures import Difference
from projections.belief.streams import SubjectKind
from web import dutch
from web.differences.words import amount, change, told_of
from web.view_models.differences import DifferenceRow
from web.view_models.shell import Link

MOST_LINKS = 12


def difference_row(
    one: Difference,
    title: SubjectKind | None = None,
    address: Callable[[int], str] | None = None,
    why: str = "",
) -> DifferenceRow:
    """Return the row; with an address the events that made the difference are links, the first ones of many.

    `why` is where the figure is explained.
    """
    links = () if address is None else tuple(Link(str(at), address(at)) for at in one.events[:MOST_LINKS])
    rest = len(one.events) - len(links) if address else 0
    return DifferenceRow(
        kind=WORDS[one.figure.kind].capitalize(),
        of=told_of(one.figure, title),
        was=amount(one, one.was),
        becomes=amount(one, one.becomes),
        change=change(one),
        events=links,
        more=f"en {dutch.count(rest, 'andere', 'andere')}" if rest else "",
        why=why,
    )
