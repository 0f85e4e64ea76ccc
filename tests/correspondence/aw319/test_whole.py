"""The whole way: from contract to declaration in one house; the file; and the answer of the house that reads it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.door import NotRecorded
from ledger.correspondence.aw319.answer import Answer
from ledger.correspondence.aw319.exporting import Incomplete, export
from ledger.correspondence.aw319.outgoing import Wanted
from ledger.correspondence.aw319.receiving import receive
from ledger.messages import aw319
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import NotFound, Refused
from tests.correspondence.aw319.declared import (
    D,
    approved,
    codes,
    knows,
    person,
    provider,
    recorded,
)
from tests.databases import Databases, SqliteDatabases
from tests.houses import copied_house, do
from tests.ledger.care_lines import HOME, arranged, delivered, plan, redelivered
from tests.ledger.contract_lines import concluded
from tests.ledger.declare_lines import LUMPSUM, declare
from tests.ledger.lines import Line
from tests.messages.aw319 import samples
from web.composition import House

APRIL = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
THERE = f"aw319-{samples.PROVIDER}-k1-2026-03"
"""What declaration p1-k1-2026-03 is called in the other house."""


@contextmanager
def two_houses(databases: Databases) -> Iterator[tuple[House, House]]:
    """The house of p1 and that of the payer, in April: both know client, provider, contract, register and zorgplan."""
    clock = SetClock(APRIL)
    with (
        copied_house(databases, clock, "aw319-payer", knows) as of_provider,
        copied_house(databases, clock, "aw319-payer", knows) as of_payer,
    ):
        yield of_provider, of_payer


@pytest.fixture
def houses(databases: Databases) -> Iterator[tuple[House, House]]:
    """Both, on both databases."""
    with two_houses(databases) as made:
        yield made


@pytest.fixture
def p1(sqlite_databases: SqliteDatabases) -> Iterator[House]:
    """The house of the provider, in April."""
    with copied_house(sqlite_databases, SetClock(APRIL), "aw319-payer", knows) as made:
        yield made


def sent(house: House, declaration: str = "p1-k1-2026-03", **more: Any) -> bytes:
    """The declaration as a file for zorgkantoor Rotterdam."""
    return export(house.ledger, Wanted(declaration=declaration, **({"uzovi": "5521"} | more)))


def amounts(house: House, declaration: str) -> list[tuple[Any, ...]]:
    """What was declared: for whom, what, when, how much and at what amount."""
    lines = (one for one in recorded(house, declaration) if one["topic"] == "declaration.line-submitted")
    return [tuple(one[name] for name in ("prestatie", "from", "to", "quantity", "unit", "eurocent")) for one in lines]


def missing(house: House, declaration: str = "p1-k1-2026-03", **more: Any) -> list[tuple[str, str | None]]:
    """Why a declaration cannot be written: codes and lines."""
    with pytest.raises(Incomplete) as incomplete:
        sent(house, declaration, **more)
    return [(one.code, one.field) for one in incomplete.value.problems]


class TestFromCareToAnswer:
    def test_what_one_house_declares_another_answers(self, houses: tuple[House, House]) -> None:
        """Two deliveries, a month, a file, an answer per line; and the credit of a line that was wrong."""
        here, there = houses
        do(here, delivered("l1", "1:00"), delivered("l2", "0:30", on="2026-03-31"))
        do(here, delivered("l3", "4:00", prestatie="H800"), declare())
        data = sent(here)
        answer = receive(there.ledger, data)
        assert codes(answer) == [(), ()]
        assert [one.reference for one in answer.lines] == ["p1-k1-2026-03/1", "p1-k1-2026-03/2"]
        assert amounts(there, THERE) == amounts(here, "p1-k1-2026-03")
        assert sent(here) == data

        do(here, {"do": "approve_declaration", "declaration": "p1-k1-2026-03", "lines": ["1", "2"]})
        references = [one["line"] for one in recorded(there, THERE)[1:]]
        do(there, approved(*references, declaration=THERE))
        do(here, redelivered("1:00", "l2"), declare())
        back = receive(there.ledger, sent(here, credits=True))
        assert codes(back) == [()]
        assert recorded(there, THERE)[-1]["eurocent"] == recorded(here, "p1-k1-2026-03")[-1]["eurocent"] == 8505
        again = receive(there.ledger, sent(here, "p1-k1-2026-03-2"))
        assert (codes(again), amounts(there, f"{THERE}-2")) == ([()], amounts(here, "p1-k1-2026-03-2"))
        assert recorded(there, str(again.declaration))[1]["replaces"] == {
            "declaration": THERE,
            "line": references[0],
        }

    def test_a_file_says_what_the_house_knows(self, p1: House) -> None:
        """Name in parts, besluit, profile, agreed rate; the ceiling's rest is computed and not asked."""
        do(p1, delivered("l1", "2:00"), declare())
        found = aw319.read(sent(p1)).file
        assert found is not None
        (verzekerde,) = found.verzekerden
        assert (verzekerde.voorletters, verzekerde.voorvoegsel, verzekerde.naam) == ("AE", "de", "Vries")
        assert (verzekerde.burgerservicenummer, verzekerde.geslacht) == (samples.BSN, "2")
        (line,) = verzekerde.prestaties
        assert (line.besluitnummer, line.zorgzwaartepakketcode, line.code_uitvoerder) == (1, "753", samples.PROVIDER)
        assert (line.aantal, line.tijdseenheid, line.tarief_eurocent, line.declaratie_eurocent) == (
            2,
            "04",
            5670,
            11340,
        )
        voorloop = found.voorlooprecord
        assert (voorloop.factuurnummer, voorloop.dagtekening) == ("k1-2026-03", D("2026-04-02"))

    def test_what_is_above_the_ceiling_is_computed_and_not_asked(self, p1: House) -> None:
        """€ 600,00 a week leaves most of a hundred hours unpaid."""
        for number in range(10):
            do(p1, delivered(f"l{number}", "10:00", on=f"2026-03-{number + 10}"))
        do(p1, declare())
        found = aw319.read(sent(p1)).file
        assert found is not None
        (line,) = found.verzekerden[0].prestaties
        assert line.berekend_eurocent == 100 * 5670
        assert line.declaratie_eurocent < line.berekend_eurocent

    def test_without_bsn_the_file_says_so(self, bare: House, clock: SetClock) -> None:
        """And the reader then knows nobody."""
        clock.moment = APRIL
        do(bare, person(bsn=None), *HOME[1:], provider(), plan(), delivered("l1", "1:00"), declare())
        found = aw319.read(sent(bare)).file
        assert found is not None
        assert found.verzekerden[0].zonder_bsn

    def test_the_payer_of_the_contract_is_the_uzovi_where_it_is_a_number(self, bare: House, clock: SetClock) -> None:
        """Else it has to be given."""
        clock.moment = APRIL
        lines = [one | {"payer": "5521"} if one["do"] == "conclude_contract" else one for one in HOME[1:]]
        do(bare, person(), *lines, provider(), plan(), delivered("l1", "1:00"), declare())
        found = aw319.read(sent(bare, uzovi=None)).file
        assert found is not None
        assert found.voorlooprecord.uzovi_nummer == "5521"


class TestWhatCannotBeWritten:
    def test_a_line_for_nobody_in_particular(self, p1: House) -> None:
        """A lump sum has no person; the reason is told with its line."""
        wmo = concluded("k9", act="Wmo", leveringsvormen=None, components=[LUMPSUM])
        do(p1, wmo, declare("k9", clients=[]))
        assert missing(p1, "p1-k9-2026-03") == [("line-without-person", "1")]

    @pytest.mark.parametrize(
        ("unknown", "code"),
        [
            ({"birth_date": None}, "birth-date-missing"),
            ({"sex": None}, "sex-missing"),
            ({"name": None}, "name-missing"),
            ({"name": "Madonna"}, "initials-missing"),
        ],
    )
    def test_a_line_for_a_person_of_whom_something_is_missing(
        self, bare: House, clock: SetClock, unknown: Line, code: str
    ) -> None:
        """Birth date, sex, name, initials: each by its name."""
        clock.moment = APRIL
        do(bare, person(**unknown), *HOME[1:], provider(), plan(), delivered("l1", "1:00"), declare())
        assert missing(bare) == [(code, "1")]

    def test_a_line_for_a_person_who_was_erased(self, p1: House) -> None:
        """Nothing of them is left to write."""
        do(p1, delivered("l1", "1:00"), declare())
        p1.keyring.erase("client-c1")
        assert missing(p1) == [("person-erased", "1")]

    def test_all_that_is_missing_is_told_at_once(self, bare: House, clock: SetClock) -> None:
        """Of the provider, of the zorgkantoor, of every line."""
        clock.moment = APRIL
        unknown = person(birth_date=None, sex=None)
        do(bare, unknown, *HOME[1:], plan(), delivered("l1", "1:00"), declare())
        assert missing(bare, uzovi=None) == [
            ("agb-missing", "provider"),
            ("uzovi-missing", "uzovi"),
            ("birth-date-missing", "1"),
            ("sex-missing", "1"),
        ]
        assert ("uzovi-missing", "uzovi") in missing(bare, uzovi="55210")

    def test_a_quantity_that_does_not_fit(self, p1: House) -> None:
        """Four digits: 9 999 minutes fit, one more does not."""
        days = {"declaration": "d1", "provider": "p1", "period": ["2026-03-01", "2026-03-31"]}
        for number, minutes, fits in (("d1", "166:39", True), ("d2", "166:41", False)):
            one = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-03-04", "quantity": minutes}
            line = one | {"unit": "UUR", "amount": {"EUR": "1000.00"}}
            do(p1, {"do": "submit_declaration", "lines": [line]} | days | {"declaration": number})
            assert sent(p1, number) if fits else missing(p1, number) == [("quantity-too-large", "1")]

    def test_a_number_that_does_not_fit_is_told_by_field(self, p1: House) -> None:
        """Thirteen characters where twelve fit; and an amount above eight digits."""
        do(p1, delivered("l1", "1:00"), declare())
        assert sent(p1, factuurnummer="123456789012")
        assert missing(p1, factuurnummer="1234567890123") == [("field-length", "0116 factuurnummer")]

    def test_credits_of_what_was_never_taken_back(self, p1: House) -> None:
        """There is nothing to write."""
        do(p1, delivered("l1", "1:00"), declare())
        with pytest.raises(Refused) as refused:
            sent(p1, credits=True)
        assert refused.value.code == "nothing-credited"

    def test_a_declaration_that_is_not_known(self, p1: House) -> None:
        """By its number."""
        with pytest.raises(NotFound) as unknown:
            sent(p1, "k9")
        assert unknown.value.code == "declaration-unknown"


def _minutes(quarters: int) -> str:
    return f"{quarters * 5 // 60}:{quarters * 5 % 60:02}"


class TestThereAndBack:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        given_care=st.lists(
            st.tuples(st.sampled_from(["H126", "H800", "douchen"]), st.integers(1, 200), st.integers(1, 31)),
            min_size=1,
            max_size=8,
        ),
        arranges=st.booleans(),
    )
    def test_every_amount_is_the_same(
        self, sqlite_databases: SqliteDatabases, given_care: Sequence[tuple[str, int, int]], arranges: bool
    ) -> None:
        """Hours in parts of five minutes, dagdelen, activities, an arrangement: nothing is refused, no cent differs."""
        with two_houses(sqlite_databases) as (here, there):
            if arranges:
                for house in (here, there):
                    first = {"do": "revise_zorgplan", "from": "2026-03-01"}
                    do(house, plan(arranged(number="7")) | first)
            for number, (what, fives, day) in enumerate(given_care):
                about = {"prestatie": None, "activity": what} if what == "douchen" else {"prestatie": what}
                do(here, delivered(f"l{number}", _minutes(fives), on=f"2026-03-{day:02}", **about))
            for contract in ("k1", "k2", "k3"):
                _there_and_back(here, there, contract)


def _there_and_back(here: House, there: House, contract: str) -> None:
    """Declare a contract, if there is anything, and let the other house read it."""
    label = f"p1-{contract}-2026-03"
    with suppress(NotRecorded):
        do(here, declare(contract))
    if not recorded(here, label):
        return
    answer: Answer = receive(there.ledger, sent(here, label))
    assert answer.accepted, answer.as_json()
    assert amounts_only(there, str(answer.declaration)) == amounts_only(here, label)


def amounts_only(house: House, declaration: str) -> list[tuple[Any, ...]]:
    """What was declared, but for the name of the unit: a file calls a week and an activity alike."""
    return [(*one[:3], one[5]) for one in amounts(house, declaration)]
