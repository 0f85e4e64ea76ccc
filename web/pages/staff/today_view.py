"""The list that staff begin with: whom they care for, and what is left."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from ledger.persons.keyring import Keyring
from projections.client_budget.forecast import heading_for
from projections.client_budget.queries import Standing
from web import dutch
from web.pages.staff.days import until, with_weekday
from web.pages.staff.parts_view import client_address
from web.pages.words import client_name, group_name
from web.view_models.shell import Badge, Form
from web.view_models.staff import ClientCard, TodayPage

STILL_SHOWN = timedelta(days=31)
"""So long after its last day a budget stays in the list: what was forgotten can still be written down."""

MOST_CARDS = 40
LOW_PERCENT = 10
QUESTION = Badge("Vraag van familie", "wait")

Name = Callable[[Standing], str]


class Around(NamedTuple):
    """What is known of the budgets besides their standing, by budget.

    `plans` for today; `written`, the position at which the visitor last wrote; the budgets with open `questions`;
    what was `spent` up to today, in smallest units.
    """

    plans: Mapping[str, Sequence[str]]
    written: Mapping[str, int]
    questions: AbstractSet[str]
    spent: Mapping[str, int]


def namer(keyring: Keyring) -> Name:
    """Return what names the client, or the group, of a budget."""

    def name(standing: Standing) -> str:
        if standing.client is None:
            return group_name(standing.group)
        return client_name(keyring, standing.client, standing.identity)

    return name


def is_shown(standing: Standing, today: date) -> bool:
    """Tell whether a budget is of use to somebody who writes down care of these days."""
    return standing.closed_on is None and today - standing.last <= STILL_SHOWN and standing.first <= today


def today_page(found: Sequence[Standing], around: Around, name: Name, today: date, sought: str = "") -> TodayPage:
    """Return the list: whose family asked something, who has a plan for today, whom I wrote about last, the others.

    A question stays in the list until it is answered, however long ago its budget ended.
    """
    shown = [standing for standing in found if is_shown(standing, today) or standing.budget in around.questions]
    named = [(standing, name(standing)) for standing in shown]
    named.sort(key=lambda pair: _order(pair[0], pair[1], around))
    hits = [pair for pair in named if sought.casefold() in pair[1].casefold()]
    cards = [_card(standing, text, around, today) for standing, text in hits[:MOST_CARDS]]
    search = Form("/vandaag", values={"zoek": sought}) if len(shown) > MOST_CARDS // 2 else None
    return TodayPage(with_weekday(today), tuple(cards), "/samen", search, max(len(hits) - MOST_CARDS, 0))


def _order(standing: Standing, name: str, around: Around) -> tuple[bool, bool, bool, int, str]:
    budget = standing.budget
    asked, planned = budget in around.questions, budget in around.plans
    return not asked, not planned, standing.client is None, -around.written.get(budget, 0), name.casefold()


def _warning(standing: Standing, spent: int, today: date) -> str:
    """Return what asks for attention, or ''; the forecast that the family sees goes before the share that is left."""
    if standing.available <= 0:
        return "Op"
    almost_gone = standing.available * 100 <= standing.granted * LOW_PERCENT
    planned = standing.reserved + standing.spent - spent
    heading = None
    if standing.closed_on is None:
        heading = heading_for(standing.first, standing.last, standing.granted, spent, planned, today)
    if heading is not None and heading.pace != "sneller":
        return ""
    if almost_gone:
        return "Bijna op"
    return "Gaat sneller dan gepland" if heading else ""


def _card(standing: Standing, name: str, around: Around, today: date) -> ClientCard:
    plans = around.plans.get(standing.budget, ())
    warning = _warning(standing, around.spent.get(standing.budget, 0), today)
    notes = [f"Vandaag gepland: {', '.join(plans)}"] if plans else []
    if warning:
        notes.append(warning)
    if standing.last < today or standing.closed_on is not None:
        notes.append("Dit budget is afgelopen")
    return ClientCard(
        name=name,
        href=client_address(standing.budget),
        balance=dutch.amount_short(standing.available, standing.unit),
        until=until(standing.last, today),
        low=bool(warning),
        note=". ".join(notes),
        badge=QUESTION if standing.budget in around.questions else None,
    )
