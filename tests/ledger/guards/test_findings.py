"""The life of a finding: opened, perhaps explained, then accepted, recovered or dismissed, and nothing after that."""

from typing import Any

import msgspec
import pytest

from ledger.events import decode, sentence
from ledger.subjects import subjects
from ledger.vocabulary.errors import NotFound
from projections.audit_trail.queries import Asked, timeline
from tests.ledger.control_lines import (
    F1,
    accepted,
    declared,
    dismissed,
    explained,
    last_of,
    number,
    opened,
    opened_of,
    recovered,
)
from tests.ledger.declare_lines import paid
from tests.ledger.lines import FAMILY, Line, client
from tests.ledger.story import Story, somebody
from web.composition import House

ROTTERDAM = somebody("zorgkantoor", region="Rotterdam")
UTRECHT = somebody("zorgkantoor", region="Utrecht")
P1 = somebody("zorgaanbieder", provider="p1")
P2 = somebody("zorgaanbieder", provider="p2")
AUDITOR = somebody("auditor")
ENDS = [accepted, dismissed, recovered]


def told(story: Story, finding: str = F1) -> list[str]:
    """Return the life of a finding in sentences."""
    return [sentence(decode(one.topic, one.state)) for one in story.house.ledger.stream(f"finding-{finding}")]


class TestAFinding:
    def test_is_opened_explained_and_accepted_and_the_money_stays(self, house: House) -> None:
        """From beginning to end, on both databases."""
        story = Story(house)
        story.tell(*FAMILY, *declared())
        story.tell(opened(), by=AUDITOR)
        story.tell(explained(), by=P1)
        story.tell(accepted(), by=ROTTERDAM)
        assert told(story) == [
            f"Bevinding {F1} (regel no-indicatie) over € 60,00: Op 4 maart 2026 was er geen geldige indicatie.",
            f"Bevinding {F1} (regel no-indicatie) is toegelicht door p1.",
            f"Bevinding {F1} (regel no-indicatie): de toelichting is aangenomen, wat is betaald blijft betaald.",
        ]
        assert paid(story) == 6000

    def test_is_recovered_by_a_credit_of_its_line(self, house: House) -> None:
        """Written down together, on both databases: the line loses what the finding gained."""
        story = Story(house)
        story.tell(*FAMILY, *declared(), opened())
        (outcome,) = story.tell(recovered(), by=ROTTERDAM)
        assert [topic for _, topic in outcome.events] == ["declaration.line-credited/1", "finding.recovered/1"]
        assert paid(story) == 0
        assert told(story)[-1] == (
            f"Bevinding {F1} (regel no-indicatie): € 60,00 is teruggenomen van regel 1 van declaratie d1."
        )
        credit = msgspec.json.decode(house.ledger.stream("declaration-d1")[-1].state)
        assert (credit["credit"], credit["why"]) == ("1f", "recovered")
        assert house.keyring.open("client-c1", credit["reason"]) == "geen indicatie"

    def test_is_dismissed_when_it_was_no_fault(self, found: Story) -> None:
        """With who said so."""
        found.tell(dismissed(), by=AUDITOR)
        assert last_of(found)["dismissed_by"] == "auditor-1"
        assert told(found)[-1].endswith("is afgesloten: het was geen fout.")

    def test_is_in_the_timelines_of_whom_it_is_about(self, found: Story) -> None:
        """The line says who: the client, the provider, the region, the declaration."""
        record = found.house.ledger.stream(f"finding-{F1}")[-1]
        about = subjects(decode(record.topic, record.state))
        assert set(about) == {
            ("client", "c1"),
            ("provider", "p1"),
            ("region", "Rotterdam"),
            ("declaration", "d1"),
        }
        found.tell(explained(), accepted())
        with found.house.reading() as connection:
            lines = timeline(connection, found.house.ledger, Asked("client", "c1"))
        assert [one.sentence for one in lines][-3:] == told(found)


class TestOpening:
    def test_the_same_fault_twice_is_one_finding(self, found: Story) -> None:
        """Also after it has ended."""
        assert found.refused(opened()) == "finding-exists"
        found.tell(dismissed())
        assert found.refused(opened("10.00")) == "finding-exists"

    def test_needs_the_number_that_follows_from_rule_and_item(self, paid_story: Story) -> None:
        """Any other could be the same fault once more."""
        error = paid_story.refusal(opened(finding="0" * 16))
        assert (error.code, error.field) == ("finding-number-differs", "finding")
        assert F1 in error.message
        assert paid_story.refused(opened(finding=F1[:15])) == "value-invalid"
        assert len({number(), number("other"), number(about="month"), number(item="d1/2")}) == 4

    def test_is_by_a_rule_of_the_catalogue_and_keeps_its_law(self, paid_story: Story) -> None:
        """What is no rule finds nothing; the law stands with the finding, for the catalogue may change."""
        error = paid_story.refusal(opened(rule="late-entry"))
        assert isinstance(error, NotFound)
        assert (error.code, error.field) == ("rule-unknown", "rule")
        paid_story.tell(opened())
        assert last_of(paid_story)["basis"] == ["Wlz, artikel 3.2.3, lid 1 (2026)"]

    def test_is_of_nothing_or_more(self, paid_story: Story) -> None:
        """A signal has nothing at stake; below zero there is nothing."""
        assert paid_story.refused(opened("-0.01")) == "amount-negative"
        assert paid_story.refused(opened() | {"amount": {"PUNT": "1.00"}}) == "unit-not-euro"
        paid_story.tell(opened("0.00"))

    def test_rests_on_events_that_are_there(self, paid_story: Story) -> None:
        """The last event of the log, and not the one after it."""
        end = paid_story.position()
        error = paid_story.refusal(opened(rests_on=[1, end + 1]))
        assert (error.code, error.field) == ("event-not-there", "rests_on")
        assert f"tot en met {end}" in error.message
        error = paid_story.refusal(opened(as_of=end + 1))
        assert (error.code, error.field) == ("event-not-there", "as_of")
        assert paid_story.refused(opened(rests_on=[])) == "value-invalid"
        paid_story.tell(opened(rests_on=[end, 1, end], as_of=end))
        assert last_of(paid_story)["rests_on"] == [1, end]

    def test_is_over_days_in_their_order(self, paid_story: Story) -> None:
        """One day is enough."""
        assert paid_story.refused(opened(to="2026-03-03")) == "period-reversed"

    def test_about_a_line_is_about_whom_the_line_is(self, paid_story: Story) -> None:
        """Who says otherwise is told that it follows from the line."""
        paid_story.tell(client("c2"))
        for field, value in (("client", "c2"), ("provider", "p2"), ("region", "Utrecht")):
            error = paid_story.refusal(opened(**{field: value}))
            assert (error.code, error.field) == ("finding-differs", field)
        paid_story.tell(opened(client="c1", provider="p1", region="Rotterdam"))

    def test_about_a_client_is_in_the_region_of_the_client(self, paid_story: Story) -> None:
        """Of a finding about a plan, or a month."""
        of_client = {"about": "plan", "item": "c1/z1", "client": "c1"}
        assert paid_story.refused(opened_of(**of_client, region="Utrecht")) == "finding-differs"
        paid_story.tell(opened_of(**of_client))
        assert last_of(paid_story, number(about="plan", item="c1/z1"))["region"] == "Rotterdam"

    def test_needs_a_line_that_is_there(self, paid_story: Story) -> None:
        """Named whole: a declaration without a line is no line."""
        assert paid_story.refused(opened(line="9")) == "line-unknown"
        assert paid_story.refused(opened(declaration="d9")) == "declaration-unknown"
        assert paid_story.refused(opened(line=None)) == "line-unclear"
        assert paid_story.refused(opened(declaration=None)) == "line-unclear"
        assert paid_story.refused(opened_of(client="c9")) == "client-unknown"

    def test_is_about_somebody(self, paid_story: Story) -> None:
        """Else nobody would ever find it."""
        assert paid_story.refused(opened_of(provider=None)) == "finding-of-nobody"
        paid_story.tell(opened_of())


class TestExplaining:
    def test_is_sealed_for_the_client_it_is_about(self, found: Story) -> None:
        """Somebody may be described in it."""
        found.tell(explained(), by=P1)
        stored = last_of(found)
        assert stored["explained_by"] == "zorgaanbieder-1"
        assert found.house.keyring.open("client-c1", stored["text"]) == "het besluit kwam later"

    def test_is_sealed_for_the_finding_when_it_is_about_no_client(self, paid_story: Story) -> None:
        """As the words of a group pot are under the key of its budget."""
        paid_story.tell(opened_of())
        of_provider = number(about="provider", item="p1/2026")
        paid_story.tell(explained(finding=of_provider))
        text = last_of(paid_story, of_provider)["text"]
        assert paid_story.house.keyring.open(f"finding-{of_provider}", text) == "het besluit kwam later"

    def test_is_once(self, found: Story) -> None:
        """Then somebody decides."""
        found.tell(explained())
        assert found.refused(explained()) == "finding-explained"

    def test_is_for_the_provider_it_is_about(self, found: Story) -> None:
        """For another it is not there; about no provider nobody explains."""
        error = found.refusal(explained(), by=P2)
        assert isinstance(error, NotFound)
        assert error.code == "finding-unknown"
        found.tell(opened_of(provider=None, client="c1", about="client", item="c1"))
        of_client = number(about="client", item="c1")
        assert found.refused(explained(finding=of_client)) == "finding-of-no-provider"
        assert found.refused(explained(finding=of_client), by=P1) == "finding-unknown"

    def test_of_what_was_never_found_is_refused(self, paid_story: Story) -> None:
        """A number is no finding."""
        assert paid_story.refused(explained()) == "finding-unknown"


class TestDeciding:
    @pytest.mark.parametrize("end", ENDS)
    @pytest.mark.parametrize("after", [explained, *ENDS])
    def test_ends_it(self, found: Story, end: Any, after: Any) -> None:
        """Whatever was decided, nothing comes after it; the refusal tells how it ended."""
        found.tell(end())
        error = found.refusal(after(credit="1g") if after is recovered else after())
        assert error.code == "finding-ended"
        words = {accepted: "aangenomen", dismissed: "geen fout", recovered: "teruggenomen"}
        assert words[end] in error.message

    @pytest.mark.parametrize("end", [accepted, dismissed])
    def test_about_an_explanation_of_ones_own_is_refused(self, found: Story, end: Any) -> None:
        """The same person in another role is still the same person."""
        found.tell(explained(by="anja"))
        error = found.refusal(end(by="anja"))
        assert (error.code, error.field) == ("own-explanation", "finding")
        found.tell(end(by="bart"))

    def test_cannot_be_signed_for_another(self, found: Story) -> None:
        """Only the operator passes on who it was."""
        found.tell(explained(by="zorgkantoor-1"), by=P1)
        found.tell(accepted(by="anja"), by=ROTTERDAM)
        assert [last_of(found)["accepted_by"], *self.explainers(found)] == ["zorgkantoor-1", "zorgaanbieder-1"]

    @staticmethod
    def explainers(story: Story) -> list[str]:
        """Return who explained."""
        stored = [msgspec.json.decode(one.state) for one in story.house.ledger.stream(f"finding-{F1}")]
        return [one["explained_by"] for one in stored if "explained_by" in one]

    @pytest.mark.parametrize("end", [accepted, dismissed])
    def test_has_a_reason_that_is_sealed(self, found: Story, end: Any) -> None:
        """It may be about a person."""
        found.tell(end(reason="gezien bij mevrouw"))
        assert found.house.keyring.open("client-c1", last_of(found)["reason"]) == "gezien bij mevrouw"


class TestTheMandate:
    @pytest.mark.parametrize("line", [accepted(), dismissed(), recovered()], ids=lambda line: line["do"])
    def test_of_a_payer_is_its_own_region(self, found: Story, line: Line) -> None:
        """What another region found is not there, and stays open for its own."""
        error = found.refusal(line, by=UTRECHT)
        assert isinstance(error, NotFound)
        assert error.code == "finding-unknown"
        found.tell(line, by=ROTTERDAM)

    def test_of_a_payer_is_to_open_in_its_own_region(self, paid_story: Story) -> None:
        """Which has to be named when nothing else tells it."""
        assert paid_story.refused(opened(), by=UTRECHT) == "region-unknown"
        of_client = {"about": "client", "item": "c1", "client": "c1"}
        assert paid_story.refused(opened_of(**of_client), by=UTRECHT) == "client-unknown"
        error = paid_story.refusal(opened_of(), by=ROTTERDAM)
        assert (error.code, error.field) == ("region-missing", "region")
        assert paid_story.refused(opened_of(region="Utrecht"), by=ROTTERDAM) == "region-unknown"
        paid_story.tell(opened(), opened_of(region="Rotterdam"), by=ROTTERDAM)

    def test_of_a_payer_does_not_reach_what_is_of_no_region(self, paid_story: Story) -> None:
        """An auditor found it about a provider of several regions."""
        paid_story.tell(opened_of(), by=AUDITOR)
        line = dismissed(finding=number(about="provider", item="p1/2026"))
        assert paid_story.refused(line, by=ROTTERDAM) == "finding-unknown"
        paid_story.tell(line, by=AUDITOR)

    def test_of_an_auditor_is_to_open_and_decide_and_not_to_recover(self, paid_story: Story) -> None:
        """Money is the payer's."""
        paid_story.tell(opened(), by=AUDITOR)
        assert paid_story.refused(recovered(), by=AUDITOR) == "role-may-not"
        assert paid_story.refused(explained(), by=AUDITOR) == "role-may-not"
        paid_story.tell(accepted(), by=AUDITOR)

    def test_of_a_provider_is_to_explain_and_nothing_else(self, found: Story) -> None:
        """It does not decide about itself."""
        for line in (opened(), accepted(), dismissed(), recovered()):
            assert found.refused(line, by=P1) == "role-may-not"
