"""Commands about the access of an auditor: asking, deciding by a second person, ending, and writing down a view."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from ledger.aggregates.inzage import Inzage, Step
from ledger.aggregates.provider import Provider
from ledger.commands.base import Command, Desk
from ledger.vocabulary.actor import Role
from ledger.vocabulary.errors import Forbidden, NotFound, Refused
from ledger.vocabulary.identifiers import Identifier, Name, Text

WHO_LOOKS: frozenset[Role] = frozenset({"auditor", "accountant"})
SECOND_PERSON: frozenset[Role] = frozenset({"auditor", "zorgkantoor"})
SAMPLES = "sample-"
"""The streams of the samples that were drawn."""
KEYS = "api:"
"""What the pseudonym of a system begins with: it is nobody's second person."""

Clients = Annotated[tuple[Identifier, ...], Meta(max_length=200, description="noem hoogstens 200 cliënten")]


class RequestInzage(Command, frozen=True, kw_only=True, tag="request_inzage"):
    """Ask for access: a step, a purpose, a legal ground, bounds and a last day, at most 92 days ahead.

    From `lines` on there is a bound, and the step before it is named, which is the asker's own, in force, not narrower,
    and not over earlier. All steps but `detail` are in force with this; that one waits for a second person, and is
    never asked for by a key.
    """

    BY = WHO_LOOKS
    EXAMPLE = {
        "inzage": "i2",
        "step": "lines",
        "purpose": "materiële controle 2026",
        "ground": "Wlz artikel 9.1.2",
        "region": "Rotterdam",
        "until": "2026-03-31",
        "previous": "i1",
    }
    inzage: Identifier
    step: Step
    purpose: Name
    ground: Name
    region: Name | None = None
    provider: Identifier | None = None
    clients: Clients = ()
    sample: Identifier | None = None
    until: date
    previous: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Look up what is named, and tell the access. Personal detail is asked for by a person, never by a key."""
        if self.step == "detail" and desk.mandate.actor.id.startswith(KEYS):
            told = "Een sleutel vraagt geen persoonlijke gegevens. Laat iemand zelf inloggen en de inzage vragen."
            raise Forbidden("inzage-not-by-key", told, "step")
        before = None if self.previous is None else desk.get(Inzage, self.previous, "previous")
        if self.provider is not None:
            desk.get(Provider, self.provider, "provider")
        for client in self.clients:
            self._check_client(desk, client)
        if self.sample is not None and not is_drawn(desk, self.sample):
            told = f"Steekproef {self.sample} is niet getrokken. Controleer het nummer, of trek eerst een steekproef."
            raise NotFound("inzage-sample-unknown", told, "sample")
        requested = Inzage.Requested(
            inzage=self.inzage,
            step=self.step,
            purpose=self.purpose,
            ground=self.ground,
            region=self.region,
            provider=self.provider,
            only_clients=tuple(sorted(set(self.clients))),
            sample=self.sample,
            until=self.until,
            previous=self.previous,
            asked_by=desk.mandate.actor.id,
        )
        desk.find(Inzage, self.inzage).request(requested, desk.today, before)

    def _check_client(self, desk: Desk, client: str) -> None:
        """Refuse a client who is not there, or lives outside the region that is named."""
        if self.region not in (None, desk.client(client).region):
            raise Refused(
                "inzage-client-outside",
                f"Cliënt {client} hoort niet bij {self.region}. Laat een van de twee weg.",
                "clients",
            )


def is_drawn(desk: Desk, sample: str) -> bool:
    """Tell whether a sample of this number was drawn: something stands in its stream."""
    return desk.is_recorded(f"{SAMPLES}{sample}")


class GrantInzage(Command, frozen=True, kw_only=True, tag="grant_inzage"):
    """Let somebody else see personal detail, as the second person; a payer only within its own region."""

    BY = SECOND_PERSON
    EXAMPLE = {"inzage": "i4"}
    inzage: Identifier

    def decide(self, desk: Desk) -> None:
        """Tell the access."""
        found = _to_decide(desk, self.inzage)
        found.grant(Inzage.Granted(inzage=self.inzage, granted_by=desk.mandate.actor.id, on=desk.today))


class RefuseInzage(Command, frozen=True, kw_only=True, tag="refuse_inzage"):
    """Say no to somebody else who asks to see personal detail, and why: for the two of them to read."""

    BY = SECOND_PERSON
    EXAMPLE = {"inzage": "i4", "reason": "De steekproef is nog niet beoordeeld."}
    inzage: Identifier
    reason: Text

    def decide(self, desk: Desk) -> None:
        """Tell the access."""
        found = _to_decide(desk, self.inzage)
        by, reason = desk.mandate.actor.id, desk.seal_for_inzage(found, self.reason)
        found.refuse(Inzage.Refused(inzage=self.inzage, refused_by=by, reason=reason, on=desk.today))


def _to_decide(desk: Desk, inzage: str) -> Inzage:
    """Return an access within the mandate, for a second person to decide about.

    A key of a system is no person, and neither is the machine itself.
    """
    found = desk.get(Inzage, inzage)
    if desk.mandate.region not in (None, found.asked.region):
        raise Inzage.not_found(inzage)
    if desk.mandate.actor.id.startswith(KEYS):
        raise Forbidden("inzage-not-by-key", "Een sleutel is geen tweede persoon. Laat iemand zelf inloggen.", "inzage")
    if desk.mandate.actor.role == "systeem":
        told = "Het systeem is geen tweede persoon. Laat een auditor of het zorgkantoor zelf inloggen."
        raise Forbidden("inzage-not-by-system", told, "inzage")
    return found


class EndInzage(Command, frozen=True, kw_only=True, tag="end_inzage"):
    """End an access before its last day: by who asked for it, or by a second person."""

    BY = WHO_LOOKS | SECOND_PERSON
    EXAMPLE = {"inzage": "i2"}
    inzage: Identifier

    def decide(self, desk: Desk) -> None:
        """Tell the access."""
        found = desk.get(Inzage, self.inzage)
        actor = desk.mandate.actor
        others = actor.role not in SECOND_PERSON | {"systeem"} and actor.id != found.asked.asked_by
        if others or desk.mandate.region not in (None, found.asked.region):
            raise Inzage.not_found(self.inzage)
        found.end(Inzage.Ended(inzage=self.inzage, on=desk.today))


class RecordView(Command, frozen=True, kw_only=True, tag="record_view"):
    """Write down that something was shown under an access of one's own: which page, about whom."""

    BY = WHO_LOOKS
    EXAMPLE = {"inzage": "i2", "step": "lines", "page": "/controle/client/c1", "client": "c1"}
    inzage: Identifier
    step: Step
    page: Name
    client: Identifier | None = None
    provider: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the access."""
        viewed = Inzage.Viewed(
            inzage=self.inzage,
            step=self.step,
            page=self.page,
            client=self.client,
            provider=self.provider,
            on=desk.today,
        )
        desk.get(Inzage, self.inzage).view(viewed, desk.mandate.actor.id)
