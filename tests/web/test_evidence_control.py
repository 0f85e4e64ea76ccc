"""What control did stands in an evidence pack: its findings, its samples, and who looked at what."""

from collections.abc import Iterator

import pytest

from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.books.euro_lines import tell_euros
from tests.ledger.control_lines import opened as finding
from tests.ledger.sample_lines import drawn, judged
from tests.web.evidence_story import events, made, opened, rows
from tests.web.inzage import RUUD, lines
from web.composition import House


@pytest.fixture
def euros(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which every kind of money moved."""
    with copied_house(sqlite_databases, clock, "euros", tell_euros) as house:
        yield house


class TestFindings:
    """Those that were opened, as far as they had come."""

    def test_stand_with_what_became_of_them(self, euros: House) -> None:
        """A finding about a line of c1 is in the pack of c1, and behind its line; of c2 it is not."""
        about = finding("60.00", rule="entry-long-after", rests_on=[1], as_of=1)
        about |= {"from": "2026-02-03", "to": "2026-02-03"}
        do(euros, about)
        do(euros, {"do": "dismiss_finding", "finding": about["finding"], "reason": "was op tijd"}, mandate=RUUD)
        files = opened(made(euros, "client:c1"))
        mine = next(row for row in rows(files, "findings.csv") if row["rule"] == "entry-long-after")
        assert (mine["item"], mine["eurocent"], mine["state"]) == ("d1/1", "60.00", "geen fout")
        at = {str(one["position"]) for one in events(files) if one["topic"].startswith("finding.opened")}
        line = next(row for row in rows(files, "items.csv") if row["item"] == "d1/1")
        assert set(line["question"].split()) & at
        other = rows(opened(made(euros, "client:c2")), "findings.csv")
        assert [row for row in other if row["rule"] == "entry-long-after"] == []


class TestSamples:
    """Everything that the draw follows from, and each judgement."""

    def test_stand_with_seed_population_and_items(self, euros: House) -> None:
        """Of the scope that was drawn from, and of no other."""
        do(euros, drawn(period=["2026-02-01", "2026-02-28"]), mandate=RUUD)
        told = rows(opened(made(euros, "region:Rotterdam")), "sample.csv")
        assert {(row["sample"], row["seed"], row["method"]) for row in told} == {("s1", "rotterdam 2026", "mus")}
        assert {row["item"] for row in told} <= {"d1/1", "d1/2", "d9/1"}
        assert [row["audited"] for row in told if row["audited"]] == []
        do(euros, judged(told[0]["item"], "0.00"), mandate=RUUD)
        again = rows(opened(made(euros, "region:Rotterdam")), "sample.csv")
        assert [row["audited"] for row in again if row["audited"]] == ["0.00"]
        assert rows(opened(made(euros, "region:Utrecht")), "sample.csv") == []


class TestTheAccessLog:
    """Who asked to see the scope, why and on which ground."""

    def test_has_the_purpose_and_ground_of_each_access(self, euros: House) -> None:
        """An access that is bound to one client stands in the pack of that client alone."""
        number = lines(euros, clients=["c1"])
        told = rows(opened(made(euros, "client:c1")), "access-log.csv")
        assert [(row["inzage"], row["what"], row["step"], row["by"]) for row in told] == [
            (number, "requested", "lines", "auditor-1")
        ]
        assert (told[0]["purpose"], told[0]["ground"]) == ("materiële controle 2026", "Wlz artikel 9.1.2")
        assert rows(opened(made(euros, "client:c2")), "access-log.csv") == []
