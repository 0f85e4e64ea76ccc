"""A file comes in once: a declaration, refusals at once, credits, and an answer per line; or nothing at all."""

import csv
import io
from datetime import UTC, datetime

import pytest
from msgspec import structs

from ledger.application import Ledger
from ledger.correspondence.aw319.receiving import Unreadable, is_aw319, receive
from ledger.messages import aw319
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Refused
from tests.correspondence.aw319.declared import (
    DECLARATION,
    RATE,
    STRANGER,
    about,
    approved,
    asked,
    bring,
    codes,
    credited,
    february,
    file,
    head,
    knows,
    on,
    recorded,
    told,
    why,
)
from tests.houses import do
from tests.messages.aw319 import samples
from web.composition import House

MESSAGE = f"message-AW319-{samples.PROVIDER}-2026-01"


class TestAFileInOrder:
    def test_becomes_a_declaration_that_waits_for_the_payer(self, payer: House) -> None:
        """Header, line and receipt, whole."""
        answer = bring(payer, file(asked(aantal=18, tijdseenheid="07", tarief_eurocent=473, declaratie_eurocent=8505)))
        assert codes(answer) == [()]
        submitted, line = recorded(payer)
        assert {name: submitted[name] for name in ("topic", "provider", "on", "from", "to", "lines", "eurocent")} == {
            "topic": "declaration.submitted",
            "provider": "p1",
            "on": "2026-03-04",
            "from": "2026-01-01",
            "to": "2026-01-31",
            "lines": 1,
            "eurocent": 8505,
        }
        assert {name: line[name] for name in ("line", "client", "region", "prestatie", "quantity", "unit")} == {
            "line": "D1-1",
            "client": "c1",
            "region": "Rotterdam",
            "prestatie": "H126",
            "quantity": 90,
            "unit": "minuut",
        }
        (received,) = told(payer, MESSAGE)
        assert (received["kind"], received["lines"], received["declaration"]) == ("AW319", 1, DECLARATION)
        assert "refused" not in received
        assert answer.position == head(payer)

    def test_names_no_person_in_the_log(self, payer: House) -> None:
        """Neither BSN nor name, nor the day of birth."""
        bring(payer, samples.file([about(asked()), about(asked("D1-2"), burgerservicenummer=STRANGER)]))
        stored = b"".join(record.state for record in payer.ledger.records(0))
        for personal in (samples.BSN, STRANGER, "Vries", "1941"):
            assert personal.encode() not in stored

    def test_again_changes_nothing_and_gets_the_same_answer(self, payer: House) -> None:
        """Also one with refused lines."""
        brought = file(asked(), asked("D1-2", tarief_eurocent=RATE + 1))
        first = bring(payer, brought)
        position = head(payer)
        again = bring(payer, brought)
        assert (head(payer), again, again.known) == (position, first, True)
        assert again.as_json() == first.as_json()

    def test_with_other_content_under_its_number_is_refused(self, payer: House) -> None:
        """What came in first stands."""
        bring(payer, file())
        position = head(payer)
        with pytest.raises(Refused) as refused:
            bring(payer, file(asked(hours=5)))
        assert (refused.value.code, head(payer)) == ("invoice-known", position)

    def test_of_another_provider_may_have_the_same_number(self, payer: House) -> None:
        """A number belongs to who sent it. Nobody knows this provider here, so nothing of it holds."""
        bring(payer, file())
        answer = bring(payer, file(asked(), code_instelling="75999902"))
        assert (codes(answer), len(recorded(payer, "aw319-75999902-2026-01"))) == ([("0551", "0611")], 3)

    def test_under_a_number_that_a_declaration_has_is_refused(self, sqlite_payer: House) -> None:
        """Somebody took the name."""
        taken = {"line": "1", "client": "c1", "prestatie": "H126", "on": "2026-01-05", "quantity": "1", "unit": "STUK"}
        days = ["2026-01-01", "2026-01-31"]
        facts = {"declaration": DECLARATION, "provider": "p1", "period": days}
        do(sqlite_payer, {"do": "submit_declaration", "lines": [taken | {"amount": {"EUR": "1.00"}}]} | facts)
        with pytest.raises(Refused) as refused:
            bring(sqlite_payer, file())
        assert refused.value.code == "declaration-exists"

    def test_for_a_test_is_answered_and_not_recorded(self, payer: House) -> None:
        """Afterwards its number is as new."""
        position = head(payer)
        answer = bring(payer, file(asked(tarief_eurocent=RATE + 1), soort_bericht="T"))
        assert (codes(answer), answer.position, head(payer)) == ([("0611",)], None, position)
        assert codes(bring(payer, file())) == [()]


class TestALineThatDoesNotHold:
    def test_is_recorded_and_at_once_refused(self, payer: House) -> None:
        """The others wait for the payer."""
        answer = bring(payer, file(asked(), asked("D1-2", tarief_eurocent=RATE + 1), asked("D1-3")))
        assert codes(answer) == [(), ("0611",), ()]
        *_, refused = recorded(payer)
        assert {name: refused[name] for name in ("topic", "line", "retourcode", "on", "eurocent")} == {
            "topic": "declaration.line-refused",
            "line": "D1-2",
            "retourcode": "0611",
            "on": "2026-03-04",
            "eurocent": 4 * (RATE + 1),
        }
        do(payer, approved("D1-1", "D1-3"))

    def test_is_told_everything_at_once(self, payer: House) -> None:
        """Another birth date, an unknown prestatie, a year without an indicatie."""
        days = on("2026-01-05")
        wrong = asked(prestatiecode="H999", besluitnummer=2, zorgzwaartepakketcode="755", **days)
        answer = bring(payer, samples.file([about(wrong, geboortedatum=days["begindatum"])]))
        assert codes(answer) == [("8004", "0551", "1113")]
        assert why(answer) == ["birth-date-differs", "other-besluit", "zorgprofiel-differs", "prestatie-unknown"]
        assert recorded(payer)[-1]["retourcode"] == "8004"

    def test_for_an_unknown_person_is_kept_in_the_receipt(self, payer: House) -> None:
        """There is nobody whose line it could be."""
        answer = bring(payer, samples.file([about(asked(), burgerservicenummer=STRANGER)]))
        assert (codes(answer), answer.declaration, recorded(payer)) == ([("0435",)], None, [])
        (received,) = told(payer, MESSAGE)
        (refused,) = received["refused"]
        assert {name: refused[name] for name in ("record", "line", "prestatie", "from", "to", "eurocent")} == {
            "record": 3,
            "line": "D1-1",
            "prestatie": "H126",
            "from": "2026-01-05",
            "to": "2026-01-09",
            "eurocent": 4 * RATE,
        }
        assert refused["retourcodes"] == ["0435"]

    def test_without_a_bsn_is_of_an_unknown_person(self, payer: House) -> None:
        """The number that says so belongs to nobody."""
        assert codes(bring(payer, samples.file([about(asked(), burgerservicenummer="999999999")]))) == [("0435",)]

    def test_that_asks_nothing_is_kept_in_the_receipt(self, payer: House) -> None:
        """A line of a declaration is above zero; one cent is."""
        answer = bring(payer, file(asked(declaratie_eurocent=0), asked("D1-2", declaratie_eurocent=1)))
        assert (codes(answer), why(answer)) == ([("0611",), ()], ["amount-not-positive"])
        assert [one["line"] for one in recorded(payer)[1:]] == ["D1-2"]


class TestACredit:
    def test_takes_back_what_was_approved(self, payer: House) -> None:
        """In part, and then the rest; the reason is sealed."""
        line = asked()
        bring(payer, file(line))
        do(payer, approved("D1-1"))
        whole = line.declaratie_eurocent
        answer = bring(payer, february(*_moved(credited(line, "C1", 1), credited(line, "C2", whole - 1))))
        assert (codes(answer), answer.declaration) == ([(), ()], None)
        first, second = recorded(payer)[-2:]
        assert (first["credit"], first["eurocent"], second["eurocent"]) == ("C1", 1, whole - 1)
        assert "2026-02" in str(payer.keyring.open("client-c1", first["reason"]))

    def test_above_what_is_left_is_refused(self, payer: House) -> None:
        """One cent over."""
        line = asked()
        bring(payer, file(line))
        do(payer, approved("D1-1"))
        back = credited(line, "C1")
        more = structs.replace(back, aantal=back.aantal + 1, berekend_eurocent=back.berekend_eurocent + RATE)
        more = structs.replace(more, declaratie_eurocent=line.declaratie_eurocent + 1)
        answer = bring(payer, february(*_moved(more)))
        assert (codes(answer), why(answer)) == ([("0631",)], ["credit-too-large"])
        assert recorded(payer)[-1]["topic"] == "declaration.line-approved"

    def test_of_a_line_that_waits_is_refused(self, payer: House) -> None:
        """There is nothing to take back yet: not of an earlier file, not of this one."""
        line = asked()
        answer = bring(payer, file(line, credited(line)))
        assert (codes(answer), why(answer)) == ([(), ("0631",)], ["line-not-approved"])
        assert why(bring(payer, february(*_moved(credited(line, "C1"))))) == ["line-not-approved"]

    def test_of_an_unknown_line_is_refused_and_kept(self, payer: House) -> None:
        """With its amount below zero."""
        answer = bring(payer, file(credited(asked("nergens"))))
        assert (codes(answer), why(answer)) == ([("0631",)], ["credited-line-unknown"])
        (received,) = told(payer, MESSAGE)
        assert received["refused"][0]["eurocent"] == -4 * RATE

    def test_of_a_line_of_somebody_else_is_refused(self, payer: House) -> None:
        """The number is right and the person is not."""
        line = asked()
        bring(payer, file(line))
        do(payer, approved("D1-1"), {"do": "register_client", "client": "c2", "region": "Rotterdam", "bsn": STRANGER})
        (back,) = _moved(credited(line))
        voorloop = february().voorlooprecord
        brought = aw319.new_file(voorloop, [about(back, burgerservicenummer=STRANGER)])
        assert why(bring(payer, brought)) == ["credited-line-unknown"]

    def test_and_a_new_line_that_names_it_follow_each_other(self, payer: House) -> None:
        """The correction of a month that was paid."""
        line = asked()
        bring(payer, file(line))
        do(payer, approved("D1-1"))
        better = structs.replace(asked("D1-1b", hours=3), vorig_referentienummer="D1-1")
        answer = bring(payer, file(credited(line), better, factuurnummer="2026-01b"))
        assert codes(answer) == [(), ()]
        assert recorded(payer, f"{DECLARATION}b")[1]["replaces"] == f"{DECLARATION}/D1-1"
        assert recorded(payer)[-1]["eurocent"] == line.declaratie_eurocent


def _moved(*lines: aw319.Prestatie) -> list[aw319.Prestatie]:
    """Lines on a day of February, for a file of that month."""
    return [structs.replace(one, **on("2026-02-02")) for one in lines]


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


class TestTheAnswerAsCsv:
    def test_has_a_row_per_line_or_reason(self, payer: House) -> None:
        """Record, reference, verdict, code and sentence."""
        answer = bring(payer, file(asked(), asked("D1-2", tarief_eurocent=RATE + 1, prestatiecode="H800")))
        rows = list(csv.DictReader(io.StringIO(answer.as_csv().decode())))
        assert [(one["record"], one["referentienummer"], one["uitkomst"], one["retourcode"]) for one in rows] == [
            ("3", "D1-1", "aangenomen", ""),
            ("4", "D1-2", "afgekeurd", "0611"),
        ]
        assert rows[1]["omschrijving"].startswith("Tarief prestatie ontbreekt")
        assert answer.return_name == f"AW319-{samples.PROVIDER}-2026-01-antwoord.csv"


class TestWhatSomebodyElseRecordsMeanwhile:
    def test_is_seen_before_a_line_is_refused(self, payer: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The indicatie ends while the file is judged: it is judged again."""
        end = {"do": "end_indicatie", "client": "c1", "besluitnummer": 1, "on": "2026-01-04", "reason": "fout"}
        once, original = [end], Ledger.stream_names

        def meanwhile(ledger: Ledger, *words: object) -> list[str]:
            if once:
                do(payer, once.pop())
            return original(ledger, *words)  # type: ignore[arg-type]

        monkeypatch.setattr(Ledger, "stream_names", meanwhile)
        replacing = structs.replace(asked(), vorig_referentienummer="nergens")
        assert codes(bring(payer, file(replacing))) == [("0551",)]


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
