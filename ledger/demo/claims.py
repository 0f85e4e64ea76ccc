"""Declaring care at home: the command `declare` per contract and month, judged by the zorgkantoor a week later.

The office counts beforehand which lines there will be, so that it sends nothing where there is nothing to declare and
the zorgkantoor knows which lines it judges. The amounts are for the ledger to derive.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ledger.demo.agenda import OFFICE, PAYER, JournalLine, Moment
from ledger.demo.care import TENTHS, value_of_days, weekly_minutes
from ledger.demo.contracts import contract_id, payer_of, terms
from ledger.demo.declaring import RETOURCODE, declared_on
from ledger.demo.delivering import delivered
from ledger.demo.lives import Life
from ledger.demo.plans import arrangement_of
from ledger.demo.production import month_of
from ledger.demo.providers import Provider
from ledger.demo.stage import Stage, office_hour, say
from ledger.vocabulary.amounts import rounded

Place = tuple[str, str]
"""What a line is for: a client (nobody for a fixed sum) and a prestatie. Lines come in this order."""

_REFUSED = 0.008
_LOOKS_BACK = {3: (1, 2), 6: (4, 5), 9: (7, 8)}
"""With these months the office looks at two earlier ones again, for what was written down or corrected since."""

_SHARES = {"zwaar": 10000, "middel": 7500, "licht": 5000}


@dataclass(slots=True, eq=False)
class Claim:
    """One contract over one month: which lines stand, with the quantity that counts, and how often was declared."""

    provider: Provider
    month: int
    standing: dict[Place, int] = field(default_factory=dict)
    times: int = 0


def plan_claims(stage: Stage) -> None:
    """Plan the declaration of every month for every contract, with a look back now and then."""
    for provider in stage.providers:
        if not provider.model:
            continue
        claims = [Claim(provider, month) for month in range(1, 13)]
        chance = stage.chance(contract_id(provider))
        for month, claim in enumerate(claims, start=1):
            at = office_hour(chance, declared_on(stage, month))
            stage.agenda.plan(at, _declaring(stage, claim))
            for earlier in _LOOKS_BACK.get(month, ()):
                stage.agenda.plan(at + timedelta(minutes=10), _declaring(stage, claims[earlier - 1]))


def _declaring(stage: Stage, claim: Claim) -> Callable[[datetime], Moment | None]:
    return lambda at: _declare(stage, claim, at)


def _declare(stage: Stage, claim: Claim, at: datetime) -> Moment | None:
    """Declare a month, or declare it again where something changed."""
    provider = claim.provider
    right = _lines(stage, claim)
    new = sorted(place for place, quantity in right.items() if claim.standing.get(place) != quantity)
    gone = [place for place in claim.standing if place not in right]
    if not new and not gone:
        return None
    claim.standing = right
    contract = contract_id(provider)
    label = f"{stage.year}-{claim.month:02}"
    if new:
        claim.times += 1
        number = f"{provider.id}-{contract}-{label}" + (f"-{claim.times}" if claim.times > 1 else "")
        judged = office_hour(stage.chance(contract), at.date() + timedelta(days=7))
        stage.agenda.plan(judged, lambda then: _judge(stage, claim, number, new, then))
    command: JournalLine = {"do": "declare", "contract": contract, "provider": provider.id, "period": label}
    return say(at, provider.office, OFFICE, command | {"clients": [life.id for life in _clients(stage, claim)]})


def _judge(stage: Stage, claim: Claim, number: str, new: list[Place], at: datetime) -> Moment:
    """Approve the lines, all but one now and then: that one does not stand, and may be declared again."""
    chance = stage.chance(contract_id(claim.provider))
    refused = [line for line, (client, _) in enumerate(new, start=1) if client and chance.random() < _REFUSED]
    approved = [line for line in range(1, len(new) + 1) if line not in refused]
    about: JournalLine = {"declaration": number}
    commands: list[JournalLine] = []
    if approved:
        commands.append({"do": "approve_declaration", **about, "lines": [str(line) for line in approved]})
    if refused:
        lines = [str(line) for line in refused]
        commands.append({"do": "refuse_declaration", **about, "lines": lines, "retourcode": RETOURCODE})
    for line in refused:
        del claim.standing[new[line - 1]]
    return say(at, payer_of(claim.provider.region), PAYER, *commands)


def _clients(stage: Stage, claim: Claim) -> list[Life]:
    """Return who could have care in that month."""
    first, last = month_of(stage.year, claim.month)
    everybody = stage.clients_of[claim.provider.id]
    there = [life for life in everybody if life.parts and life.care_from <= last]
    return [life for life in there if not life.death_known or life.dies_on is None or life.dies_on >= first]


def _lines(stage: Stage, claim: Claim) -> dict[Place, int]:
    """Return which lines there are to declare as it is known now, each with the quantity that it depends on."""
    model = claim.provider.model
    found: dict[Place, int] = {}
    for life in _clients(stage, claim):
        for prestatie, quantity in _COUNTED[model](life, claim).items():
            found[life.id, prestatie] = quantity
    for component in terms()[model]["components"]:
        if component["model"] == "H":
            found["", component["parameters"]["prestatie"]] = 1
    return found


def _by_minutes(life: Life, claim: Claim) -> dict[str, int]:
    minutes: Counter[str] = Counter()
    for one in delivered(life, claim.provider.id, claim.month):
        minutes[one.care.prestatie] += one.minutes
    rounds = {prestatie: rounded(total, 5) * 5 for prestatie, total in minutes.items()}
    return {prestatie: total for prestatie, total in rounds.items() if total}


def _by_price(life: Life, claim: Claim) -> dict[str, int]:
    cents: Counter[str] = Counter()
    for one in delivered(life, claim.provider.id, claim.month):
        cents[one.care.prestatie] += one.care.price
    return dict(cents)


def _by_share(life: Life, claim: Claim) -> dict[str, int]:
    (component,) = terms()[claim.provider.model]["components"]
    return {component["parameters"]["prestatie"]: 1}


def _by_modules(life: Life, claim: Claim) -> dict[str, int]:
    first = max(date(life.care_from.year, claim.month, 1), life.care_from)
    return _by_share(life, claim) if life.parts_on(first).get(claim.provider.id) else {}


_COUNTED: dict[str, Callable[[Life, Claim], dict[str, int]]] = {
    "A": _by_minutes,
    "B": _by_price,
    "C": _by_share,
    "D": _by_modules,
    "E": _by_minutes,
    "H+A": _by_minutes,
}


def expected(stage: Stage, provider: Provider) -> int:
    """Return about what the contract of a provider comes to in the year, in cents, as it is known at the start."""
    if not provider.model:
        return 0
    agreed = terms()[provider.model]
    per_hour = int(agreed["rate"].replace(".", ""))
    fixed = sum(
        int(one["parameters"]["total"]["EUR"].replace(".", "")) for one in agreed["components"] if one["model"] == "H"
    )
    lives = (life for life in stage.clients_of[provider.id] if life.parts)
    return fixed + sum(_expected_of(stage, life, provider, per_hour) for life in lives)


def _expected_of(stage: Stage, life: Life, provider: Provider, basispoint: int) -> int:
    days = ((life.dies_on or stage.last) - life.care_from).days + 1
    tenths = life.parts[0][1].get(provider.id, 0)
    value = value_of_days(stage.year, life.profiles[0][1], days)
    if provider.model == "D":
        return value * tenths // TENTHS
    if provider.model == "C":
        return value * _SHARES[arrangement_of(tenths)] // 10000
    agreed = life.agreed[0][1]
    hourly = (
        care.bound(stage.year, 0) * weekly_minutes(agreed, care) // care.minutes
        for of, care in agreed
        if of == provider.id
    )
    return sum(hourly) * days // 7 * basispoint // 10000
