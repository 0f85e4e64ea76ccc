"""Journal lines for simulations: c1 in Rotterdam, born on 1 January 1940, at home (mpt) with € 700,00 a week in 2026.

That is € 100,00 a day and € 36 500,00 a year. The plan is five hours of H126 a week at p1, at € 56,70 an hour (94,5 %
of € 60,00): € 283,50 a week, 40,5 % of the value, € 14 782,50 a year. Given were 2:00 and 3:00 in January, and 1:32 in
July, which is declared as 1:30: 5:00 × € 56,70 = € 283,50 and 1:30 × € 56,70 = € 85,05, together € 368,55. A time
usually takes 392 / 3 minutes, to the nearest five 130.
"""

from datetime import UTC, datetime
from typing import Any

from ledger.simulation.outcome import Figures, Outcome, outcome
from ledger.simulation.run import Asked, Simulated, simulate
from ledger.simulation.scenarios import scenario_of
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger import care_lines
from tests.ledger.care_lines import care, delivered, plan, tarief
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, client, indicatie, line
from web.composition import House

AFTER = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
YEAR = 2026


def provider(id: str, **more: Any) -> tuple[Line, ...]:
    """A provider with a contract for the mpt by model A."""
    contract = concluded(f"k-{id}", provider=id, **more)
    return {"do": "register_provider", "provider": id, "name": f"Zorg {id}"}, contract


def at_home(id: str = "c1", value: str = "700.00", **more: Any) -> tuple[Line, ...]:
    """A client at home with an indicatie for 2026."""
    return (
        client(id, **({"birth_date": "1940-01-01"} | more)),
        indicatie(client=id, value={"EUR": value}, per="week"),
        care_lines.chosen(client=id),
    )


def tells(house: House, *lines: Line) -> None:
    """Tell what happened, after its year."""
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.moment = AFTER
    do(house, *lines)


GROUND = (tarief("H126", "uur", "60.00"), tarief("H800", "dagdeel", "70.00"), *provider("p1"))
GIVEN = (
    delivered("l1", "2:00", "2026-01-10"),
    delivered("l2", "3:00", "2026-01-20"),
    delivered("l3", "1:32", "2026-07-08"),
)
REGION = (*GROUND, *at_home(), plan(care(minutes="5:00")), *GIVEN)


def scored(on: str, value: int, id: str) -> Line:
    """A score of c1 on day activity."""
    facts = {"client": "c1", "indicator": "dagbesteding", "family": "outcome", "instrument": "zrm"}
    return line("record_score", facts | {"score": id, "from": on, "to": on, "on": on, "value": value}, {})


def quality(id: str, value: int, of: str = "p1") -> Line:
    """The quality of a provider over 2025, between 0 and 100."""
    facts = {"score": id, "provider": of, "indicator": "kwaliteit", "family": "outcome", "instrument": "clientervaring"}
    when = {"from": "2025-01-01", "to": "2025-12-31", "on": "2025-12-31"}
    return line("record_score", facts | when | {"value": value, "lowest": 0, "highest": 100}, {})


def asked(house: House, models: str = "A,B,C,D,E,F,G,H", region: str | None = None, upto: int | None = None) -> Asked:
    """The question for 2026, about all that was recorded or up to a position."""
    head = house.ledger.head()
    position = head.position if head else 0
    return Asked(
        tuple(scenario_of(code) for code in models.split(",")), YEAR, region, position if upto is None else upto
    )


def simulated(house: House, models: str, **more: Any) -> Simulated:
    """Replay the year."""
    return simulate(house.ledger, asked(house, models, **more))


def found(house: House, models: str, **more: Any) -> Outcome:
    """The outcome of the year."""
    return outcome(simulated(house, models, **more))


def figures(house: House, model: str) -> Figures:
    """What one model measures."""
    return found(house, model).figures[0]
