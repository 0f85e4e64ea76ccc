"""What the rekenmodule answers: amounts per week and per year, and the steps that lead there."""

import msgspec

from ledger.rekenmodule.ask import Line
from ledger.vocabulary.leveringsvormen import RemainderTo


class Eurocent(msgspec.Struct, frozen=True):
    """The same amount per week and per year of the question, each in whole cents."""

    week: int
    year: int

    def __sub__(self, other: "Eurocent") -> "Eurocent":
        return Eurocent(self.week - other.week, self.year - other.year)

    def __add__(self, other: "Eurocent") -> "Eurocent":
        return Eurocent(self.week + other.week, self.year + other.year)


NOTHING = Eurocent(0, 0)


class Step(msgspec.Struct, frozen=True):
    """One step of the derivation: what it is, a Dutch sentence, and its amount where it has one."""

    label: str
    sentence: str
    eurocent: Eurocent | None = None


class Counted(msgspec.Struct, frozen=True):
    """A line with its own amount; `minutes_per_week` is what counts, to the nearest 5 minutes."""

    line: Line
    minutes_per_week: int
    eurocent: Eurocent


class Calculation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: used + left = ceiling, and the lines add up to what is used, per week and per year.

    `left` may be below zero; `remainder_to` is where it goes when it is above. `pgb` is what the client buys of
    what is used. `meerzorg_counts`: None without meerzorg, False when the plan has too few hours for it.
    """

    ceiling: Eurocent
    used: Eurocent
    pgb: Eurocent
    left: Eurocent
    remainder_to: RemainderTo
    fits: bool
    minutes_per_week: int
    meerzorg_counts: bool | None
    lines: tuple[Counted, ...]
    steps: tuple[Step, ...]
