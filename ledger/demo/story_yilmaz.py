"""De heer Yilmaz: ten equal modules, placed with three providers.

Profile LG5, EUR 727.00 a week: ten modules of EUR 72.70. Five are with Thuiszorg De Lindeboog for the mornings and
evenings, three with Zorgcoöperatie Dubbelgroen for two dagdelen and a respite weekend each month, two with the care
farm. Each has a contract for modules (model D) and declares its own, week by week, whatever was delivered.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.demo.agenda import OFFICE, PAYER, STAFF, JournalLine
from ledger.demo.contracts import conclude
from ledger.demo.telling import WEEKS, Told, day_of, week_label

CLIENT = "c-yilmaz"
HOURS = "b-yilmaz"
WEEKENDS = "b-yilmaz-logeren"
PRESTATIE = "X902"
"""An invented code: one module of a tenth for one week."""
PLACED = (("lindeboog", 5), ("dubbelgroen", 3), ("paarse-bever", 2))
"""Provider and modules: EUR 363.50, EUR 218.10 and EUR 145.40 a week."""

_PAYER = "zorgkantoor-rotterdam"
_FARM = "paarse-bever"
_RESPITE = "dubbelgroen"
_FARMHAND = "medewerker-80002"
_HOST = "medewerker-60003"


def yilmaz(monday: date, bsn: str) -> list[Told]:
    """Tell his year from the first Monday, in order of time; `bsn` is a test number."""
    story = [*_contracts(monday), *_beginning(monday, bsn), _plan(monday), *_budgets(monday)]
    story += [*_farm(monday), *_weekends(monday)]
    for period in range(1, WEEKS // 4 + 1):
        for provider, _ in PLACED:
            story += _declared(monday, period, provider)
    return sorted(story, key=lambda line: (line.day, line.hour))


def contract_of(provider: str) -> str:
    """Return the number of the contract for modules of one of the three."""
    return f"{provider}-modules"


def _contracts(monday: date) -> Iterator[Told]:
    what: JournalLine = {
        "rate": "100.00",
        "rhythm": "week",
        "components": [{"model": "D", "covers": [PRESTATIE], "parameters": {"prestatie": PRESTATIE}}],
    }
    for number, (provider, _) in enumerate(PLACED):
        command = conclude(provider, contract_of(provider), "Rotterdam", monday.year, what)
        day = monday - timedelta(days=20)
        yield Told(day, 10 + number / 10, _PAYER, PAYER, "A contract for modules, declared by the week.", command)


def _plan(monday: date) -> Told:
    """The plan says in modules what each provider does."""
    lines = [
        {"line": str(number), "provider": provider, "prestatie": PRESTATIE, "count_per_week": modules}
        for number, (provider, modules) in enumerate(PLACED, start=1)
    ]
    goals = [{"goal": "g1", "text": "Ik wil op mezelf blijven wonen, met af en toe een weekend ergens anders."}]
    command: JournalLine = {"do": "agree_zorgplan", "client": CLIENT, "zorgplan": "z-yilmaz"}
    command |= {"from": monday.isoformat(), "to": (monday + timedelta(weeks=WEEKS, days=-1)).isoformat()}
    command |= {"goals": goals, "lines": lines, "remainder_to": "unused", "evaluate_by": day_of(monday, 26).isoformat()}
    comment = "363.50, 218.10 and 145.40 a week: exactly the EUR 727.00 there is."
    return Told(monday - timedelta(days=16), 11, _PAYER, PAYER, comment, command)


def _beginning(monday: date, bsn: str) -> list[Told]:
    start, before = monday.isoformat(), monday - timedelta(days=18)
    person: JournalLine = {"name": "O. Yilmaz", "birth_date": "1979-08-30", "bsn": bsn}
    indicatie: JournalLine = {"besluitnummer": 400000002, "zorgprofiel": "5LG", "from": start, "to": None}
    parts = [{"provider": provider, "modules": modules} for provider, modules in PLACED]

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
        spend: JournalLine = {"budget": HOURS, "entry": f"boerderij-{week:02}", "amount": {"UUR": hours}, "what": what}
        yield _given(day, 17, (_FARM, _FARMHAND), hours, spend)


def _weekends(monday: date) -> Iterator[Told]:
    """Each month a weekend somewhere else, so that his sister can rest: a day and a night count as 24 hours."""
    for week in range(3, WEEKS, 4):
        entry: JournalLine = {"budget": WEEKENDS, "entry": f"weekend-{week:02}", "amount": {"EUR": "215.00"}}
        yield _given(day_of(monday, week, 6), 19, (_RESPITE, _HOST), "24:00", entry | {"what": "logeerweekend"})


def _given(day: date, hour: float, who: tuple[str, str], minutes: str, spend: JournalLine) -> Told:
    """Write down a delivery and the spend in one act; `who` is the provider and the member of staff."""
    provider, by = who
    given: JournalLine = {"do": "record_delivery", "client": CLIENT, "levering": spend["entry"], "provider": provider}
    given |= {"prestatie": PRESTATIE, "on": day.isoformat(), "minutes": {"UUR": minutes}, "by": by, "spend": spend}
    return Told(day, hour, by, STAFF, "Written down the same day, for the plan and the budget at once.", given)


def _declared(monday: date, period: int, provider: str) -> Iterator[Told]:
    """Four weeks, each declared by itself: the modules with this provider, and nothing of the others."""
    last = day_of(monday, 4 * period, 6)
    contract, office = contract_of(provider), f"administratie-{provider}"
    for week in range(4 * period - 3, 4 * period + 1):
        label, hour = week_label(day_of(monday, week)), 9 + week / 100
        asked: JournalLine = {"do": "declare", "contract": contract, "provider": provider, "period": label}
        asked["clients"] = [CLIENT]
        yield Told(last + timedelta(days=3), hour, office, OFFICE, "Its own modules, nothing else.", asked)
        number = f"{provider}-{contract}-{label}"
        approved: JournalLine = {"do": "approve_declaration", "declaration": number, "lines": ["1"]}
        comment = "Together never more than EUR 727.00 a week."
        yield Told(last + timedelta(days=10), hour + 5, _PAYER, PAYER, comment, approved)
