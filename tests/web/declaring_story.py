"""The story of a zorgplan, and a month of care under it: what p1 may declare over March 2026. It is 2 April.

c1 got 50 hours of H126 (k1), more than its room; c2 an hour and a half. c3 has an arrangement (k3), of which a quarter
is for p9. k2 counts showers, and nobody showered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from ledger.vocabulary.clock import SetClock
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.web.story import PASSWORD
from tests.web.zorgplan_story import ASSIGNED, contract, part, tell_zorgplan
from web.auth.accounts import create_account
from web.composition import House

APRIL = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
K1, K3 = "/declareren/k1/2026-03", "/declareren/k3/2026-03"
MARCH = {"contract": "k1", "provider": "p1", "period": "2026-03"}


@contextmanager
def declaring_house(databases: Databases, clock: SetClock) -> Iterator[House]:
    """Open a house in which the month was told; the clock stands in April."""
    clock.moment = APRIL
    with copied_house(databases, clock, "declaring", tell_declaring) as house:
        yield house


def tell_declaring(house: House) -> None:
    """Tell the month."""
    tell_zorgplan(house)
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.moment = APRIL
    for number, client in ((2, "c2"), (3, "c3")):
        value = {"do": "set_indicatiewaarde", "client": client, "besluitnummer": 400 + number, "from": "2026-01-01"}
        do(
            house,
            {**value, "value": {"EUR": "600.00"}, "per": "week", "ground": "beschikking"},
            {"do": "choose_leveringsvorm", "client": client, "leveringsvorm": "mpt", "from": "2026-01-01"},
            {**ASSIGNED, "client": client, "besluitnummer": 400 + number, "provider": "p1"},
        )
    parties = [
        {"provider": "p1", "role": "hoofdaannemer"},
        {"provider": "p9", "role": "onderaannemer", "share": "25.00"},
    ]
    do(house, contract("p1", "k3", part("C", ["Z999"], prestatie="H811")) | {"parties": parties})
    plan = {"do": "agree_zorgplan", "client": "c3", "zorgplan": "z3", "from": "2026-03-01", "remainder_to": "unused"}
    arranged = [{"line": "1", "provider": "p1", "arrangement": "middel"}]
    do(house, {**plan, "goals": [{"goal": "g1", "text": "Weer zelf koken"}], "lines": arranged})
    do(house, *(delivered(f"a{day}", "c1", "5:00", day) for day in range(2, 12)))
    do(house, delivered("b1", "c2", "1:00", 4), delivered("b2", "c2", "0:30", 31))
    create_account(house.engine, "kantoor-9", PASSWORD, "Kees Bakker", "zorgaanbieder", provider="p9")


def delivered(number: str, client: str, minutes: str, day: int) -> dict[str, Any]:
    """Return care of p1 on a day of March."""
    facts = {"client": client, "levering": number, "provider": "p1", "prestatie": "H126", "minutes": {"UUR": minutes}}
    return {"do": "record_delivery", **facts, "on": f"2026-03-{day:02}"}


def redelivered(number: str, client: str, minutes: str) -> dict[str, Any]:
    """Return a correction of that care."""
    facts = {"client": client, "levering": number, "minutes": {"UUR": minutes}, "reason": "verkeerd gelezen"}
    return {"do": "correct_delivery", **facts}


def judged(*lines: str, verdict: str = "approve", declaration: str = "p1-k1-2026-03") -> dict[str, Any]:
    """Return the judgement of the payer."""
    told = {"do": f"{verdict}_declaration", "declaration": declaration, "lines": list(lines)}
    return told if verdict == "approve" else {**told, "retourcode": "0553"}
