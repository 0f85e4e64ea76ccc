"""The life of a finding: opened, perhaps explained by the provider, then accepted, recovered or dismissed.

Its number follows from the rule and from what it is about, so that the same thing found twice is one finding. What a
rule has against something never stops anything; what became of it is written down here.
"""

from datetime import date
from typing import Any, Literal

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import check_order

Judgement = Literal["arrival", "both", "then", "now", "later"]
"""When it was seen: as the declaration came in; or by an audit, at both judgements, only as known when it was paid or
recorded (`then`), only as known later (`now`), or later because nothing could be judged before (`later`)."""

State = Literal["open", "explained", "accepted", "recovered", "dismissed"]

_ENDED: dict[State, str] = {
    "accepted": "de toelichting is aangenomen",
    "recovered": "het bedrag is teruggenomen",
    "dismissed": "het was geen fout",
}
"""How a finding ends, in the words of a refusal."""


class OnFinding(Event, frozen=True, kw_only=True):
    """A fact about one finding, with whom it is about: timelines need no lookup."""

    finding: str
    rule: str
    client: str | None = None
    provider: str | None = None
    region: str | None = None


class Finding(Aggregate):
    """One finding. Once it has ended it takes nothing more."""

    STREAM = "finding"
    MISSING = ("finding-unknown", "Bevinding {id} is niet bekend. Controleer het nummer.")

    class Opened(OnFinding, frozen=True, kw_only=True):
        """A rule has something against what it looked at. `told` is one sentence without names.

        `about` is the kind of what was looked at and `item` which one of that kind. `rests_on` are the positions of
        the events it rests on, and `as_of` the last event that was known when it was judged. `basis` is the law that
        the rule came from on the day of the finding: what is written in the catalogue later does not change it.
        """

        TOPIC = "finding.opened"
        judgement: Judgement
        about: str
        item: str
        declaration: str | None = None
        line: str | None = None
        first: date
        last: date
        eurocent: int
        basis: tuple[str, ...]
        rests_on: tuple[int, ...]
        told: str
        as_of: int

        def apply(self, aggregate: "Finding") -> None:
            """It waits for what will become of it."""
            aggregate.opened, aggregate.state = self, "open"

    class Explained(OnFinding, frozen=True, kw_only=True):
        """The provider that it is about said how this came. `text` is sealed."""

        TOPIC = "finding.explained"
        text: str
        explained_by: str

        def apply(self, aggregate: "Finding") -> None:
            """Somebody else judges the explanation."""
            aggregate.state, aggregate.explained_by = "explained", self.explained_by

    class Accepted(OnFinding, frozen=True, kw_only=True):
        """What was said of it is accepted: what was paid stays paid. `reason` is sealed."""

        TOPIC = "finding.accepted"
        reason: str
        accepted_by: str

        def apply(self, aggregate: "Finding") -> None:
            """It has ended."""
            aggregate.state = "accepted"

    class Recovered(OnFinding, frozen=True, kw_only=True):
        """The payer took the amount back, by a credit of the line that it is about."""

        TOPIC = "finding.recovered"
        declaration: str
        line: str
        credit: str
        eurocent: int
        recovered_by: str

        def apply(self, aggregate: "Finding") -> None:
            """It has ended."""
            aggregate.state = "recovered"

    class Dismissed(OnFinding, frozen=True, kw_only=True):
        """It was no fault. `reason` is sealed."""

        TOPIC = "finding.dismissed"
        reason: str
        dismissed_by: str

        def apply(self, aggregate: "Finding") -> None:
            """It has ended."""
            aggregate.state = "dismissed"

    opened: Opened
    state: State

    def start(self) -> None:
        """Nobody explained anything."""
        self.explained_by: str | None = None

    def open(self, opened: Opened, last: int) -> None:
        """Take in what was found, once; `last` is the end of the log."""
        if self.version:
            raise Refused(
                "finding-exists",
                f"Bevinding {self.id} is al vastgelegd. Dezelfde fout is maar één bevinding.",
                "finding",
            )
        check_order(opened.first, opened.last)
        if opened.eurocent < 0:
            raise Refused("amount-negative", "Het bedrag van een bevinding is nul of meer.", "amount")
        for field, position in (("as_of", opened.as_of), ("rests_on", max(opened.rests_on))):
            if position > last:
                raise Refused(
                    "event-not-there",
                    f"Gebeurtenis {position} is er nog niet: het grootboek loopt tot en met {last}. "
                    "Kies een lager nummer.",
                    field,
                )
        self.happened(opened)

    def explain(self, text: str, by: str) -> None:
        """Say how this came, once."""
        self._check_running()
        if self.opened.provider is None:
            raise Refused(
                "finding-of-no-provider",
                "Deze bevinding gaat over geen zorgaanbieder. Alleen een zorgaanbieder licht een bevinding toe.",
                "finding",
            )
        if self.state == "explained":
            raise Refused(
                "finding-explained",
                "Deze bevinding is al toegelicht. Er is nog niet over beslist.",
                "finding",
            )
        self.happened(self.Explained(**self._about(), text=text, explained_by=by))

    def accept(self, reason: str, by: str) -> None:
        """Let what was paid stay paid."""
        self._check_running()
        self._check_another(by)
        self.happened(self.Accepted(**self._about(), reason=reason, accepted_by=by))

    def dismiss(self, reason: str, by: str) -> None:
        """Say that it was no fault."""
        self._check_running()
        self._check_another(by)
        self.happened(self.Dismissed(**self._about(), reason=reason, dismissed_by=by))

    def check_recoverable(self, asked: int | None, left: int) -> int:
        """Return the cents to take back: what was asked, else all that is at stake and still stands on the line."""
        self._check_running()
        most = min(self.opened.eurocent, left)
        if most <= 0:
            raise Refused(
                "nothing-to-recover",
                f"Deze bevinding gaat over {euro(self.opened.eurocent)} en van de regel is nog {euro(left)} over. "
                "Er is niets terug te nemen.",
                "finding",
            )
        if asked is not None and not 0 < asked <= most:
            raise Refused(
                "recovery-too-large",
                f"Deze bevinding gaat over {euro(self.opened.eurocent)} en van de regel is nog {euro(left)} over. "
                f"Neem meer dan nul en hoogstens {euro(most)} terug.",
                "amount",
            )
        return most if asked is None else asked

    def check_line(self) -> tuple[str, str]:
        """Return the declaration and the line that it is about; a finding about anything else is refused."""
        declaration, line = self.opened.declaration, self.opened.line
        if declaration is None or line is None:
            raise Refused(
                "finding-of-no-line",
                "Deze bevinding gaat over geen declaratieregel. Neem de regel zelf terug (credit_line), en zeg daarna "
                "wat er van de bevinding werd.",
                "finding",
            )
        return declaration, line

    def recover(self, declaration: str, line: str, credit: str, eurocent: int, by: str) -> None:
        """Take in that a credit took the amount back."""
        self._check_running()
        self.happened(
            self.Recovered(
                **self._about(),
                declaration=declaration,
                line=line,
                credit=credit,
                eurocent=eurocent,
                recovered_by=by,
            )
        )

    def _check_running(self) -> None:
        told = _ENDED.get(self.state)
        if told is not None:
            raise Refused("finding-ended", f"Over deze bevinding is al beslist: {told}.", "finding")

    def _check_another(self, by: str) -> None:
        if by == self.explained_by:
            raise Refused(
                "own-explanation",
                "U hebt deze bevinding zelf toegelicht. Laat iemand anders erover beslissen.",
                "finding",
            )

    def _about(self) -> dict[str, Any]:
        """Return which finding this is, and whom it is about."""
        return {name: getattr(self.opened, name) for name in OnFinding.__struct_fields__}
