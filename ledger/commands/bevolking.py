"""Commands about the residents of a region."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from ledger.aggregates.bevolking import Bevolking, Group
from ledger.commands.base import PAYER_SIDE, Command, Desk, from_day
from ledger.vocabulary.identifiers import Name, Sex, Text

Age = Annotated[int, Meta(ge=0, le=150, description="schrijf een leeftijd van 0 tot en met 150")]
Persons = Annotated[int, Meta(ge=0, le=20_000_000, description="schrijf een aantal mensen van 0 tot en met 20000000")]


class CountedGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Residents from an age up to and including another; without `age_to` it is open, without `sex` it is all."""

    age_from: Age
    persons: Persons
    age_to: Age | None = None
    sex: Sex | None = None


Groups = Annotated[tuple[CountedGroup, ...], Meta(min_length=1, max_length=1000, description="noem 1 tot 1000 groepen")]


class CountPopulation(Command, frozen=True, kw_only=True, tag="count_population"):
    """Record how many people live in a region from a day on, by age and sex, all of them together."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "region": "Rotterdam",
        "from": "2026-01-01",
        "groups": [
            {"age_from": 0, "age_to": 64, "persons": 540000},
            {"age_from": 65, "persons": 110000},
        ],
        "source": "demo: verzonnen aantallen",
    }
    region: Name
    first: date = from_day()
    groups: Groups
    source: Text

    def decide(self, desk: Desk) -> None:
        """Tell the region."""
        desk.check_region(self.region)
        groups = tuple(
            Group(age_from=one.age_from, age_to=one.age_to, sex=one.sex, persons=one.persons) for one in self.groups
        )
        desk.find(Bevolking, self.region).count(
            Bevolking.Counted(region=self.region, first=self.first, groups=groups, reference=self.source)
        )
