"""A region in which nothing is wrong: half a year of care, declared in time, played through the commands.

What lies exactly on a boundary is in it on purpose: lines at the agreed price to the cent, a declaration on the last
working day, 91 days in hospital, a plafond that is used to the last day, a profile of six months until its end.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from ledger.tariffs.declaratietermijn import last_day_to_declare
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger.lines import Line
from tests.ledger.rechtmatigheid.planting.lives import (
    AT_HOME,
    BRIEF,
    CAPPED,
    FIRST,
    LEFT,
    MODULAR,
    MOVED_IN,
    PROVIDERS,
    REGION,
    STAYS,
    Life,
    lives,
    of_sort,
)
from tests.ledger.story import somebody
from web.composition import House

MONTHS = range(1, 7)
PAYER = somebody("zorgkantoor", region=REGION)
DAY_CENTS = 20_011
"""The maximum of a day of stay; the contracts agree on 94,50 % of it."""
AGREED_CENTS = 18_910
PACKAGES = {"Z073": "zzp 7vv incl. behandeling", "Z083": "zzp 8vv incl. behandeling", "Z998": "zzp 9vv (demo)"}
"""All may be declared for who stays, apart from the last: that one is in no combination."""


def at(day: date, hour: int = 10) -> datetime:
    """Return a moment of a day."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


def month(number: int) -> tuple[date, date]:
    """Return the first and the last day of a month of 2026."""
    first = date(2026, number, 1)
    return first, date(2026, number + 1, 1) - timedelta(days=1)


class Region:
    """The region under construction: moves its clock, and gives commands in order."""

    def __init__(self, house: House, clock: SetClock, seed: int) -> None:
        self.house = house
        self.clock = clock
        self.lives = lives(seed)
        self.chance = Random(f"care/{seed}")

    def on(self, day: date, *lines: Line, mandate: Mandate = SYSTEM) -> None:
        """Give commands on a day."""
        self.clock.moment = max(self.clock.moment, at(day))
        if lines:
            do(self.house, *lines, mandate=mandate)

    def fill(self) -> None:
        """Play the half year."""
        self.clock.moment = at(FIRST, 8)
        self.on(FIRST, *_on_file(), *(line for life in self.lives for line in life_lines(life)))
        self.on(FIRST, _plafond(self.lives))
        for number in MONTHS:
            self._care(number)
            self._declare(number)

    def _care(self, number: int) -> None:
        """Write down the care of a month week by week, and at its end absences and what the pgb paid."""
        first, last = month(number)
        at_home = list(of_sort(self.lives, "home", "pgb"))
        for week in range(4):
            since = first + timedelta(days=7 * week)
            self.on(since + timedelta(days=6), *(self._given(life, since) for life in at_home))
        lines = [_pgb(life, first, last) for life in of_sort(self.lives, "pgb")]
        if number == 2:
            lines += [_absence(life, life.away) for life in self.lives if life.stays and life.away]
        if number == 6:
            lines += [_died(life) for life in of_sort(self.lives, "dying")]
            lines += [ended(life, LEFT) for life in of_sort(self.lives, "leaving")]
        self.on(last, *lines)

    def _given(self, life: Life, since: date) -> Line:
        """Write down one visit, somewhere in a week."""
        return {
            "do": "record_delivery",
            "client": life.id,
            "levering": f"l-{life.id}-{since}",
            "provider": life.provider,
            "prestatie": "H126",
            "on": (since + timedelta(days=self.chance.randint(0, 6))).isoformat(),
            "minutes": {"UUR": _clock(life.minutes)},
            "by": f"{life.provider}-{self.chance.randint(1, 9)}",
        }

    def _declare(self, number: int) -> None:
        """Declare a month; the last provider does so on the last day on which it may."""
        _, last = month(number)
        latest = last_day_to_declare(last)
        assert latest is not None
        self.on(last + timedelta(days=4), *(_hours(self.lives, one, number) for one in AT_HOME))
        for provider in (*STAYS, CAPPED, BRIEF):
            on = latest if provider == BRIEF else last + timedelta(days=6)
            if declared := _days(self.lives, provider, number):
                self.on(on, declared)
        self._approve(number)

    def _approve(self, number: int) -> None:
        ledger = self.house.ledger
        prefix = "declaration-"
        waiting: list[Line] = []
        for stream in ledger.stream_names(prefix):
            if f"2026-{number:02}" in stream:
                lines = [one for one in ledger.stream(stream) if one.topic.startswith("declaration.line-submitted")]
                told = [str(count) for count in range(1, len(lines) + 1)]
                waiting.append({"do": "approve_declaration", "declaration": stream[len(prefix) :], "lines": told})
        self.on(self.clock.moment.date(), *waiting, mandate=PAYER)


def _on_file() -> Iterator[Line]:
    """Yield what the payer has on file: providers, maximum tariffs, combinations, contracts."""
    for number, provider in enumerate(PROVIDERS):
        yield {"do": "register_provider", "provider": provider, "name": provider.upper(), "agb": f"4700{number:04}"}
    room: Line = {"region": REGION, "year": 2026, "amount": euro(1_000_000_000), "ground": "artikel 49e Wmg"}
    yield {"do": "set_contracteerruimte"} | room
    yield _tarief("H126", "persoonlijke verzorging", "uur", 6_000)
    yield _tarief("H999", "maaltijd aan huis", "stuk", 1_500)
    for code, name in PACKAGES.items():
        yield _tarief(code, name, "dag", DAY_CENTS)
    for code, form in (("H126", "mpt"), ("Z073", "verblijf"), ("Z083", "verblijf")):
        yield {"do": "allow_combinatie", "year": 2026, "code": code, "leveringsvorm": form, "source": "demo: test"}
    for provider in AT_HOME:
        yield _contract(provider, ["mpt", "mpt_pgb"])
    yield _contract(MODULAR, ["mpt"], {"model": "D", "covers": ["MOD"], "parameters": {"prestatie": "MOD"}})
    for provider in (*STAYS, CAPPED, BRIEF):
        yield _contract(provider, ["verblijf"])


def _tarief(code: str, name: str, unit: str, cents: int) -> Line:
    facts: Line = {"year": 2026, "code": code, "name": name, "unit": unit, "tariff": euro(cents)}
    return {"do": "set_tarief", "source": "demo: test"} | facts


def _contract(provider: str, forms: list[str], component: Line | None = None) -> Line:
    return {
        "do": "conclude_contract",
        "contract": f"k-{provider}",
        "provider": provider,
        "payer": "zorgkantoor-rotterdam",
        "act": "Wlz",
        "region": REGION,
        "leveringsvormen": forms,
        "from": "2026-01-01",
        "to": "2026-12-31",
        "components": [component or {"model": "A"}],
        "rate": "94.50",
    }


def life_lines(life: Life) -> Iterator[Line]:
    """Yield how somebody is known, entitled and placed."""
    yield {"do": "register_client", "client": life.id, "region": REGION, "bsn": life.bsn} | {
        "birth_date": life.born.isoformat()
    }
    yield entitled(life, life.besluit, FIRST)
    yield {"do": "choose_leveringsvorm", "client": life.id, "leveringsvorm": life.leveringsvorm} | {
        "from": FIRST.isoformat()
    }
    yield placed(life)


def placed(life: Life, provider: str | None = None, first: date | None = None) -> Line:
    """Place somebody with a provider: by a toewijzing, a zorgplan or modules."""
    provider, since = provider or life.provider, (first or FIRST).isoformat()
    if life.sort == "modules":
        parts = [{"provider": provider, "modules": 6}, {"unused": True, "modules": 4}]
        return {"do": "allocate_modules", "client": life.id, "from": since, "of": 10, "parts": parts}
    if life.stays:
        facts = {"client": life.id, "besluitnummer": life.besluit, "zorgeenheid": "753", "provider": provider}
        more = {"leveringsvorm": "verblijf", "from": since, "assigned_at": f"{since}T09:00:00", "soort": "1"}
        return {"do": "assign_zorg", "zorgkantoor": "5521", "zorgprofiel": life.zorgprofiel} | facts | more
    care = {"line": "1", "provider": provider, "prestatie": "H126", "minutes_per_week": {"UUR": _clock(life.minutes)}}
    facts = {"client": life.id, "zorgplan": f"z-{life.id}", "from": since, "remainder_to": "unused"}
    return {"do": "agree_zorgplan", "goals": [{"goal": "g1", "text": "Zelf koken"}], "lines": [care]} | facts


def _absence(life: Life, days: int) -> Line:
    first = date(2026, 2, 1)
    last = first + timedelta(days=days - 1)
    facts = {"client": life.id, "absence": f"a-{life.id}", "provider": life.provider, "kind": "opname"}
    return {"do": "record_absence", "from": first.isoformat(), "to": last.isoformat()} | facts


def _died(life: Life) -> Line:
    assert life.there_until is not None
    return {"do": "report_death", "client": life.id, "on": life.there_until.isoformat()}


def entitled(life: Life, besluit: int, first: date) -> Line:
    """Grant an indicatie without a last day, of € 600,00 a week."""
    facts = {"client": life.id, "besluitnummer": besluit, "zorgprofiel": life.zorgprofiel, "from": first.isoformat()}
    return {"do": "grant_indicatie", "value": euro(60_000), "per": "week"} | facts


def ended(life: Life, on: date) -> Line:
    """End an indicatie."""
    facts = {"client": life.id, "besluitnummer": life.besluit, "on": on.isoformat()}
    return {"do": "end_indicatie", "reason": "Verhuisd naar het buitenland"} | facts


def _pgb(life: Life, first: date, last: date) -> Line:
    facts = {"client": life.id, "payment": f"svb-{life.id}-{first.month}", "amount": euro(60_000)}
    return {"do": "record_pgb_payment", "from": first.isoformat(), "to": last.isoformat()} | facts


def _hours(everybody: list[Life], provider: str, number: int) -> Line:
    clients = [one.id for one in of_sort(everybody, "home", "pgb") if one.provider == provider]
    facts = {"contract": f"k-{provider}", "provider": provider, "period": f"2026-{number:02}"}
    return {"do": "declare", "clients": clients} | facts


def _days(everybody: list[Life], provider: str, number: int) -> Line | None:
    """Return the declaration of a month of stay, each day at exactly the agreed price."""
    lines: list[Line] = []
    first, last = month(number)
    for life in everybody:
        if life.stays and life.provider == provider:
            since, until = max(first, MOVED_IN), min(last, life.there_until or last)
            lines.append(stay(str(len(lines) + 1), life.id, since, until))
    if not lines:
        return None
    facts = {"declaration": f"{provider}-2026-{number:02}", "provider": provider}
    return {"do": "submit_declaration", "period": [first.isoformat(), last.isoformat()], "lines": lines} | facts


def stay(line: str, client: str, first: date, last: date, **more: Any) -> Line:
    """Declare every day of a stay."""
    days = (last - first).days + 1
    facts = {"line": line, "client": client, "prestatie": "Z073", "on": first.isoformat(), "to": last.isoformat()}
    return facts | {"quantity": str(days), "unit": "DAG", "amount": euro(days * AGREED_CENTS)} | more


def _plafond(everybody: list[Life]) -> Line:
    """Agree on exactly as many days as there will be until the end of June."""
    days = (month(6)[1] - MOVED_IN).days + 1
    total = days * sum(1 for _ in of_sort(everybody, "capped"))
    facts: Line = {"region": REGION, "year": 2026, "provider": CAPPED, "days": total}
    return {"do": "agree_plafond", "ground": "Zorgovereenkomst 2026"} | facts


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def euro(cents: int) -> Line:
    return {"EUR": f"{cents // 100}.{cents % 100:02}"}
