"""The two families: their figures to the cent."""

from datetime import date

from ledger.demo.agenda import Moment
from ledger.demo.stories import FAMILY_ACTOR, FAMILY_CLIENT, STAFF_ACTOR, STAFF_PROVIDER, told
from ledger.demo.story_de_vries import ARRANGEMENT, de_vries
from ledger.demo.story_de_vries_points import FLU_WEEK, POINTS
from ledger.demo.story_yilmaz import yilmaz
from ledger.demo.telling import Told, day_of, first_monday
from tests.demo.tally import Line, Tally, smallest
from tests.demo.test_region import lines

MONDAY = date(2026, 1, 5)


def commands(story: list[Told], *kinds: str) -> list[Line]:
    """The lines of a story of these kinds."""
    return [line.command for line in story if line.command["do"] in kinds]


def declared(story: list[Told], provider: str) -> list[Line]:
    """All lines one provider declares."""
    submitted = [line for line in commands(story, "submit_declaration") if line["provider"] == provider]
    return [one for declaration in submitted for one in declaration["lines"]]


def spent_in_week(story: list[Told], budget: str, week: int) -> int:
    """Cents spent from a budget on the days of a week."""
    days = {day_of(MONDAY, week, weekday).isoformat() for weekday in range(7)}
    spends = [line for line in commands(story, "spend") if line["budget"] == budget and line["on"] in days]
    return sum(smallest(line["amount"]) for line in spends)


class TestMevrouwDeVries:
    """An arrangement, a flu, a pgb."""

    story = de_vries(MONDAY, "999990019")

    def test_her_indicatiewaarde_is_600_euro_a_week(self) -> None:
        """VV4."""
        (granted,) = commands(self.story, "grant_indicatie")
        assert (granted["zorgprofiel"], granted["value"], granted["per"]) == ("4VV", {"EUR": "600.00"}, "week")

    def test_three_quarters_is_the_arrangement_and_a_quarter_pgb(self) -> None:
        """EUR 450.00 and EUR 150.00 a week."""
        (allocated,) = commands(self.story, "allocate_modules")
        worth = {str(part.get("provider", "pgb")): 60000 * part["modules"] // allocated["of"]
                 for part in allocated["parts"]}  # fmt: skip
        assert worth == {STAFF_PROVIDER: 45000, "pgb": 15000}

    def test_every_week_450_euro_is_declared(self) -> None:
        """One prestatie, by the hoofdaannemer, the week of the flu too."""
        amounts = [line["amount"] for line in declared(self.story, STAFF_PROVIDER)]
        assert amounts == [{"EUR": "450.00"}] * 51
        assert {line["provider"] for line in commands(self.story, "submit_declaration")} == {STAFF_PROVIDER}

    def test_an_ordinary_week_delivers_what_is_declared(self) -> None:
        """The care farm has its share in it."""
        assert spent_in_week(self.story, ARRANGEMENT, 3) == 45000
        farm = [line["amount"] for line in commands(self.story, "spend") if line["entry"] == "boerderij-03"]
        assert farm == [{"EUR": "135.00"}]

    def test_the_week_of_the_flu_delivers_something_else(self) -> None:
        """EUR 360.00 at home, nothing on the farm."""
        assert spent_in_week(self.story, ARRANGEMENT, FLU_WEEK) == 36000

    def test_the_budget_is_fifty_one_weeks_of_450_euro(self) -> None:
        """EUR 22 950.00, of which EUR 22.50 is over at the end: 90.00 of the flu less an extra 67.50."""
        spent = sum(smallest(line["amount"]) for line in commands(self.story, "spend") if line["budget"] == ARRANGEMENT)
        (opened,) = [line for line in commands(self.story, "open_budget") if line["budget"] == ARRANGEMENT]
        assert smallest(opened["amount"]) == 51 * 45000 == 2295000
        assert smallest(opened["amount"]) - spent == 2250

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
        """363.50, 218.10 and 145.40 a week."""
        worth = {"lindeboog": (5, "363.50"), "dubbelgroen": (3, "218.10"), "paarse-bever": (2, "145.40")}
        for provider, (modules, euros) in worth.items():
            found = declared(self.story, provider)
            assert len(found) == 48
            assert {(line["quantity"], line["amount"]["EUR"]) for line in found} == {(str(modules), euros)}
            assert smallest({"EUR": euros}) == modules * 7270

    def test_together_they_declare_727_euro_each_week(self) -> None:
        """Never a cent more."""
        per_week: dict[str, int] = {}
        for provider in ("lindeboog", "dubbelgroen", "paarse-bever"):
            for line in declared(self.story, provider):
                per_week[line["on"]] = per_week.get(line["on"], 0) + smallest(line["amount"])
        assert set(per_week.values()) == {72700}

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
        mine = [line for line in lines(region, "submit_declaration") if "de-vries" in line["declaration"]]
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
