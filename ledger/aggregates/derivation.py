"""What a declared line says beside its care: how its amount came about, what it replaces, and who is owed a part."""

import msgspec

from ledger.aggregates.tarieven import UsedTarief


class Derivation(msgspec.Struct, frozen=True, omit_defaults=True):
    """How an amount came about: contract, model and rate, and in `steps` the sum in Dutch.

    What was computed is what is paid (the amount of the line) and what is not (`unpaid_eurocent`, the provider's
    risk). `above_eurocent` is how far it goes beyond the client's ceiling, and that is `ceiling_eurocent` over the
    whole period; absent where nothing was a ceiling. Positions of events are those of the terms that were applied, and
    in `rests_on` those of the care, the plan and the value.
    """

    contract: str
    model: str
    terms_position: int
    computed_eurocent: int
    unpaid_eurocent: int
    above_eurocent: int
    rate_basispoint: int
    ceiling_eurocent: int | None = None
    tarief: UsedTarief | None = None
    rests_on: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()


class LineReference(msgspec.Struct, frozen=True):
    """Which line of which declaration."""

    declaration: str
    line: str


class Owed(msgspec.Struct, frozen=True):
    """What the one that declares owes an onderaannemer of a line, in cents."""

    provider: str
    eurocent: int
