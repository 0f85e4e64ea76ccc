"""Random histories of care in which is declared again and again; and the same facts, declared once.

Two clients at home and one provider with a contract of every kind. The year is over three months at once: every fact
is about January until March 2026 and is written down in April, in any order, so that each one may come after the
declaration that it changes.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from ledger.aggregates.declaration import Declaration
from ledger.commands.declare import Declare, Prepared, prepare
from ledger.commands.door import NotRecorded
from ledger.vocabulary.actor import SYSTEM
from tests.houses import do
from tests.ledger.care_lines import chosen, delivered, enrolled, plan, redelivered, tarief, unenrolled
from tests.ledger.contract_lines import amended, concluded, ended
from tests.ledger.lines import Line, client, died, indicatie
from tests.ledger.stories.agreements import activity, by_score, euros, model, per_year, placed
from web.composition import House

CLIENTS = ("c1", "c2")
MONTHS = ("2026-01", "2026-02", "2026-03")
DAYS = [(date(2026, 1, 1) + timedelta(days=number)).isoformat() for number in range(90)]
STAFFEL = [
    {"from": {"UUR": "5:00"}, "amount": euros("200.00")},
    {"from": {"UUR": "10:00"}, "amount": euros("350.00")},
]
AFTERWARDS = by_score("110.00", known="after") | {
    "steps": [{"from_score": score, "factor": {"PCT": factor}} for score, factor in ((0, "90.00"), (8, "110.00"))]
}


RISEN = {"bonus": {"prestatie": "B001", "indicator": "dagbesteding", "rise": 2, "price": euros("75.00")}}


def _contract(name: str, *components: Line, **more: Any) -> Line:
    terms = {"leveringsvormen": ["mpt_pgb"], "rate": "100.00", "acknowledged": True}
    return concluded(name, components=list(components), **(terms | more))


CONTRACTS = {
    "hours": _contract("hours", model("A", "H126")),
    "steps": _contract("steps", model("A", "H300", staffel=STAFFEL), ceiling="none"),
    "showers": _contract("showers", model("B", "douchen", activities=[activity()]), ceiling="provider"),
    "washing": _contract("washing", model("B", "wassen", activities=[activity("wassen")]), basis="plan"),
    "share": _contract("share", model("C", "A001", prestatie="A001")),
    "modules": _contract("modules", model("D", "M001", prestatie="M001")),
    "score": _contract("score", model("E", "H400", **AFTERWARDS), settlement="score"),
    "members": _contract("members", model("G", "G001", prestatie="G001", amounts=per_year("365.00"))),
    "area": _contract("area", model("F", "P001", prestatie="P001", area="Rotterdam", amounts=per_year("3.65"))),
    "mixed": _contract("mixed", model("A", "H500"), model("E", "H600", **by_score("110.00"), **RISEN)),
    "lump": _contract("lump", model("H", "L001", prestatie="L001", total=euros("100.00"), instalments=3)),
}
CARE: tuple[Line, ...] = (
    {"prestatie": "H126"},
    {"prestatie": "H300"},
    {"prestatie": "H400"},
    {"prestatie": "H500"},
    {"prestatie": "H600"},
    {"prestatie": None, "activity": "douchen"},
    {"prestatie": None, "activity": "wassen"},
)
PLANNED: tuple[Line, ...] = (
    {"line": "1", "provider": "p1", "arrangement": "licht"},
    {"line": "1", "provider": "p1", "arrangement": "middel"},
    {"line": "2", "provider": "p1", "activity": "wassen", "count_per_week": 2},
    {"line": "3", "pgb": True, "value": euros("50.00"), "per": "week"},
)


def _life(client: str) -> Iterator[Line]:
    """Yield a plan, modules, an enrolment and some care of a client."""
    yield plan(*PLANNED[1:], client=client)
    yield placed(3) | {"client": client}
    yield enrolled(contract="members", client=client)
    for number, care in enumerate((*CARE, *CARE, *CARE)):
        yield delivered(f"l{number}", "3:20", client=client, on=DAYS[number * 4 + 3], **care)


START: tuple[Line, ...] = (
    *(client(one) for one in CLIENTS),
    *(indicatie(last=None, client=one, value=euros("400.00"), per="week") for one in CLIENTS),
    *(chosen("mpt_pgb", client=one) for one in CLIENTS),
    *(tarief(code, "uur", "60.00") for code in ("H126", "H300", "H400", "H500", "H600")),
    {"do": "count_population", "region": "Rotterdam", "from": "2026-01-01", "source": "demo: test"}
    | {"groups": [{"age_from": 0, "persons": 100}]},
    *CONTRACTS.values(),
    *(line for one in CLIENTS for line in _life(one)),
)
"""What holds before anything else happens; all of it is declared for every month, and paid."""

_client = st.sampled_from(CLIENTS)
_some = st.sampled_from([(), CLIENTS[:1], CLIENTS[1:]])
"""Clients of whom somebody is left out."""
_day = st.sampled_from(DAYS)
_late = st.sampled_from(DAYS[35:])
_minutes = st.integers(0, 60).map(lambda fives: f"{fives * 7 // 60}:{fives * 7 % 60:02}")
_which = st.integers(0, 24)
STEPS: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    st.tuples(st.just("deliver"), _client, _day, st.sampled_from(CARE), _minutes),
    st.tuples(st.just("deliver"), _client, _day, st.sampled_from(CARE), _minutes),
    st.tuples(st.just("correct"), _client, _which, _minutes),
    st.tuples(st.just("correct"), _client, _which, _minutes),
    st.tuples(st.just("plan"), _client, _day, st.lists(st.sampled_from(PLANNED), max_size=3, unique_by=id)),
    st.tuples(st.just("value"), _client, _day, st.sampled_from(["0.01", "99.99", "250.00", "400.01"])),
    st.tuples(st.just("end"), _client, _late),
    st.tuples(st.just("death"), _client, _late),
    st.tuples(st.just("life"), _client),
    st.tuples(st.just("place"), _client, _day, st.integers(1, 10)),
    st.tuples(st.just("enrol"), _client, _day),
    st.tuples(st.just("leave"), _client, _day),
    st.tuples(st.just("score"), st.sampled_from(MONTHS), st.integers(0, 10)),
    st.tuples(st.just("amend"), st.sampled_from(sorted(CONTRACTS)), _day, st.sampled_from(["80.00", "100.00"])),
    st.tuples(st.just("tarief"), st.sampled_from(["H126", "H300", "H400"]), st.sampled_from(["61.00", "66.67"])),
    st.tuples(st.just("declare"), st.sampled_from(sorted(CONTRACTS)), st.sampled_from(MONTHS), st.integers(0, 3)),
    st.tuples(st.just("declare"), st.sampled_from(sorted(CONTRACTS)), st.sampled_from(MONTHS), st.just(0)),
    st.tuples(
        st.just("declare"), st.sampled_from(sorted(CONTRACTS)), st.sampled_from(MONTHS), st.integers(0, 3), _some
    ),
    st.tuples(st.just("stop"), st.sampled_from(sorted(CONTRACTS)), st.sampled_from(DAYS[60:])),
    st.tuples(st.just("count"), _day, st.integers(0, 200)),
    st.tuples(st.just("rise"), _client, _day, st.integers(1, 5)),
    st.tuples(st.just("declare all"), st.integers(0, 3)),
)
"""What may happen, in small steps; `declare` ends with what the payer says of it."""


class Told:
    """A house in which facts are told and declared; `facts` are the lines about care that were accepted."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.facts: list[Line] = []
        self.number = 0

    def step(self, what: str, *facts: Any) -> None:
        """Let one thing happen."""
        if what == "declare":
            self.declare(*facts)
        elif what == "declare all":
            for contract, period in everything():
                self.declare(contract, period, *facts)
        else:
            line = self._line(what, *facts)
            if self._accepts(line):
                self.facts.append(line)

    def _line(self, what: str, *facts: Any) -> Line:
        self.number += 1
        lines: dict[str, Callable[..., Line]] = {
            "deliver": lambda who, on, care, time: delivered(f"l{self.number + 14}", time, client=who, on=on, **care),
            "correct": lambda who, which, time: redelivered(time, f"l{which}", client=who),
            "plan": lambda who, on, lines: plan(*lines, client=who, **{"from": on}) | {"do": "revise_zorgplan"},
            "value": lambda who, on, cents: (
                {"do": "set_indicatiewaarde", "client": who, "from": on, "per": "week", "ground": "x"}
                | {"value": euros(cents)}
            ),
            "end": lambda who, on: {"do": "end_indicatie", "client": who, "besluitnummer": 1, "on": on, "reason": "x"},
            "death": lambda who, on: died(on, who),
            "life": lambda who: {"do": "withdraw_death", "client": who, "reason": "vergissing"},
            "place": lambda who, on, some: (
                {"do": "allocate_modules", "client": who, "from": on, "of": 10}
                | {"parts": [{"provider": "p1", "modules": some}]}
            ),
            "enrol": lambda who, on: enrolled(contract="members", first=on, client=who),
            "leave": lambda who, on: unenrolled(on, contract="members", client=who),
            "score": lambda month, value: (
                {"do": "record_score", "score": f"s{self.number}", "provider": "p1"}
                | {"indicator": "tevreden", "family": "outcome", "instrument": "prom", "lowest": 0, "highest": 10}
                | {"from": f"{month}-01", "to": DAYS[_last(month)], "on": "2026-04-01", "value": value}
            ),
            "amend": lambda contract, on, rate: amended(contract, rate=rate, acknowledged=True, **{"from": on}),
            "tarief": lambda code, euro: tarief(code, "uur", euro),
            "stop": lambda contract, on: ended(contract, to=on),
            "count": lambda on, persons: (
                {"do": "count_population", "region": "Rotterdam", "from": on, "source": "demo: test"}
                | {"groups": [{"age_from": 0, "persons": persons}]}
            ),
            "rise": lambda who, on, value: (
                {"do": "record_score", "score": f"s{self.number}", "client": who, "family": "outcome"}
                | {"indicator": "dagbesteding", "instrument": "zrm"}
                | {"from": on, "to": on, "on": on, "value": value}
            ),
        }
        return lines[what](*facts)

    def _accepts(self, line: Line) -> bool:
        try:
            do(self.house, line)
        except NotRecorded:
            return False
        return True

    def declare(self, contract: str, period: str, verdict: int = 0, clients: tuple[str, ...] = CLIENTS) -> None:
        """Have what waits approved, declare, and judge: 0 approve all, 1 refuse all, 2 nothing yet, 3 the first only.

        Afterwards what stands is what was computed less what is not paid, and nothing is left to change.
        """
        found = self._judged(contract, period, clients, 0)
        if found.changes:
            do(self.house, _asked(contract, period, clients))
            found = self.prepared(contract, period, clients)
        assert not found.changes
        for one in found.derived:
            assert one.paid_eurocent + one.unpaid_eurocent == one.computed.eurocent
        computed = sum(one.computed.eurocent for one in found.derived)
        assert sum(one.left_eurocent for one in found.standing) + found.unpaid == computed
        self._judged(contract, period, clients, verdict)

    def _judged(self, contract: str, period: str, clients: tuple[str, ...], verdict: int) -> Prepared:
        """Let the payer judge the lines that wait; return what is so then."""
        found = self.prepared(contract, period, clients)
        waiting = [one for one in found.standing if one.waiting]
        lines: list[Line] = []
        for one in {2: [], 3: waiting[:1]}.get(verdict, waiting):
            told: Line = {"declaration": one.declaration, "lines": [one.line]}
            refused = {"do": "refuse_declaration", "retourcode": "0553"}
            lines.append(told | (refused if verdict == 1 else {"do": "approve_declaration"}))
        if not lines:
            return found
        do(self.house, *lines)
        return self.prepared(contract, period, clients)

    def prepared(self, contract: str, period: str, clients: tuple[str, ...] = CLIENTS) -> Prepared:
        """Return what a period comes to, beside what stands."""
        command = msgspec.convert(_asked(contract, period, clients), Declare)
        return self.house.door.ask(lambda desk: prepare(command, desk), SYSTEM)

    def standing(self) -> Counter[tuple[str, str, str | None, str]]:
        """Return the cents that stand per contract, period, client and prestatie."""
        found: Counter[tuple[str, str, str | None, str]] = Counter()
        for contract, period in everything():
            for one in self.prepared(contract, period).standing:
                assert not one.waiting
                found[contract, period, one.place.client, one.place.prestatie] += one.left_eurocent
        return found

    def paid(self) -> int:
        """Return what was approved less what was credited, as the log has it."""
        topics = (Declaration.LineApproved.TOPIC, Declaration.LineCredited.TOPIC)
        total = 0
        for record in self.house.ledger.records(0):
            topic = record.topic.rpartition("/")[0]
            if topic in topics:
                cents = msgspec.json.decode(record.state)["eurocent"]
                total += cents if topic == topics[0] else -cents
        return total


def everything() -> Iterator[tuple[str, str]]:
    """Yield every contract and period."""
    for period in MONTHS:
        for contract in CONTRACTS:
            yield contract, period


def _asked(contract: str, period: str, clients: tuple[str, ...]) -> Line:
    return {"do": "declare", "contract": contract, "provider": "p1", "period": period, "clients": list(clients)}


def _last(month: str) -> int:
    return {"2026-01": 30, "2026-02": 58, "2026-03": 89}[month]
