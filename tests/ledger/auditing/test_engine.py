"""An audit of many clients: on both databases, in one process or several, with rules that break, in a scope."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.auditing.audit import Audit
from ledger.auditing.bulk import Asked, Choose, audit_all, every_rule
from ledger.auditing.entries import Entry, entry_of
from ledger.auditing.judging import EVERYTHING, Scope
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found, Item
from ledger.rechtmatigheid.rule import LegalBasis, Rule, rule
from ledger.vocabulary.errors import Refused
from tests.houses import KEY, do
from tests.ledger.lines import FAMILY, client, indicatie
from tests.ledger.rechtmatigheid.stories import audited
from tests.ledger.story import Story
from web.composition import House, open_house

TODAY = date(2026, 3, 4)
LINE = {"prestatie": "H126", "quantity": "1:00", "unit": "UUR", "amount": {"EUR": "60.00"}}
CONTRACT = {
    "do": "conclude_contract",
    "contract": "k1",
    "provider": "p1",
    "payer": "zorgkantoor-rotterdam",
    "act": "Wlz",
    "region": "Rotterdam",
    "leveringsvormen": ["mpt", "mpt_pgb"],
    "from": "2026-01-01",
    "to": "2026-12-31",
    "components": [{"model": "A"}],
    "rate": "94.50",
}


def _declared(name: str, client: str, on: str) -> tuple[dict[str, Any], ...]:
    line = LINE | {"line": "1", "client": client, "on": on}
    submitted = {"do": "submit_declaration", "declaration": name, "provider": "p1", "lines": [line]}
    approved = {"do": "approve_declaration", "declaration": name, "lines": ["1"]}
    return submitted | {"period": ["2026-01-01", "2026-12-31"]}, approved


@pytest.fixture
def told(house: House) -> House:
    """Two families; both were paid for a day on which the indicatie of the first was ended afterwards."""
    do(house, *FAMILY, client("c2", region="Utrecht"), indicatie(2, client="c2"))
    do(house, *_declared("d1", "c1", "2026-03-03"), *_declared("d2", "c2", "2026-03-03"))
    do(house, {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-03-02", "reason": "Verhuisd"})
    return house


def _audit(house: House, scope: Scope = EVERYTHING, choose: Choose = every_rule, upto: int | None = None) -> Audit:
    head = house.ledger.head()
    assert head is not None
    asked = Asked(scope, upto or head.position, TODAY)
    return audit_all(house.ledger, house.settings.database_url, asked, choose)


def _ledger_at(url: str) -> Ledger:
    return open_house({"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY}).ledger


@rule("Breekt altijd", LegalBasis("geen", "geen"), looks_at="line")
def always_breaks(line: Line, case: Case) -> Iterator[Found]:
    """Raises, whatever it is asked."""
    raise ZeroDivisionError(f"deling door {line.quantity - line.quantity}")


def _with_a_broken_one() -> Iterable[Rule]:
    return always_breaks, BY_ID["no-indicatie"]


class TestOnBothDatabases:
    def test_finds_what_every_client_alone_comes_to(self, told: House) -> None:
        """Dealt out by client or asked for one: the same findings, on SQLite and on PostgreSQL."""
        together = [one for one in _audit(told).findings if one.item.client == "c1"]
        alone = audited(told, "c1").findings
        assert {one.number: one for one in together} == {one.number: one for one in alone}
        assert any((one.rule, one.change) == ("no-indicatie", "became-unlawful") for one in together)

    @pytest.mark.slow
    def test_finds_the_same_with_several_processes(self, told: House) -> None:
        """Processes that open the ledger themselves, each with buckets of its own."""
        url, head = told.settings.database_url, told.ledger.head()
        assert head is not None
        asked = Asked(EVERYTHING, head.position, TODAY)
        several = audit_all(told.ledger, url, asked, opening=partial(_ledger_at, url), processes=2)
        assert several == _audit(told)


class TestARuleThatRaises:
    def test_is_reported_with_its_event_and_stops_no_other(self, told: House) -> None:
        """The other rule found what it finds; the broken one is told with the line, the event and the error."""
        audit = _audit(told, choose=_with_a_broken_one)
        assert {one.rule for one in audit.findings} == {"no-indicatie"}
        assert {(one.rule, one.item.key, one.error) for one in audit.broken} == {
            ("always-breaks", key, "ZeroDivisionError") for key in ("d1/1", "d2/1")
        }
        assert all(one.event > 0 for one in audit.broken)


class TestAScope:
    def test_of_a_region_leaves_out_the_others(self, told: House) -> None:
        """Only c2 lives in Utrecht; a finding about nobody's region is not one of Utrecht."""
        found = _audit(told, Scope(region="Utrecht")).findings
        assert {(one.item.client, one.item.region) for one in found} == {("c2", "Utrecht")}

    @pytest.mark.parametrize(("region", "is_held"), [("Utrecht", True), ("Rotterdam", False), (None, False)])
    def test_of_a_region_leaves_out_what_belongs_to_none(self, region: str | None, is_held: bool) -> None:
        """The day of a colleague is about a provider in whatever regions; it is in the scope of everything only."""
        day = Item(about="colleague", key="p1/m17/2026-03-03", first=TODAY, last=TODAY, provider="p1", region=region)
        assert Scope(region="Utrecht").holds(day) is is_held
        assert EVERYTHING.holds(day)

    def test_of_a_provider_that_declared_nothing_is_empty(self, told: House) -> None:
        """Nobody declared as p9."""
        assert not _audit(told, Scope(provider="p9")).findings

    def test_of_the_past_knows_nothing_later(self, told: House) -> None:
        """Before the indicatie was ended there was nothing against the line."""
        head = told.ledger.head()
        assert head is not None
        rules = {one.rule for one in _audit(told, upto=head.position - 1).findings}
        assert "no-indicatie" not in rules


class TestWhatIsKnownThen:
    def test_is_all_of_the_same_transaction(self, story: Story) -> None:
        """Approved and contracted in one request: at the moment of payment there was a contract."""
        do(story.house, *_declared("d1", "c1", "2026-03-03"), CONTRACT)
        assert "no-contract" not in {one.rule for one in audited(story.house, "c1").findings}

    def test_is_not_an_agb_code_that_was_linked_later(self, story: Story) -> None:
        """A line under a code that was nobody's yet had no contract then; it has one by what is known now."""
        code = {"provider": "06290001"}
        submitted, approved = _declared("d1", "c1", "2026-03-03")
        do(story.house, submitted | code, approved, CONTRACT)
        do(story.house, {"do": "register_provider", "provider": "p1", "name": "Zorg", "agb": "06290001"})
        (one,) = [one for one in audited(story.house, "c1").findings if one.rule == "no-contract"]
        assert one.change == "became-lawful"


class TestAnEventOfALaterVersion:
    def test_leaves_out_its_client_and_stops_nobody_else(self, told: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The events of c1 cannot be read: that is told, and c2 is judged."""

        def newer(position: int, stream: str, topic: str, state: bytes) -> Entry:
            if stream == "client-c1":
                raise Refused("topic-unknown", "Werk dit programma bij.")
            return entry_of(position, stream, topic, state)

        monkeypatch.setattr("ledger.auditing.bulk.entry_of", newer)
        audit = _audit(told)
        assert {(one.rule, one.item.key) for one in audit.broken} == {("*", "c1")}
        assert "c2" in {one.item.client for one in audit.findings}
        assert "c1" not in {one.item.client for one in audit.findings}


class TestNamesOfClients:
    @pytest.mark.parametrize("name", ["register", "REGISTER", "client"])
    def test_hide_nobody(self, story: Story, name: str) -> None:
        """A client may have any number; it is audited as any other."""
        do(story.house, client(name), indicatie(2, client=name), *_declared("d1", name, "2026-03-03"))
        assert name in {one.item.client for one in _audit(story.house).findings}
