"""The same facts by hand: toewijzingen and reports as journal lines, with their guards."""

from typing import Any

import pytest

from ledger.commands.door import NotRecorded
from ledger.commands.journal import read_command
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.errors import LedgerError, Malformed
from tests.houses import do
from web.composition import House

CLIENT = {"do": "register_client", "client": "c1", "region": "Rotterdam"}
INDICATIE = {
    "do": "grant_indicatie",
    "client": "c1",
    "besluitnummer": 5,
    "zorgprofiel": "4VV",
    "from": "2026-01-01",
    "to": "2026-12-31",
}
KEY = {
    "client": "c1",
    "besluitnummer": 5,
    "zorgeenheid": "753",
    "provider": "p1",
    "leveringsvorm": "mpt",
    "from": "2026-01-01",
}
ASSIGN = {
    **{"do": "assign_zorg", **KEY, "to": "2026-12-31"},
    **{"assigned_at": "2026-01-02T10:15:00", "soort": "1", "zorgkantoor": "5521"},
}
WITHDRAW = {
    "do": "withdraw_toewijzing",
    **KEY,
    "assigned_at": "2026-02-02T10:15:00",
    "on": "2026-03-31",
    "reden_intrekking": "5",
}
START = {"do": "start_zorg", **KEY, "on": "2026-01-05"}
END = {"do": "end_zorg", **KEY, "on": "2026-02-01", "mutatiecode": "20"}
ASK = {
    **{"do": "request_toewijzing", "client": "c1", "besluitnummer": 5, "provider": "p1", "zorgeenheid": "753"},
    **{"leveringsvorm": "mpt", "asked": [{"provider": "p2", "soort": "1", "from": "2026-03-01"}]},
}


@pytest.fixture
def known(house: House) -> House:
    """A client with an indicatie for 2026 and one toewijzing to p1."""
    do(house, CLIENT, INDICATIE, ASSIGN)
    return house


def refusal(house: House, command: dict[str, Any], **mandate: Any) -> LedgerError:
    """Why a command cannot be."""
    who = Mandate(Actor("a", "zorgaanbieder"), **mandate) if mandate else None
    with pytest.raises(NotRecorded) as refused:
        do(house, command, mandate=who) if who else do(house, command)
    return refused.value.error


REFUSALS: list[tuple[str, list[dict[str, Any]], dict[str, Any], str, str]] = [
    ("same", [], ASSIGN, "toewijzing-known", "assigned_at"),
    ("older", [], {**ASSIGN, "assigned_at": "2026-01-02T10:14:59"}, "toewijzing-older", "assigned_at"),
    ("day before", [], {**ASSIGN, "from": "2025-12-31"}, "outside-indicatie", "from"),
    ("day after", [], {**ASSIGN, "from": "2026-02-01", "to": "2027-01-01"}, "outside-indicatie", "from"),
    ("open end", [], {**ASSIGN, "from": "2026-02-01", "to": None}, "outside-indicatie", "from"),
    ("reversed", [], {**ASSIGN, "from": "2026-02-01", "to": "2026-01-31"}, "period-reversed", "to"),
    ("unknown besluit", [], {**ASSIGN, "besluitnummer": 6}, "indicatie-unknown", "besluitnummer"),
    ("pgb with provider", [], {**ASSIGN, "leveringsvorm": "pgb"}, "provider-or-pgb", "provider"),
    ("mpt without provider", [], {**ASSIGN, "provider": None}, "provider-or-pgb", "provider"),
    ("withdrawn twice", [WITHDRAW], WITHDRAW, "toewijzing-withdrawn", "besluitnummer"),
    ("withdrawn earlier", [], {**WITHDRAW, "assigned_at": "2026-01-02T10:14:00"}, "toewijzing-older", "assigned_at"),
    ("withdrawn unknown", [], {**WITHDRAW, "provider": "p2"}, "toewijzing-unknown", "besluitnummer"),
    ("withdrawn before it began", [], {**WITHDRAW, "on": "2025-12-31"}, "period-reversed", "to"),
    ("start on a pgb", [], {**START, "provider": None, "leveringsvorm": "pgb"}, "provider-missing", "provider"),
    ("start unknown", [], {**START, "zorgeenheid": "754"}, "toewijzing-unknown", "besluitnummer"),
    ("start outside", [], {**START, "on": "2027-01-01"}, "outside-toewijzing", "on"),
    ("start after the last day", [WITHDRAW], {**START, "on": "2026-04-01"}, "outside-toewijzing", "on"),
    ("start twice", [START], START, "zorg-started", "on"),
    ("start inside what ended", [START, END], {**START, "on": "2026-02-01"}, "in-ended-zorg", "on"),
    ("withdrawn start unknown", [], {**START, "do": "withdraw_start"}, "start-unknown", "on"),
    ("withdrawn start that ended", [START, END], {**START, "do": "withdraw_start"}, "zorg-ended", "on"),
    ("end before start", [], END, "zorg-not-started", "started_on"),
    ("end of another start", [START], {**END, "started_on": "2026-01-06"}, "other-start", "started_on"),
    ("end by the other word", [START], {**END, "do": "change_zorg"}, "mutatiecode-not-here", "mutatiecode"),
    ("change by the other word", [START], {**END, "mutatiecode": "18"}, "mutatiecode-not-here", "mutatiecode"),
    ("end too late", [START], {**END, "on": "2027-01-01"}, "after-toewijzing", "on"),
    (
        "withdrawn end unknown",
        [START],
        {"do": "withdraw_mutation", **KEY, "on": "2026-02-01"},
        "mutation-unknown",
        "on",
    ),
    ("request of a stranger", [], {**ASK, "provider": "p2"}, "no-toewijzing", "besluitnummer"),
]


class TestRefusals:
    @pytest.mark.parametrize(
        ("before", "command", "code", "field"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
    )
    def test_each_with_its_code_and_field(
        self, known: House, before: list[dict[str, Any]], command: dict[str, Any], code: str, field: str
    ) -> None:
        """The sentence is Dutch and says what is the matter."""
        if before:
            do(known, *before)
        error = refusal(known, command)
        assert (error.code, error.field) == (code, field)
        assert error.message.endswith(".")

    def test_a_provider_reports_only_on_its_own(self, known: House) -> None:
        """Another one does not even learn that it exists."""
        assert refusal(known, START, provider="p2").code == "provider-unknown"
        do(known, START, mandate=Mandate(Actor("a", "zorgaanbieder"), provider="p1"))

    def test_a_moment_with_a_zone_is_malformed(self) -> None:
        """Messages carry Dutch clock time; the two cannot be compared."""
        with pytest.raises(Malformed):
            read_command({**ASSIGN, "assigned_at": "2026-01-02T10:15:00Z"})


class TestWhatIsRecorded:
    def test_the_story_of_a_toewijzing(self, known: House) -> None:
        """Started, ended, ended withdrawn, asked anew, withdrawn by the zorgkantoor, assigned again."""
        outcomes = do(
            known,
            START,
            END,
            {"do": "withdraw_mutation", **KEY, "on": "2026-02-01"},
            ASK,
            WITHDRAW,
            {**ASSIGN, "assigned_at": "2026-04-01T08:00:00", "percentage": 50},
        )
        assert [outcome.events[0][1].partition("/")[0] for outcome in outcomes] == [
            "zorg.started",
            "zorg.ended",
            "zorg.change-withdrawn",
            "toewijzing.requested",
            "toewijzing.withdrawn",
            "toewijzing.changed",
        ]

    def test_what_was_assigned_on_a_besluit_that_ended_is_kept(self, known: House) -> None:
        """A later besluit came; the toewijzing on the first may still be recorded, from its first day."""
        end = {"do": "end_indicatie", "client": "c1", "besluitnummer": 5, "on": "2026-03-31", "reason": "nieuw"}
        do(known, end, {**INDICATIE, "besluitnummer": 6, "from": "2026-04-01"})
        do(known, {**ASSIGN, "provider": "p2"})
        assert refusal(known, {**ASSIGN, "provider": "p3", "from": "2025-12-31"}).code == "outside-indicatie"
