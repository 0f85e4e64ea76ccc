"""The retourcodes that a line is answered with: COD954-VEKT, as far as the published part of it was to be had."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from ledger.aggregates.message import Remark

UNKNOWN_PERSON = "0435"
NO_AUTHORIZATION = "0551"
OUTSIDE_AUTHORIZATION = "0553"
RATE_DIFFERS = "0611"
WRONG_SIDE = "0631"
NOT_ALLOWED = "1113"
OTHER_BIRTH_DATE = "8004"
USED = (
    UNKNOWN_PERSON,
    NO_AUTHORIZATION,
    OUTSIDE_AUTHORIZATION,
    RATE_DIFFERS,
    WRONG_SIDE,
    NOT_ALLOWED,
    OTHER_BIRTH_DATE,
)


class Finding(NamedTuple):
    """Why a line is not accepted: the retourcode, our own code, the field it is about, and a sentence.

    The sentence is kept in the log: it holds nothing personal.
    """

    retourcode: str
    code: str
    field: str
    sentence: str

    def as_remark(self) -> Remark:
        """Return it as it is kept."""
        return Remark(self.code, self.field, self.retourcode, self.sentence)


@cache
def descriptions() -> Mapping[str, str]:
    """Every code with its published description; empty where that was not to be had."""
    text = (resources.files("ledger.correspondence.aw319") / "retourcodes.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["code"]: row["omschrijving"] for row in csv.DictReader(text.splitlines())})
