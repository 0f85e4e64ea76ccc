"""The worked figures of domain.md §3 and the example of §8: each a story, played on both databases by `test_stories`.

Here is what lies behind the amounts in those stories: what is owed, what it rests on, and that parts make the whole.
"""

from typing import Any

import msgspec
import pytest

from ledger.vocabulary.actor import SYSTEM
from tests.ledger.lines import Line
from tests.ledger.stories.teller import paid, submitted, told
from tests.ledger.story import Story
from web.composition import House
from web.questions import totals_of


def events(story: Story, stream: str, topic: str) -> list[Line]:
    """Return the events of a stream with a topic, as they are stored."""
    found = story.house.ledger.stream(stream)
    return [msgspec.json.decode(one.state) for one in found if one.topic.rpartition("/")[0] == topic]


def rests_on(story: Story, line: Line) -> list[Line]:
    """Return the events that a declared line rests on."""
    records = [story.house.ledger.at(position) for position in line["derivation"]["rests_on"]]
    return [msgspec.json.decode(one.state) for one in records if one is not None]


class TestArrangement:
    """VV4, € 600,00 a week; middel is € 450,00; the care farm is paid by the hoofdaannemer; 25 % is a pgb."""

    @pytest.fixture
    def story(self, sqlite_house: House) -> Story:
        return told(sqlite_house, "an_arrangement")

    def test_is_the_same_in_a_week_of_flu(self, story: Story) -> None:
        """In the second week half an hour was given, in the first four: both are € 450,00 and rest on the plan."""
        weeks = [submitted(story, f"thuiszorg-k1-2026-W{week}")[0] for week in ("02", "03")]
        assert [week["eurocent"] for week in weeks] == [450_00, 450_00]
        for facts in (rests_on(story, week) for week in weeks):
            assert any("lines" in fact for fact in facts)
            assert not any("given_by" in fact for fact in facts)
        given = [one["on"] for one in events(story, "levering-c1", "levering.recorded")]
        assert given == ["2026-01-05", "2026-01-08", "2026-01-14"]

    def test_owes_the_care_farm_its_share_and_keeps_the_rest(self, story: Story) -> None:
        """33,33 % of € 450,00 is € 149,985: the parts are € 149,99 and € 300,01."""
        (line,) = submitted(story, "thuiszorg-k1-2026-W02")
        assert line["owed"] == [{"provider": "zorgboerderij", "eurocent": 149_99}]
        assert paid(story, "zorgboerderij") == 0

    def test_leaves_a_pgb_of_a_hundred_and_fifty(self, story: Story) -> None:
        """Together exactly the indicatiewaarde; a cent more was refused in the story."""
        (plan,) = events(story, "zorgplan-c1", "zorgplan.agreed")
        assert [(one["worth_eurocent"], one["per"]) for one in plan["lines"]] == [(450_00, "week"), (150_00, "week")]


class TestModules:
    """LG5, € 727,00 a week: ten modules of € 72,70, with three providers."""

    def test_add_up_to_the_indicatiewaarde(self, sqlite_house: House) -> None:
        """5 × 72,70 + 3 × 72,70 + 2 × 72,70."""
        story = told(sqlite_house, "ten_modules")
        contracts = ("ochtend-en-avond-k1", "dagdelen-en-logeren-k2", "begeleiding-k3")
        weeks = [submitted(story, f"{contract}-2026-W02")[0]["eurocent"] for contract in contracts]
        assert weeks == [363_50, 218_10, 145_40]
        assert sum(weeks) == paid(story) == 727_00

    def test_too_small_for_the_care_cost_the_client_the_rest(self, sqlite_house: House) -> None:
        """€ 12,00 + € 12,00 − € 17,00 = € 7,00 a day; nothing of it is paid to anybody else, and the plan knows."""
        story = told(sqlite_house, "a_module_too_small")
        (day,), (week,) = (submitted(story, f"p1-k1-2026-W{number}") for number in ("02", "03"))
        (plan,) = events(story, "zorgplan-c1", "zorgplan.agreed")
        assert plan["lines"][0]["worth_eurocent"] == 7 * 17_00
        assert (day["eurocent"] - 17_00, week["eurocent"] - plan["lines"][0]["worth_eurocent"]) == (7_00, 7 * 7_00)


class TestNormTime:
    """Showering: rekentijd 20 minutes, 30 for this client."""

    def test_is_recorded_beside_the_real_time(self, sqlite_house: House) -> None:
        """In the delivery itself; the amount is that of the activity."""
        story = told(sqlite_house, "a_norm_time")
        given = events(story, "levering-c1", "levering.recorded")
        assert [(one["norm_minutes"], one["minutes"]) for one in given] == [(20, 30), (20, 20), (20, 10)]
        assert [submitted(story, f"p1-k1-2026-W{number}")[0]["eurocent"] for number in ("02", "03")] == [20_00, 40_00]


class TestTariff:
    """94 % of the maximum for stay, 94,5 % for care at home."""

    @pytest.mark.parametrize(
        ("contract", "agreed", "maximum", "price", "times"),
        [("verblijf", 9400, 250_00, 235_00, (2, 1)), ("thuis", 9450, 63_49, 60_00, (3, 2))],
    )
    def test_comes_from_the_register(
        self, sqlite_house: House, contract: str, agreed: int, maximum: int, price: int, times: tuple[int, int]
    ) -> None:
        """With its version and source; two days, and an hour and a half."""
        story = told(sqlite_house, "an_agreed_tariff")
        (line,) = submitted(story, f"p1-{contract}-2026-01")
        derived = line["derivation"]
        assert (derived["rate_basispoint"], derived["tarief"]["eurocent"]) == (agreed, maximum)
        assert derived["tarief"]["reference"] == "demo: verhaal"
        assert line["eurocent"] == price * times[0] // times[1]


class TestPersonFollowingEnvelope:
    """€ 10 300 000 produced in € 10 000 000."""

    @pytest.fixture
    def envelope(self, sqlite_house: House) -> Any:
        """What `pvb totals --region Rotterdam --year 2026 --json` says of it."""
        told(sqlite_house, "a_cut_for_everybody")
        (found,) = totals_of(sqlite_house, SYSTEM, region="Rotterdam", year=2026)["contracteerruimte"]
        return found

    def test_is_cut_by_one_factor_to_exactly_what_there_is(self, envelope: Any) -> None:
        """Nobody is further than a cent from production × 10 000 000 / 10 300 000."""
        cents = [int(one["amount"].replace(".", "")) for one in envelope["cut"]]
        produced = [int(one["production"].replace(".", "")) for one in envelope["cut"]]
        assert sum(cents) == 10_000_000_00
        assert sum(produced) == 10_300_000_00
        assert all(abs(cut * 103 - whole * 100) < 103 for cut, whole in zip(cents, produced, strict=True))

    def test_of_another_year_is_not_cut(self, sqlite_house: House) -> None:
        """Only what was produced in the region and in that year counts."""
        story = told(sqlite_house, "a_cut_for_everybody")
        story.tell(
            {
                "do": "set_contracteerruimte",
                "region": "Rotterdam",
                "year": 2025,
                "amount": {"EUR": "1.00"},
                "ground": "x",
            }
        )
        by_year = {one["year"]: one for one in totals_of(sqlite_house, SYSTEM)["contracteerruimte"]}
        assert (by_year[2025]["production"], by_year[2025]["cut"]) == ("0.00", [])
        assert len(by_year[2026]["cut"]) == 3


class TestStaffel:
    """6 000 minutes: € 13 000; 12 000 minutes: € 22 000."""

    def test_adds_up_to_the_step_of_the_year_and_tells_who_is_just_past_it(self, sqlite_house: House) -> None:
        """5 999 minutes pay nothing, 6 002 the first step, 11 999 no more than that, 12 000 the second."""
        story = told(sqlite_house, "a_staffel")
        lines = [submitted(story, f"p1-k1-2026-W{week}")[0] for week in ("03", "05")]
        assert [line["eurocent"] for line in lines] == [13_000_00, 9_000_00]
        assert ["2 minuten over de trap" in str(line["derivation"]["steps"]) for line in lines] == [True, False]
        assert "0 minuten over de trap" in str(lines[1]["derivation"]["steps"])


class TestWmoCoalition:
    """§8: two providers, a fee per place, a bonus per risen client, two years and an option on two more."""

    @pytest.fixture
    def story(self, sqlite_house: House) -> Story:
        return told(sqlite_house, "a_wmo_coalition")

    def test_pays_a_fee_for_places_and_a_bonus_for_who_rose(self, story: Story) -> None:
        """Three instalments of € 10 000,00 and two bonuses of € 500,00; who stayed where he was brings none."""
        assert paid(story, "werkplaats") == 3 * 10_000_00 + 2 * 500_00
        bonuses = [
            one
            for month in ("2026-09", "2027-06")
            for one in submitted(story, f"werkplaats-k1-{month}")
            if "client" in one
        ]
        assert [(one["client"], one["eurocent"]) for one in bonuses] == [("c1", 500_00), ("c2", 500_00)]

    def test_has_earned_its_option_exactly_at_the_number(self, story: Story) -> None:
        """One client short was refused; so was one who had not risen; so was a day beyond the option."""
        (extended,) = events(story, "contracts-werkplaats", "contract.extended")
        assert (extended["to"], extended["earned_by"]) == ("2029-12-31", ["c1", "c2"])

    def test_is_of_both_parties(self, story: Story) -> None:
        """A coalition: the one that declares, and the other beside it."""
        (concluded,) = events(story, "contracts-werkplaats", "contract.concluded")
        assert [(one["provider"], one["role"]) for one in concluded["parties"]] == [
            ("werkplaats", "coalitiepartner"),
            ("moestuin", "coalitiepartner"),
        ]
