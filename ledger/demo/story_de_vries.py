"""Mevrouw De Vries: an arrangement of three quarters of her indicatiewaarde, a quarter as pgb, and a week of flu.

Profile VV4, EUR 600.00 a week. Thuiszorg De Lindeboog is hoofdaannemer for the arrangement "middel" (75 %): EUR
450.00 a week, one prestatie, whatever was delivered. The care farm works for De Lindeboog and is paid by it. The
other quarter, EUR 150.00 a week, is a pgb for the neighbour who comes on Sundays. Beside it De Lindeboog gives her
points of her own. Her daughter keeps an eye on things.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.demo.agenda import OFFICE, PAYER, JournalLine
from ledger.demo.story_de_vries_points import (
    CLIENT,
    FLU_WEEK,
    HOME_CARE,
    NURSE,
    POINTS,
    by_nurse,
    end_of_year,
    points,
    questions,
)
from ledger.demo.telling import WEEKS, Told, day_of

ARRANGEMENT = "b-de-vries"
PRESTATIE = "X901"
"""An invented code: one week of the arrangement 'middel'."""

_OFFICE = f"administratie-{HOME_CARE}"
_PAYER = "zorgkantoor-rotterdam"


def de_vries(monday: date, bsn: str) -> list[Told]:
    """Tell her year from the first Monday, in order of time; `bsn` is a test number."""
    story = [
        *_indicated(monday, bsn),
        *_budgets(monday),
        *points(monday),
        *_flu(monday),
        *questions(monday),
        *end_of_year(monday),
    ]
    for week in range(1, WEEKS + 1):
        story += [*_delivered(monday, week), *_declared(monday, week)]
    return sorted(story, key=lambda line: (line.day, line.hour))


def _indicated(monday: date, bsn: str) -> list[Told]:
    start, before = monday.isoformat(), monday - timedelta(days=19)
    person: JournalLine = {"name": "W. de Vries", "birth_date": "1941-03-14", "bsn": bsn}
    granted: JournalLine = {"zorgprofiel": "4VV", "from": start, "to": None, "value": {"EUR": "600.00"}, "per": "week"}
    parts = [{"provider": HOME_CARE, "modules": 3}, {"pgb": True, "modules": 1}]

    def payer(hour: float, comment: str, command: JournalLine) -> Told:
        return Told(before, hour, _PAYER, PAYER, comment, command)

    return [
        payer(
            9.5,
            "She is 84 and lives at home.",
            {"do": "register_client", "client": CLIENT, "region": "Rotterdam", **person},
        ),
        payer(
            9.52,
            "CIZ finds VV4; her form of care may cost EUR 600.00 a week.",
            {"do": "grant_indicatie", "client": CLIENT, "besluitnummer": 400000001, **granted},
        ),
        payer(
            9.54,
            "She stays at home, with modules and a pgb beside them.",
            {"do": "choose_leveringsvorm", "client": CLIENT, "leveringsvorm": "mpt_pgb", "from": start},
        ),
        payer(
            9.56,
            "Arrangement 'middel' is three quarters, EUR 450.00; the last quarter, EUR 150.00, is pgb.",
            {"do": "allocate_modules", "client": CLIENT, "from": start, "of": 4, "parts": parts},
        ),
    ]


def _budgets(monday: date) -> list[Told]:
    end = monday + timedelta(weeks=WEEKS, days=-1)
    period = {"provider": HOME_CARE, "from": monday.isoformat(), "to": end.isoformat()}

    def opened(hour: float, comment: str, budget: str, amount: dict[str, str], remainder: str) -> Told:
        command: JournalLine = {"do": "open_budget", "budget": budget, "client": CLIENT, **period}
        terms: JournalLine = {"amount": amount, "remainder": remainder}
        return Told(monday - timedelta(days=17), hour, _OFFICE, OFFICE, comment, command | terms)

    return [
        opened(14, "51 weeks of EUR 450.00, to see what they go to.", ARRANGEMENT, {"EUR": "22950.00"}, "lapses"),
        opened(14.1, "And points that she spends as she likes.", POINTS, {"PUNT": "260.00"}, "carries_over"),
    ]


def _delivered(monday: date, week: int) -> Iterator[Told]:
    """An ordinary week: care at home for EUR 315.00, two dagdelen on the farm for EUR 135.00."""
    if week == FLU_WEEK:
        return
    friday = day_of(monday, week, 4)
    home: JournalLine = {
        "budget": ARRANGEMENT,
        "entry": f"thuis-{week:02}",
        "on": friday.isoformat(),
        "by": NURSE,
    }
    farm: JournalLine = {**home, "entry": f"boerderij-{week:02}"}
    yield by_nurse(
        friday,
        16,
        "Washing and dressing, seven mornings.",
        {"do": "spend", **home, "amount": {"EUR": "315.00"}, "what": "zorg thuis, zeven ochtenden"},
    )
    yield by_nurse(
        friday,
        16.05,
        "The share of the care farm, an onderaannemer.",
        {
            "do": "spend",
            **farm,
            "amount": {"EUR": "135.00"},
            "what": "zorgboerderij De Paarse Bever, twee dagdelen",
        },
    )


def _declared(monday: date, week: int) -> Iterator[Told]:
    """Every week the same prestatie for the same EUR 450.00; in the week of the flu too."""
    first, last, number = day_of(monday, week), day_of(monday, week, 6), f"d-de-vries-w{week:02}"
    line: JournalLine = {
        "line": "1",
        "client": CLIENT,
        "prestatie": PRESTATIE,
        "on": first.isoformat(),
    }
    line |= {"quantity": "1", "unit": "STUK", "amount": {"EUR": "450.00"}}
    period = [first.isoformat(), last.isoformat()]
    submitted: JournalLine = {"do": "submit_declaration", "declaration": number, "provider": HOME_CARE}
    yield Told(
        last + timedelta(days=1),
        10,
        _OFFICE,
        OFFICE,
        "One prestatie for the week, whatever was delivered.",
        {**submitted, "period": period, "lines": [line]},
    )
    approved: JournalLine = {"do": "approve_declaration", "declaration": number, "lines": ["1"]}
    yield Told(last + timedelta(days=4), 11, _PAYER, PAYER, "Within the arrangement: paid.", approved)


def _flu(monday: date) -> list[Told]:
    """Nine weeks in she is in bed: no market, more care at home, no farm. EUR 90.00 stays free for later."""
    planned, ill = day_of(monday, FLU_WEEK - 2, 3), day_of(monday, FLU_WEEK, 1)
    market: JournalLine = {"budget": POINTS, "entry": "markt-1"}
    wish: JournalLine = {"on": day_of(monday, FLU_WEEK, 3).isoformat(), "amount": {"PUNT": "6.00"}}
    wish |= {"what": "bezoek aan de markt", "by": NURSE}
    return [
        by_nurse(planned, 13, "A trip to the market is planned.", {"do": "reserve", **market, **wish}),
        by_nurse(
            ill,
            9,
            "She has the flu: her points are free again.",
            {"do": "release", **market, "reason": "mevrouw heeft griep"},
        ),
        _otherwise(
            day_of(monday, FLU_WEEK, 4),
            "Extra visits instead of the farm: EUR 360.00 delivered, EUR 450.00 declared.",
            f"thuis-{FLU_WEEK:02}",
            "360.00",
            "zorg thuis, extra bezoeken door griep",
        ),
        _otherwise(
            day_of(monday, 24, 5),
            "What the flu left over pays for a day with the lambs.",
            "boerderij-extra",
            "67.50",
            "extra dagdeel op de zorgboerderij",
        ),
    ]


def _otherwise(day: date, comment: str, entry: str, euros: str, what: str) -> Told:
    spent: JournalLine = {"do": "spend", "budget": ARRANGEMENT, "entry": entry, "on": day.isoformat()}
    return by_nurse(day, 16, comment, {**spent, "amount": {"EUR": euros}, "what": what, "by": NURSE})
