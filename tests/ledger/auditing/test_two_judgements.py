"""Then and now: a judgement as known then is the judgement of an audit that knows no more than was known then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from ledger.auditing.audit import Audit, audit_client
from ledger.auditing.bulk import Asked, audit_all
from ledger.auditing.judging import EVERYTHING, Scope
from ledger.demo.play import play
from ledger.demo.region import lives
from ledger.events import Declaration, decode
from ledger.rechtmatigheid.finding import Finding
from ledger.vocabulary.clock import AMSTERDAM, SetClock
from ledger.vocabulary.periods import Period
from tests.houses import opened
from tests.ledger.rechtmatigheid.stories import budgets_of
from web.composition import House

CLIENTS = 10
ACROSS = {"colleague", "stay", "provider"}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A year of an invented region, in a ledger of its own."""
    clock = SetClock(datetime(2025, 12, 1, tzinfo=UTC))
    place = tmp_path_factory.mktemp("audit") / "region.sqlite"
    with opened(f"sqlite:///{place}", clock) as house:
        play(house.door, clock, lives(CLIENTS, 5, today=date(2026, 12, 31)))
        yield house


@pytest.fixture(scope="module")
def clients(region: House) -> list[str]:
    """Everybody who lives in it."""
    return [name.removeprefix("client-") for name in region.ledger.stream_names("client-")]


@pytest.fixture(scope="module")
def whole(region: House) -> Audit:
    """What an audit of the whole region finds."""
    url, head = region.settings.database_url, _last(region)
    return audit_all(region.ledger, url, Asked(EVERYTHING, head, date(2027, 1, 1)))


def _last(house: House) -> int:
    head = house.ledger.head()
    assert head is not None
    return head.position


def _alone(house: House, client: str, upto: int, today: date) -> Audit:
    return audit_client(house.ledger, client, budgets_of(house, client), upto, today)


class TestTheWholeRegionAtOnce:
    def test_is_what_every_client_alone_comes_to(self, region: House, clients: list[str], whole: Audit) -> None:
        """The same findings, to the last event, whether one client is asked or all are dealt out by client."""
        alone = [one for client in clients for one in _alone(region, client, whole.upto, whole.today).findings]
        together = [one for one in whole.findings if one.item.about not in ACROSS and one.item.client]
        assert sorted(alone, key=_order) == sorted(together, key=_order)
        assert together, "a region without any finding proves nothing"

    def test_breaks_no_rule(self, whole: Audit) -> None:
        """No rule raises on a year of invented lives."""
        assert whole.broken == ()

    @pytest.mark.parametrize("buckets", [1, 7, 100])
    def test_is_the_same_in_any_number_of_buckets(
        self, region: House, whole: Audit, buckets: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """How the log is dealt out changes nothing."""
        monkeypatch.setattr("ledger.auditing.bulk.PER_BUCKET", max(1, whole.upto // buckets))
        url = region.settings.database_url
        assert audit_all(region.ledger, url, Asked(EVERYTHING, whole.upto, whole.today)) == whole

    def test_of_a_month_has_only_things_with_a_day_in_it(self, region: House, whole: Audit) -> None:
        """A period leaves out the rest, and adds nothing."""
        march = Period(date(2026, 3, 1), date(2026, 3, 31))
        url = region.settings.database_url
        found = audit_all(region.ledger, url, Asked(Scope(march), whole.upto, whole.today)).findings
        expected = [one for one in whole.findings if march.overlaps(Period(one.item.first, one.item.last))]
        assert list(found) == expected


class TestAsKnownThen:
    def test_is_what_an_audit_of_that_moment_says_now(self, region: House, clients: list[str]) -> None:
        """For every payment: rules that know the whole year judge it then as rules that know nothing later."""
        found = 0
        for client in clients:
            whole = _alone(region, client, _last(region), date(2027, 1, 1))
            for position, day, keys in _payments(region, client):
                then = {_judged(one): one.then for one in whole.findings if one.then and _is_of(one, keys)}
                at_that_moment = _alone(region, client, position, day).findings
                assert then == {_judged(one): one.now for one in at_that_moment if one.now and _is_of(one, keys)}
                found += len(then)
        assert found, "a region in which every payment was right at the time proves nothing"


def _payments(house: House, client: str) -> Iterator[tuple[int, date, set[str]]]:
    """Yield the last position of every transaction that approved lines of a client, its Dutch day, and these lines."""
    paid: dict[datetime, set[str]] = {}
    for row in house.ledger.lines_for([client]):
        event = decode(row.topic, row.state)
        if isinstance(event, Declaration.LineApproved):
            paid.setdefault(row.recorded_at, set()).add(f"{event.declaration}/{event.line}")
    for moment, keys in paid.items():
        yield house.ledger.position_at(moment), moment.astimezone(AMSTERDAM).date(), keys


def _is_of(one: Finding, keys: set[str]) -> bool:
    return one.item.about == "line" and one.item.key in keys


def _judged(one: Finding) -> tuple[str, str]:
    return one.rule, one.item.key


def _order(one: Finding) -> tuple[str, str, str]:
    return one.rule, one.item.about, one.item.key
