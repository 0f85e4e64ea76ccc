"""De heer Yilmaz: ten equal modules, placed with three providers.

Profile LG5, EUR 727.00 a week: ten modules of EUR 72.70. Five are with Thuiszorg De Lindeboog for the mornings and
evenings, three with Zorgcoöperatie Dubbelgroen for two dagdelen and a respite weekend each month, two with the care
farm. Each declares its own modules, every four weeks, whatever was delivered.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.demo.agenda import OFFICE, PAYER, STAFF, JournalLine
from ledger.demo.telling import WEEKS, Told, day_of

CLIENT = "c-yilmaz"
HOURS = "b-yilmaz"
WEEKENDS = "b-yilmaz-logeren"
PRESTATIE = "X902"
"""An invented code: one module of a tenth for one week."""
PLACED = (("lindeboog", 5, "363.50"), ("dubbelgroen", 3, "218.10"), ("paarse-bever", 2, "145.40"))
"""Provider, modules, and what these are worth in a week."""

_PAYER = "zorgkantoor-rotterdam"
_FARM = "paarse-bever"
_RESPITE = "dubbelgroen"
_FARMHAND = "medewerker-80002"
_HOST = "medewerker-60003"


def yilmaz(monday: date, bsn: str) -> list[Told]:
    """Tell his year from the first Monday, in order of time; `bsn` is a test number."""
    story = [*_beginning(monday, bsn), *_budgets(monday), *_farm(monday), *_weekends(monday)]
    for period in range(1, WEEKS // 4 + 1):
        for provider, modules, worth in PLACED:
            story += _declared(monday, period, provider, modules, worth)
    return sorted(story, key=lambda line: (line.day, line.hour))


def _beginning(monday: date, bsn: str) -> list[Told]:
    start, before = monday.isoformat(), monday - timedelta(days=18)
    person: JournalLine = {"name": "O. Yilmaz", "birth_date": "1979-08-30", "bsn": bsn}
    indicatie: JournalLine = {"besluitnummer": 400000002, "zorgprofiel": "5LG", "from": start, "to": None}
    parts = [{"provider": provider, "modules": modules} for provider, modules, _ in PLACED]

    def payer(hour: float, comment: str, command: JournalLine) -> Told:
        return Told(before, hour, _PAYER, PAYER, comment, command)

    return [
        payer(
            11,
            "He lives on his own since spring.",
            {"do": "register_client", "client": CLIENT, "region": "Rotterdam", **person},
        ),
        payer(
            11.02,
            "CIZ finds LG5: EUR 727.00 a week.",
            {
                "do": "grant_indicatie",
                "client": CLIENT,
                **indicatie,
                "value": {"EUR": "727.00"},
                "per": "week",
            },
        ),
        payer(
            11.04,
            "Care at home, in modules.",
            {"do": "choose_leveringsvorm", "client": CLIENT, "leveringsvorm": "mpt", "from": start},
        ),
        payer(
            11.06,
            "Ten modules of EUR 72.70, each whole with one provider; a half module would be refused.",
            {"do": "allocate_modules", "client": CLIENT, "from": start, "of": 10, "parts": parts},
        ),
    ]


def _budgets(monday: date) -> list[Told]:
    start, end = monday.isoformat(), (monday + timedelta(weeks=WEEKS, days=-1)).isoformat()
    day = monday - timedelta(days=14)

    def opened(provider: str, comment: str, budget: str, amount: dict[str, str]) -> Told:
        period: JournalLine = {"client": CLIENT, "provider": provider, "from": start, "to": end}
        command = {"do": "open_budget", "budget": budget, **period, "amount": amount}
        return Told(day, 10, f"administratie-{provider}", OFFICE, comment, command)

    return [
        opened(_FARM, "Two hours a week of help on the farm, and some to spare.", HOURS, {"UUR": "110:00"}),
        opened(_RESPITE, "Twelve weekends away.", WEEKENDS, {"EUR": "2700.00"}),
    ]


def _farm(monday: date) -> Iterator[Told]:
    """Every Wednesday on the farm, except for two weeks of holiday in summer."""
    for week in range(1, WEEKS + 1):
        if week in (30, 31):
            continue
        day = day_of(monday, week, 2)
        hours, what = ("2:30", "hooien") if week in (24, 25) else ("2:00", "dieren voeren en stal uitmesten")
        yield _used(day, 17, _FARMHAND, HOURS, f"boerderij-{week:02}", {"UUR": hours}, what)


def _weekends(monday: date) -> Iterator[Told]:
    """Each month a weekend somewhere else, so that his sister can rest."""
    for week in range(3, WEEKS, 4):
        sunday = day_of(monday, week, 6)
        yield _used(sunday, 19, _HOST, WEEKENDS, f"weekend-{week:02}", {"EUR": "215.00"}, "logeerweekend")


def _used(day: date, hour: float, by: str, budget: str, entry: str, amount: dict[str, str], what: str) -> Told:
    spent: JournalLine = {
        "do": "spend",
        "budget": budget,
        "entry": entry,
        "on": day.isoformat(),
        "amount": amount,
    }
    return Told(day, hour, by, STAFF, "Written down the same day.", {**spent, "what": what, "by": by})


def _declared(monday: date, period: int, provider: str, modules: int, worth: str) -> Iterator[Told]:
    """Four weeks, a line for each: the modules with this provider, and nothing of the others."""
    weeks = range(4 * period - 3, 4 * period + 1)
    first, last = day_of(monday, weeks[0]), day_of(monday, weeks[-1], 6)
    number = f"d-yilmaz-{provider}-{period:02}"
    lines = [
        {
            "line": str(line),
            "client": CLIENT,
            "prestatie": PRESTATIE,
            "on": day_of(monday, week).isoformat(),
            "quantity": str(modules),
            "unit": "STUK",
            "amount": {"EUR": worth},
        }
        for line, week in enumerate(weeks, start=1)
    ]
    submitted: JournalLine = {"do": "submit_declaration", "declaration": number, "provider": provider}
    submitted |= {"period": [first.isoformat(), last.isoformat()], "lines": lines}
    office = f"administratie-{provider}"
    yield Told(last + timedelta(days=3), 9.5, office, OFFICE, "Its own modules, nothing else.", submitted)
    approved: JournalLine = {
        "do": "approve_declaration",
        "declaration": number,
        "lines": [str(line["line"]) for line in lines],
    }
    yield Told(last + timedelta(days=10), 14, _PAYER, PAYER, "Together never more than EUR 727.00 a week.", approved)
