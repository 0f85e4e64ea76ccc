"""Mevrouw De Vries: an arrangement of three quarters of her indicatiewaarde, a quarter as pgb, and a week of flu.

Profile VV4, EUR 600.00 a week. Thuiszorg De Lindeboog is hoofdaannemer for the arrangement "middel" (75 %, model C):
EUR 450.00 a week, one prestatie, whatever was delivered. The care farm is onderaannemer: De Lindeboog owes it 30 %. The
other quarter, EUR 150.00 a week, is a pgb for the neighbour who comes on Sundays. Beside it De Lindeboog gives her
points of her own. Her daughter keeps an eye on things.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.demo.agenda import OFFICE, PAYER, JournalLine
from ledger.demo.contracts import conclude
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
from ledger.demo.telling import WEEKS, Told, day_of, week_label

ARRANGEMENT = "b-de-vries"
PRESTATIE = "X901"
"""An invented code: one week of the arrangement 'middel'."""

CONTRACT = f"{HOME_CARE}-arrangement"

_FARM = "paarse-bever"
_OFFICE = f"administratie-{HOME_CARE}"
_PAYER = "zorgkantoor-rotterdam"


def de_vries(monday: date, bsn: str) -> list[Told]:
    """Tell her year from the first Monday, in order of time; `bsn` is a test number."""
    story = [
        _contract(monday),
        *_indicated(monday, bsn),
        _plan(monday),
        *_budgets(monday),
        *points(monday),
        *_flu(monday),
        *questions(monday),
        *end_of_year(monday),
    ]
    for week in range(1, WEEKS + 1):
        story += [*_delivered(monday, week), *_declared(monday, week)]
    return sorted(story, key=lambda line: (line.day, line.hour))


def _contract(monday: date) -> Told:
    """The care farm gets 30 % of what is paid: EUR 135.00 of EUR 450.00."""
    parties = [
        {"provider": HOME_CARE, "role": "hoofdaannemer"},
        {"provider": _FARM, "role": "onderaannemer", "share": "30.00"},
    ]
    what: JournalLine = {
        "rate": "100.00",
        "rhythm": "week",
        "parties": parties,
        "components": [{"model": "C", "covers": [PRESTATIE], "parameters": {"prestatie": PRESTATIE}}],
    }
    command = conclude(HOME_CARE, CONTRACT, "Rotterdam", monday.year, what)
    comment = "Arrangements: half, three quarters or all of the indicatiewaarde, by the week."
    return Told(monday - timedelta(days=20), 9.5, _PAYER, PAYER, comment, command)


def _plan(monday: date) -> Told:
    """Arrangement and pgb together take exactly what there is."""
    lines = [
        {"line": "1", "provider": HOME_CARE, "arrangement": "middel"},
        {"line": "2", "pgb": True, "value": {"EUR": "150.00"}, "per": "week"},
    ]
    goals = [
        {"goal": "g1", "text": "Ik wil thuis blijven wonen, dicht bij mijn dochter."},
        {"goal": "g2", "text": "Ik wil elke week naar buiten."},
    ]
    command: JournalLine = {"do": "agree_zorgplan", "client": CLIENT, "zorgplan": "z-de-vries"}
    command |= {"from": monday.isoformat(), "to": (monday + timedelta(weeks=WEEKS, days=-1)).isoformat()}
    command |= {"goals": goals, "lines": lines, "remainder_to": "unused", "evaluate_by": day_of(monday, 26).isoformat()}
    comment = "Arrangement 'middel' is three quarters, EUR 450.00; the last quarter, EUR 150.00, is pgb."
    return Told(monday - timedelta(days=18), 10, _PAYER, PAYER, comment, command)


def _indicated(monday: date, bsn: str) -> list[Told]:
    start, before = monday.isoformat(), monday - timedelta(days=19)
    person: JournalLine = {"name": "W. de Vries", "birth_date": "1941-03-14", "bsn": bsn}
    granted: JournalLine = {"zorgprofiel": "4VV", "from": start, "to": None, "value": {"EUR": "600.00"}, "per": "week"}

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
            "She stays at home, with an arrangement and a pgb beside it.",
            {"do": "choose_leveringsvorm", "client": CLIENT, "leveringsvorm": "mpt_pgb", "from": start},
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
        "entry": f"thuis-{week:02}",
        "amount": {"EUR": "315.00"},
        "what": "zorg thuis, zeven ochtenden",
    }
    farm: JournalLine = {"entry": f"boerderij-{week:02}", "amount": {"EUR": "135.00"}}
    farm["what"] = "zorgboerderij De Paarse Bever, twee dagdelen"
    yield _given(friday, 16, "Washing and dressing, seven mornings.", "5:15", home)
    yield _given(friday, 16.05, "The share of the care farm, an onderaannemer.", "8:00", farm)


def _given(day: date, hour: float, comment: str, minutes: str, spend: JournalLine) -> Told:
    """Write down a delivery and the spend in one act."""
    given: JournalLine = {"do": "record_delivery", "client": CLIENT, "levering": spend["entry"], "provider": HOME_CARE}
    given |= {"prestatie": PRESTATIE, "on": day.isoformat(), "minutes": {"UUR": minutes}, "by": NURSE}
    return by_nurse(day, hour, comment, given | {"spend": {"budget": ARRANGEMENT, **spend}})


def _declared(monday: date, week: int) -> Iterator[Told]:
    """Every week the same prestatie for the same EUR 450.00; in the week of the flu too."""
    last, label = day_of(monday, week, 6), week_label(day_of(monday, week))
    asked: JournalLine = {"do": "declare", "contract": CONTRACT, "provider": HOME_CARE, "period": label}
    comment = "One prestatie for the week, whatever was delivered."
    yield Told(last + timedelta(days=1), 10, _OFFICE, OFFICE, comment, asked | {"clients": [CLIENT]})
    number = f"{HOME_CARE}-{CONTRACT}-{label}"
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
        _given(
            day_of(monday, FLU_WEEK, 4),
            16,
            "Extra visits instead of the farm: EUR 360.00 delivered, EUR 450.00 declared.",
            "6:00",
            {
                "entry": f"thuis-{FLU_WEEK:02}",
                "amount": {"EUR": "360.00"},
                "what": "zorg thuis, extra bezoeken door griep",
            },
        ),
        _given(
            day_of(monday, 24, 5),
            16,
            "What the flu left over pays for a day with the lambs.",
            "4:00",
            {"entry": "boerderij-extra", "amount": {"EUR": "67.50"}, "what": "extra dagdeel op de zorgboerderij"},
        ),
    ]
