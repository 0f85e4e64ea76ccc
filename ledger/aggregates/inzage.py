"""Access of an auditor: asked for step by step, granted where that takes a second person, ended, and used.

A materiële controle may not begin at the detail (users.md, Auditor): totals without persons, then pseudonymous lines,
then a sample, then personal detail, in this order and no other.
"""

from datetime import date, timedelta
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Forbidden, Refused

Step = Literal["totals", "lines", "sample", "detail"]
STEPS: tuple[Step, ...] = ("totals", "lines", "sample", "detail")
WORDS: dict[Step, str] = {
    "totals": "totalen zonder personen",
    "lines": "regels onder een schuilnaam",
    "sample": "steekproef",
    "detail": "persoonlijke gegevens",
}
LONGEST = timedelta(days=92)
"""How far ahead of the day on which it is asked the last day may be: a quarter."""

State = Literal["asked", "open", "refused", "ended"]


def reaches(step: Step, needed: Step) -> bool:
    """Tell whether a step is the one that is needed, or a later one.

    >>> reaches("sample", "lines"), reaches("totals", "lines")
    (True, False)
    """
    return STEPS.index(step) >= STEPS.index(needed)


class Bounds(msgspec.Struct, frozen=True):
    """What an access is limited to; each bound makes it narrower, and without any it is everything."""

    region: str | None = None
    provider: str | None = None
    clients: frozenset[str] = frozenset()
    sample: str | None = None

    @property
    def are_none(self) -> bool:
        """Tell whether nothing is left out."""
        return self == Bounds()

    def contain(self, narrower: "Bounds") -> bool:
        """Tell whether other bounds lie within these: each of these is held to, and more may be added.

        >>> Bounds(region="Rotterdam").contain(Bounds(region="Rotterdam", provider="p1"))
        True
        >>> Bounds(region="Rotterdam").contain(Bounds(provider="p1"))
        False
        """
        same = all(
            own in (None, other)
            for own, other in (
                (self.region, narrower.region),
                (self.provider, narrower.provider),
                (self.sample, narrower.sample),
            )
        )
        return same and (not self.clients or (bool(narrower.clients) and narrower.clients <= self.clients))


class Inzage(Aggregate):
    """One access of one person: a step, bounds, a purpose, a legal ground and a last day."""

    STREAM = "inzage"
    MISSING = ("inzage-unknown", "Inzage {id} is niet bekend. Controleer het nummer.")

    class Requested(Event, frozen=True, kw_only=True):
        """Somebody asks for access. All steps but the last are in force with it."""

        TOPIC = "inzage.requested"
        inzage: str
        step: Step
        purpose: str
        ground: str
        region: str | None = None
        provider: str | None = None
        only_clients: tuple[str, ...] = ()
        sample: str | None = None
        until: date
        previous: str | None = None
        asked_by: str

        @property
        def bounds(self) -> Bounds:
            """Return what it is limited to."""
            return Bounds(self.region, self.provider, frozenset(self.only_clients), self.sample)

        def apply(self, aggregate: "Inzage") -> None:
            """It waits for a second person, or is in force."""
            aggregate.asked = self
            aggregate.state = "asked" if self.step == "detail" else "open"

    class Granted(Event, frozen=True, kw_only=True):
        """A second person let somebody see personal detail."""

        TOPIC = "inzage.granted"
        inzage: str
        granted_by: str
        on: date

        def apply(self, aggregate: "Inzage") -> None:
            """It is in force."""
            aggregate.state = "open"

    class Refused(Event, frozen=True, kw_only=True):
        """A second person said no. `reason` is why, sealed."""

        TOPIC = "inzage.refused"
        inzage: str
        refused_by: str
        reason: str
        on: date

        def apply(self, aggregate: "Inzage") -> None:
            """It will never be in force."""
            aggregate.refused = self
            aggregate.state = "refused"

    class Ended(Event, frozen=True, kw_only=True):
        """The access is over before its last day."""

        TOPIC = "inzage.ended"
        inzage: str
        on: date

        def apply(self, aggregate: "Inzage") -> None:
            """It is no longer in force."""
            aggregate.state = "ended"

    class Viewed(Event, frozen=True, kw_only=True):
        """Something was shown: which page, about whom, in which step (NEN 7513); the actor is who saw it."""

        TOPIC = "inzage.viewed"
        inzage: str
        step: Step
        page: str
        client: str | None = None
        provider: str | None = None
        on: date

        def apply(self, aggregate: "Inzage") -> None:
            """Count it."""
            aggregate.views += 1

    def start(self) -> None:
        """Nothing is asked."""
        self.asked: Inzage.Requested
        self.state: State = "asked"
        self.refused: Inzage.Refused | None = None
        self.views = 0

    def request(self, requested: Requested, today: date, before: "Inzage | None") -> None:
        """Take in a request of which the step before, if any, was looked up."""
        if self.version:
            raise Refused("inzage-exists", f"Inzage {self.id} bestaat al. Kies een ander nummer.", "inzage")
        _check_days(requested.until, today)
        _check_bounds(requested)
        _check_order(requested, today, before)
        self.happened(requested)

    def grant(self, granted: Granted) -> None:
        """Let it be in force, by somebody else than who asked."""
        self._check_to_decide(granted.granted_by)
        if granted.on > self.asked.until:
            raise self._expired()
        self.happened(granted)

    def refuse(self, refused: Refused) -> None:
        """Say no, by somebody else than who asked."""
        self._check_to_decide(refused.refused_by)
        self.happened(refused)

    def end(self, ended: Ended) -> None:
        """Let it be over."""
        if self.state in ("refused", "ended"):
            raise self._over()
        self.happened(ended)

    def view(self, viewed: Viewed, by: str) -> None:
        """Write down what somebody saw, who may see it on that day."""
        self.check_open(by, viewed.on)
        if not reaches(self.asked.step, viewed.step):
            raise Forbidden(
                "inzage-step-too-low",
                f"Inzage {self.id} is voor de stap {WORDS[self.asked.step]}. Vraag eerst inzage voor de stap "
                f"{WORDS[viewed.step]}.",
                "step",
            )
        self.happened(viewed)

    def is_open(self, on: date) -> bool:
        """Tell whether it is in force on a day; its last day counts."""
        return self.state == "open" and on <= self.asked.until

    def check_open(self, by: str, on: date) -> None:
        """Refuse to use an access of somebody else, or one that is not in force on this day."""
        if by != self.asked.asked_by:
            raise Forbidden("inzage-not-yours", f"Inzage {self.id} is van iemand anders. Vraag zelf inzage.", "inzage")
        if self.state == "asked":
            raise Forbidden(
                "inzage-not-granted",
                f"Inzage {self.id} wacht nog op een tweede persoon. Vraag iemand anders.",
                "inzage",
            )
        if self.state != "open":
            raise self._over()
        if on > self.asked.until:
            raise self._expired()

    def _check_to_decide(self, by: str) -> None:
        if self.asked.step != "detail":
            raise Refused(
                "inzage-needs-no-grant",
                f"De stap {WORDS[self.asked.step]} heeft geen tweede persoon nodig. Beslis alleen over inzage in "
                f"{WORDS['detail']}.",
                "inzage",
            )
        if by == self.asked.asked_by:
            raise Forbidden(
                "inzage-own",
                "Over uw eigen aanvraag beslist iemand anders. Vraag het aan een tweede persoon.",
                "inzage",
            )
        if self.state != "asked":
            raise Refused("inzage-decided", f"Over inzage {self.id} is al beslist.", "inzage")

    def _over(self) -> Forbidden:
        if self.state == "refused":
            return Forbidden("inzage-was-refused", f"Inzage {self.id} is geweigerd. Vraag die opnieuw.", "inzage")
        return Forbidden("inzage-over", f"Inzage {self.id} is beëindigd. Vraag die opnieuw.", "inzage")

    def _expired(self) -> Forbidden:
        until = day(self.asked.until)
        return Forbidden("inzage-expired", f"Inzage {self.id} gold tot en met {until}. Vraag die opnieuw.", "inzage")


def _check_days(until: date, today: date) -> None:
    if until < today:
        raise Refused("inzage-until-past", f"{day(until)} is al geweest. Kies {day(today)} of een latere dag.", "until")
    if until > today + LONGEST:
        raise Refused(
            "inzage-too-long",
            f"Inzage duurt hoogstens {LONGEST.days} dagen. Kies {day(today + LONGEST)} of een eerdere dag.",
            "until",
        )


def _check_bounds(requested: Inzage.Requested) -> None:
    if requested.step != "totals" and requested.bounds.are_none:
        raise Refused(
            "inzage-scope-missing",
            "Noem waartoe u zich beperkt: een regio, een zorgaanbieder, cliënten of een steekproef.",
            "region",
        )
    if requested.step == "sample" and requested.sample is None:
        raise Refused("inzage-sample-missing", "Noem het nummer van de steekproef die is getrokken.", "sample")


def _check_order(requested: Inzage.Requested, today: date, before: Inzage | None) -> None:
    """Refuse a step that skips one, that reaches further than the step before it, or that lasts longer."""
    place = STEPS.index(requested.step)
    if place == 0 and before is None:
        return
    if before is None or place == 0 or before.asked.step != STEPS[place - 1]:
        first = f"Vraag eerst inzage voor de stap {WORDS[STEPS[place - 1]]}, en noem die hier."
        told = "De stap totalen is de eerste. Noem geen eerdere inzage." if place == 0 else first
        raise Refused("inzage-step-skipped", told, "previous")
    before.check_open(requested.asked_by, today)
    if not before.asked.bounds.contain(requested.bounds):
        raise Refused(
            "inzage-scope-wider",
            f"Dit gaat verder dan inzage {before.id}. Neem over waartoe die zich beperkt; nauwer mag.",
            "region",
        )
    if requested.until > before.asked.until:
        until = day(before.asked.until)
        raise Refused(
            "inzage-outlasts",
            f"Inzage {before.id}, waarop deze volgt, geldt tot en met {until}. Kies die dag of een eerdere.",
            "until",
        )
