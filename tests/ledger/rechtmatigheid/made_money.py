"""More facts by hand, for declaring and money: maximum tariffs, plafonds, payments, credits, stays."""

from datetime import date
from typing import Any

from ledger.rechtmatigheid.facts import Credit, Line, PgbPaid, Stay
from ledger.rechtmatigheid.register import Agreement, History, Maximum, Plafond, Register, Registers
from tests.ledger.rechtmatigheid.made import LATEST, a_line
from tests.ledger.rechtmatigheid.made_care import an_agreement, day

HOUR = Maximum("persoonlijke verzorging", 6000, "uur", 1, 7)
"""€ 60,00 an hour, in event 7."""
DAY = Maximum("verblijf", 20000, "dag", 1, 8)
"""€ 200,00 a day, in event 8."""


def money_on_file(
    *contracts: Agreement,
    maxima: dict[str, Maximum] | None = None,
    plafond: int | None = None,
    agb: dict[str, str] | None = None,
) -> Register:
    """What the payer has: contracts, H126 at € 60,00 an hour and Z041 at € 200,00 a day, a plafond of p1."""
    registers = Registers()
    for provider in {one.provider for one in contracts}:
        history: History[tuple[Agreement, ...]] = History()
        history.add(1, tuple(one for one in contracts if one.provider == provider))
        registers.contracts[provider] = history
    for code, maximum in ({"H126": HOUR, "Z041": DAY} if maxima is None else maxima).items():
        known: History[Maximum | None] = History()
        known.add(maximum.event, maximum)
        registers.maxima[2026, code] = known
    if plafond is not None:
        agreed: History[Plafond] = History()
        agreed.add(9, Plafond(plafond, 9))
        registers.plafonds["Rotterdam", "p1", 2026] = agreed
    registers.agb |= {code: (number, 1) for code, number in (agb or {}).items()}
    return Register(registers, LATEST)


K1 = money_on_file(an_agreement())
"""p1 has contract k1 for model A at 94,5 %."""


def second(**changes: Any) -> Line:
    """A line of an hour of H126 on 4 March as well, that came in later, of a second declaration."""
    return a_line(**({"declaration": "d2", "events": (95,)} | changes))


def days_of_stay(first: str, last: str, **changes: Any) -> Line:
    """Days of stay at € 200,00, one for every day of the line unless said otherwise."""
    since, until = day(first), day(last)
    quantity = changes.pop("quantity", (until - since).days + 1)
    facts = {"prestatie": "Z041", "first": since, "last": until, "unit": "dag", "quantity": quantity}
    amounts = {"eurocent": quantity * 20000, "left": quantity * 20000}
    return a_line(**(facts | amounts | changes))


def paid(eurocent: int, first: str = "03-01", last: str = "03-31", **changes: Any) -> PgbPaid:
    """A payment from the pgb for days of 2026, to somebody who is not known here."""
    facts: dict[str, Any] = {"payment": "b1", "provider": None, "recorded": date(2026, 4, 5), "event": 50}
    return PgbPaid(**(facts | {"first": day(first), "last": day(last), "eurocent": eurocent} | changes))


def a_credit(**changes: Any) -> Credit:
    """A credit of € 20,00 that takes back a part of an approved line."""
    facts: dict[str, Any] = {
        "declaration": "d1",
        "line": "1",
        "credit": "1c",
        "client": "c1",
        "provider": "p1",
        "region": "Rotterdam",
        "first": day("03-04"),
        "last": day("03-04"),
        "eurocent": 2000,
        "why": "asked",
        "debit": True,
        "event": 99,
    }
    return Credit(**facts | changes)


def a_stay(so_far: int, days: int = 10, **changes: Any) -> Stay:
    """Ten days of stay from 1 March, with which the provider has had so many in the year."""
    return Stay(line=days_of_stay("03-01", f"03-{days:02}", **changes), days_so_far=so_far)
