"""What the language makes of an expression is what Python would make of it, for any expression it takes."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.auditing.expression.kinds import DAY, NUMBER, TRUTH
from ledger.auditing.expression.reading import read
from ledger.rechtmatigheid.facts import Line
from ledger.vocabulary.errors import Refused
from tests.ledger.auditing.candidates import candidate
from tests.ledger.rechtmatigheid.made import a_case, a_line, a_month

FIRST = date(2026, 3, 1)


class Worked(Exception):
    """What came of it is no value: divided by zero, or a day that is not there."""


def lines() -> st.SearchStrategy[Line]:
    """Draw a line somewhere in March."""
    return st.builds(
        lambda number, day, days, left, price, code: a_line(
            line=str(number),
            first=FIRST + timedelta(days=day),
            last=FIRST + timedelta(days=day + days),
            left=left,
            price=price,
            prestatie=code,
        ),
        st.integers(1, 99),
        st.integers(0, 20),
        st.integers(0, 9),
        st.integers(1, 9_999),
        st.none() | st.integers(-3, 9_000),
        st.sampled_from(["H126", "H127", "V041"]),
    )


@cache
def numbers(names: tuple[str, ...], deep: int) -> st.SearchStrategy[str]:
    """Draw the text of an expression that is a number."""
    leaves = [st.integers(0, 999).map(str)]
    for name in names:
        leaves += [st.just(f"{name}.left"), st.just(f"days({name})"), st.just(f"month_of({name}.last)")]
    if not deep:
        return st.one_of(leaves)
    inner = numbers(names, deep - 1)
    new = f"x{deep}{len(names)}"
    more = names if len(names) > 2 else (*names, new)
    forms = [
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "//", "%"]), inner),
        inner.map("-{}".format),
        st.builds("({} - {})".format, days(names, deep - 1), days(names, deep - 1)),
        st.builds("{}({}, {})".format, st.sampled_from(["least", "most"]), inner, inner),
        inner.map("abs({})".format),
    ]
    if len(names) <= 2:
        condition, what = truths(more, deep - 1), numbers(more, deep - 1)
        forms += [
            st.builds(f"total({{}} for {new} in month.lines if {{}})".format, what, condition),
            st.builds(f"count({{}} for {new} in month.lines if {{}})".format, what, condition),
            st.builds(f"distinct({{}} for {new} in month.lines)".format, what),
        ]
    return st.one_of([*leaves, *forms])


@cache
def days(names: tuple[str, ...], deep: int) -> st.SearchStrategy[str]:
    """Draw the text of an expression that is a day."""
    leaves = [st.just('day("2026-03-09")'), st.just("month.first"), st.just("today")]
    leaves += [st.just(f"{name}.first") for name in names]
    if not deep:
        return st.one_of(leaves)
    moved = st.builds("({} {} {})".format, days(names, deep - 1), st.sampled_from("+-"), st.integers(0, 400).map(str))
    return st.one_of([*leaves, moved])


@cache
def truths(names: tuple[str, ...], deep: int) -> st.SearchStrategy[str]:
    """Draw the text of an expression that is true or not."""
    leaves = [st.just("True"), st.just("False")]
    for name in names:
        leaves += [
            st.just(f'{name}.prestatie in ("H126", "V041")'),
            st.just(f'{name}.prestatie != "H127"'),
            st.just(f"{name}.price is None"),
            st.just(f"({name}.price is not None and {name}.price > 40)"),
            st.just(f"({name}.price is None or {name}.price % 2 == 0)"),
            st.just(f'starts_with({name}.prestatie, "H")'),
            st.just(f"covers({name}, month.last)"),
        ]
    if not deep:
        return st.one_of(leaves)
    inner, ordered = truths(names, deep - 1), st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    number, day = numbers(names, deep - 1), days(names, deep - 1)
    forms = [
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("({} and {} or not {})".format, inner, inner, inner),
        inner.map("(not {})".format),
        st.builds("({} {} {})".format, number, ordered, number),
        st.builds("({} {} {} {} {})".format, number, ordered, number, ordered, number),
        st.builds("({} {} {})".format, day, ordered, day),
        st.builds("({} in ({}, {}))".format, number, number, number),
        st.builds("({} not in ({},))".format, day, day),
    ]
    if len(names) <= 2:
        new = f"y{deep}{len(names)}"
        condition = truths((*names, new), deep - 1)
        every = f"{{}}({{}} for {new} in lines_on(month) if {{}})".format
        forms.append(st.builds(every, st.sampled_from(["any", "all"]), condition, condition))
    return st.one_of([*leaves, *forms])


def by_python(text: str, month: Any, case: Any) -> Any:
    """Work an expression out as Python, with functions written anew."""
    names = {
        "month": month,
        "today": case.today,
        "day": lambda text: a_day(date.fromisoformat(text)),
        "month_of": lambda on: on.month,
        "days": lambda one: (one.last - one.first) + 1,
        "covers": lambda one, on: one.first <= on <= one.last,
        "starts_with": lambda text, start: text[: len(start)] == start,
        "least": lambda one, other: one if one < other else other,
        "most": lambda one, other: one if one > other else other,
        "count": lambda items: len(list(items)),
        "distinct": lambda items: len(frozenset(items)),
        "total": sum,
        "lines_on": lambda days: list(month.lines),
    }
    try:
        return eval(text, names)  # the other way to work it out, of text that this test made itself
    except (ZeroDivisionError, OverflowError) as error:
        raise Worked from error


class _Day(date):
    """A day that may be moved by a number, and subtracted to one."""

    def __add__(self, days: Any) -> "_Day":
        moved = date.__add__(self, timedelta(days=days))
        return _Day(moved.year, moved.month, moved.day)

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, date):
            return (date(self.year, self.month, self.day) - date(other.year, other.month, other.day)).days
        return self + -other


def a_day(on: date) -> _Day:
    """Return a day that Python can work with in an expression."""
    return _Day(on.year, on.month, on.day)


def by_us(text: str, month: Any, case: Any) -> Any:
    """Work an expression out in the language; it has to be read without a problem."""
    found = read(text, "month", "when", NUMBER, TRUTH, DAY)
    assert found.expression is not None, (text, found.problems)
    try:
        return found.expression.of(month, case)
    except Refused as error:
        assume(error.code != "candidate-number-too-large")  # Python's numbers have no bound
        raise Worked from error


def outcome(work: Any, *arguments: Any) -> Any:
    """Return what came of it; of what is no value only that."""
    try:
        return work(*arguments)
    except Worked:
        return Worked


class TestAnExpression:
    @settings(max_examples=200, deadline=None)
    @given(
        st.one_of(truths((), 3), numbers((), 3), days((), 2)).filter(lambda text: len(text) < 1_500),
        st.lists(lines(), max_size=4, unique_by=lambda one: one.key),
    )
    def test_is_what_python_says(self, text: str, drawn: list[Line]) -> None:
        """Of the same facts, with functions written by somebody else."""
        plain = a_month(*drawn)
        case = a_case(*drawn)
        ours = outcome(by_us, text, plain, case)
        theirs = outcome(by_python, text, dayed(plain, drawn), a_case(today=a_day(case.today)))
        assert ours == theirs


def dayed(month: Any, drawn: list[Line]) -> Any:
    """Return the same month with days that Python can work with."""
    made = [a_line(**{name: _of(getattr(one, name)) for name in one.__struct_fields__}) for one in drawn]
    return a_month(*made, first=a_day(month.first), last=a_day(month.last))


def _of(value: Any) -> Any:
    return a_day(value) if isinstance(value, date) else value


class TestACondition:
    def test_of_a_drawn_month_is_a_finding(self) -> None:
        """From the text to what is found."""
        lines = [a_line(line=str(number)) for number in range(3)]
        rule = candidate("total(one.left for one in month.lines) == 3 * 5670", "month")
        assert len(list(rule.judge(a_month(*lines), a_case(*lines)))) == 1
