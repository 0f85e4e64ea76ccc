"""What an evidence pack does not tell: what other providers declared; and no spreadsheet computes a cell of it."""

from collections.abc import Iterator

import pytest

from ledger.vocabulary.clock import SetClock
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.ledger.care_lines import HOME
from tests.ledger.contract_lines import concluded
from tests.ledger.rechtmatigheid.declared_lines import asked, paid
from tests.ledger.story import Story
from tests.web.evidence_story import events, made, opened
from web.composition import House
from web.evidence.tables import table


class TestOtherProviders:
    """A finding about one may rest on what another declared: its hash is there, and not what it holds."""

    @pytest.fixture
    def twice(self, sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
        """What p2 declared in dx, p1 declares again in d1: the finding that makes rests on both."""
        with copied_house(sqlite_databases, clock, "twice", self._tell) as house:
            yield house

    @staticmethod
    def _tell(house: House) -> None:
        story = Story(house)
        story.tell(*HOME, concluded("k4", provider="p2", components=[{"model": "A"}]))
        story.tell(*paid(asked(), provider="p2", declaration="dx"), *paid(asked()))

    @pytest.mark.parametrize("scope", ["provider:p1", "declaration:d1"])
    def test_are_withheld(self, twice: House, scope: str) -> None:
        """Of p2 nothing is told in the pack of p1, nor in that of its declaration; what is their own is."""
        found = events(opened(made(twice, scope)))
        assert [one for one in found if one["state"] and '"provider":"p2"' in one["state"]] == []
        assert [one["state"] for one in found if one["stream"] == "declaration-dx" and one["withheld"]]
        assert all(one["state"] for one in found if one["stream"] == "declaration-d1")

    def test_are_told_of_who_is_asked_about(self, twice: House) -> None:
        """In the pack of the client both are."""
        found = events(opened(made(twice, "client:c1")))
        assert {"declaration-dx", "declaration-d1"} <= {one["stream"] for one in found if one["state"]}


class TestACell:
    @pytest.mark.parametrize(
        ("text", "written"),
        [
            *((one, f"'{one}") for one in ("=1+1", "+31", "-1+1", "@A1", " =1+1", "\u00a0-A1", "-", "- 5")),
            *((one, one) for one in ("-60.00", "-5", "60.00", "", "p1 = goed", "2026-03-01")),
        ],
    )
    def test_is_no_formula(self, text: str, written: str) -> None:
        """A spreadsheet computes nothing of what somebody typed; a number stays a number."""
        assert table("a.csv", "", ("x", "y"), [(text, "z")]).csv() == f"x,y\n{written},z\n".encode()

    @pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1"])
    def test_is_none_after_a_tab_or_a_line_either(self, text: str) -> None:
        """Blanks of any kind."""
        assert table("a.csv", "", ("x",), [(text,)]).csv().decode().lstrip('x\n"').startswith("'")
