"""People who do not exist, with numbers that belong to nobody."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from ledger.demo.agenda import Moment
from ledger.demo.persons import KEPT_FREE, bsns_for_tests, invent, parts_of_names
from ledger.demo.population import rows
from ledger.demo.region import lives
from ledger.vocabulary.identifiers import is_bsn
from tests.demo.test_region import lines

pytestmark = pytest.mark.slow

WELL_KNOWN = {
    "Beatrix", "Buma", "Cruijff", "Dekker", "Halsema", "Helder", "Hoekstra", "Kaag", "Kok", "Lubbers", "Máxima",
    "Oranje", "Rembrandt", "Rutte", "Schippers", "Schoof", "Verstappen", "Wilders", "Willem-Alexander", "Yesilgöz",
}  # fmt: skip
"""Last names (and a few first names) that make a reader think of somebody in particular."""


class TestTheNumbers:
    """BSNs of the test range only."""

    def test_all_pass_the_eleven_test_within_the_range(self) -> None:
        """From 999900006 to 999999990, about nine thousand."""
        numbers = bsns_for_tests()
        assert len(numbers) == len(set(numbers)) == 9091 - KEPT_FREE
        assert all(is_bsn(number) and "999900006" <= number <= "999999990" for number in numbers)

    def test_leave_the_first_free(self) -> None:
        """For examples that bring a client of their own."""
        assert "999900006" not in bsns_for_tests()

    def test_are_used_once(self, region: list[Moment]) -> None:
        """Two clients never share one."""
        used = [line["bsn"] for line in lines(region, "register_client")]
        assert len(used) == 402
        assert len(set(used)) == 402
        assert all(is_bsn(number) for number in used)

    def test_run_out_without_a_number_being_made_up(self) -> None:
        """Beyond the nine thousand nobody has a BSN."""
        moments = list(lives(9100, 1, today=date(2025, 12, 31)))
        registered = lines(moments, "register_client")
        known = [line["bsn"] for line in registered if "bsn" in line]
        assert 0 < len(registered) - len(known) <= 102
        assert len(set(known)) == len(known)


class TestTheNames:
    """Put together from words, after nobody."""

    def test_are_made_of_the_listed_words_only(self, region: list[Moment]) -> None:
        """A first name from the list, a last name in two parts from the list."""
        first = {*parts_of_names("ouder"), *parts_of_names("jonger")}
        last = {begin + end for begin in parts_of_names("begin") for end in parts_of_names("eind")}
        for line in lines(region, "register_client"):
            if line["client"].startswith("c0"):
                words = line["name"].split()
                assert words[0] in first
                assert words[-1] in last

    def test_name_nobody_in_particular(self) -> None:
        """No last name can come out that belongs to somebody well known."""
        last = {begin + end for begin in parts_of_names("begin") for end in parts_of_names("eind")}
        assert not last & WELL_KNOWN
        assert not {*parts_of_names("ouder"), *parts_of_names("jonger")} & WELL_KNOWN

    def test_of_the_two_families_are_initials_only(self, region: list[Moment]) -> None:
        """W. de Vries and O. Yilmaz could be anybody."""
        told = {line["name"] for line in lines(region, "register_client") if not line["client"].startswith("c0")}
        assert told == {"W. de Vries", "O. Yilmaz"}

    def test_vary(self, region: list[Moment]) -> None:
        """Nearly everybody has a name of their own."""
        names = Counter(line["name"] for line in lines(region, "register_client"))
        assert len(names) > 0.97 * names.total()

    def test_stand_nowhere_else(self, region: list[Moment]) -> None:
        """Pseudonyms and texts never hold a last name."""
        own = {str(line["name"]).split()[-1] for line in lines(region, "register_client")}
        for line in lines(region, "spend", "correct_spend", "question_entry", "answer_question", "transfer"):
            words = f"{line.get('what')} {line.get('text')} {line.get('reason')} {line.get('by')}".split()
            assert not own.intersection(words)


class TestTheAges:
    """On 1 January."""

    def test_vv_is_mostly_between_seventy_five_and_ninety_eight(self) -> None:
        """A few are younger."""
        ages = [_age(invent(Random(f"v{i}"), "vv", None, date(2026, 1, 1)).birth_date) for i in range(500)]
        assert sum(75 <= age <= 98 for age in ages) > 0.9 * len(ages)

    def test_ghz_is_between_eighteen_and_seventy_five(self) -> None:
        """Adults."""
        ages = [_age(invent(Random(f"g{i}"), "ghz", None, date(2026, 1, 1)).birth_date) for i in range(500)]
        assert all(17.9 < age < 75.1 for age in ages)


class TestTheProviders:
    """Invented too."""

    def test_have_format_valid_unique_agb_codes(self) -> None:
        """Eight digits."""
        codes = [row["agb"] for row in rows("aanbieders.csv")]
        assert len(set(codes)) == len(codes) == 13
        assert all(len(code) == 8 and code.isdigit() for code in codes)


def _age(birth_date: date) -> float:
    return (date(2026, 1, 1) - birth_date).days / 365.25
