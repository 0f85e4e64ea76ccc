"""Random histories, told to the ledger and to the model: they agree on every answer and on every figure."""

import json
from datetime import date, timedelta

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from ledger.application import Outcome
from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_line
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from projections.as_of import resolve
from projections.client_budget.balance import Balance, balance
from projections.client_budget.queries import budget_as_of, budget_now
from tests.databases import Databases
from tests.houses import START, opened
from tests.ledger.histories import drawing
from tests.ledger.histories.drawing import Drawing
from tests.ledger.histories.model import Line
from tests.ledger.histories.upkeep import KINDS, Upkeep
from tests.ledger.histories.world import Figures, World
from tests.projections.rebuilding import folded, stored
from web.composition import House

TICK = timedelta(microseconds=1)
houses = st.integers(0, 1)
seeds = st.integers(0, 2**32 - 1)


def figures(found: Balance) -> Figures:
    """Return a balance in the words of the model."""
    value = None if found.value_in_eur is None else found.value_in_eur.quantity
    return Figures(
        found.granted.quantity, found.reserved.quantity, found.spent.quantity, found.available.quantity, value
    )


class History(RuleBasedStateMachine):
    """Two houses work on one log, in turn, as a web server and a command line do; the clock may run backwards."""

    def __init__(self, databases: Databases, template: str) -> None:
        super().__init__()
        self.databases = databases
        self.url = databases.fresh_database(template)
        self.clock = SetClock(START)
        self.openings = [opened(self.url, self.clock) for _ in range(2)]
        self.houses = [opening.__enter__() for opening in self.openings]
        self.worlds = [World()]
        """What is known after each position of the log."""
        self.moments = [START - timedelta(days=365)]
        """When each position was recorded."""
        self.answers: list[tuple[Line, Outcome]] = []
        self.names: list[int] = []
        """Which position each name of a stand means."""
        self.given = 0

    def teardown(self) -> None:
        """Look at everything once more, then let go."""
        try:
            self.check_everything()
        finally:
            for opening in self.openings:
                opening.__exit__(None, None, None)
            self.databases.drop(self.url)

    @initialize()
    def begin(self) -> None:
        """Two clients with an indicatie, their budgets, and the group's."""
        self.tell(0, drawing.OPENING, 0)

    @rule(house=houses, days_work=st.lists(seeds, min_size=1, max_size=6), pause=st.integers(-2, 5))
    def somebody_works(self, house: int, days_work: list[int], pause: int) -> None:
        """One line after another, each accepted or refused."""
        for seed in days_work:
            self.tell(house, [self.draw(seed)], pause)

    @rule(house=houses, days_work=st.lists(seeds, min_size=2, max_size=4), pause=st.integers(-2, 5))
    def a_set_comes_in(self, house: int, days_work: list[int], pause: int) -> None:
        """All of it or nothing; each line sees what those before it did."""
        self.tell(house, [self.draw(seed, place) for place, seed in enumerate(days_work)], pause)

    @rule(house=houses, which=st.integers(0, 1000), seed=seeds)
    def it_is_sent_again(self, house: int, which: int, seed: int) -> None:
        """The same command gets the first answer; another under its number is refused."""
        line, outcome = self.answers[which % len(self.answers)]
        assert self.give(house, [line]) == [outcome]
        other = self.draw(seed) | {"command_id": line["command_id"]}
        if other != line:
            assert self.give(house, [other]) == "command-id-used"

    @rule(house=houses, on=st.none() | st.sampled_from(drawing.DAYS), part=st.integers(0, 1000), by_time=st.booleans())
    def somebody_looks(self, house: int, on: str | None, part: int, by_time: bool) -> None:
        """At a balance up to a day, as it was known at a position or at a moment."""
        position = self.answers[part * (len(self.answers) - 1) // 1000][1].events[-1][0]
        if by_time:
            moment = self.moments[position] + timedelta(microseconds=part % 3 - 1)
            position = sum(recorded <= moment for recorded in self.moments[1:])
            assert self.houses[house].ledger.position_at(moment) == position
        self.check_balances(self.houses[house], None if on is None else date.fromisoformat(on), position)

    @rule(house=houses, what=st.sampled_from(KINDS), seed=seeds, days_work=st.lists(seeds, min_size=1, max_size=3))
    def the_read_models_are_looked_after(self, house: int, what: str, seed: int, days_work: list[int]) -> None:
        """Caught up, rebuilt, broken off halfway, set aside: with others at work meanwhile."""
        Upkeep(self.houses[house], seed).do(what, lambda: self.somebody_works(1 - house, days_work, 1))

    @rule(house=houses)
    def a_house_is_opened_anew(self, house: int) -> None:
        """As after a restart: it remembers nothing but what was recorded."""
        self.openings[house].__exit__(None, None, None)
        self.openings[house] = opened(self.url, self.clock)
        self.houses[house] = self.openings[house].__enter__()

    @rule(house=houses, part=st.integers(0, 1000))
    def a_stand_gets_a_name(self, house: int, part: int) -> None:
        """To ask by, later; the name stays what it is."""
        position = self.answers[part * (len(self.answers) - 1) // 1000][1].events[-1][0]
        self.names.append(position)
        name = f"stand {len(self.names)}"
        self.tell(house, [{"do": "name_stand", "name": name, "position": position}], 1)

    @rule(house=houses, on=st.none() | st.sampled_from(drawing.DAYS), which=st.integers(0, 1000))
    def somebody_looks_by_name(self, house: int, on: str | None, which: int) -> None:
        """What was known then is what is told now."""
        if self.names:
            number = which % len(self.names)
            known = resolve(self.houses[house].ledger, f"stand {number + 1}")
            assert known.position == self.names[number]
            self.check_balances(self.houses[house], None if on is None else date.fromisoformat(on), known.position)

    def draw(self, seed: int, place: int = 0) -> Line:
        """Draw a line that fits what is known now."""
        return Drawing(seed, self.given + place, self.worlds[-1]).line()

    def tell(self, house: int, lines: list[Line], pause: int) -> None:
        """Give lines together to the ledger and to the model; compare what they say and what was recorded."""
        self.clock.moment += timedelta(seconds=pause)
        told = [line | {"command_id": f"k{self.given + number}"} for number, line in enumerate(lines)]
        self.given += len(told)
        before = len(self.worlds) - 1
        world, faults = self.worlds[-1], set[str]()
        for number, line in enumerate(lines):
            faults = world.after(lines[:number]).faults(line)
            if faults:
                break
        answer = self.give(house, told)
        note(f"{told} -> {answer}")
        if isinstance(answer, str):
            assert answer in faults, f"refused with {answer}; by the model {faults or 'nothing'} is wrong"
            assert self.position(house) == before
            return
        assert not faults, f"accepted; by the model {faults} is wrong"
        self.remember(told, answer, world)

    def remember(self, told: list[Line], outcomes: list[Outcome], world: World) -> None:
        """Keep what was accepted: after its last event it is known, at one moment."""
        known = world.after(told)
        count = sum(len(outcome.events) for outcome in outcomes)
        moment = max(self.clock.moment, self.moments[-1] + TICK)
        positions = [position for outcome in outcomes for position, _ in outcome.events]
        assert positions == list(range(len(self.worlds), len(self.worlds) + count))
        steps = [world.after(told[:number]) for number in range(1, len(told))] + [known]
        for step, outcome in zip(steps, outcomes, strict=True):
            for _ in outcome.events:
                self.worlds.append(step)
                self.moments.append(moment)
        self.answers += zip(told, outcomes, strict=True)

    def give(self, house: int, lines: list[Line]) -> list[Outcome] | str:
        """Return the outcomes, or the code of the refusal."""
        requests = [read_line(json.dumps(line).encode()) for line in lines]
        try:
            return self.houses[house].door.accept(requests, SYSTEM, Source("journal", "history"))
        except NotRecorded as refused:
            return refused.error.code

    def position(self, house: int) -> int:
        """Return the last position of the log."""
        head = self.houses[house].ledger.head()
        return head.position if head else 0

    def check_balances(self, house: House, on: date | None, position: int) -> None:
        """Compare every budget that was known at a position; at the end of the log by the tables as well."""
        for name, budget in self.worlds[position].budgets.items():
            expected = self.worlds[position].figures(budget, on)
            assert figures(balance(budget_as_of(house.ledger, name, position), on)) == expected
            if position == len(self.worlds) - 1:
                with house.reading() as connection:
                    rows = budget_now(connection, name)
                assert figures(balance(rows, on)) == expected

    def check_everything(self) -> None:
        """Every day and every budget at the end; every moment; the log; and rows that can be built anew."""
        house = self.houses[0]
        last = len(self.worlds) - 1
        for on in [None, *map(date.fromisoformat, drawing.DAYS)]:
            self.check_balances(house, on, last)
        records = house.ledger.records(0)
        assert [record.position for record in records] == list(range(1, last + 1))
        assert [record.recorded_at for record in records] == self.moments[1:]
        house.runner.catch_up()
        grown = stored(house)
        house.rebuild()
        assert stored(house) == grown == folded(house)
