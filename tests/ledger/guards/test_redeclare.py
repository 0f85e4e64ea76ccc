"""What changes after it was declared is credited and declared anew, or settled; nothing else is touched."""

from datetime import date

import pytest

from ledger.aggregates.declaration import Declaration
from ledger.application import Header, Transaction
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from tests.ledger.care_lines import HOME, delivered, plan, redelivered, tarief
from tests.ledger.contract_lines import concluded, ended
from tests.ledger.declare_lines import APRIL, LUMPSUM, OUTCOME, declare, judged, lines_of, paid, score
from tests.ledger.lines import died
from tests.ledger.story import Story


class TestWhatChangesAfterwards:
    def test_that_is_nothing_is_refused(self, march: Story) -> None:
        """Once is enough, waiting or approved."""
        march.tell(declare())
        assert march.refused(declare()) == "nothing-to-declare"
        march.tell(judged("approve"))
        assert march.refused(declare()) == "nothing-to-declare"

    def test_credits_the_old_line_whole_and_declares_a_new_one(self, march: Story) -> None:
        """Half an hour was an hour: the new line points to the old one, and the credit says why."""
        march.tell(declare(), judged("approve"), redelivered("1:00", "l2"), declare(), by=SYSTEM)
        (credit,) = lines_of(march, topic="line-credited")
        assert (credit["line"], credit["credit"], credit["eurocent"]) == ("1", "1c", 8505)
        assert (credit["why"], "reason" in credit) == ("replaced", False)
        (declared,) = lines_of(march, "p1-k1-2026-03-2")
        assert (declared["eurocent"], declared["replaces"]) == (11340, {"declaration": "p1-k1-2026-03", "line": "1"})
        march.tell(judged("approve", "p1-k1-2026-03-2"))
        assert paid(march) == 11340
        assert march.refused(declare()) == "nothing-to-declare"

    def test_again_and_again_ends_at_what_is_right(self, march: Story) -> None:
        """Four corrections, each declared: the total is that of the last."""
        for number, minutes in enumerate(("1:00", "0:00", "0:45", "0:15"), start=1):
            march.tell(declare(), judged("approve", "p1-k1-2026-03" + (f"-{number}" if number > 1 else "")))
            march.tell(redelivered(minutes, "l2"))
        march.tell(declare(), judged("approve", "p1-k1-2026-03-5"))
        assert paid(march) == 7088
        assert march.refused(declare()) == "nothing-to-declare"

    def test_by_an_indicatie_with_effect_from_a_past_day_is_found(self, march: Story) -> None:
        """It ended on the fifteenth of March: only what was given before is paid."""
        march.tell(declare(), judged("approve"))
        march.tell({"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-03-15", "reason": "herzien"})
        march.tell(declare(), judged("approve", "p1-k1-2026-03-2"))
        assert paid(march) == 5670

    def test_by_a_death_leaves_only_credits(self, march: Story) -> None:
        """The client had died in February: no new declaration is made."""
        march.tell(declare(), judged("approve"), died("2026-02-20"), declare())
        assert paid(march) == 0
        assert march.house.ledger.stream("declaration-p1-k1-2026-03-2") == []
        assert [one["why"] for one in lines_of(march, topic="line-credited")] == ["gone"]

    def test_also_after_the_contract_ended_earlier(self, sqlite_march: Story) -> None:
        """What was declared under it is still taken back."""
        sqlite_march.tell(declare(), judged("approve"), ended("k1", to="2026-02-28"), declare())
        assert paid(sqlite_march) == 0

    def test_waits_for_the_judgement_of_its_line(self, march: Story) -> None:
        """A line is not credited while the payer looks at it."""
        march.tell(declare(), redelivered("1:00", "l2"))
        error = march.refusal(declare())
        assert (error.code, error.field) == ("line-waiting", "period")
        assert "Regel 1 van declaratie p1-k1-2026-03" in error.message

    def test_after_a_refusal_is_declared_anew(self, sqlite_march: Story) -> None:
        """Nothing stands, so nothing is credited."""
        sqlite_march.tell(declare(), judged("refuse"), declare())
        assert [one["eurocent"] for one in lines_of(sqlite_march, "p1-k1-2026-03-2")] == [8505]
        assert lines_of(sqlite_march, topic="line-credited") == []

    def test_in_the_register_counts_too(self, sqlite_march: Story) -> None:
        """A corrected maximum is the next version."""
        sqlite_march.tell(declare(), judged("approve"), tarief("H126", "uur", "61.00"), declare())
        (declared,) = lines_of(sqlite_march, "p1-k1-2026-03-2")
        assert declared["derivation"]["tarief"]["version"] == 2

    OWN = {"do": "credit_line", "declaration": "p1-k1-2026-03", "line": "1", "credit": "1c", "reason": "te veel"}

    @pytest.mark.parametrize("euro", ["5.05", "85.05"])
    def test_leaves_what_the_payer_took_back(self, sqlite_march: Story, euro: str) -> None:
        """A part or all of it: it is not claimed again as long as the care is what it was."""
        sqlite_march.tell(declare(), judged("approve"), self.OWN | {"amount": {"EUR": euro}})
        assert sqlite_march.refused(declare()) == "nothing-to-declare"

    def test_credits_under_a_number_that_is_free(self, sqlite_march: Story) -> None:
        """The payer took a part back itself, as 1c; then the care turned out to be other than was declared."""
        sqlite_march.tell(declare(), judged("approve"), self.OWN | {"amount": {"EUR": "5.05"}})
        sqlite_march.tell(redelivered("0:45"), declare())
        credits = lines_of(sqlite_march, topic="line-credited")
        assert [(one["credit"], one["eurocent"]) for one in credits] == [("1c", 505), ("1c2", 8000)]


class TestWhatIsSettled:
    @pytest.fixture
    def outcome(self, empty_story: Story, clock: SetClock) -> Story:
        """An hour and a half in March, at a rate that depends on a score known afterwards; declared and approved."""
        lines = [one for one in HOME if one["do"] != "conclude_contract"]
        by_score = concluded("k1", components=[OUTCOME, {"model": "A"}], settlement="score")
        empty_story.tell(*lines, by_score, plan(), delivered("l1", "1:30"))
        clock.moment = APRIL
        empty_story.tell(declare(), judged("approve"))
        return empty_story

    def test_above_zero_is_a_line_of_its_own(self, outcome: Story) -> None:
        """A nine: ten percent more."""
        outcome.tell(score("s1", 9), declare())
        (declared,) = lines_of(outcome, "p1-k1-2026-03-2")
        assert (declared["settles"], declared["eurocent"]) == (True, 851)
        assert "replaces" not in declared
        outcome.tell(judged("approve", "p1-k1-2026-03-2"))
        assert paid(outcome) == 8505 + 851

    def test_below_zero_is_credited_in_part(self, outcome: Story) -> None:
        """A six: ten percent less, and the line stands for the rest."""
        outcome.tell(score("s1", 6), declare())
        (credit,) = lines_of(outcome, topic="line-credited")
        assert credit["eurocent"] == 8505 - 7655
        assert (credit["why"], "reason" in credit) == ("settled", False)
        assert paid(outcome) == 7655
        assert outcome.refused(declare()) == "nothing-to-declare"

    def test_of_seven_changes_nothing(self, outcome: Story) -> None:
        """The neutral factor was right."""
        outcome.tell(score("s1", 7))
        assert outcome.refused(declare()) == "nothing-to-declare"


class TestALineForNobody:
    def test_is_credited_when_it_is_no_longer_due(self, sqlite_march: Story) -> None:
        """The lump sum ended before its third instalment."""
        wmo = concluded("k9", act="Wmo", leveringsvormen=None, components=[LUMPSUM])
        sqlite_march.tell(wmo, declare("k9", clients=[]), judged("approve", "p1-k9-2026-03"))
        sqlite_march.tell(ended("k9", to="2026-02-28"), declare("k9", clients=[]))
        (credit,) = lines_of(sqlite_march, "p1-k9-2026-03", "line-credited")
        assert (credit["why"], "client" in credit) == ("gone", False)


class TestALineOfADayBefore:
    def test_is_taken_in_only_when_it_settles(self, sqlite_march: Story) -> None:
        """What settles is about days that were declared before."""
        facts = {"declaration": "d9", "provider": "p1", "line": "1", "region": "Rotterdam", "prestatie": "H126"}
        days = {"first": date(2026, 1, 1), "last": date(2026, 1, 31), "quantity": 0, "unit": "minuut", "eurocent": 100}
        settling = Declaration.LineSubmitted(**facts, **days, settles=True)  # type: ignore[arg-type]

        def submit(transaction: Transaction) -> None:
            march = (date(2026, 3, 1), date(2026, 3, 31))
            transaction.find(Declaration, "d9").submit("p1", date(2026, 4, 2), march, [settling])
            transaction.conclude(Header(SYSTEM.actor, "k1"), "digest")

        sqlite_march.house.ledger.transact(submit)
        assert [one["settles"] for one in lines_of(sqlite_march, "d9")] == [True]
