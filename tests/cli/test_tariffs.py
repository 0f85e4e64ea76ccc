"""`pvb tariffs`: a file of tariffs or combinations is recorded whole or not at all, and says what is wrong with it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Pvb, Said

HEADER = "year,code,name,unit,tariff,source"
COMBINATIONS = "year,code,leveringsvorm,zorgprofiel,source"
ROW = "2026,H126,verzorging,uur,60.00,demo: verzonnen"


def written(folder: Path, *lines: str, end: str = "\n", mark: bytes = b"") -> Path:
    """Write a file of these lines."""
    file = folder / "tarieven.csv"
    file.write_bytes(mark + "".join(one + end for one in lines).encode())
    return file


def refused(pvb: Pvb, tmp_path: Path, *lines: str, words: tuple[str, ...] = ()) -> list[str]:
    """Return what is told of a file that is not taken in; there is no ledger afterwards."""
    said = pvb("tariffs", "import", written(tmp_path, *lines), *words)
    assert said.code == 2
    assert not (tmp_path / "first.sqlite").exists()
    first, *told = said.err.splitlines()
    assert first.endswith("er is niets vastgelegd.")
    return [one.strip() for one in told]


class TestImport:
    def test_of_the_example_records_every_row_once(self, pvb: Pvb) -> None:
        """The second time everything is known."""
        first, second = (pvb("tariffs", "import", EXAMPLES / "tariffs-demo.csv") for _ in range(2))
        assert (first.code, first.out) == (0, "9 tarieven vastgelegd.\n")
        assert (second.code, second.out) == (0, "0 tarieven vastgelegd, 9 stonden er al in.\n")

    def test_records_only_what_is_new(self, pvb: Pvb, tmp_path: Path) -> None:
        """Another amount is a new version; a name that is written otherwise is nothing new."""
        pvb("tariffs", "import", written(tmp_path, HEADER, ROW, ROW.replace("H126", "H104")))
        dearer, renamed = ROW.replace("60.00", "60.01"), ROW.replace("H126,verzorging", "H104,verpleging")
        said = pvb("tariffs", "import", written(tmp_path, HEADER, dearer, renamed))
        assert said.out == "1 tarief vastgelegd, 1 stond er al in.\n"
        shown = {one["code"]: one for one in json.loads(pvb("tariffs", "show", "--json").out)["tariffs"]}
        assert [(shown[code]["tariff"], shown[code]["version"]) for code in ("H126", "H104")] == [
            ("60.01", 2),
            ("60.00", 1),
        ]

    @pytest.mark.parametrize(
        ("end", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf"), ("\n\n", b"")]
    )
    def test_takes_what_a_spreadsheet_makes(self, pvb: Pvb, tmp_path: Path, end: str, mark: bytes) -> None:
        """A byte order mark, CR LF, blank lines, quotes, white space, an amount without its last zero."""
        quoted = '2026 ,Z240G,"wonen, met zorg",dag, 175.5,"demo: verzonnen"'
        said = pvb("tariffs", "import", written(tmp_path, HEADER, ROW, quoted, end=end, mark=mark))
        assert (said.code, said.out) == (0, "2 tarieven vastgelegd.\n")
        assert "175,50" in pvb("tariffs", "show").out

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            (ROW.replace("60.00", '"60,00"'), "regel 3, kolom tariff: '60,00': schrijf een punt voor de centen"),
            (ROW.replace("60.00", "60,00"), "regel 3: Deze regel heeft 7 kolommen in plaats van 6."),
            (ROW.replace("60.00", "60.001"), "regel 3, kolom tariff: "),
            (ROW.replace("60.00", "0.00"), "regel 3, kolom tariff: Een tarief moet groter zijn dan nul."),
            (ROW.replace("60.00", "-1.00"), "regel 3, kolom tariff: Een tarief moet groter zijn dan nul."),
            (ROW.replace("60.00", ""), "regel 3, kolom tariff: Het veld tariff ontbreekt."),
            (ROW.replace("2026", "1999"), "regel 3, kolom year: "),
            (ROW.replace("2026", "volgend jaar"), "regel 3, kolom year: "),
            (ROW.replace("H126", "H 126"), "regel 3, kolom code: "),
            (ROW.replace("uur", "kwartier"), "regel 3, kolom unit: "),
            (ROW.replace("H126", "H104"), "regel 3, kolom code: 2026 H104 staat ook al op regel 2."),
            ('2026,H126,"open', "regel 3: Deze regel is niet te lezen"),
        ],
    )
    def test_says_what_is_wrong_by_line_and_column(self, pvb: Pvb, tmp_path: Path, row: str, told: str) -> None:
        """And records nothing, also of the good line before it."""
        found = refused(pvb, tmp_path, HEADER, ROW.replace("H126", "H104"), row)
        assert len(found) == 1
        assert found[0].startswith(told)

    def test_tells_everything_at_once_in_the_order_of_the_file(self, pvb: Pvb, tmp_path: Path) -> None:
        """Two problems on one line too."""
        bad = ROW.replace("uur", "kwartier").replace("2026", "1999")
        found = refused(pvb, tmp_path, HEADER, bad, ROW, "2026,H126", ROW)
        assert [one.partition(":")[0] for one in found] == [
            "regel 2, kolom year",
            "regel 2, kolom unit",
            "regel 4",
            "regel 5, kolom code",
        ]

    @pytest.mark.parametrize(
        ("header", "told"),
        [
            (HEADER.replace(",", ";"), ["Tussen de kolommen staan puntkomma's."]),
            (HEADER + ",remark", ["De kolom 'remark' bestaat niet."]),
            (HEADER + ",code", ["De kolom code staat er 2 keer."]),
            (HEADER + ",", ["Een kolom heeft geen naam."]),
            (HEADER.replace(",source", ""), ["De kolom source ontbreekt."]),
            (HEADER.replace("tariff", "tarief"), ["De kolom 'tarief' bestaat niet.", "De kolom tariff ontbreekt."]),
        ],
    )
    def test_says_what_is_wrong_with_the_columns(self, pvb: Pvb, tmp_path: Path, header: str, told: list[str]) -> None:
        """Which columns there should be, and nothing about the rows."""
        found = refused(pvb, tmp_path, header, ROW)
        assert [any(start in one for one in found) for start in told] == [True] * len(found)

    @pytest.mark.parametrize("lines", [(), (HEADER,)])
    def test_of_nothing_is_no_import(self, pvb: Pvb, tmp_path: Path, lines: tuple[str, ...]) -> None:
        """An empty file, or columns alone."""
        assert len(refused(pvb, tmp_path, *lines)) == 1

    def test_says_that_a_file_is_not_utf_8(self, pvb: Pvb, tmp_path: Path) -> None:
        """On which line."""
        file = tmp_path / "tarieven.csv"
        file.write_bytes(f"{HEADER}\n{ROW.replace('verzorging', 'cliënt')}\n".encode("latin-1"))
        assert "  regel 2: Dit bestand is geen UTF-8." in pvb("tariffs", "import", file).err


class TestCombinations:
    def test_leave_open_what_is_empty(self, pvb: Pvb, tmp_path: Path) -> None:
        """An empty leveringsvorm or zorgprofiel is each of them."""
        rows = ("2026,H126,mpt,,demo: verzonnen", "2026,H104,,4VV,demo: verzonnen")
        file = written(tmp_path, COMBINATIONS, *rows)
        assert pvb("tariffs", "import", file, "--combinations").out == "2 combinaties vastgelegd.\n"
        file = written(tmp_path, COMBINATIONS, *rows, "2026,H104,mpt,4VV,demo")
        again = pvb("tariffs", "import", file, "--combinations")
        assert again.out == "1 combinatie vastgelegd, 2 stonden er al in.\n"
        shown = pvb("tariffs", "show").out.splitlines()
        assert shown[0] == "2026 H126 mag bij mpt en elk zorgprofiel (demo). Bron: demo: verzonnen"

    def test_name_only_leveringsvormen_and_zorgprofielen_that_are(self, pvb: Pvb, tmp_path: Path) -> None:
        """By line and column."""
        found = refused(pvb, tmp_path, COMBINATIONS, "2026,H126,thuis,VV4,demo", words=("--combinations",))
        assert [one.partition(":")[0] for one in found] == [
            "regel 2, kolom leveringsvorm",
            "regel 2, kolom zorgprofiel",
        ]

    def test_are_no_tariffs(self, pvb: Pvb, tmp_path: Path) -> None:
        """The columns tell the two apart."""
        found = refused(pvb, tmp_path, HEADER, ROW, words=("--combinations",))
        assert any("De kolom 'tariff' bestaat niet." in one for one in found)


class TestShow:
    @pytest.fixture
    def filled(self, pvb: Pvb, tmp_path: Path) -> Pvb:
        """Two years, one of them without a demo amount."""
        pvb("tariffs", "import", written(tmp_path, HEADER, ROW, "2027,H126,verzorging,uur,61.00,NZa BR/REG"))
        return pvb

    def test_says_what_is_a_demo_amount(self, filled: Pvb) -> None:
        """And of what is not, nothing."""
        out = filled("tariffs", "show").out
        assert "2026 H126: € 60,00 per uur (demo)\n" in out
        assert "2027 H126: € 61,00 per uur\n" in out

    def test_of_one_year(self, filled: Pvb) -> None:
        """In both forms."""
        assert "2027" not in filled("tariffs", "show", "--year", "2026").out
        shown = json.loads(filled("tariffs", "show", "--year", "2027", "--json").out)
        assert [(one["year"], one["demo"]) for one in shown["tariffs"]] == [(2027, False)]

    def test_of_nothing_says_so(self, filled: Pvb) -> None:
        """It is no error."""
        said: Said = filled("tariffs", "show", "--year", "2031")
        assert (said.code, said.err) == (0, "Er staan geen tarieven in het register van 2031.\n")
