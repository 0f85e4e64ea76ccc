"""What a rule may look at, as known at one position: a client with all care and money, each fact with its events.

Amounts are whole cents, times whole minutes. `event` and `events` are positions in the log; `recorded` is the Dutch
day on which something was written down, beside the day on which it holds.
"""

from datetime import date
from typing import Literal

import msgspec

from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import Per

Bsn = Literal["valid", "invalid", "dummy", "unknown"]


class Entitled(msgspec.Struct, frozen=True):
    """Days with a valid indicatie and one zorgprofiel, also those after a death: that is a matter of its own."""

    period: Period
    besluitnummer: int
    zorgprofiel: str
    events: tuple[int, ...]


class Chosen(msgspec.Struct, frozen=True):
    """The leveringsvorm over some days."""

    period: Period
    leveringsvorm: str
    event: int


class Assigned(msgspec.Struct, frozen=True, kw_only=True):
    """A toewijzing: the days on which care may be given, and those for which its start was reported (AW35)."""

    period: Period
    provider: str | None
    leveringsvorm: str | None
    started: tuple[Period, ...]
    events: tuple[int, ...]


class Placed(msgspec.Struct, frozen=True):
    """Modules over days: so many of `of`, with a provider, or as pgb, or unused."""

    period: Period
    provider: str | None
    pgb: bool
    modules: int
    of: int
    event: int


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a zorgplan over the days it holds."""

    period: Period
    plan: str
    provider: str | None
    prestatie: str | None
    activity: str | None
    arrangement: str | None
    pgb: bool
    minutes_per_week: int
    count_per_week: int
    eurocent: int
    per: Per
    contract: str | None
    event: int


class Evaluation(msgspec.Struct, frozen=True):
    """A look back on a plan: the day, how many goals were reached of all, and when the next one is due."""

    on: date
    reached: int
    goals: int
    evaluate_by: date | None
    event: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A zorgplan: its days, by when it is to be evaluated first, and what followed (do, check, act).

    `versions` are the first days of its contents, in order; `goals` the numbers of the goals of each.
    """

    plan: str
    period: Period
    besluitnummer: int | None
    evaluate_by: date | None
    versions: tuple[date, ...]
    goals: tuple[tuple[str, ...], ...]
    evaluations: tuple[Evaluation, ...]
    events: tuple[int, ...]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """Care that was given: real minutes as known now (0: withdrawn), by whom, when it was written down."""

    levering: str
    client: str
    provider: str
    on: date
    starts_at: str | None
    prestatie: str
    activity: str | None
    minutes: int
    group_size: int | None
    given_by: str
    recorded: date
    events: tuple[int, ...]


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken back of a line, and why; `debit` tells whether that line is there, approved, with enough left."""

    declaration: str
    line: str
    credit: str
    client: str | None
    provider: str
    region: str
    first: date
    last: date
    eurocent: int
    why: str
    debit: bool
    event: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A declared line. `eurocent` is what was asked, `left` what stands after credits.

    `received` is the day on which it came in; `entered_by` and `judged_by` are who gave the commands (None: the
    operator, or nobody yet). `rate_basispoint` and the tarief are of a line that was derived from a contract, `price`
    per `price_per` of one that came in as a file (`by_file`). `above` is how far a derivation went over the ceiling.
    """

    declaration: str
    line: str
    client: str | None
    provider: str
    region: str
    prestatie: str
    first: date
    last: date
    quantity: int
    unit: str
    eurocent: int
    left: int
    status: Literal["submitted", "approved", "refused"]
    received: date
    recorded: date
    entered_by: str | None = None
    judged_by: str | None = None
    contract: str | None = None
    model: str | None = None
    rate_basispoint: int | None = None
    tarief_eurocent: int | None = None
    tarief_unit: str | None = None
    price: int | None = None
    price_per: str | None = None
    besluitnummer: int | None = None
    zorgprofiel: str | None = None
    above: int = 0
    replaces: bool = False
    settles: bool = False
    by_file: bool = False
    events: tuple[int, ...]

    @property
    def key(self) -> str:
        """Return by what the line is known in the whole log."""
        return f"{self.declaration}/{self.line}"

    @property
    def days(self) -> int:
        """Count its days, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def period(self) -> Period:
        """Return its days."""
        return Period(self.first, self.last)


class Spend(msgspec.Struct, frozen=True, kw_only=True):
    """What was spent from a budget, in its smallest unit; `over` is how far the budget was then in the red for it."""

    budget: str
    entry: str
    client: str | None
    provider: str
    unit: str
    on: date
    quantity: int
    given_by: str
    answered_by: str | None
    recorded: date
    over: int
    events: tuple[int, ...]


class PgbPaid(msgspec.Struct, frozen=True, kw_only=True):
    """Money that was paid from the pgb; `provider` is None for somebody who is not known here."""

    payment: str
    provider: str | None
    first: date
    last: date
    eurocent: int
    recorded: date
    event: int


class Absent(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which the client was not there, of a kind; while it goes on, until the day of the stand."""

    absence: str
    provider: str
    kind: str
    first: date
    last: date
    events: tuple[int, ...]


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """What stands for one client in a calendar month: declared lines by first day, and pgb paid."""

    client: str
    first: date
    last: date
    lines: tuple[Line, ...]
    pgb: tuple[PgbPaid, ...]


class ColleagueDay(msgspec.Struct, frozen=True, kw_only=True):
    """All care that one person of a provider wrote down for one day, over all clients."""

    provider: str
    given_by: str
    on: date
    given: tuple[Given, ...]


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A declared stay, and how many days of stay the provider had in that year with this one."""

    line: Line
    days_so_far: int


class ProviderYear(msgspec.Struct, frozen=True, kw_only=True):
    """How a provider's year looks from a distance: counts of approved lines and of deliveries.

    Round are minutes that divide by 30 and amounts that divide by ten euro; late are deliveries that were written down
    on one of the last two days of the month of another week than they were given in.
    """

    provider: str
    region: str
    year: int
    lines: int
    round_lines: int
    eurocent: int
    given: int
    round_given: int
    late_given: int
    events: tuple[int, ...]
