"""The keukentafelgesprek: staff and client compose a zorgplan and see what is left."""

from dataclasses import dataclass

from web.charts import PlanBar
from web.view_models.client import Step
from web.view_models.shell import Fact, Form


@dataclass(frozen=True)
class PlanLineRow:
    """One line so far. Its field is `hoeveel_{number}`, '' as label where there is nothing to fill in.

    `key` travels along as `regel_{number}`; `amount` is '' while it cannot be worked out.
    """

    number: int
    key: str
    what: str
    by: str
    price: str
    label: str
    amount: str
    note: str = ""


@dataclass(frozen=True)
class FixedRow:
    """One line of another provider: how much a week in words, and its amount ('' while it cannot be worked out)."""

    what: str
    by: str
    quantity: str
    amount: str


@dataclass(frozen=True)
class Option:
    """Something that can be added: the value that is sent, and its text."""

    value: str
    text: str


@dataclass(frozen=True)
class OptionGroup:
    """What one provider offers."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ZorgplanPage:
    """`staff/zorgplan.html`.

    One form; buttons send step=calculate, add, remove-{number} or record. Fields: regel_{n}, hoeveel_{n}, wat, hoeveel,
    remainder_to (pgb|unused), from, to, goals, evaluate_by. `sentence` reads before, `number` in and `after` behind the
    one number; all are '' when nothing could be worked out. `room` tells the ceiling in words. `revises`: a plan runs.
    `fixed` is what other providers do in it: there is nothing to fill in.
    """

    client: str
    client_href: str
    form: Form
    room: tuple[Fact, ...]
    lines: tuple[PlanLineRow, ...]
    offers: tuple[OptionGroup, ...]
    may_be_pgb: bool
    sentence: str = ""
    number: str = ""
    after: str = ""
    note: str = ""
    fits: bool = True
    bar: PlanBar | None = None
    steps: tuple[Step, ...] = ()
    revises: bool = False
    fixed: tuple[FixedRow, ...] = ()
