"""The region of the benchmarks is one that commands could have made: complete, in order, and within every guard."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest

from ledger.aggregates.base import Aggregate, Written
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.levering import Levering
from ledger.events import CATALOGUE, decode
from ledger.persons.master_key import MasterKey
from ledger.recorder import Record
from ledger.vocabulary.amounts import Amount
from tests.bench import region as region_module
from tests.bench.region import PART, Shape, fill, made, moment, write_region
from tests.databases import Databases
from tests.houses import copied_house, do
from tests.ledger.tables import all_rows
from web.composition import House

CLIENTS = 50
MASTER = MasterKey(bytes(32))


def write_small(house: House) -> None:
    """A region of fifty clients that no projection has seen."""
    write_region(house.settings.database_url, house.keyring.master, Shape.of(CLIENTS))


@pytest.fixture
def region(databases: Databases, clock: Any) -> Iterator[House]:
    """A region of fifty clients, on both databases."""
    clock.moment = moment()
    with copied_house(databases, clock, "a small region", write_small) as house:
        yield house


@pytest.fixture(scope="module")
def small() -> list[Record]:
    """The rows of the same region, without a database."""
    with made(Shape.of(CLIENTS), MASTER) as region:
        return [Record(*row) for row in region.rows()]


@pytest.mark.slow
def test_every_fold_takes_it_and_a_rebuild_gives_the_same_rows(region: House) -> None:
    """What is folded as it comes in equals what is folded at once."""
    region.runner.catch_up()
    live = all_rows(region)
    region.rebuild()
    assert all_rows(region) == live
    assert len(live["client_budget"]) == CLIENTS


def test_it_comes_after_what_was_recorded_already(house: House) -> None:
    """The log stays one: positions and moments go on."""
    do(house, {"do": "register_provider", "provider": "p99", "name": "Zorg van eerder"})
    assert fill(house, 2, 3) == 17
    records = house.ledger.records(0)
    assert [record.position for record in records] == list(range(1, 19))
    moments = [record.recorded_at for record in records]
    assert moments == sorted(set(moments))
    assert moments[0] == house.clock.now()


def test_names_open_with_the_key_of_the_client(region: House) -> None:
    """Keys are kept as the ledger keeps them."""
    (registered,) = [r for r in region.ledger.stream("client-c000001") if r.topic == Client.Registered.stored_topic()]
    event = decode(registered.topic, registered.state)
    assert isinstance(event, Client.Registered)
    assert "Cliënt 1" in (region.keyring.open("client-c000001", event.identity) or "")


def test_the_same_shape_is_the_same_log(small: list[Record]) -> None:
    """Another seed is another log."""
    with made(Shape.of(CLIENTS), MASTER) as again, made(Shape(CLIENTS, seed=2), MASTER) as other:
        assert [Record(*row) for row in again.rows()] == small
        assert [Record(*row) for row in other.rows()] != small


def test_streams_and_moments_run_on_without_gaps(small: list[Record]) -> None:
    """Versions count from one in each stream; moments never go back."""
    versions: Counter[str] = Counter()
    for record in small:
        versions[record.stream] += 1
        assert record.version == versions[record.stream]
    moments = [record.recorded_at for record in small]
    assert moments == sorted(moments)
    assert moments[-1] < moment()


def test_clients_are_told_day_by_day(small: list[Record]) -> None:
    """What follows an event is mostly about somebody else, as in life; there are about a hundred per client."""
    streams = [record.stream for record in small if record.stream.startswith(("budget-", "levering-"))]
    others = sum(one != after for one, after in pairwise(streams))
    assert others > len(streams) * 0.9
    assert 90 < len(small) / CLIENTS < 115


def test_all_that_happens_to_a_budget_and_a_declaration_is_there(small: list[Record]) -> None:
    """Reservations, corrections, questions and answers, judgements and credits."""
    topics = {record.topic for record in small}
    expected = (
        *(VirtualBudget.Raised, VirtualBudget.Reserved, VirtualBudget.Released, VirtualBudget.SpendCorrected),
        *(VirtualBudget.EntryQuestioned, VirtualBudget.QuestionAnswered),
        *(Declaration.LineApproved, Declaration.LineRefused, Declaration.LineCredited),
    )
    assert {event.stored_topic() for event in expected} <= topics
    assert topics <= set(CATALOGUE)


def _redecided(kind: type[Aggregate], decide: Callable[[Any, Any], None], records: Sequence[Record]) -> list[Written]:
    """Take the decisions anew that the events of a stream tell of; what the first did cannot be taken is replayed."""
    journal: list[Written] = []
    aggregate = kind(records[0].stream.partition("-")[2], journal)
    for record in records:
        if len(journal) < record.version:
            decide(aggregate, decode(record.topic, record.state))
    return journal


def _about_budget(budget: VirtualBudget, event: Any) -> None:
    match event:
        case VirtualBudget.Opened():
            budget.open(event)
        case VirtualBudget.Raised():
            budget.raise_by(Amount(event.unit, event.quantity), event.on, event.reason)
        case VirtualBudget.Reserved():
            budget.reserve(event)
        case VirtualBudget.Spent():
            budget.spend(event)
        case VirtualBudget.Released():
            budget.release(event.entry, event.reason)
        case VirtualBudget.SpendCorrected():
            budget.correct(event.entry, Amount(event.unit, event.quantity), event.reason, event.corrected_by)
        case VirtualBudget.EntryQuestioned():
            budget.question(event.entry, event.asked_by, event.text)
        case VirtualBudget.QuestionAnswered():
            budget.answer(event.entry, event.answered_by, event.text)


def _about_declaration(declaration: Declaration, event: Any) -> None:
    match event:
        case Declaration.Submitted():
            declaration.happened(event)
        case Declaration.LineSubmitted():
            declaration.happened(event)
        case Declaration.LineApproved():
            declaration.approve([event.line], event.on)
        case Declaration.LineRefused():
            declaration.refuse([event.line], event.retourcodes, event.on)
        case Declaration.LineCredited():
            declaration.credit(event.line, event.credit, event.eurocent, event.on, event.why, event.reason)


@pytest.mark.parametrize(
    ("kind", "decide"),
    [
        (VirtualBudget, _about_budget),
        (Declaration, _about_declaration),
        (Levering, Levering.record),
    ],
)
def test_the_aggregates_would_have_decided_the_same(
    small: list[Record], kind: type[Aggregate], decide: Callable[[Any, Any], None]
) -> None:
    """Every guard of the stream lets it through, and writes down exactly this."""
    streams: dict[str, list[Record]] = {}
    for record in small:
        if record.stream.startswith(f"{kind.STREAM}-"):
            streams.setdefault(record.stream, []).append(record)
    assert streams
    for records in streams.values():
        decided = [written.event for written in _redecided(kind, decide, records)]
        assert decided == [decode(record.topic, record.state) for record in records]


def test_what_is_declared_does_not_depend_on_how_much_is_made_at_once(
    small: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many clients are declared for in groups of providers."""
    monkeypatch.setattr(region_module, "DECLARED_AT_ONCE", 10)
    with made(Shape.of(CLIENTS), MASTER) as region:
        in_groups = [Record(*row) for row in region.rows()]
    assert {_facts(record) for record in in_groups} == {_facts(record) for record in small}
    assert len({r.state for r in in_groups}) == len({r.state for r in small}) == len(small)


def _facts(record: Record) -> tuple[Any, ...]:
    return record.stream, record.version, decode(record.topic, record.state)


@pytest.mark.slow
def test_more_clients_than_one_part_are_made_by_several_processes() -> None:
    """A client of the second part has the year that belongs to its number, and nobody is told twice."""
    with made(Shape(PART + 1, 1, 1, 1), MASTER) as region:
        found = Counter(row[1] for row in region.rows() if row[1].startswith("client-"))
        people = [person.subject for person in region.people()]
    assert set(found.values()) == {3}
    assert len(found) == PART + 1
    assert sorted(people) == sorted(found)
