"""A sample of approved lines: drawn by a seed that is on record, judged item by item, and evaluated.

Everything that the draw follows from is in the event, so that anybody draws the same items again from the same log.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.aggregates.base import Aggregate, Event
from ledger.sampling.drawing import Item
from ledger.sampling.evaluating import Evaluation, JudgedItem, Verdict, evaluate
from ledger.sampling.plan import Method, Plan, Target
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound, Refused

__all__ = ["Sample"]


class Sample(Aggregate):
    """Drawn once. An item may be judged again: the latest judgement counts, at the next evaluation."""

    STREAM = "sample"
    MISSING = ("sample-unknown", "Steekproef {id} is niet bekend. Controleer het nummer.")

    class Drawn(Event, frozen=True, kw_only=True):
        """A sample was drawn of the approved lines in a scope, over the days from and to, as known up to `as_of`.

        A line belongs to the days on which its care began, with the amount that was approved: what was taken back later
        is not subtracted. `digest` is SHA-256 of the population: of each line the key, a tab, the cents, a newline.
        `drawing` names how the items follow from the seed, with its version (`ledger/sampling/drawing.py`).
        """

        TOPIC = "sample.drawn"
        sample: str
        method: Method
        drawing: str
        seed: str
        confidence_basispoint: int
        tolerable_basispoint: int
        expected_basispoint: int
        error_limit_basispoint: int
        uncertainty_limit_basispoint: int
        region: str | None = None
        provider: str | None = None
        client: str | None = None
        rules: tuple[str, ...] = ()
        first: date
        last: date
        as_of: int
        population_count: int
        population_eurocent: int
        digest: str
        size: int
        interval_eurocent: int | None = None
        items: tuple[Item, ...]
        purpose: str | None = None

        @property
        def plan(self) -> Plan:
            """Return the plan that it was drawn by."""
            target = Target(**{name: getattr(self, name) for name in Target.__struct_fields__})
            return Plan(method=self.method, target=target, size=self.size, interval_eurocent=self.interval_eurocent)

        def apply(self, aggregate: "Sample") -> None:
            """Every item waits for a judgement."""
            aggregate.drawn = self
            aggregate.items = {item.key: item for item in self.items}

    class ItemJudged(Event, frozen=True, kw_only=True):
        """Somebody judged an item: what was right of it, and of how much that cannot be established.

        `eurocent` is what was approved. `ground` is readable; `reason` is what a person wrote, sealed.
        """

        TOPIC = "sample.item-judged"
        sample: str
        item: str
        declaration: str
        line: str
        client: str | None = None
        eurocent: int
        audited_eurocent: int
        uncertain_eurocent: int = 0
        ground: str | None = None
        reason: str | None = None

        def apply(self, aggregate: "Sample") -> None:
            """The latest judgement of an item counts."""
            aggregate.judged[self.item] = self
            aggregate.moved = True

    class Evaluated(Event, frozen=True, kw_only=True):
        """Every item was judged: what the sample says of the whole, and what that means.

        Of a random sample `error_basispoint` and what follows are about lines, and there is no bound in cents.
        """

        TOPIC = "sample.evaluated"
        sample: str
        method: Method
        judged_count: int
        wrong_count: int
        found_eurocent: int
        projected_eurocent: int
        bound_eurocent: int | None = None
        uncertain_eurocent: int
        understated_eurocent: int
        error_basispoint: int
        bound_basispoint: int
        uncertainty_basispoint: int
        verdict: Verdict

        def apply(self, aggregate: "Sample") -> None:
            """This holds until an item is judged again."""
            aggregate.evaluated = self
            aggregate.moved = False

    drawn: Drawn

    def start(self) -> None:
        """Nothing is drawn yet."""
        self.items: dict[str, Item] = {}
        self.judged: dict[str, Sample.ItemJudged] = {}
        self.evaluated: Sample.Evaluated | None = None
        self.moved = True

    def draw(self, drawn: Drawn) -> None:
        """Write down what was drawn, once under a number."""
        if self.version:
            raise Refused(
                "sample-exists",
                f"Steekproef {self.id} is al getrokken. Kies voor een nieuwe een ander nummer.",
                "sample",
            )
        self.happened(drawn)

    def item(self, key: str) -> Item:
        """Return a drawn item; another line is an error."""
        if key not in self.items:
            raise NotFound("item-unknown", f"Regel {key} zit niet in steekproef {self.id}.", "item")
        return self.items[key]

    def judge(self, judged: ItemJudged) -> None:
        """Judge an item, or judge it again."""
        if judged.audited_eurocent < 0 or judged.uncertain_eurocent < 0:
            raise Refused(
                "amount-negative", "Wat klopt, en wat niet vast te stellen is, kan niet onder nul zijn.", "audited"
            )
        if judged.uncertain_eurocent and judged.audited_eurocent + judged.uncertain_eurocent > judged.eurocent:
            raise Refused(
                "item-uncertain-too-large",
                f"Regel {judged.item} is {euro(judged.eurocent)}. Wat klopt ({euro(judged.audited_eurocent)}) en wat "
                f"niet vast te stellen is ({euro(judged.uncertain_eurocent)}) is samen meer. Verlaag een van de twee.",
                "uncertain",
            )
        self.happened(judged)

    def evaluate(self) -> None:
        """Say what the items say of the whole; every one of them must be judged."""
        waiting = [key for key in self.items if key not in self.judged]
        if waiting:
            raise Refused(
                "sample-not-judged",
                f"Van steekproef {self.id} zijn {len(waiting)} van {len(self.items)} regels nog niet beoordeeld. "
                f"Beoordeel eerst regel {waiting[0]}.",
                "sample",
            )
        if not self.moved:
            raise Refused(
                "sample-evaluated",
                f"Steekproef {self.id} is al geëvalueerd en daarna is geen regel opnieuw beoordeeld.",
                "sample",
            )
        drawn = self.drawn
        found = evaluate(drawn.plan, drawn.population_count, drawn.population_eurocent, self._judgements())
        self.happened(self.Evaluated(sample=self.id, method=drawn.method, **_figures(found)))

    def _judgements(self) -> Sequence[JudgedItem]:
        return [
            JudgedItem(
                eurocent=item.eurocent,
                audited_eurocent=self.judged[key].audited_eurocent,
                uncertain_eurocent=self.judged[key].uncertain_eurocent,
                hits=item.hits,
            )
            for key, item in self.items.items()
        ]


def _figures(found: Evaluation) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__struct_fields__}
