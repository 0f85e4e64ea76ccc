"""One client as the funding models see them: what was recorded, as facts by day, each with its place in the log."""

from datetime import date

import pytest

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.client import Client
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.levering import Levering
from ledger.aggregates.scores import Scores
from ledger.aggregates.zorgplan import Zorgplan
from ledger.application import Transaction
from ledger.dossier.persons import person_of
from ledger.funding.facts import Person
from ledger.vocabulary.periods import Period
from tests.ledger.care_lines import (
    arranged,
    care,
    delivered,
    enrolled,
    pgb,
    plan,
    redelivered,
    revised,
    unenrolled,
)
from tests.ledger.lines import Line, died
from tests.ledger.story import Story


def person(story: Story, transaction: Transaction | None = None) -> Person:
    """Return c1 as it stands in the log, or in a transaction."""
    desk = transaction or Transaction(story.house.ledger, fresh=True)
    return person_of(
        desk.find(Client, "c1"),
        desk.find(Zorgplan, "c1"),
        desk.find(Allocation, "c1"),
        desk.find(Levering, "c1"),
        desk.find(Inschrijving, "c1"),
        desk.find(Scores, Scores.id_of(client="c1")),
        date(1943, 5, 2),
        "vrouw",
    )


def position(story: Story, line: Line) -> int:
    """Give a line; return the position of what it wrote."""
    (outcome,) = story.tell(line)
    return outcome.events[0][0]


def days(first: str, last: str | None) -> Period:
    """Return a period."""
    return Period(date.fromisoformat(first), date.fromisoformat(last) if last else None)


class TestAPerson:
    def test_has_what_the_client_has(self, home: Story) -> None:
        """Region, indicatie, profile, form and value."""
        one = person(home)
        assert (one.client, one.region, one.sex, one.birth_date) == ("c1", "Rotterdam", "vrouw", date(1943, 5, 2))
        assert one.entitled == (days("2026-01-01", "2026-12-31"),)
        assert [terms.word for terms in (*one.zorgprofielen, *one.leveringsvormen)] == ["4VV", "mpt"]
        assert [(value.eurocent, value.per) for value in one.values] == [(60_000, "week")]
        assert one.scores == ()

    def test_has_the_scores_of_the_client(self, home: Story) -> None:
        """A step of the zelfredzaamheid-matrix, with its place in the log."""
        score = {"do": "record_score", "score": "s1", "client": "c1", "indicator": "dagbesteding", "family": "outcome"}
        days_of_it = {"from": "2026-01-01", "to": "2026-02-28", "on": "2026-03-01"}
        at = position(home, score | days_of_it | {"instrument": "zrm", "value": 3, "lowest": 1, "highest": 5})
        (one,) = person(home).scores
        assert (one.indicator, one.score, one.position) == ("dagbesteding", 3, at)


class TestDeliveries:
    def test_stand_in_order_of_their_days(self, home: Story) -> None:
        """Whatever the order in which they were written down; each with its place in the log."""
        late = position(home, delivered("l1", "0:30", "2026-03-03"))
        early = position(home, delivered("l2", "0:20", "2026-03-01", prestatie=None, activity="douchen"))
        first, second = person(home).delivered
        assert tuple(first) == (date(2026, 3, 1), "p1", "H126", "douchen", 20, early)
        assert tuple(second) == (date(2026, 3, 3), "p1", "H126", None, 30, late)

    def test_count_as_they_were_corrected(self, home: Story) -> None:
        """On the same day, from the place of the correction; what was withdrawn is not there."""
        home.tell(delivered("l1", "0:30"), delivered("l2", "0:30"))
        at = position(home, redelivered("0:25"))
        home.tell(redelivered("0:00", "l2"))
        (one,) = person(home).delivered
        assert (one.minutes, one.position) == (25, at)

    def test_have_no_place_before_they_are_in_the_log(self, home: Story) -> None:
        """Within the transaction that writes them down."""
        transaction = Transaction(home.house.ledger, fresh=True)
        home.tell(delivered("l1"))
        transaction.find(Levering, "c1").record(
            Levering.Recorded(
                client="c1",
                levering="l2",
                provider="p1",
                on=date(2026, 3, 4),
                prestatie="H126",
                minutes=5,
                given_by="anja",
            )
        )
        first, second = person(home, transaction).delivered
        assert first.position > 0
        assert second.position == -1, "its place in the transaction, from the front, until the log gives it one"

    def test_have_their_place_in_memory_too(self, home: Story) -> None:
        """An aggregate that is kept after writing knows what one that is read anew knows."""
        home.tell(delivered("l1"))
        kept = Transaction(home.house.ledger, fresh=False)
        assert person(home, kept).delivered == person(home).delivered


class TestAPlan:
    def test_gives_its_lines_over_the_days_they_hold(self, home: Story) -> None:
        """A revision begins where the first content ends."""
        first = position(home, plan(care(minutes="5:30"), pgb("150.00"), to="2026-06-30"))
        second = position(home, revised(arranged(), to="2026-09-30"))
        hours, bought, arrangement = person(home).planned
        assert (hours.period, hours.prestatie, hours.minutes_per_week) == (
            days("2026-01-01", "2026-03-31"),
            "H126",
            330,
        )
        assert (hours.worth.eurocent, hours.worth.per, hours.position) == (31_185, "week", first)
        assert (bought.provider, bought.worth.eurocent, bought.worth.period) == (None, 15_000, hours.period)
        assert (arrangement.period, arrangement.arrangement) == (days("2026-04-01", "2026-09-30"), "middel")
        assert (arrangement.provider, arrangement.position) == ("p1", second)

    @pytest.mark.parametrize(
        ("on", "periods"),
        [
            ("2026-04-01", [("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-04-01")]),
            ("2026-03-31", [("2026-01-01", "2026-03-31")]),
            ("2025-12-31", []),
        ],
    )
    def test_that_ended_holds_no_longer(self, home: Story, on: str, periods: list[tuple[str, str]]) -> None:
        """On the first day of the revision, the day before it, and before it ever began."""
        home.tell(plan(), revised(pgb("1.00")))
        home.tell({"do": "end_zorgplan", "client": "c1", "zorgplan": "z1", "on": on, "reason": "verhuizing"})
        assert [line.period for line in person(home).planned] == [days(*period) for period in periods]

    def test_that_was_revised_from_an_earlier_day_is_replaced_from_there(self, home: Story) -> None:
        """What was to begin in June is gone."""
        home.tell(plan(), revised(pgb("1.00"), first="2026-06-01"), revised(pgb("2.00")))
        assert [(line.period, line.worth.eurocent) for line in person(home).planned] == [
            (days("2026-01-01", "2026-03-31"), 28_350),
            (days("2026-04-01", None), 200),
        ]


class TestModules:
    DIVIDED: Line = {"do": "allocate_modules", "client": "c1", "from": "2026-01-01", "of": 10}
    PARTS = ({"provider": "p1", "modules": 6}, {"pgb": True, "modules": 4})

    def placed(self, story: Story) -> list[tuple[Period, str | None, bool, int]]:
        """Return where the modules are."""
        return [(one.period, one.provider, one.pgb, one.modules) for one in person(story).placed]

    def test_stand_where_they_were_put_until_they_move(self, home: Story) -> None:
        """Two go from p1 to the pgb on 1 April."""
        home.tell(self.DIVIDED | {"parts": list(self.PARTS)})
        at = position(
            home,
            {"do": "turn_modules_into_pgb", "client": "c1", "from": "2026-04-01", "modules": 2}
            | {"giver": {"provider": "p1"}},
        )
        winter, spring = days("2026-01-01", "2026-03-31"), days("2026-04-01", None)
        assert self.placed(home) == [
            (winter, "p1", False, 6),
            (winter, None, True, 4),
            (spring, "p1", False, 4),
            (spring, None, True, 6),
        ]
        assert [one.position for one in person(home).placed[2:]] == [at, at]
        assert {one.of for one in person(home).placed} == {10}

    def test_of_an_earlier_division_are_not_forgotten(self, home: Story) -> None:
        """It ended in March; the next begins in June. April and May have none."""
        home.tell(self.DIVIDED | {"parts": [self.PARTS[0]]})
        home.tell({"do": "end_allocation", "client": "c1", "on": "2026-03-31", "reason": "opname"})
        home.tell(self.DIVIDED | {"from": "2026-06-01", "to": "2026-08-31", "parts": [self.PARTS[1]]})
        assert [(period, modules) for period, _, pgb, modules in self.placed(home) if pgb] == [
            (days("2026-06-01", "2026-08-31"), 4)
        ]
        assert self.placed(home)[0] == (days("2026-01-01", "2026-03-31"), "p1", False, 6)

    def test_that_were_to_move_after_the_last_day_do_not(self, home: Story) -> None:
        """A new division from 1 March cuts the old one off the day before."""
        home.tell(self.DIVIDED | {"parts": [self.PARTS[0]]})
        home.tell(self.DIVIDED | {"from": "2026-03-01", "parts": [self.PARTS[1]]})
        assert [one[0] for one in self.placed(home) if one[1] == "p1"] == [days("2026-01-01", "2026-02-28")]


class TestEnrolments:
    def test_hold_until_they_end_or_death(self, home: Story) -> None:
        """The last day belongs to life."""
        at = position(home, enrolled())
        (one,) = person(home).enrolled
        assert (one.period, one.provider, one.contract, one.position) == (days("2026-01-01", None), "p1", "k1", at)
        at = position(home, unenrolled("2026-06-30"))
        assert [(one.period, one.position) for one in person(home).enrolled] == [(days("2026-01-01", "2026-06-30"), at)]
        home.tell(died("2026-03-03"))
        assert [one.period for one in person(home).enrolled] == [days("2026-01-01", "2026-03-03")]

    def test_that_were_withdrawn_are_not_there(self, home: Story) -> None:
        """Ended the day before they began."""
        home.tell(enrolled(), unenrolled("2025-12-31"))
        assert person(home).enrolled == ()
