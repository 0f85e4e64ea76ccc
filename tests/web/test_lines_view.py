"""The lines of a budget, built from invented rows without a database."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projections.client_budget.balance import BudgetRows, balance
from web.pages.history import history
from web.pages.lines_view import PER_PAGE, ListedLine, lines_of
from web.pages.questions_view import clock
from web.pages.words import ERASED, Words, client_name, group_name, opener, who
from web.view_models.client import Line

TODAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
WORDS = Words(open=lambda sealed: sealed or "", who=lambda name: name, client="Mevrouw Jansen", provider="De Linde")


class Rows:
    """A budget of 100 points that a test adds lines to; each gets the next position."""

    def __init__(self) -> None:
        self.position = 0
        self.entries: list[dict[str, Any]] = []
        self.remarks: list[dict[str, Any]] = []
        self.grants: list[dict[str, Any]] = []
        self.grant(10_000)

    def grant(self, quantity: int, kind: str = "opened") -> None:
        self.grants.append({**self._next(), "on": date(2026, 1, 1), "quantity": quantity, "kind": kind, "reason": None})

    def entry(self, number: str, quantity: int, kind: str = "spent", **more: Any) -> dict[str, Any]:
        row = {**self._next(), "entry": number, "kind": kind, "state": "open", "on": TODAY, "what": f"wat {number}"}
        row |= {"quantity": quantity, "first_quantity": quantity, "from_reservation": None, "group_size": None}
        row |= {"rate_eurocent": None, "rate_from": None, "value_eurocent": None, "question_open": False}
        self.entries.append(row | more)
        return self.entries[-1]

    def correct(self, entry: dict[str, Any], quantity: int) -> None:
        self.remark(entry, "corrected", quantity=quantity, was=entry["quantity"])
        entry |= {"quantity": quantity, "state": "corrected" if quantity else "withdrawn"}

    def remark(self, entry: dict[str, Any], kind: str, **more: Any) -> None:
        row = {**self._next(), "entry": entry["entry"], "kind": kind, "quantity": None, "was": None, "text": kind}
        self.remarks.append(row | more)

    def rows(self) -> BudgetRows:
        budget = {"budget": "b1", "client": "c1", "unit": "PUNT", "last": date(2026, 12, 31)}
        return BudgetRows(budget, self.grants, self.entries, self.remarks, [])

    def lines(self, page: int = 1) -> list[ListedLine]:
        return lines_of(self.rows(), WORDS, TODAY, "/budget/b1?", page)[0]

    def line(self, anchor: str) -> Line:
        return next(listed.line for listed in self.lines() if listed.line.anchor.startswith(anchor))

    def _next(self) -> dict[str, Any]:
        self.position += 1
        return {"position": self.position, "by": "iemand", "recorded_at": AT, "budget": "b1"}


STEP = st.tuples(st.sampled_from(["spend", "reserve", "use", "release", "correct", "grant"]), st.integers(0, 5_000))


@given(st.lists(STEP, max_size=30))
def test_all_lines_together_give_exactly_what_is_left(steps: list[tuple[str, int]]) -> None:
    """Whoever adds up the lines on paper comes to the number at the top of the page."""
    made = Rows()
    for number, (act, quantity) in enumerate(steps):
        plans = [row for row in made.entries if row["kind"] == "reserved" and row["state"] == "open"]
        spends = [row for row in made.entries if row["kind"] == "spent"]
        if act in ("spend", "reserve"):
            made.entry(f"e{number}", quantity, "spent" if act == "spend" else "reserved")
        elif act == "grant":
            made.grant(quantity - 2_500, "raised")
        elif act == "correct" and spends:
            made.correct(spends[quantity % len(spends)], quantity)
        elif act == "release" and plans:
            plans[0]["state"] = "released"
        elif act == "use" and plans:
            plans[0]["state"] = "used"
            made.entry(f"e{number}", quantity, from_reservation=plans[0]["entry"])
    assert sum(item.signed for item in history(made.rows())) == balance(made.rows()).available.quantity


class TestCorrections:
    def test_of_a_correction_point_one_to_the_next(self) -> None:
        made = Rows()
        entry = made.entry("e1", 200)
        made.correct(entry, 150)
        made.correct(entry, 175)
        newest, middle = (listed.line for listed in made.lines()[:2])
        oldest = made.line("regel-e1")
        assert oldest.corrected_by is not None
        assert middle.corrects is not None
        assert middle.corrected_by is not None
        assert newest.corrects is not None
        assert (oldest.corrected_by.href, middle.corrects.href) == (f"#{middle.anchor}", "#regel-e1")
        assert (middle.corrected_by.href, newest.corrects.href) == (f"#{newest.anchor}", f"#{middle.anchor}")
        assert (newest.amount, newest.direction) == ("−0,25 punten", "af")
        assert [listed.is_current for listed in made.lines()] == [True, False, False, False]

    def test_to_zero_says_that_the_line_was_withdrawn(self) -> None:
        made = Rows()
        made.correct(made.entry("e1", 200), 0)
        line = made.lines()[0].line
        assert (line.what, line.status.text, line.amount) == ("intrekking van wat e1", "Ingetrokken", "+2,00 punten")


class TestReservations:
    def test_that_were_used_are_part_of_their_spend(self) -> None:
        made = Rows()
        made.entry("r1", 300, "reserved", state="used")
        made.entry("e1", 200, from_reservation="r1")
        assert [listed.line.anchor for listed in made.lines()] == ["regel-e1", "budget-1"]
        assert made.line("regel-e1").steps[1].outcome == "3,00 punten"

    def test_that_were_released_cost_nothing_and_say_why(self) -> None:
        made = Rows()
        made.remark(made.entry("r1", 300, "reserved", state="released"), "released", text="het regende")
        line = made.line("regel-r1")
        assert (line.amount, line.direction, line.reason) == ("0,00 punten", "geen verschil", "het regende")


class TestQuestions:
    def test_stay_at_the_line_that_was_current_when_they_were_asked(self) -> None:
        made = Rows()
        entry = made.entry("e1", 200)
        made.remark(entry, "questioned", text="eerste")
        made.remark(entry, "answered", text="antwoord")
        made.correct(entry, 150)
        made.remark(entry, "questioned", text="tweede")
        assert [(q.text, q.answer) for q in made.line("regel-e1").questions] == [("eerste", "antwoord")]
        assert [(q.text, q.answer) for q in made.line("verbetering").questions] == [("tweede", "")]

    def test_are_all_kept(self) -> None:
        made = Rows()
        entry = made.entry("e1", 200)
        for text in ("een", "twee"):
            made.remark(entry, "questioned", text=text)
            made.remark(entry, "answered", text=f"antwoord {text}")
        assert [q.text for q in made.line("regel-e1").questions] == ["een", "twee"]

    def test_have_a_clock_at_its_boundaries(self) -> None:
        last = date(2026, 4, 11)
        assert clock(last, date(2026, 4, 10)) == "nog 1 dag"
        assert clock(last, last) == "vandaag de laatste dag"
        assert clock(last, date(2026, 4, 12)) == "1 dag te laat"


class TestPages:
    def test_hold_twenty_lines(self) -> None:
        made = Rows()
        for number in range(PER_PAGE - 1):
            made.entry(f"e{number}", 1)
        assert lines_of(made.rows(), WORDS, TODAY, "?", 1)[1].total == 1
        made.entry("nog een", 1)
        lines, pages = lines_of(made.rows(), WORDS, TODAY, "?", 2)
        assert (len(lines), pages.total, pages.previous_href, pages.next_href) == (1, 2, "?pagina=1", "")

    def test_after_the_last_are_the_last(self) -> None:
        assert lines_of(Rows().rows(), WORDS, TODAY, "?", 99)[1].current == 1


class TestWords:
    def test_an_erased_text_says_so(self) -> None:
        class Empty:
            def open(self, subject: str, sealed: str | None) -> str | None:
                return None

        assert opener(Empty(), "client-c1")("versleuteld") == ERASED  # type: ignore[arg-type]
        assert opener(Empty(), "client-c1")(None) == ""  # type: ignore[arg-type]
        assert client_name(Empty(), "c1", "versleuteld") == "cliënt c1"  # type: ignore[arg-type]

    def test_a_pseudonym_is_readable_without_an_account(self) -> None:
        assert who("medewerker-17", {}) == "medewerker 17"
        assert who("medewerker-17", {"medewerker-17": "Fatma"}) == "Fatma"
        assert who("dochter", {}) == "dochter"

    def test_a_group_pot_is_called_so_once(self) -> None:
        assert (group_name("zuid"), group_name(None)) == ("Groepspot zuid", "Groepspot")
        assert group_name("groepspot van De Linde") == "Groepspot van De Linde"
