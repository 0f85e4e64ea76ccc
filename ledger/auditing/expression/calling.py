"""The functions of the language: a closed list. What goes in is checked by its kind when the file is read."""

import ast
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ledger.auditing.expression.kinds import DAY, NUMBER, PERSON, TEXT, TRUTH, UNKNOWN, Kind, fields_of, many, thing
from ledger.auditing.expression.running import Code, Run, asked_days, bounded, days_of
from ledger.auditing.expression.scope import Typed
from ledger.auditing.expression.sureness import NONE, sure_when
from ledger.auditing.expression.walk import WRONG, Walk
from ledger.rechtmatigheid.facts import Chosen, Entitled, Given, Line, Planned
from ledger.rechtmatigheid.register import Agreement, Maximum, Plafond
from ledger.vocabulary import dutch
from ledger.vocabulary.errors import Problem
from ledger.vocabulary.periods import Period

DAYS = Kind("unknown", of=Period)
"""Stands for anything with days: a period, a day, or a fact with `period`, `on`, or `first` and `last`."""
STRETCH = Kind("unknown", of=date)
"""Stands for a fact with a first and a last day."""
_WORDS = {DAYS: "iets met dagen", STRETCH: "iets met een eerste en een laatste dag"}


class Function(NamedTuple):
    """What goes in, in order, what comes out, and how."""

    takes: tuple[Kind, ...]
    gives: Kind
    by: Callable[..., Any]
    of_a_client: bool = False


def _maybe(of: type) -> Kind:
    return Kind("thing", of=of, optional=True)


_MAYBE_TEXT = Kind("text", optional=True)

FUNCTIONS: Mapping[str, Function] = {
    "days": Function((STRETCH,), NUMBER, lambda run, one: (one.last - one.first).days + 1),
    "covers": Function((DAYS, DAY), TRUTH, lambda run, one, on: days_of(one).covers(on)),
    "overlaps": Function((DAYS, DAYS), TRUTH, lambda run, one, other: days_of(one).overlaps(days_of(other))),
    "year_of": Function((DAY,), NUMBER, lambda run, on: on.year),
    "month_of": Function((DAY,), NUMBER, lambda run, on: on.month),
    "weekday_of": Function((DAY,), NUMBER, lambda run, on: on.isoweekday()),
    "starts_with": Function((TEXT, TEXT), TRUTH, lambda run, one, start: one.startswith(start)),
    "abs": Function((NUMBER,), NUMBER, lambda run, one: abs(one)),
    "least": Function((NUMBER, NUMBER), NUMBER, lambda run, one, other: min(one, other)),
    "most": Function((NUMBER, NUMBER), NUMBER, lambda run, one, other: max(one, other)),
    "euro": Function((NUMBER,), TEXT, lambda run, cents: dutch.euro(cents)),
    "hours": Function((NUMBER,), TEXT, lambda run, minutes: dutch.hours_short(minutes)),
    "maximum": Function((TEXT, DAY), _maybe(Maximum), lambda run, code, on: run.register.maximum(code, on)),
    "is_known": Function((TEXT,), TRUTH, lambda run, provider: run.register.is_known(provider)),
    "contracts": Function((TEXT,), many(thing(Agreement)), lambda run, provider: run.register.contracts(provider)),
    "plafond": Function((TEXT, TEXT, NUMBER), _maybe(Plafond), lambda run, *place: run.register.plafond(*place)),
    "is_allowed": Function(
        (TEXT, _MAYBE_TEXT, _MAYBE_TEXT, DAY), TRUTH, lambda run, *asked: run.register.is_allowed(*asked)
    ),
    "lines_on": Function(
        (DAYS,), many(thing(Line)), lambda run, one: run.case.lines_on(asked_days(run, one)), of_a_client=True
    ),
    "given_in": Function(
        (DAYS,), many(thing(Given)), lambda run, one: run.case.given_in(asked_days(run, one)), of_a_client=True
    ),
    "planned_on": Function(
        (DAYS,), many(thing(Planned)), lambda run, one: run.case.planned_on(asked_days(run, one)), of_a_client=True
    ),
    "contracts_of": Function(
        (thing(Line),), many(thing(Agreement)), lambda run, line: run.case.contracts_of(line), of_a_client=True
    ),
    "entitled_on": Function((DAY,), _maybe(Entitled), lambda run, on: run.case.entitled_on(on), of_a_client=True),
    "form_on": Function((DAY,), _maybe(Chosen), lambda run, on: run.case.form_on(on), of_a_client=True),
}
"""The plain functions. Those over many things are in `COUNTING`."""


def _count(run: Run, items: Any) -> int:
    return sum(1 for _ in items)


def _total(run: Run, items: Any) -> int:
    total = 0
    for one in items:
        total = bounded(total + one)
    return total


COUNTING: Mapping[str, tuple[tuple[Kind, ...], Kind, Callable[[Run, Any], Any]]] = {
    "count": ((), NUMBER, _count),
    "total": ((NUMBER,), NUMBER, _total),
    "distinct": ((TEXT, PERSON, NUMBER, DAY), NUMBER, lambda run, items: len(set(items))),
    "any": ((TRUTH,), TRUTH, lambda run, items: any(items)),
    "all": ((TRUTH,), TRUTH, lambda run, items: all(items)),
}
"""Functions over `x for y in many if condition`: which kinds they take (nothing named: all), what they give."""


def call(walk: Walk, node: ast.Call) -> Typed:
    """Read a call of one of the functions, by position only."""
    if not isinstance(node.func, ast.Name):
        told = "Alleen de functies van deze taal kunnen worden aangeroepen, en geen enkel veld of andere uitkomst."
        return walk.wrong(Problem("candidate-call", told, walk.at(node)))
    name = node.func.id
    if name == "day":
        return _day(walk, node)
    counting, function = COUNTING.get(name), FUNCTIONS.get(name)
    if counting is None and (function is None or (function.of_a_client and "client" not in walk.names)):
        told = f"De functie {name} bestaat hier niet. Er zijn: {', '.join(sorted({*FUNCTIONS, *COUNTING, 'day'}))}."
        return walk.wrong(Problem("candidate-call", told, walk.at(node)))
    wanted = 1 if function is None else len(function.takes)
    if node.keywords or len(node.args) != wanted:
        told = f"De functie {name} neemt {wanted} waarden, zonder naam erbij."
        return walk.wrong(Problem("candidate-call", told, walk.at(node)))
    if function is None:
        assert counting is not None
        return _over_many(walk, node, *counting)
    return _plain(walk, node, function)


def _plain(walk: Walk, node: ast.Call, function: Function) -> Typed:
    codes = [_argument(walk, one, kind).code for one, kind in zip(node.args, function.takes, strict=True)]

    def called(run: Run) -> Any:
        run.step()
        return function.by(run, *(code(run) for code in codes))

    return Typed(function.gives, called)


def _argument(walk: Walk, node: ast.expr, wanted: Kind) -> Typed:
    if wanted in _WORDS:
        typed = walk.expression(node)
        if typed.kind != UNKNOWN and not _has_days(typed.kind, wanted):
            return walk.wrong(
                Problem("candidate-kind", f"Hier hoort {_WORDS[wanted]}, en dit is {typed.kind}.", walk.at(node))
            )
        return typed
    if wanted.optional:
        typed = walk.expression(node)
        if typed.kind != UNKNOWN and typed.kind.sure != wanted.sure and typed.kind.name != "nothing":
            return walk.wrong(Problem("candidate-kind", f"Hier hoort {wanted}, en dit is {typed.kind}.", walk.at(node)))
        return typed
    return walk.of(node, wanted)


def _has_days(kind: Kind, wanted: Kind) -> bool:
    if kind.optional:
        return False
    if kind == DAY or kind.of is Period:
        return wanted is DAYS
    fields = fields_of(kind.of) if kind.of is not None else {}
    if fields.get("first") == DAY and fields.get("last") == DAY:
        return True
    return wanted is DAYS and (fields.get("on") == DAY or fields.get("period") == thing(Period))


def _day(walk: Walk, node: ast.Call) -> Typed:
    """Read `day("2026-03-01")`: a day that is written out, and that exists."""
    one = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if isinstance(one, ast.Constant) and isinstance(one.value, str) and len(one.value) == len("2026-03-01"):
        try:
            on = date.fromisoformat(one.value)
        except ValueError:
            return walk.wrong(Problem("candidate-day-missing", f"De dag {one.value} bestaat niet.", walk.at(node)))
        return Typed(DAY, lambda run: on)
    return walk.wrong(Problem("candidate-call", 'Schrijf een dag als day("2026-03-01").', walk.at(node)))


def _over_many(
    walk: Walk, node: ast.Call, takes: tuple[Kind, ...], gives: Kind, counted: Callable[[Run, Any], Any]
) -> Typed:
    argument = node.args[0]
    collection = generated(walk, argument) if isinstance(argument, ast.GeneratorExp) else row(walk, argument)
    if collection.kind == UNKNOWN:
        return WRONG
    item = collection.kind.item
    if takes and item not in (*takes, UNKNOWN):
        kinds = " of ".join(str(one) for one in takes)
        return walk.wrong(
            Problem("candidate-kind", f"Hier hoort een reeks van {kinds}, en dit is een reeks ({item}).", walk.at(node))
        )
    code = collection.code
    return Typed(gives, lambda run: counted(run, code(run)))


def row(walk: Walk, node: ast.expr) -> Typed:
    """Read a collection by itself; working it out takes a step for each item."""
    typed = walk.expression(node)
    if typed.kind == UNKNOWN:
        return WRONG
    if typed.kind.item is None:
        told = f"Hier hoort een reeks, zoals lines_on(month), en dit is {typed.kind}."
        return walk.wrong(Problem("candidate-kind", told, walk.at(node)))
    if typed.kind.optional:
        told = f"{ast.unparse(node)} kan None zijn. Schrijf er eerst bij: {ast.unparse(node)} is not None and …."
        return walk.wrong(Problem("candidate-may-be-none", told, walk.at(node)))
    code = typed.code
    return Typed(typed.kind, lambda run: run.each(code(run)))


def generated(walk: Walk, node: ast.GeneratorExp) -> Typed:
    """Read `what for name in many if condition`: one `for`, a new name, as many conditions as needed."""
    one = node.generators[0]
    collection = row(walk, one.iter)
    if len(node.generators) > 1 or one.is_async or not isinstance(one.target, ast.Name):
        told = "Schrijf één for met één naam: x for x in lines_on(month) if …."
        return walk.wrong(Problem("candidate-form", told, walk.at(node)))
    name = one.target.id
    if name in walk.names or name in FUNCTIONS or name in COUNTING or name.startswith("_"):
        return walk.wrong(
            Problem("candidate-name-taken", f"De naam {name} is al in gebruik. Kies een andere naam.", walk.at(node))
        )
    place = walk.place()
    item = collection.kind.item or UNKNOWN
    with walk.naming(name, Typed(item, lambda run: run.values[place])):
        sure, conditions = NONE, []
        for condition in one.ifs:
            with walk.knowing(sure):
                conditions.append(walk.of(condition, TRUTH).code)
            sure |= sure_when(condition, True)
        with walk.knowing(sure):
            what = walk.expression(node.elt)
    if UNKNOWN in (collection.kind, what.kind):
        return WRONG
    return Typed(many(what.kind), _generator(place, collection.code, conditions, what.code))


def _generator(place: int, many_of: Code, conditions: list[Code], what: Code) -> Code:
    def each(run: Run) -> Any:
        for value in many_of(run):
            run.values[place] = value
            if all(condition(run) for condition in conditions):
                yield what(run)

    return each
