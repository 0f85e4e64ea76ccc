"""The parameters of a model: from the form of the journal to the form of the log, with everything wrong told.

Amounts, times and percentages are written under their plain name: `price: {"EUR": "60.00"}`, `norm: {"UUR": "0:20"}`,
`share: {"PCT": "75.00"}`. They are stored with the unit in the name: `price_eurocent`, `norm_minutes`,
`share_basispoint`.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import msgspec

from ledger.commands.problems import Found, join, problems_of, shown
from ledger.funding.model import Model
from ledger.vocabulary.amounts import LARGEST, Amount
from ledger.vocabulary.errors import Problem
from ledger.vocabulary.identifiers import Name, whole
from ledger.vocabulary.percentages import parse_percentage

Percent = Annotated[str, whole(r"[0-9]{1,4}\.[0-9]{2}", "schrijf een percentage met twee decimalen, als 94.50")]
"""A percentage in the journal; `parse_percentage` reads it."""

_STORED = {"EUR": "eurocent", "UUR": "minutes", "PCT": "basispoint"}
_EXAMPLES = {"eurocent": '{"EUR": "60.00"}', "minutes": '{"UUR": "0:20"}', "basispoint": '{"PCT": "75.00"}'}
_UNIT_IN_NAME = re.compile(r"_(eurocent|minutes|basispoint)(?=$|[.\[])")
_DEEPEST = 8


class Read(NamedTuple):
    """Parameters as they are stored, and as the model has them; None when something is wrong with them."""

    stored: dict[str, Any]
    model: Model | None
    problems: list[Problem]


def read_parameters(kind: type[Model], written: dict[str, Any], path: str) -> Read:
    """Read the parameters of a model; every problem is told on the path that the journal has for it."""
    found: list[Found] = []
    stored = _stored(written, path, found)
    told = {where for _, where, _ in found}
    found += [one for one in _as_written(list(problems_of(stored, kind, path))) if one[1] not in told]
    if not found:
        try:
            return Read(stored, msgspec.convert(stored, kind), [])
        except (msgspec.ValidationError, ValueError) as error:
            found.append(("value-invalid", path, f"Deze parameters kunnen niet: {error}."))
    return Read(stored, None, [Problem(code, message, where) for code, where, message in found])


def _stored(written: dict[str, Any], path: str, found: list[Found], depth: int = 0) -> dict[str, Any]:
    """Return an object with its amounts as whole numbers; what cannot be read is told, and counts as zero."""
    stored: dict[str, Any] = {}
    for name, value in written.items():
        where = join(path, name)
        if (suffix := _UNIT_IN_NAME.search(name)) is not None:
            told = f"Schrijf {name[: suffix.start()]} als {_EXAMPLES[suffix[1]]}."
            found.append(("amount-invalid", where, told))
        elif isinstance(value, dict) and len(value) == 1 and (unit := next(iter(value))) in _STORED:
            stored[f"{name}_{_STORED[unit]}"] = _quantity(unit, value, where, found)
        else:
            stored[name] = _value(value, where, found, depth + 1)
    return stored


def _quantity(unit: str, value: dict[str, Any], path: str, found: list[Found]) -> int:
    try:
        return parse_percentage(value[unit]) if unit == "PCT" else Amount.parse(value).quantity
    except ValueError as error:
        found.append(("amount-invalid", path, str(error)))
        return 0


def _value(value: Any, path: str, found: list[Found], depth: int) -> Any:
    if depth > _DEEPEST:
        found.append(("value-invalid", path, "Deze parameters zijn te diep genest. Schrijf ze vlakker."))
        return None
    if isinstance(value, dict):
        return _stored(value, path, found, depth)
    if isinstance(value, list):
        return [_value(one, f"{path}[{index}]", found, depth + 1) for index, one in enumerate(value)]
    if isinstance(value, str):
        found.extend(problems_of(value, Name, path))
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST):
        told = f"{shown(value)} is hier niet goed: schrijf een heel getal, of een bedrag als {_EXAMPLES['eurocent']}."
        found.append(("value-invalid", path, told))
        return 0
    return value


def _as_written(found: list[Found]) -> Iterator[Found]:
    """Tell problems with stored names in the names of the journal; one that misses its unit is told once."""
    unit_of = {_plain(path): unit for code, path, _ in found if code == "field-missing" and (unit := _unit(path))}
    there = {_plain(path) for code, path, _ in found if code == "field-unknown"}
    for code, path, message in found:
        plain = _plain(path)
        name = plain.rpartition(".")[2]
        if plain in unit_of and plain in there:
            if code == "field-missing":
                yield "amount-invalid", plain, f"Schrijf {name} als {_EXAMPLES[unit_of[plain]]}."
        elif code == "field-missing" and plain in unit_of:
            yield "field-missing", plain, f"Het veld {name} ontbreekt. Schrijf het als {_EXAMPLES[unit_of[plain]]}."
        elif code == "field-unknown" and _unit(path):
            yield "field-unknown", plain, f"Het veld {name} bestaat hier niet, of niet in deze eenheid."
        else:
            yield code, plain, message


def _plain(path: str) -> str:
    return _UNIT_IN_NAME.sub("", path)


def _unit(path: str) -> str | None:
    """Return the unit in the last name of a path."""
    suffix = _UNIT_IN_NAME.search(path.rpartition(".")[2])
    return suffix[1] if suffix else None
