"""The rules over typed books: values that fit, counts and totals that are right, every transaction in balance."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import Any

from ledger.messages.xaf.forms import forms
from ledger.messages.xaf.model import (
    Auditfile,
    Line,
    OpeningBalance,
    OpeningLine,
    Part,
    Period,
    Transaction,
    Transactions,
    sums,
)
from ledger.messages.xaf.problems import XafProblem
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import at_most_listed

_TRANSACTIONS = "company/transactions"
_OPENING = "company/openingBalance"


def check(auditfile: Auditfile) -> list[XafProblem]:
    """Return everything that is wrong with books; of values that do not fit, those alone."""
    values = at_most_listed(_values(auditfile, ""), _more)
    return values or at_most_listed(_rules(auditfile), _more)


def _more(told: str) -> XafProblem:
    return XafProblem("", "more-problems", told)


def _values(part: Part, path: str) -> Iterator[XafProblem]:
    """Yield every value that cannot be written where it stands."""
    for form in forms(type(part)).values():
        value = getattr(part, form.attribute)
        at = f"{path}/{form.name}".lstrip("/")
        if value is None:
            continue
        some: Iterable[tuple[str, Any]] = ((at, value),)
        if form.many:
            some = ((f"{at}[{number}]", one) for number, one in enumerate(value, 1))
            if form.required and not value:
                yield XafProblem(at, "element-missing", f"Het element {form.name} ontbreekt: er is er minstens één.")
        for place, one in some:
            if form.part is not None:
                yield from _values(one, place)
            elif wrong := form.wrong(one):
                yield XafProblem(place, "value-invalid", wrong)


def _rules(auditfile: Auditfile) -> Iterator[XafProblem]:
    company = auditfile.company
    accounts = [one.id for one in company.ledger.accounts] if company.ledger else []
    relations = [one.id for one in company.relations.relations] if company.relations else []
    periods = company.periods.periods if company.periods else ()
    journals = company.transactions.journals if company.transactions else ()
    yield from _twice("company/generalLedger", "Rekening", accounts)
    yield from _twice("company/customersSuppliers", "Relatie", relations)
    yield from _twice("company/periods", "Periode", [one.number for one in periods])
    yield from _twice(_TRANSACTIONS, "Dagboek", [one.id for one in journals])
    yield from _days(auditfile, periods)
    if company.opening_balance:
        yield from _opening(company.opening_balance, auditfile, set(accounts))
    if company.transactions:
        yield from _transactions(company.transactions, _Known(auditfile, accounts, relations, periods))


def _twice(path: str, what: str, ids: Iterable[Hashable]) -> Iterator[XafProblem]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield XafProblem(path, "id-twice", f"{what} {id} staat er {times} keer. Noem elke één keer.")


def _days(auditfile: Auditfile, periods: Iterable[Period]) -> Iterator[XafProblem]:
    first, last = auditfile.header.start_date, auditfile.header.end_date
    if last < first:
        yield XafProblem("header", "days-reversed", f"Het boekjaar eindigt op {last}, voor het begint op {first}.")
    for one in periods:
        if not first <= one.first <= one.last <= last:
            told = (
                f"Periode {one.number} ({one.first} tot en met {one.last}) ligt niet binnen {first} tot en met {last}."
            )
            yield XafProblem("company/periods", "outside-year", told)


def _opening(opening: OpeningBalance, auditfile: Auditfile, accounts: set[str]) -> Iterator[XafProblem]:
    if opening.on != auditfile.header.start_date:
        told = f"De beginbalans is van {opening.on}; het boekjaar begint op {auditfile.header.start_date}."
        yield XafProblem(_OPENING, "opening-day", told)
    yield from _totals(_OPENING, opening, opening.lines)
    yield from _twice(_OPENING, "Regel", [one.nr for one in opening.lines])
    _, debit, credit = sums(opening.lines)
    if debit != credit:
        told = f"De beginbalans is niet in evenwicht: debet {euro(debit)}, credit {euro(credit)}."
        yield XafProblem(_OPENING, "not-balanced", told)
    for line in opening.lines:
        if line.account not in accounts:
            yield _unknown(f"{_OPENING}/obLine {line.nr}", "Rekening", line.account)


class _Known:
    """What transactions refer to."""

    def __init__(
        self, auditfile: Auditfile, accounts: Iterable[str], relations: Iterable[str], periods: Iterable[Period]
    ) -> None:
        self.first, self.last = auditfile.header.start_date, auditfile.header.end_date
        self.accounts, self.relations = set(accounts), set(relations)
        self.periods = {one.number: one for one in periods}


def _transactions(transactions: Transactions, known: _Known) -> Iterator[XafProblem]:
    yield from _totals(
        _TRANSACTIONS,
        transactions,
        chain.from_iterable(one.lines for journal in transactions.journals for one in journal.transactions),
    )
    for journal in transactions.journals:
        path = f"{_TRANSACTIONS}/journal {journal.id}"
        yield from _twice(path, "Transactie", [one.nr for one in journal.transactions])
        for one in journal.transactions:
            yield from _transaction(f"{path}/transaction {one.nr}", one, known)


def _transaction(path: str, one: Transaction, known: _Known) -> Iterator[XafProblem]:
    if not known.first <= one.on <= known.last:
        told = f"De dag {one.on} ligt niet binnen het boekjaar ({known.first} tot en met {known.last})."
        yield XafProblem(path, "outside-year", told)
    period = known.periods.get(one.period)
    if period is None:
        yield _unknown(path, "Periode", one.period)
    elif not period.first <= one.on <= period.last:
        yield XafProblem(path, "outside-period", f"De dag {one.on} ligt niet in periode {one.period}.")
    _, debit, credit = sums(one.lines)
    if debit != credit:
        told = f"Transactie {one.nr} is niet in evenwicht: debet {euro(debit)}, credit {euro(credit)}."
        yield XafProblem(path, "not-balanced", told)
    if len(one.lines) < 2:
        yield XafProblem(path, "not-balanced", f"Transactie {one.nr} heeft {len(one.lines)} regels; minstens twee.")
    yield from _twice(path, "Regel", [line.nr for line in one.lines])
    for line in one.lines:
        yield from _line(f"{path}/trLine {line.nr}", line, known)


def _line(path: str, line: Line, known: _Known) -> Iterator[XafProblem]:
    if line.account not in known.accounts:
        yield _unknown(path, "Rekening", line.account)
    if line.relation is not None and line.relation not in known.relations:
        yield _unknown(path, "Relatie", line.relation)


def _unknown(path: str, what: str, id: object) -> XafProblem:
    return XafProblem(path, "id-unknown", f"{what} {id} staat niet in dit bestand. Voeg die toe of verbeter de regel.")


def _totals(
    path: str, said: OpeningBalance | Transactions, lines: Iterable[Line | OpeningLine]
) -> Iterator[XafProblem]:
    count, debit, credit = sums(lines)
    if said.lines_count != count:
        yield XafProblem(path, "lines-count", f"Er staat dat er {said.lines_count} regels zijn; het zijn er {count}.")
    for word, told, found in (("debet", said.total_debit, debit), ("credit", said.total_credit, credit)):
        if told != found:
            yield XafProblem(
                path, "total-wrong", f"Het totaal {word} is {euro(told)}; de regels zijn samen {euro(found)}."
            )
