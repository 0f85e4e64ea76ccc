"""XML Auditfile Financieel 3.2 (XAF): the books of one year as auditors exchange them, bytes ↔ typed.

Public names (`from ledger.messages import xaf`):

* `read(data) -> Reading`: an `Auditfile`, or every problem with the path of its element;
* `check(auditfile) -> list[XafProblem]`: everything that is wrong with typed books, in values, counts and sums;
* `write(auditfile) -> bytes`: the file, the same bytes for equal books; raises `UnwritableAuditfile`.

The part of the standard that is known here: header, company, relations, accounts, periods, opening balance, journals
with their transactions and lines. Addresses, bank accounts, VAT, sub-ledgers, taxonomies, histories of change and
foreign money are not: an element of those is told as a problem, never passed over.
"""

from ledger.messages.xaf.model import (
    Account,
    Auditfile,
    Company,
    Header,
    Journal,
    JournalKind,
    Ledger,
    Line,
    OpeningBalance,
    OpeningLine,
    Period,
    Periods,
    Relation,
    Relations,
    Side,
    Transaction,
    Transactions,
    sums,
)
from ledger.messages.xaf.problems import XafProblem
from ledger.messages.xaf.reading import Reading, read
from ledger.messages.xaf.rules import check
from ledger.messages.xaf.writing import UnwritableAuditfile, write

__all__ = [
    "Account",
    "Auditfile",
    "Company",
    "Header",
    "Journal",
    "JournalKind",
    "Ledger",
    "Line",
    "OpeningBalance",
    "OpeningLine",
    "Period",
    "Periods",
    "Reading",
    "Relation",
    "Relations",
    "Side",
    "Transaction",
    "Transactions",
    "UnwritableAuditfile",
    "XafProblem",
    "check",
    "read",
    "sums",
    "write",
]
