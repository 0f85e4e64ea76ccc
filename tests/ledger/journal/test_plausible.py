"""What is well-formed and still cannot be meant is told, and nothing of it is recorded."""

import pytest

from ledger.commands.journal import read_command
from ledger.vocabulary.errors import Malformed
from tests.ledger.care_lines import delivered
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.story import Story

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
    @pytest.mark.parametrize("number", [BSN, f"l-{BSN}", f"{BSN}.2026"])
    def test_of_somebody_known_is_no_number_of_ours(self, home: Story, number: str) -> None:
        """Numbers stand readable in the log; a BSN belongs in its own field only, where it is sealed."""
        home.tell(client("c2", bsn=BSN))
        error = home.refusal(delivered(number))
        assert (error.code, error.field) == ("number-is-bsn", "levering")

    def test_is_found_deep_in_a_command(self, home: Story) -> None:
        """Every number of a contract too."""
        home.tell(client("c2", bsn=BSN))
        error = home.refusal(concluded("k9", components=[{"model": "A", "covers": [BSN]}]))
        assert (error.code, error.field) == ("number-is-bsn", "components[0].covers[0]")

    @pytest.mark.parametrize("number", [BSN, "123456789", f"a{BSN}", f"{BSN}1"])
    def test_is_not_every_nine_digits(self, home: Story, number: str) -> None:
        """Every eleventh number of nine digits could be one: only of who is known here it is."""
        home.tell(delivered(number))
