"""Amounts that are none, and credits that take back what is not there."""

from collections.abc import Iterator

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Credit, Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import over
from ledger.vocabulary.dutch import euro

CREDIT = LegalBasis("Vektis AW319", "velden 0429, 0430 en 0432", edition="1.4")
"""The amount of a line, whether it is debit or credit, and the line that a credit takes back."""


@rule(
    "Bedrag is nul of lager en neemt niets terug",
    LegalBasis("Wmg", "artikel 35", "1"),
    CREDIT,
    looks_at="line",
    severity="medium",
    for_nobody=True,
    alone=True,
)
def amount_not_positive(line: Line, case: Case) -> Iterator[Found]:
    """A line asks an amount above zero; what gives back is a credit, or settles earlier lines."""
    if line.eurocent > 0 or (line.settles and line.eurocent):
        return
    told = f"{over(line)} vraagt de regel {euro(line.eurocent)}, en het is geen creditregel van een eerdere regel."
    yield Found(abs(line.left), line.events, told)


@rule(
    "Creditregel zonder de regel die hij terugneemt",
    CREDIT,
    looks_at="credit",
    severity="medium",
    for_nobody=True,
    alone=True,
)
def credit_without_debit(credit: Credit, case: Case) -> Iterator[Found]:
    """A credit takes back an approved line of which that much was left, and more than nothing."""
    if credit.debit and credit.eurocent > 0:
        return
    told = f"{over(credit)} neemt een creditregel {euro(credit.eurocent)} terug"
    told += (
        ", en dat is niet meer dan nul." if credit.debit else "; daarvoor is geen goedgekeurde regel met zoveel over."
    )
    yield Found(abs(credit.eurocent), (credit.event,), told)
