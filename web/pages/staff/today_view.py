"""The list that staff begin with: whom they care for, and what is left."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from ledger.persons.keyring import Keyring
from projections.client_budget.queries import Standing
from web import dutch
from web.pages.staff.days import until, with_weekday
from web.pages.staff.parts_view import client_address
from web.pages.words import client_name, group_name
from web.view_models.shell import Form
from web.view_models.staff import ClientCard, TodayPage

STILL_SHOWN = timedelta(days=31)
"""So long after its last day a budget stays in the list: what was forgotten can still be written down."""

MOST_CARDS = 40
LOW_PERCENT = 10

Name = Callable[[Standing], str]


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


def today_page(
    found: Sequence[Standing],
    plans: Mapping[str, Sequence[str]],
    written: Mapping[str, int],
    name: Name,
    today: date,
    sought: str = "",
) -> TodayPage:
    """Return the list: who has something planned for today, then whom I wrote about last, then the others by name."""
    shown = [standing for standing in found if is_shown(standing, today)]
    named = [(standing, name(standing)) for standing in shown]
    named.sort(key=lambda pair: _order(pair[0], pair[1], plans, written))
    hits = [pair for pair in named if sought.casefold() in pair[1].casefold()]
    cards = [_card(standing, text, plans.get(standing.budget, ()), today) for standing, text in hits[:MOST_CARDS]]
    search = Form("/vandaag", values={"zoek": sought}) if len(shown) > MOST_CARDS // 2 else None
    return TodayPage(with_weekday(today), tuple(cards), "/samen", search, max(len(hits) - MOST_CARDS, 0))


def _order(
    standing: Standing, name: str, plans: Mapping[str, object], written: Mapping[str, int]
) -> tuple[bool, bool, int, str]:
    last = written.get(standing.budget, 0)
    return standing.budget not in plans, standing.client is None, -last, name.casefold()


def _card(standing: Standing, name: str, plans: Sequence[str], today: date) -> ClientCard:
    is_low = standing.available * 100 <= standing.granted * LOW_PERCENT
    notes = [f"Vandaag gepland: {', '.join(plans)}"] if plans else []
    if is_low:
        notes.append("Op" if standing.available <= 0 else "Bijna op")
    if standing.last < today:
        notes.append("Dit budget is afgelopen")
    return ClientCard(
        name=name,
        href=client_address(standing.budget),
        balance=dutch.amount_short(standing.available, standing.unit),
        until=until(standing.last, today),
        low=is_low,
        note=". ".join(notes),
    )
