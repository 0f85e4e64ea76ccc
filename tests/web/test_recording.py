"""Findings put on record: at which judgement each was seen, and that one that cannot be keeps no other out."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from ledger.auditing.audit import Audit
from ledger.events import Finding as Events
from ledger.events import decode
from ledger.rechtmatigheid.finding import Finding, Found, Item
from ledger.vocabulary.actor import SYSTEM
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.source import Source
from tests.databases import SqliteDatabases
from tests.web.client import main_text
from tests.web.conftest import LogIn
from tests.web.region_story import regional_house
from web.auditing.recording import OnRecord, judgement_of, opening, record
from web.composition import House
from web.filters import SEEN

DAY = date(2026, 2, 3)
SEEN_THEN = Found(6000, (4, 5), "Op 3 februari 2026 was er geen geldige indicatie.")


@pytest.fixture
def regional(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """The story of the region."""
    with regional_house(sqlite_databases, clock) as house:
        yield house


def finding(key: str, client: str = "c1", found: Found = SEEN_THEN) -> Finding:
    """A finding about a client, as known then and now."""
    item = Item(about="client", key=key, first=DAY, last=DAY, client=client)
    return Finding("bsn-invalid", item, found, found)


SOME = (finding("c1"), finding("c9x", client="weg"), finding("c1-2", found=Found(1, (0,), "Zonder bewijs.")))
"""One that can be opened, one about nobody who is here, one that rests on nothing."""


def kept(house: House, *findings: Finding) -> OnRecord:
    """Put findings on record."""
    return record(house, SYSTEM, Audit(5, DAY, findings), Source("journal", "test"))


class TestTheJudgement:
    @pytest.mark.parametrize(
        ("then", "now", "was_judged", "judgement"),
        [
            (SEEN_THEN, SEEN_THEN, True, "both"),
            (SEEN_THEN, None, True, "then"),
            (None, SEEN_THEN, True, "now"),
            (None, SEEN_THEN, False, "later"),
        ],
    )
    def test_tells_when_it_was_seen(
        self, regional: House, then: Found | None, now: Found | None, was_judged: bool, judgement: str
    ) -> None:
        """What nobody paid, or what was left undone, was not judged at first: that is no fault at both."""
        one = msgspec.structs.replace(finding("c1"), then=then, now=now, was_judged=was_judged)
        assert judgement_of(one) == judgement
        assert kept(regional, one).new == 1
        (row,) = regional.ledger.stream(f"finding-{one.number}")
        opened = decode(row.topic, row.state)
        assert isinstance(opened, Events.Opened)
        assert opened.judgement == judgement
        assert judgement in SEEN


class TestWhatCannotBeOpened:
    def test_keeps_no_other_out(self, regional: House) -> None:
        """Whether the door refuses it or it is no command at all; each is told with its code."""
        told = kept(regional, *reversed(SOME), *SOME[:1])
        assert told.new == 1
        assert sorted((one.finding, one.code) for one in told.left_out) == sorted(
            [(SOME[1].number, "client-unknown"), (SOME[2].number, "value-invalid")]
        )
        assert all(one.rule == "bsn-invalid" and one.message for one in told.left_out)
        assert kept(regional, SOME[0]) == OnRecord(0, ())

    def test_is_no_command_when_it_rests_on_nothing(self) -> None:
        """An event of the transaction itself has no position yet."""
        with pytest.raises(Exception, match="minstens één gebeurtenis"):
            opening(SOME[2], 5)


class TestThePage:
    def test_tells_what_was_left_out_and_why(self, regional: House, as_user: LogIn) -> None:
        """A count with the codes; what is no code is not shown."""
        auditor = as_user("inkoop-1")
        told = main_text(auditor.get("/controle/bevindingen?nieuw=3&niet=2&code=client-unknown.value-invalid"))
        assert "3 nieuwe bevindingen vastgelegd. 2 bevindingen konden niet worden vastgelegd" in told
        assert "(client-unknown, value-invalid)" in told
        assert "konden" not in main_text(auditor.get("/controle/bevindingen?nieuw=3&niet=2&code=%3Cb%3E"))
