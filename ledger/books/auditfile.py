"""The books of one year, or of a part of it, as an XML Auditfile Financieel 3.2: in euros, every entry with its event.

The number of a transaction is the position of its event. `trDt` is the day on which it counts (the day of care) and
decides in which year and period it stands; `effDate` is the day that the event itself is dated, which may lie later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from ledger.books.bookings import Posted, balances
from ledger.books.scheme import accounts
from ledger.messages import xaf
from ledger.vocabulary.amounts import Unit
from ledger.vocabulary.dutch import MONTHS
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import ONE_DAY

_EARLIER = "0900"
"""Where costs of earlier years stand when a year begins: profit and loss begin at nothing."""
_JOURNALS: Mapping[str, tuple[str, xaf.JournalKind]] = {
    "BUDGET": ("Budgetten van cliënten en groepen", "M"),
    "DECLARATIE": ("Declaraties van zorgaanbieders", "P"),
    "PGB": ("Betalingen uit persoonsgebonden budgetten", "P"),
    "RUIMTE": ("Contracteerruimte en afspraken", "M"),
}
_LONGEST_ID = 35
_LONGEST_NAME = 50


class Booked(NamedTuple):
    """An entry, the sentence that tells its event, and who recorded it."""

    entry: Posted
    told: str
    by: str


class About(NamedTuple):
    """Whose books: a name; the names of providers; the day on which what is known was recorded; the program."""

    name: str
    providers: Mapping[str, str]
    made_on: date
    software: str
    version: str


def years_of(entries: Iterable[Posted], period: Period | None, otherwise: int) -> list[int]:
    """Return the calendar years that need books: those of the period, else those in which something counts."""
    if period is not None and period.last is not None:
        return list(range(period.first.year, period.last.year + 1))
    return sorted({entry.on.year for entry in entries}) or [otherwise]


def auditfile(year: int, booked: Sequence[Booked], period: Period | None, about: About) -> xaf.Auditfile:
    """Return the books of a year, or of the days of a period in it. Entries of before make up the opening balance."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if period is not None and period.last is not None:
        first, last = max(first, period.first), min(last, period.last)
    euros = [one for one in booked if one.entry.unit is Unit.EUR]
    inside = [one for one in euros if first <= one.entry.on <= last]
    transactions = _transactions(inside)
    return xaf.Auditfile(
        header=xaf.Header(
            fiscal_year=str(year),
            start_date=first,
            end_date=last,
            date_created=about.made_on,
            software_desc=about.software,
            software_version=about.version[:20],
        ),
        company=xaf.Company(
            name=about.name,
            tax_reg_ident="onbekend",
            relations=_relations(inside, about.providers),
            ledger=xaf.Ledger(
                accounts=tuple(
                    xaf.Account(id=one.account, description=one.description, kind="B" if one.kind == "B" else "P")
                    for one in accounts()
                )
            ),
            periods=xaf.Periods(periods=tuple(_months(first, last))),
            opening_balance=_opening([one.entry for one in euros if one.entry.on < first], first),
            transactions=transactions,
        ),
    )


def short(id: str) -> str:
    """Return an id of at most 35 characters; a longer one keeps its beginning, and `~` with sixteen of its digest."""
    if len(id) <= _LONGEST_ID:
        return id
    return f"{id[:18]}~{sha256(id.encode()).hexdigest()[:16]}"


def _relations(booked: Iterable[Booked], names: Mapping[str, str]) -> xaf.Relations:
    providers = sorted({one.entry.provider for one in booked if one.entry.provider is not None})
    return xaf.Relations(
        relations=tuple(
            xaf.Relation(id=short(one), name=names.get(one, one)[:_LONGEST_NAME], kind="S") for one in providers
        )
    )


def _months(first: date, last: date) -> Iterator[xaf.Period]:
    for month in range(first.month, last.month + 1):
        end = date(first.year + month // 12, month % 12 + 1, 1) - ONE_DAY
        yield xaf.Period(
            number=month,
            description=f"{MONTHS[month - 1]} {first.year}",
            first=max(first, date(first.year, month, 1)),
            last=min(last, end),
        )


def _opening(before: Sequence[Posted], first: date) -> xaf.OpeningBalance:
    held = balances(one for one in before if one.on.year == first.year)
    costs = {one.account for one in accounts() if one.kind == "P"}
    for account, amount in balances(one for one in before if one.on.year < first.year).items():
        account = _EARLIER if account in costs else account
        held[account] = held.get(account, 0) + amount
    lines = tuple(
        xaf.OpeningLine(nr=str(number), account=account, amount=abs(amount), side="D" if amount > 0 else "C")
        for number, (account, amount) in enumerate(sorted((a, held[a]) for a in held if held[a]), start=1)
    )
    count, debit, credit = xaf.sums(lines)
    return xaf.OpeningBalance(on=first, lines_count=count, total_debit=debit, total_credit=credit, lines=lines)


def _transactions(inside: Sequence[Booked]) -> xaf.Transactions:
    journals = []
    for id, (description, kind) in _JOURNALS.items():
        some = tuple(_transaction(one) for one in inside if one.entry.journal == id)
        if some:
            journals.append(xaf.Journal(id=id, description=description, kind=kind, transactions=some))
    count, debit, credit = xaf.sums(
        chain.from_iterable(one.lines for journal in journals for one in journal.transactions)
    )
    return xaf.Transactions(lines_count=count, total_debit=debit, total_credit=credit, journals=tuple(journals))


def _transaction(booked: Booked) -> xaf.Transaction:
    entry = booked.entry
    return xaf.Transaction(
        nr=str(entry.position),
        description=booked.told,
        period=entry.on.month,
        on=entry.on,
        source=short(entry.topic),
        user=short(booked.by),
        lines=tuple(_lines(entry)),
    )


def _lines(entry: Posted) -> Iterator[xaf.Line]:
    named = f"declaratie {entry.declaration}" if entry.declaration else f"budget {entry.budget}"
    document = named if entry.declaration or entry.budget else f"gebeurtenis {entry.position}"
    sides: tuple[xaf.Side, ...] = ("D", "C")
    number = 0
    for one in entry.movements:
        for side, account in zip(sides, (one.debit, one.credit), strict=True):
            number += 1
            yield xaf.Line(
                nr=str(number),
                account=account,
                document=document,
                effective=entry.decided,
                description=one.meaning,
                amount=one.quantity,
                side=side,
                record=f"positie {entry.position}",
                relation=entry.provider and short(entry.provider),
                declared=f"{entry.declaration}/{entry.line}" if entry.declaration else entry.entry,
                cost=entry.client and short(entry.client),
                product=entry.prestatie and short(entry.prestatie),
            )
