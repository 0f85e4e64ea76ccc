"""What the iWlz 2.2 standard says, loaded from the data files in `iwlz_2_2`: structure, datatypes, codes, rules.

>>> structure("AW33").child("Clienten").child("Client").child("Bsn").datatype
'LDT_BurgerServicenummer'
>>> zorgprofiel("753"), leveringsvorm("7")
('4VV', 'mpt')
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

INCOMING: Mapping[str, str] = MappingProxyType({"AW33": "AW34", "AW35": "AW36", "AW39": "AW310"})
"""The messages that are read, each with the return message that answers it."""

NAMESPACE = "http://www.istandaarden.nl/iwlz/2_2/{}/schema"
BASE_NAMESPACE = NAMESPACE.format("basisschema")
XSD_VERSION = "1.0.0"
"""Version of the published XSDs of release 2.2 that this product writes by (both basisschema and message)."""

TECHNICAL = "0001"
"""Retourcode: the message is rejected for technical reasons."""
NO_REMARK = "0200"
"""Retourcode: nothing to remark about this message class."""

_LEVERINGSVORMEN = MappingProxyType({"2": "pgb", "4": "verblijf", "5": "vpt", "7": "mpt", "8": "dtv"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a message: a value of a datatype, or children in a fixed order."""

    name: str
    namespace: str
    datatype: str
    minimum: int
    maximum: int | None
    pattern: str
    children: tuple["Element", ...]
    positions: Mapping[str, int]

    @property
    def tag(self) -> str:
        return f"{{{self.namespace}}}{self.name}"

    @property
    def repeats(self) -> bool:
        return self.maximum is None or self.maximum > 1

    def child(self, name: str) -> "Element":
        """The child of that name; KeyError where the standard has none."""
        return self.children[self.positions[name]]


@dataclass(frozen=True, slots=True)
class Datatype:
    """A simple type of the standard: base, facets and, where it has one, its code list (code → meaning)."""

    name: str
    base: str
    min_length: int | None
    max_length: int | None
    least: int | None
    most: int | None
    pattern: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule of the standard: its retourcode, where it is checked (`structuur`, `bericht`, `grootboek`, `niet`),
    and a short Dutch label of our own."""

    rule: str
    retourcode: str
    place: str
    label: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("ledger.messages.iwlz_2_2") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def structure(message: str) -> Element:
    """The tree of one message ("AW33" … "AW310"), from its root element Bericht."""
    below: dict[str, list[dict[str, str]]] = {}
    for row in _rows(f"{message}.csv"):
        parent, _, _ = row["path"].rpartition("/")
        below.setdefault(parent, []).append(row)
    own = NAMESPACE.format(message.lower())
    root = {"path": "", "type": "Root", "min": "1", "max": "1", "pattern": ""}
    return _element("Bericht", own, own, root, below)


def _element(
    name: str, namespace: str, own: str, row: dict[str, str], below: dict[str, list[dict[str, str]]]
) -> Element:
    # Members of a shared complex type (CDT_…) are in the namespace of the basisschema, all others in the message's.
    inner = BASE_NAMESPACE if row["type"].startswith("CDT_") else own
    children = tuple(
        _element(child["path"].rpartition("/")[2], inner, own, child, below) for child in below.get(row["path"], ())
    )
    return Element(
        name=name,
        namespace=namespace,
        datatype=row["type"] if row["type"].startswith("LDT_") else "",
        minimum=int(row["min"]),
        maximum=None if row["max"] == "unbounded" else int(row["max"]),
        pattern=row["pattern"],
        children=children,
        positions=MappingProxyType({child.name: place for place, child in enumerate(children)}),
    )


@cache
def datatypes() -> Mapping[str, Datatype]:
    """All simple types used by the messages, by name."""
    lists: dict[str, dict[str, str]] = {"LDT_RetourCode": dict(retourcodes())}
    for row in _rows("codes.csv"):
        lists.setdefault(row["datatype"], {})[row["code"]] = row["meaning"]

    def number(text: str) -> int | None:
        return int(text) if text else None

    return MappingProxyType(
        {
            row["datatype"]: Datatype(
                name=row["datatype"],
                base=row["base"],
                min_length=number(row["minLength"]),
                max_length=number(row["maxLength"]),
                least=number(row["minInclusive"]),
                most=number(row["maxInclusive"]),
                pattern=row["pattern"],
                codes=MappingProxyType(lists.get(row["datatype"], {})),
            )
            for row in _rows("datatypes.csv")
        }
    )


@cache
def retourcodes() -> Mapping[str, str]:
    """The retourcodes a return message of release 2.2 may carry, with their meaning."""
    return MappingProxyType({row["code"]: row["meaning"] for row in _rows("retourcodes.csv")})


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """The rules that concern AW33, AW35 and AW39, by id."""
    return MappingProxyType(
        {
            row["rule"]: RuleText(row["rule"], row["retourcode"], row["place"], row["label"])
            for row in _rows("rules.csv")
        }
    )


def retourcode_of(rule: str) -> str:
    """The retourcode that answers a breach of a rule: its own where the code list has it, else 0001.

    >>> retourcode_of("TR016"), retourcode_of("CS129")
    ('9016', '0001')
    """
    code = rule_texts()[rule].retourcode
    return code if code in retourcodes() else TECHNICAL


@cache
def _zorgprofielen() -> Mapping[str, str]:
    return MappingProxyType({row["zzp_code"]: row["zorgprofiel"] for row in _rows("zorgprofielen.csv")})


def zorgprofiel(zzp_code: str) -> str | None:
    """The zorgprofiel ("4VV") of a ZzpCode ("753"); None for a code that names no profile."""
    return _zorgprofielen().get(zzp_code)


def zzp_code(profile: str) -> str | None:
    """The ZzpCode ("753") of a zorgprofiel ("4VV"); None where the standard has no code for it."""
    return next((code for code, name in _zorgprofielen().items() if name == profile), None)


def leveringsvorm(code: str) -> str | None:
    """The journal's word ("mpt") for a code of COD578 ("7"); None for verkeerde bed, which may not be allocated."""
    return _LEVERINGSVORMEN.get(code)


def leveringsvorm_code(word: str) -> str | None:
    """The code of COD578 ("7") for the journal's word ("mpt")."""
    return next((code for code, name in _LEVERINGSVORMEN.items() if name == word), None)
