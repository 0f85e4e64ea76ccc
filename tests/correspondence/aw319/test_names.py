"""Names of persons in parts, and numbers that are for ever the same and of nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.correspondence.aw319.identity import Naam, naam_of
from ledger.correspondence.aw319.names import FACTUURNUMMER, REFERENCE, name_of, reference_of, shortened
from ledger.correspondence.aw319.units import MINUTES, counted, quantity_of
from ledger.vocabulary.identifiers import is_bsn

NUMBERS = st.text(
    st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=["Cc"]), min_size=1, max_size=20
)
LINES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True)


class TestANameOfAPerson:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Anna de Vries", Naam("A", "de", "Vries")),
            ("A.E. de Vries", Naam("AE", "de", "Vries")),
            ("AE de Vries", Naam("AE", "de", "Vries")),
            ("Fatma Nur Yılmaz", Naam("FN", None, "Yılmaz")),
            ("Anna-Maria Jansen", Naam("AM", None, "Jansen")),
            ("Jan van der Berg", Naam("J", "van der", "Berg")),
            ("Jan 't Hart", Naam("J", "'t", "Hart")),
            ("Anna Jansen-de Vries", Naam("A", None, "Jansen-de Vries")),
            ("Anna van Dijk-van der Meer", Naam("A", "van", "Dijk-van der Meer")),
            ("Vries, Anna de", Naam("A", "de", "Vries")),
            ("Jan van de onder den Berg", Naam("J", None, "van de onder den Berg")),
            ("Madonna", Naam("", None, "Madonna")),
            ("de Vries", Naam("", "de", "Vries")),
            ("Al Jansen", Naam("A", None, "Jansen")),
            ("Vries,", Naam("", None, "Vries")),
            ("Jan van", Naam("J", None, "van")),
        ],
    )
    def test_is_parted_where_the_surname_begins(self, written: str, expected: Naam) -> None:
        """At the first prefix, at a double name, else at the last word."""
        assert naam_of(written) == expected

    @given(st.text(min_size=1))
    def test_always_has_a_surname(self, written: str) -> None:
        """Whatever stands there, as long as there is something beside spaces and commas."""
        assert bool(naam_of(written).naam) == bool(written.replace(",", " ").split())


class TestANumberOfAFile:
    @given(NUMBERS, NUMBERS)
    def test_is_a_name_of_its_own(self, one: str, other: str) -> None:
        """Two numbers never have one name."""
        assert (name_of(one) == name_of(other)) == (one == other)

    def test_stays_as_it_is_where_that_can_be(self) -> None:
        """A reader recognises it."""
        assert name_of("D1-1.2_b") == "D1-1.2_b"
        assert name_of("é/1").startswith("r--1-")


class TestAReference:
    @given(LINES, LINES)
    def test_fits_and_is_always_the_same(self, declaration: str, line: str) -> None:
        """Twenty positions."""
        assert len(reference_of(declaration, line)) <= REFERENCE
        assert reference_of(declaration, line) == reference_of(declaration, line)

    def test_differs_for_every_line_of_a_large_declaration(self) -> None:
        """Twenty thousand lines, and their credits."""
        numbers = [f"{number}{suffix}" for number in range(1, 20_001) for suffix in ("", "c")]
        assert len({reference_of("contract-verpleging-2026-03", number) for number in numbers}) == len(numbers)

    def test_holds_no_bsn_by_chance(self) -> None:
        """A short name stays as it is; what is shortened is never nine digits."""
        assert not is_bsn(shortened("x" * 30, FACTUURNUMMER))
        assert len(shortened("x" * 30, FACTUURNUMMER)) == FACTUURNUMMER


class TestAQuantity:
    @given(st.integers(1, 9_999), st.integers(1, 10_000_000))
    def test_of_minutes_comes_back_and_is_never_asked_for_less(self, minutes: int, eurocent: int) -> None:
        """The price may be rounded up, by less than a cent per unit."""
        aantal, code, tarief = counted(minutes, "minuut", eurocent)
        assert quantity_of(aantal, code) == (minutes, "minuut")
        assert 0 <= aantal * tarief - eurocent < aantal
        assert code in MINUTES

    def test_of_what_settles_is_one(self) -> None:
        """A difference has no quantity."""
        assert counted(0, "minuut", 851) == (1, "81", 851)
