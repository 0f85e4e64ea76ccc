"""How the data files in ledger/messages/iwlz_2_2 follow from the shared tables of facts.

`python -m tests.messages.derived` writes them anew; `test_data_agrees.py` compares without writing.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
TARGET = REPOSITORY / "ledger" / "messages" / "iwlz_2_2"
MESSAGES = ("AW33", "AW34", "AW35", "AW36", "AW39", "AW310")
FACETS = ("minLength", "maxLength", "minInclusive", "maxInclusive", "pattern")


def shared_rows(name: str) -> list[dict[str, str]]:
    """All rows of one shared table; a missing table is a failure, never a skip."""
    path = SHARED / "data" / name
    assert path.is_file(), f"the shared table {path} is missing: these tests need it beside the repository"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def structure(message: str, rows: list[dict[str, str]]) -> str:
    head = ("path", "type", "min", "max", "pattern")
    keys = ("type", "min", "max", "vaste_waarde_patroon")
    own = [row for row in rows if row["bericht"] == message]
    return as_csv(head, ((row["pad"].removeprefix("Bericht/"), *(row[k] for k in keys)) for row in own))


def datatypes(used: set[str], rows: list[dict[str, str]]) -> str:
    def facets(text: str) -> list[str]:
        given = dict(facet.split("=", 1) for facet in text.split("; ")) if text else {}
        unknown = set(given) - set(FACETS)
        assert not unknown, f"facets without a column: {unknown}"
        return [given.get(name, "") for name in FACETS]

    wanted = [row for row in rows if row["datatype"] in used]
    return as_csv(("datatype", "base", *FACETS), ((r["datatype"], r["basis"], *facets(r["facetten"])) for r in wanted))


def derived() -> dict[str, str]:
    """Name and text of every derived file."""
    rows = [row for row in shared_rows("iwlz22_berichtstructuur.csv") if row["bericht"] in MESSAGES]
    used = {row["type"] for row in rows if row["type"].startswith("LDT_")}
    codes = [row for row in shared_rows("iwlz22_codelijsten.csv") if row["datatype"] in used]
    lists = [row for row in codes if row["datatype"] != "LDT_RetourCode"]
    retour = [row for row in codes if row["datatype"] == "LDT_RetourCode"]
    profiles = shared_rows("zorgprofielen.csv")
    files = {f"{message}.csv": structure(message, rows) for message in MESSAGES}
    files["datatypes.csv"] = datatypes(used, shared_rows("iwlz22_datatypes.csv"))
    files["codes.csv"] = as_csv(
        ("datatype", "code", "meaning"), ((r["datatype"], r["code"], r["omschrijving"]) for r in lists)
    )
    files["retourcodes.csv"] = as_csv(("code", "meaning"), ((r["code"], r["omschrijving"]) for r in retour))
    files["zorgprofielen.csv"] = as_csv(
        ("zzp_code", "zorgprofiel"),
        ((r["zzpcode_cod163"], r["aanduiding"]) for r in profiles if r["aanduiding"]),
    )
    return files


if __name__ == "__main__":
    for name, text in derived().items():
        (TARGET / name).write_text(text, encoding="utf-8")
