"""Every model through the whole ledger: contract, plan, care, declaration, approval; and the days around its edges."""

import pytest

from tests.ledger.care_lines import enrolled
from tests.ledger.contract_lines import amended
from tests.ledger.stories.agreements import (
    AFTER,
    AMENDED,
    BEFORE,
    CASES,
    EVE,
    FIRST,
    LAST,
    START,
    agreed,
    amounts,
    declared,
    showers_on,
)
from tests.ledger.stories.teller import paid
from tests.ledger.story import Story
from web.composition import House

MODELS = sorted(CASES)
AMENDABLE = [letter for letter in MODELS if CASES[letter].amended]


@pytest.fixture
def story(empty_story: Story) -> Story:
    """The client and the register; nothing is agreed yet."""
    empty_story.tell(*START)
    return empty_story


class TestEachModel:
    @pytest.mark.parametrize("letter", MODELS)
    def test_goes_from_contract_to_money(self, house: House, letter: str) -> None:
        """Only what lies within the contract counts; declared and unpaid are what was computed; all is paid."""
        case, story = CASES[letter], Story(house)
        story.tell(*START, agreed(case.component), *case.facts)
        lines = declared(story)
        assert amounts(lines) == case.lines
        for line in lines:
            derived = line["derivation"]
            assert derived["model"] == letter
            assert line["eurocent"] + derived["unpaid_eurocent"] == derived["computed_eurocent"]
            assert derived["steps"]
        assert paid(story, "p1") == sum(case.lines)

    @pytest.mark.parametrize("letter", AMENDABLE)
    def test_amended_from_a_day_counts_the_new_terms_from_that_day(self, story: Story, letter: str) -> None:
        """The day before is still at the old ones."""
        case = CASES[letter]
        story.tell(agreed(case.component), *case.facts, case.amendment())
        assert amounts(declared(story)) == case.amended

    @pytest.mark.parametrize("letter", AMENDABLE)
    def test_amended_after_it_was_declared_is_credited_and_declared_anew(self, story: Story, letter: str) -> None:
        """And lands on what it would have been at once."""
        case = CASES[letter]
        story.tell(agreed(case.component), *case.facts)
        declared(story)
        story.tell(case.amendment())
        story.tell({"do": "declare", "contract": "k1", "provider": "p1", "period": "2026-02", "clients": ["c1"]})
        lines = [f"{number}" for number in range(1, 1 + len(_anew(story)))]
        story.tell({"do": "approve_declaration", "declaration": "p1-k1-2026-02-2", "lines": lines})
        assert paid(story) == sum(case.amended)

    def test_that_is_a_fixed_sum_is_never_amended(self, story: Story) -> None:
        """Nor before anything was declared; the rate may be, and changes nothing."""
        case = CASES["H"]
        story.tell(agreed(case.component))
        assert story.refused(case.amendment()) == "lumpsum-fixed"
        story.tell(amended(rate="50.00", **{"from": AMENDED}))
        assert amounts(declared(story)) == case.lines

    @pytest.mark.parametrize("letter", MODELS)
    @pytest.mark.parametrize("period", ["2026-01", "2026-03"])
    def test_is_not_declared_outside_its_contract(self, story: Story, letter: str, period: str) -> None:
        """The month before the contract, and the month after it."""
        case = CASES[letter]
        story.tell(agreed(case.component), *case.facts)
        asked = {"do": "declare", "contract": "k1", "provider": "p1", "period": period, "clients": ["c1"]}
        assert story.refused(asked) == "outside-contract"


def _anew(story: Story) -> list[str]:
    found = story.house.ledger.stream("declaration-p1-k1-2026-02-2")
    return [one.topic for one in found if one.topic.startswith("declaration.line-submitted")]


class TestTheEdgesOfAContract:
    @pytest.mark.parametrize("day", [BEFORE, AFTER])
    def test_leave_no_activity_the_day_before_or_after(self, story: Story, day: str) -> None:
        """What an activity is, stands in the contract."""
        story.tell(agreed(CASES["B"].component))
        assert story.refused(*showers_on(day)) == "no-contract"

    def test_let_nobody_enrol_the_day_before_or_after(self, story: Story) -> None:
        """On the first day and on the last, they do."""
        story.tell(agreed(CASES["G"].component))
        assert [story.refused(enrolled(first=day)) for day in (BEFORE, AFTER)] == ["contract-not-here"] * 2
        story.tell(enrolled(first=LAST))
        assert amounts(declared(story)) == (1_00,)

    def test_hold_an_amendment_from_the_first_day_until_the_last(self, story: Story) -> None:
        """Not the day before, nor the day after."""
        story.tell(agreed(CASES["A"].component))
        for day in (BEFORE, AFTER):
            assert story.refused(amended(rate="50.00", **{"from": day})) == "outside-contract"
        story.tell(amended(rate="60.00", **{"from": FIRST}), amended(rate="50.00", **{"from": LAST}))
        story.tell(*CASES["A"].facts)
        assert amounts(declared(story)) == (3 * 36_00, 30_00)

    def test_move_when_it_ends(self, story: Story) -> None:
        """From then on a day that was the last but one is the last."""
        story.tell(agreed(CASES["A"].component), *CASES["A"].facts)
        story.tell({"do": "end_contract", "contract": "k1", "provider": "p1", "to": EVE, "ground": "stopt"})
        assert amounts(declared(story)) == (120_00,)
