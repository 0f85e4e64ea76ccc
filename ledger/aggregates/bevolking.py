"""How many people live in a region, by age and sex: what a budget for an area (model F) is computed from."""

from collections.abc import Sequence
from datetime import date

import msgspec

from ledger.aggregates.base import Aggregate, Event, latest
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.identifiers import Sex


class Group(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Residents from an age up to and including another; without a last age it is open, without a sex it is all."""

    age_from: int
    age_to: int | None = None
    sex: Sex | None = None
    persons: int

    def shares_people_with(self, other: "Group") -> bool:
        """Tell whether somebody could be in both."""
        sexes = self.sex is None or other.sex is None or self.sex == other.sex
        ages = (other.age_to is None or self.age_from <= other.age_to) and (
            self.age_to is None or other.age_from <= self.age_to
        )
        return sexes and ages


class Count(msgspec.Struct, frozen=True):
    """The residents as they were counted; `version` is that of the event in its stream."""

    groups: tuple[Group, ...]
    source: str
    version: int


class Bevolking(Aggregate):
    """One region. A count holds from its day until the next; of two counts of one day the later recorded one."""

    STREAM = "bevolking"
    MISSING = (
        "bevolking-unknown",
        "Van regio {id} is nog geen bevolking vastgelegd. Leg die eerst vast.",
    )

    class Counted(Event, frozen=True, kw_only=True):
        """The residents of a region from a day on, all of them, in groups. `reference` is where it was published."""

        TOPIC = "bevolking.counted"
        region: str
        first: date
        groups: tuple[Group, ...]
        reference: str

        def apply(self, aggregate: "Bevolking") -> None:
            """Replace an earlier count of this day."""
            aggregate.counts[self.first] = Count(self.groups, self.reference, aggregate.version + 1)

    def start(self) -> None:
        """Nobody is counted yet."""
        self.counts: dict[date, Count] = {}

    def count_on(self, on: date) -> Count | None:
        """Return the count that holds on a day; None before the first."""
        first = latest(self.counts, on)
        return self.counts[first] if first else None

    def count(self, counted: Counted) -> None:
        """Take in a count in which everybody stands once."""
        _check_once_each(counted.groups)
        known = self.counts.get(counted.first)
        if known is not None and (known.groups, known.source) == (counted.groups, counted.reference):
            raise Refused(
                "bevolking-known",
                f"Deze telling van {counted.region} vanaf {day(counted.first)} is al vastgelegd.",
                "groups",
            )
        self.happened(counted)


def _check_once_each(groups: Sequence[Group]) -> None:
    for place, one in enumerate(groups):
        if one.age_to is not None and one.age_to < one.age_from:
            raise Refused(
                "ages-reversed",
                f"De leeftijd tot en met {one.age_to} ligt onder {one.age_from}. Draai de twee om.",
                f"groups[{place}].age_to",
            )
        for other in groups[:place]:
            if one.shares_people_with(other):
                raise Refused(
                    "groups-overlap",
                    f"Iemand van {max(one.age_from, other.age_from)} jaar zou in twee groepen tellen. "
                    "Laat leeftijden op elkaar aansluiten, en noem het geslacht overal of nergens.",
                    f"groups[{place}]",
                )
