"""The care of one client, as events tell it: deliveries, absences, and what was paid from the pgb."""

from datetime import date

from msgspec.structs import replace

from ledger.aggregates.afwezigheid import Afwezigheid
from ledger.aggregates.levering import Levering
from ledger.aggregates.pgb import Pgb
from ledger.auditing.entries import Entry
from ledger.rechtmatigheid.case import YearMonth
from ledger.rechtmatigheid.facts import Absent, Given, PgbPaid

Away = Afwezigheid.Recorded | Afwezigheid.Corrected


class Care:
    """Deliveries by month and number, absences and payments by number; each as it is known now."""

    def __init__(self) -> None:
        self.given: dict[YearMonth, dict[str, Given]] = {}
        self._absences: dict[str, tuple[Away, tuple[int, ...]]] = {}
        self.pgb: dict[str, PgbPaid] = {}

    def delivery(self, entry: Entry) -> Given | None:
        """Take in care that was given, or put right; return it as it is known now."""
        event = entry.event
        if isinstance(event, Levering.Recorded):
            given = _given(event, entry)
        elif isinstance(event, Levering.Corrected):
            known = self.given.get((event.on.year, event.on.month), {}).get(event.levering)
            if known is None:
                return None
            given = replace(known, minutes=event.minutes, events=(*known.events, entry.position))
        else:
            return None
        self.given.setdefault((given.on.year, given.on.month), {})[given.levering] = given
        return given

    def absence(self, entry: Entry) -> None:
        """Take in an absence, or put it right; one that is withdrawn is left out."""
        event = entry.event
        if not isinstance(event, Afwezigheid.Recorded | Afwezigheid.Corrected):
            return
        _, events = self._absences.pop(event.absence, (None, ()))
        if isinstance(event, Afwezigheid.Recorded) or not event.withdrawn:
            self._absences[event.absence] = event, (*events, entry.position)

    def absences(self, today: date) -> tuple[Absent, ...]:
        """Return the absences as they are known now; one that is still going on lasts until today."""
        return tuple(
            Absent(
                absence=away.absence,
                provider=away.provider,
                kind=away.kind,
                first=away.first,
                last=away.last or max(away.first, today),
                events=events,
            )
            for away, events in self._absences.values()
        )

    def payment(self, entry: Entry) -> PgbPaid | None:
        """Take in a payment from the pgb, or take it out; return it as it is known now, unless it is withdrawn."""
        event = entry.event
        if isinstance(event, Pgb.PaymentWithdrawn):
            self.pgb.pop(event.payment, None)
            return None
        if not isinstance(event, Pgb.Paid):
            return None
        paid = PgbPaid(
            payment=event.payment,
            provider=event.provider,
            first=event.first,
            last=event.last,
            eurocent=event.eurocent,
            recorded=entry.day,
            event=entry.position,
        )
        self.pgb[paid.payment] = paid
        return paid


def _given(event: Levering.Recorded, entry: Entry) -> Given:
    return Given(
        levering=event.levering,
        client=event.client,
        provider=event.provider,
        on=event.on,
        starts_at=event.starts_at,
        prestatie=event.prestatie,
        activity=event.activity,
        minutes=event.minutes,
        group_size=event.group_size,
        given_by=event.given_by,
        recorded=entry.day,
        events=(entry.position,),
    )
