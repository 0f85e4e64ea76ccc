"""A file with a fault in its form leaves no trace, and every fault is told; a year is a file of its own."""

from datetime import UTC, datetime

import pytest

from ledger.correspondence.aw319.receiving import Unreadable, is_aw319, receive
from ledger.messages import aw319
from ledger.vocabulary.clock import SetClock
from tests.correspondence.aw319.declared import (
    asked,
    bring,
    codes,
    file,
    head,
    knows,
    on,
    why,
)
from tests.messages.aw319 import samples
from web.composition import House

MESSAGE = f"message-AW319-{samples.PROVIDER}-2026-01"


class TestAFileWithAFault:
    @pytest.mark.parametrize(
        ("fault", "code"),
        [
            (lambda data: data[:-150], "record-truncated"),
            (lambda data: data[:310] + b" " + data[310:], "record-length"),
            (lambda data: data.replace(b"Vries", b"Vri\x85s"), "charset"),
            (lambda data: data[:-312] + data[-312:].replace(b"22680", b"22681"), "total-amount-wrong"),
            (lambda data: data[312:], "voorlooprecord-not-first"),
            (lambda data: data + b"\r\n", "empty-record"),
        ],
    )
    def test_leaves_no_trace(self, payer: House, fault: object, code: str) -> None:
        """Its length, its charset, its total, its order, its end."""
        assert callable(fault)
        position = head(payer)
        with pytest.raises(Unreadable) as unreadable:
            receive(payer.ledger, fault(aw319.write(file())))
        assert code in [one.code for one in unreadable.value.found]
        assert head(payer) == position

    def test_is_told_every_fault(self, payer: House) -> None:
        """By record and field."""
        data = aw319.write(file(asked(), asked("D1-2")))
        broken = data.replace(b"20260105", b"20260135").replace(b"H126 D", b"     D").replace(b"004  ", b"     ")
        with pytest.raises(Unreadable) as unreadable:
            receive(payer.ledger, broken)
        assert {(one.record, one.number) for one in unreadable.value.found} >= {(3, "0414"), (4, "0414")}

    def test_of_two_calendar_years_is_refused_whole(self, payer: House) -> None:
        """A year is a file of its own; the last day of the one and the first of the other are not in one file."""
        data = aw319.write(file()).replace(b"2026010120260131", b"2025123120260131")
        with pytest.raises(Unreadable) as unreadable:
            receive(payer.ledger, data)
        assert [one.code for one in unreadable.value.found] == ["period-two-years"]

    def test_that_is_dated_tomorrow_is_refused_and_today_is_not(self, payer: House) -> None:
        """Of the payer's own day."""
        data = aw319.write(file(dagtekening=on("2026-03-05")["begindatum"]))
        with pytest.raises(Unreadable):
            receive(payer.ledger, data)
        assert codes(bring(payer, file(dagtekening=on("2026-03-04")["begindatum"]))) == [()]

    @pytest.mark.parametrize(
        ("brought", "number"),
        [
            (file(asked(f"A-{samples.BSN}")), "0431"),
            (file(factuurnummer=samples.BSN), "0116"),
        ],
    )
    def test_holds_a_bsn_in_a_number(self, payer: House, brought: aw319.Declaratiebestand, number: str) -> None:
        """Numbers are kept in the log, where no BSN may stand."""
        with pytest.raises(Unreadable) as unreadable:
            bring(payer, brought)
        assert [(one.code, one.number) for one in unreadable.value.found] == [("number-holds-bsn", number)]

    def test_is_no_aw319_when_it_is_xml(self) -> None:
        """Whatever else is wrong with it."""
        assert is_aw319(b"01187")
        assert is_aw319(b"99")
        assert not is_aw319(b"<?xml")
        assert not is_aw319(b"")


class TestAYearLater:
    def test_the_same_client_and_register_of_another_year_know_nothing(self, house: House, clock: SetClock) -> None:
        """New Year's Day 2027: no indicatie, plan, contract or register for it."""
        clock.moment = datetime(2027, 2, 1, 12, 0, tzinfo=UTC)
        knows(house)
        days = {"begindatum": on("2027-01-01")["begindatum"], "einddatum": on("2027-01-31")["begindatum"]}
        last = bring(
            house,
            file(
                asked(**on("2026-12-31")),
                **on("2026-12-01", "2026-12-31"),
                dagtekening=on("2027-01-04")["begindatum"],
            ),
        )
        assert codes(last) == [()]
        facts = days | {"factuurnummer": "2027-01", "dagtekening": days["einddatum"]}
        first = bring(house, file(asked(besluitnummer=None, **on("2027-01-01")), **facts))
        assert why(first) == ["no-indicatie", "prestatie-unknown"]
