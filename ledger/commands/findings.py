"""Commands about findings: open, explain, accept, recover, dismiss. Nobody decides about their own explanation."""

from datetime import date
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ledger.aggregates.finding import Finding, Judgement
from ledger.commands.base import PAYER_SIDE, PROVIDER_SIDE, Command, Desk, euros, from_day
from ledger.commands.declaration import DeclarationNumber, within_region
from ledger.commands.standen import Position
from ledger.rechtmatigheid.catalogue import rule_of
from ledger.rechtmatigheid.finding import About, Item, number_of
from ledger.vocabulary.actor import Role
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Identifier, Name, Text, whole

CONTROL: frozenset[Role] = PAYER_SIDE | {"auditor"}
FindingNumber = Annotated[str, whole(r"[0-9a-f]{16}", "schrijf het nummer van de bevinding met 16 tekens (0-9, a-f)")]


class Subject(NamedTuple):
    """Whom a finding is about."""

    client: str | None = None
    provider: str | None = None
    region: str | None = None


class OpenFinding(Command, frozen=True, kw_only=True, tag="open_finding"):
    """Write down what a rule has against something. It changes nothing of what was paid.

    The rule is one of the catalogue; its law, as it stands there now, is kept with the finding. The number follows from
    `rule`, `about` and `item`. Of a declared line the provider, the client and the region are
    those of the line; of a client the region is that of the client.
    """

    BY = CONTROL
    EXAMPLE = {
        "finding": "2bc8d7fd7b5fd4e4",
        "rule": "no-indicatie",
        "judgement": "both",
        "about": "line",
        "item": "d1/1",
        "declaration": "d1",
        "line": "1",
        "from": "2026-03-04",
        "to": "2026-03-04",
        "amount": {"EUR": "60.00"},
        "rests_on": [4, 5],
        "told": "Op 4 maart 2026 was er geen geldige indicatie.",
        "as_of": 5,
    }
    finding: FindingNumber
    rule: Identifier
    judgement: Judgement
    about: About
    item: Name
    client: Identifier | None = None
    provider: Identifier | None = None
    region: Name | None = None
    declaration: DeclarationNumber | None = None
    line: Identifier | None = None
    first: date = from_day()
    last: date = msgspec.field(name="to")
    amount: Amount
    rests_on: Annotated[tuple[Position, ...], Meta(min_length=1, description="noem minstens één gebeurtenis")]
    told: Text
    as_of: Position

    def decide(self, desk: Desk) -> None:
        """Look up whom it is about, then open it."""
        rule = rule_of(self.rule)
        self._check_number()
        whose = self._subject(desk)
        opened = Finding.Opened(
            finding=self.finding,
            rule=self.rule,
            client=whose.client,
            provider=whose.provider,
            region=whose.region,
            judgement=self.judgement,
            about=self.about,
            item=self.item,
            declaration=self.declaration,
            line=self.line,
            first=self.first,
            last=self.last,
            eurocent=euros(self.amount),
            basis=rule.laws,
            rests_on=tuple(sorted(set(self.rests_on))),
            told=self.told,
            as_of=self.as_of,
        )
        desk.find(Finding, self.finding).open(opened, desk.last_position)

    def _check_number(self) -> None:
        looked_at = Item(about=self.about, key=self.item, first=self.first, last=self.last)
        number = number_of(self.rule, looked_at)
        if number != self.finding:
            raise Refused(
                "finding-number-differs",
                f"Van regel {self.rule} over {self.item} is het nummer {number}. Gebruik dat nummer.",
                "finding",
            )

    def _subject(self, desk: Desk) -> Subject:
        """Return whom it is about, as far as that is known, within the mandate."""
        told = Subject(self.client, self.provider, self.region)
        if self.declaration is not None and self.line is not None:
            line = within_region(desk, self.declaration, (self.line,)).line(self.line).line
            told = _agreed(told, Subject(line.client, line.provider, line.region))
        elif self.declaration is not None or self.line is not None:
            raise Refused("line-unclear", "Noem een declaratie met haar regel, of geen van beide.", "line")
        if told.client is not None:
            told = _agreed(told, Subject(told.client, told.provider, desk.client(told.client).region))
        if told == Subject():
            raise Refused(
                "finding-of-nobody", "Noem de cliënt, de zorgaanbieder of de regio waar het over gaat.", "client"
            )
        if desk.mandate.region is not None and told.region is None:
            raise Refused("region-missing", "Noem de regio waar het over gaat.", "region")
        if told.region is not None:
            desk.check_region(told.region)
        return told


class ExplainFinding(Command, frozen=True, kw_only=True, tag="explain_finding"):
    """Say how it came, as the provider that a finding is about. Once; then somebody else decides."""

    BY = PROVIDER_SIDE
    EXAMPLE = {"finding": "2bc8d7fd7b5fd4e4", "text": "Het besluit kwam later dan de zorg.", "by": "kantoor-3"}
    finding: FindingNumber
    text: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the finding."""
        finding = _finding(desk, self.finding)
        finding.explain(desk.seal_for_finding(finding, self.text), _by(desk, self.by))


class AcceptFinding(Command, frozen=True, kw_only=True, tag="accept_finding"):
    """Accept what was said of a finding: what was paid stays paid."""

    BY = CONTROL
    EXAMPLE = {"finding": "2bc8d7fd7b5fd4e4", "reason": "besluit gezien", "by": "zorgkantoor-7"}
    finding: FindingNumber
    reason: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the finding."""
        finding = _finding(desk, self.finding)
        finding.accept(desk.seal_for_finding(finding, self.reason), _by(desk, self.by))


class DismissFinding(Command, frozen=True, kw_only=True, tag="dismiss_finding"):
    """Say that a finding was no fault."""

    BY = CONTROL
    EXAMPLE = {"finding": "2bc8d7fd7b5fd4e4", "reason": "de regel keek naar de verkeerde dag", "by": "zorgkantoor-7"}
    finding: FindingNumber
    reason: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the finding."""
        finding = _finding(desk, self.finding)
        finding.dismiss(desk.seal_for_finding(finding, self.reason), _by(desk, self.by))


class RecoverFinding(Command, frozen=True, kw_only=True, tag="recover_finding"):
    """Take back what is at stake, by a credit of the declared line that a finding is about.

    Without an amount it is all that is at stake, as far as it still stands on the line.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "finding": "2bc8d7fd7b5fd4e4",
        "credit": "1c",
        "amount": {"EUR": "60.00"},
        "reason": "geen geldige indicatie",
        "by": "zorgkantoor-7",
    }
    finding: FindingNumber
    credit: Identifier
    on: date | None = None
    amount: Amount | None = None
    reason: Text
    by: Identifier | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the declaration as `credit_line` does, then the finding."""
        finding = _finding(desk, self.finding)
        id, number = finding.check_line()
        declaration = within_region(desk, id, (number,))
        state = declaration.line(number)
        asked = None if self.amount is None else euros(self.amount)
        cents = finding.check_recoverable(asked, state.left)
        reason = desk.seal_for_declaration(declaration, state.line.client, self.reason)
        declaration.credit(number, self.credit, cents, self.on or desk.today, "recovered", reason)
        finding.recover(id, number, self.credit, cents, _by(desk, self.by))


def _finding(desk: Desk, number: str) -> Finding:
    """Return a finding within the mandate; what lies outside looks as if it were not there."""
    finding = desk.get(Finding, number)
    about = finding.opened
    if desk.mandate.region not in (None, about.region) or desk.mandate.provider not in (None, about.provider):
        raise Finding.not_found(number)
    return finding


def _by(desk: Desk, given: str | None) -> str:
    """Return who decides: as the operator says, else always the actor themselves."""
    actor = desk.mandate.actor
    return given if given and actor.role == "systeem" else actor.id


def _agreed(told: Subject, known: Subject) -> Subject:
    """Return what is known; who says otherwise is refused."""
    for name, said, true in zip(Subject._fields, told, known, strict=True):
        if said is not None and said != true:
            raise Refused(
                "finding-differs",
                f"Deze bevinding gaat niet over {said}. Laat dit veld weg: het volgt uit de regel of de cliënt.",
                name,
            )
    return known
