"""A recorded declaration as an AW319: its debit lines, or the credits that took lines of it back.

The same declaration gives the same bytes for as long as the log says the same of client and indicatie: numbers follow
from those of the ledger, the dagtekening is the day on which it was submitted (of credits: the last of their days).
"""

import re
from collections.abc import Sequence

from ledger.aggregates.contracts import Contracts
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.provider import Provider
from ledger.application import Ledger, Transaction
from ledger.correspondence.aw319.names import FACTUURNUMMER, shortened
from ledger.correspondence.aw319.outgoing import Outgoing, Wanted, credits_of
from ledger.messages import aw319
from ledger.messages.aw319 import Voorlooprecord
from ledger.vocabulary.errors import Problem, Refused, at_most_listed

PAID_TO = "04"
"""Field 0113. The code list COD833 gives its four values no meaning in what we have; this is the one we send."""
_AGB = re.compile(r"[0-9]{8}")
_UZOVI = re.compile(r"[0-9]{4}")


class Incomplete(Refused):
    """A declaration that cannot be written as an AW319. Lists everything that is missing, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].code, problems[0].message, problems[0].field)
        self.problems = tuple(problems)


def export(ledger: Ledger, wanted: Wanted) -> bytes:
    """Return the file. Raises `Incomplete` with all that is missing, `NotFound` for an unknown declaration."""
    now = Transaction(ledger, fresh=True)
    declaration = now.get(Declaration, wanted.declaration)
    credits = credits_of(declaration)
    if wanted.credits and not credits:
        told = f"Van declaratie {wanted.declaration} is niets teruggenomen. Er is niets te schrijven."
        raise Refused("nothing-credited", told, "credits")
    provider = now.find(Provider, declaration.provider)
    agb = provider.agb or (provider.id if _AGB.fullmatch(provider.id) else "")
    uzovi = wanted.uzovi or _payer(now, declaration)
    outgoing = Outgoing(now, declaration, agb, uzovi)
    verzekerden = outgoing.credited(credits) if wanted.credits else outgoing.declared()
    problems = [*_missing(provider.id, agb, uzovi), *outgoing.problems]
    if problems:
        raise Incomplete(at_most_listed(problems, lambda more: Problem("problems-more", more)))
    try:
        return aw319.write(aw319.new_file(_voorloop(wanted, declaration, agb, uzovi), verzekerden))
    except aw319.UnwritableFile as error:
        raise Incomplete([one.as_problem() for one in error.problems]) from error


def _payer(now: Transaction, declaration: Declaration) -> str:
    """Return the payer of the contract, where that is written as a UZOVI number."""
    if declaration.contract is None:
        return ""
    contracts = now.get(Contracts, declaration.provider)
    payer = contracts.contract(declaration.contract).latest.payer
    return payer if _UZOVI.fullmatch(payer) else ""


def _missing(provider: str, agb: str, uzovi: str) -> list[Problem]:
    """What the first record cannot do without."""
    problems = []
    if not agb:
        told = f"Van zorgaanbieder {provider} is geen AGB-code bekend. Leg die vast met register_provider."
        problems.append(Problem("agb-missing", told, "provider"))
    if not _UZOVI.fullmatch(uzovi):
        told = "Het UZOVI-nummer van het zorgkantoor is niet bekend. Geef vier cijfers met --uzovi."
        problems.append(Problem("uzovi-missing", told, "uzovi"))
    return problems


def _voorloop(wanted: Wanted, declaration: Declaration, agb: str, uzovi: str) -> Voorlooprecord:
    name, dated = _name(declaration), declaration.submitted.on
    if wanted.credits:
        credits = credits_of(declaration)
        name = f"{name}/{'/'.join(one.credit for one in credits)}"
        dated = max(one.on for one in credits)
    return Voorlooprecord(
        uzovi_nummer=uzovi,
        code_instelling=agb,
        betaling_aan=PAID_TO,
        begindatum=min((declaration.submitted.first, *(one.line.first for one in declaration.lines.values()))),
        einddatum=declaration.submitted.last,
        factuurnummer=wanted.factuurnummer or shortened(name, FACTUURNUMMER),
        dagtekening=wanted.dated or dated,
    )


def _name(declaration: Declaration) -> str:
    """Return what a factuurnummer is made of: of a declaration under a contract, its number without the provider."""
    return declaration.id.removeprefix(f"{declaration.provider}-") if declaration.contract else declaration.id
