"""The typed form of an AW319 declaration: who declares, then each verzekerde with its prestaties, then the totals.

Amounts are eurocents and never negative: debit or credit ("D", "C") stands beside them. Dates are `date`. Codes stay
text; None is an empty field. What the format repeats (BSN and the like in each prestatierecord) stands here once.
`identificatie`, `regelnummer` and the `Sluitrecord` are filled by `building.new_file`. Make records with keywords; that
they take places too is for reading fast.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, cast

from msgspec import Struct

DebetCredit = Literal["D", "C"]

ZONDER_BSN = "999999999"
"""Stands in field 0203 for a verzekerde without BSN."""
WLZ_BERICHT = "187"
WLZ_PRESTATIES = "055"


class Commentaar(Struct, frozen=True, gc=False):
    """Record 98: one line of free text about the record it follows, at most 140 characters."""

    tekst: str
    identificatie: int = 0
    regelnummer: int = 0


class Voorlooprecord(Struct, frozen=True, gc=False):
    """Record 01: who declares what to whom. Codes of persons and organisations are AGB codes of eight digits."""

    code_instelling: str
    betaling_aan: str
    begindatum: date
    einddatum: date
    factuurnummer: str
    dagtekening: date
    code_bericht: str = WLZ_BERICHT
    soort_bericht: Literal["P", "T"] = "P"
    code_software: str | None = None
    versie_software: str | None = None
    uzovi_nummer: str | None = None
    code_servicebureau: str | None = None
    code_zorgverlener: str | None = None
    code_praktijk: str | None = None
    btw_identificatienummer: str | None = None


class Prestatie(Struct, frozen=True, gc=False):
    """Record 04: a number of times one prestatie over one or more days, at a price. `aantal` counts `tijdseenheid`."""

    begindatum: date
    einddatum: date
    prestatiecode: str
    aantal: int
    tijdseenheid: str
    code_uitvoerder: str
    tarief_eurocent: int
    berekend_eurocent: int
    declaratie_eurocent: int
    referentienummer: str
    identificatie: int = 0
    aanvraagnummer: int | None = None
    besluitnummer: int | None = None
    functiecode: str | None = None
    zorgzwaartepakketcode: str | None = None
    prestatiecodelijst: str = WLZ_PRESTATIES
    code_verwijzer: str | None = None
    berekend_debet_credit: DebetCredit = "D"
    btw_percentage_basispunt: int | None = None
    declaratie_debet_credit: DebetCredit = "D"
    vorig_referentienummer: str | None = None
    commentaar: tuple[Commentaar, ...] = ()

    @property
    def saldo_eurocent(self) -> int:
        """What is asked (0429), below zero for a credit."""
        return -self.declaratie_eurocent if self.declaratie_debet_credit == "C" else self.declaratie_eurocent


class Verzekerde(Struct, frozen=True, gc=False):
    """Record 02: a client, with what is declared for it. `geslacht` is 1 (man) or 2 (woman); initials without dots."""

    burgerservicenummer: str
    uzovi_nummer: str
    geboortedatum: date
    geslacht: str
    naam: str
    voorletters: str
    identificatie: int = 0
    verzekerdennummer: str | None = None
    patientnummer: str | None = None
    voorvoegsel: str | None = None
    naamcode_partner: str = "0"
    naam_partner: str | None = None
    voorvoegsel_partner: str | None = None
    naamgebruik: str = "0"
    postcode: str | None = None
    postcode_buitenland: str | None = None
    huisnummer: int | None = None
    huisnummertoevoeging: str | None = None
    land: str | None = None
    debiteurnummer: str | None = None
    overleden: bool = False
    code_indicatieorgaan: str | None = None
    clientnummer_indicatieorgaan: str | None = None
    prestaties: tuple[Prestatie, ...] = ()
    commentaar: tuple[Commentaar, ...] = ()

    @property
    def zonder_bsn(self) -> bool:
        """Whether the number is the one that says there is no BSN; it fits no client by itself."""
        return self.burgerservicenummer == ZONDER_BSN


class Sluitrecord(Struct, frozen=True, gc=False):
    """Record 99: how many records there are of each kind, and the balance of debit and credit."""

    aantal_verzekerdenrecords: int
    aantal_prestatierecords: int
    aantal_commentaarrecords: int
    aantal_detailrecords: int
    totaal_eurocent: int
    aantal_debiteurrecords: int = 0
    debet_credit: DebetCredit = "D"


Record = Voorlooprecord | Verzekerde | Prestatie | Commentaar | Sluitrecord


class Declaratiebestand(Struct, frozen=True, kw_only=True):
    """A whole file. Make one with `building.new_file`, which numbers the records and adds up."""

    voorlooprecord: Voorlooprecord
    verzekerden: tuple[Verzekerde, ...]
    sluitrecord: Sluitrecord

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record in the order of the file, with its kind ("01", "02", "04", "98" or "99")."""
        yield "01", self.voorlooprecord
        for verzekerde in self.verzekerden:
            yield "02", verzekerde
            for commentaar in verzekerde.commentaar:
                yield "98", commentaar
            for prestatie in verzekerde.prestaties:
                yield "04", prestatie
                for commentaar in prestatie.commentaar:
                    yield "98", commentaar
        yield "99", self.sluitrecord

    def regels(self) -> Iterator[tuple[int, Verzekerde, Prestatie]]:
        """Every prestatie with its record number in the file (from 1) and the verzekerde it is for."""
        verzekerde: Verzekerde | None = None
        for number, (kind, record) in enumerate(self.records(), start=1):
            if kind == "02":
                verzekerde = cast(Verzekerde, record)
            elif kind == "04":
                yield number, cast(Verzekerde, verzekerde), cast(Prestatie, record)
