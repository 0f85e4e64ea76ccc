"""What is written is read back the same, and written again it is the same bytes."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.messages import aw319
from ledger.messages.aw319 import layout
from tests.messages.aw319 import samples
from tests.messages.aw319.edits import CRLF, base, changed, put
from tests.messages.aw319.generated import files

SAMPLE = (Path(__file__).parent / "aw319_voorbeeld.txt").read_bytes()


class TestRoundTrip:
    @settings(max_examples=30, deadline=None)
    @given(files())
    def test_any_file_comes_back_the_same(self, file: aw319.Declaratiebestand) -> None:
        data = aw319.write(file)
        reading = aw319.read(data)
        assert reading.problems == ()
        assert reading.file == file
        assert aw319.write(reading.file) == data
        assert all(len(line) == 310 for line in data.removesuffix(CRLF).split(CRLF))

    def test_a_file_from_elsewhere_is_written_as_it_came(self) -> None:
        """Numbers with a gap, a country of zeros, a time unit that is not applicable, an indicatie without number."""
        data = changed(
            put(2, "0221", "00"), put(3, "0419", "00"), put(3, "0411", "000000000"), put(6, "0402", "9" * 12)
        )
        reading = aw319.read(data)
        assert reading.file
        assert aw319.write(reading.file) == data

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_what_reads_after_any_change_of_a_character_is_written_as_it_came(self, data: st.DataObject) -> None:
        changed = bytearray(base())
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.integers(0, 255))
        reading = aw319.read(bytes(changed))
        assert (reading.file is None) is bool(reading.problems)
        if reading.file:
            assert aw319.write(reading.file) == bytes(changed)


class TestFuzz:
    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=700))
    def test_any_bytes_give_problems_and_never_an_exception(self, data: bytes) -> None:
        reading = aw319.read(data)
        assert reading.file is None
        assert reading.problems

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2200), st.binary(max_size=4), st.integers(0, 320)), max_size=4))
    def test_a_file_torn_apart_is_told_and_never_an_exception(self, cuts: list[tuple[int, bytes, int]]) -> None:
        data = base()
        for place, put_in, left_out in cuts:
            data = data[:place] + put_in + data[place + left_out :]
        reading = aw319.read(data)
        assert (reading.file is None) is bool(reading.problems)
        assert all(problem.sentence and problem.code for problem in reading.problems)


FIELDS = {
    1: {
        "0101": "01",
        "0102": "187",
        "0103": "01",
        "0104": "04",
        "0105": "P",
        "0106": "000000",
        "0108": "5521",
        "0109": "00000000",
        "0110": "00000000",
        "0111": "00000000",
        "0112": "75999901",
        "0113": "04",
        "0114": "20260101",
        "0115": "20260131",
        "0116": "2026-01     ",
        "0117": "20260210",
        "0119": "EUR",
    },
    2: {
        "0201": "02",
        "0202": "000000000001",
        "0203": "999900006",
        "0204": "5521",
        "0207": "19410703",
        "0208": "2",
        "0209": "1",
        "0210": "Vries                    ",
        "0211": "de        ",
        "0212": "0",
        "0215": "AE    ",
        "0216": "0",
        "0217": "1234AB",
        "0219": "00012",
        "0223": "2",
        "0224": "0000",
    },
    3: {
        "0401": "04",
        "0402": "000000000002",
        "0403": "999900006",
        "0404": "5521",
        "0407": "1",
        "0408": "0000",
        "0410": "000000000",
        "0411": "123456789",
        "0412": "00",
        "0413": "753",
        "0414": "20260105",
        "0415": "20260109",
        "0416": "055",
        "0417": "H126 ",
        "0418": "0004",
        "0419": "04",
        "0420": "75999901",
        "0421": "0000",
        "0422": "00000000",
        "0423": "0000",
        "0424": "00000",
        "0425": "00006000",
        "0426": "00024000",
        "0427": "D",
        "0428": "0000",
        "0429": "00024000",
        "0430": "D",
        "0431": "D1-1                ",
    },
    4: {"9801": "98", "9802": "000000000003", "9803": "0001", "9804": "Uren van één week".ljust(140)},
    5: {
        "9901": "99",
        "9902": "000001",
        "9903": "000000",
        "9904": "000001",
        "9905": "000001",
        "9906": "0000003",
        "9907": "00000024000",
        "9908": "D",
    },
}
"""What stands in the sample that was typed by hand; every field not named here is spaces."""


class TestSample:
    """A file made without this program, held position by position against the layout."""

    def test_every_position_is_accounted_for(self) -> None:
        lines = SAMPLE.decode("iso-8859-1").removesuffix("\r\n").split("\r\n")
        assert [len(line) for line in lines] == [310] * 5
        for number, line in enumerate(lines, start=1):
            for one in layout.records()[line[:2]]:
                expected = FIELDS[number].get(one.number, " " * one.length)
                assert line[one.first - 1 : one.last] == expected, one.number

    def test_it_reads_as_the_file_it_is(self) -> None:
        reading = aw319.read(SAMPLE)
        commented = samples.prestatie(commentaar=aw319.comment("Uren van één week"))
        assert reading.problems == ()
        assert reading.file == samples.file([samples.verzekerde(prestaties=(commented,))])

    def test_it_is_what_we_write(self) -> None:
        reading = aw319.read(SAMPLE)
        assert reading.file
        assert aw319.write(reading.file) == SAMPLE
