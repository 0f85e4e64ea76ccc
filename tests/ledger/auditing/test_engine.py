"""An audit of many clients: on both databases, in one process or several, with rules that break, in a scope."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.auditing.audit import Audit
from ledger.auditing.bulk import Asked, Choose, audit_all, every_rule
from ledger.auditing.judging import EVERYTHING, Scope
from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.catalogue import BY_ID
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import LegalBasis, Rule, rule
from tests.houses import KEY, do
from tests.ledger.lines import FAMILY, client, indicatie
from tests.ledger.rechtmatigheid.stories import audited
from web.composition import House, open_house

TODAY = date(2026, 3, 4)
LINE = {"prestatie": "H126", "quantity": "1:00", "unit": "UUR", "amount": {"EUR": "60.00"}}


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
            ("always-breaks", key, "ZeroDivisionError: deling door 0") for key in ("d1/1", "d2/1")
        }
        assert all(one.event > 0 for one in audit.broken)


class TestAScope:
    def test_of_a_region_leaves_out_the_others(self, told: House) -> None:
        """Only c2 lives in Utrecht."""
        assert {one.item.client for one in _audit(told, Scope(region="Utrecht")).findings} <= {"c2", None}

    def test_of_a_provider_that_declared_nothing_is_empty(self, told: House) -> None:
        """Nobody declared as p9."""
        assert not _audit(told, Scope(provider="p9")).findings

    def test_of_the_past_knows_nothing_later(self, told: House) -> None:
        """Before the indicatie was ended there was nothing against the line."""
        head = told.ledger.head()
        assert head is not None
        rules = {one.rule for one in _audit(told, upto=head.position - 1).findings}
        assert "no-indicatie" not in rules
