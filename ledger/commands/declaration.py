"""Commands about declarations: submit, approve, refuse, credit."""

import re
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ledger.aggregates.declaration import Declaration
from ledger.auditing.arrival import LOOKED_AT
from ledger.commands.arriving import arrived
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Command, Desk, euros, until_day
from ledger.funding.deriving import check_one_year
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text, whole
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.units import LineUnit

Prestatie = Annotated[str, whole(r"[A-Z][0-9]{3,4}", "schrijf de prestatiecode als H126")]
Retourcode = Annotated[str, whole(r"[A-Z0-9]{4}", "schrijf de retourcode met vier tekens, als 0553")]
DeclarationNumber = Annotated[
    str, whole(r"[A-Za-z0-9][A-Za-z0-9._-]{0,159}", "gebruik 1 tot 160 letters, cijfers, punten of streepjes")
]
"""Longer than another number: it may be put together from a provider, a contract and a period."""
Eenheid = Literal["UUR", "DAG", "DAGDEEL", "ETMAAL", "STUK", "MODULE", "WEEK", "MAAND", "JAAR"]
_UNITS: dict[Eenheid, LineUnit] = {
    "UUR": "minuut",
    "DAG": "dag",
    "DAGDEEL": "dagdeel",
    "ETMAAL": "etmaal",
    "STUK": "stuk",
    "MODULE": "module",
    "WEEK": "week",
    "MAAND": "maand",
    "JAAR": "jaar",
}
Lines = Annotated[tuple[Identifier, ...], Meta(min_length=1, description="noem minstens één regel")]


class DeclaredLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One prestatie for one client, `on` a day or from there `to` another. Quantity: '1:00' for UUR, else '3'."""

    line: Identifier
    client: Identifier
    prestatie: Prestatie
    on: date
    last: date | None = until_day()
    quantity: Annotated[str, Meta(max_length=20, description="schrijf een aantal van hoogstens 20 tekens")]
    unit: Eenheid
    amount: Amount

    def recorded(self, desk: Desk, declaration: str, provider: str) -> Declaration.LineSubmitted:
        """Return the line as it is recorded, with the region of its client."""
        return Declaration.LineSubmitted(
            declaration=declaration,
            provider=provider,
            line=self.line,
            client=self.client,
            region=desk.client(self.client).region,
            prestatie=self.prestatie,
            first=self.on,
            last=self.last or self.on,
            quantity=self._quantity(),
            unit=_UNITS[self.unit],
            eurocent=euros(self.amount),
        )

    def _quantity(self) -> int:
        if self.unit == "UUR":
            try:
                minutes = Amount.parse({"UUR": self.quantity}).quantity
            except ValueError as error:
                raise Refused("quantity-invalid", str(error), "quantity") from error
            if minutes <= 0:
                raise Refused("quantity-invalid", f"{self.quantity} uur is niet groter dan nul.", "quantity")
            return minutes
        if not re.fullmatch(r"[1-9][0-9]{0,8}", self.quantity):
            raise Refused("quantity-invalid", f"{self.quantity!r} is geen heel aantal, groter dan nul.", "quantity")
        return int(self.quantity)


class SubmitDeclaration(Command, frozen=True, kw_only=True, tag="submit_declaration"):
    """Declare lines over a period: the first and last day, in one calendar year."""

    BY = PROVIDER_SIDE
    EXAMPLE = {
        "declaration": "d1",
        "provider": "p1",
        "period": ["2026-03-01", "2026-03-31"],
        "lines": [
            {
                "line": "1",
                "client": "c1",
                "prestatie": "H126",
                "on": "2026-03-04",
                "quantity": "1:00",
                "unit": "UUR",
                "amount": {"EUR": "60.00"},
            }
        ],
    }
    declaration: Identifier
    provider: Identifier
    period: tuple[date, date]
    on: date | None = None
    lines: Annotated[tuple[DeclaredLine, ...], Meta(min_length=1, description="noem minstens één regel")]

    def decide(self, desk: Desk) -> None:
        """Look up the region of each client, then submit."""
        desk.check_provider(self.provider)
        first, last = self.period
        check_order(first, last, "period")
        check_one_year(Period(first, last))
        declaration = desk.find(Declaration, self.declaration)
        if declaration.version:
            raise Refused("declaration-exists", f"Declaratie {self.declaration} is al ingediend.", "declaration")
        desk.prefetch(LOOKED_AT, dict.fromkeys(line.client for line in self.lines))
        lines = [line.recorded(desk, self.declaration, self.provider) for line in self.lines]
        declaration.submit(self.provider, self.on or desk.today, self.period, lines)
        arrived(desk, declaration)


class ApproveDeclaration(Command, frozen=True, kw_only=True, tag="approve_declaration"):
    """Approve lines that wait for a judgement."""

    BY = PAYER_SIDE
    EXAMPLE = {"declaration": "d1", "lines": ["1"]}
    declaration: DeclarationNumber
    on: date | None = None
    lines: Lines

    def decide(self, desk: Desk) -> None:
        """Tell the declaration."""
        within_region(desk, self.declaration, self.lines).approve(self.lines, self.on or desk.today)


class RefuseDeclaration(Command, frozen=True, kw_only=True, tag="refuse_declaration"):
    """Refuse lines that wait for a judgement, with the retourcode that says why."""

    BY = PAYER_SIDE
    EXAMPLE = {"declaration": "d1", "lines": ["2"], "retourcode": "0553"}
    declaration: DeclarationNumber
    on: date | None = None
    lines: Lines
    retourcode: Retourcode

    def decide(self, desk: Desk) -> None:
        """Tell the declaration."""
        within_region(desk, self.declaration, self.lines).refuse(self.lines, (self.retourcode,), self.on or desk.today)


class CreditLine(Command, frozen=True, kw_only=True, tag="credit_line"):
    """Take an approved line back, wholly or in part, by a new line that points to it."""

    BY = PAYER_SIDE | PROVIDER_SIDE
    EXAMPLE = {
        "declaration": "d1",
        "line": "1",
        "credit": "1c",
        "amount": {"EUR": "20.00"},
        "reason": "te veel tijd",
    }
    declaration: DeclarationNumber
    line: Identifier
    credit: Identifier
    on: date | None = None
    amount: Amount | None = None
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the declaration; the reason is sealed for the client of the line, else for the declaration."""
        declaration = within_region(desk, self.declaration, (self.line,))
        client = declaration.line(self.line).line.client
        cents = None if self.amount is None else euros(self.amount)
        reason = desk.seal_for_declaration(declaration, client, self.reason)
        declaration.credit(self.line, self.credit, cents, self.on or desk.today, "asked", reason)


def within_region(desk: Desk, id: str, lines: tuple[str, ...]) -> Declaration:
    """Return a declaration of which these lines lie within the mandate."""
    declaration = desk.get(Declaration, id)
    desk.check_provider(declaration.provider)
    for number in lines:
        desk.check_region(declaration.line(number).line.region)
    return declaration
