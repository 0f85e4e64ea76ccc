"""The indicatiewaarde, meerzorg and EKT of a client: both ways of stating, and the guards at their boundaries."""

from typing import Any

import pytest

from ledger.events import decode
from tests.ledger.lines import Line, client, died, indicatie, line
from tests.ledger.story import Story, somebody


def euro(written: str) -> dict[str, str]:
    """Write an amount of euros."""
    return {"EUR": written}


def value(amount: str | None = "600.00", first: str = "2026-01-01", **more: Any) -> Line:
    """Set the indicatiewaarde of c1 per week."""
    facts = {
        "client": "c1",
        "from": first,
        "value": amount and euro(amount),
        "per": amount and "week",
        "ground": "besluit",
    }
    return line("set_indicatiewaarde", facts, more)


def by_code(**more: Any) -> Line:
    """Set the indicatiewaarde of c1 by the register."""
    return value(None, code="indicatiewaarde-4VV-thuis", **more)


def tarief(**more: Any) -> Line:
    """Put the value of 4VV at home in the register of 2026."""
    facts = {"year": 2026, "code": "indicatiewaarde-4VV-thuis", "name": "4VV thuis", "unit": "jaar"}
    return line("set_tarief", facts | {"tariff": euro("46265.00"), "source": "demo: verzonnen"}, more)


def meerzorg(first: str = "2026-03-01", last: str | None = "2026-08-31", **more: Any) -> Line:
    """Grant meerzorg to c1."""
    facts = {"client": "c1", "from": first, "to": last, "amount": euro("210.00"), "per": "week", "ground": "besluit"}
    return line("grant_meerzorg", facts, more)


def ended(last: str, first: str = "2026-03-01") -> Line:
    """End that meerzorg."""
    return {"do": "end_meerzorg", "client": "c1", "from": first, "to": last, "ground": "opname"}


def withdrawn(first: str = "2026-01-01", **more: Any) -> Line:
    """Withdraw an indicatiewaarde of c1."""
    return line("withdraw_indicatiewaarde", {"client": "c1", "from": first, "ground": "vergissing"}, more)


def ekt(percentage: str = "25.00", first: str = "2026-01-01", last: str = "2026-12-31", **more: Any) -> Line:
    """Grant EKT to c1."""
    facts = {"client": "c1", "from": first, "to": last, "percentage": percentage, "ground": "besluit"}
    return line("grant_ekt", facts, more)


def ekt_ended(last: str, first: str = "2026-01-01") -> Line:
    """End that EKT."""
    return {"do": "end_ekt", "client": "c1", "from": first, "to": last, "ground": "verhuisd"}


def amend(first: str, **more: Any) -> Line:
    """Amend the indicatie of c1."""
    return line("amend_indicatie", {"client": "c1", "besluitnummer": 1, "from": first, "reason": "herzien"}, more)


def told(story: Story) -> Any:
    """Return what was last told of c1."""
    record = story.house.ledger.stream("client-c1")[-1]
    return decode(record.topic, record.state)


@pytest.fixture
def story(empty_story: Story) -> Story:
    """A client with an indicatie for 2026, without a value."""
    empty_story.tell(client(), indicatie())
    return empty_story


class TestAnIndicatiewaarde:
    def test_is_stated_as_an_amount_per_stretch_of_time(self, story: Story) -> None:
        """Open until it is told otherwise."""
        story.tell(value())
        said = told(story)
        assert (said.besluitnummer, said.eurocent, said.per, said.last, said.tarief) == (1, 60000, "week", None, None)

    def test_is_stated_by_a_code_of_the_register(self, story: Story) -> None:
        """It says which tariff, and holds until the end of the year of that tariff."""
        story.tell(tarief(), tarief(tariff=euro("46265.01")), by_code(leveringsvorm="mpt"))
        said = told(story)
        assert (said.eurocent, said.per, str(said.last), said.leveringsvorm) == (4626501, "year", "2026-12-31", "mpt")
        assert (said.tarief.year, said.tarief.code, said.tarief.version) == (2026, "indicatiewaarde-4VV-thuis", 2)
        assert said.tarief.reference == "demo: verzonnen"

    def test_of_a_code_that_the_register_does_not_know_is_refused(self, story: Story) -> None:
        """The year goes with it."""
        assert story.refused(by_code()) == "tarief-unknown"

    @pytest.mark.parametrize(
        "more",
        [{"year": 2027}, {"to": "2027-01-01"}],
    )
    def test_by_the_register_stays_within_its_year(self, story: Story, more: dict[str, Any]) -> None:
        """Up to and including 31 December."""
        story.tell(tarief(), tarief(year=2027))
        assert story.refused(by_code() | more) == "outside-tariff-year"
        story.tell(by_code(year=2026, to="2026-12-31"))

    @pytest.mark.parametrize(("unit", "per"), [("dag", "day"), ("etmaal", "day"), ("week", "week"), ("maand", "month")])
    def test_by_the_register_is_per_stretch_of_time(self, story: Story, unit: str, per: str) -> None:
        """Whatever the unit is called there."""
        story.tell(tarief(unit=unit), by_code())
        assert told(story).per == per

    @pytest.mark.parametrize("unit", ["uur", "dagdeel", "stuk", "module"])
    def test_by_the_register_is_not_per_anything_else(self, story: Story, unit: str) -> None:
        """An hour is no stretch of days."""
        story.tell(tarief(unit=unit))
        assert story.refused(by_code()) == "unit-not-a-period"

    @pytest.mark.parametrize(
        "said",
        [
            value(code="indicatiewaarde-4VV-thuis"),
            by_code(per="week"),
            by_code(value=euro("1.00")),
            value(None),
            value(per=None),
            value(None, per="week"),
            value(year=2026),
        ],
    )
    def test_is_stated_in_one_way(self, story: Story, said: Line) -> None:
        """Amount and stretch, or a code."""
        story.tell(tarief())
        assert story.refused(said) == "value-or-code"

    @pytest.mark.parametrize("amount", ["0.00", "-0.01"])
    def test_is_above_zero(self, story: Story, amount: str) -> None:
        """One cent is enough."""
        assert story.refused(value(amount)) == "amount-not-positive"
        story.tell(value("0.01"))

    def test_begins_on_a_day_with_an_indicatie(self, story: Story) -> None:
        """From its first day up to and including its last."""
        assert story.refused(value(first="2025-12-31")) == "no-indicatie"
        assert story.refused(value(first="2027-01-01")) == "no-indicatie"
        story.tell(value(first="2026-12-31"))

    def test_names_the_besluit_of_that_day_or_none(self, story: Story) -> None:
        """Another besluit does not hold on that day."""
        story.tell(indicatie(2, "2027-01-01", "2027-12-31"))
        assert story.refused(value(besluitnummer=3)) == "indicatie-unknown"
        assert story.refused(value(besluitnummer=2)) == "other-besluit"
        story.tell(value(besluitnummer=2, first="2027-01-01"), value(besluitnummer=1))

    def test_does_not_end_before_it_begins(self, story: Story) -> None:
        """One day is enough."""
        assert story.refused(value(first="2026-02-01", to="2026-01-31")) == "period-reversed"
        story.tell(value(first="2026-02-01", to="2026-02-01"))

    def test_that_was_decided_apart_is_not_changed_by_the_besluit(self, story: Story) -> None:
        """That would be a change that nobody sees; on the day after it, it would be seen."""
        story.tell(value(to="2026-06-30"))
        assert story.refused(amend("2026-06-30", value=euro("700.00"), per="week")) == "indicatiewaarde-set"
        story.tell(amend("2026-07-01", value=euro("700.00"), per="week"), amend("2026-03-01", zorgprofiel="5VV"))

    def test_is_decided_by_the_payer_of_the_region(self, story: Story) -> None:
        """Elsewhere the client is not known."""
        assert story.refused(value(), by=somebody("zorgkantoor", region="Utrecht")) == "client-unknown"

    def test_that_was_a_mistake_is_withdrawn_by_its_first_day_and_leveringsvorm(self, story: Story) -> None:
        """Another day, form or besluit is another decision; withdrawn, it can be decided anew."""
        story.tell(value(leveringsvorm="mpt"))
        for other in (withdrawn(), withdrawn("2026-01-02", leveringsvorm="mpt"), withdrawn(leveringsvorm="vpt")):
            error = story.refusal(other)
            assert (error.code, error.field) == ("indicatiewaarde-unknown", "from")
        story.tell(withdrawn(leveringsvorm="mpt"))
        said = told(story)
        assert (said.besluitnummer, said.leveringsvorm, said.ground) == (1, "mpt", "vergissing")
        assert story.refused(withdrawn(leveringsvorm="mpt")) == "indicatiewaarde-unknown"
        story.tell(value(leveringsvorm="mpt"))

    def test_that_is_withdrawn_no_longer_stands_in_the_way_of_the_besluit(self, story: Story) -> None:
        """Also when the indicatie no longer holds: the besluit is then named."""
        story.tell(value(), died("2025-12-31"))
        assert story.refused(withdrawn()) == "after-death"
        story.tell(withdrawn(besluitnummer=1), amend("2026-01-01", value=euro("700.00"), per="week"))


class TestMeerzorg:
    def test_is_above_zero(self, story: Story) -> None:
        """One cent is enough."""
        assert story.refused(meerzorg(amount=euro("0.00"))) == "amount-not-positive"
        story.tell(meerzorg(amount=euro("0.01")))

    def test_does_not_overlap(self, story: Story) -> None:
        """The next begins on the day after."""
        story.tell(meerzorg())
        assert story.refused(meerzorg("2026-08-31", None)) == "meerzorg-overlaps"
        assert story.refused(meerzorg("2026-02-01", "2026-03-01")) == "meerzorg-overlaps"
        story.tell(meerzorg("2026-09-01", None), meerzorg("2026-02-01", "2026-02-28"))

    def test_begins_on_a_day_with_an_indicatie_and_before_its_end(self, story: Story) -> None:
        """And never after death."""
        assert story.refused(meerzorg("2025-12-31")) == "no-indicatie"
        assert story.refused(meerzorg("2026-03-02", "2026-03-01")) == "period-reversed"
        story.tell(died("2026-03-01"))
        assert story.refused(meerzorg("2026-03-02")) == "after-death"
        story.tell(meerzorg("2026-03-01"))

    def test_ends_between_the_day_before_its_first_and_its_last(self, story: Story) -> None:
        """The day before takes it away, so that it can be granted anew."""
        story.tell(meerzorg())
        assert story.refused(ended("2026-02-27")) == "before-grant"
        assert story.refused(ended("2026-09-01")) == "after-grant"
        story.tell(ended("2026-08-31"), ended("2026-03-01"), ended("2026-02-28"))
        assert story.refused(ended("2026-02-28")) == "grant-unknown"
        story.tell(meerzorg())

    def test_without_a_last_day_ends_on_any_later_day(self, story: Story) -> None:
        """Known by its first day."""
        story.tell(meerzorg(last=None))
        assert story.refused(ended("2030-01-01", "2026-03-02")) == "grant-unknown"
        story.tell(ended("2030-01-01"))


class TestEkt:
    def test_is_at_most_a_quarter(self, story: Story) -> None:
        """Exactly is fine, a hundredth of a percent over is not."""
        error = story.refusal(ekt("25.01"))
        assert (error.code, error.field) == ("ekt-above-maximum", "percentage")
        assert "25,01%" in error.message
        story.tell(ekt("25.00"))
        assert told(story).raise_basispoint == 2500

    def test_is_above_zero(self, story: Story) -> None:
        """A hundredth of a percent is enough."""
        assert story.refused(ekt("0.00")) == "ekt-not-positive"
        story.tell(ekt("0.01"))

    def test_does_not_overlap(self, story: Story) -> None:
        """Twice a quarter would be a half."""
        story.tell(ekt(last="2026-06-30"))
        assert story.refused(ekt(first="2026-06-30")) == "ekt-overlaps"
        story.tell(ekt(first="2026-07-01"))

    def test_begins_on_a_day_with_an_indicatie_and_before_its_end(self, story: Story) -> None:
        """In order."""
        assert story.refused(ekt(first="2025-12-31")) == "no-indicatie"
        assert story.refused(ekt(first="2026-02-02", last="2026-02-01")) == "period-reversed"

    def test_ends_between_the_day_before_its_first_and_its_last(self, story: Story) -> None:
        """The day before takes it away, so that it can be granted anew."""
        story.tell(ekt(last="2026-06-30"))
        assert story.refused(ekt_ended("2025-12-30")) == "before-grant"
        assert story.refused(ekt_ended("2026-07-01")) == "after-grant"
        assert story.refused(ekt_ended("2026-06-30", "2026-01-02")) == "grant-unknown"
        story.tell(ekt_ended("2026-06-30"), ekt_ended("2026-03-31"), ekt(first="2026-04-01"), ekt_ended("2025-12-31"))
        assert told(story).ground == "verhuisd"
        error = story.refusal(ekt_ended("2025-12-31"))
        assert (error.code, error.message) == ("grant-unknown", "Er is geen EKT die op 1 januari 2026 begint.")


class TestAnAmendmentOfAPastDay:
    def test_leaves_what_it_does_not_name_as_it_was_on_every_later_day(self, story: Story) -> None:
        """The profile of July stays when the value changes from March on."""
        story.tell(amend("2026-07-01", zorgprofiel="5VV"), amend("2026-03-01", value=euro("600.00"), per="week"))
        known = [decode(one.topic, one.state) for one in story.house.ledger.stream("client-c1")[-2:]]
        said: list[Any] = list(known)
        assert [(str(one.first), one.zorgprofiel, one.value_eurocent) for one in said] == [
            ("2026-03-01", "4VV", 60000),
            ("2026-07-01", "5VV", 60000),
        ]

    def test_that_names_profile_and_value_replaces_all_later_days(self, story: Story) -> None:
        """One fact says it."""
        story.tell(amend("2026-07-01", zorgprofiel="5VV"))
        before = story.position()
        story.tell(amend("2026-03-01", zorgprofiel="6VV", value=euro("700.00"), per="week"))
        assert story.position() == before + 1
