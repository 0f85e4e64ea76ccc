"""What all commands share: their form in the journal, and the desk at which they are decided."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
from msgspec import Meta, field

from ledger.aggregates.allocation import Allocation
from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.budget import VirtualBudget
from ledger.aggregates.client import Client
from ledger.aggregates.declaration import Declaration
from ledger.aggregates.finding import Finding
from ledger.aggregates.inschrijving import Inschrijving
from ledger.aggregates.inzage import Inzage
from ledger.aggregates.provider import Provider
from ledger.aggregates.scores import Scores
from ledger.aggregates.toewijzing import Toewijzingen
from ledger.aggregates.zorgplan import Zorgplan
from ledger.application import Transaction
from ledger.dossier.identities import Known, born_and_sex, known_of
from ledger.funding.facts import Sex
from ledger.log_reader import LogReader
from ledger.vocabulary.actor import Mandate, Role
from ledger.vocabulary.amounts import Amount, Unit
from ledger.vocabulary.clock import today
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.identifiers import ONE_LINE

A = TypeVar("A", bound=Aggregate)

CommandId = Annotated[str, Meta(max_length=100, pattern=ONE_LINE, description="schrijf 1 tot 100 gewone tekens")]
Besluitnummer = Annotated[int, Meta(ge=1, le=999_999_999, description="schrijf een getal van 1 tot en met 9 cijfers")]
Year = Annotated[int, Meta(ge=2000, le=2100, description="schrijf een jaar van 2000 tot en met 2100")]
Count = Annotated[int, Meta(ge=1, le=1000, description="schrijf een heel getal van 1 tot en met 1000")]

PROVIDER_SIDE: frozenset[Role] = frozenset({"zorgaanbieder"})
CARE_STAFF: frozenset[Role] = frozenset({"zorgaanbieder", "medewerker"})
PAYER_SIDE: frozenset[Role] = frozenset({"zorgkantoor"})
FAMILY: frozenset[Role] = frozenset({"familie", "medewerker", "zorgaanbieder"})


class Command(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True, omit_defaults=True
):
    """A request to record something. `command_id` makes sending it twice harmless."""

    BY: ClassVar[frozenset[Role]]
    """The roles that may give it, beside the operator of the machine."""
    EXAMPLE: ClassVar[dict[str, Any]]

    command_id: CommandId | None = None

    def decide(self, desk: "Desk") -> None:
        """Fetch, ask, tell; raise a `LedgerError` when it cannot be."""
        raise AssertionError(f"{type(self).__name__} decides nothing")


class Desk:
    """What a command is decided with: aggregates, sealing, and the mandate of who gives it."""

    def __init__(self, transaction: Transaction, mandate: Mandate) -> None:
        self._transaction = transaction
        self.mandate = mandate

    @property
    def today(self) -> date:
        """Return the Dutch day on which this is decided, for commands that name no day."""
        return today(self._transaction.ledger.clock)

    @property
    def decided(self) -> tuple[Event, ...]:
        """Return what was decided at this desk until now, in order."""
        return self._transaction.decided

    @property
    def last_position(self) -> int:
        """Return the end of the log, with what was decided at this desk."""
        return self._transaction.last_position

    def find(self, kind: type[A], id: str) -> A:
        """Return an aggregate, new when nothing was ever recorded of it."""
        return self._transaction.find(kind, id)

    def prefetch(self, kinds: Iterable[type[Aggregate]], ids: Iterable[str]) -> None:
        """Read many aggregates at once, for `find` to return; it makes nothing different but faster."""
        self._transaction.prefetch(kinds, ids)

    def get(self, kind: type[A], id: str, field: str | None = None) -> A:
        """Return an aggregate that exists."""
        return self._transaction.get(kind, id, field)

    def client(self, id: str) -> Client:
        """Return a client within the mandate: for a provider, one who was brought to it."""
        client = self.get(Client, id)
        if self.mandate.client not in (None, id) or self.mandate.region not in (None, client.region):
            raise Client.not_found(id)
        if self.mandate.provider is not None and not self._is_placed_at(id, self.mandate.provider):
            raise Client.not_found(id)
        return client

    def _is_placed_at(self, client: str, provider: str) -> bool:
        """Tell whether a client was ever brought to a provider: by a toewijzing, modules, a zorgplan, an enrolment.

        A zorgplan only counts when the payer agreed it. A provider enrols nobody but its own clients with itself.
        """
        names = {provider, self.find(Provider, provider).agb} - {None}
        if any(key.provider in names for key in self.find(Toewijzingen, client).known):
            return True
        outcomes = self.find(Allocation, client).outcomes.values()
        if any(part.holder.provider in names for parts in outcomes for part in parts):
            return True
        if names & self.find(Zorgplan, client).brought_to:
            return True
        return any(one.provider in names for one in self.find(Inschrijving, client).enrolments)

    @property
    def is_for_payer(self) -> bool:
        """Tell whether the payer decides here, or the operator."""
        return self.mandate.actor.role in PAYER_SIDE | {"systeem"}

    def budget(self, id: str, field: str = "budget") -> VirtualBudget:
        """Return a budget within the mandate."""
        budget = self.get(VirtualBudget, id, field)
        outside_client = self.mandate.client is not None and self.mandate.client != budget.client
        if outside_client or self.mandate.provider not in (None, budget.provider):
            raise VirtualBudget.not_found(id, field)
        return budget

    def check_provider(self, provider: str) -> None:
        """Refuse another provider than the mandate's."""
        if self.mandate.provider not in (None, provider):
            raise NotFound("provider-unknown", f"Zorgaanbieder {provider} is niet bekend.", "provider")

    def check_region(self, region: str) -> None:
        """Refuse another region than the mandate's."""
        if self.mandate.region not in (None, region):
            raise NotFound("region-unknown", f"Regio {region} is niet bekend.", "region")

    def positions(self, of: Iterable[int]) -> tuple[int, ...]:
        """Return the positions of events, also of those that are recorded together with what is decided here."""
        return tuple(sorted(self._transaction.foretold(position) for position in of))

    def streams_holding(self, prefix: str, text: str) -> list[str]:
        """Return the names of streams that begin with a prefix and hold a text, also in what is decided here."""
        return self._transaction.streams_holding(prefix, text)

    def check_not_future(self, on: date) -> None:
        """Refuse to say today that something happened on a later day."""
        if on > self.today:
            raise Refused(
                "day-in-future",
                f"{day(on)} is nog niet geweest: het is vandaag {day(self.today)}. Kies vandaag of een eerdere dag.",
                "on",
            )

    @property
    def log(self) -> LogReader:
        """Return what is recorded, for questions over all of it; what is decided here is not in it."""
        return self._transaction.ledger

    def is_recorded(self, stream: str) -> bool:
        """Tell whether anything stands in a stream, of whatever kind: what is decided here does not count."""
        return bool(self._transaction.ledger.versions([stream])[stream])

    def by(self, given: str | None) -> str:
        """Return who did it: as the operator says, else always the actor themselves."""
        return given if given and self.mandate.actor.role in ("systeem", "zorgaanbieder") else self.mandate.actor.id

    def seal_for_client(self, client: str, text: str) -> str:
        """Seal a text under the key of a client."""
        return self._transaction.keys.seal(Client.stream_of(client), text)

    def seal_for_budget(self, budget: VirtualBudget, text: str) -> str:
        """Seal a text under the key of the budget's client, or of the group's budget itself."""
        subject = Client.stream_of(budget.client) if budget.client else VirtualBudget.stream_of(budget.id)
        return self._transaction.keys.seal(subject, text)

    def seal_for_declaration(self, declaration: Declaration, client: str | None, text: str) -> str:
        """Seal a text under the key of the client of a line, or of the declaration when it is for nobody."""
        subject = Client.stream_of(client) if client else Declaration.stream_of(declaration.id)
        return self._transaction.keys.seal(subject, text)

    def seal_for_scores(self, scores: Scores, client: str | None, text: str) -> str:
        """Seal a text under the key of the client whose scores these are, or of the scores of a provider."""
        subject = Client.stream_of(client) if client else Scores.stream_of(scores.id)
        return self._transaction.keys.seal(subject, text)

    def seal_for_finding(self, finding: Finding, text: str) -> str:
        """Seal a text under the key of the client that a finding is about, or of the finding when it is about none."""
        subject = Client.stream_of(finding.opened.client) if finding.opened.client else Finding.stream_of(finding.id)
        return self._transaction.keys.seal(subject, text)

    def seal_for_inzage(self, inzage: Inzage, text: str) -> str:
        """Seal a text about an access under the key of the access itself."""
        return self._transaction.keys.seal(Inzage.stream_of(inzage.id), text)

    def birth_date_of(self, client: Client) -> date | None:
        """Return the birth date that was sealed when the client was registered, where it is known and opens."""
        return self.born_and_sex(client)[0]

    def known_of(self, client: Client) -> Known:
        """Return what the sealed identity of a client says, where it opens."""
        return known_of(self._transaction.ledger.keyring, client)

    def read_identities(self, clients: Iterable[str]) -> None:
        """Read the keys of many clients at once, for `known_of` to open their identities with."""
        self._transaction.ledger.keyring.read_ahead(Client.stream_of(one) for one in clients)

    def born_and_sex(self, client: Client) -> tuple[date | None, Sex | None]:
        """Return birth date and sex out of the sealed identity, where they are known and it opens."""
        return born_and_sex(self._transaction.ledger.keyring, client)

    def claim_bsn(self, client: str, bsn: str) -> None:
        """Let a new client be found by BSN; a BSN belongs to one client."""
        known = self._transaction.subject_with_bsn(bsn)
        if known is not None and known != Client.stream_of(client):
            raise Refused("bsn-known", "Dit BSN hoort al bij een andere cliënt. Gebruik die cliënt.", "bsn")
        self._transaction.keys.remember_bsn(Client.stream_of(client), bsn)


def euros(amount: Amount, name: str = "amount") -> int:
    """Return the cents of an amount that has to be in euro."""
    if amount.unit is not Unit.EUR:
        raise Refused("unit-not-euro", "Dit bedrag moet in euro (EUR) zijn.", name)
    return amount.quantity


def minutes_in(amount: Amount, name: str = "minutes") -> int:
    """Return the minutes of an amount that has to be in hours."""
    if amount.unit is not Unit.UUR:
        raise Refused("unit-not-uur", "Deze tijd moet in uren (UUR) zijn.", name)
    return amount.quantity


def from_day() -> Any:
    """Describe the journal's field `from`, which is no Python name."""
    return field(name="from")


def until_day() -> Any:
    """Describe the journal's field `to`: the last day, or null when it is open."""
    return field(name="to", default=None)
