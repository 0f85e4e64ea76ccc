"""The real numbers of clients, carried over without a slip, and drawn from in proportion."""

import csv
from collections import Counter
from pathlib import Path

from ledger.demo.population import population, rows

SHARED = Path(__file__).parents[3] / "shared" / "data"
"""The reference tables stand beside the project; without them these figures cannot be checked."""


def shared(name: str) -> list[dict[str, str]]:
    """Read a reference table."""
    with (SHARED / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


class TestTheCarriedNumbers:
    """Against the tables they come from."""

    def test_clients_by_sector_and_leveringsvorm(self) -> None:
        """The column of 2021."""
        carried = {(row["sector"], row["leveringsvorm"]): row["clienten"] for row in rows("clienten.csv")}
        real = {(r["sector"], r["leveringsvorm"]): r["2021"] for r in shared("clienten_leveringsvorm_jaar.csv")}
        assert carried == real

    def test_clients_by_zorgprofiel(self) -> None:
        """Of 2019, with the profile written as CIZ writes it."""
        carried = {(r["leveringsvorm"], r["zorgprofiel"]): r["clienten"] for r in rows("zorgprofielen.csv")}
        real = {
            (r["leveringsvorm"], r["zorgprofiel"] + r["sector"].upper()): r["clienten"]
            for r in shared("clienten_zorgprofiel_2019.csv")
        }
        assert carried == real

    def test_every_row_names_its_source(self) -> None:
        """Table and year."""
        for row in rows("clienten.csv") + rows("zorgprofielen.csv"):
            assert row["bron"].startswith("clienten_")
            assert row["jaar"] in ("2019", "2021")


class TestThePopulation:
    """Two thousand clients."""

    def test_each_cell_is_within_one_client_of_its_share(self) -> None:
        """By sector and leveringsvorm."""
        drawn = Counter((kind.sector, kind.form) for kind in population(2000))
        cells = shared("clienten_leveringsvorm_jaar.csv")
        whole = sum(int(cell["2021"]) for cell in cells)
        assert drawn.total() == 2000
        for cell in cells:
            exact = 2000 * int(cell["2021"]) / whole
            assert abs(drawn[cell["sector"], cell["leveringsvorm"]] - exact) < 1

    def test_each_profile_is_within_one_client_of_its_share_in_the_cell(self) -> None:
        """Within sector and leveringsvorm."""
        drawn = Counter((kind.form, kind.zorgprofiel) for kind in population(2000))
        forms = Counter((kind.form, kind.zorgprofiel[1:]) for kind in population(2000))
        table = shared("clienten_zorgprofiel_2019.csv")
        for row in table:
            own = [int(r["clienten"]) for r in table if r["leveringsvorm"] == row["leveringsvorm"]
                   and r["sector"] == row["sector"]]  # fmt: skip
            sector = row["sector"].upper()
            exact = forms[row["leveringsvorm"], sector] * int(row["clienten"]) / sum(own)
            assert abs(drawn[row["leveringsvorm"], row["zorgprofiel"] + sector] - exact) < 1
