"""The two families: their figures to the cent."""

from datetime import date

from ledger.demo.agenda import Moment
from ledger.demo.stories import FAMILY_ACTOR, FAMILY_CLIENT, STAFF_ACTOR, STAFF_PROVIDER, told
from ledger.demo.story_de_vries import ARRANGEMENT, CONTRACT, de_vries
from ledger.demo.story_de_vries_points import FLU_WEEK, POINTS
from ledger.demo.story_yilmaz import yilmaz
from ledger.demo.telling import Told, day_of, first_monday
from tests.demo.tally import Line, Tally, smallest, spends
from tests.demo.test_region import lines, models

MONDAY = date(2026, 1, 5)


def commands(story: list[Told], *kinds: str) -> list[Line]:
    """The lines of a story of these kinds."""
    return [line.command for line in story if line.command["do"] in kinds]


def declared(story: list[Told], provider: str) -> list[Line]:
    """All that one provider declares."""
    return [line for line in commands(story, "declare") if line["provider"] == provider]


def spent(story: list[Told], budget: str) -> list[Line]:
    """All spends from a budget, those that are the same act as a delivery too."""
    return [line for line in spends(line.command for line in story) if line["budget"] == budget]


def spent_in_week(story: list[Told], budget: str, week: int) -> int:
    """Cents spent from a budget on the days of a week."""
    days = {day_of(MONDAY, week, weekday).isoformat() for weekday in range(7)}
    return sum(smallest(line["amount"]) for line in spent(story, budget) if line["on"] in days)


class TestMevrouwDeVries:
    """An arrangement, a flu, a pgb."""

    story = de_vries(MONDAY, "999990019")

    def test_her_indicatiewaarde_is_600_euro_a_week(self) -> None:
        """VV4."""
        (granted,) = commands(self.story, "grant_indicatie")
        assert (granted["zorgprofiel"], granted["value"], granted["per"]) == ("4VV", {"EUR": "600.00"}, "week")

    def test_three_quarters_is_the_arrangement_and_a_quarter_pgb(self) -> None:
        """EUR 450.00 and EUR 150.00 a week."""
        (agreed,) = commands(self.story, "agree_zorgplan")
        arrangement, pgb = agreed["lines"]
        assert (arrangement["provider"], arrangement["arrangement"]) == (STAFF_PROVIDER, "middel")
        assert (pgb["value"], pgb["per"]) == ({"EUR": "150.00"}, "week")

    def test_every_week_is_declared_by_the_hoofdaannemer(self) -> None:
        """The week of the flu too; what each comes to is in `test_care_at_home`."""
        weeks = [line["period"] for line in declared(self.story, STAFF_PROVIDER)]
        assert weeks == [f"2026-W{week:02}" for week in range(2, 53)]
        assert {line["contract"] for line in commands(self.story, "declare")} == {CONTRACT}

    def test_an_ordinary_week_delivers_what_is_declared(self) -> None:
        """The care farm has its share in it."""
        assert spent_in_week(self.story, ARRANGEMENT, 3) == 45000
        farm = [line["amount"] for line in spent(self.story, ARRANGEMENT) if line["entry"] == "boerderij-03"]
        assert farm == [{"EUR": "135.00"}]

    def test_the_week_of_the_flu_delivers_something_else(self) -> None:
        """EUR 360.00 at home, nothing on the farm."""
        assert spent_in_week(self.story, ARRANGEMENT, FLU_WEEK) == 36000

    def test_the_budget_is_fifty_one_weeks_of_450_euro(self) -> None:
        """EUR 22 950.00, of which EUR 22.50 is over at the end: 90.00 of the flu less an extra 67.50."""
        used = sum(smallest(line["amount"]) for line in spent(self.story, ARRANGEMENT))
        (opened,) = [line for line in commands(self.story, "open_budget") if line["budget"] == ARRANGEMENT]
        assert smallest(opened["amount"]) == 51 * 45000 == 2295000
        assert smallest(opened["amount"]) - used == 2250

    def test_her_daughter_asks_and_is_answered(self) -> None:
        """Three questions; the last one still waits."""
        asked = [line["entry"] for line in commands(self.story, "question_entry")]
        answered = [line["entry"] for line in commands(self.story, "answer_question")]
        assert asked == ["kapper-15", "wandelen-35", "wandelen-46"]
        assert answered == asked[:2]

    def test_the_answer_about_the_hairdresser_is_right(self) -> None:
        """4.50 points at EUR 12.50 is EUR 56.25."""
        answer = next(line for line in commands(self.story, "answer_question") if line["entry"] == "kapper-15")
        assert 450 * 1250 == 5625 * 100
        assert "€ 56,25" in answer["text"]

    def test_her_points_last_the_year(self) -> None:
        """The tally accepts every line of hers, to the end of December."""
        tally = Tally()
        tally.take_all(line.command for line in self.story)
        assert 0 < tally.budgets[POINTS].left() < 6000


class TestDeHeerYilmaz:
    """Ten modules with three providers."""

    story = yilmaz(MONDAY, "999990020")

    def test_ten_modules_of_72_euro_70_make_727_euro(self) -> None:
        """LG5, a week."""
        (granted,) = commands(self.story, "grant_indicatie")
        assert granted["zorgprofiel"] == "5LG"
        assert smallest(granted["value"]) == 10 * 7270

    def test_they_are_placed_five_three_two(self) -> None:
        """Each whole."""
        (allocated,) = commands(self.story, "allocate_modules")
        assert allocated["of"] == 10
        assert [part["modules"] for part in allocated["parts"]] == [5, 3, 2]

    def test_each_provider_declares_its_own(self) -> None:
        """48 weeks, under a contract for modules; what they come to is in `test_care_at_home`."""
        for provider in ("lindeboog", "dubbelgroen", "paarse-bever"):
            found = declared(self.story, provider)
            assert len(found) == len({line["period"] for line in found}) == 48
            assert {line["contract"] for line in found} == {f"{provider}-modules"}
        assert [models(line) for line in commands(self.story, "conclude_contract")] == [["D"]] * 3

    def test_his_budgets_last_the_year(self) -> None:
        """The tally accepts every line of his."""
        tally = Tally()
        tally.take_all(line.command for line in self.story)
        assert all(budget.left() >= 0 for budget in tally.budgets.values())


class TestTheTelling:
    """Both stories within the region."""

    def test_every_line_has_a_comment(self) -> None:
        """It reads as a story."""
        assert all(line.comment.endswith(".") for line in (*TestMevrouwDeVries.story, *TestDeHeerYilmaz.story))

    def test_weeks_count_from_the_first_monday(self) -> None:
        """Of any year."""
        assert [first_monday(year) for year in (2024, 2025, 2026)] == [
            date(2024, 1, 1), date(2025, 1, 6), date(2026, 1, 5)]  # fmt: skip

    def test_all_of_it_up_to_today_is_in_the_region(self, region: list[Moment]) -> None:
        """45 weeks of mevrouw De Vries have been declared on 22 November."""
        mine = [line for line in lines(region, "declare") if line["contract"] == CONTRACT]
        assert len(mine) == 45

    def test_the_logins_of_the_demo_exist(self, region: list[Moment]) -> None:
        """The family sees a client that is there; the nurse writes for that provider."""
        assert FAMILY_CLIENT in {line["client"] for line in lines(region, "register_client")}
        assert STAFF_PROVIDER in {line["provider"] for line in lines(region, "register_provider")}
        assert {FAMILY_ACTOR, STAFF_ACTOR} <= {moment.actor for moment in region}

    def test_told_gives_each_its_own_number(self) -> None:
        """Test numbers, not those of anybody."""
        registered = lines(list(told(2026, ("999990019", "999990020"))), "register_client")
        assert [line["bsn"] for line in registered] == ["999990019", "999990020"]
