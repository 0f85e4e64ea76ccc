"""A credit takes back the approved line that it names, of this client, and never more than is left of it."""

from msgspec import structs

from ledger.messages import aw319
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
    on,
    recorded,
    told,
    why,
)
from tests.houses import do
from tests.messages.aw319 import samples
from web.composition import House

MESSAGE = f"message-AW319-{samples.PROVIDER}-2026-01"


def _moved(*lines: aw319.Prestatie) -> list[aw319.Prestatie]:
    """Lines on a day of February, for a file of that month."""
    return [structs.replace(one, **on("2026-02-02")) for one in lines]


class TestACredit:
    def test_takes_back_what_was_approved(self, payer: House) -> None:
        """In part, and then the rest."""
        line = asked()
        bring(payer, file(line))
        do(payer, approved("D1-1"))
        whole = line.declaratie_eurocent
        answer = bring(payer, february(*_moved(credited(line, "C1", 1), credited(line, "C2", whole - 1))))
        assert (codes(answer), answer.declaration) == ([(), ()], None)
        first, second = recorded(payer)[-2:]
        assert (first["credit"], first["eurocent"], second["eurocent"]) == ("C1", 1, whole - 1)
        assert (first["why"], "reason" in first) == ("message", False)

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
        received, refused = told(payer, MESSAGE)
        assert (received["refused_count"], refused["client"], refused["eurocent"]) == (1, "c1", -4 * RATE)

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
        assert recorded(payer, f"{DECLARATION}b")[1]["replaces"] == {"declaration": DECLARATION, "line": "D1-1"}
        assert recorded(payer)[-1]["eurocent"] == line.declaratie_eurocent
