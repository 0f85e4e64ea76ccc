"""Files with tariffs: every problem has a code, a line and a column; one file is recorded whole or not at all."""

from collections.abc import Iterator

import pytest

from ledger.aggregates.scores import Scores
from ledger.aggregates.tarieven import Tarieven
from ledger.commands.door import NotRecorded
from ledger.correspondence.tariffs import Taken, read_combinations, read_tariffs, registers, take_in
from ledger.vocabulary.actor import SYSTEM, Mandate
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import LISTED, Malformed
from ledger.vocabulary.source import Source
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.ledger.story import somebody
from web.composition import House

HEADER = "year,code,name,unit,tariff,source"
ROW = "2026,H126,verzorging,uur,60.00,demo: verzonnen"
Found = list[tuple[str, str | None, int | None]]


def problems(*lines: str, encoding: str = "utf-8") -> Found:
    """Return code, column and line of what is wrong with a file of these lines."""
    with pytest.raises(Malformed) as raised:
        read_tariffs("\n".join(lines).encode(encoding))
    return [(one.code, one.field, one.line) for one in raised.value.problems]


class TestAFile:
    @pytest.mark.parametrize(
        ("lines", "found"),
        [
            ((), [("no-rows", None, 1)]),
            ((HEADER,), [("no-rows", None, None)]),
            ((HEADER.replace(",", ";"), ROW), [("csv-semicolons", None, 1)]),
            ((f"{HEADER},remark", ROW), [("column-unknown", "remark", 1)]),
            ((f"{HEADER},code", ROW), [("column-twice", "code", 1)]),
            ((HEADER.replace("year,", ""), ROW), [("column-missing", "year", 1)]),
            ((HEADER, f"{ROW},"), [("row-length", None, 2)]),
            ((HEADER, "2026,H126"), [("row-length", None, 2)]),
            ((HEADER, ROW, ROW), [("row-twice", "code", 3)]),
            ((HEADER, ROW.replace("60.00", '"1.234,50"')), [("decimal-comma", "tariff", 2)]),
            ((HEADER, ROW.replace("60.00", "0.00")), [("amount-not-positive", "tariff", 2)]),
            ((HEADER, ROW.replace("60.00", "zestig")), [("amount-invalid", "tariff", 2)]),
            ((HEADER, ROW.replace("uur", "minuut")), [("value-invalid", "unit", 2)]),
            ((HEADER, ROW.replace("uur", "")), [("field-missing", "unit", 2)]),
            ((HEADER, '2026,H126,"open'), [("csv-invalid", None, 2)]),
        ],
    )
    def test_is_told_all_that_is_wrong_with_it(self, lines: tuple[str, ...], found: Found) -> None:
        """By code, column and line."""
        assert problems(*lines) == found

    def test_is_utf_8(self) -> None:
        """The line is that of the first byte that is not."""
        assert problems(HEADER, ROW, ROW.replace("verzorging", "cliënt"), encoding="latin-1") == [
            ("file-encoding", None, 3)
        ]

    def test_counts_lines_as_an_editor_does(self) -> None:
        """Blank lines and a cell over two lines count too."""
        assert problems(HEADER, "", ROW.replace("verzorging", '"over\ntwee regels"'), ROW.replace("uur", "minuut")) == [
            ("value-invalid", "name", 3),
            ("value-invalid", "unit", 5),
            ("row-twice", "code", 5),
        ]

    def test_without_any_good_row_is_told_as_far_as_a_person_can_read(self) -> None:
        """And then how many more there are."""
        found = problems(HEADER, *(f"2026,H{n},x,kwartier,1.00,demo" for n in range(LISTED + 1)))
        assert (len(found), found[-1][0]) == (LISTED + 1, "problems-more")


class TestTakingIn:
    @pytest.fixture
    def house(self, sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
        """An empty house."""
        with copied_house(sqlite_databases, clock) as made:
            yield made

    def taken(self, house: House, *rows: str, by: Mandate = SYSTEM) -> Taken:
        """Take in a file of these rows."""
        requests = read_tariffs("\n".join((HEADER, *rows)).encode())
        return take_in(house.ledger, requests, by, Source("journal", "tarieven.csv"))

    def test_counts_what_was_known(self, house: House) -> None:
        """And leaves no event of it."""
        assert self.taken(house, ROW) == (1, 0)
        assert self.taken(house, ROW, ROW.replace("2026", "2027")) == (1, 1)
        assert [(one.year, len(one.tarieven)) for one in registers(house.ledger)] == [(2026, 1), (2027, 1)]
        assert [one.year for one in registers(house.ledger, 2027)] == [2027]

    def test_says_on_which_line_an_event_came_in(self, house: House) -> None:
        """The blank line counts."""
        self.taken(house, "", ROW)
        assert b'"source":{"kind":"journal","name":"tarieven.csv","line":3}' in house.ledger.records(0)[0].state

    def test_is_for_who_may_set_a_tariff(self, house: House) -> None:
        """A provider may not, and nothing of it is left."""
        with pytest.raises(NotRecorded) as refused:
            self.taken(house, ROW, by=somebody("zorgaanbieder"))
        assert (refused.value.error.code, refused.value.request.line) == ("role-may-not", 2)
        assert list(registers(house.ledger)) == []

    def test_of_combinations_leaves_open_what_is_empty(self, house: House) -> None:
        """Each leveringsvorm, each zorgprofiel."""
        lines = ("year,code,leveringsvorm,zorgprofiel,source", "2026,H126,mpt,,demo", "2026,H126,,4VV,demo")
        requests = read_combinations("\n".join(lines).encode())
        assert take_in(house.ledger, requests, SYSTEM, Source("journal", "x.csv")) == (2, 0)
        (register,) = registers(house.ledger)
        assert [(one.leveringsvorm, one.zorgprofiel) for one in register.combinaties] == [("mpt", None), (None, "4VV")]


class TestWhatIsNotThere:
    @pytest.mark.parametrize(("kind", "code"), [(Tarieven, "register-unknown"), (Scores, "scores-unknown")])
    def test_is_told_by_name(self, kind: type[Tarieven] | type[Scores], code: str) -> None:
        """With what was asked for."""
        error = kind.not_found("2031")
        assert (error.code, "2031" in error.message) == (code, True)
