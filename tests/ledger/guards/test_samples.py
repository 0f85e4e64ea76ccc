"""Samples: drawn from the log by a seed that is on record, judged line by line, and evaluated."""

from datetime import date
from hashlib import sha256

import msgspec
import pytest

from ledger.auditing.population import Scope, population_at
from ledger.auditing.redrawing import redraw, scope_of
from ledger.commands.journal import read_command
from ledger.events import decode, sentence
from ledger.rechtmatigheid.finding import Item, number_of
from tests.houses import do
from tests.ledger.care_lines import HOME
from tests.ledger.lines import Line, client, line
from tests.ledger.sample_lines import LINES, approved, declared, drawn, evaluated, judge_all, judged, sample_of
from tests.ledger.story import Story, somebody
from web.composition import House

AUDITOR = somebody("auditor")
ROTTERDAM = somebody("zorgkantoor", region="Rotterdam")
FRYSLAN = somebody("zorgkantoor", region="Friesland")


def found_by(rule: str, number: str) -> Line:
    """A rule has something against a line of d1."""
    day = date(2026, 3, int(number))
    about = Item(about="line", key=f"d1/{number}", first=day, last=day)
    facts: Line = {
        "finding": number_of(rule, about),
        "rule": rule,
        "judgement": "now",
        "about": "line",
        "item": about.key,
    }
    facts |= {"declaration": "d1", "line": number, "from": str(day), "to": str(day), "amount": {"EUR": "60.00"}}
    return line("open_finding", facts, {"told": "Er was geen indicatie.", "as_of": 5}) | {"rests_on": [5]}


@pytest.fixture
def paid(home: Story) -> Story:
    """Sixty approved lines of March, EUR 5370.00 in all."""
    home.tell(declared(), approved())
    return home


class TestDrawing:
    def test_writes_down_all_that_the_draw_follows_from(self, paid: Story) -> None:
        """Method, seed, plan, scope, position, population with its digest, interval and lines."""
        end = paid.position()
        paid.tell(drawn(purpose="materiële controle maart"), by=AUDITOR)
        sample = sample_of(paid).drawn
        assert (sample.method, sample.seed, sample.as_of) == ("mus", "rotterdam 2026", end)
        assert (sample.population_count, sample.population_eurocent) == (LINES, 5370_00)
        assert (sample.size, sample.interval_eurocent) == (60, 89_50)
        limits = sample.error_limit_basispoint, sample.uncertainty_limit_basispoint
        assert (sample.tolerable_basispoint, *limits, sample.drawing) == (500, 100, 500, "sha256/1")
        assert len(sample.digest) == 64
        assert {"d1/31", "d1/60"} <= {item.key for item in sample.items}
        assert (
            min((item.key for item in sample.items if item.eurocent >= 89_50), key=lambda key: int(key[3:])) == "d1/31"
        )

    def test_is_done_again_from_the_log_by_whoever_doubts_it(self, paid: Story) -> None:
        """Also after other lines were approved, and one was taken back: what was known then stays known."""
        paid.tell(drawn(), drawn("s2", method="random"))
        paid.tell(declared(5, "d2"), approved(1, 2, 3, 4, 5, declaration="d2"))
        paid.tell({"do": "credit_line", "declaration": "d1", "line": "1", "credit": "1c", "reason": "fout"})
        for number in ("s1", "s2"):
            sample = sample_of(paid, number)
            assert redraw(paid.house.ledger, sample.drawn).differences(sample.drawn) == []

    def test_tells_what_is_not_as_it_was_written_down(self, paid: Story) -> None:
        """A seed, a line, an amount or a figure that somebody changed afterwards."""
        paid.tell(drawn())
        drew = sample_of(paid).drawn
        for changed, told in (
            ({"seed": "amsterdam"}, ["items"]),
            ({"items": drew.items[1:]}, ["items"]),
            ({"population_eurocent": 1}, ["population_eurocent"]),
            ({"digest": "0" * 64}, ["digest"]),
            ({"drawing": "sha256/2"}, ["drawing"]),
            ({"interval_eurocent": 89_51}, ["interval_eurocent"]),
        ):
            other = msgspec.structs.replace(drew, **changed)
            assert redraw(paid.house.ledger, other).differences(other) == told

    def test_counts_what_was_known_at_a_position(self, paid: Story) -> None:
        """As if it were drawn then."""
        end = paid.position()
        paid.tell(declared(5, "d2"), approved(1, 2, 3, 4, 5, declaration="d2"))
        paid.tell(drawn(as_of=end), drawn("s2"))
        assert [sample_of(paid, one).drawn.population_count for one in ("s1", "s2")] == [60, 65]

    def test_is_once_under_a_number_and_never_of_a_later_event(self, paid: Story) -> None:
        """The last event is the last that can be named."""
        paid.tell(drawn(as_of=paid.position()))
        assert paid.refused(drawn()) == "sample-exists"
        assert paid.refused(drawn("s2", as_of=paid.position() + 1)) == "sample-past-end"

    def test_asks_for_a_seed(self, paid: Story) -> None:
        """Without it nobody could draw the same lines."""
        assert paid.refused(drawn(seed=None)) == "field-missing"
        assert paid.refused(drawn(seed="")) == "value-invalid"

    def test_is_refused_when_it_can_prove_nothing(self, paid: Story) -> None:
        """What the plan refuses, the command refuses."""
        assert paid.refused(drawn(expected="5.00")) == "sample-expected-too-high"
        assert paid.refused(drawn(confidence="100.00")) == "sample-confidence-impossible"
        assert paid.refused(drawn(period=["2026-03-31", "2026-03-01"])) == "period-reversed"


class TestThePopulation:
    def test_holds_what_was_approved_and_nothing_else(self, home: Story) -> None:
        """Not what waits, not what was refused; what was taken back stays what it was."""
        home.tell(declared(4), approved(1, 2))
        home.tell({"do": "refuse_declaration", "declaration": "d1", "lines": ["3"], "retourcode": "0553"})
        home.tell({"do": "credit_line", "declaration": "d1", "line": "1", "credit": "1c", "reason": "fout"})
        home.tell(drawn(method="random"))
        assert [(one.key, one.eurocent) for one in sample_of(home).drawn.items] == [("d1/1", 60_00), ("d1/2", 61_00)]

    def test_holds_a_line_by_the_first_day_of_its_care(self, paid: Story) -> None:
        """Lines 1, 29 and 57 are of 1 March; 28 and 56 of the 28th."""
        paid.tell(drawn(method="random", period=["2026-03-01", "2026-03-01"]))
        paid.tell(drawn("s2", method="random", period=["2026-03-28", "2026-04-30"]))
        assert [one.key for one in sample_of(paid).drawn.items] == ["d1/1", "d1/29", "d1/57"]
        assert [one.key for one in sample_of(paid, "s2").drawn.items] == ["d1/28", "d1/56"]
        assert paid.refused(drawn("s3", period=["2026-03-29", "2026-04-30"])) == "sample-of-nothing"

    def test_stays_within_its_scope(self, paid: Story) -> None:
        """Region, provider, client."""
        log, end = paid.house.ledger, paid.position()
        month = Scope(first=date(2026, 3, 1), last=date(2026, 3, 31))
        for scope, count in (
            ({}, 60),
            ({"region": "Rotterdam", "provider": "p1", "client": "c1"}, 60),
            ({"region": "Friesland"}, 0),
            ({"provider": "p2"}, 0),
            ({"client": "c2"}, 0),
        ):
            assert population_at(log, msgspec.structs.replace(month, **scope), end).count == count

    def test_may_be_what_certain_rules_found_fault_with(self, paid: Story) -> None:
        """Found before the position that counts; whatever became of it, and by whichever of the rules."""
        before = paid.position()
        for rule, number in (
            ("no-indicatie", "7"),
            ("no-indicatie", "12"),
            ("care-after-death", "12"),
            ("declared-late", "13"),
        ):
            paid.tell(found_by(rule, number))
        paid.tell(drawn(method="random", rules=["care-after-death", "no-indicatie", "care-after-death"]))
        sample = sample_of(paid).drawn
        assert sample.rules == ("care-after-death", "no-indicatie")
        assert [one.key for one in sample.items] == ["d1/12", "d1/7"]
        assert paid.refused(drawn("s2", rules=["no-indicatie"], as_of=before)) == "sample-of-nothing"
        assert redraw(paid.house.ledger, sample).differences(sample) == []

    def test_is_of_somebody_who_is_known(self, paid: Story) -> None:
        """A typing error is no empty population."""
        assert paid.refused(drawn(provider="p9")) == "provider-unknown"
        assert paid.refused(drawn(client="c9")) == "client-unknown"


class TestJudging:
    @pytest.fixture
    def sampled(self, paid: Story) -> Story:
        """A sample is drawn."""
        paid.tell(drawn())
        return paid

    def test_is_of_a_line_that_was_drawn(self, sampled: Story) -> None:
        """Another line is not in it; another sample is not there."""
        missing = next(f"d1/{n}" for n in range(1, 61) if f"d1/{n}" not in sample_of(sampled).items)
        assert sampled.refused(judged(missing, "1.00")) == "item-unknown"
        assert sampled.refused(judged("d1/60", "1.00", "s9")) == "sample-unknown"

    def test_may_be_done_again_and_the_latest_counts(self, sampled: Story) -> None:
        """Both stay on record. What somebody wrote of it is sealed; the ground is not."""
        sampled.tell(judged("d1/60", "100.00", reason="mevrouw was weg", ground="Rzv 7.4"), judged("d1/60", "119.00"))
        records = sampled.house.ledger.stream("sample-s1")
        assert [record.topic for record in records[1:]] == ["sample.item-judged/1"] * 2
        assert b"mevrouw" not in records[1].state
        assert b"Rzv 7.4" in records[1].state
        latest = sample_of(sampled).judged["d1/60"]
        assert (latest.audited_eurocent, latest.client, latest.declaration, latest.line) == (119_00, "c1", "d1", "60")

    def test_divides_no_more_than_there_is(self, sampled: Story) -> None:
        """Of EUR 119.00: EUR 100.00 right and EUR 19.00 unknown, not a cent more; alone it may be more."""
        unsure: Line = {"uncertain": {"EUR": "19.00"}}
        sampled.tell(judged("d1/60", "100.00", **unsure))
        assert sampled.refused(judged("d1/60", "100.01", **unsure)) == "item-uncertain-too-large"
        assert sampled.refused(judged("d1/60", "-0.01")) == "amount-negative"
        assert sampled.refused(judged("d1/60", "0.00", uncertain={"EUR": "-0.01"})) == "amount-negative"
        assert sampled.refused(judged("d1/60", "0.00") | {"audited": {"PUNT": "1.00"}}) == "unit-not-euro"
        sampled.tell(judged("d1/60", "0.00"), judged("d1/60", "200.00"))


class TestEvaluating:
    def test_waits_for_every_line(self, paid: Story) -> None:
        """It says how many, and which is next."""
        paid.tell(drawn())
        first, *others = sample_of(paid).items
        for key in others:
            paid.tell(judged(key, "1.00"))
        error = paid.refusal(evaluated())
        assert error.code == "sample-not-judged"
        assert f"1 van {1 + len(others)} regels" in error.message
        assert first in error.message

    def test_approves_what_is_all_right(self, paid: Story) -> None:
        """Nothing wrong in any line: EUR 0.00 likely."""
        paid.tell(drawn())
        judge_all(paid)
        paid.tell(evaluated(), by=ROTTERDAM)
        found = sample_of(paid).evaluated
        assert found is not None
        assert (found.wrong_count, found.projected_eurocent, found.verdict) == (0, 0, "approved")
        assert "goedgekeurd" in sentence(found)

    def test_takes_a_large_line_as_it_is_and_projects_a_small_one(self, paid: Story) -> None:
        """EUR 100.00 too much on a line of EUR 119.00, above the interval of EUR 89.50: EUR 100.00."""
        paid.tell(drawn())
        judge_all(paid, {"d1/60": "19.00"})
        paid.tell(evaluated())
        found = sample_of(paid).evaluated
        assert found is not None
        assert (found.found_eurocent, found.projected_eurocent, found.error_basispoint) == (100_00, 100_00, 187)
        assert found.verdict == "error-too-large"
        assert "De fout is te groot".lower() in sentence(found)

    def test_is_done_again_only_when_a_line_was_judged_again(self, paid: Story) -> None:
        """The same judgements say the same."""
        paid.tell(drawn())
        judge_all(paid, {"d1/60": "19.00"})
        paid.tell(evaluated())
        assert paid.refused(evaluated()) == "sample-evaluated"
        paid.tell(judged("d1/60", "119.00"), evaluated())
        found = sample_of(paid).evaluated
        assert found is not None
        assert found.verdict == "approved"

    def test_of_lines_says_nothing_of_the_most_money(self, paid: Story) -> None:
        """It counts wrong lines."""
        paid.tell(drawn(method="random"))
        first = next(iter(sample_of(paid).items))
        judge_all(paid, {first: "0.00"})
        paid.tell(evaluated())
        found = sample_of(paid).evaluated
        assert found is not None
        assert (found.wrong_count, found.bound_eurocent) == (1, None)
        assert "van de regels fout" in sentence(found)


class TestWho:
    def test_draws_judges_and_evaluates(self, paid: Story) -> None:
        """An auditor and a zorgkantoor; nobody else."""
        for role in ("zorgaanbieder", "medewerker", "familie", "beheerder"):
            who = somebody(role, provider="p1")
            assert [paid.forbids(one, who) for one in (drawn(), judged("d1/1", "1.00"), evaluated())] == [True] * 3

    def test_stays_within_its_own_region(self, paid: Story) -> None:
        """A zorgkantoor that names no region means its own; a sample of everything is not of one region."""
        paid.tell(drawn(region=None), by=ROTTERDAM)
        assert sample_of(paid).drawn.region == "Rotterdam"
        assert paid.refused(drawn("s2"), by=FRYSLAN) == "region-unknown"
        assert paid.refused(drawn("s2", region=None), by=FRYSLAN) == "sample-of-nothing"
        assert paid.refused(drawn("s2", region=None, client="c1"), by=FRYSLAN) == "client-unknown"
        paid.tell(drawn("s3", region=None), by=AUDITOR)
        for given in (judged("d1/60", "1.00"), evaluated(), judged("d1/60", "1.00", "s3"), evaluated("s3")):
            assert paid.refused(given, by=FRYSLAN) == "sample-unknown"
        assert paid.refused(evaluated("s3"), by=ROTTERDAM) == "sample-unknown"


class TestOnBothDatabases:
    def test_the_same_lines_are_drawn(self, house: House) -> None:
        """However the database sorts its streams."""
        story = Story(house)
        do(house, *HOME, client("C2"), declared(20, "d1"), declared(20, "D1"), declared(20, "d-1"))
        for declaration in ("d1", "D1", "d-1"):
            story.tell(approved(*range(1, 21), declaration=declaration))
        story.tell(drawn(tolerable="10.00"))
        sample = sample_of(story)
        keys = [(f"{name}/{number}", 5900 + number * 100) for name in ("d1", "D1", "d-1") for number in range(1, 21)]
        lines = "".join(f"{key}\t{eurocent}\n" for key, eurocent in sorted(keys))
        assert sample.drawn.digest == sha256(lines.encode()).hexdigest()
        assert sorted(sample.items) == list(sample.items)
        assert redraw(house.ledger, sample.drawn).differences(sample.drawn) == []
        assert scope_of(sample.drawn).region == "Rotterdam"
        record = house.ledger.stream("sample-s1")[0]
        assert decode(record.topic, record.state) == sample.drawn


class TestTheJournal:
    def test_reads_a_line_of_a_long_declaration(self) -> None:
        """A declaration that was put together from a provider, a contract and a period; a slash; a line."""
        assert read_command(judged("p1-k1-2026-03/12", "1.00"))
        assert read_command(judged("p1-k1-2026-W10/a.b_c-d", "1.00"))
