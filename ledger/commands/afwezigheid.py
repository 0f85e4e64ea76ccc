"""Commands about days on which a client was not there."""

from datetime import date

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.commands.base import CARE_STAFF, Command, Desk, from_day, until_day
from ledger.tariffs.afwezigheid import AbsenceKind
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Text


class RecordAbsence(Command, frozen=True, kw_only=True, tag="record_absence"):
    """Write down that a client was not there, from the day after leaving up to the day before coming back.

    As long as the client is away, `to` is not there; `correct_absence` tells it later.
    """

    BY = CARE_STAFF
    EXAMPLE = {
        "client": "c1",
        "absence": "a1",
        "provider": "p1",
        "from": "2026-02-02",
        "to": "2026-02-15",
        "kind": "opname",
    }
    client: Identifier
    absence: Identifier
    provider: Identifier
    first: date = from_day()
    last: date | None = until_day()
    kind: AbsenceKind

    def decide(self, desk: Desk) -> None:
        """Tell the absences of the client."""
        desk.check_provider(self.provider)
        desk.client(self.client)
        desk.find(Afwezigheid, self.client).record(
            Afwezigheid.Recorded(
                client=self.client,
                absence=self.absence,
                provider=self.provider,
                first=self.first,
                last=self.last,
                kind=self.kind,
            )
        )


class CorrectAbsence(Command, frozen=True, kw_only=True, tag="correct_absence"):
    """Give an absence its last day, or another, or take it back with `withdraw`. Its number is not used again."""

    BY = CARE_STAFF
    EXAMPLE = {"client": "c1", "absence": "a1", "to": "2026-02-10", "reason": "eerder terug"}
    client: Identifier
    absence: Identifier
    last: date | None = until_day()
    withdraw: bool = False
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the absences of the client."""
        desk.client(self.client)
        absences = desk.get(Afwezigheid, self.client, "client")
        if desk.mandate.provider not in (None, absences.absence(self.absence).provider):
            raise absences.unknown(self.absence)
        reason = desk.seal_for_client(self.client, self.reason)
        if self.withdraw == (self.last is not None):
            raise Refused("correction-unclear", "Noem een andere laatste dag, of trek de afwezigheid in.", "to")
        if self.last is None:
            absences.withdraw(self.absence, reason)
        else:
            absences.correct(self.absence, self.last, reason)
