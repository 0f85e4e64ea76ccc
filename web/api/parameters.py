"""Query parameters, read as strictly as the fields of a command."""

import re
from datetime import date
from typing import Annotated

from fastapi import Path, Query

from ledger.simulation.scenarios import HYBRID, SINGLE
from ledger.vocabulary.errors import Malformed, Problem

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"20[0-9]{2}|2100")
IDENTIFIER = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_MODEL = "(" + "|".join(one.replace("+", r"\+") for one in (*HYBRID, *SINGLE)) + ")"
_MODELS = f"^{_MODEL}(,{_MODEL})*$"
_STAND = r"^[A-Za-zÀ-ÖØ-öø-ÿ][^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]{0,59}$"
"""The name of a stand begins with a letter."""
_DATE = "(20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_PERIOD = rf"^(20[0-9]{{2}}|2100)(-(0[1-9]|1[0-2]))?$|^{_DATE}\.\.{_DATE}$"
_NAME = r"^[^\x00-\x1f\x7f]{1,200}$"

AsOfText = Annotated[
    str | None,
    Query(
        description="Wat toen bekend was: het nummer van een gebeurtenis, de naam van een stand, of een tijdstip met "
        "tijdzone.",
        examples=["1234", "stand 14 augustus", "2026-03-04T10:15:00Z"],
        json_schema_extra={
            "type": "string",
            "anyOf": [{"pattern": "^[0-9]{1,18}$"}, {"pattern": _STAND}, {"format": "date-time"}],
        },
    ),
]
OnText = Annotated[
    str | None,
    Query(
        description="De dag waarop het geldt; zonder dag telt de hele periode.", json_schema_extra={"format": "date"}
    ),
]
ClientText = Annotated[str | None, Query(json_schema_extra={"pattern": IDENTIFIER})]
YearText = Annotated[
    str | None,
    Query(
        alias="year",
        description="Het jaar van de dag van de zorg.",
        json_schema_extra={"pattern": "^(20[0-9]{2}|2100)$"},
    ),
]
PeriodText = Annotated[
    str | None,
    Query(
        description="De dagen van de zorg: een jaar, een maand, of een eerste en een laatste dag. Zonder: alles.",
        examples=["2026", "2026-03", "2026-01-01..2026-03-31"],
        json_schema_extra={"type": "string", "pattern": _PERIOD},
    ),
]
MonthsText = Annotated[
    str | None,
    Query(
        description="Hele maanden: een jaar, een maand, of een eerste dag van een maand en een laatste. Zonder: alles.",
        examples=["2026", "2026-03", "2026-01-01..2026-03-31"],
        json_schema_extra={"type": "string", "pattern": _PERIOD},
    ),
]
ModelsText = Annotated[
    str | None,
    Query(
        description="De modellen, met komma's ertussen; een mengvorm met een plus (in een webadres %2B).",
        examples=["A,C,H+A"],
        json_schema_extra={"type": "string", "pattern": _MODELS},
    ),
]
ProviderText = Annotated[str | None, Query(json_schema_extra={"pattern": IDENTIFIER})]
RegionText = Annotated[str | None, Query(json_schema_extra={"pattern": _NAME})]
Id = Annotated[str, Path(json_schema_extra={"pattern": IDENTIFIER})]


def is_identifier(text: str) -> bool:
    """Tell whether a text could be the number of anything here."""
    return re.fullmatch(IDENTIFIER.strip("^$"), text) is not None


def day(text: str | None, field: str) -> date | None:
    """Read a day as 2026-12-31 and in no other way."""
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _invalid(field, f"{text!r} is hier niet goed: schrijf een bestaande datum als 2026-12-31.")


def year(text: str | None, field: str) -> int | None:
    """Read a year from 2000 up to and including 2100."""
    if text is None or _YEAR.fullmatch(text):
        return None if text is None else int(text)
    raise _invalid(field, f"{text!r} is hier niet goed: schrijf een jaar als 2026.")


def identifier(text: str | None, field: str) -> str | None:
    """Read the number of a provider."""
    if text is None or is_identifier(text):
        return text
    raise _invalid(field, f"{text!r} is hier niet goed: gebruik letters, cijfers, punten of streepjes.")


def name(text: str | None, field: str) -> str | None:
    """Read the name of a region."""
    if text is None or re.fullmatch(_NAME.strip("^$"), text):
        return text
    raise _invalid(field, f"{text!r} is hier niet goed: schrijf 1 tot 200 gewone tekens.")


def _invalid(field: str, message: str) -> Malformed:
    return Malformed([Problem("value-invalid", message, field)])
