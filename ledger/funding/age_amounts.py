"""Amounts per age band and sex: what a payer pays a year for one person, whatever care that person gets."""

from itertools import combinations
from typing import Annotated

import msgspec
from msgspec import Meta

from ledger.funding.facts import Residents, Sex
from ledger.funding.model import Cents
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.prorata import PER, Per

Age = Annotated[int, Meta(ge=0, description="schrijf een leeftijd van nul of meer")]
FIELD = "components"


class AgeAmount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cents per person, from an age up to and including another; no last age is open, no sex is both."""

    age_from: Age
    age_to: Age | None = None
    sex: Sex | None = None
    amount_eurocent: Cents
    per: Per = "year"

    @property
    def label(self) -> str:
        """Name the band in Dutch.

        >>> AgeAmount(age_from=75, sex="vrouw", amount_eurocent=1).label
        'vrouw, 75 jaar en ouder'
        """
        ages = f"{self.age_from} jaar en ouder" if self.age_to is None else f"{self.age_from} t/m {self.age_to} jaar"
        return f"{self.sex}, {ages}" if self.sex else ages

    @property
    def price(self) -> str:
        """Write the amount in Dutch: '€ 120,00 per jaar'."""
        return f"{euro(self.amount_eurocent)} per {PER[self.per]}"

    def shares_ages(self, age_from: int, age_to: int | None) -> bool:
        """Tell whether somebody can be in this band and in that stretch of ages."""
        return (age_to is None or self.age_from <= age_to) and (self.age_to is None or age_from <= self.age_to)

    def may_hold(self, age: int | None, sex: Sex | None) -> bool:
        """Tell whether a person may belong here; what is not known rules nothing out."""
        return (age is None or self.shares_ages(age, age)) and (None in (sex, self.sex) or sex == self.sex)

    def holds_all(self, group: Residents) -> bool:
        """Tell whether everybody of a counted group belongs here."""
        within = self.age_to is None or (group.age_to is not None and group.age_to <= self.age_to)
        return self.age_from <= group.age_from and within and self.sex in (None, group.sex)


Amounts = tuple[AgeAmount, ...]


def check_amounts(amounts: Amounts) -> None:
    """Refuse bands that cannot be: none at all, one that is upside down, or two that hold the same people."""
    if not amounts:
        raise Refused("age-amounts-missing", "Noem minstens één leeftijdsgroep met een bedrag.", FIELD)
    for one in amounts:
        if one.age_to is not None and one.age_to < one.age_from:
            told = f"De leeftijdsgroep {one.label} kan niet. Zet de laagste leeftijd vooraan."
            raise Refused("age-band-reversed", told, FIELD)
    for one, other in combinations(amounts, 2):
        if one.shares_ages(other.age_from, other.age_to) and (None in (one.sex, other.sex) or one.sex == other.sex):
            told = f"Iemand kan in twee groepen vallen: {one.label} en {other.label}. Maak de groepen los."
            raise Refused("age-bands-overlap", told, FIELD)


def band_of(amounts: Amounts, client: str, age: int | None, sex: Sex | None) -> AgeAmount:
    """Return the one band of a client.

    An age or sex that the amounts need and nobody knows is refused, never guessed; so is an age without a band.
    """
    possible = [one for one in amounts if one.may_hold(age, sex)]
    if age is None and any(one.age_from > 0 or one.age_to is not None for one in possible):
        told = f"Van cliënt {client} is de leeftijd niet bekend. Leg de geboortedatum vast; daarna kan dit."
        raise Refused("age-unknown", told, "clients")
    if sex is None and any(one.sex for one in possible):
        told = f"Van cliënt {client} is het geslacht niet bekend. Leg het vast; daarna kan dit."
        raise Refused("sex-unknown", told, "clients")
    if not possible:
        whom = f"{age} jaar" if sex is None else f"{sex}, {age} jaar"
        told = f"Voor cliënt {client} ({whom}) noemt het contract geen bedrag. Voeg de leeftijdsgroep toe."
        raise Refused("age-band-missing", told, FIELD)
    return possible[0]


def band_of_group(amounts: Amounts, group: Residents) -> AgeAmount:
    """Return the one band of a counted group of residents; a group that falls in two, or in none, is refused."""
    for one in amounts:
        if one.holds_all(group):
            return one
    counted = AgeAmount(age_from=group.age_from, age_to=group.age_to, sex=group.sex, amount_eurocent=0).label
    told = f"De telling noemt inwoners van {counted}; die groep past niet in één leeftijdsgroep van het contract."
    raise Refused("residents-without-band", f"{told} Tel in de groepen van het contract.", FIELD)
