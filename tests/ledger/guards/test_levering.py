"""Care is written down once, in real minutes, on a day on which there was a right to it; a mistake is put right."""

from typing import Any

import pytest

from ledger.aggregates.levering import Levering
from ledger.events import decode, sentence
from ledger.vocabulary.errors import Malformed, NotFound
from tests.ledger.care_lines import delivered, hours, plan, redelivered
from tests.ledger.contract_lines import concluded, ended
from tests.ledger.lines import Line, budget, client, correct, died, indicatie, pot, spend
from tests.ledger.story import Story, somebody


def recorded(story: Story, *lines: Line) -> list[Any]:
    """Give lines; return every event about a delivery that they wrote."""
    positions = [at for outcome in story.tell(*lines) for at, topic in outcome.events if topic.startswith("levering")]
    records = [story.house.ledger.at(position) for position in positions]
    return [decode(record.topic, record.state) for record in records if record is not None]


class TestADelivery:
    def test_keeps_the_real_minutes_and_who_gave_it(self, home: Story) -> None:
        """Half an hour of H126."""
        (one,) = recorded(home, delivered(by="medewerker-17"))
        assert isinstance(one, Levering.Recorded)
        assert (one.prestatie, one.minutes, one.norm_minutes, one.given_by) == ("H126", 30, None, "medewerker-17")
        assert sentence(one) == "0:30 uur H126 gegeven door p1 op 4 maart 2026, levering l1."

    @pytest.mark.parametrize("starts_at", ["00:00", "09:30", "23:59"])
    def test_keeps_the_time_at_which_it_began_where_that_is_said(self, home: Story, starts_at: str) -> None:
        """To the minute."""
        (one,) = recorded(home, delivered(starts_at=starts_at))
        assert one.starts_at == starts_at
        assert sentence(one) == f"0:30 uur H126 gegeven door p1 op 4 maart 2026 om {starts_at}, levering l1."

    @pytest.mark.parametrize("starts_at", ["24:00", "9:30", "09:60", "09:30:00", ""])
    def test_begins_at_a_time_of_day(self, home: Story, starts_at: str) -> None:
        """On a clock of 24 hours."""
        with pytest.raises(Malformed) as found:
            home.tell(delivered(starts_at=starts_at))
        assert [one.field for one in found.value.problems] == ["starts_at"]

    def test_has_a_number_that_counts_once(self, home: Story) -> None:
        """Also when it was withdrawn; another client has numbers of their own."""
        home.tell(delivered())
        assert home.refused(delivered("l1", "0:10")) == "levering-exists"
        home.tell(redelivered("0:00"))
        assert home.refused(delivered()) == "levering-exists"
        home.tell(client("c2"), indicatie(2, client="c2"), delivered(client="c2"))

    def test_lasts_a_minute_or_more(self, home: Story) -> None:
        """No time at all is no care."""
        assert home.refused(delivered(minutes="0:00")) == "amount-not-positive"
        assert home.refused(delivered(minutes="-0:01")) == "amount-not-positive"
        home.tell(delivered(minutes="0:01"))

    def test_lasts_no_longer_than_a_day(self, home: Story) -> None:
        """Exactly 24 hours is possible; a minute more is not."""
        error = home.refusal(delivered(minutes="24:01"))
        assert (error.code, error.field) == ("longer-than-a-day", "minutes")
        assert error.message == "Een levering duurt hoogstens 24:00 uur op één dag. U vulde 24:01 uur in."
        home.tell(delivered(minutes="24:00"))

    def test_is_in_hours(self, home: Story) -> None:
        """Points are no time."""
        assert home.refused(delivered() | {"minutes": {"PUNT": "1.00"}}) == "unit-not-uur"

    def test_is_of_today_or_before(self, home: Story) -> None:
        """The tests' day is 4 March 2026."""
        error = home.refusal(delivered(on="2026-03-05"))
        assert (error.code, error.field) == ("day-in-future", "on")
        assert "5 maart 2026 is nog niet geweest: het is vandaag 4 maart 2026" in error.message
        home.tell(delivered(on="2026-03-04"))

    def test_needs_an_indicatie_on_its_day(self, home: Story) -> None:
        """The first day counts, the day before it does not."""
        assert home.refused(delivered(on="2025-12-31")) == "no-indicatie"
        home.tell(delivered(on="2026-01-01"))

    def test_after_death_is_refused(self, home: Story) -> None:
        """The last day belongs to life."""
        home.tell(died("2026-03-03"))
        assert home.refused(delivered()) == "after-death"
        home.tell(delivered(on="2026-03-03"))

    def test_of_a_prestatie_that_the_register_does_not_know_is_refused(self, home: Story) -> None:
        """Nor of one that it knows in another year."""
        assert home.refused(delivered(prestatie="H999")) == "tarief-unknown"

    def test_of_a_combination_that_is_not_allowed_is_refused(self, home: Story) -> None:
        """As soon as the year has a Koppeltabel, it says what may be; until then nothing is known."""
        allow = {"do": "allow_combinatie", "year": 2026, "code": "H126", "source": "demo: test"}
        home.tell(delivered("l1"), allow | {"leveringsvorm": "vpt"})
        error = home.refusal(delivered("l2"))
        assert (error.code, error.field) == ("combinatie-not-allowed", "prestatie")
        assert "Prestatie H126 mag op 4 maart 2026 niet bij mpt en zorgprofiel 4VV." in error.message
        home.tell(allow | {"leveringsvorm": "mpt", "zorgprofiel": "4VV"}, delivered("l2"))

    def test_names_a_prestatie_or_an_activity(self, home: Story) -> None:
        """One of the two, not both."""
        assert home.refused(delivered(prestatie=None)) == "care-unclear"
        assert home.refused(delivered(activity="douchen")) == "care-unclear"


class TestAnActivity:
    def test_has_the_prestatie_and_rekentijd_of_the_contract(self, home: Story) -> None:
        """Showering is counted for 20 minutes; this client needed 30. Both are recorded."""
        (one,) = recorded(home, delivered(prestatie=None, activity="douchen"))
        assert (one.activity, one.prestatie, one.minutes, one.norm_minutes) == ("douchen", "H126", 30, 20)

    def test_that_is_not_in_the_contract_is_refused(self, home: Story) -> None:
        """It is never guessed."""
        assert home.refused(delivered(prestatie=None, activity="wandelen")) == "activity-unknown"

    def test_needs_a_contract_on_its_day(self, home: Story) -> None:
        """On the last day of the contract, and not on the day after."""
        home.tell(ended("k2", to="2026-02-28"))
        act: dict[str, Any] = {"prestatie": None, "activity": "douchen"}
        assert home.refused(delivered(on="2026-03-01", **act)) == "activity-unknown"
        assert home.refused(delivered(provider="p9", **act)) == "no-contract"
        home.tell(delivered(on="2026-02-28", **act))


class TestAGroup:
    @pytest.fixture
    def three(self, home: Story) -> Story:
        """Two more clients."""
        home.tell(client("c2"), indicatie(2, client="c2"), client("c3"), indicatie(3, client="c3"))
        return home

    def test_splits_the_time_exactly(self, three: Story) -> None:
        """100 minutes over three clients: one event each, with one number."""
        found = recorded(three, delivered(minutes="1:40", client=None, clients=["c1", "c2", "c3"]))
        assert [(one.client, one.minutes, one.group_size) for one in found] == [
            ("c1", 34, 3),
            ("c2", 33, 3),
            ("c3", 33, 3),
        ]
        assert sentence(found[0]).endswith("levering l1, samen met 2 anderen.")

    def test_gives_everybody_a_minute_at_least(self, three: Story) -> None:
        """Two minutes over three is nothing for the last, so nobody is written down."""
        together: dict[str, Any] = {"client": None, "clients": ["c1", "c2", "c3"]}
        assert three.refused(delivered(minutes="0:02", **together)) == "amount-not-positive"
        three.tell(delivered(minutes="0:03", **together))

    def test_lasts_no_longer_than_a_day_as_a_whole(self, three: Story) -> None:
        """The time is that of the care, not of the clients together."""
        together: dict[str, Any] = {"client": None, "clients": ["c1", "c2"]}
        assert three.refused(delivered(minutes="24:01", **together)) == "longer-than-a-day"
        three.tell(delivered(minutes="24:00", **together))

    @pytest.mark.parametrize(
        "who",
        [
            {"client": None},
            {"clients": ["c1", "c2"]},
            {"client": None, "clients": ["c1"]},
            {"client": None, "clients": ["c1", "c2", "c1"]},
        ],
        ids=str,
    )
    def test_is_two_or_more_clients_each_once(self, three: Story, who: dict[str, Any]) -> None:
        """Or one client, who is then named as such."""
        assert three.refused(delivered(**who)) == "clients-unclear"

    def test_is_written_down_whole_or_not_at_all(self, three: Story) -> None:
        """One of them has no right to care on that day."""
        three.tell(died("2026-03-03", "c3"))
        assert three.refused(delivered(client=None, clients=["c1", "c2", "c3"])) == "after-death"


class TestASpendInTheSameAct:
    SPEND = {"budget": "b1", "entry": "e1", "amount": {"PUNT": "2.00"}, "what": "wandelen"}

    @pytest.fixture
    def rich(self, home: Story) -> Story:
        """Budget b1 of 10,00 points at p1."""
        home.tell(budget())
        return home

    def test_is_entered_once_and_linked_both_ways(self, rich: Story) -> None:
        """The delivery names the spend, and the spend the delivery."""
        (outcome,) = rich.tell(delivered(spend=self.SPEND, by="anja"))
        events = [rich.house.ledger.at(position) for position, _ in outcome.events]
        levering, spent = (decode(one.topic, one.state) for one in events if one is not None)
        assert (levering.budget, levering.entry) == ("b1", "e1")  # type: ignore[attr-defined]
        assert (spent.levering, spent.given_by) == ("l1", "anja")  # type: ignore[attr-defined]
        assert rich.left() == "8.00"

    def test_keeps_to_the_rules_of_a_spend(self, rich: Story) -> None:
        """Exactly what is left; one hundredth more leaves nothing of the delivery either."""
        assert rich.refused(delivered(spend=self.SPEND | {"amount": {"PUNT": "10.01"}})) == "over-budget"
        rich.tell(delivered(spend=self.SPEND | {"amount": {"PUNT": "10.00"}}))
        assert rich.refused(delivered("l2", spend=self.SPEND)) == "entry-exists"

    def test_is_from_a_budget_of_this_client_at_this_provider(self, rich: Story) -> None:
        """Or from the pot of their group."""
        rich.tell(client("c2"), budget("b2", client="c2"), budget("b3", provider="p2"), pot(amount="5.00"))
        for other in ("b2", "b3"):
            assert rich.refused(delivered(spend=self.SPEND | {"budget": other})) == "budget-differs"
        assert rich.refused(delivered(spend=self.SPEND | {"budget": "b9"})) == "budget-unknown"
        rich.tell(delivered(spend=self.SPEND | {"budget": "pot"}))
        assert rich.left("pot") == "3.00"

    def test_is_not_for_a_group(self, rich: Story) -> None:
        """Each of them has a budget of their own."""
        rich.tell(client("c2"), indicatie(2, client="c2"))
        assert rich.refused(delivered(client=None, clients=["c1", "c2"], spend=self.SPEND)) == "spend-of-group"

    def test_is_corrected_by_itself(self, rich: Story) -> None:
        """Half an hour was twenty minutes; what was spent stays until that is corrected too."""
        rich.tell(delivered(spend=self.SPEND), redelivered("0:20"))
        assert rich.left() == "8.00"
        rich.tell(correct("e1", "1.00"))
        assert rich.left() == "9.00"

    def test_stands_beside_a_spend_without_a_delivery(self, rich: Story) -> None:
        """Which names none."""
        (outcome,) = rich.tell(spend("e1", "2.00"))
        record = rich.house.ledger.at(outcome.events[0][0])
        assert record is not None
        assert b"levering" not in record.state


class TestACorrection:
    def test_gives_the_delivery_other_minutes_on_its_own_day(self, home: Story) -> None:
        """With what it was before."""
        (_, one) = recorded(home, delivered(on="2026-03-02"), redelivered("0:25"))
        assert (one.minutes, one.minutes_before, one.on.isoformat()) == (25, 30, "2026-03-02")
        assert sentence(one) == "Levering l1 van 2 maart 2026 is verbeterd: 0:25 uur in plaats van 0:30 uur."

    def test_to_zero_withdraws_it_and_can_be_undone(self, home: Story) -> None:
        """Withdrawing was the mistake."""
        (_, one, again) = recorded(home, delivered(), redelivered("0:00"), redelivered("0:30"))
        assert sentence(one) == "Levering l1 van 4 maart 2026 is ingetrokken. Zij duurde 0:30 uur."
        assert (again.minutes, again.minutes_before) == (30, 0)

    def test_keeps_its_reason_sealed(self, home: Story) -> None:
        """It may be about a person."""
        (_, one) = recorded(home, delivered(), redelivered("0:25"))
        assert home.house.keyring.open("client-c1", one.reason) == "verkeerd gelezen"

    def test_that_changes_nothing_is_refused(self, home: Story) -> None:
        """Also when it was withdrawn before."""
        home.tell(delivered())
        assert home.refused(redelivered("0:30")) == "correction-changes-nothing"
        home.tell(redelivered("0:00"))
        assert home.refused(redelivered("0:00")) == "correction-changes-nothing"

    def test_stays_within_a_day_and_above_nothing(self, home: Story) -> None:
        """As a delivery does."""
        home.tell(delivered())
        assert home.refused(redelivered("24:01")) == "longer-than-a-day"
        assert home.refused(redelivered("-0:01")) == "amount-not-positive"
        assert home.refused(redelivered("0:30") | {"minutes": {"EUR": "1.00"}}) == "unit-not-uur"
        home.tell(redelivered("24:00"))

    def test_of_a_delivery_that_is_not_there_is_refused(self, home: Story) -> None:
        """Neither before the first delivery, nor after it."""
        assert home.refused(redelivered("0:10")) == "levering-unknown"
        home.tell(delivered())
        assert home.refused(redelivered("0:10", "l9")) == "levering-unknown"

    def test_upwards_of_care_after_death_is_refused_and_downwards_is_not(self, home: Story) -> None:
        """The death was reported late."""
        home.tell(delivered(), died("2026-03-03"))
        assert home.refused(redelivered("0:31")) == "after-death"
        home.tell(redelivered("0:29"), redelivered("0:00"))


class TestTheMandate:
    STAFF = somebody("medewerker", provider="p1")

    def test_of_a_provider_is_its_own_care_to_its_own_clients(self, home: Story) -> None:
        """A zorgplan with p1 brought c1 there; before it nobody at p1 knows of c1."""
        assert home.refused(delivered(), by=self.STAFF) == "client-unknown"
        home.tell(plan())
        assert home.refused(delivered(provider="p2"), by=self.STAFF) == "provider-unknown"
        home.tell(delivered(), by=self.STAFF)

    def test_does_not_reach_the_delivery_of_another_provider(self, home: Story) -> None:
        """The answer is that of a delivery that is not there."""
        home.tell(plan(), concluded(provider="p2"), delivered(provider="p2"))
        error = home.refusal(redelivered("0:10"), by=self.STAFF)
        assert isinstance(error, NotFound)
        assert error.code == "levering-unknown"
        home.tell(redelivered("0:10"))

    def test_of_staff_does_not_sign_for_another(self, home: Story) -> None:
        """Whatever they say."""
        home.tell(plan())
        (outcome,) = home.tell(delivered(by="anja", minutes=hours("0:30")["UUR"]), by=self.STAFF)
        record = home.house.ledger.at(outcome.events[0][0])
        assert record is not None
        assert b'"given_by":"medewerker-1"' in record.state
