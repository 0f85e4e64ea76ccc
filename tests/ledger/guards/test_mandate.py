"""Who may do what, and for whom. What lies outside somebody's reach looks as if it were not there."""

import pytest

from ledger.commands.catalogue import COMMANDS
from ledger.vocabulary.actor import Mandate, Role
from ledger.vocabulary.errors import Forbidden, NotFound
from projections.client_budget.queries import budget_now
from tests.ledger.lines import (
    Line,
    budget,
    carry_over,
    client,
    close,
    correct,
    indicatie,
    pot,
    raised,
    release,
    reserve,
    spend,
    transfer,
)
from tests.ledger.story import Story, somebody

PAYER = (
    "agree_zorgplan revise_zorgplan evaluate_zorgplan end_zorgplan enrol end_enrolment "
    "register_client grant_indicatie amend_indicatie end_indicatie choose_leveringsvorm report_death withdraw_death "
    "allocate_modules move_modules turn_modules_into_pgb forgo_modules end_allocation assign_zorg withdraw_toewijzing "
    "set_indicatiewaarde withdraw_indicatiewaarde grant_meerzorg end_meerzorg grant_ekt end_ekt count_population "
    "set_tarief withdraw_tarief allow_combinatie withdraw_combinatie "
    "record_score withdraw_score "
    "approve_declaration refuse_declaration credit_line set_contracteerruimte correct_contracteerruimte "
    "conclude_contract amend_contract extend_contract end_contract agree_with_provider name_stand "
    "agree_plafond record_pgb_payment withdraw_pgb_payment open_finding accept_finding recover_finding dismiss_finding "
    "ask_client draw_sample judge_item evaluate_sample grant_inzage refuse_inzage end_inzage"
)
AUDITOR = (
    "name_stand open_finding accept_finding dismiss_finding ask_client draw_sample judge_item evaluate_sample "
    "request_inzage grant_inzage refuse_inzage end_inzage record_view"
)
PROVIDER = (
    "record_score withdraw_score "
    "request_toewijzing start_zorg withdraw_start change_zorg end_zorg withdraw_mutation register_provider set_value "
    "open_budget raise_budget lower_budget carry_over close_budget submit_declaration credit_line enrol end_enrolment "
    "declare explain_finding"
)
STAFF = (
    "reserve release spend spend_together correct_spend transfer answer_question record_delivery correct_delivery "
    "record_absence correct_absence "
    "agree_zorgplan revise_zorgplan evaluate_zorgplan end_zorgplan"
)

MAY: dict[Role, frozenset[str]] = {
    "systeem": frozenset(COMMANDS),
    "zorgkantoor": frozenset(PAYER.split()),
    "zorgaanbieder": frozenset(f"{PROVIDER} {STAFF} question_entry".split()),
    "medewerker": frozenset(f"{STAFF} question_entry".split()),
    "familie": frozenset({"question_entry", "answer_navraag", "decline_navraag"}),
    "auditor": frozenset(AUDITOR.split()),
    "accountant": frozenset({"request_inzage", "end_inzage", "record_view"}),
    "beheerder": frozenset(),
}


class TestRoles:
    def test_every_command_is_somebodys(self) -> None:
        """A command that only the operator may give would be forgotten."""
        people = frozenset().union(*(commands for role, commands in MAY.items() if role != "systeem"))
        assert people == frozenset(COMMANDS)

    @pytest.mark.parametrize("role", MAY)
    def test_each_role_may_do_its_own_and_nothing_else(self, empty_story: Story, role: Role) -> None:
        """The payer grants, the provider opens and declares, staff log care, family ask, an auditor gives names."""
        lines = ({"do": do} | command.EXAMPLE for do, command in COMMANDS.items())
        assert {line["do"] for line in lines if not empty_story.forbids(line, by=somebody(role))} == MAY[role]

    def test_the_refusal_says_so(self, story: Story) -> None:
        """Forbidden, not refused: another rule book."""
        error = story.refusal(spend("e1", "1.00"), by=somebody("auditor"))
        assert isinstance(error, Forbidden)
        assert (error.code, error.message) == ("role-may-not", "Met de rol auditor mag u dit niet doen.")


class TestOneProvider:
    """Somebody of p1; b1 and pot are at p1, b2 and pot2 at p2."""

    @pytest.fixture
    def two(self, story: Story) -> Story:
        """Two providers, each with a budget and a pot."""
        story.tell(budget("b2", provider="p2"), pot(), pot("pot2", provider="p2"))
        story.tell(spend("e1", "1.00", budget="b2"), reserve("r1", "1.00", budget="b2"))
        return story

    @pytest.mark.parametrize(
        "line",
        [
            spend("e2", "1.00", budget="b2"),
            reserve("r2", "1.00", budget="b2"),
            release("r1", budget="b2"),
            correct("e1", "0.50", budget="b2"),
            raised("1.00", budget="b2"),
            close(budget="b2"),
            transfer("t1", "b2", "pot2", "1.00"),
            transfer("t1", "b1", "pot2", "1.00"),
            transfer("t1", "pot2", "b1", "1.00"),
            carry_over("b2"),
            carry_over("b1", budget="b2"),
            {"do": "spend_together", "entry": "g1", "budgets": ["b1", "b2"], "on": "2026-03-04", "what": "koken"}
            | {"amount": {"PUNT": "1.00"}},
            {"do": "question_entry", "budget": "b2", "entry": "e1", "text": "Klopt dit?"},
        ],
        ids=lambda line: f"{line['do']}-{line.get('budget', '')}",
    )
    def test_does_not_reach_the_budgets_of_another(self, two: Story, line: Line) -> None:
        """Not even to learn whether they are there: the answer is that of a budget that is not."""
        error = two.refusal(line, by=somebody("zorgaanbieder", provider="p1"))
        assert isinstance(error, NotFound)
        assert error.code == "budget-unknown"

    def test_does_its_own(self, two: Story) -> None:
        """The same people, the same words, their own budget."""
        own = somebody("zorgaanbieder", provider="p1")
        two.tell(spend("e1", "1.00"), raised("1.00"), transfer("t1", "b1", "pot", "1.00"), by=own)
        assert two.left() == "9.00"

    @pytest.mark.parametrize(
        "line",
        [
            budget("b3", provider="p2"),
            {"do": "register_provider", "provider": "p2", "name": "Wij zijn nu p2"},
            {"do": "set_value", "provider": "p2", "unit": "PUNT", "value": {"EUR": "1.00"}, "from": "2026-01-01"},
            {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE | {"provider": "p2"},
            {"do": "start_zorg"} | COMMANDS["start_zorg"].EXAMPLE,
        ],
        ids=lambda line: line["do"],
    )
    def test_does_not_speak_for_another(self, two: Story, line: Line) -> None:
        """Neither open, nor name, nor price, nor declare, nor report."""
        assert two.refused(line, by=somebody("zorgaanbieder", provider="p1")) == "provider-unknown"

    def test_does_not_credit_the_line_of_another(self, two: Story) -> None:
        """The declaration is of p2."""
        two.tell(
            {"do": "submit_declaration"} | COMMANDS["submit_declaration"].EXAMPLE | {"provider": "p2"},
            {"do": "approve_declaration", "declaration": "d1", "lines": ["1"]},
        )
        line = {"do": "credit_line", "declaration": "d1", "line": "1", "credit": "1c", "reason": "te veel"}
        assert two.refused(line, by=somebody("zorgaanbieder", provider="p1")) == "provider-unknown"
        two.tell(line, by=somebody("zorgaanbieder", provider="p2"))


class TestOneClient:
    def test_family_ask_about_their_own_and_nobody_elses(self, story: Story) -> None:
        """Nor about the group pot, which shows what others did."""
        story.tell(client("c2"), indicatie(2, client="c2"), budget("b2", client="c2"), pot(amount="1.00"))
        story.tell(*(spend("e1", "1.00", budget=one) for one in ("b1", "b2", "pot")))
        daughter = somebody("familie", client="c1")
        ask = {"do": "question_entry", "entry": "e1", "text": "Klopt dit?"}
        story.tell(ask | {"budget": "b1"}, by=daughter)
        assert story.refused(ask | {"budget": "b2"}, by=daughter) == "budget-unknown"
        assert story.refused(ask | {"budget": "pot"}, by=daughter) == "budget-unknown"


class TestOneRegion:
    @pytest.fixture
    def payer(self) -> Mandate:
        """The zorgkantoor of Rotterdam."""
        return somebody("zorgkantoor", region="Rotterdam")

    def test_does_not_register_or_grant_elsewhere(self, story: Story, payer: Mandate) -> None:
        """A client of Utrecht is not there."""
        story.tell(client("c2", region="Utrecht"))
        assert story.refused(client("c3", region="Utrecht"), by=payer) == "region-unknown"
        assert story.refused(indicatie(2, client="c2"), by=payer) == "client-unknown"
        story.tell(client("c3"), indicatie(2, client="c3"), by=payer)

    def test_does_not_touch_the_envelope_of_another(self, story: Story, payer: Mandate) -> None:
        """Each its own."""
        line = {"do": "set_contracteerruimte"} | COMMANDS["set_contracteerruimte"].EXAMPLE
        assert story.refused(line | {"region": "Utrecht"}, by=payer) == "region-unknown"
        story.tell(line, by=payer)

    def test_does_not_judge_a_line_of_another(self, story: Story, payer: Mandate) -> None:
        """One declaration may hold lines of two regions."""
        story.tell(client("c2", region="Utrecht"))
        example = COMMANDS["submit_declaration"].EXAMPLE
        (line,) = example["lines"]
        story.tell({"do": "submit_declaration"} | example | {"lines": [line, line | {"line": "2", "client": "c2"}]})
        judge = {"do": "approve_declaration", "declaration": "d1"}
        assert story.refused(judge | {"lines": ["1", "2"]}, by=payer) == "region-unknown"
        story.tell(judge | {"lines": ["1"]}, by=payer)


class TestWhoDidIt:
    @pytest.mark.parametrize(
        ("role", "by"),
        [("systeem", "anja"), ("zorgaanbieder", "anja"), ("medewerker", "medewerker-1")],
    )
    def test_nobody_signs_for_another(self, story: Story, role: Role, by: str) -> None:
        """A system may pass on who it was; a person is always themselves."""
        story.tell(spend("e1", "1.00", by="anja"), by=somebody(role))
        with story.house.reading() as connection:
            (row,) = budget_now(connection, "b1").entries
        assert row["by"] == by
