"""Puts an evidence pack together: every file of it, their digests, and one archive that is the same every time."""

import json
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ledger.books.scheme import accounts, scheme
from ledger.vocabulary.errors import Refused
from web.answers import moment
from web.composition import House
from web.evidence.books import SOFTWARE, auditfiles, companion, keep_books
from web.evidence.control import Findings, access_table, findings_on_record, findings_table, samples_table
from web.evidence.figures import control_totals, standing
from web.evidence.gathering import Gathered, gather, referred
from web.evidence.items import Item, items_of
from web.evidence.judged import judged
from web.evidence.merkle import Tree
from web.evidence.pages import made, period_told
from web.evidence.question import Question
from web.evidence.report import Part, facts_of, part, report
from web.evidence.tables import Table, positions, table
from web.evidence.terms import rates, rules

DATED = (1980, 1, 1, 0, 0, 0)
"""The moment that every file in the archive bears: the earliest that an archive knows, as none is of today."""
_FOR_ALL = 0o644
_CHAIN = ("agreement", "indicatie", "spend", "declaration", "correction", "question")
_TOLD = {
    "LEESMIJ.md": "deze leeswijzer",
    "question.json": "de vraag, de grond, de reikwijdte, de periode en de laatste gebeurtenis die telt",
    "events.ndjson": "de gebeurtenissen zoals ze zijn opgeslagen, elk met zijn hash",
    "integrity.json": "de hashes over het grootboek en over dit pakket",
    "report.pdf": "het rapport",
    "verify.py": "de controle, met alleen Python",
    "manifest.json": "alle bestanden met hun grootte en hash",
    "SHA256SUMS": "de hashes, voor sha256sum -c",
}
_OF_YEAR = "de boeken van een jaar als XML Auditfile Financieel 3.2, in euro's"


class Pack(NamedTuple):
    """An archive, and what a person at a terminal wants to know of it."""

    data: bytes
    events: int
    items: int
    findings: int
    digest: str


def pack(house: House, question: Question, findings: Findings | None = None) -> Pack:
    """Return the archive; the same bytes whenever it is made for the same question with the same program.

    Without `findings`, those that are on record are in it. Raises `Refused` for what is not answerable.
    """
    if question.known.recorded_at is None:
        raise Refused("nothing-recorded", "Tot en met die gebeurtenis is er niets vastgelegd.", "as_of")
    gathered = gather(house, question)
    kept = keep_books(gathered)
    items = items_of(house.ledger, gathered, question.known.position)
    rows = list(findings(house, question) if findings is not None else findings_on_record(gathered))
    rests_on = [position for one in items for position in one.positions]
    rests_on += [position for row in rows for position in row.rests_on if position <= question.known.position]
    tables = [
        control_totals(gathered, kept.entries),
        standing(house, question, gathered, kept.entries),
        rules(),
        rates(gathered),
        findings_table(rows),
        *judged(house, question, gathered),
        samples_table(house.ledger, question),
        _items_table(items),
        access_table(house.ledger, question),
        companion(gathered, kept),
    ]
    more = tuple(referred(house.ledger, gathered, rests_on, question))
    whole = gathered._replace(proofs=tuple(sorted((*gathered.proofs, *more))))
    version = _version()
    found = _proofs(question, whole) | {one.file: one.csv() for one in tables}
    found |= auditfiles(house, question, kept, version)
    found["question.json"] = _json(question.answer() | {"program": {"name": SOFTWARE, "version": version}})
    found["report.pdf"] = report(question, _parts(tables), facts_of(question), version)
    found["verify.py"] = (files("web.evidence") / "verify.py").read_bytes()
    data = _archive(_with_digests(found, tables, question, version))
    return Pack(data, len(whole.proofs), len(items), len(rows), sha256(data).hexdigest())


def _items_table(items: list[Item]) -> Table:
    return table(
        "items.csv",
        "Per gedeclareerde regel en per uitgave de keten: achter elke stap staan de nummers van de gebeurtenissen.",
        Item._fields,
        [tuple(positions(cell) if isinstance(cell, tuple) else cell for cell in one) for one in items],
    )


def _proofs(question: Question, whole: Gathered) -> dict[str, bytes]:
    """Return the events, and the roots of the hash trees over the log and over them."""
    tree, lines = Tree(), []
    for one in whole.proofs:
        tree.add(one.leaf)
        told: dict[str, Any] = {"position": one.position, "stream": one.stream, "topic": one.topic, "part": one.part}
        told |= {"sha256": one.leaf.hex(), "withheld": one.withheld}
        lines.append(_line(told | {"state": None if one.withheld else one.state.decode()}))
    stated = {
        "hash": "SHA-256",
        "tree": "RFC 9162, 2.1.1",
        "leaf": "position, newline, stream, newline, topic, newline, state as stored",
        "log": {"size": question.known.position, "root": whole.log_root},
        "pack": {"size": tree.size, "root": tree.root},
        "sealed": False,
        "told": "Het grootboek is niet ondertekend: dit zijn alleen hashes.",
    }
    return {"events.ndjson": b"".join(lines), "integrity.json": _json(stated)}


def _parts(tables: list[Table]) -> list[Part]:
    by_file = {one.file: one for one in tables}
    totals = {"figure": "cijfer", "provider": "aanbieder", "region": "regio", "month": "maand", "unit": "eenheid"}
    held = {"id": "nummer", "told": "wat", "unit": "eenheid", "opening": "begin", "movement": "mutatie"}
    chain = dict(zip(_CHAIN, ("afspraak", "indicatie", "zorg", "declaratie", "correctie", "vraag"), strict=True))
    return [
        part("Controletotalen", by_file["control-totals.csv"], totals | {"value": "waarde"}, ("value",)),
        part(
            "Begin- en eindstanden",
            by_file["balances.csv"],
            held | {"closing": "eind"},
            ("opening", "movement", "closing"),
        ),
        part(
            "Bevindingen",
            by_file["findings.csv"],
            {"rule": "regel", "item": "over", "eurocent": "bedrag", "state": "stand", "told": "wat"},
            ("eurocent",),
        ),
        part(
            "Steekproef",
            by_file["sample.csv"],
            {"item": "post", "sample": "steekproef", "amount": "bedrag", "audited": "juist", "verdict": "oordeel"},
            ("amount", "audited"),
        ),
        part(
            "Posten en hun keten",
            by_file["items.csv"],
            {"item": "post", "amount": "bedrag", "status": "stand"} | chain,
            ("amount",),
        ),
        part(
            "Tarieven",
            by_file["rates.csv"],
            {"id": "wat", "kind": "soort", "rate": "bedrag", "version": "versie", "used": "keer"},
            ("rate", "used"),
        ),
        part(
            "Inzage",
            by_file["access-log.csv"],
            {"recorded_at": "wanneer", "by": "wie", "what": "wat", "step": "stap", "ground": "grond"},
        ),
    ]


def _with_digests(found: dict[str, bytes], tables: list[Table], question: Question, version: str) -> dict[str, bytes]:
    """Add the reading guide, the manifest and the digests, in this order: each tells of those before it."""
    told = {one.file: one.told for one in tables} | _TOLD
    names = sorted({*found, "LEESMIJ.md", "manifest.json", "SHA256SUMS"})
    assert question.known.recorded_at is not None
    guide = made(
        "reading_guide.md",
        question=question,
        period=period_told(question),
        recorded_at=moment(question.known.recorded_at),
        version=version,
        files=[(name, told.get(name, _OF_YEAR)) for name in names],
        accounts=accounts(),
        scheme=[one for some in scheme().values() for one in some],
    )
    found["LEESMIJ.md"] = guide.encode()
    listed = [
        {"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest(), "told": told.get(name, _OF_YEAR)}
        for name, data in sorted(found.items())
    ]
    found["manifest.json"] = _json({"question": question.answer(), "files": listed})
    sums = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(found.items()))
    found["SHA256SUMS"] = "".join(sums).encode()
    return found


def _archive(found: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(found.items()):
            told = ZipInfo(name, DATED)
            told.compress_type = ZIP_DEFLATED
            told.create_system = 3
            told.external_attr = _FOR_ALL << 16
            archive.writestr(told, data)
    return written.getvalue()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _version() -> str:
    try:
        return metadata.version("pvb-grootboek")
    except metadata.PackageNotFoundError:
        return "uit broncode"
