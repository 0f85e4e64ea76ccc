"""Commands about samples: draw, judge an item, evaluate.

The items are not told by whoever gives the command: they follow from the log, the plan and the seed, so that what is
written down was really drawn.
"""

from datetime import date
from typing import Annotated, NamedTuple

from msgspec import Meta

from ledger.aggregates.declaration import Declaration
from ledger.aggregates.provider import Provider
from ledger.aggregates.samples import Sample
from ledger.auditing.population import Scope, parts_of, population_at
from ledger.commands.base import Command, Desk, euros
from ledger.commands.parameters import Percent
from ledger.commands.standen import Position
from ledger.sampling.drawing import PROCEDURE, Population, draw
from ledger.sampling.plan import Method, Plan, Target, plan, target_of
from ledger.vocabulary.actor import Role
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import ONE_LINE, Identifier, Name, Text, whole
from ledger.vocabulary.percentages import parse_percentage
from ledger.vocabulary.periods import check_order

AUDIT_SIDE: frozenset[Role] = frozenset({"auditor", "zorgkantoor"})
Seed = Annotated[str, Meta(max_length=100, pattern=ONE_LINE, description="schrijf 1 tot 100 gewone tekens")]
ItemKey = Annotated[
    str,
    whole(r"[A-Za-z0-9][A-Za-z0-9._-]{0,159}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "schrijf declaratie/regel, als d1/1"),
]
RuleIds = Annotated[tuple[Identifier, ...], Meta(max_length=100, description="noem hoogstens 100 regels")]


class Planned(NamedTuple):
    """What a sample would be drawn from, as known up to a position, and by which plan."""

    scope: Scope
    as_of: int
    population: Population
    plan: Plan


class DrawSample(Command, frozen=True, kw_only=True, tag="draw_sample"):
    """Draw a sample of the approved lines in a period: by monetary unit, or every line with the same chance.

    Without figures it is the plan of formal control: 95 % confidence that no more than 1 % is wrong. Material control
    has `tolerable` 5.00. Who names nothing as scope draws from everything within the mandate.
    """

    BY = AUDIT_SIDE
    EXAMPLE = {
        "sample": "s1",
        "method": "mus",
        "seed": "20 dobbelstenen: 4 1 6 3",
        "period": ["2026-03-01", "2026-03-31"],
        "region": "Rotterdam",
    }
    sample: Identifier
    method: Method
    seed: Seed
    period: tuple[date, date]
    confidence: Percent = "95.00"
    tolerable: Percent = "1.00"
    expected: Percent = "0.00"
    region: Name | None = None
    provider: Identifier | None = None
    client: Identifier | None = None
    rules: RuleIds = ()
    as_of: Position | None = None
    purpose: Name | None = None

    def decide(self, desk: Desk) -> None:
        """Read the population off the log, plan, draw, and write down all of it."""
        sample = desk.find(Sample, self.sample)
        found = self.planned(desk)
        facts = {name: getattr(found.plan.target, name) for name in Target.__struct_fields__}
        facts |= {name: getattr(found.scope, name) for name in Scope.__struct_fields__}
        sample.draw(
            Sample.Drawn(
                sample=self.sample,
                method=self.method,
                drawing=PROCEDURE,
                seed=self.seed,
                as_of=found.as_of,
                population_count=found.population.count,
                population_eurocent=found.population.eurocent,
                digest=found.population.digest(),
                size=found.plan.size,
                interval_eurocent=found.plan.interval_eurocent,
                items=draw(found.plan, self.seed, found.population),
                purpose=self.purpose,
                **facts,
            )
        )

    def planned(self, desk: Desk) -> Planned:
        """Return what would be drawn from, and how many; nothing is drawn yet."""
        scope, as_of = self._scope(desk), self._as_of(desk)
        population = population_at(desk.log, scope, as_of)
        return Planned(
            scope, as_of, population, plan(self.method, self._target(), population.count, population.eurocent)
        )

    def _target(self) -> Target:
        return target_of(*(parse_percentage(one) for one in (self.confidence, self.tolerable, self.expected)))

    def _scope(self, desk: Desk) -> Scope:
        """Return the scope, within the mandate: a zorgkantoor that names no region means its own."""
        first, last = self.period
        check_order(first, last, "period")
        region = self.region or desk.mandate.region
        if region is not None:
            desk.check_region(region)
        if self.provider is not None:
            desk.get(Provider, self.provider)
        if self.client is not None:
            desk.client(self.client)
        rules = tuple(sorted(set(self.rules)))
        return Scope(first=first, last=last, region=region, provider=self.provider, client=self.client, rules=rules)

    def _as_of(self, desk: Desk) -> int:
        """Return the last event that counts: one that is recorded, so that it can be read again."""
        head = desk.log.head()
        last = head.position if head else 0
        if self.as_of is not None and self.as_of > last:
            raise Refused(
                "sample-past-end",
                f"Gebeurtenis {self.as_of} is er nog niet: het grootboek loopt tot en met {last}. "
                "Kies een lager nummer.",
                "as_of",
            )
        return last if self.as_of is None else self.as_of


class JudgeItem(Command, frozen=True, kw_only=True, tag="judge_item"):
    """Say of a drawn item what was right of it. What cannot be established is told apart; the rest is an error."""

    BY = AUDIT_SIDE
    EXAMPLE = {
        "sample": "s1",
        "item": "d1/1",
        "audited": {"EUR": "40.00"},
        "ground": "Regeling zorgverzekering artikel 7.4",
        "reason": "20 minuten te veel",
    }
    sample: Identifier
    item: ItemKey
    audited: Amount
    uncertain: Amount | None = None
    ground: Name | None = None
    reason: Text | None = None

    def decide(self, desk: Desk) -> None:
        """Tell the sample; the reason is sealed for the client of the line, else for the declaration."""
        sample = _within_region(desk, self.sample)
        item = sample.item(self.item)
        id, number = parts_of(item.key)
        declaration = desk.get(Declaration, id)
        client = declaration.line(number).line.client
        sample.judge(
            Sample.ItemJudged(
                sample=sample.id,
                item=item.key,
                declaration=id,
                line=number,
                client=client,
                eurocent=item.eurocent,
                audited_eurocent=euros(self.audited, "audited"),
                uncertain_eurocent=euros(self.uncertain, "uncertain") if self.uncertain else 0,
                ground=self.ground,
                reason=self.reason and desk.seal_for_declaration(declaration, client, self.reason),
            )
        )


class EvaluateSample(Command, frozen=True, kw_only=True, tag="evaluate_sample"):
    """Say what a sample says of the whole, once every item is judged; again when an item was judged again."""

    BY = AUDIT_SIDE
    EXAMPLE = {"sample": "s1"}
    sample: Identifier

    def decide(self, desk: Desk) -> None:
        """Tell the sample."""
        _within_region(desk, self.sample).evaluate()


def _within_region(desk: Desk, id: str) -> Sample:
    """Return a sample that was drawn within the mandate; another is not told to exist."""
    sample = desk.get(Sample, id)
    if desk.mandate.region not in (None, sample.drawn.region):
        raise Sample.not_found(id)
    return sample
