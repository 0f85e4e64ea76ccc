"""A year of euros in one house: budgets raised, shared, spent and closed; declared care; an envelope; a pgb."""

from ledger.vocabulary.clock import SetClock
from tests.houses import START, do
from tests.ledger.lines import Line, client, indicatie
from tests.web.region_story import tell_region
from web.composition import House


def euros(written: str) -> dict[str, str]:
    """Write an amount of euros."""
    return {"EUR": written}


def _budget(id: str, amount: str, **more: object) -> Line:
    facts = {"do": "open_budget", "budget": id, "provider": "p1", "amount": euros(amount), "remainder": "carries_over"}
    return facts | {"from": "2026-01-01", "to": "2026-12-31"} | more


def _spend(entry: str, amount: str, **more: object) -> Line:
    facts = {"do": "spend", "budget": "e1", "entry": entry, "on": "2026-03-04", "amount": euros(amount)}
    return facts | {"what": "wandelen"} | more


_AMOUNT = {"on": "2026-02-01", "reason": "meer of minder zorg nodig"}
BUDGETS = (
    {"do": "register_provider", "provider": "p1", "name": "Zorggroep De Linde"},
    client(),
    client("c2"),
    client("c9"),
    indicatie(),
    indicatie(2, client="c2"),
    indicatie(3, client="c9"),
    _budget("e1", "100.00", client="c1"),
    _budget("e2", "0.00", client="c1", **{"from": "2027-01-01", "to": "2027-12-31"}),
    _budget("pot", "50.00", group="Woongroep", remainder="lapses"),
    {"do": "raise_budget", "budget": "e1", "amount": euros("20.00"), **_AMOUNT},
    {"do": "lower_budget", "budget": "e1", "amount": euros("5.00"), **_AMOUNT},
    _spend("r1", "12.00") | {"do": "reserve"},
    _spend("r2", "7.00") | {"do": "reserve"},
    {"do": "release", "budget": "e1", "entry": "r2"},
    _spend("s1", "10.50", from_reservation="r1"),
    _spend("s2", "8.25"),
    {"do": "correct_spend", "budget": "e1", "entry": "s2", "amount": euros("3.25"), "reason": "vergissing"},
    {"do": "correct_spend", "budget": "e1", "entry": "s1", "amount": euros("11.00"), "reason": "vergissing"},
    {
        **{"do": "transfer", "transfer": "t1", "from_budget": "pot", "to_budget": "e1", "on": "2026-03-04"},
        **{"amount": euros("15.00"), "reason": "solidariteit"},
    },
    {"do": "carry_over", "budget": "e1", "to_budget": "e2", "on": "2026-12-31"},
    {"do": "close_budget", "budget": "pot", "on": "2026-12-31"},
    _budget("x1", "0.00", client="c2", remainder="lapses") | {"amount": {"PUNT": "30.00"}},
    _spend("y1", "0.00", budget="x1") | {"amount": {"PUNT": "4.50"}},
)
PGB = (
    {
        **{"do": "record_pgb_payment", "client": "c1", "payment": "b1", "provider": "p1"},
        **{"from": "2026-01-01", "to": "2026-01-31", "amount": euros("310.00")},
    },
    {
        **{"do": "record_pgb_payment", "client": "c1", "payment": "b2"},
        **{"from": "2026-02-01", "to": "2026-02-28", "amount": euros("280.00")},
    },
    {"do": "withdraw_pgb_payment", "client": "c1", "payment": "b2", "why": "mistake", "reason": "dubbel vastgelegd"},
)


def tell_euros(house: House) -> None:
    """Tell all of it."""
    clock = house.clock
    assert isinstance(clock, SetClock)
    do(house, *BUDGETS)
    do(house, *PGB)
    tell_region(house)
    clock.moment = START
