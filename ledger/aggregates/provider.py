"""A zorgaanbieder: its name, and what a point or an hour is worth there from a day on."""

from datetime import date
from typing import Literal

import msgspec

from ledger.aggregates.base import Aggregate, Event, latest
from ledger.vocabulary import dutch
from ledger.vocabulary.amounts import LARGEST, Amount, Unit, value_in_cents
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused


class EuroValue(msgspec.Struct, frozen=True):
    """What an amount was worth when it was decided: cents, the rate per whole point or hour, and since when."""

    eurocent: int
    rate_eurocent: int
    rate_from: date

    def revalued(self, amount: Amount) -> "EuroValue":
        """Return the value of another amount at the same rate."""
        return _valued(amount, self.rate_eurocent, self.rate_from)


class Provider(Aggregate):
    """Providers need no registration before a budget names them; a name is welcome."""

    STREAM = "provider"
    MISSING = ("provider-unknown", "Zorgaanbieder {id} is niet bekend.")

    class Registered(Event, frozen=True, kw_only=True):
        """The name and, where known, the AGB code of a provider."""

        TOPIC = "provider.registered"
        provider: str
        name: str
        agb: str | None = None

        def apply(self, aggregate: "Provider") -> None:
            """Keep the name and the AGB code."""
            aggregate.name, aggregate.agb = self.name, self.agb

    class ValueSet(Event, frozen=True, kw_only=True):
        """From a day on a whole point or hour is worth this many cents."""

        TOPIC = "provider.value-set"
        provider: str
        unit: Literal["PUNT", "UUR"]
        rate_eurocent: int
        first: date

        def apply(self, aggregate: "Provider") -> None:
            """The latest value set for a first day counts."""
            aggregate.values.setdefault(Unit[self.unit], {})[self.first] = self.rate_eurocent

    def start(self) -> None:
        """Nothing is known yet."""
        self.name: str | None = None
        self.agb: str | None = None
        self.values: dict[Unit, dict[date, int]] = {}

    def register(self, name: str, agb: str | None) -> None:
        """Give the provider its name; a second time only when something changed is pointless and refused."""
        if (self.name, self.agb) == (name, agb):
            raise Refused("provider-exists", f"Zorgaanbieder {self.id} is al vastgelegd als {name}.", "provider")
        self.happened(self.Registered(provider=self.id, name=name, agb=agb))

    def set_value(self, unit: Literal["PUNT", "UUR"], value: Amount, first: date) -> None:
        """Set what a whole point or hour is worth from a day on."""
        if value.unit is not Unit.EUR or value.quantity <= 0:
            raise Refused("value-not-positive", "De waarde is een bedrag in euro, groter dan nul.", "value")
        if self.values.get(Unit[unit], {}).get(first) == value.quantity:
            raise Refused("value-known", f"Deze waarde geldt al vanaf {day(first)}.", "value")
        self.happened(self.ValueSet(provider=self.id, unit=unit, rate_eurocent=value.quantity, first=first))

    def euro_value(self, amount: Amount, on: date) -> EuroValue | None:
        """Return what an amount is worth on a day, with the rate it rests on; None where no rate holds."""
        dated = self.values.get(amount.unit, {})
        first = latest(dated, on)
        return _valued(amount, dated[first], first) if first else None


def _valued(amount: Amount, rate_eurocent: int, rate_from: date) -> EuroValue:
    value = value_in_cents(amount, rate_eurocent)
    if value > LARGEST:
        raise Refused(
            "value-too-large",
            f"{dutch.amount(amount)} is {dutch.euro(value)} waard. Dat is te groot. Controleer aantal en waarde.",
            "amount",
        )
    return EuroValue(value, rate_eurocent, rate_from)
