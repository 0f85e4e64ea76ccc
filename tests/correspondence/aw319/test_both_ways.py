"""A provider that sends files and declares from its contract as well: the same care is paid once."""

from typing import Any

import pytest

from ledger.commands.door import NotRecorded
from ledger.dossier.by_file import standing_by_file
from tests.correspondence.aw319.declared import (
    DECLARATION,
    RATE,
    D,
    about,
    approved,
    asked,
    bring,
    codes,
    file,
    on,
    person,
    recorded,
    told,
    why,
)
from tests.houses import do
from tests.ledger.care_lines import chosen, delivered, plan
from tests.ledger.declare_lines import declare
from tests.ledger.lines import Line, indicatie
from tests.messages.aw319 import samples
from web.composition import House

JANUARY = on("2026-01-01", "2026-01-31")
OWN = "p1-k1-2026-01"
OF_C2 = "999900018"
HOURS = delivered("l1", "4:00", on="2026-01-05")
"""What the file asks for."""


def declared(contract: str = "k1", **more: Any) -> Line:
    """Declare January for c1."""
    return declare(contract, "2026-01", **more)


def refusal(house: House, line: Line) -> str:
    """Why nothing can be declared."""
    with pytest.raises(NotRecorded) as refused:
        do(house, line)
    return refused.value.error.code


def paid(house: House, *declarations: str) -> int:
    """What was approved and not taken back, in cents."""
    found = [one for name in declarations for one in recorded(house, name)]
    signs = {"declaration.line-approved": 1, "declaration.line-credited": -1}
    return sum(signs.get(one["topic"], 0) * one["eurocent"] for one in found)


class TestAFileAndThenDeclare:
    def test_changes_nothing_where_the_file_was_right(self, payer: House) -> None:
        """The same hours over the same days."""
        do(payer, HOURS)
        bring(payer, file(asked(**JANUARY)))
        do(payer, approved("D1-1"))
        assert refusal(payer, declared()) == "nothing-to-declare"

    def test_knows_an_activity_by_its_price(self, sqlite_payer: House) -> None:
        """Two showers are € 18,00 each under k2, in a unit that a file does not know; k1 pays H126 by the hour."""
        showers: dict[str, Any] = {"tijdseenheid": "81", "aantal": 2, "tarief_eurocent": 1800}
        bring(sqlite_payer, file(asked(**showers, **JANUARY)))
        days = ("2026-01-05", "2026-01-12")
        shower = {"prestatie": None, "activity": "douchen"}
        do(sqlite_payer, *(delivered(f"l{n}", "0:20", on=day, **shower) for n, day in enumerate(days)))
        assert recorded(sqlite_payer)[1]["contract"] == "k2"
        do(sqlite_payer, approved("D1-1"))
        assert refusal(sqlite_payer, declared("k2")) == "nothing-to-declare"

    def test_takes_back_what_was_paid_and_declares_what_is_right(self, payer: House) -> None:
        """The file asked for five days; the contract declares a month. It is paid once."""
        do(payer, HOURS)
        bring(payer, file())
        do(payer, approved("D1-1"), declared())
        assert recorded(payer)[-1]["eurocent"] == 4 * RATE
        (line,) = (one for one in recorded(payer, OWN) if one["topic"] == "declaration.line-submitted")
        assert line["replaces"] == {"declaration": DECLARATION, "line": "D1-1"}
        do(payer, approved("1", declaration=OWN))
        assert paid(payer, DECLARATION, OWN) == 4 * RATE

    def test_waits_for_the_judgement_of_the_file(self, sqlite_payer: House) -> None:
        """What is not judged cannot be taken back; what was refused does not count."""
        do(sqlite_payer, HOURS)
        bring(sqlite_payer, file())
        assert refusal(sqlite_payer, declared()) == "line-waiting"
        refused = {"do": "refuse_declaration", "declaration": DECLARATION, "lines": ["D1-1"], "retourcode": "0611"}
        do(sqlite_payer, refused, declared())
        assert "replaces" not in recorded(sqlite_payer, OWN)[1]

    @pytest.mark.parametrize(
        ("last", "code"), [("2026-01-31", "nothing-to-declare"), ("2026-02-01", "declared-by-file")]
    )
    def test_cannot_compare_a_line_over_the_edge_of_the_month(self, sqlite_payer: House, last: str, code: str) -> None:
        """One day over; and then February cannot either, where there is care in it."""
        do(sqlite_payer, HOURS, delivered("l2", "1:00", on="2026-02-02"))
        days: dict[str, Any] = {"einddatum": D("2026-02-28"), "dagtekening": D("2026-03-02")}
        bring(sqlite_payer, file(asked(**on("2026-01-01", last)), **days))
        do(sqlite_payer, approved("D1-1"))
        assert refusal(sqlite_payer, declared()) == code
        if code == "declared-by-file":
            assert refusal(sqlite_payer, declare("k1", "2026-02")) == code

    def test_leaves_alone_what_it_knows_no_care_of(self, sqlite_payer: House) -> None:
        """Of c2 no delivery was written down: what came in by file stands, also when c2 is named."""
        of_c2: dict[str, Any] = {"client": "c2"}
        known = (
            person(client="c2", bsn=OF_C2),
            indicatie(value={"EUR": "600.00"}, per="week", besluitnummer=2, **of_c2),
            chosen(**of_c2),
            plan(**of_c2, zorgplan="z2"),
        )
        do(sqlite_payer, *known, HOURS)
        bring(sqlite_payer, samples.file([about(asked(besluitnummer=2), burgerservicenummer=OF_C2)]))
        do(sqlite_payer, approved("D1-1"), declared(clients=["c1", "c2"]))
        assert [one.get("client") for one in recorded(sqlite_payer, OWN)] == [None, "c1"]
        assert paid(sqlite_payer, DECLARATION) == 4 * RATE

    def test_sees_a_file_that_comes_in_meanwhile(self, payer: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Declaring is decided anew, on what the file says."""
        do(payer, HOURS)
        once, original = [file()], standing_by_file

        def meanwhile(*words: Any) -> Any:
            if once:
                bring(payer, once.pop())
            return original(*words)

        monkeypatch.setattr("ledger.commands.declare.standing_by_file", meanwhile)
        assert refusal(payer, declared()) == "line-waiting"


class TestDeclareAndThenAFile:
    def test_is_refused_for_the_same_care(self, payer: House) -> None:
        """0611: it is not as was agreed. The line is told, and everything else of the file holds."""
        do(payer, HOURS, declared())
        answer = bring(
            payer, file(asked(), asked("D1-2", prestatiecode="H800", tijdseenheid="16", tarief_eurocent=6615))
        )
        assert (codes(answer), why(answer)) == ([("0611",), ()], ["already-declared"])
        assert "regel 1 van declaratie p1-k1-2026-01" in answer.lines[0].reasons[0].sentence

    def test_is_taken_in_for_another_month(self, sqlite_payer: House) -> None:
        """A line over the edge meets January; one from 1 February on does not."""
        do(sqlite_payer, HOURS, declared())
        lines = asked(**on("2026-01-31", "2026-02-01")), asked("D1-2", **on("2026-02-01"))
        brought = file(*lines, einddatum=D("2026-02-28"), dagtekening=D("2026-03-02"))
        assert why(bring(sqlite_payer, brought)) == ["already-declared"]

    @pytest.mark.parametrize("verdict", ["refused", "taken back"])
    def test_is_taken_in_when_nothing_stands_any_more(self, sqlite_payer: House, verdict: str) -> None:
        """The payer refused it, or it was taken back whole."""
        about_it = {"declaration": OWN, "line": "1", "credit": "1c", "reason": "fout"}
        refused = {"do": "refuse_declaration", "declaration": OWN, "lines": ["1"], "retourcode": "0553"}
        taken = (approved("1", declaration=OWN), {"do": "credit_line"} | about_it)
        do(sqlite_payer, HOURS, declared(), *((refused,) if verdict == "refused" else taken))
        assert codes(bring(sqlite_payer, file())) == [()]


class TestTheFilesOfAProvider:
    def test_are_told_with_their_contracts_and_days(self, payer: House) -> None:
        """A line that no contract allows is under none; a file of which nothing is declared is not told."""
        bring(payer, samples.file([about(asked(), burgerservicenummer="999999999")], factuurnummer="niemand"))
        bring(payer, file(asked(), asked("D1-2", **on("2026-01-20")), asked("D1-3", tarief_eurocent=RATE + 1)))
        (taken_in,) = told(payer, "bestanden-p1")
        assert {name: taken_in[name] for name in ("topic", "provider", "declaration", "contracts")} == {
            "topic": "bestand.taken-in",
            "provider": "p1",
            "declaration": DECLARATION,
            "contracts": [{"contract": "k1", "from": "2026-01-05", "to": "2026-01-20"}],
        }
