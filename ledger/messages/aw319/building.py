"""Make a file: numbers and control totals are filled here, so that a caller cannot get them wrong."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from msgspec import structs

from ledger.messages.aw319.file_rules import side_of
from ledger.messages.aw319.model import (
    Commentaar,
    DebetCredit,
    Declaratiebestand,
    Prestatie,
    Sluitrecord,
    Verzekerde,
    Voorlooprecord,
)

LONGEST_COMMENT = 140


def new_file(voorlooprecord: Voorlooprecord, verzekerden: Sequence[Verzekerde]) -> Declaratiebestand:
    """A file of these verzekerden with their prestaties, numbered and added up. `writing.write` checks the rest."""
    counter = _Counter()
    numbered = tuple(counter.verzekerde(one) for one in verzekerden)
    saldo = sum(prestatie.saldo_eurocent for one in numbered for prestatie in one.prestaties)
    sluitrecord = Sluitrecord(
        aantal_verzekerdenrecords=len(numbered),
        aantal_prestatierecords=sum(len(one.prestaties) for one in numbered),
        aantal_commentaarrecords=counter.comments,
        aantal_detailrecords=counter.last,
        totaal_eurocent=abs(saldo),
        debet_credit=cast(DebetCredit, side_of(saldo)),
    )
    return Declaratiebestand(voorlooprecord=voorlooprecord, verzekerden=numbered, sluitrecord=sluitrecord)


class _Counter:
    """Numbers detail records from 1, in the order of the file."""

    def __init__(self) -> None:
        self.last = 0
        self.comments = 0

    def verzekerde(self, one: Verzekerde) -> Verzekerde:
        """The same with its number and those of all below it."""
        number, comments = self._next(), self._commented(one.commentaar)
        prestaties = tuple(self._prestatie(prestatie) for prestatie in one.prestaties)
        return structs.replace(one, identificatie=number, commentaar=comments, prestaties=prestaties)

    def _prestatie(self, one: Prestatie) -> Prestatie:
        return structs.replace(one, identificatie=self._next(), commentaar=self._commented(one.commentaar))

    def _commented(self, lines: tuple[Commentaar, ...]) -> tuple[Commentaar, ...]:
        self.comments += len(lines)
        return tuple(
            structs.replace(line, identificatie=self._next(), regelnummer=number)
            for number, line in enumerate(lines, start=1)
        )

    def _next(self) -> int:
        self.last += 1
        return self.last


def new_prestatie(
    *,
    referentienummer: str,
    prestatiecode: str,
    begindatum: date,
    einddatum: date,
    aantal: int,
    tijdseenheid: str,
    tarief_eurocent: int,
    code_uitvoerder: str,
    declaratie_eurocent: int | None = None,
    vorig_referentienummer: str | None = None,
    besluitnummer: int | None = None,
    zorgzwaartepakketcode: str | None = None,
) -> Prestatie:
    """A debit: aantal × tarief, of which all is asked, or less where a ceiling leaves a part unpaid."""
    berekend = aantal * tarief_eurocent
    return Prestatie(
        referentienummer=referentienummer,
        vorig_referentienummer=vorig_referentienummer,
        besluitnummer=besluitnummer,
        zorgzwaartepakketcode=zorgzwaartepakketcode,
        prestatiecode=prestatiecode,
        begindatum=begindatum,
        einddatum=einddatum,
        aantal=aantal,
        tijdseenheid=tijdseenheid,
        tarief_eurocent=tarief_eurocent,
        code_uitvoerder=code_uitvoerder,
        berekend_eurocent=berekend,
        declaratie_eurocent=berekend if declaratie_eurocent is None else declaratie_eurocent,
    )


def credit_of(debit: Prestatie, referentienummer: str) -> Prestatie:
    """The line that takes a debit back whole: the same, on the credit side, with its number in field 0432."""
    return structs.replace(
        debit,
        referentienummer=referentienummer,
        vorig_referentienummer=debit.referentienummer,
        berekend_debet_credit="C",
        declaratie_debet_credit="C",
        commentaar=(),
    )


def comment(text: str) -> tuple[Commentaar, ...]:
    """A text as lines that fit a commentaarrecord, parted at spaces where that can be.

    >>> [len(line.tekst) for line in comment("zorg " * 40)]
    [139, 59]
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        cut = len(rest) if len(rest) <= LONGEST_COMMENT else rest.rfind(" ", 0, LONGEST_COMMENT + 1)
        cut = cut if cut > 0 else LONGEST_COMMENT
        lines.append(rest[:cut])
        rest = rest[cut:].lstrip(" ")
    return tuple(Commentaar(tekst=line) for line in lines)
