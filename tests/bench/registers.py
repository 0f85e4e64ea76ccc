"""What is known of no client: the tariffs, the providers with their values, the envelopes of the regions."""

from typing import Any

from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.vocabulary.actor import SYSTEM, Actor
from ledger.vocabulary.source import Source
from tests.bench.lives import MINUTE
from tests.bench.purses import JULY
from tests.bench.shape import DAY, FIRST, PRICES, YEAR, Shape, day, rate_of
from tests.bench.stored import Item, Telling

_FILE = Source("journal", "registers.jsonl")
_ENVELOPE_PER_CLIENT = 2_500_000
_MID_JUNE, _NOVEMBER = 165, 310
_GROUND = "NZa-beschikking (verzonnen)"


def registers(shape: Shape) -> list[Item]:
    """Return what was recorded of the region as a whole, over the year."""
    telling = Telling(0)
    for code, cents in PRICES.items():
        tarief = Tarieven.TariefSet(
            year=YEAR, code=code, name=code, unit="uur", eurocent=cents, reference="demo: bench", version=1
        )
        telling.tell(0, Tarieven.stream_of(str(YEAR)), tarief, SYSTEM.actor, _FILE)
    if shape.registers:
        for place, provider in enumerate(shape.providers):
            _provider(telling, provider, place)
        for place, region in enumerate(shape.regions):
            _envelope(telling, shape, region, place)
    return telling.items


def _provider(telling: Telling, provider: str, place: int) -> None:
    stream = Provider.stream_of(provider)
    registered = Provider.Registered(provider=provider, name=f"Zorgaanbieder {provider}")
    telling.tell(place, stream, registered, SYSTEM.actor, _FILE)
    for at, first, later in ((place + 1, FIRST, False), (_MID_JUNE * DAY + place * MINUTE // 60, JULY, True)):
        for unit in ("PUNT", "UUR"):
            value = Provider.ValueSet(
                provider=provider,
                unit="PUNT" if unit == "PUNT" else "UUR",
                rate_eurocent=rate_of(provider, unit, later),
                first=first,
            )
            telling.tell(at, stream, value, SYSTEM.actor, _FILE)


def _envelope(telling: Telling, shape: Shape, region: str, place: int) -> None:
    stream = Contracteerruimte.stream_of(Contracteerruimte.id_of(region, YEAR))
    actor = Actor(f"inkoop-{region}", "zorgkantoor")
    here: dict[str, Any] = {"region": region, "year": YEAR, "ground": _GROUND}
    whole = max(shape.clients // len(shape.regions), 1) * _ENVELOPE_PER_CLIENT
    telling.tell(MINUTE, stream, Contracteerruimte.Set(**here, on=FIRST, eurocent=whole), actor, _FILE)
    near = shape.providers_near(place)
    for order, provider in enumerate(near):
        made = Contracteerruimte.AgreementMade(**here, on=FIRST, provider=provider, eurocent=whole // len(near))
        telling.tell(MINUTE * (2 + order), stream, made, actor, _FILE)
    for on, change in ((_MID_JUNE, whole // 50), (_NOVEMBER, -whole // 100)):
        corrected = Contracteerruimte.Corrected(**here, on=day(on), change_eurocent=change)
        telling.tell(on * DAY + place * MINUTE, stream, corrected, actor, _FILE)
