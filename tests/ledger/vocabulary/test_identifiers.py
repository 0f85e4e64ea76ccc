"""Numbers and names: what they may look like, and what must never pass for one."""

from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.commands.base import CommandId
from ledger.commands.declaration import Eenheid, Prestatie, Retourcode
from ledger.commands.provider import AgbCode
from ledger.commands.toewijzing import Code
from ledger.vocabulary.identifiers import Identifier, Name, Text, Zorgprofiel, is_bsn


def with_check_digit(first: str) -> str | None:
    """Complete eight digits to a BSN; for one in eleven there is no ninth digit."""
    ninth = sum((9 - place) * int(digit) for place, digit in enumerate(first)) % 11
    return None if ninth == 10 else f"{first}{ninth}"


EIGHT = st.integers(1, 10**8 - 1).map("{:08}".format)
BSNS = EIGHT.map(with_check_digit).filter(bool).map(str)


def fits(text: str, kind: Any) -> bool:
    """Tell whether a text is of a kind."""
    try:
        msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return False
    return True


class TestBsn:
    @given(BSNS, st.integers(0, 8), st.integers(1, 9))
    def test_one_wrong_digit_is_always_seen(self, digits: str, place: int, shift: int) -> None:
        """What the 11-test is for."""
        assert is_bsn(digits)
        wrong = str((int(digits[place]) + shift) % 10)
        assert not is_bsn(digits[:place] + wrong + digits[place + 1 :])

    @given(BSNS, st.integers(0, 7))
    def test_two_neighbours_in_the_wrong_order_are_always_seen(self, digits: str, place: int) -> None:
        """The other common mistake of a hand that copies."""
        assume(digits[place] != digits[place + 1])
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        assert not is_bsn(swapped)

    @given(EIGHT)
    def test_of_every_eight_digits_at_most_one_ninth_fits(self, first: str) -> None:
        """The ninth is the check digit; where it would have to be ten there is none."""
        fitting = [f"{first}{ninth}" for ninth in range(10) if is_bsn(f"{first}{ninth}")]
        assert fitting == [bsn for bsn in [with_check_digit(first)] if bsn]

    @pytest.mark.parametrize(
        ("text", "good"),
        [
            ("999900006", True),
            ("111222333", True),
            ("000000012", True),
            ("000000000", False),
            ("999900006\n", False),
            (" 99990006", False),
            ("99990000", False),
            ("9999000060", False),
            ("٩٩٩٩٠٠٠٠٦", False),
            ("", False),
        ],
    )
    def test_is_nine_digits_and_not_only_zeros(self, text: str, good: bool) -> None:
        """In European digits, with nothing around them."""
        assert is_bsn(text) is good


SAMPLES = [
    pytest.param(Identifier, "medewerker-17", id="identifier"),
    pytest.param(AgbCode, "47001234", id="agb"),
    pytest.param(Prestatie, "H126", id="prestatie"),
    pytest.param(Retourcode, "0553", id="retourcode"),
    pytest.param(Eenheid, "DAGDEEL", id="eenheid"),
    pytest.param(Code, "753", id="code"),
    pytest.param(Zorgprofiel, "9bVV", id="zorgprofiel"),
]


class TestShortNames:
    @pytest.mark.parametrize(("kind", "good"), SAMPLES)
    def test_hold_nothing_around_or_in_them(self, kind: Any, good: str) -> None:
        """No space, no newline at the end, no character that is not seen."""
        assert fits(good, kind)
        bad = [
            "",
            f"{good}\n",
            f"{good}\r\n",
            f" {good}",
            f"{good} ",
            f"{good}\x00",
            f"\n{good}",
            good + "\u200b",
            "é" + good,
        ]
        assert [text for text in bad if fits(text, kind)] == []

    @given(st.text(max_size=70))
    def test_an_identifier_is_letters_digits_dots_and_dashes(self, text: str) -> None:
        """At most 64, the first one a letter or a digit."""
        allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        good = 1 <= len(text) <= 64 and set(text) <= allowed and text[0] not in "._-"
        assert fits(text, Identifier) is good

    @pytest.mark.parametrize(("length", "good"), [(0, False), (1, True), (64, True), (65, False)])
    def test_an_identifier_has_at_most_64_characters(self, length: int, good: bool) -> None:
        """At the boundary."""
        assert fits("a" * length, Identifier) is good

    @pytest.mark.parametrize(
        ("text", "good"),
        [
            ("4VV", True),
            ("10VV", True),
            ("9bVV", True),
            ("3VG", True),
            ("1SGLVG", True),
            ("4GGZ B", True),
            ("2ZGaud", True),
            ("3ZGvis", True),
            ("VV4", False),
            ("4vv", False),
            ("4GGZ  B", False),
            ("100VV", False),
        ],
    )
    def test_a_zorgprofiel_is_written_as_ciz_does(self, text: str, good: bool) -> None:
        """The number first."""
        assert fits(text, Zorgprofiel) is good


class TestWords:
    @pytest.mark.parametrize(("kind", "most"), [(Text, 2000), (Name, 200), (CommandId, 100)])
    def test_have_a_length(self, kind: Any, most: int) -> None:
        """At least a word, at most what fits."""
        assert [length for length in (0, 1, most, most + 1) if fits("é" * length, kind)] == [1, most]

    @pytest.mark.parametrize("kind", [Text, Name, CommandId])
    def test_of_nothing_but_space_are_none(self, kind: Any) -> None:
        """A reason of three spaces is no reason."""
        assert not fits("   ", kind)
        assert not fits("\u00a0\t", kind)
        assert fits("val in de badkamer", kind)

    @given(st.characters(max_codepoint=0x7F, categories=["Cc"]))
    def test_hold_no_control_characters(self, character: str) -> None:
        """PostgreSQL cannot keep a zero byte; a text may have lines and tabs, a name is one line."""
        for kind in (Text, Name, CommandId):
            allowed = kind is Text and character in "\t\n\r"
            for text in (f"a{character}b", f"{character}a", f"a{character}"):
                assert fits(text, kind) is allowed
