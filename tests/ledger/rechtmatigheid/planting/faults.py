"""The faults: a function for each formal rule, which plants one on somebody of its own and says what is to be found."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.aggregates.allocation import Allocation, Holder, Part
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.pgb import Pgb
from ledger.events import decode
from tests.ledger.rechtmatigheid.planting.lives import DIED, FIRST, MOVED_IN, WITHOUT_CONTRACT, Life
from tests.ledger.rechtmatigheid.planting.region import AGREED_CENTS, DAY_CENTS, life_lines, placed
from tests.ledger.rechtmatigheid.planting.sowing import JULY, PLANTED_ON, Planted, Sower

Fault = Callable[[Sower], str]
"""Plants a fault; returns the key of the thing it is about."""


def no_indicatie(sower: Sower) -> str:
    """Care went on after the indicatie had ended."""
    return sower.line(sower.victim("leaving"))


def zorgprofiel_differs(sower: Sower) -> str:
    """The line names a heavier profile."""
    return sower.line(sower.victim("stay"), zorgprofiel="8VV")


def profile_past_maximum(sower: Sower) -> str:
    """The six months from New Year's Day were over on 30 June."""
    return sower.line(sower.victim("limited"), (JULY, JULY + timedelta(days=sower.chance.randint(0, 5))))


def care_after_death(sower: Sower) -> str:
    """Days were declared from the day after the death."""
    last = DIED + timedelta(days=sower.chance.randint(1, 10))
    return sower.line(sower.victim("dying"), (DIED + timedelta(days=1), last))


def care_before_birth(sower: Sower) -> str:
    """A newborn, with care from before the birth."""
    life = _newborn(sower)
    return sower.line(life, (JULY, JULY))


def bsn_invalid(sower: Sower) -> str:
    """Nine digits that fail the 11-test."""
    bsn = sower.bsn()
    return _known_by(sower, bsn[:-1] + str((int(bsn[-1]) + 1) % 10))


def bsn_dummy(sower: Sower) -> str:
    """The number that says that there is none."""
    return _known_by(sower, "999999999")


def allocation_missing(sower: Sower) -> str:
    """Another provider, to which nobody assigned the client."""
    life = sower.victim("stay")
    return sower.line(life, provider="s1" if life.provider == "s2" else "s2")


def zorg_not_started(sower: Sower) -> str:
    """A line of a file, of care of which no AW35 tells the start."""
    return sower.line(sower.victim("stay"), source="message")


def prestatie_not_for_leveringsvorm(sower: Sower) -> str:
    """A package that is in no combination."""
    return sower.line(sower.victim("stay"), prestatie="Z998")


def meals_or_cleaning_in_mpt(sower: Sower) -> str:
    """A meal for somebody at home."""
    return sower.line(sower.victim("home"), prestatie="H999", unit="stuk", quantity=1, eurocent=1_000)


def mpt_beside_package(sower: Sower) -> str:
    """An hour of a module, for somebody who stays."""
    return sower.line(sower.victim("stay"), prestatie="H126", unit="minuut", quantity=60, eurocent=5_670)


def two_packages_on_one_day(sower: Sower) -> str:
    """Another package on the days of June that were paid."""
    day = date(2026, 6, sower.chance.randint(1, 30))
    return sower.line(sower.victim("stay"), (day, day), prestatie="Z083")


def declared_twice(sower: Sower) -> str:
    """A day of June once more."""
    day = date(2026, 6, sower.chance.randint(1, 30))
    return sower.line(sower.victim("stay"), (day, day))


def declared_before_delivered(sower: Sower) -> str:
    """A line that came in on 13 July, up to the day after or later."""
    return sower.line(sower.victim("stay"), (JULY, date(2026, 7, sower.chance.randint(14, 31))))


def declared_late(sower: Sower) -> str:
    """Days in January before the others, declared in July."""
    return sower.line(sower.victim("stay"), (FIRST, MOVED_IN - timedelta(days=sower.chance.randint(1, 9))))


def rate_above_maximum(sower: Sower) -> str:
    """A cent above the maximum."""
    return sower.line(sower.victim("stay"), (JULY, JULY), eurocent=DAY_CENTS + 1)


def rate_differs_from_contract(sower: Sower) -> str:
    """A cent above what was agreed."""
    return sower.line(sower.victim("stay"), (JULY, JULY), eurocent=AGREED_CENTS + 1)


def quantity_differs(sower: Sower) -> str:
    """A cent above quantity times price."""
    days = JULY, JULY + timedelta(days=1)
    return sower.line(sower.victim("stay"), days, eurocent=20_001, price_eurocent=10_000, price_per="dag")


def no_contract(sower: Sower) -> str:
    """A provider to which the client was assigned, and with which nobody made a contract."""
    life = sower.victim("stay")
    sower.region.on(PLANTED_ON, placed(life, WITHOUT_CONTRACT))
    return sower.line(life, provider=WITHOUT_CONTRACT)


def contract_and_pgb(sower: Sower) -> str:
    """The provider that gives the care in kind is paid from the pgb as well."""
    life = sower.victim("pgb")
    return _paid(sower, life, "double", 1_000, provider=life.provider)


def above_indicatiewaarde(sower: Sower) -> str:
    """From the pgb in June more than the whole of June is worth."""
    life = sower.victim("pgb")
    _paid(sower, life, "much", 260_000)
    return f"{life.id}/2026-06"


def modules_not_whole(sower: Sower) -> str:
    """Eleven of ten modules."""
    life = sower.victim("modules")
    parts = Part(Holder(provider=life.provider), 6), Part(Holder(pgb=True), 5)
    division = Allocation.ModulesPlaced(client=life.id, first=JULY, of=10, parts=parts, besluitnummer=life.besluit)
    sower.write(Allocation, life.id, division)
    return f"{life.id}/{JULY}"


def amount_not_positive(sower: Sower) -> str:
    """A minus, or nothing at all, that takes nothing back."""
    return sower.line(sower.victim("stay"), eurocent=sower.chance.choice((0, -1, -5_000)))


def credit_without_debit(sower: Sower) -> str:
    """Of a line that nobody has judged something is taken back."""
    declaration = sower.line(sower.victim("stay"), approved=False).partition("/")[0]
    (_, record) = sower.region.house.ledger.stream(f"declaration-{declaration}")
    line = decode(record.topic, record.state)
    names = ("declaration", "provider", "line", "client", "region", "prestatie", "first", "last")
    facts = {name: getattr(line, name) for name in names}
    sower.write(
        Declaration, declaration, Declaration.LineCredited(on=PLANTED_ON, credit="c", eurocent=1, why="asked", **facts)
    )
    return f"{declaration}/c"


def plafond_passed(sower: Sower) -> str:
    """One day more than was agreed; the plafond was used up by June."""
    return sower.line(sower.victim("capped"), (JULY, JULY))


def absence_paid_too_long(sower: Sower) -> str:
    """In hospital for 92 days, and all of them were paid."""
    life = sower.victim("stay", away=0)
    first = date(2026, 3, sower.chance.randint(15, 25))
    last = first + timedelta(days=91)
    recorded = Afwezigheid.Recorded(
        client=life.id, absence="planted", provider=life.provider, first=first, last=last, kind="opname"
    )
    sower.write(Afwezigheid, life.id, recorded)
    return f"{life.id}/planted"


FAULTS: dict[str, Fault] = {
    fault.__name__.replace("_", "-"): fault
    for fault in (
        no_indicatie,
        zorgprofiel_differs,
        profile_past_maximum,
        care_after_death,
        care_before_birth,
        bsn_invalid,
        bsn_dummy,
        allocation_missing,
        zorg_not_started,
        prestatie_not_for_leveringsvorm,
        meals_or_cleaning_in_mpt,
        mpt_beside_package,
        two_packages_on_one_day,
        declared_twice,
        declared_before_delivered,
        declared_late,
        rate_above_maximum,
        rate_differs_from_contract,
        quantity_differs,
        no_contract,
        contract_and_pgb,
        above_indicatiewaarde,
        modules_not_whole,
        amount_not_positive,
        credit_without_debit,
        plafond_passed,
        absence_paid_too_long,
    )
}


def plant(sower: Sower, more: int = 4) -> list[Planted]:
    """Plant every fault once, in an order of chance, and some of them once more while there is somebody for it."""
    rules = list(FAULTS)
    sower.chance.shuffle(rules)
    rules.sort(key=lambda rule: rule != "absence-paid-too-long")  # needs somebody who was not away, so it chooses first
    again = sower.chance.sample(["no-indicatie", "care-after-death", "bsn-invalid", "meals-or-cleaning-in-mpt"], more)
    return [Planted(rule, FAULTS[rule](sower)) for rule in [*rules, *again]]


def _paid(sower: Sower, life: Life, number: str, cents: int, provider: str | None = None) -> str:
    days = {"first": date(2026, 6, 1), "last": date(2026, 6, 30)}
    paid = Pgb.Paid(client=life.id, payment=number, provider=provider, eurocent=cents, on=days["last"], **days)
    sower.write(Pgb, life.id, paid)
    return f"{life.id}/{number}"


def _newborn(sower: Sower) -> Life:
    old = sower.region.lives[0]
    facts = {"id": f"n{sower.number()}", "sort": "stay", "provider": "s1", "bsn": sower.bsn(), "away": 0, "minutes": 0}
    life = Life(besluit=old.besluit + 5_000, born=JULY + timedelta(days=1), **facts)  # type: ignore[arg-type]
    sower.region.on(PLANTED_ON, *life_lines(life))
    return life


def _known_by(sower: Sower, bsn: str) -> str:
    client = f"n{sower.number()}"
    sower.newcomer(client, msgspec.json.encode({"bsn": bsn}).decode())
    return client
