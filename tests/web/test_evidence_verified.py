"""An evidence pack is verified without this program, and its report is for everybody."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader

from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import LedgerError
from tests.databases import SqliteDatabases
from tests.houses import copied_house
from tests.ledger.books.euro_lines import tell_euros
from tests.web.evidence_story import DECLARATION, declared_house, made, opened, verified
from web.composition import House


@pytest.fixture
def declared(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which March was declared, judged, and in part taken back."""
    with declared_house(sqlite_databases, clock) as house:
        yield house


@pytest.fixture
def euros(sqlite_databases: SqliteDatabases, clock: SetClock) -> Iterator[House]:
    """A house in which every kind of money moved."""
    with copied_house(sqlite_databases, clock, "euros", tell_euros) as house:
        yield house


class TestVerifying:
    """By its own script, with nothing but Python, and by sha256sum."""

    def test_an_untouched_pack_is_right(self, declared: House, tmp_path: Path) -> None:
        """Also beside the ledger that it came from."""
        files = opened(made(declared, "provider:p1", "2026-03"))
        database = declared.settings.sqlite_file
        assert verified(tmp_path, files, "--sqlite", database) == (
            0,
            "bestanden: klopt\ngebeurtenissen: klopt\nboeken: klopt\ngrootboek: klopt\n",
        )
        checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
        assert checked.returncode == 0

    @pytest.mark.parametrize(
        ("name", "found", "instead", "told"),
        [
            ("items.csv", b"deels teruggenomen", b"goedgekeurd", "items.csv is veranderd"),
            ("events.ndjson", rb"\"minutes\":300", rb"\"minutes\":301", "past niet bij haar hash"),
            ("events.ndjson", b'"part": "period"', b'"part": "before"', "events.ndjson is veranderd"),
            ("auditfile-2026.xaf", b"<amntTp>D</amntTp>", b"<amntTp>C</amntTp>", "is niet in evenwicht"),
            ("balances.csv", b",rekening", b",rekening", ""),
        ],
    )
    def test_a_change_is_found_and_named(
        self, declared: House, tmp_path: Path, name: str, found: bytes, instead: bytes, told: str
    ) -> None:
        """One minute, one word, one side of a booking."""
        files = opened(made(declared, "provider:p1", "2026-03"))
        if told:
            assert found in files[name]
        code, said = verified(tmp_path, files | {name: files[name].replace(found, instead, 1)})
        assert (code, told in said) == (1 if told else 0, True)

    def test_a_file_more_or_less_is_found(self, declared: House, tmp_path: Path) -> None:
        """Also one that is left out of one of the two lists of digests, whatever stands in it then."""
        files = opened(made(declared, "client:c1"))
        sums = b"".join(one for one in files["SHA256SUMS"].splitlines(True) if b"findings.csv" not in one)
        without = {name: data for name, data in files.items() if name != "findings.csv"}
        for place, (changed, told) in enumerate(
            (
                (files | {"extra.csv": b"x"}, "extra.csv hoort niet bij dit pakket"),
                (without, "findings.csv ontbreekt"),
                (files | {"SHA256SUMS": sums}, "findings.csv staat niet in SHA256SUMS; manifest.json"),
                (files | {"SHA256SUMS": sums, "findings.csv": b"finding,rule\n"}, "findings.csv is veranderd"),
                (files | {"SHA256SUMS": b"\xff"}, "SHA256SUMS ontbreekt of is niet te lezen"),
                (files | {"manifest.json": b"{"}, "manifest.json ontbreekt of is niet te lezen"),
            )
        ):
            folder = tmp_path / str(place)
            folder.mkdir()
            code, said = verified(folder, changed)
            assert (code, told.partition(";")[0] in said) == (1, True), said

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("auditfile-2026.xaf", "auditfile-2026.xaf is niet te lezen als auditfile"),
            ("events.ndjson", "gebeurtenissen: niet te lezen (JSONDecodeError"),
            ("integrity.json", "gebeurtenissen: niet te lezen (JSONDecodeError"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(self, declared: House, tmp_path: Path, name: str, told: str) -> None:
        """Not with a list of lines of the program; the other checks go on."""
        files = opened(made(declared, "client:c1"))
        code, said = verified(tmp_path, files | {name: files[name][: len(files[name]) // 2]})
        assert (code, told in said, "boeken:" in said) == (1, True, True), said

    def test_an_event_left_out_is_found(self, declared: House, tmp_path: Path) -> None:
        """Even when somebody makes the digests anew."""
        files = opened(made(declared, "client:c1"))
        files["events.ndjson"] = files["events.ndjson"].partition(b"\n")[2]
        kept = [name for name in sorted(files) if name != "SHA256SUMS"]
        files["SHA256SUMS"] = "".join(f"{sha256(files[n]).hexdigest()}  {n}\n" for n in kept).encode()
        code, said = verified(tmp_path, files)
        assert code == 1
        assert "de hash over alle gebeurtenissen in dit pakket klopt niet" in said

    def test_another_ledger_is_told(self, declared: House, euros: House, tmp_path: Path) -> None:
        """A pack belongs to one log."""
        files = opened(made(declared, "client:c1"))
        code, said = verified(tmp_path, files, "--sqlite", euros.settings.sqlite_file)
        assert code == 1
        assert "de hash over het hele grootboek tot en met die gebeurtenis is anders" in said


class TestTheReport:
    """A tagged PDF that tells the same."""

    def test_can_be_read_aloud(self, declared: House) -> None:
        """PDF/UA: tagged, with a language and a title; dated by the log."""
        pdf = PdfReader(BytesIO(opened(made(declared, "client:c1", "2026-03", drawn=True))["report.pdf"]))
        catalogue: Any = pdf.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/Lang"] == "nl"
        assert "/StructTreeRoot" in catalogue
        assert pdf.metadata is not None
        assert pdf.metadata.title == "Bewijspakket: cliënt c1"
        assert str(pdf.metadata["/CreationDate"]).startswith("D:20260402")
        assert b"pdfuaid" in catalogue["/Metadata"].get_data()

    def test_tells_the_figures_the_dutch_way(self, declared: House) -> None:
        """The question, the totals, and every item."""
        pdf = PdfReader(BytesIO(opened(made(declared, "client:c1", "2026-03", drawn=True))["report.pdf"]))
        text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
        for words in ("Is dit rechtmatig betaald?", "artikel 9.1.2 Wlz", f"{DECLARATION}/1", "100,00", "maart 2026"):
            assert words in text

    def test_needs_pango_and_says_so(self, declared: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a machine without it, the refusal names what to install."""

        class WithoutPango(ModuleType):
            def __getattr__(self, name: str) -> Any:
                raise OSError("cannot load library 'libpango-1.0-0'")

        monkeypatch.setitem(sys.modules, "weasyprint", WithoutPango("weasyprint"))
        with pytest.raises(LedgerError, match="apt-get install libpango") as refused:
            made(declared, "client:c1", drawn=True)
        assert refused.value.code == "pdf-unavailable"
