"""What the models say of a contract: what contradicts itself, what the law rules out, what has to be settled."""

from typing import Any

import pytest

from ledger.commands.journal import read_command
from ledger.vocabulary.errors import Malformed
from tests.ledger.contract_lines import amended, concluded
from tests.ledger.lines import Line
from tests.ledger.story import Story


def bonus(covers: list[str], **more: Any) -> Line:
    """Model E as a bonus only."""
    paid = {"prestatie": "H126", "indicator": "dagbesteding", "rise": 1, "price": {"EUR": "100.00"}}
    return {"model": "E", "covers": covers, "parameters": {"bonus": paid | more}}


def lumpsum(**more: Any) -> Line:
    """Model H: € 1200,00 in twelve."""
    total = {"prestatie": "L1", "total": {"EUR": "1200.00"}, "instalments": 12}
    return {"model": "H", "parameters": total | more}


class TestWhatTheModelsSay:
    def test_a_contradiction_is_refused_with_its_reason(self, empty_story: Story) -> None:
        """G with D."""
        enrolled = {"prestatie": "G1", "amounts": [{"age_from": 0, "amount": {"EUR": "120.00"}}]}
        components = [{"model": "G", "parameters": enrolled}, {"model": "D", "parameters": {"prestatie": "M1"}}]
        error = empty_story.refusal(concluded(components=components))
        assert error.code == "composition-contradictory"
        assert "modules" in error.message

    def test_a_model_that_the_law_rules_out_has_to_be_acknowledged(self, empty_story: Story) -> None:
        """The refusal tells the criteria; the event keeps that they were told."""
        total = {"prestatie": "L1", "total": {"EUR": "1200.00"}, "instalments": 12}
        line = concluded(components=[{"model": "H", "parameters": total}])
        error = empty_story.refusal(line)
        assert (error.code, error.field) == ("composition-needs-acknowledgement", "acknowledged")
        assert "artikel 9.1.2 lid 6 Wlz" in error.message
        empty_story.tell(line | {"acknowledged": True})
        record = empty_story.house.ledger.at(1)
        assert record is not None
        assert b'"warnings":["law-excludes-h"],"acknowledged":true' in record.state

    def test_what_was_acknowledged_need_not_be_once_more(self, empty_story: Story) -> None:
        """An amendment inherits it for the same warnings; a warning that is new is asked for."""
        enrolled = {"prestatie": "G1", "amounts": [{"age_from": 0, "amount": {"EUR": "120.00"}}]}
        empty_story.tell(concluded(components=[{"model": "G", "parameters": enrolled}], acknowledged=True))
        empty_story.tell(amended(rate="95.00"))
        record = empty_story.house.ledger.at(2)
        assert record is not None
        assert b'"warnings":["law-excludes-g"],"acknowledged":true' in record.state
        other = amended(components=[{"model": "F", "parameters": enrolled | {"area": "Rotterdam"}}])
        assert empty_story.refused(other) == "composition-needs-acknowledgement"
        empty_story.tell(other | {"acknowledged": True})

    def test_nothing_is_acknowledged_where_nothing_was_warned_of(self, empty_story: Story) -> None:
        """Then the first warning is asked for, whatever somebody said beforehand."""
        enrolled = {"prestatie": "G1", "amounts": [{"age_from": 0, "amount": {"EUR": "120.00"}}]}
        empty_story.tell(concluded(acknowledged=True))
        line = amended(components=[{"model": "G", "parameters": enrolled}], **{"from": "2026-01-01"})
        assert empty_story.refused(line) == "composition-needs-acknowledgement"

    def test_a_score_that_is_known_afterwards_is_settled_and_nothing_else(self, empty_story: Story) -> None:
        """The contract says so exactly when a model does."""
        steps = [{"from_score": 7, "factor": {"PCT": "105.00"}}]
        terms = {"base": "A", "indicator": "tevredenheid", "known": "after", "steps": steps}
        after = concluded(components=[{"model": "E", "parameters": terms}])
        before = concluded(components=[{"model": "E", "parameters": terms | {"known": "before"}}])
        error = empty_story.refusal(after)
        assert (error.code, error.field) == ("settlement-differs", "settlement")
        assert "Model E" in error.message
        for line in (before, concluded()):
            assert empty_story.refused(line | {"settlement": "score"}) == "settlement-differs"
        empty_story.tell(after | {"settlement": "score"})
        assert empty_story.refused(amended(components=[{"model": "A"}])) == "settlement-differs"
        empty_story.tell(amended(components=[{"model": "A"}], settlement="none"))

    @pytest.mark.parametrize("settlement", ["half_year", "year"])
    def test_no_other_way_to_settle_is_known(self, empty_story: Story, settlement: str) -> None:
        """A contract never promises what nothing does."""
        with pytest.raises(Malformed):
            read_command(concluded(settlement=settlement))

    def test_a_bonus_beside_an_arrangement_may_break_the_ceiling(self, empty_story: Story) -> None:
        """That is flagged."""
        components = [{"model": "C", "parameters": {"prestatie": "V900"}}, bonus(["H126"])]
        assert empty_story.refused(concluded(components=components)) == "composition-needs-acknowledgement"
        empty_story.tell(concluded(components=components, acknowledged=True))

    def test_what_the_register_does_not_know_is_refused(self, empty_story: Story) -> None:
        """A price needs a maximum to be held against."""
        shower = {"activity": "douchen", "name": "Douchen", "prestatie": "H126", "norm": {"UUR": "0:20"}}
        parameters = {"activities": [shower | {"price": {"EUR": "20.00"}}]}
        line = concluded(components=[{"model": "B", "parameters": parameters}])
        assert empty_story.refused(line) == "tarief-unknown"
        known = {"do": "set_tarief", "year": 2026, "code": "H126", "name": "verzorging", "unit": "uur"}
        empty_story.tell(known | {"tariff": {"EUR": "60.00"}, "source": "demo: verzonnen"}, line)


class TestALumpsum:
    """H beside A, € 1200,00 in twelve; the contract is for 2026."""

    @pytest.fixture
    def lump(self, empty_story: Story) -> Story:
        """Contract k1 with a lumpsum."""
        empty_story.tell(concluded(components=[lumpsum(), {"model": "A"}], acknowledged=True))
        return empty_story

    @pytest.mark.parametrize(
        "components",
        [
            [{"total": {"EUR": "1200.01"}}],
            [{"instalments": 11}],
            [{"instalments": 0, "dates": ["2026-01-01"]}],
            [{"prestatie": "L2"}],
            [],
        ],
        ids=["total", "instalments", "dates", "prestatie", "gone"],
    )
    @pytest.mark.parametrize("first", ["2026-01-01", "2026-07-01", "2026-12-31"])
    def test_is_never_amended(self, lump: Story, components: list[Line], first: str) -> None:
        """From no day: what was paid and what is to come would no longer add up."""
        changed = [*(lumpsum(**one) for one in components), {"model": "A"}]
        error = lump.refusal(amended(components=changed, acknowledged=True, **{"from": first}))
        assert (error.code, error.field) == ("lumpsum-fixed", "components")

    def test_is_not_brought_into_a_contract_that_had_none(self, empty_story: Story) -> None:
        """Instalments of before that day would never fall due."""
        empty_story.tell(concluded())
        line = amended(components=[lumpsum(), {"model": "A"}], acknowledged=True)
        assert empty_story.refused(line) == "lumpsum-fixed"

    def test_leaves_the_other_terms_free(self, lump: Story) -> None:
        """The rate, and the models beside it, with the lumpsum named as it was."""
        steps = {"staffel": [{"from": {"UUR": "5:00"}, "amount": {"EUR": "200.00"}}]}
        lump.tell(amended(rate="95.00"), amended(components=[lumpsum(), {"model": "A", "parameters": steps}]))
