"""A file comes in once: a declaration, refusals at once, credits, and an answer per line; or nothing at all."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec import structs

from ledger.correspondence.aw319.earlier import Earlier, EarlierLines
from ledger.correspondence.aw319.exporting import export
from ledger.correspondence.aw319.outgoing import Wanted
from ledger.messages import aw319
from ledger.vocabulary.errors import Refused
from projections.audit_trail.queries import Asked, timeline
from tests.correspondence.aw319.declared import (
    DECLARATION,
    RATE,
    STRANGER,
    about,
    approved,
    asked,
    bring,
    codes,
    file,
    head,
    on,
    recorded,
    told,
    why,
)
from tests.houses import do
from tests.messages.aw319 import samples
from web.composition import House

FIVES: dict[str, Any] = {"aantal": 18, "tijdseenheid": "07", "tarief_eurocent": 473, "declaratie_eurocent": 8505}
"""An hour and a half in parts of five minutes."""
MESSAGE = f"message-AW319-{samples.PROVIDER}-2026-01"


def _said(lines: Iterable[aw319.Prestatie]) -> list[aw319.Prestatie]:
    """Lines without what every file numbers for itself."""
    own: dict[str, Any] = {"referentienummer": "", "identificatie": 0}
    return [structs.replace(one, **own) for one in lines]


class TestAFileInOrder:
    def test_becomes_a_declaration_that_waits_for_the_payer(self, payer: House) -> None:
        """Header, line and receipt, whole."""
        answer = bring(payer, file(asked(aantal=18, tijdseenheid="07", tarief_eurocent=473, declaratie_eurocent=8505)))
        assert codes(answer) == [()]
        submitted, line = recorded(payer)
        assert {
            name: submitted[name] for name in ("topic", "provider", "on", "from", "to", "line_count", "eurocent")
        } == {
            "topic": "declaration.submitted",
            "provider": "p1",
            "on": "2026-03-04",
            "from": "2026-01-01",
            "to": "2026-01-31",
            "line_count": 1,
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
        assert (received["kind"], received["line_count"], received["declaration"]) == ("AW319", 1, DECLARATION)
        assert "refused_count" not in received
        assert answer.position == head(payer)

    def test_keeps_what_each_line_says(self, payer: House) -> None:
        """Price and what it is for, besluit, zorgprofiel; and the contract that allows it."""
        named: dict[str, Any] = {"besluitnummer": 1, "zorgzwaartepakketcode": "753"}
        bring(payer, file(asked(**named, **FIVES), asked("D1-2", besluitnummer=None, zorgzwaartepakketcode=None)))
        _, first, second = recorded(payer)
        names = ("price_eurocent", "price_per", "besluitnummer", "zorgprofiel", "contract")
        assert [first[name] for name in names] == [473, "5 minuten", 1, "4VV", "k1"]
        assert [second.get(name) for name in names] == [RATE, "uur", None, None, "k1"]

    def test_goes_out_as_it_came_in(self, sqlite_payer: House) -> None:
        """Nothing of a line is lost: units, prices and codes are those of the file."""
        dagdeel: dict[str, Any] = {"prestatiecode": "H800", "tijdseenheid": "16", "tarief_eurocent": 6615}
        brought = file(asked(**FIVES), asked("D1-2", besluitnummer=None, zorgzwaartepakketcode=None, **dagdeel))
        bring(sqlite_payer, brought)
        sent = export(sqlite_payer.ledger, Wanted(declaration=DECLARATION, uzovi="5521"))
        there = aw319.read(sent).file
        assert there is not None
        assert _said(there.verzekerden[0].prestaties) == _said(brought.verzekerden[0].prestaties)

    def test_names_no_person_in_the_log(self, payer: House) -> None:
        """Neither BSN nor name, nor the day of birth."""
        bring(payer, samples.file([about(asked()), about(asked("D1-2"), burgerservicenummer=STRANGER)]))
        stored = b"".join(record.state for record in payer.ledger.records(0))
        for personal in (samples.BSN, STRANGER, "Vries", "1941-07-03"):
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
        assert (refused.value.code, head(payer)) == ("factuurnummer-known", position)

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
        assert {name: refused[name] for name in ("topic", "line", "retourcodes", "on", "eurocent")} == {
            "topic": "declaration.line-refused",
            "line": "D1-2",
            "retourcodes": ["0611"],
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
        assert recorded(payer)[-1]["retourcodes"] == ["8004", "0551", "1113"]

    def test_for_an_unknown_person_is_kept_in_the_receipt(self, payer: House) -> None:
        """There is nobody whose line it could be."""
        answer = bring(payer, samples.file([about(asked(), burgerservicenummer=STRANGER)]))
        assert (codes(answer), answer.declaration, recorded(payer)) == ([("0435",)], None, [])
        received, refused = told(payer, MESSAGE)
        assert (received["line_count"], received["refused_count"]) == (1, 1)
        assert {name: refused[name] for name in ("topic", "record", "line", "prestatie", "from", "to", "eurocent")} == {
            "topic": "message.line-refused",
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


class TestTheAuditTrail:
    def test_tells_the_client_of_each_line(self, payer: House) -> None:
        """Also of one that is not accepted; a stranger's is nobody's."""
        lines = about(asked(), asked("D1-2", tarief_eurocent=RATE + 1))
        bring(payer, samples.file([lines, about(asked("D1-3"), burgerservicenummer=STRANGER)]))
        with payer.reading() as connection:
            of_client = timeline(connection, payer.ledger, Asked("client", "c1"))
        (refused,) = (one for one in of_client if one.topic == "message.line-refused/1")
        assert refused.sentence == (
            "Regel D1-2 van declaratiebestand 2026-01 van 75999901 is niet aangenomen: H126, "
            "van 5 januari 2026 tot en met 9 januari 2026, € 226,84 (retourcode 0611)."
        )


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
        once, original = [end], EarlierLines.line

        def meanwhile(earlier: EarlierLines, *words: str) -> Earlier | None:
            if once:
                do(payer, once.pop())
            return original(earlier, *words)

        monkeypatch.setattr(EarlierLines, "line", meanwhile)
        replacing = structs.replace(asked(), vorig_referentienummer="nergens")
        assert codes(bring(payer, file(replacing))) == [("0551",)]
