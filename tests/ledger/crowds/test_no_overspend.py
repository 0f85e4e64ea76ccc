"""Many people at once: never more out than in, and everybody who was told yes is in the log exactly once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import pytest

from ledger.commands.door import NotRecorded
from tests.houses import do
from tests.ledger.crowds.patience import do_patiently
from tests.ledger.crowds.processes import begin, heard, spends, worker
from tests.ledger.lines import FAMILY, Line, budget, correct, died, lowered, pot, reserve, spend, transfer
from tests.ledger.log.test_positions import check_order
from tests.ledger.story import Story
from web.composition import House

pytestmark = pytest.mark.slow

THREADS = 8


@pytest.fixture
def family(house: House) -> Story:
    """The family with 10,00 points, on both databases."""
    do(house, *FAMILY)
    return Story(house)


def all_at_once(story: Story, lines: list[Line]) -> list[str]:
    """Give lines from many threads that start together; return what became of each."""
    start = Barrier(THREADS)

    def give(part: list[Line]) -> list[str]:
        start.wait()
        return [answer(story, line) for line in part]

    with ThreadPoolExecutor(THREADS) as threads:
        told = threads.map(give, [lines[number::THREADS] for number in range(THREADS)])
    return [code for part in told for code in part]


def answer(story: Story, line: Line) -> str:
    """Return the code of the refusal, or yes."""
    try:
        do_patiently(story.house, line)
    except NotRecorded as refused:
        return refused.error.code
    return "yes"


class TestThreads:
    def test_spend_exactly_what_there_is(self, family: Story) -> None:
        """Sixty want a quarter of a point; for forty there is."""
        told = all_at_once(family, [spend(f"e{number}", "0.25") for number in range(60)])
        assert sorted(told) == ["over-budget"] * 20 + ["yes"] * 40
        assert family.left() == "0.00"
        assert len(spends(family.house.ledger)) == 40
        check_order(family.house.ledger.records(0))

    def test_use_one_reservation_once(self, family: Story) -> None:
        """Eight come for the same walk."""
        family.tell(reserve("r1", "1.00"))
        told = all_at_once(family, [spend(f"e{n}", "1.00", from_reservation="r1") for n in range(THREADS)])
        assert sorted(told) == ["entry-not-reserved"] * (THREADS - 1) + ["yes"]
        assert family.left() == "9.00"

    def test_write_one_entry_once(self, family: Story) -> None:
        """The same number from all sides, without a command id."""
        told = all_at_once(family, [spend("e1", "1.00") for _ in range(THREADS)])
        assert sorted(told) == ["entry-exists"] * (THREADS - 1) + ["yes"]

    def test_give_and_take_between_two_budgets_without_losing_a_hundredth(self, family: Story) -> None:
        """To the group, from the group, spent here, spent there: together it is still ten points."""
        family.tell(pot(amount="0.00"))
        lines = [transfer(f"t{n}", *(("b1", "pot") if n % 3 else ("pot", "b1")), "1.00") for n in range(24)]
        lines += [spend(f"e{n}", "0.50", budget="pot" if n % 2 else "b1") for n in range(24)]
        all_at_once(family, lines)
        left = family.balance("b1").available.quantity, family.balance("pot").available.quantity
        spent = sum(event.quantity for _, event in spends(family.house.ledger).values())
        assert min(left) >= 0
        assert sum(left) + spent == 1000
        check_order(family.house.ledger.records(0))

    def test_correct_lower_and_spend_into_each_other(self, family: Story) -> None:
        """Everything that takes from one budget, at once; no day of it ends below zero."""
        family.tell(*(spend(f"e{n}", "0.10", f"2026-0{1 + n}-01") for n in range(8)))
        lines = [correct(f"e{n}", "1.50") for n in range(8)]
        lines += [lowered("0.40", f"2026-0{1 + n}-15") for n in range(8)]
        lines += [spend(f"f{n}", "0.70", f"2026-0{1 + n}-20") for n in range(8)]
        lines += [reserve(f"r{n}", "0.60", f"2026-0{1 + n}-25") for n in range(8)]
        told = all_at_once(family, lines)
        assert set(told) == {"yes", "over-budget"}
        days = sorted({f"2026-0{1 + n}-{day}" for n in range(8) for day in ("01", "15", "20", "25")})
        assert min(family.balance(on=day).available.quantity for day in days) >= 0


class TestProcesses:
    def test_spend_exactly_what_there_is(self, family: Story) -> None:
        """Three processes and threads of our own; each remembers what it saw last, and the log decides."""
        url = family.house.settings.database_url
        with ExitStack() as stack:
            workers = [stack.enter_context(worker(url, f"w{number}", 25, "0.20")) for number in range(3)]
            for process in workers:
                begin(process)
            ours = all_at_once(family, [spend(f"us-{number}", "0.20") for number in range(32)])
            told = [heard(process) for process in workers]
        accepted = {entry: position for one in told for entry, position in one.accepted.items()}
        logged = spends(family.house.ledger)
        assert len(logged) == 50
        assert family.left() == "0.00"
        assert len(accepted) + ours.count("yes") == 50
        assert {entry: logged[entry][0].position for entry in accepted} == accepted
        assert {code for one in told for code in one.refused} | set(ours) <= {"over-budget", "yes"}
        check_order(family.house.ledger.records(0))


class TestADeath:
    def test_that_is_recorded_lets_no_later_care_in(self, family: Story) -> None:
        """Spends on the day after race the report: each is before it in the log, or refused."""
        family.tell(budget("b2", "100.00"))
        lines = [spend(f"e{number}", "0.10", "2026-03-05", budget="b2") for number in range(40)]
        lines.insert(20, died("2026-03-04"))
        told = all_at_once(family, lines)
        assert set(told) <= {"yes", "after-death"}
        (death,) = [record.position for record in family.house.ledger.records(0) if "death" in record.topic]
        assert [entry for entry, (record, _) in spends(family.house.ledger).items() if record.position > death] == []
        assert told.count("yes") == 1 + len(spends(family.house.ledger))

    def test_that_is_withdrawn_and_reported_again_is_seen_each_time(self, family: Story) -> None:
        """Whoever reads the log from its beginning finds no spend that was not allowed where it stands."""
        family.tell(budget("b2", "100.00"))
        back = {"do": "withdraw_death", "client": "c1", "reason": "vergissing"}
        lines = [line for n in range(10) for line in (died("2026-03-04"), back)]
        lines += [spend(f"e{number}", "0.10", "2026-03-05", budget="b2") for number in range(40)]
        all_at_once(family, lines)
        dead = False
        for record in family.house.ledger.records(0):
            if record.topic.startswith("client.death"):
                dead = "reported" in record.topic
            assert not (dead and record.topic == "budget.spent/1")
