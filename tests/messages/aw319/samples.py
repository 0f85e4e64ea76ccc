"""AW319 files for tests of any room: builders with sensible defaults. All persons and organisations are invented.

data = aw319.write(samples.file([samples.verzekerde(prestaties=(samples.prestatie(aantal=3),))]))
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import structs

from ledger.messages.aw319 import Declaratiebestand, Prestatie, Verzekerde, Voorlooprecord, new_file

PROVIDER = "75999901"
UZOVI = "5521"
BSN = "999900006"
DAGTEKENING = date(2026, 2, 10)
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def voorloop(**changes: Any) -> Voorlooprecord:
    """A provider declares January 2026."""
    own = Voorlooprecord(
        uzovi_nummer=UZOVI,
        code_instelling=PROVIDER,
        betaling_aan="04",
        begindatum=FIRST,
        einddatum=LAST,
        factuurnummer="2026-01",
        dagtekening=DAGTEKENING,
    )
    return structs.replace(own, **changes)


def prestatie(**changes: Any) -> Prestatie:
    """Four hours of H126 at € 60,00."""
    own = Prestatie(
        besluitnummer=123456789,
        zorgzwaartepakketcode="753",
        begindatum=date(2026, 1, 5),
        einddatum=date(2026, 1, 9),
        prestatiecode="H126",
        aantal=4,
        tijdseenheid="04",
        code_uitvoerder=PROVIDER,
        tarief_eurocent=6000,
        berekend_eurocent=24000,
        declaratie_eurocent=24000,
        referentienummer="D1-1",
    )
    return structs.replace(own, **changes)


def verzekerde(**changes: Any) -> Verzekerde:
    """A woman of 84 with one prestatie."""
    own = Verzekerde(
        burgerservicenummer=BSN,
        uzovi_nummer=UZOVI,
        geboortedatum=date(1941, 7, 3),
        geslacht="2",
        naam="Vries",
        voorvoegsel="de",
        voorletters="AE",
        postcode="1234AB",
        huisnummer=12,
        prestaties=(prestatie(),),
    )
    return structs.replace(own, **changes)


def file(verzekerden: Sequence[Verzekerde] | None = None, **changes: Any) -> Declaratiebestand:
    """A file of these verzekerden; further arguments change the voorlooprecord."""
    return new_file(voorloop(**changes), [verzekerde()] if verzekerden is None else verzekerden)
