"""Files of our own: numbered and added up by the program, and refused when a value does not fit the format."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from ledger.messages import aw319
from ledger.messages.aw319 import layout
from ledger.messages.aw319.spelling import TIJDSEENHEDEN
from tests.messages.aw319 import samples
from tests.messages.samples import bsns


def refused(file: aw319.Declaratiebestand) -> list[tuple[int, str | None, str]]:
    """Record, field and code of all that keeps a file from being written."""
    with pytest.raises(aw319.UnwritableFile) as caught:
        aw319.write(file)
    assert str(caught.value)
    return [(one.record, one.number, one.code) for one in caught.value.problems]


class TestNewFile:
    def test_records_are_numbered_in_the_order_of_the_file(self) -> None:
        commented = samples.prestatie(referentienummer="D1-2", commentaar=aw319.comment("a" * 150))
        first = samples.verzekerde(prestaties=(samples.prestatie(), commented), commentaar=aw319.comment("b"))
        second = samples.verzekerde(
            burgerservicenummer=bsns(2)[1], prestaties=(samples.prestatie(referentienummer="D1-3"),)
        )
        file = samples.file([first, second])
        kinds = [(kind, getattr(record, "identificatie", None)) for kind, record in file.records()]
        assert kinds == [
            *[("01", None), ("02", 1), ("98", 2), ("04", 3), ("04", 4), ("98", 5), ("98", 6)],
            *[("02", 7), ("04", 8), ("99", None)],
        ]
        assert [line.regelnummer for line in file.verzekerden[0].prestaties[1].commentaar] == [1, 2]
        assert aw319.read(aw319.write(file)).file == file

    def test_totals_are_those_of_the_lines(self) -> None:
        debit, other = samples.prestatie(), samples.prestatie(referentienummer="D1-2", declaratie_eurocent=12345)
        credit = aw319.credit_of(samples.prestatie(referentienummer="D0-1"), "D1-3")
        totals = samples.file([samples.verzekerde(prestaties=(debit, other, credit))]).sluitrecord
        assert (totals.aantal_verzekerdenrecords, totals.aantal_prestatierecords) == (1, 3)
        assert (totals.aantal_commentaarrecords, totals.aantal_detailrecords) == (0, 4)
        assert (totals.totaal_eurocent, totals.debet_credit) == (12345, "D")

    def test_old_numbers_are_replaced(self) -> None:
        file = samples.file()
        assert aw319.new_file(file.voorlooprecord, file.verzekerden) == file

    def test_each_line_is_found_by_its_record_number(self) -> None:
        clients = [
            samples.verzekerde(burgerservicenummer=bsn, prestaties=(samples.prestatie(referentienummer=bsn),))
            for bsn in bsns(2)
        ]
        found = [(number, one.burgerservicenummer, line.referentienummer) for number, one, line in _regels(clients)]
        assert found == [(3, bsns(2)[0], bsns(2)[0]), (5, bsns(2)[1], bsns(2)[1])]


def _regels(clients: list[aw319.Verzekerde]) -> list[tuple[int, aw319.Verzekerde, aw319.Prestatie]]:
    return list(samples.file(clients).regels())


class TestLines:
    def test_a_debit_is_quantity_times_rate(self) -> None:
        line = _new(aantal=4, tarief_eurocent=6000)
        assert (line.berekend_eurocent, line.declaratie_eurocent, line.saldo_eurocent) == (24000, 24000, 24000)

    def test_what_a_ceiling_leaves_unpaid_is_not_asked(self) -> None:
        line = _new(aantal=4, tarief_eurocent=6000, declaratie_eurocent=10000)
        assert (line.berekend_eurocent, line.declaratie_eurocent) == (24000, 10000)
        assert aw319.check(samples.file([samples.verzekerde(prestaties=(line,))])) == []

    def test_a_credit_points_to_its_debit(self) -> None:
        credit = aw319.credit_of(_new(aantal=4, tarief_eurocent=6000), "D2-1")
        assert (credit.referentienummer, credit.vorig_referentienummer) == ("D2-1", "D1-1")
        assert credit.saldo_eurocent == -24000

    def test_a_comment_is_cut_where_no_space_is(self) -> None:
        assert [line.tekst for line in aw319.comment("a" * 141)] == ["a" * 140, "a"]
        assert aw319.comment("  ") == ()


def _new(**changes: Any) -> aw319.Prestatie:
    return aw319.new_prestatie(
        referentienummer="D1-1",
        prestatiecode="H126",
        begindatum=date(2026, 1, 5),
        einddatum=date(2026, 1, 5),
        tijdseenheid="04",
        code_uitvoerder=samples.PROVIDER,
        **changes,
    )


class TestUnwritable:
    @pytest.mark.parametrize(
        ("change", "number", "code"),
        [
            ({"naam": "V" * 26}, "0210", "field-length"),
            ({"naam": "Yılmaz"}, "0210", "charset"),
            ({"naam": "regel\r\n99"}, "0210", "charset"),
            ({"naam": None}, "0210", "field-required"),
            ({"naam": ""}, "0210", "field-required"),
            ({"burgerservicenummer": "12345678"}, "0203", "field-not-numeric"),
            ({"geslacht": "3"}, "0208", "field-code"),
            ({"voorletters": "A.E."}, "0215", "field-form"),
            ({"huisnummer": 100_000}, "0219", "field-length"),
            ({"huisnummer": -1}, "0219", "field-not-numeric"),
            ({"geboortedatum": "1941"}, "0207", "field-required"),
        ],
    )
    def test_a_value_that_does_not_fit_is_told_once(self, change: dict[str, Any], number: str, code: str) -> None:
        """At the verzekerde, not again at every prestatie that repeats it."""
        assert refused(samples.file([samples.verzekerde(**change)])) == [(2, number, code)]

    def test_an_amount_too_large(self) -> None:
        line = samples.prestatie(aantal=9999, tarief_eurocent=99_999_999, berekend_eurocent=9999 * 99_999_999)
        assert refused(samples.file([samples.verzekerde(prestaties=(line,))])) == [(3, "0426", "field-length")]

    def test_a_negative_amount(self) -> None:
        """Below zero is a credit, never a minus."""
        line = samples.prestatie(declaratie_eurocent=-1)
        assert refused(samples.file([samples.verzekerde(prestaties=(line,))])) == [(3, "0429", "field-not-numeric")]

    def test_several_values_are_told_together(self) -> None:
        wrong = samples.verzekerde(naam="", prestaties=(samples.prestatie(referentienummer=""),))
        assert refused(samples.file([wrong], factuurnummer="")) == [
            (1, "0116", "field-required"),
            (2, "0210", "field-required"),
            (3, "0431", "field-required"),
        ]

    def test_a_broken_rule(self) -> None:
        file = samples.file()
        totals = structs.replace(file.sluitrecord, totaal_eurocent=1)
        assert refused(structs.replace(file, sluitrecord=totals)) == [(4, "9907", "total-amount-wrong")]

    def test_a_file_without_prestaties(self) -> None:
        assert refused(samples.file([]))[0] == (2, "9902", "field-required")
        assert (3, "9904", "field-required") in refused(samples.file([samples.verzekerde(prestaties=())]))


class TestSpelling:
    @pytest.mark.parametrize(
        ("name", "spelled"),
        [
            ("Vries", "Vries"),
            ("Øster", "Øster"),
            ("Yılmaz", "Yilmaz"),
            ("Šarić-Łuk", "Saric-Luk"),
            ("Zoe\u0308", "Zoë"),
            ("  a\tb\n", "a b"),
            ("李", "?"),
            ("x" * 30, "x" * 25),
        ],
    )
    def test_a_name_in_the_character_set(self, name: str, spelled: str) -> None:
        assert aw319.latin(name, 25) == spelled
        file = samples.file([samples.verzekerde(naam=spelled)])
        assert aw319.read(aw319.write(file)).file == file

    @pytest.mark.parametrize(("text", "letters"), [("A.E.", "AE"), ("Ş. É", "SÉ"), ("abcdefgh", "abcdef"), ("1", "")])
    def test_initials_are_letters(self, text: str, letters: str) -> None:
        assert aw319.initials(text) == letters

    def test_units_are_of_the_code_list(self) -> None:
        assert {*TIJDSEENHEDEN.values(), aw319.TIJDSONAFHANKELIJK} <= set(layout.code_list("0419"))
        assert aw319.tijdseenheid("stuk") is None
