"""A large region for benchmarks: clients at home with a zorgplan and a year of deliveries, straight into the log.

The events are the ones that commands would write, in their stored form; only the decisions are left out, for speed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import msgspec

from ledger.aggregates.base import Event, Written
from ledger.aggregates.client import Client
from ledger.aggregates.levering import Levering
from ledger.aggregates.tarieven import Tarieven, UsedTarief
from ledger.aggregates.zorgplan import Check, PlanLine, Zorgplan
from ledger.persons.keyring import NewKeys
from ledger.recorder import Appending, Row
from ledger.transaction import Entry, Header
from ledger.vocabulary.actor import SYSTEM
from web.composition import House

YEAR = 2026
REGION = "Rotterdam"
PRICES = {"H126": 6_349, "H104": 8_012, "H300": 6_105}
"""Invented maxima per hour, in cents."""
PROVIDERS = tuple(f"p{number}" for number in range(1, 41))
WEEKLY_VALUE = 88_727
"""46 265 euro a year, the indicatiewaarde of 4VV in 2024, per week."""
CHUNK = 250
_HEADER = msgspec.json.encode(Header(SYSTEM.actor, "bench"))


class Writing:
    """Appends events of many streams, a chunk at a time, with the keys that go with them."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._versions: dict[str, int] = {}
        self._entries: list[Entry] = []
        self.keys = NewKeys(house.keyring)
        self.events = 0

    def write(self, stream: str, event: Event) -> None:
        """Put an event at the end of its stream."""
        self._versions[stream] = version = self._versions.get(stream, 0) + 1
        self._entries.append(Entry(stream, version, Written(stream, version, event), _HEADER))

    def flush(self) -> None:
        """Record what was written."""
        rows = [Row("person_keys", row) for row in self.keys.rows()]
        appending = Appending(now=self._house.clock.now, rows=rows)
        self._house.ledger.events.put(self._entries, appending=appending)
        self.events += len(self._entries)
        self._entries, self._versions = [], {}
        self.keys = NewKeys(self._house.keyring)


def fill(house: House, clients: int, deliveries: int, providers: tuple[str, ...] = PROVIDERS) -> int:
    """Write a region of so many clients with so many deliveries each; return the number of events."""
    writing = Writing(house)
    for code, cents in PRICES.items():
        tarief = Tarieven.TariefSet(
            year=YEAR, code=code, name=code, unit="uur", eurocent=cents, reference="demo: bench", version=1
        )
        writing.write(Tarieven.stream_of(str(YEAR)), tarief)
    writing.flush()
    for start in range(1, clients + 1, CHUNK):
        for number in range(start, min(start + CHUNK, clients + 1)):
            _write_client(writing, f"c{number:06}", Random(number), deliveries, providers)
        writing.flush()
    return writing.events


def _write_client(writing: Writing, client: str, chance: Random, deliveries: int, providers: tuple[str, ...]) -> None:
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(25_000))
    identity: dict[str, Any] = {"name": client, "birth_date": born.isoformat(), "bsn": None, "sex": "vrouw"}
    stream = Client.stream_of(client)
    sealed = writing.keys.seal(stream, msgspec.json.encode(identity).decode())
    first = date(YEAR, 1, 1)
    writing.write(stream, Client.Registered(client=client, region=REGION, identity=sealed))
    granted = Client.IndicatieGranted(
        client=client, besluitnummer=1, zorgprofiel="4VV", first=first, value_eurocent=WEEKLY_VALUE, per="week"
    )
    writing.write(stream, granted)
    chosen = Client.LeveringsvormChosen(client=client, besluitnummer=1, leveringsvorm="mpt", first=first)
    writing.write(stream, chosen)
    chosen_from = chance.sample(providers, min(chance.choice((1, 1, 1, 2)), len(providers)))
    lines = tuple(_line(place, provider, chance) for place, provider in enumerate(chosen_from, start=1))
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
    agreed = Zorgplan.PlanAgreed(
        client=client,
        zorgplan="z1",
        first=first,
        goals=(),
        lines=lines,
        remainder_to="unused",
        check=check,
        by_payer=True,
    )
    writing.write(Zorgplan.stream_of(client), agreed)
    for given in _given(client, lines, deliveries, chance):
        writing.write(Levering.stream_of(client), given)


def _line(place: int, provider: str, chance: Random) -> PlanLine:
    code = chance.choice(tuple(PRICES))
    minutes = chance.randrange(60, 420, 5)
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


def _given(client: str, lines: tuple[PlanLine, ...], deliveries: int, chance: Random) -> Iterator[Levering.Recorded]:
    for place in range(deliveries):
        line = lines[place % len(lines)]
        usual = line.minutes_per_week * 52 * len(lines) // deliveries
        yield Levering.Recorded(
            client=client,
            levering=f"l{place + 1}",
            provider=line.provider or "",
            on=date(YEAR, 1, 1) + timedelta(days=place * 364 // deliveries),
            prestatie=line.prestatie or "",
            minutes=max(usual * chance.choice((75, 100, 100, 110, 125)) // 100, 5),
            given_by="medewerker-1",
        )


def moment() -> datetime:
    """Return the moment at which the region is written: after its year."""
    return datetime.fromisoformat(f"{YEAR + 1}-01-15T10:00:00+00:00")
