"""Controleert een bewijspakket met alleen Python zelf: pak het uit en geef in die map `python3 verify.py`.

Met `--sqlite BESTAND` wordt elke gebeurtenis ook vergeleken met het grootboek waar het pakket uit komt.
"""

import argparse
import csv
import hashlib
import json
import sqlite3
import sys
import xml.etree.ElementTree as Xml
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

XAF = "{http://www.auditfiles.nl/XAF/3.2}"


def leaf(position: int, stream: str, topic: str, state: bytes) -> bytes:
    """Return the hash of one event."""
    return hashlib.sha256(b"\x00" + f"{position}\n{stream}\n{topic}\n".encode() + state).digest()


def root(leaves: Iterable[bytes]) -> str:
    """Return the root of the tree over hashes (RFC 9162, section 2.1.1)."""
    whole: list[tuple[int, bytes]] = []
    for one in leaves:
        size = 1
        while whole and whole[-1][0] == size:
            one = hashlib.sha256(b"\x01" + whole.pop()[1] + one).digest()
            size *= 2
        whole.append((size, one))
    if not whole:
        return hashlib.sha256(b"").hexdigest()
    right = whole.pop()[1]
    while whole:
        right = hashlib.sha256(b"\x01" + whole.pop()[1] + right).digest()
    return right.hex()


SUMS, MANIFEST = "SHA256SUMS", "manifest.json"


def files(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files: missing, altered or extra, by both lists of digests."""
    sums, listed = summed(folder), manifested(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if not sums:
        yield f"{SUMS} ontbreekt of is niet te lezen"
    if not listed:
        yield f"{MANIFEST} ontbreekt of is niet te lezen"
    for name in sorted({*sums, *listed, *there} - {SUMS}):
        if name not in sums and name not in listed and name != MANIFEST:
            yield f"{name} hoort niet bij dit pakket"
        elif name not in there:
            yield f"{name} ontbreekt"
        elif {sums.get(name), listed.get(name)} - {None, hashlib.sha256((folder / name).read_bytes()).hexdigest()}:
            yield f"{name} is veranderd"
        elif name not in sums:
            yield f"{name} staat niet in {SUMS}"
        elif name not in listed and name != MANIFEST:
            yield f"{name} staat niet in {MANIFEST}"


def summed(folder: Path) -> dict[str, str]:
    """Return the digests by name, as they stand for sha256sum; without any when it cannot be read."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def manifested(folder: Path) -> dict[str, str]:
    """Return the digests by name, as they stand in the manifest; without any when it cannot be read."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(one["name"]): str(one["sha256"]) for one in told["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def events(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the hashes of the events."""
    leaves = []
    for one in told(folder):
        leaves.append(bytes.fromhex(one["sha256"]))
        if one["state"] is None:
            continue
        if leaf(one["position"], one["stream"], one["topic"], one["state"].encode()).hex() != one["sha256"]:
            yield f"gebeurtenis {one['position']} past niet bij haar hash"
    stated = json.loads((folder / "integrity.json").read_text(encoding="utf-8"))["pack"]
    if (len(leaves), root(leaves)) != (stated["size"], stated["root"]):
        yield "de hash over alle gebeurtenissen in dit pakket klopt niet"


def books(folder: Path) -> Iterator[str]:
    """Yield what does not add up in the auditfiles, by themselves and beside balances.csv."""
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for path in sorted(folder.glob("auditfile-*.xaf")):
        try:
            part = Xml.parse(path).getroot().find(f"{XAF}company/{XAF}transactions")
        except (Xml.ParseError, ValueError, LookupError):
            part = None
        if part is None:
            yield f"{path.name} is niet te lezen als auditfile"
            continue
        sides = {"D": Decimal(), "C": Decimal()}
        count = 0
        for transaction in part.iter(f"{XAF}transaction"):
            own = Decimal()
            for line in transaction.iter(f"{XAF}trLine"):
                amount, side = Decimal(line.findtext(f"{XAF}amnt", "")), line.findtext(f"{XAF}amntTp", "")
                count, sides[side] = count + 1, sides[side] + amount
                signed = amount if side == "D" else -amount
                own += signed
                moved[line.findtext(f"{XAF}accID", "")] += signed
            if own:
                yield f"{path.name}: transactie {transaction.findtext(f'{XAF}nr')} is niet in evenwicht"
        said = tuple(Decimal(part.findtext(XAF + name, "-1")) for name in ("linesCount", "totalDebit", "totalCredit"))
        if said != (Decimal(count), sides["D"], sides["C"]):
            yield f"{path.name}: aantal regels of totalen kloppen niet"
    with (folder / "balances.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["kind"] == "rekening" and row["unit"] == "EUR" and moved[row["id"]] != Decimal(row["movement"]):
                yield f"rekening {row['id']}: balances.csv en de auditfiles zijn het niet eens"


def ledger(folder: Path, database: Path) -> Iterator[str]:
    """Yield what is different in the ledger that the pack came from."""
    stated = json.loads((folder / "integrity.json").read_text(encoding="utf-8"))["log"]
    wanted = {one["position"]: one["sha256"] for one in told(folder)}
    leaves = []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
        rows = file.execute(
            "SELECT rowid, originator_id, topic, CAST(state AS BLOB) FROM ledger_events "
            "WHERE rowid <= ? ORDER BY rowid",
            [stated["size"]],
        )
        for position, stream, topic, state in rows:
            leaves.append(leaf(position, stream, topic, state))
            if wanted.get(position, leaves[-1].hex()) != leaves[-1].hex():
                yield f"gebeurtenis {position} is in het grootboek anders"
    if root(leaves) != stated["root"]:
        yield "de hash over het hele grootboek tot en met die gebeurtenis is anders"


def told(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the events of the pack."""
    with (folder / "events.ndjson").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def readable(problems: Iterator[str]) -> Iterator[str]:
    """Yield problems, and as the last of them that something cannot be read at all."""
    try:
        yield from problems
    except FileNotFoundError as error:
        yield f"{Path(error.filename).name} ontbreekt"
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, csv.Error, sqlite3.Error) as error:
        yield f"niet te lezen ({type(error).__name__}: {error})"


def main() -> int:
    """Tell what was checked; exit code 1 when anything is wrong."""
    asked = argparse.ArgumentParser(description="Controleert een uitgepakt bewijspakket.")
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    asked.add_argument("--sqlite", type=Path, help="het grootboek (SQLite) om mee te vergelijken")
    given = asked.parse_args()
    checks = {"bestanden": files(given.folder), "gebeurtenissen": events(given.folder), "boeken": books(given.folder)}
    if given.sqlite is not None:
        checks["grootboek"] = ledger(given.folder, given.sqlite)
    wrong = 0
    for name, problems in checks.items():
        found = list(readable(problems))
        wrong += len(found)
        print(f"{name}: {'klopt' if not found else '; '.join(found)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
