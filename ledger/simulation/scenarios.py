"""Scenarios: a model, or a composition of models, with the terms that make it comparable on the same care history.

What a real contract would settle by negotiation is an assumption here. Every assumption is a constant with a Dutch
sentence, and is shown with the outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ledger.funding.catalogue import MODELS, model_of
from ledger.funding.contract import Component, Contract
from ledger.vocabulary.agreeing import Party
from ledger.vocabulary.amounts import rounded
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.percentages import WHOLE, of
from ledger.vocabulary.periods import Period

FORMS = frozenset({"mpt", "mpt_pgb"})
"""The simulation is about care at home in loose parts: there the composition decides what is paid."""
AGREED_BASISPOINT = 9_450
BASE_BASISPOINT = 2_000
"""The part of a hybrid that G or H pays as a base; the rest is paid by the other model."""
NORM_MINUTES = 30
"""The rekentijd of a prestatie of which nothing was given."""
MODULES = 10
CLASSES = (("licht", 5_000), ("middel", 7_500), ("zwaar", 10_000))
"""The arrangements, with their share of the indicatiewaarde in basispunten."""
FACTOR_STEPS = [
    {"from_score": 0, "factor_basispoint": 9_500},
    {"from_score": 60, "factor_basispoint": 10_000},
    {"from_score": 80, "factor_basispoint": 10_500},
]
BONUS = {"prestatie": "BONUS", "indicator": "dagbesteding", "rise": 1, "price_eurocent": 50_000}
ASSUMPTIONS = (
    "Elk contract betaalt 94,5% van het maximumtarief, met per maand een plafond per cliënt: de indicatiewaarde, min "
    "wat voor een pgb of bij andere aanbieders is gepland. B rekent met dezelfde prijs per uur.",
    "De zorg zelf blijft gelijk. In het echt verandert een ander model ook wat cliënten en aanbieders doen.",
    "B: elke keer zorg telt als één activiteit. De rekentijd is hoe lang die zorg gemiddeld duurde, op 5 minuten.",
    "C: de aanbieder met de meeste geplande zorg is hoofdaannemer. De klasse is de kleinste waar het plan in past. "
    "Onderaannemers krijgen het deel dat zij in het plan hebben.",
    "D: tien modules per cliënt. Elke aanbieder krijgt er zoveel als nodig zijn voor zijn deel van het plan. Een deel "
    "voor een pgb krijgt ook hele modules.",
    "E: het tarief is 95%, 100% of 105% bij een score kwaliteit tot 60, vanaf 60 en vanaf 80. Zonder score: 100%.",
    "F, G en H: de bedragen zijn op 1 januari vastgesteld op wat de zorgplannen toen samen kostten. F en G tellen "
    "alleen mensen van wie de geboortedatum bekend is. F gaat naar de aanbieder met de meeste geplande zorg.",
    "Zonder zorgplan betalen C, D en G niets voor een cliënt.",
    "Bij een mengvorm met G of H is 20% van het geld de basis. Het andere model betaalt de andere 80%. Modules zijn "
    "nooit kleiner, dus met D krijgen cliënten er minder.",
    "E+A en E+B: E geldt voor de meest geplande prestatie, A of B voor de rest.",
    "E+C en E+D: een bonus van € 500,00 voor elke cliënt die een stap stijgt op dagbesteding. Bij E+D krijgt elke "
    "aanbieder van die cliënt de bonus. Deze contracten hebben geen plafond.",
    "Een schatting weet alleen wat op die dag gold. Dat gaat door tot en met 31 december, met de zorg van het plan.",
    "Een uur meer is in juli, bij de aanbieder met de meeste geplande zorg: als extra keer zorg van de gewone lengte, "
    "en als dezelfde keer die langer duurt.",
)

SINGLE = ("A", "B", "C", "D", "E", "F", "G", "H")
HYBRID = ("E+A", "E+B", "E+C", "E+D", "G+B", "G+C", "H+A", "H+B", "H+C", "H+D", "H+E")
PROVIDER_PAID = frozenset(code for code, model in MODELS.items() if not model.PERSON_FOLLOWING)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way of paying: the models by their letters, the first named first."""

    code: str

    @property
    def letters(self) -> tuple[str, ...]:
        """Return the models of the composition."""
        return tuple(self.code.split("+"))

    @property
    def base(self) -> str | None:
        """Return the model that pays a provider and not for a person, if there is one."""
        return next((letter for letter in self.letters if letter in PROVIDER_PAID), None)

    @property
    def personal(self) -> tuple[str, ...]:
        """Return the models that pay for a person."""
        return tuple(letter for letter in self.letters if letter not in PROVIDER_PAID)

    @property
    def has_bonus(self) -> bool:
        """Tell whether E is a bonus beside fixed amounts, which can break the ceiling."""
        return self.letters[0] == "E" and bool({"C", "D"} & set(self.letters))

    @property
    def rests_on_deliveries(self) -> bool:
        """Tell whether each delivery must be registered, so that what is left for a pgb shows only afterwards."""
        return bool({"A", "B"} & set(self.letters)) or ("E" in self.letters and not self.has_bonus)

    @property
    def pays_hours_only(self) -> bool:
        """Tell whether all that is paid for a person is paid by the hour delivered."""
        return all(model_of(letter).BY_THE_HOUR for letter in self.letters)

    @property
    def name(self) -> str:
        """Return the models by their Dutch names."""
        return " met ".join(model_of(letter).NAME for letter in self.letters)

    @property
    def contract(self) -> str:
        """Return the number that its contracts go by."""
        return f"simulatie-{self.code}"

    @property
    def personal_basispoint(self) -> int:
        """Return which part of the money the personal models pay."""
        if not self.personal:
            return 0
        return WHOLE - BASE_BASISPOINT if self.base else WHOLE


def scenario_of(code: str) -> Scenario:
    """Return the scenario of a code such as A or H+A; what cannot be combined is refused with what can."""
    letters = code.strip().upper()
    turned = "+".join(reversed(letters.split("+")))
    for known in (*SINGLE, *HYBRID):
        if known in (letters, turned):
            return Scenario(known)
    if set(letters.split("+")) == {"D", "G"}:
        raise Refused(
            "composition-contradictory",
            "G met D spreekt zichzelf tegen: G betaalt wie is ingeschreven, D laat elke module elders plaatsen.",
            "models",
        )
    raise Refused(
        "scenario-unknown",
        f"{code!r} is geen model om door te rekenen. Kies uit {', '.join((*SINGLE, *HYBRID))}.",
        "models",
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """What terms are made of: agreed cents per hour, or per piece, by prestatie; and how long a time usually takes.

    `most_given` is the prestatie with an hourly price that takes the most time.
    """

    prices: Mapping[str, int]
    pieces: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    most_given: str | None = None


def parameters_of(letter: str, usual: Usual, basispoint: int = WHOLE) -> dict[str, Any]:
    """Return the terms of a personal model, which pays a part of what it would pay alone."""
    terms: dict[str, dict[str, Any]] = {
        "A": {},
        "B": {"activities": [_activity(code, usual, basispoint) for code in (*usual.prices, *usual.pieces)]},
        "C": {"prestatie": "ARRANGEMENT", "shares": [_share(word, share, basispoint) for word, share in CLASSES]},
        "D": {"prestatie": "MODULE"},
        "E": {"base": "A", "indicator": "kwaliteit", "known": "before", "steps": FACTOR_STEPS},
        "bonus": {"bonus": BONUS},
    }
    return terms[letter]


def _activity(code: str, usual: Usual, basispoint: int) -> dict[str, Any]:
    norm = usual.minutes.get(code, NORM_MINUTES)
    whole = rounded(usual.prices[code] * norm, 60) if code in usual.prices else usual.pieces[code]
    price = of(whole, basispoint)
    named = {"activity": code, "name": f"{code}, een keer", "prestatie": code}
    return {**named, "norm_minutes": norm, "price_eurocent": price}


def _share(word: str, share: int, basispoint: int) -> dict[str, Any]:
    return {"word": word, "share_basispoint": of(share, basispoint)}


def personal_contract(
    scenario: Scenario, provider: str, region: str, period: Period, components: tuple[Component, ...]
) -> Contract:
    """Return the contract of a provider under a scenario, for what is paid for a person."""
    return Contract(
        contract=scenario.contract,
        provider=provider,
        payer="simulatie",
        act="Wlz",
        region=region,
        leveringsvormen=FORMS,
        period=period,
        parties=(Party(provider, "hoofdaannemer"),),
        components=components,
        basispoint=of(AGREED_BASISPOINT, scenario.personal_basispoint),
        basis="delivered",
        ceiling="none" if scenario.has_bonus else "client",
    )


def component(scenario: Scenario, letter: str, usual: Usual, covers: frozenset[str] = frozenset()) -> Component:
    """Return a component with the terms of this comparison."""
    key = "bonus" if letter == "E" and scenario.has_bonus else letter
    return Component(msgspec.convert(parameters_of(key, usual, scenario.personal_basispoint), model_of(letter)), covers)
