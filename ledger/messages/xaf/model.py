"""The typed form of an auditfile. The order of the fields is the order of the elements, and their types are its layout.

Amounts are cents and may be below zero, as the standard allows; whether they are debit or credit stands beside them.
`Text50` and the like hold at most so many characters; an `Id` at most 35. None is an element that is not there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Cents = Annotated[int, Meta(ge=-(10**18) + 1, le=10**18 - 1, extra={"written": "cents"})]
"""At most 18 digits, so that it fits 64 bits; the standard allows 20."""
Count = Annotated[int, Meta(ge=0, le=10**10 - 1)]
PeriodNumber = Annotated[int, Meta(ge=0, le=999)]
Id = Annotated[str, Meta(max_length=35)]
Text9 = Annotated[str, Meta(max_length=9)]
Text20 = Annotated[str, Meta(max_length=20)]
Text30 = Annotated[str, Meta(max_length=30)]
Text50 = Annotated[str, Meta(max_length=50)]
Text999 = Annotated[str, Meta(max_length=999)]
Text9999 = Annotated[str, Meta(max_length=9999)]
"""The standard names it so, and its schema sets no limit; more than the name says is not written here."""
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Side = Literal["D", "C"]
"""Debit or credit."""
JournalKind = Literal["B", "C", "G", "M", "O", "P", "S", "T", "Y", "Z"]
"""Among them: B bank, C cash, M memorial, O opening balance, P purchases, S sales, Z other."""


class Part(Struct, frozen=True, kw_only=True, rename="camel"):
    """Any element that has elements of its own."""


class Header(Part, frozen=True, kw_only=True):
    """Which year the books are of, from which day to which, made on what day with what program."""

    fiscal_year: Text9
    start_date: date
    end_date: date
    cur_code: Literal["EUR"] = "EUR"
    date_created: date
    software_desc: Text50 | None = None
    software_version: Text20 | None = None


class Relation(Part, frozen=True, kw_only=True):
    """Who is owed, or owes; kind C is a debtor, S a creditor, B both, O another."""

    id: Id = field(name="custSupID")
    name: Text50 | None = field(name="custSupName", default=None)
    kind: Literal["B", "C", "O", "S"] | None = field(name="custSupTp", default=None)


class Relations(Part, frozen=True, kw_only=True):
    """All relations, each once."""

    relations: tuple[Relation, ...] = field(name="customerSupplier", default=())


class Account(Part, frozen=True, kw_only=True):
    """An account of the ledger; kind B is of the balance sheet, P of profit and loss, M of both."""

    id: Id = field(name="accID")
    description: Text999 = field(name="accDesc")
    kind: Literal["B", "M", "P"] = field(name="accTp")


class Ledger(Part, frozen=True, kw_only=True):
    """The chart of accounts, each once; at least one."""

    accounts: tuple[Account, ...] = field(name="ledgerAccount")


class Period(Part, frozen=True, kw_only=True):
    """A part of the year, mostly a month."""

    number: PeriodNumber = field(name="periodNumber")
    description: Text50 | None = field(name="periodDesc", default=None)
    first: date = field(name="startDatePeriod")
    last: date = field(name="endDatePeriod")


class Periods(Part, frozen=True, kw_only=True):
    """All periods, each number once."""

    periods: tuple[Period, ...] = field(name="period", default=())


class OpeningLine(Part, frozen=True, kw_only=True):
    """What an account held at the start."""

    nr: Id
    account: Id = field(name="accID")
    amount: Cents = field(name="amnt")
    side: Side = field(name="amntTp")


class OpeningBalance(Part, frozen=True, kw_only=True):
    """What all accounts held on the first day, before anything of that day."""

    on: date = field(name="opBalDate")
    description: Text999 | None = field(name="opBalDesc", default=None)
    lines_count: Count
    total_debit: Cents
    total_credit: Cents
    lines: tuple[OpeningLine, ...] = field(name="obLine", default=())


class Line(Part, frozen=True, kw_only=True):
    """One side of a transaction.

    `document` is what it was booked from, and `effective` the day from which it holds, which may lie in another year.
    `record` is where it stands in the source, `declared` the declared line, `cost` whom it is for and `product` what.
    """

    nr: Id
    account: Id = field(name="accID")
    document: Text999 = field(name="docRef")
    effective: date = field(name="effDate")
    description: Text9999 | None = field(name="desc", default=None)
    amount: Cents = field(name="amnt")
    side: Side = field(name="amntTp")
    record: Text999 | None = field(name="recRef", default=None)
    relation: Id | None = field(name="custSupID", default=None)
    declared: Text999 | None = field(name="invRef", default=None)
    cost: Id | None = field(name="costID", default=None)
    product: Id | None = field(name="prodID", default=None)


class Transaction(Part, frozen=True, kw_only=True):
    """A journal entry; its lines balance to the cent."""

    nr: Id
    description: Text9999 | None = field(name="desc", default=None)
    period: PeriodNumber = field(name="periodNumber")
    on: date = field(name="trDt")
    source: Id | None = field(name="sourceID", default=None)
    user: Id | None = field(name="userID", default=None)
    lines: tuple[Line, ...] = field(name="trLine", default=())


class Journal(Part, frozen=True, kw_only=True):
    """A daybook with its transactions, each number once."""

    id: Id = field(name="jrnID")
    description: Text9999 = field(name="desc")
    kind: JournalKind | None = field(name="jrnTp", default=None)
    transactions: tuple[Transaction, ...] = field(name="transaction", default=())


class Transactions(Part, frozen=True, kw_only=True):
    """All journals, with how many lines they have together and what these add up to."""

    lines_count: Count
    total_debit: Cents
    total_credit: Cents
    journals: tuple[Journal, ...] = field(name="journal", default=())


class Company(Part, frozen=True, kw_only=True):
    """Whose books these are, and the books themselves."""

    ident: Id | None = field(name="companyIdent", default=None)
    name: Text999 = field(name="companyName")
    tax_registration_country: Country = "NL"
    tax_reg_ident: Text30
    relations: Relations | None = field(name="customersSuppliers", default=None)
    ledger: Ledger | None = field(name="generalLedger", default=None)
    periods: Periods | None = None
    opening_balance: OpeningBalance | None = None
    transactions: Transactions | None = None


class Auditfile(Part, frozen=True, kw_only=True):
    """The books of one year."""

    header: Header
    company: Company


def sums(lines: Iterable[Line | OpeningLine]) -> tuple[int, int, int]:
    """Return how many lines there are, and what is debit and credit of them in cents."""
    count, debit, credit = 0, 0, 0
    for line in lines:
        count += 1
        if line.side == "D":
            debit += line.amount
        else:
            credit += line.amount
    return count, debit, credit
