"""Exactly at the ceiling and one cent over it, for every model that follows the person; and models together."""

from typing import Any, NamedTuple

import msgspec
import pytest

from tests.ledger.care_lines import enrolled
from tests.ledger.lines import Line
from tests.ledger.stories.agreements import (
    CASES,
    EVE,
    FIRST,
    LAST,
    START,
    activity,
    agreed,
    amounts,
    arranged,
    by_score,
    declared,
    euros,
    hours_on,
    model,
    placed,
    planned,
    showers_on,
)
from tests.ledger.stories.teller import paid
from tests.ledger.story import Story
from web.composition import House

WEEKS = hours_on(*(f"2026-02-{day:02}" for day in range(2, 7)), length="4:00")
"""Twenty hours in two weeks of € 600,00: exactly the indicatiewaarde at € 60,00 an hour."""
RISEN = tuple(
    {"do": "record_score", "score": f"r{value}", "client": "c1", "indicator": "dagbesteding", "family": "outcome"}
    | {"instrument": "zrm", "from": FIRST, "to": LAST, "on": on, "value": value}
    for value, on in ((2, FIRST), (3, LAST))
)
"""One step up on day activity within the contract."""


@pytest.fixture
def story(empty_story: Story) -> Story:
    """The client and the register; nothing is agreed yet."""
    empty_story.tell(*START)
    return empty_story


def worth(euro: str) -> Line:
    """Decide that the client's indicatiewaarde is another, from New Year's Day on."""
    about = {"do": "set_indicatiewaarde", "client": "c1", "from": "2026-01-01", "per": "week"}
    return about | {"value": euros(euro), "ground": "besluit"}


def pgb(euro: str) -> Line:
    """A line of a zorgplan that is care the client buys."""
    return {"line": "2", "pgb": True, "value": euros(euro), "per": "week"}


def bonus(euro: str) -> Line:
    """Model E as nothing but a bonus."""
    about = {"prestatie": "B001", "indicator": "dagbesteding", "rise": 1, "price": euros(euro)}
    return model("E", bonus=about)


def figures(lines: list[Line]) -> tuple[int, int, int]:
    """Return what was paid, not paid, and above the ceiling, in cents."""
    derived = [one["derivation"] for one in lines]
    unpaid, above = (sum(one[f"{name}_eurocent"] for one in derived) for name in ("unpaid", "above"))
    assert sum(amounts(lines)) + unpaid == sum(one["computed_eurocent"] for one in derived)
    return sum(amounts(lines)), unpaid, above


class Full(NamedTuple):
    """A model whose lines are exactly the indicatiewaarde, and what makes that a cent too little."""

    component: Line
    facts: tuple[Line, ...]
    cents: int
    over: tuple[Line, ...]
    lost: int = 1


CENT = (worth("599.99"),)
"""A cent a week less: two cents in two weeks."""
FULL = {
    "A": Full(model("A"), WEEKS, 1200_00, CENT, 2),
    "B": Full(
        model("B", activities=[activity(price="20.00")]),
        showers_on(*(f"2026-02-{day:02}" for day in range(2, 12))),
        200_00,
        (worth("99.99"),),
        2,
    ),
    "C": Full(CASES["C"].component, (planned(arranged(), pgb("150.00")),), 900_00, (worth("599.98"),), 1),
    "D": Full(CASES["D"].component, (placed(10),), 1200_00, (planned(pgb("0.01")),), 2),
    "E": Full(model("E", **by_score("150.00")), WEEKS, 1800_00, (worth("899.99"),), 2),
}
START_OF = {"B": "100.00", "E": "900.00"}
"""The indicatiewaarde a week, where it is not € 600,00."""


class TestTheCeilingOfAClient:
    @pytest.mark.parametrize("letter", sorted(FULL))
    def test_is_paid_up_to_the_cent(self, story: Story, letter: str) -> None:
        """Exactly at it, nothing is above."""
        full = FULL[letter]
        story.tell(agreed(full.component), worth(START_OF.get(letter, "600.00")), *full.facts)
        assert figures(declared(story)) == (full.cents, 0, 0)

    @pytest.mark.parametrize("letter", sorted(FULL))
    def test_leaves_what_is_over_it_unpaid(self, house: House, letter: str) -> None:
        """A cent, or a cent a week, on both databases; what is paid, is approved."""
        full, story = FULL[letter], Story(house)
        story.tell(*START, agreed(full.component), worth(START_OF.get(letter, "600.00")), *full.facts, *full.over)
        computed, unpaid, above = figures(declared(story))
        assert (unpaid, above) == (full.lost, full.lost)
        assert paid(story, "p1") == computed

    @pytest.mark.parametrize(("ceiling", "unpaid"), [("client", 2), ("provider", 2), ("none", 0)])
    def test_is_always_flagged(self, story: Story, ceiling: str, unpaid: int) -> None:
        """Alone with the provider, its clients have no room to spare; without a ceiling it is only shown."""
        story.tell(agreed(model("A"), ceiling=ceiling), *WEEKS, *CENT)
        assert figures(declared(story)) == (1200_00 - unpaid, unpaid, 2)


class TestTogether:
    def test_a_score_on_a_part_and_hours_for_the_rest(self, story: Story) -> None:
        """H126 at 110 %, H300 by the hour; at the ceiling, the last line is not paid whole."""
        story.tell(agreed(model("E", "H126", **by_score("110.00")), model("A")), worth("58.00"))
        story.tell(*hours_on(FIRST), *hours_on(LAST, prestatie="H300"))
        assert figures(lines := declared(story)) == (116_00, 0, 0)
        assert amounts(lines) == (66_00, 50_00)

    def test_a_score_on_a_part_and_hours_for_the_rest_a_cent_over(self, story: Story) -> None:
        """The running total crosses in the second line."""
        story.tell(agreed(model("E", "H126", **by_score("110.00")), model("A")), worth("57.99"))
        story.tell(*hours_on(FIRST), *hours_on(LAST, prestatie="H300"))
        assert amounts(declared(story)) == (66_00, 49_98)

    def test_a_score_on_one_activity_and_others_at_their_price(self, story: Story) -> None:
        """Showering at 110 % of € 20,00, washing at € 20,00."""
        scored = model("E", "douchen", **by_score("110.00", base="B", activities=[activity()]))
        story.tell(agreed(scored, model("B", activities=[activity("wassen")])))
        story.tell(*showers_on(FIRST, EVE), *showers_on(LAST, word="wassen"))
        assert amounts(declared(story)) == (44_00, 20_00)

    @pytest.mark.parametrize(("price", "above"), [("300.00", 0), ("300.01", 1)])
    def test_a_bonus_beside_an_arrangement_is_flagged_above_the_ceiling(
        self, story: Story, price: str, above: int
    ) -> None:
        """Two weeks leave € 300,00 beside middel; without a ceiling the cent over it is paid and shown."""
        hybrid = agreed(CASES["C"].component, bonus(price), ceiling="none")
        assert story.refused(hybrid | {"acknowledged": False}) == "composition-needs-acknowledgement"
        story.tell(hybrid, planned(arranged()), *RISEN)
        assert figures(declared(story)) == (1200_00 + above, 0, above)
        (concluded,) = story.house.ledger.stream("contracts-p1")
        assert msgspec.json.decode(concluded.state)["warnings"] == ["ceiling-may-break"]

    def test_a_bonus_beside_an_arrangement_is_cut_where_there_is_a_ceiling(self, story: Story) -> None:
        """The arrangement is paid first."""
        story.tell(agreed(CASES["C"].component, bonus("300.01")), planned(arranged()), *RISEN)
        assert amounts(declared(story)) == (900_00, 300_00)

    @pytest.mark.parametrize(
        ("components", "facts", "cents"),
        [
            pytest.param(("G", "B"), (enrolled(first=FIRST), *CASES["B"].facts), (14_00, 80_00), id="G+B"),
            pytest.param(("G", "C"), (enrolled(first=FIRST), *CASES["C"].facts), (14_00, 900_00), id="G+C"),
            pytest.param(("H", "A"), CASES["A"].facts, (1500_00, 1500_00, 240_00), id="H+A"),
            pytest.param(("H", "C"), CASES["C"].facts, (1500_00, 1500_00, 900_00), id="H+C"),
        ],
    )
    def test_a_budget_and_what_follows_the_person(
        self, house: House, components: tuple[str, str], facts: tuple[Line, ...], cents: tuple[int, ...]
    ) -> None:
        """Lines for nobody in particular come first, and know no ceiling."""
        story = Story(house)
        story.tell(*START, agreed(*(CASES[letter].component for letter in components)), *facts)
        lines = declared(story)
        assert amounts(lines) == cents
        assert ["client" in one for one in lines] == [False] * (len(cents) - 1) + [True]
        assert paid(story, "p1") == sum(cents)

    def test_a_subscription_and_modules_contradict_each_other(self, story: Story) -> None:
        """With the reason, acknowledged or not."""
        error = story.refusal(agreed(CASES["G"].component, CASES["D"].component))
        assert error.code == "composition-contradictory"
        assert "twee keer betaald" in error.message

    @pytest.mark.parametrize(("letter", "failing"), [("F", 5), ("G", 4), ("H", 5)])
    def test_a_budget_for_care_at_home_says_what_the_law_says(self, story: Story, letter: str, failing: int) -> None:
        """Which criteria fail, with their articles; the Wmo knows no such law."""
        case = CASES[letter]
        error = story.refusal(agreed(case.component, acknowledged=False))
        assert error.code == "composition-needs-acknowledgement"
        assert f"{failing} van de 6 wettelijke criteria" in error.message
        assert "artikel 3.3.2 lid 4 Wlz" in error.message
        wmo: dict[str, Any] = {"act": "Wmo", "leveringsvormen": None, "acknowledged": False}
        story.tell(agreed(case.component, **wmo))
