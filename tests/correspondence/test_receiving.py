"""How a message comes in: once, whole, with an answer; whatever is wrong with it, and whenever the process dies."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from lxml import etree

from ledger.correspondence import receiving
from ledger.correspondence.receipt import Receipt
from ledger.correspondence.receiving import receive
from ledger.messages import iwlz
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import Malformed
from projections.audit_trail.queries import Asked, Line, timeline
from projections.client_budget.balance import balance
from projections.client_budget.queries import budget_now
from tests.correspondence.arrivals import (
    TODAY,
    D,
    accepted,
    assigned,
    bring,
    changed,
    client_of,
    head,
    name,
    rules,
    started,
    toewijzingen_of,
)
from tests.houses import do
from tests.messages import samples
from tests.messages.samples import edit, toewijzing
from tests.messages.schemas import assert_valid
from web.composition import House

SAMPLE = (Path(__file__).parents[1] / "messages" / "data" / "aw33_voorbeeld.xml").read_bytes()


def several(count: int, **bad: Any) -> iwlz.Message:
    """An AW33 for some clients; `bad` breaks the toewijzing of the second."""
    clients = [
        samples.client_aw33(bsn, [toewijzing(**(bad if place == 1 else {}))])
        for place, bsn in enumerate(samples.bsns(count))
    ]
    return samples.aw33(clients, identificatie=name(), dagtekening=TODAY)


def answer(receipt: Receipt) -> etree._Element:
    """The return message, held against the published schema."""
    assert_valid(receipt.return_message, receipt.return_kind)
    return etree.fromstring(receipt.return_message)


def texts(root: etree._Element, element: str) -> list[str]:
    return [one.text or "" for one in root.iter(f"{{*}}{element}")]


def words(lines: list[Line]) -> set[str]:
    """The topics of a timeline."""
    return {line.topic.partition("/")[0] for line in lines}


class TestTheMainJob:
    def test_a_file_leads_through_the_journal_to_a_balance(self, house: House) -> None:
        """From a real zorgtoewijzing to what the family may still spend."""
        client = receive(house.ledger, SAMPLE).clients[0].client
        budget = {"budget": "b1", "from": "2026-01-01", "to": "2026-12-31", "amount": {"PUNT": "120.00"}}
        do(
            house,
            {"do": "open_budget", "client": client, "provider": samples.PROVIDER, **budget},
            {"do": "spend", "budget": "b1", "entry": "e1", "on": "2026-03-04", "amount": {"PUNT": "2.00"}, "what": "x"},
        )
        with house.reading() as connection:
            held = balance(budget_now(connection, "b1"), None)
        assert [held.granted.quantity, held.spent.quantity, held.available.quantity] == [12000, 200, 11800]

    def test_it_is_told_in_the_audit_trail_of_client_and_provider(self, house: House) -> None:
        """Also what the message itself brought."""
        receipts = accepted(house, assigned(), started(), changed())
        with house.reading() as connection:
            of_client = timeline(connection, house.ledger, Asked("client", str(receipts[0].clients[0].client)))
            of_provider = timeline(connection, house.ledger, Asked("provider", samples.PROVIDER))
        assert {"toewijzing.assigned", "zorg.started", "zorg.ended", "message.received"} <= words(of_client)
        assert words(of_provider) == {"toewijzing.assigned", "zorg.started", "zorg.ended"}

    def test_a_pgb_beside_it_is_told_to_the_client_alone(self, house: House) -> None:
        """A toewijzing with leveringsvorm pgb has no provider."""
        (receipt,) = accepted(house, assigned(toewijzing(), toewijzing("2")))
        with house.reading() as connection:
            of_client = timeline(connection, house.ledger, Asked("client", str(receipt.clients[0].client)))
            of_provider = timeline(connection, house.ledger, Asked("provider", samples.PROVIDER))
        assert "De cliënt zelf (pgb)".lower() in " ".join(line.sentence for line in of_client).lower()
        assert len(of_provider) == 1


class TestTheSameMessageAgain:
    def test_changes_nothing_and_gives_the_same_receipt(self, house: House, clock: SetClock) -> None:
        """Also days later, to the byte of the answer."""
        first = receive(house.ledger, SAMPLE)
        position = head(house)
        clock.moment += timedelta(days=9)
        second = receive(house.ledger, SAMPLE)
        assert (second, second.as_json(), head(house)) == (first, first.as_json(), position)
        assert second.return_message == first.return_message
        assert (first.known, second.known) == (False, True)

    def test_with_a_rejected_client_as_well(self, house: House) -> None:
        """The findings are the same, though the rule of the ledger might judge otherwise by now."""
        message = samples.aw35([samples.client_aw35()], identificatie=name(), dagtekening=TODAY)
        first = bring(house, message)
        accepted(house, assigned())
        assert bring(house, message) == first
        assert rules(first) == [("TR019", "GeleverdZorgzwaartepakket[1]")]

    def test_white_space_does_not_count(self, house: House) -> None:
        """The content is compared, not the file."""
        first = receive(house.ledger, SAMPLE)
        assert receive(house.ledger, SAMPLE.replace(b"\n", b"\n\n  ")) == first

    def test_at_the_same_moment_is_one_message(self, house: House) -> None:
        """Two processes find the same file."""
        receipts: list[Receipt] = []
        threads = [Thread(target=lambda: receipts.append(receive(house.ledger, SAMPLE))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(receipts) == 4
        assert all(receipt == receipts[0] for receipt in receipts)
        assert head(house) == 5


class TestOtherContentUnderTheSameName:
    def test_is_refused_and_leaves_no_trace(self, house: House) -> None:
        """TR056; the receipt says so, and its answer does not overwrite the first one."""
        first = receive(house.ledger, SAMPLE)
        position = head(house)
        other = receive(house.ledger, SAMPLE.replace(b"999900006", b"999900018"))
        assert rules(other) == [("TR056", "Identificatie")]
        assert (other.retourcodes, other.position, head(house)) == (("9056",), None, position)
        assert [(one.accepted, one.retourcodes) for one in other.clients] == [(False, ("0233",))]
        assert other.return_name != first.return_name
        assert texts(answer(other), "RetourCode") == ["9056"]
        assert receive(house.ledger, SAMPLE) == first

    def test_another_sender_or_kind_may_use_the_name(self, house: House) -> None:
        """Identification is unique per kind and sender."""
        same: dict[str, Any] = {"identificatie": "SAME", "dagtekening": TODAY}
        elsewhere = samples.aw33([samples.client_aw33(samples.bsns(2)[1])], afzender="5512", **same)
        accepted(house, samples.aw33(**same), elsewhere, samples.aw35(**same), samples.aw39(**same))
        assert client_of(house, samples.bsns(2)[1]).region == "Noord Holland Noord"


class TestDagtekening:
    @pytest.mark.parametrize(("dagtekening", "found"), [("2026-03-04", []), ("2026-03-05", [("CS064", "Dagtekening")])])
    def test_does_not_lie_after_today(self, house: House, dagtekening: str, found: list[tuple[str, str]]) -> None:
        """CS064, by the calendar of the Netherlands: the message as a whole is rejected, and recorded as such."""
        receipt = bring(house, samples.aw33(identificatie="D1", dagtekening=D(dagtekening)))
        assert rules(receipt) == found
        assert receipt.accepted == (not found)
        assert receipt.position == head(house)
        assert texts(answer(receipt), "RetourCode") == (["S064"] if found else ["0200"])


class TestSeveralClients:
    def test_one_that_is_wrong_in_itself_does_not_stop_the_others(self, house: House) -> None:
        """TR016: that one goes back whole, with its retourcode."""
        receipt = bring(house, several(3, ingangsdatum=D("2025-12-31")))
        assert [one.accepted for one in receipt.clients] == [True, False, True]
        assert receipt.clients[1].retourcodes == ("9016",)
        root = answer(receipt)
        assert texts(root, "Bsn") == [samples.bsns(3)[1]]
        assert "9016" in texts(root, "RetourCode")

    def test_one_that_the_ledger_refuses_leaves_no_half_state(self, house: House) -> None:
        """Of its two toewijzingen the second may not; then the first is not recorded either."""
        bsns = samples.bsns(2)
        accepted(house, assigned(toewijzing("4"), bsn=bsns[1]))
        before = toewijzingen_of(house, bsns[1]).version
        newer = toewijzing("4", klasse="KE4", toewijzingsdatum=D("2026-02-10"))
        clients = [
            samples.client_aw33(bsns[0]),
            samples.client_aw33(bsns[1], [toewijzing("5", ingangsdatum=D("2026-05-01")), newer]),
        ]
        receipt = bring(house, samples.aw33(clients, identificatie=name(), dagtekening=TODAY))
        assert [one.accepted for one in receipt.clients] == [True, False]
        assert rules(receipt) == [("TR076", "Klasse")]
        assert toewijzingen_of(house, bsns[1]).version == before

    def test_every_one_is_in_the_event_without_anything_personal(self, house: House) -> None:
        """What came in does not disappear; who is rejected and unknown has no name here."""
        bad = several(2, ingangsdatum=D("2025-12-31"))
        born = edit(bad, "clienten.0.geboortedatum.datum_gebruik", "1")
        receipt = bring(house, born)
        record = house.ledger.at(receipt.position or 0)
        assert record is not None
        stored = json.loads(record.state)
        assert [one["retourcodes"] for one in stored["clients"]] == [["9097"], ["9016"]]
        assert not [word for word in ("Voorbeeld", "9999000", "1943") if word in record.state.decode()]
        assert all(one.sentence for client in receipt.clients for one in client.findings)
        assert bring(house, born) == receipt


class TestAProcessThatIsKilled:
    @pytest.mark.parametrize("client", [0, 1, 2])
    def test_while_deciding_has_not_read_the_message(
        self, house: House, monkeypatch: pytest.MonkeyPatch, client: int
    ) -> None:
        """After any client of three: nothing is recorded; reading again reads it whole."""
        message, calls = several(3), iter(range(9))
        real = receiving.TAKE_IN["AW33"]

        def die(case: Any) -> Iterator[iwlz.Finding]:
            yield from real(case)
            if next(calls) == client:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setitem(receiving.TAKE_IN, "AW33", die)
            with pytest.raises(KeyboardInterrupt):
                bring(house, message)
        assert head(house) == 0
        assert len(bring(house, message).clients) == 3
        assert head(house) == 13

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_around_the_writing_has_read_it_or_not(
        self, house: House, monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        """Before the commit nothing is there; after it everything, and the receipt can be had again."""
        message, record = several(2), house.ledger.commits.record

        def die(*args: Any, **kwargs: Any) -> Any:
            if moment == "after":
                record(*args, **kwargs)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(house.ledger.commits, "record", die)
            with pytest.raises(KeyboardInterrupt):
                bring(house, message)
        assert head(house) == (9 if moment == "after" else 0)
        receipt = bring(house, message)
        assert (receipt.known, receipt.accepted, head(house)) == (moment == "after", True, 9)


CORRUPTIONS: list[tuple[str, Callable[[bytes], bytes], int]] = [
    ("no XML", lambda data: b"not a message", 1),
    ("cut off", lambda data: data[: len(data) // 2], 1),
    ("two wrong values", lambda data: data.replace(b"999900006", b"12").replace(b"KE7", b"XX"), 2),
    ("an element too many", lambda data: data.replace(b"<Leefeenheid>", b"<Extra/><Leefeenheid>"), 1),
    ("an impossible date", lambda data: data.replace(b"2025-12-15", b"2025-02-30"), 1),
    ("part of a percent", lambda data: data.replace(b"10000", b"9950"), 1),
    ("another release", lambda data: data.replace(b"iwlz/2_2", b"iwlz/2_1"), 1),
]


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize(("corrupt", "count"), [case[1:] for case in CORRUPTIONS], ids=[c[0] for c in CORRUPTIONS])
    def test_lists_its_problems_and_records_nothing(
        self, house: House, corrupt: Callable[[bytes], bytes], count: int
    ) -> None:
        """Each with line, element and reason."""
        with pytest.raises(Malformed) as refused:
            receive(house.ledger, corrupt(SAMPLE))
        assert len(refused.value.problems) >= count
        assert all(one.message and one.line for one in refused.value.problems)
        assert head(house) == 0


class TestTheAnswer:
    def test_to_what_is_in_order_is_the_header_alone(self, house: House) -> None:
        """AW34, AW36 and AW310 with 0200, dated the Dutch day of reading."""
        for receipt in accepted(house, assigned(), started(), changed()):
            root = answer(receipt)
            assert (texts(root, "RetourCode"), texts(root, "Bsn")) == (["0200"], [])
            assert texts(root, "DagtekeningRetour") == ["2026-03-04"]
            assert texts(root, "IdentificatieRetour") == [receipt.return_identification]
            assert len(receipt.return_identification) <= 12

    def test_to_a_refusal_of_our_own_is_0001(self, house: House) -> None:
        """No rule of the standard says it."""
        accepted(house, assigned())
        moved = assigned(toewijzing(ingangsdatum=D("2026-02-01")), ingangsdatum=D("2026-01-02"))
        assert "0001" in texts(answer(bring(house, moved)), "RetourCode")
