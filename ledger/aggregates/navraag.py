"""A question to a client about care that was declared or given: asked, then answered, or not.

It is evidence for material control and never an obligation: not answering has no consequence, and nothing waits for it.
"""

from datetime import date
from typing import Literal

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.errors import Refused

Answer = Literal["yes", "partly", "no", "unsure"]
"""Was the care given as it is written?"""

State = Literal["asked", "answered", "unanswered"]


class OnNavraag(Event, frozen=True, kw_only=True):
    """A fact about one question, with whom it is about: timelines need no lookup."""

    navraag: str
    client: str
    provider: str


class Navraag(Aggregate):
    """One question, about one declared line or one delivery of one client."""

    STREAM = "navraag"
    MISSING = ("navraag-unknown", "Vraag {id} is niet bekend. Controleer het nummer.")

    class Asked(OnNavraag, frozen=True, kw_only=True):
        """Somebody asks the client about a declared line or a delivery, for a purpose. `text` is sealed."""

        TOPIC = "navraag.asked"
        region: str
        declaration: str | None = None
        line: str | None = None
        levering: str | None = None
        first: date
        last: date
        purpose: str
        text: str
        asked_by: str

        def apply(self, aggregate: "Navraag") -> None:
            """It may be answered."""
            aggregate.asked, aggregate.state = self, "asked"

    class Answered(OnNavraag, frozen=True, kw_only=True):
        """The client, or family for the client, told how it was. `text` is sealed."""

        TOPIC = "navraag.answered"
        answer: Answer
        text: str | None = None
        answered_by: str

        def apply(self, aggregate: "Navraag") -> None:
            """There is nothing more to say."""
            aggregate.state = "answered"

    class Unanswered(OnNavraag, frozen=True, kw_only=True):
        """The client would rather not answer. No reason is asked, and nothing follows from it."""

        TOPIC = "navraag.declined"
        left_by: str

        def apply(self, aggregate: "Navraag") -> None:
            """There is nothing more to say."""
            aggregate.state = "unanswered"

    asked: Asked
    state: State

    def ask(self, asked: Asked) -> None:
        """Take in a question, once per number."""
        if self.version:
            raise Refused("navraag-exists", f"Vraag {self.id} is al gesteld. Gebruik een ander nummer.", "navraag")
        self.happened(asked)

    def answer(self, answer: Answer, text: str | None, by: str) -> None:
        """Take in the answer, once."""
        self._check_open()
        about = self.asked
        self.happened(
            self.Answered(
                navraag=about.navraag,
                client=about.client,
                provider=about.provider,
                answer=answer,
                text=text,
                answered_by=by,
            )
        )

    def decline(self, by: str) -> None:
        """Take in that there will be no answer."""
        self._check_open()
        about = self.asked
        self.happened(self.Unanswered(navraag=about.navraag, client=about.client, provider=about.provider, left_by=by))

    def _check_open(self) -> None:
        if self.state == "answered":
            raise Refused("navraag-answered", "Deze vraag is al beantwoord. Het antwoord blijft zo staan.", "navraag")
        if self.state == "unanswered":
            raise Refused(
                "navraag-declined",
                "Bij deze vraag is gezegd dat er geen antwoord komt. Dat mag, en het blijft zo staan.",
                "navraag",
            )
