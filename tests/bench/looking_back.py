"""How long it takes to look back: at one client with ten years of history, and at a whole region."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from ledger.commands.journal import read_command
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from tests.bench.machine import milliseconds, timed
from tests.bench.pages import Site, at_percent
from tests.bench.shape import REGION, YEAR
from web.composition import House
from web.questions import balance_of

YEARS = 10
LINES_A_YEAR = 52
BUDGET = "b-tien-jaar"
QUESTIONS = 200
REGIONS_ASKED = 5
_CLIENT = "c-tien-jaar"
_FIRST_YEAR = YEAR + 1
_BEGIN = datetime(_FIRST_YEAR, 1, 18, 9, tzinfo=UTC)


def measure_balance(house: House, questions: int = QUESTIONS) -> dict[str, float]:
    """Return milliseconds of the balance of one client, each time as it was known on another day of ten years."""
    hours = _tell_ten_years(house) // timedelta(hours=1)
    house.runner.catch_up()
    chance = Random(1)
    took = []
    for _ in range(questions):
        known = _BEGIN + timedelta(hours=chance.randrange(1, hours))
        with timed() as seconds:
            answer = balance_of(house, SYSTEM, BUDGET, as_of=known.isoformat())
        assert answer["as_of"]["position"]
        took.append(milliseconds(seconds))
    return {"balance_p50_ms": at_percent(took, 50), "balance_p99_ms": at_percent(took, 99)}


def measure_region(house: House, times: int = REGIONS_ASKED) -> dict[str, float]:
    """Return seconds of the page of a region with its totals, as known on days of its year: the median."""
    head = house.ledger.head()
    assert head is not None
    took = []
    with Site(house) as site:
        cookie = site.log_in("inkoop-bench", "zorgkantoor", region=REGION)
        for place in range(1, times + 1):
            position = head.position * place // (times + 1)
            with timed() as seconds:
                site.get(f"/regio?jaar={YEAR}&position={position}", cookie)
            took.append(seconds[0])
    return {"region_totals_s": round(sorted(took)[len(took) // 2], 3)}


def _tell_ten_years(house: House) -> timedelta:
    """Let one client live ten years after the region's own, by commands: a budget with a line every week.

    Return how long that took, on the clock of the house.
    """
    clock = house.clock
    assert isinstance(clock, SetClock)
    for clock.moment, command in _ten_years():
        house.door.accept([read_command(command)], SYSTEM, Source("journal", "bench"))
    return clock.moment - _BEGIN


def _ten_years() -> Iterator[tuple[datetime, dict[str, Any]]]:
    first, last = f"{_FIRST_YEAR}-01-01", f"{_FIRST_YEAR + YEARS - 1}-12-31"
    yield _BEGIN, {"do": "register_client", "client": _CLIENT, "region": REGION, "name": "Mevrouw Lang"}
    granted = {"do": "grant_indicatie", "client": _CLIENT, "besluitnummer": 1, "zorgprofiel": "4VV"}
    yield _BEGIN, granted | {"from": first, "to": None}
    opened = {"do": "open_budget", "budget": BUDGET, "client": _CLIENT, "provider": "p1", "from": first, "to": last}
    yield _BEGIN, opened | {"amount": {"PUNT": "9000.00"}}
    for place in range(YEARS * LINES_A_YEAR - 2):
        at = _BEGIN + timedelta(days=place * 365 // LINES_A_YEAR)
        on, entry = at.date().isoformat(), {"budget": BUDGET, "entry": f"e{place}"}
        yield at, {"do": "spend", **entry, "on": on, "amount": {"PUNT": "2.50"}, "what": "wandelen"}
        if place % 10 == 0:
            less = {"do": "correct_spend", **entry, "amount": {"PUNT": "1.50"}, "reason": "korter"}
            yield at + timedelta(days=2), less
        if place % 20 == 0:
            yield at + timedelta(days=3), {"do": "question_entry", **entry, "text": "Klopt dit?"}
            yield at + timedelta(days=5), {"do": "answer_question", **entry, "text": "Ja."}
