"""What a sender is told of a file whose lines are not in order: every problem, once."""

import pytest

from ledger.messages import aw319
from ledger.vocabulary.errors import LISTED
from tests.messages.aw319.edits import CRLF, PRESTATIE, SECOND, SLUIT, base, changed, drop, problems, put, told

DATA = base()
LINES = DATA.removesuffix(CRLF).split(CRLF)


def joined(*ends: bytes) -> bytes:
    """The base file with these line ends instead of CR/LF, from the first record on."""
    return b"".join(line + end for line, end in zip(LINES, ends + (CRLF,) * (len(LINES) - len(ends)), strict=True))


class TestWholeFile:
    def test_empty(self) -> None:
        assert told(b"") == [(0, None, "empty-file", None)]

    def test_too_large(self) -> None:
        """One byte over is refused unread."""
        assert told(b"0" * (aw319.MAX_BYTES + 1)) == [(0, None, "file-too-large", None)]

    def test_no_aw319_at_all(self) -> None:
        codes = [one[2] for one in told(b"<?xml version='1.0'?>\n<Bericht/>\n")]
        assert set(codes) == {"unknown-record", "line-end", "voorlooprecord-not-first", "sluitrecord-missing"}

    @pytest.mark.parametrize("filler", [b"\r\n", b"\n", b"01\r\n", b"x\n"])
    def test_endless_faults_are_told_up_to_a_number(self, filler: bytes) -> None:
        found = problems(filler * 200_000)
        assert len(found) == LISTED + 1
        assert found[-1].code == "more-problems"
        assert "nog minstens 100000 problemen" in found[-1].sentence

    def test_many_faulty_lines_cost_little(self) -> None:
        """A line that fits no pattern is given up at once, however many fields may be empty."""
        faulty = changed(put(2, "0280", "x")).split(CRLF)[1]
        assert len(problems(CRLF.join([LINES[0], *[faulty] * 3_000, LINES[-1], b""]))) > LISTED


class TestLineEnds:
    @pytest.mark.parametrize("end", [b"\n", b"\r"])
    def test_half_a_line_end_is_told_at_its_record(self, end: bytes) -> None:
        assert told(joined(CRLF, end)) == [(2, None, "line-end", "8095")]

    def test_all_half_line_ends_are_told(self) -> None:
        expected = [(number, None, "line-end", "8095") for number in range(1, SLUIT + 1)]
        assert told(DATA.replace(CRLF, b"\n")) == expected

    def test_no_line_end_between_two_records(self) -> None:
        assert told(joined(CRLF, b"")) == [(2, None, "line-end", "8095")]

    def test_no_line_end_anywhere(self) -> None:
        expected = [(number, None, "line-end", "8095") for number in range(1, SLUIT + 1)]
        assert told(b"".join(LINES)) == expected

    def test_no_line_end_after_the_last_record(self) -> None:
        assert told(DATA.removesuffix(CRLF)) == [(SLUIT, None, "line-end", "8095")]
        assert told(DATA.removesuffix(b"\n")) == [(SLUIT, None, "line-end", "8095")]

    def test_an_empty_line_at_the_end(self) -> None:
        assert told(DATA + CRLF) == [(SLUIT + 1, None, "empty-record", "8095")]

    def test_a_line_end_the_wrong_way_round(self) -> None:
        found = told(joined(CRLF, b"\n\r"))
        assert found == [(2, None, "line-end", "8095"), (3, None, "empty-record", "8095")]


class TestTruncated:
    @pytest.mark.parametrize("left", [2, 3, 44, 309])
    def test_the_last_record_is_cut_off(self, left: int) -> None:
        """It is told once; that its totals are gone is no second problem."""
        data = CRLF.join([*LINES[:-1], LINES[-1][:left]])
        assert told(data) == [(SLUIT, None, "record-truncated", "0804")]

    def test_in_the_middle_of_a_line_end_is_told_as_such(self) -> None:
        assert told(DATA[:-1]) == [(SLUIT, None, "line-end", "8095")]

    def test_earlier_than_the_sluitrecord(self) -> None:
        data = CRLF.join([*LINES[:2], LINES[2][:100]])
        assert told(data) == [
            (PRESTATIE, None, "record-truncated", "0804"),
            (0, None, "sluitrecord-missing", None),
        ]

    def test_an_end_of_file_sign_is_no_record(self) -> None:
        """Some old programs end a file with Ctrl-Z."""
        assert [one[:3] for one in told(DATA + b"\x1a")] == [
            (SLUIT, None, "sluitrecord-not-last"),
            (SLUIT + 1, None, "record-truncated"),
        ]


class TestLength:
    def test_a_record_too_long_does_not_hide_the_rest(self) -> None:
        lines = [*LINES]
        lines[SECOND - 1] += b" "
        lines[5] = lines[5].replace(b"D0-9", b"    ")
        assert told(CRLF.join(lines) + CRLF) == [
            (SECOND, None, "record-length", "0804"),
            (6, "0432", "credit-without-reference", None),
        ]

    def test_the_sentence_says_how_long_it_is(self) -> None:
        lines = [*LINES]
        lines[SECOND - 1] += b" "
        (problem,) = problems(CRLF.join(lines) + CRLF)
        assert problem.sentence.startswith("Dit record is 311 posities lang; het moeten er 310 zijn.")


class TestCharset:
    def test_all_printable_characters_of_latin_1_are_read(self) -> None:
        visible = "ÀÉÏÕŒ".replace("Œ", "ß") + "áéíóúç§½€".replace("€", "¤")
        reading = aw319.read(changed(put(2, "0210", visible)))
        assert reading.file
        assert reading.file.verzekerden[0].naam == visible

    def test_utf_8_is_told_by_its_length(self) -> None:
        """A letter of two bytes makes the record one position too long."""
        data = DATA.replace(b"Vries ", "Vriés ".encode())
        assert told(data)[0] == (2, None, "record-length", "0804")

    def test_a_control_character_is_told_by_position(self) -> None:
        (problem,) = problems(changed(put(2, "0210", "Vri\x85s")))
        assert "Op positie 67 " in problem.sentence
        assert "code 85 hexadecimaal" in problem.sentence


class TestTotalsOfWhatIsThere:
    def test_a_missing_line_is_told_by_every_total(self) -> None:
        assert [(one[1], one[2]) for one in told(changed(drop(SECOND)))] == [
            ("9904", "total-wrong"),
            ("9906", "total-wrong"),
            ("9907", "total-amount-wrong"),
        ]

    def test_the_sentence_has_both_figures(self) -> None:
        amounts = [problem.sentence for problem in problems(changed(drop(SECOND))) if problem.number == "9907"]
        assert amounts == ["Het sluitrecord telt € 420,00; het saldo van de regels is € 180,00."]
