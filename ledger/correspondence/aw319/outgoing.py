"""The records of a declaration on its way out: each client with its lines, or with the credits of them."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec import structs

from ledger.aggregates.client import Client
from ledger.aggregates.declaration import Declaration, LineReference
from ledger.application import Transaction
from ledger.correspondence.aw319.identity import GESLACHT, NAAM, VOORVOEGSEL, Persoon, persoon_of
from ledger.correspondence.aw319.names import reference_of
from ledger.correspondence.aw319.units import MOST, Counted, as_priced, counted
from ledger.messages import aw319, iwlz
from ledger.messages.aw319 import Prestatie, Verzekerde
from ledger.vocabulary.errors import Problem

COUNTRY = "NL"
"""Field 0221. The ledger keeps no address; without a postcode the format asks for a country."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to write: of which declaration, to which zorgkantoor (UZOVI), debits or credits, under which number."""

    declaration: str
    uzovi: str | None = None
    credits: bool = False
    factuurnummer: str | None = None
    dated: date | None = None


def credits_of(declaration: Declaration) -> tuple[Declaration.LineCredited, ...]:
    """Return what was taken back of a declaration, in the order in which that happened."""
    taken = [one for state in declaration.lines.values() for one in state.taken]
    return tuple(one.credit for one in sorted(taken, key=lambda one: one.version))


class Outgoing:
    """Makes the records; what is missing for them it keeps in `problems`, each with the number of its line."""

    def __init__(self, now: Transaction, declaration: Declaration, agb: str, uzovi: str) -> None:
        self._now = now
        self._lines = {number: state.line for number, state in declaration.lines.items()}
        self._agb = agb
        self._uzovi = uzovi
        self._known: dict[str, tuple[Client, Persoon]] = {}
        self.problems: list[Problem] = []

    def declared(self) -> list[Verzekerde]:
        """Return what was declared."""
        return self._verzekerden(
            (line.client, self._prestatie(line)) for line in self._lines.values() if self._is_complete(line)
        )

    def credited(self, credits: Iterable[Declaration.LineCredited]) -> list[Verzekerde]:
        """Return what was taken back, each credit with the number of the line that it takes back."""
        return self._verzekerden(self._credits(credits))

    def _credits(self, credits: Iterable[Declaration.LineCredited]) -> Iterator[tuple[str | None, Prestatie]]:
        for credit in credits:
            line = self._lines[credit.line]
            if self._is_complete(line):
                whole = aw319.credit_of(self._prestatie(line), reference_of(credit.declaration, credit.credit))
                yield line.client, structs.replace(whole, declaratie_eurocent=credit.eurocent)

    def _verzekerden(self, lines: Iterable[tuple[str | None, Prestatie]]) -> list[Verzekerde]:
        """Return each client once, with its lines in order."""
        below: dict[str, list[Prestatie]] = {}
        for client, prestatie in lines:
            below.setdefault(client or "", []).append(prestatie)
        return [self._verzekerde(client, tuple(prestaties)) for client, prestaties in below.items()]

    def _is_complete(self, line: Declaration.LineSubmitted) -> bool:
        if line.client is None:
            told = (
                f"Regel {line.line} ({line.prestatie}) is voor geen enkele cliënt. Een AW319 kent alleen regels voor "
                "een persoon. Deze declaratie past niet in een AW319."
            )
            self.problems.append(Problem("line-without-person", told, line.line))
            return False
        before = len(self.problems)
        for code, what in self._person(line.client)[1].missing():
            told = f"Regel {line.line}: van cliënt {line.client} ontbreekt {what}."
            self.problems.append(Problem(code, told, line.line))
        if _counted(line).aantal > MOST:
            told = f"Regel {line.line}: het aantal past niet in vier cijfers (0418). Declareer over kortere perioden."
            self.problems.append(Problem("quantity-too-large", told, line.line))
        return len(self.problems) == before

    def _person(self, client: str) -> tuple[Client, Persoon]:
        if client not in self._known:
            found = self._now.get(Client, client)
            self._known[client] = found, persoon_of(self._now.ledger.keyring, found)
        return self._known[client]

    def _verzekerde(self, client: str, prestaties: tuple[Prestatie, ...]) -> Verzekerde:
        known, person = self._person(client)
        naam, born, sex = person.naam, person.birth_date, person.sex
        assert naam is not None, "only complete lines come this far"
        assert born is not None
        assert sex is not None
        return Verzekerde(
            burgerservicenummer=person.bsn or aw319.ZONDER_BSN,
            uzovi_nummer=self._uzovi,
            geboortedatum=born,
            geslacht=GESLACHT[sex],
            naam=aw319.latin(naam.naam, NAAM),
            voorvoegsel=naam.voorvoegsel and aw319.latin(naam.voorvoegsel, VOORVOEGSEL),
            voorletters=aw319.initials(naam.voorletters),
            land=COUNTRY,
            overleden=known.died_on is not None,
            prestaties=prestaties,
        )

    def _prestatie(self, line: Declaration.LineSubmitted) -> Prestatie:
        besluit, profile = self._indicatie(line)
        aantal, tijdseenheid, tarief = _counted(line)
        return aw319.new_prestatie(
            referentienummer=reference_of(line.declaration, line.line),
            vorig_referentienummer=_reference(line.replaces),
            besluitnummer=besluit,
            zorgzwaartepakketcode=iwlz.zzp_code(profile) if profile else None,
            prestatiecode=line.prestatie,
            begindatum=line.first,
            einddatum=line.last,
            aantal=aantal,
            tijdseenheid=tijdseenheid,
            tarief_eurocent=tarief,
            code_uitvoerder=self._agb,
            declaratie_eurocent=line.eurocent,
        )

    def _indicatie(self, line: Declaration.LineSubmitted) -> tuple[int | None, str | None]:
        """Return besluit and zorgprofiel as the file said that the line came in; else as they held on its first day."""
        if line.price_eurocent is not None:
            return line.besluitnummer, line.zorgprofiel
        client, _ = self._person(line.client or "")
        besluit = next((number for number, period in client.entitled() if period.covers(line.first)), None)
        return besluit, None if besluit is None else client.indicatie(besluit).terms_on(line.first).zorgprofiel


def _counted(line: Declaration.LineSubmitted) -> Counted:
    """Return the quantity and the price: as the file said that the line came in, else worked out from the amount."""
    if line.price_eurocent is not None and line.price_per is not None:
        return as_priced(line.quantity, line.price_eurocent, line.price_per)
    computed = line.derivation.computed_eurocent if line.derivation else line.eurocent
    return counted(line.quantity, line.unit, max(computed, line.eurocent))


def _reference(replaces: LineReference | None) -> str | None:
    """Return the reference number of the line in the place of which another comes."""
    return None if replaces is None else reference_of(replaces.declaration, replaces.line)
