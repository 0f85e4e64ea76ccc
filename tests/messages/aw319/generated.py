"""Files drawn from the layout: any that the format and its rules allow, of a modest size."""

from datetime import date

from hypothesis import strategies as st
from msgspec import structs

from ledger.messages.aw319 import ZONDER_BSN, Commentaar, Declaratiebestand, Prestatie, Verzekerde, new_file
from tests.messages.aw319 import samples
from tests.messages.samples import bsns

_LATIN = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100))]
_DAYS = st.dates(samples.FIRST, samples.LAST)
_AMOUNTS = st.integers(0, 9_999)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Any text of the character set that fits, without a space at either end."""
    inner = st.text([*_LATIN, " ", "\xa0"], max_size=longest - 1)
    return st.builds(lambda first, rest: (first + rest).rstrip(" "), st.sampled_from(_LATIN), inner)


def names(longest: int) -> st.SearchStrategy[str]:
    """A text that is not all zeros."""
    return texts(longest).filter(lambda text: text.strip("0") != "")


def agb_codes() -> st.SearchStrategy[str]:
    """Two digits of the kind of provider and six of its number, neither all zeros."""
    return st.builds(lambda kind, own: f"{kind:02}{own:06}", st.integers(1, 99), st.integers(1, 999_999))


def optional(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """Often nothing."""
    return st.none() | values


_COMMENTS = st.lists(st.builds(Commentaar, tekst=texts(140)), max_size=2).map(tuple)


@st.composite
def prestaties(draw: st.DrawFn) -> Prestatie:
    """A prestatie of January 2026, without a number of its own yet; some are credits."""
    aantal, tarief = draw(st.integers(1, 9_999)), draw(_AMOUNTS)
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    credit = draw(st.booleans())
    return samples.prestatie(
        begindatum=first,
        einddatum=last,
        aantal=aantal,
        tarief_eurocent=tarief,
        berekend_eurocent=aantal * tarief,
        declaratie_eurocent=draw(st.integers(0, aantal * tarief)),
        berekend_debet_credit="C" if credit else "D",
        declaratie_debet_credit="C" if credit else "D",
        vorig_referentienummer=draw(texts(20) if credit else optional(texts(20))),
        prestatiecode=draw(texts(5)),
        tijdseenheid=draw(st.sampled_from(["00", "01", "04", "07", "14", "16", "81"])),
        code_uitvoerder=draw(agb_codes()),
        code_verwijzer=draw(optional(agb_codes())),
        besluitnummer=draw(st.none() | st.integers(1, 999_999_999)),
        aanvraagnummer=draw(st.none() | st.integers(1, 999_999_999)),
        functiecode=draw(optional(st.just("07"))),
        zorgzwaartepakketcode=draw(optional(st.just("753"))),
        btw_percentage_basispunt=draw(st.none() | st.integers(1, 9_999)),
        commentaar=draw(_COMMENTS),
    )


@st.composite
def verzekerden(draw: st.DrawFn) -> Verzekerde:
    """A client with up to three prestaties."""
    partner = draw(optional(names(25)))
    return Verzekerde(
        burgerservicenummer=draw(st.sampled_from([*bsns(9), ZONDER_BSN])),
        uzovi_nummer=draw(st.sampled_from(["5521", "0101"])),
        verzekerdennummer=draw(optional(texts(15))),
        patientnummer=draw(optional(texts(11))),
        geboortedatum=draw(st.dates(date(1900, 1, 1), samples.DAGTEKENING)),
        geslacht=draw(st.sampled_from("12")),
        naam=draw(names(25)),
        voorvoegsel=draw(optional(names(10))),
        naamcode_partner="2" if partner else draw(st.sampled_from("02")),
        naam_partner=partner,
        voorvoegsel_partner=draw(optional(names(10))),
        voorletters=draw(st.text("ABÀéÿ", min_size=1, max_size=6)),
        naamgebruik=draw(st.sampled_from("01234")),
        postcode=draw(optional(st.sampled_from(["1234AB", "9999zz"]))),
        postcode_buitenland=draw(optional(texts(9))),
        huisnummer=draw(st.none() | st.integers(1, 99_999)),
        huisnummertoevoeging=draw(optional(texts(6))),
        land=draw(st.sampled_from(["NL", "be", "00"])),
        debiteurnummer=draw(optional(texts(11))),
        overleden=draw(st.booleans()),
        code_indicatieorgaan=draw(optional(st.just("0001"))),
        clientnummer_indicatieorgaan=draw(optional(texts(20))),
        prestaties=draw(st.lists(prestaties(), max_size=3).map(tuple)),
        commentaar=draw(_COMMENTS),
    )


@st.composite
def files(draw: st.DrawFn) -> Declaratiebestand:
    """A file of one to three clients, at least one with a prestatie; every line has a reference of its own."""
    drawn = draw(st.lists(verzekerden(), min_size=1, max_size=3))
    if not any(one.prestaties for one in drawn):
        drawn[0] = structs.replace(drawn[0], prestaties=(draw(prestaties()),))
    own = [structs.replace(one, prestaties=_referenced(place, one)) for place, one in enumerate(drawn)]
    software = draw(optional(st.just("123456")))
    voorloop = samples.voorloop(
        soort_bericht=draw(st.sampled_from("PT")),
        code_software=software,
        versie_software=draw(optional(texts(10))) if software else None,
        code_servicebureau=draw(optional(st.just("98000001"))),
        code_praktijk=draw(optional(agb_codes())),
        code_instelling=draw(agb_codes()),
        factuurnummer=draw(texts(12)),
        btw_identificatienummer=draw(optional(st.just("NL123456789B01"))),
    )
    return new_file(voorloop, own)


def _referenced(place: int, one: Verzekerde) -> tuple[Prestatie, ...]:
    """Each prestatie with a reference that no drawn text equals: a line of one file never points to itself."""
    return tuple(
        structs.replace(prestatie, referentienummer=f"{place}-{number}".ljust(20, "."))
        for number, prestatie in enumerate(one.prestaties)
    )
