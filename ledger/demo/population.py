"""How many clients of each kind there are, in the real proportions.

The numbers are those of the Netherlands: clients by sector and leveringsvorm (2021), and the profiles within each
(2019). The profiles of the ghz are known for the verstandelijk gehandicapten only and stand for the whole sector.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files

from ledger.vocabulary.amounts import in_proportion

_SECTOR_OF_PROFILES = {"vv": "vv", "ghz": "vg"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A cell of the real distribution. `form` is the leveringsvorm with or without treatment, like 'zzp_incl'."""

    sector: str
    form: str
    zorgprofiel: str

    @property
    def leveringsvorm(self) -> str:
        """Return the leveringsvorm in the journal's word; zzp is verblijf."""
        return {"zzp": "verblijf"}.get(self.form.split("_")[0], self.form.split("_")[0])

    @property
    def with_treatment(self) -> bool:
        """Tell whether treatment is part of the package."""
        return self.form.endswith("_incl")


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of the demo."""
    with (files("ledger.demo") / "data" / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def population(clients: int) -> list[Kind]:
    """Return the kind of each of so many clients, cell after cell."""
    cells = rows("clienten.csv")
    profiles = rows("zorgprofielen.csv")
    kinds: list[Kind] = []
    for cell, number in zip(cells, in_proportion(clients, [int(cell["clienten"]) for cell in cells]), strict=True):
        sector = _SECTOR_OF_PROFILES[cell["sector"]]
        own = [row for row in profiles if (row["sector"], row["leveringsvorm"]) == (sector, cell["leveringsvorm"])]
        for row, part in zip(own, in_proportion(number, [int(row["clienten"]) for row in own]), strict=True):
            kinds += [Kind(cell["sector"], cell["leveringsvorm"], row["zorgprofiel"])] * part
    return kinds
