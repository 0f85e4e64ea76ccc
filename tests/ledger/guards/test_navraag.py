"""A question to a client about care: one thing at a time, answered once or not at all, and only by its own family."""

from typing import Any

import pytest

from ledger.aggregates.navraag import Navraag
from ledger.events import decode, sentence
from ledger.vocabulary.errors import LedgerError
from tests.ledger.care_lines import delivered, plan
from tests.ledger.lines import Line, client, line
from tests.ledger.rechtmatigheid.declared_lines import asked as care
from tests.ledger.rechtmatigheid.declared_lines import paid
from tests.ledger.story import Story, somebody

AUDITOR = somebody("auditor")
PAYER = somebody("zorgkantoor", region="Rotterdam")
DAUGHTER = somebody("familie", client="c1")
HOUR = {"EUR": "56.70"}
SECRET = "Is er op 4 maart iemand geweest?"


def asked(number: str = "n1", **more: Any) -> Line:
    """Ask c1 about delivery l1."""
    facts = {"navraag": number, "client": "c1", "levering": "l1", "purpose": "materiële controle 2026", "text": SECRET}
    return line("ask_client", facts, more)


def about_line(number: str = "n1", **more: Any) -> Line:
    """Ask c1 about line 1 of declaration d1."""
    return asked(number, **({"levering": None, "declaration": "d1", "line": "1"} | more))


def answered(answer: str = "partly", **more: Any) -> Line:
    """Tell how it was."""
    return line("answer_navraag", {"navraag": "n1", "answer": answer}, more)


DECLINED = {"do": "decline_navraag", "navraag": "n1"}


@pytest.fixture
def cared(home: Story) -> Story:
    """c1 had half an hour of care on 4 March, and an hour was declared."""
    submitted, approved = paid(care(amount=HOUR), care(amount=HOUR, on="2026-03-03"))
    home.tell(plan(), delivered(), submitted, approved | {"lines": ["1"]})
    return home


def last(story: Story) -> Any:
    """Return the last event."""
    record = story.house.ledger.head()
    assert record is not None
    return decode(record.topic, record.state)


def code(story: Story, told: Line, by: Any) -> tuple[str, str | None]:
    """Return why not, and at which field."""
    error: LedgerError = story.refusal(told, by=by)
    return error.code, error.field


class TestAQuestion:
    @pytest.mark.parametrize("by", [AUDITOR, PAYER], ids=["auditor", "zorgkantoor"])
    def test_is_about_one_delivery(self, cared: Story, by: Any) -> None:
        """With its purpose, its day, and who gave the care; the words are sealed."""
        cared.tell(asked(), by=by)
        event = last(cared)
        assert (event.levering, event.line, event.provider, event.region) == ("l1", None, "p1", "Rotterdam")
        assert (event.first.isoformat(), event.last.isoformat()) == ("2026-03-04", "2026-03-04")
        assert (event.asked_by, event.purpose) == (by.actor.id, "materiële controle 2026")
        assert SECRET not in event.text

    def test_is_about_one_declared_line(self, cared: Story) -> None:
        """Of that client."""
        cared.tell(about_line(), by=AUDITOR)
        assert (last(cared).declaration, last(cared).line, last(cared).levering) == ("d1", "1", None)

    @pytest.mark.parametrize(
        "both",
        [
            {"declaration": "d1", "line": "1"},
            {"declaration": "d1"},
            {"levering": None},
            {"levering": None, "line": "1"},
            {"levering": None, "declaration": "d1"},
        ],
    )
    def test_is_about_one_thing(self, cared: Story, both: dict[str, Any]) -> None:
        """Not about both, half a line, or nothing."""
        assert code(cared, asked(**both), AUDITOR) == ("navraag-unclear", "levering")

    def test_is_about_what_is_there(self, cared: Story) -> None:
        """An unknown delivery, line, declaration or client; and a line of somebody else."""
        cared.tell(client("c2"))
        assert code(cared, asked(levering="l9"), AUDITOR)[0] == "levering-unknown"
        assert code(cared, asked(client="c2"), AUDITOR)[0] == "levering-unknown"
        assert code(cared, about_line(line="9"), AUDITOR)[0] == "line-unknown"
        assert code(cared, about_line(declaration="d9"), AUDITOR)[0] == "declaration-unknown"
        assert code(cared, asked(client="c9"), AUDITOR)[0] == "client-unknown"
        assert code(cared, about_line(client="c2"), AUDITOR) == ("line-unknown", "line")

    def test_is_asked_within_the_region(self, cared: Story) -> None:
        """Another zorgkantoor does not know the client."""
        assert cared.refused(asked(), by=somebody("zorgkantoor", region="Utrecht")) == "client-unknown"

    def test_is_asked_once_per_number(self, cared: Story) -> None:
        """The next one has another number."""
        cared.tell(asked(), by=AUDITOR)
        assert code(cared, asked(), AUDITOR) == ("navraag-exists", "navraag")
        cared.tell(asked("n2"), by=AUDITOR)

    @pytest.mark.parametrize("name", ["purpose", "text"])
    def test_has_a_purpose_and_words(self, cared: Story, name: str) -> None:
        """Nobody is asked just so."""
        without = {field: value for field, value in asked().items() if field != name}
        assert cared.refused(without, by=AUDITOR) == "field-missing"
        assert cared.refused(asked() | {name: " "}, by=AUDITOR) == "value-invalid"


class TestAnAnswer:
    @pytest.fixture
    def open(self, cared: Story) -> Story:
        """The question stands."""
        cared.tell(asked(), by=AUDITOR)
        return cared

    @pytest.mark.parametrize("answer", ["yes", "partly", "no", "unsure"])
    def test_is_given_by_the_family(self, open: Story, answer: str) -> None:
        """With or without words, which are sealed."""
        open.tell(answered(answer, text="Korter dan dat."), by=DAUGHTER)
        assert (last(open).answer, last(open).answered_by) == (answer, DAUGHTER.actor.id)
        assert "Korter" not in last(open).text

    def test_needs_no_words(self, open: Story) -> None:
        """Yes is enough."""
        open.tell(answered("yes"), by=DAUGHTER)
        assert last(open).text is None

    def test_is_not_given_by_somebody_elses_family(self, open: Story) -> None:
        """To them there is no such question."""
        son = somebody("familie", client="c2")
        assert code(open, answered(), son) == ("navraag-unknown", "navraag")
        assert code(open, DECLINED, son) == ("navraag-unknown", "navraag")
        assert code(open, answered(navraag="n9"), DAUGHTER) == ("navraag-unknown", "navraag")

    @pytest.mark.parametrize("role", ["zorgaanbieder", "medewerker", "zorgkantoor", "auditor"])
    def test_is_not_given_by_who_is_asked_about_or_asks(self, open: Story, role: Any) -> None:
        """Only the client, or family for the client."""
        for told in (answered(), DECLINED):
            assert open.refused(told, by=somebody(role)) == "role-may-not"

    def test_is_given_once(self, open: Story) -> None:
        """Neither a second time, nor taken back."""
        open.tell(answered(), by=DAUGHTER)
        assert code(open, answered("no"), DAUGHTER) == ("navraag-answered", "navraag")
        assert code(open, DECLINED, DAUGHTER) == ("navraag-answered", "navraag")


class TestNotAnswering:
    def test_is_free(self, cared: Story) -> None:
        """The question says so, and so does what is written down when somebody would rather not."""
        cared.tell(asked(), by=AUDITOR)
        assert "zonder antwoord gebeurt er niets" in sentence(last(cared))
        cared.tell(DECLINED, by=DAUGHTER)
        assert isinstance(last(cared), Navraag.Unanswered)
        assert "geen gevolgen" in sentence(last(cared))

    def test_asks_no_reason(self, cared: Story) -> None:
        """There is no field for it."""
        assert set(Navraag.Unanswered.__struct_fields__) == {"navraag", "client", "provider", "left_by"}

    def test_is_final(self, cared: Story) -> None:
        """Nobody is asked twice with one question."""
        cared.tell(asked(), by=AUDITOR)
        cared.tell(DECLINED, by=DAUGHTER)
        assert code(cared, answered(), DAUGHTER) == ("navraag-declined", "navraag")
        assert code(cared, DECLINED, DAUGHTER) == ("navraag-declined", "navraag")

    def test_holds_nothing_up(self, cared: Story) -> None:
        """What was declared is paid, whether or not there is an answer."""
        cared.tell(about_line("n1", line="2"), by=AUDITOR)
        cared.tell({"do": "approve_declaration", "declaration": "d1", "lines": ["2"]})
