"""What is well-formed and still cannot be meant is told, and nothing of it is recorded."""

import pytest

from ledger.commands.journal import read_command
from ledger.vocabulary.errors import Malformed
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, client, indicatie

BSN = "999900006"


def problems(line: Line) -> list[tuple[str, str | None]]:
    """Return code and field of everything that is wrong with a line."""
    try:
        read_command(line)
    except Malformed as error:
        return [(one.code, one.field) for one in error.problems]
    return []


class TestADay:
    @pytest.mark.parametrize(
        ("last", "told"),
        [
            ("2199-12-31", []),
            ("2200-01-01", [("day-out-of-range", "to")]),
            ("9999-12-31", [("day-out-of-range", "to")]),
            (None, []),
        ],
    )
    def test_ends_before_the_year_2200(self, last: str | None, told: list[tuple[str, str]]) -> None:
        """Many systems write 9999-12-31 for an open end: then the day is left out."""
        assert problems(indicatie(to=last)) == told

    def test_begins_after_the_year_1899(self) -> None:
        """The birth date of somebody of 126 years old is possible."""
        assert problems(client() | {"birth_date": "1900-01-01"}) == []
        assert problems(client() | {"birth_date": "1899-12-31"}) == [("day-out-of-range", "birth_date")]


class TestABsn:
    @pytest.mark.parametrize("number", [BSN, f"l-{BSN}", f"{BSN}-2026"])
    def test_is_no_number_of_ours(self, number: str) -> None:
        """Numbers stand readable in the log; a BSN belongs in its own field only."""
        line = {"do": "record_delivery", "client": "c1", "levering": number, "provider": "p1", "prestatie": "H126"}
        told = problems(line | {"on": "2026-03-04", "minutes": {"UUR": "0:30"}})
        assert told == [("number-is-bsn", "levering")]

    def test_is_found_deep_in_a_command(self) -> None:
        """Every number of a contract too."""
        assert problems(concluded(components=[{"model": "A", "covers": [BSN]}])) == [
            ("number-is-bsn", "components[0].covers[0]")
        ]

    def test_stands_in_its_own_field(self) -> None:
        """There it is sealed."""
        assert problems(client() | {"bsn": BSN}) == []

    def test_is_not_every_nine_digits(self) -> None:
        """A number that fails the 11-test is no BSN; nor are nine digits of a longer number."""
        for number in ("123456789", "9999000061"):
            assert problems(client(number)) == []
