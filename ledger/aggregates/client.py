"""A client: the person whom money, points and hours follow; the leveringsvorm, the day of death.

The indicaties are in `indicaties`, the amounts that follow from them in `client_values`. Wlz 3.3.1 (leveringsvormen).
"""

from datetime import date

from ledger.aggregates.base import Event, events_of, latest
from ledger.aggregates.client_values import ClientValues
from ledger.aggregates.indicaties import Indicatie
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm

__all__ = ["Client", "Indicatie"]


class Client(ClientValues):
    """Known under a pseudonym; the identity is sealed under a key of their own."""

    STREAM = "client"
    MISSING = (
        "client-unknown",
        "Cliënt {id} is niet bekend. Controleer het nummer of registreer de cliënt eerst.",
    )

    class Registered(Event, frozen=True, kw_only=True):
        """A person is known here. `identity` is the sealed JSON of name, BSN, birth date and sex."""

        TOPIC = "client.registered"
        client: str
        region: str
        identity: str

        def apply(self, aggregate: "Client") -> None:
            """Start with no rights."""
            aggregate.region, aggregate.identity = self.region, self.identity

    class DeathReported(Event, frozen=True, kw_only=True):
        """The client died on a day."""

        TOPIC = "client.death-reported"
        client: str
        on: date

        def apply(self, aggregate: "Client") -> None:
            """Nothing may be spent after this day."""
            aggregate.died_on = self.on

    class DeathWithdrawn(Event, frozen=True, kw_only=True):
        """The report of a death was a mistake; `reason` is sealed."""

        TOPIC = "client.death-withdrawn"
        client: str
        on: date
        reason: str

        def apply(self, aggregate: "Client") -> None:
            """Undo the report."""
            aggregate.died_on = None

    class LeveringsvormChosen(Event, frozen=True, kw_only=True):
        """From a day on care is received in this form."""

        TOPIC = "leveringsvorm.chosen"
        client: str
        besluitnummer: int
        leveringsvorm: Leveringsvorm
        first: date

        def apply(self, aggregate: "Client") -> None:
            """The latest choice from a day counts."""
            aggregate.leveringsvormen[self.first] = self.leveringsvorm

    region: str
    identity: str

    def start(self) -> None:
        """Nothing is known yet."""
        super().start()
        self.leveringsvormen: dict[date, Leveringsvorm] = {}
        self.about_value: list[tuple[Event, int]] = []

    def leveringsvorm_on(self, on: date) -> Leveringsvorm | None:
        """Return the form chosen for that day."""
        first = latest(self.leveringsvormen, on)
        return self.leveringsvormen[first] if first else None

    def replay(self, event: Event, position: int = 0) -> None:
        """Take in an event, and keep with its version what says something about what may be spent."""
        super().replay(event, position)
        if isinstance(event, _ABOUT_VALUE):
            self.about_value.append((event, self.version))

    def choose_leveringsvorm(self, leveringsvorm: Leveringsvorm, first: date) -> None:
        """Choose the form of delivery from a day on which there is an indicatie."""
        besluitnummer = self.check_entitled(first)
        self.happened(
            self.LeveringsvormChosen(
                client=self.id, besluitnummer=besluitnummer, leveringsvorm=leveringsvorm, first=first
            )
        )

    def report_death(self, on: date) -> None:
        """Take in the day of death, once."""
        if self.died_on is not None:
            raise Refused(
                "death-known",
                f"Het overlijden op {day(self.died_on)} is al gemeld. Trek die melding eerst in.",
                "on",
            )
        self.happened(self.DeathReported(client=self.id, on=on))

    def withdraw_death(self, reason: str) -> None:
        """Undo a mistaken report."""
        if self.died_on is None:
            raise Refused("death-unknown", "Er is geen overlijden gemeld.", "client")
        self.happened(self.DeathWithdrawn(client=self.id, on=self.died_on, reason=reason))


_ABOUT_VALUE: tuple[type[Event], ...] = (*events_of(ClientValues), Client.LeveringsvormChosen)
