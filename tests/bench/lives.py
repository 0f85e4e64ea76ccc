"""The year of one client at home: rights, a zorgplan, deliveries, and what is declared of them."""

from datetime import timedelta
from random import Random
from typing import NamedTuple

import msgspec

from ledger.aggregates.client import Client
from ledger.aggregates.levering import Levering
from ledger.aggregates.tarieven import UsedTarief
from ledger.aggregates.zorgplan import Check, Goal, PlanLine, Zorgplan
from ledger.persons.master_key import MasterKey
from ledger.vocabulary.actor import SYSTEM, Actor
from ledger.vocabulary.source import Source
from tests.bench.shape import DAY, FIRST, PRICES, YEAR, Shape, client_name, day
from tests.bench.stored import Sealing, Telling

WEEKLY_VALUE = 88_727
"""46 265 euro a year, the indicatiewaarde of 4VV in 2024, per week."""
LONGEST = 720
"""Minutes of one delivery."""
STAFF = 20
"""Who works at one provider."""
MINUTE = 60_000_000
_OPENS, _OPEN_FOR = 7 * 60 * MINUTE, 14 * 60 * MINUTE
_INTAKE = Source("journal", "instroom.jsonl")
FORM = Source("form")


class DeclaredLine(NamedTuple):
    """A line that a provider declares for a client over a month; the amount in cents, the quantity in minutes."""

    provider: str
    client: str
    region: str
    prestatie: str
    minutes: int
    eurocent: int


class Life(NamedTuple):
    """A client whose year is told: what other parts of the same life need to know."""

    number: int
    client: str
    chance: Random
    came: int
    """The day on which they were registered, by its number."""
    lines: tuple[PlanLine, ...]

    @property
    def provider(self) -> str:
        """Return the provider that does most."""
        return self.lines[0].provider or ""

    def staff(self) -> Actor:
        """Return somebody who works there."""
        return Actor(f"medewerker-{self.provider}-{1 + int(self.chance.random() * STAFF)}", "medewerker")

    def moment_on(self, number: int) -> int:
        """Return a moment on a day by its number, when people are awake; after what was told of their rights."""
        return max(number, self.came + 1) * DAY + _OPENS + int(self.chance.random() * _OPEN_FOR)


class Person(NamedTuple):
    """The row of `person_keys` of a client."""

    subject: str
    wrapped_key: bytes
    bsn_digest: str | None


def life_of(shape: Shape, number: int) -> Life:
    """Return who the client with this number is, and what was agreed for them."""
    chance = Random(shape.seed * 100_000_000 + number)
    near = shape.providers_near(number)
    chosen = chance.sample(near, min(chance.choice((1, 1, 1, 2)), len(near)))
    lines = tuple(_line(place, provider, chance) for place, provider in enumerate(chosen, start=1))
    return Life(number, client_name(number), chance, chance.randrange(9), lines)


def tell_rights(telling: Telling, shape: Shape, life: Life, sealing: Sealing, master: MasterKey) -> Person:
    """Write down the registration, the indicatie, the leveringsvorm and the zorgplan; return the key."""
    client, stream = life.client, Client.stream_of(life.client)
    born = FIRST - timedelta(days=20_000 + life.chance.randrange(14_000))
    identity = {"name": f"Cliënt {life.number}", "birth_date": born.isoformat(), "bsn": None, "sex": "vrouw"}
    sealed, goal = sealing.sealed(stream, msgspec.json.encode(identity).decode(), "Ik wil thuis blijven wonen.")
    at = life.came * DAY + _OPENS + life.chance.randrange(_OPEN_FOR)
    told = (
        Client.Registered(client=client, region=shape.region_of(life.number), identity=sealed),
        Client.IndicatieGranted(
            client=client, besluitnummer=1, zorgprofiel="4VV", first=FIRST, value_eurocent=WEEKLY_VALUE, per="week"
        ),
        Client.LeveringsvormChosen(client=client, besluitnummer=1, leveringsvorm="mpt", first=FIRST),
    )
    for place, event in enumerate(told):
        telling.tell(at + place * MINUTE, stream, event, SYSTEM.actor, _INTAKE)
    agreed = _agreed(client, life.lines, goal)
    telling.tell(at + 5 * MINUTE, Zorgplan.stream_of(client), agreed, SYSTEM.actor, _INTAKE)
    return Person(stream, master.wrap(sealing.key(stream), stream), None)


def tell_deliveries(telling: Telling, shape: Shape, life: Life) -> None:
    """Write down what was given, a few days late at most."""
    told = []
    for place in range(shape.deliveries):
        line = life.lines[place % len(life.lines)]
        usual = line.minutes_per_week * 52 * len(life.lines) // shape.deliveries
        given = place * 364 // shape.deliveries
        staff = life.staff()
        recorded = Levering.Recorded(
            client=life.client,
            levering=f"l{place + 1}",
            provider=line.provider or "",
            on=day(given),
            prestatie=line.prestatie or "",
            minutes=min(max(usual * life.chance.choice((75, 100, 100, 110, 125)) // 100, 5), LONGEST),
            given_by=staff.id,
        )
        told.append((life.moment_on(given + life.chance.choice((0, 0, 0, 1, 2))), recorded, staff))
    for at, event, staff in sorted(told, key=lambda one: one[0]):
        telling.tell(at, Levering.stream_of(life.client), event, staff, FORM)


def declared(shape: Shape, life: Life) -> list[tuple[int, DeclaredLine]]:
    """Return the lines that are declared for a client, each with its month, from 1."""
    begin = life.chance.randrange(12)
    found = []
    for place in range(shape.lines):
        line = life.lines[place % len(life.lines)]
        month = 1 + (begin + place * 12 // shape.lines) % 12
        weeks = life.chance.choice((3, 4, 4, 4, 5))
        about = (line.provider or "", life.client, shape.region_of(life.number), line.prestatie or "")
        found.append((month, DeclaredLine(*about, line.minutes_per_week * weeks, line.worth_eurocent * weeks)))
    return found


def _line(place: int, provider: str, chance: Random) -> PlanLine:
    code = chance.choice(tuple(PRICES))
    minutes = chance.randrange(60, 330, 5)
    price = PRICES[code] * 9_450 // 10_000
    return PlanLine(
        line=str(place),
        provider=provider,
        prestatie=code,
        minutes_per_week=minutes,
        worth_eurocent=minutes * price // 60,
        per="week",
        tarief=UsedTarief(YEAR, code, "uur", PRICES[code], 1, "demo: bench"),
        rate_basispoint=9_450,
    )


def _agreed(client: str, lines: tuple[PlanLine, ...], goal: str) -> Zorgplan.PlanAgreed:
    used, minutes = sum(line.worth_eurocent for line in lines), sum(line.minutes_per_week for line in lines)
    check = Check(
        ceiling_week_eurocent=WEEKLY_VALUE,
        ceiling_year_eurocent=WEEKLY_VALUE * 365 // 7,
        used_week_eurocent=used,
        used_year_eurocent=used * 365 // 7,
        left_week_eurocent=WEEKLY_VALUE - used,
        left_year_eurocent=WEEKLY_VALUE * 365 // 7 - used * 365 // 7,
        minutes_per_week=minutes,
        steps=(),
    )
    return Zorgplan.PlanAgreed(
        client=client,
        zorgplan="z1",
        first=FIRST,
        goals=(Goal("g1", goal),),
        lines=lines,
        remainder_to="unused",
        check=check,
        by_payer=True,
    )
