"""The terms of a contract, whole, as they hold from a day on; and what terms may never say."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from ledger.aggregates.base import Event
from ledger.vocabulary.agreeing import Act, Basis, Ceiling, Party, Rhythm, Settlement, check_shares
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.percentages import WHOLE, percentage
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common

_DECLARES = ("hoofdaannemer", "coalitiepartner")
_ONE_DAY = timedelta(days=1)


class Component(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One model of a composition by its letter, what it covers (nothing named: the rest), and its parameters.

    The parameters are whole, every default written out, in the form of a version of the model's terms. `claims`
    is what it pays for besides what it covers: the arrangement of a person, a bonus, the residents of an area.
    """

    model: str
    version: int
    covers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    parameters: dict[str, Any]


class Agreed(Event, frozen=True, kw_only=True):
    """What was agreed, from `first` on. Percentages are basispunten: a rate of 9450 is 94,5 % of the maximum."""

    contract: str
    provider: str
    payer: str
    act: Act
    region: str
    leveringsvormen: tuple[Leveringsvorm, ...] = ()
    first: date
    option_until: date | None = None
    option_indicator: str | None = None
    option_clients: int | None = None
    parties: tuple[Party, ...]
    components: tuple[Component, ...]
    rate_basispoint: int
    basis: Basis
    ceiling: Ceiling
    rhythm: Rhythm
    settlement: Settlement
    warnings: tuple[str, ...] = ()
    acknowledged: bool = False

    @property
    def covers(self) -> frozenset[str] | None:
        """What the models name as theirs; None when one of them covers everything."""
        if not all(one.covers for one in self.components):
            return None
        return frozenset(name for one in self.components for name in one.covers)

    @property
    def claims(self) -> frozenset[str]:
        """What the models pay for besides what they cover: two contracts that claim it would pay it twice."""
        return frozenset(claim for one in self.components for claim in one.claims)

    def meets(self, other: "Agreed") -> bool:
        """Tell whether some care of one person could be paid under both, on a day that they share.

        A delivery does not say by which act it is paid, so contracts of two acts meet too. Only within the Wlz does
        the leveringsvorm tell them apart.
        """
        if self.region != other.region:
            return False
        if self.act == other.act == "Wlz" and not set(self.leveringsvormen) & set(other.leveringsvormen):
            return False
        if self.covers is None or other.covers is None:
            return True
        return bool(self.covers & other.covers or self.claims & other.claims)


class Contract(msgspec.Struct):
    """A contract as it is known now: its terms by the day from which they hold, and its last day."""

    terms: dict[date, Agreed]
    last: date
    ended: bool = False

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period(min(self.terms), self.last)

    @property
    def latest(self) -> Agreed:
        """The terms that were agreed for the latest days."""
        return self.terms[max(self.terms)]

    def versions(self) -> Iterator[tuple[Period, Agreed]]:
        """Yield the terms in order, each with the days on which nothing of them changes."""
        firsts = sorted(self.terms)
        for first, following in zip(firsts, [*firsts[1:], self.last + _ONE_DAY], strict=True):
            last = min(following - _ONE_DAY, self.last)
            if first <= last:
                yield Period(first, last), self.terms[first]

    def overlap(self, other: "Contract") -> Period | None:
        """Return the first days on which both could pay for the same care."""
        for period, terms in self.versions():
            for their_period, their_terms in other.versions():
                shared = common(period, their_period)
                if shared is not None and terms.meets(their_terms):
                    return shared
        return None


def check_terms(terms: Agreed) -> None:
    """Refuse what no contract can say: of its parties, of what it is for, of its rate and of its option."""
    _check_parties(terms.provider, terms.parties)
    check_shares(terms.parties)
    if terms.act == "Wlz" and not terms.leveringsvormen:
        told = "Een Wlz-contract geldt voor een of meer leveringsvormen. Noem ze."
        raise Refused("leveringsvorm-missing", told, "leveringsvormen")
    if terms.rate_basispoint > WHOLE:
        told = f"Het tarief is {percentage(terms.rate_basispoint)} van het maximum. Meer dan 100% mag niet."
        raise Refused("rate-above-maximum", told, "rate")
    if terms.rate_basispoint == 0:
        raise Refused("rate-not-positive", "Het tarief is een percentage groter dan nul.", "rate")
    _check_option(terms)


def check_option_day(option_until: date | None, last: date) -> None:
    """Refuse an option that adds no day."""
    if option_until is not None and option_until <= last:
        told = f"Het contract loopt tot en met {day(last)}. De optie moet later eindigen dan die dag."
        raise Refused("option-not-later", told, "option_until")


def _check_parties(provider: str, parties: tuple[Party, ...]) -> None:
    names = [one.provider for one in parties]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused("party-twice", f"Zorgaanbieder {twice} staat er twee keer. Noem elke partij eenmaal.", "parties")
    if not any(one.provider == provider and one.role in _DECLARES for one in parties):
        told = f"{provider} declareert, en is daarom hoofdaannemer of coalitiepartner. Voeg deze partij zo toe."
        raise Refused("provider-no-party", told, "parties")
    leading = sum(one.role == "hoofdaannemer" for one in parties)
    following = any(one.role == "onderaannemer" for one in parties)
    if leading > 1 or (following and not leading):
        told = f"Er zijn {leading} hoofdaannemers. Een contract heeft er één; met onderaannemers moet dat."
        raise Refused("hoofdaannemer-not-one", told, "parties")


def _check_option(terms: Agreed) -> None:
    """What has to be earned for the option is named whole: an indicator, a number of clients, and until when."""
    earned = (terms.option_indicator, terms.option_clients)
    if (None in earned and any(earned)) or (any(earned) and terms.option_until is None):
        told = "Noem bij een optie die verdiend moet worden alle drie: tot wanneer, de indicator, het aantal cliënten."
        raise Refused("option-incomplete", told, "option_until")
