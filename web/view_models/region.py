"""What a zorgkantoor sees: the contracteerruimte of a year against what providers agreed and declared."""

from dataclasses import dataclass

from web.charts import ScaleBars
from web.view_models.shell import AsOf, AsOfForm, Explained, Link


@dataclass(frozen=True)
class Ruimte:
    """The first amount of the contracteerruimte (kind 'Vastgesteld') or a correction of it, with its legal
    ground; `motivation` (why) and `source` (where it was published) are empty where they were not told.
    """

    kind: str
    on: str
    amount: str
    direction: str
    after: str
    ground: str
    motivation: str = ""
    source: str = ""
    event_href: str = ""


@dataclass(frozen=True)
class ProviderRow:
    """One provider's year, amounts in euro text.

    `room` = agreed minus approved, with its sign; `over` marks that it is below zero.
    """

    name: str
    agreed: str
    declared: str
    approved: str
    refused: str
    credited: str
    room: str
    href: str = ""
    over: bool = False


@dataclass(frozen=True)
class OverviewPage:
    """`region/overview.html`.

    `room` = contracteerruimte minus approved; with `over` it is what was approved too much.
    """

    region: str
    year: int
    years: tuple[Link, ...]
    ruimte: str
    room: str
    over: bool
    share_used: str
    bars: ScaleBars
    changes: tuple[Ruimte, ...]
    providers: tuple[ProviderRow, ...]
    total: ProviderRow
    as_of: AsOf
    form: AsOfForm
    explained: Explained | None = None
