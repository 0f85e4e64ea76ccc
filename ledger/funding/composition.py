"""Which models go together in one contract, and what the law says of models that do not follow the person.

The tables are data: the six legal criteria (domain.md §3), which of them a model fails for the mpt, and the hybrids.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ledger.funding.catalogue import MODELS
from ledger.funding.contract import Component
from ledger.funding.criteria import CRITERIA as CRITERIA
from ledger.funding.uitkomst import Uitkomst
from ledger.vocabulary.agreeing import Act, Settlement
from ledger.vocabulary.errors import Refused

FIELD = "components"


class Hybrid(NamedTuple):
    """Two models that go together; `delimited` must name what it covers, the other has the rest."""

    models: frozenset[str]
    what: str
    delimited: str | None = None


class Warning(NamedTuple):
    """Something that is allowed once it has been acknowledged. `criteria` are the numbers that fail."""

    code: str
    sentence: str
    criteria: tuple[int, ...] = ()


FAILURES = {code: model.FAILS for code, model in MODELS.items() if model.FAILS}
"""Why a model does not fit the mpt: F, G and H each fail at least four of the six legal criteria."""
MPT = frozenset({"mpt", "mpt_pgb"})
HYBRIDS = (
    Hybrid(frozenset("EA"), "E op een afgebakend deel, A op de rest", delimited="E"),
    Hybrid(frozenset("EB"), "E op een afgebakend deel, B op de rest", delimited="E"),
    Hybrid(frozenset("EC"), "E als kwaliteitsbonus naast C", delimited="E"),
    Hybrid(frozenset("ED"), "E als kwaliteitsbonus naast D", delimited="E"),
    Hybrid(frozenset("GB"), "G als basisbedrag naast B"),
    Hybrid(frozenset("GC"), "G naast C met een lagere prijs"),
    *(Hybrid(frozenset(("H", model)), f"H voor de infrastructuur naast {model}") for model in "ABCDE"),
)
MAY_BREAK_CEILING = (frozenset("EC"), frozenset("ED"))
POSSIBLE = "; ".join(hybrid.what for hybrid in HYBRIDS)


def check_composition(
    components: Sequence[Component], leveringsvormen: Collection[str], act: Act
) -> tuple[Warning, ...]:
    """Return what to warn of; refuse what contradicts itself, pays twice, or is no known composition."""
    if not components:
        raise Refused("composition-empty", "Kies minstens één model.", FIELD)
    for one, other in combinations(components, 2):
        _check_pair(one, other)
    warnings = [*_against_the_law(components, leveringsvormen, act)]
    if any(pair in MAY_BREAK_CEILING for pair in _pairs(components)):
        told = "Met een bonus naast een vast bedrag kan een cliënt boven de indicatiewaarde komen. Let op dat bedrag."
        warnings.append(Warning("ceiling-may-break", told))
    return tuple(warnings)


def check_amended(before: Sequence[Component], after: Sequence[Component]) -> None:
    """Refuse an amendment of terms that hold for a contract as a whole."""
    for ours, theirs in ((before, after), (after, before)):
        others = [one.model for one in theirs]
        for one in ours:
            one.model.check_amended(others)


def check_acknowledged(warnings: Sequence[Warning], acknowledged: bool) -> None:
    """Refuse warnings that nobody has acknowledged; the refusal tells them."""
    if warnings and not acknowledged:
        told = " ".join(warning.sentence for warning in warnings)
        raise Refused(
            "composition-needs-acknowledgement",
            f"{told} Wilt u dit toch? Bevestig dan dat u dit weet.",
            "acknowledged",
        )


def check_settlement(components: Sequence[Component], settlement: Settlement) -> None:
    """Refuse a contract that says something else about settling than its models do."""
    settling = [one.model.CODE for one in components if one.model.settles()]
    if settling and settlement != "score":
        told = f"Model {settling[0]} rekent af als de score bekend is. Kies bij afrekenen: als de score bekend is."
        raise Refused("settlement-differs", told, "settlement")
    if not settling and settlement != "none":
        told = "Geen model in dit contract rekent af op een score achteraf. Kies bij afrekenen: niet."
        raise Refused("settlement-differs", told, "settlement")


def _pairs(components: Sequence[Component]) -> Iterator[frozenset[str]]:
    for one, other in combinations(components, 2):
        yield frozenset((one.model.CODE, other.model.CODE))


def _check_pair(one: Component, other: Component) -> None:
    pair = frozenset((one.model.CODE, other.model.CODE))
    if pair == frozenset("GD"):
        raise Refused(
            "composition-contradictory",
            "G en D gaan niet samen. G betaalt per ingeschrevene, met of zonder zorg. Met D legt de cliënt hele "
            "modules waar hij wil, ook bij een ander. Dan wordt dezelfde euro twee keer betaald, of er "
            "valt niets te kiezen. Kies G met B of C, of alleen D.",
            FIELD,
        )
    known = next((hybrid for hybrid in HYBRIDS if hybrid.models == pair), None)
    if known is None:
        raise Refused(
            "composition-unknown",
            f"{one.model.CODE} en {other.model.CODE} samen in één contract kan niet. Dit kan wel: {POSSIBLE}.",
            FIELD,
        )
    if twice := _named(one) & _named(other):
        raise Refused(
            "composition-covers-twice",
            f"{', '.join(sorted(twice))} staat bij {one.model.CODE} en bij {other.model.CODE}. Kies één van de twee.",
            FIELD,
        )
    for component in (one, other):
        is_delimited = bool(component.covers) or _is_bonus_only(component)
        if known.delimited == component.model.CODE and not is_delimited:
            raise Refused(
                "composition-unknown",
                f"Zeg voor welke prestaties of activiteiten {known.delimited} geldt. Dan kan: {known.what}.",
                FIELD,
            )


def _named(component: Component) -> frozenset[str]:
    """Return what a component says is its own: what it covers, and the prestatie that its model is declared as."""
    own = getattr(component.model, "prestatie", None)
    return component.covers | {own} if own else component.covers


def _is_bonus_only(component: Component) -> bool:
    return isinstance(component.model, Uitkomst) and component.model.base is None


def _against_the_law(components: Sequence[Component], leveringsvormen: Collection[str], act: Act) -> Iterator[Warning]:
    if act != "Wlz" or not MPT & set(leveringsvormen):
        return
    for code, model in sorted({one.model.CODE: one.model for one in components if one.model.FAILS}.items()):
        failures = model.FAILS
        told = " ".join(f"{CRITERIA[one.number].told}: {one.sentence}" for one in failures)
        yield Warning(
            f"law-excludes-{code.lower()}",
            f"Model {code} past niet bij het mpt: {len(failures)} van de 6 wettelijke criteria gaan mis. {told}",
            tuple(one.number for one in failures),
        )
