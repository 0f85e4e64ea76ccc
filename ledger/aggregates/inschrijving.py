"""With whom a client is enrolled, under which contract: what a subscription (model G) is paid for."""

from datetime import date

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import Period


class Enrolment(msgspec.Struct):
    """The days with one provider under one contract. `version` is the event that says so."""

    provider: str
    contract: str
    period: Period
    version: int

    @property
    def withdrawn(self) -> bool:
        """Tell whether it ended before its first day, and so never held."""
        return self.period.last is not None and self.period.last < self.period.first


class Inschrijving(Aggregate):
    """The enrolments of one client: never with two providers, nor twice under one contract, on one day."""

    STREAM = "inschrijving"
    MISSING = ("inschrijving-unknown", "Cliënt {id} is bij geen zorgaanbieder ingeschreven.")

    class Started(Event, frozen=True, kw_only=True):
        """The client is enrolled with a provider from a day on."""

        TOPIC = "inschrijving.started"
        client: str
        provider: str
        contract: str
        first: date

        def apply(self, aggregate: "Inschrijving") -> None:
            """Open the period."""
            aggregate.enrolments.append(
                Enrolment(self.provider, self.contract, Period(self.first), aggregate.version + 1)
            )

    class Ended(Event, frozen=True, kw_only=True):
        """The enrolment holds up to and including a day; `reason` is sealed."""

        TOPIC = "inschrijving.ended"
        client: str
        provider: str
        contract: str
        last: date
        reason: str | None = None

        def apply(self, aggregate: "Inschrijving") -> None:
            """Close the period."""
            enrolment = aggregate.running(self.provider, self.contract)
            enrolment.period = Period(enrolment.period.first, self.last)
            enrolment.version = aggregate.version + 1

    def start(self) -> None:
        """Enrolled nowhere."""
        self.enrolments: list[Enrolment] = []

    def enrol(self, provider: str, contract: str, first: date) -> None:
        """Enrol from a day on."""
        for other in self.enrolments:
            clashes = other.provider != provider or other.contract == contract
            if clashes and not other.withdrawn and other.period.overlaps(Period(first)):
                raise Refused(
                    "already-enrolled",
                    f"De cliënt is vanaf {day(other.period.first)} al ingeschreven bij {other.provider} "
                    f"(contract {other.contract}). Beëindig die inschrijving eerst.",
                    "from",
                )
        self.happened(self.Started(client=self.id, provider=provider, contract=contract, first=first))

    def end(self, provider: str, contract: str, last: date, reason: str | None) -> None:
        """End what runs; the day before its first day withdraws it."""
        enrolment = self.running(provider, contract)
        if (enrolment.period.first - last).days > 1:
            raise Refused(
                "before-inschrijving",
                f"De inschrijving begint op {day(enrolment.period.first)}. "
                "Zij kan niet eerder eindigen dan de dag daarvoor.",
                "on",
            )
        self.happened(self.Ended(client=self.id, provider=provider, contract=contract, last=last, reason=reason))

    def running(self, provider: str, contract: str) -> Enrolment:
        """Return the enrolment that has no last day; without one it is an error."""
        for one in self.enrolments:
            if (one.provider, one.contract, one.period.last) == (provider, contract, None):
                return one
        raise NotFound(
            "inschrijving-unknown",
            f"Er is geen lopende inschrijving bij {provider} onder contract {contract}.",
            "contract",
        )
