"""Small books: two entries of January and one of March 2026, with what stood open when the year began."""

from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec.structs import replace

from ledger.messages import xaf

KNOWN_PART = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "known_part.xsd")))
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def line(nr: str, account: str, side: xaf.Side, amount: int = 6000, **more: Any) -> xaf.Line:
    """Return one side of an entry."""
    facts: dict[str, Any] = {"document": "declaratie d1", "effective": date(2026, 3, 4)} | more
    return xaf.Line(nr=nr, account=account, amount=amount, side=side, **facts)


def transaction(nr: str, on: date, *lines: xaf.Line, period: int | None = None) -> xaf.Transaction:
    """Return an entry; without lines, € 60,00 from 1600 to 1700."""
    both = lines or (line("1", "1600", "D", relation="p1"), line("2", "1700", "C", relation="p1"))
    return xaf.Transaction(
        nr=nr, period=period or on.month, on=on, lines=both, description="Regel 1 is goedgekeurd.", user="inkoop-1"
    )


ENTRIES = (
    transaction("7", date(2026, 1, 5)),
    transaction("8", date(2026, 1, 31)),
    transaction("12", date(2026, 3, 1)),
)


def counted(*entries: xaf.Transaction) -> xaf.Transactions:
    """Return a journal of entries with their counts and totals."""
    count, debit, credit = xaf.sums(one for entry in entries for one in entry.lines)
    journal = xaf.Journal(id="DECLARATIE", description="Declaraties", kind="P", transactions=entries)
    return xaf.Transactions(lines_count=count, total_debit=debit, total_credit=credit, journals=(journal,))


def books(*entries: xaf.Transaction, **of_company: Any) -> xaf.Auditfile:
    """Return the books of 2026 with these entries; parts of the company may be given in the place of ours."""
    opened = (
        xaf.OpeningLine(nr="1", account="1700", amount=2500, side="C"),
        xaf.OpeningLine(nr="2", account="0900", amount=2500, side="D"),
    )
    accounts = (("0900", "B"), ("1600", "B"), ("1700", "B"), ("4000", "P"))
    company: dict[str, Any] = {
        "name": "Zorgkantoor Rotterdam",
        "tax_reg_ident": "onbekend",
        "relations": xaf.Relations(relations=(xaf.Relation(id="p1", name="De Linde", kind="S"),)),
        "ledger": xaf.Ledger(
            accounts=tuple(xaf.Account(id=id, description=f"Rekening {id}", kind=kind) for id, kind in accounts)  # type: ignore[arg-type]
        ),
        "periods": xaf.Periods(
            periods=(
                xaf.Period(number=1, first=FIRST, last=date(2026, 1, 31)),
                xaf.Period(number=3, description="maart", first=date(2026, 3, 1), last=date(2026, 3, 31)),
            )
        ),
        "opening_balance": xaf.OpeningBalance(
            on=FIRST, lines_count=2, total_debit=2500, total_credit=2500, lines=opened
        ),
        "transactions": counted(*(entries or ENTRIES)),
    }
    header = xaf.Header(fiscal_year="2026", start_date=FIRST, end_date=LAST, date_created=date(2026, 4, 2))
    return xaf.Auditfile(header=header, company=xaf.Company(**company | of_company))


def with_line(**more: Any) -> xaf.Auditfile:
    """Return the books in which the first line of the first entry says something else."""
    first = replace(ENTRIES[0].lines[0], **more)
    return books(replace(ENTRIES[0], lines=(first, ENTRIES[0].lines[1])))
