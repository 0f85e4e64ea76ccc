"""The invented zorgaanbieders of the two regions, with their way of keeping virtual budgets."""

from dataclasses import dataclass, field
from random import Random

from ledger.demo.population import Kind, rows
from ledger.vocabulary.amounts import Amount, Unit

MAIN_REGION = "Rotterdam"
SECOND_REGION = "Midden-Brabant"
_INTEGRAL_HOUR = 4800
"""Cents an hour of attention costs where a budget is in euro: a demo cost price."""


@dataclass(slots=True, eq=False)
class Provider:
    """A provider. Values are in cents per whole point or hour; a euro needs none.

    `model` is how care at home is paid: the letters of the contract's models, none where there is no mpt.
    """

    id: str
    name: str
    agb: str
    region: str
    sectors: frozenset[str]
    forms: frozenset[str]
    size: int
    unit: Unit
    value: int | None
    value_from_july: int | None
    remainder: str
    overdraft_percent: int
    first_staff_number: int
    model: str = ""
    staff: tuple[str, ...] = field(default=())

    @property
    def pot(self) -> str:
        """Return the id of the group pot's budget."""
        return f"pot-{self.id}"

    @property
    def office(self) -> str:
        """Return the pseudonym of whoever does the administration."""
        return f"administratie-{self.id}"

    @property
    def splits_the_year(self) -> bool:
        """Tell whether there is a budget per half year; what is left is then carried over."""
        return self.remainder == "carries_over"

    @property
    def step(self) -> int:
        """Return what staff round to: five minutes, a quarter of a point, five cents."""
        return 25 if self.unit is Unit.PUNT else 5

    def fits_beside(self, other: "Provider") -> bool:
        """Tell whether both can serve one client: an arrangement stands alone, modules go with modules only."""
        return "C" not in (self.model, other.model) and (self.model == "D") == (other.model == "D")

    def cost(self, minutes: int, material: int) -> int:
        """Return what an activity costs in this provider's smallest unit; `material` is in cents."""
        if self.unit is Unit.UUR:
            return minutes
        cents = minutes * _INTEGRAL_HOUR // 60 + material
        if self.unit is Unit.EUR:
            return cents // 5 * 5
        return max(cents * 100 // (self.value or 1250) // 25, 1) * 25

    def written(self, quantity: int) -> dict[str, str]:
        """Return an amount in this provider's unit as the journal writes it."""
        return Amount(self.unit, quantity).written()

    def hire(self, clients: int) -> None:
        """Take on one member of staff per eight clients, twenty at least."""
        first = self.first_staff_number
        self.staff = tuple(f"medewerker-{number}" for number in range(first, first + max(20, clients // 8)))

    def serves(self, kind: Kind, region: str) -> bool:
        """Tell whether a client of this kind can get care here."""
        return self.region == region and kind.sector in self.sectors and kind.leveringsvorm in self.forms


def _cents(text: str) -> int | None:
    return int(text.replace(".", "")) if text else None


def all_providers() -> list[Provider]:
    """Read the providers; the staff of the first count from 1, those of the others from their own thousands."""
    return [
        Provider(
            id=row["provider"],
            name=row["name"],
            agb=row["agb"],
            region=row["region"],
            sectors=frozenset(row["sectors"].split()),
            forms=frozenset(row["forms"].split()),
            size=int(row["size"]),
            unit=Unit[row["unit"]],
            value=_cents(row["value"]),
            value_from_july=_cents(row["value_from_july"]),
            remainder=row["remainder"],
            overdraft_percent=int(row["overdraft_percent"]),
            first_staff_number=10000 * index + 1,
            model=row["model"],
        )
        for index, row in enumerate(rows("aanbieders.csv"))
    ]


def pick(chance: Random, providers: list[Provider], kind: Kind, region: str, number: int = 1) -> list[Provider]:
    """Choose providers for a client, the larger the likelier, none of them twice."""
    fitting = [provider for provider in providers if provider.serves(kind, region)]
    chosen: list[Provider] = []
    while fitting and len(chosen) < number:
        one = chance.choices(fitting, [provider.size for provider in fitting])[0]
        chosen.append(one)
        fitting = [other for other in fitting if other is not one and other.fits_beside(one)]
    return chosen
