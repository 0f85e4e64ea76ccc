"""Numbers and names by which people, organisations and things are known."""

import re
from typing import Annotated, Literal

from msgspec import Meta


def whole(pattern: str, told: str) -> Meta:
    """Return the constraint that a text is the pattern from its first to its very last character.

    `$` alone would let a newline at the end pass. `told` says in Dutch what is expected.
    """
    return Meta(pattern=f"^(?:{pattern})$(?!\\n)", description=told)


Identifier = Annotated[
    str,
    whole(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "gebruik 1 tot 64 letters, cijfers, punten of streepjes, zonder spaties"),
]
"""A short name without spaces: client, budget, entry, provider, declaration. Never a BSN or a name of a person."""

_SOME_WORD = r"(?=[\s\S]*\S)"
_UNSEEN = r"\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Delete and the C1 controls, separators of lines, and what turns the direction of writing around."""
_LINES = rf"^{_SOME_WORD}[^\x00-\x08\x0b\x0c\x0e-\x1f{_UNSEEN}]*$"
ONE_LINE = rf"^{_SOME_WORD}[^\x00-\x1f{_UNSEEN}]*$(?!\n)"

Text = Annotated[str, Meta(max_length=2000, pattern=_LINES, description="schrijf 1 tot 2000 gewone tekens")]
"""Words written by a person, on one line or more. No control characters: PostgreSQL cannot keep them all."""

Name = Annotated[str, Meta(max_length=200, pattern=ONE_LINE, description="schrijf 1 tot 200 gewone tekens")]
"""A few words on one line."""

Zorgprofiel = Annotated[
    str, whole(r"[0-9]{1,2}b?[A-Z]{2,5}(aud|vis)?( [A-Z])?", "schrijf het zorgprofiel als 4VV, 9bVV of 3LG")
]
"""A zorgprofiel as CIZ writes it: '4VV', '9bVV', '3VG', '1SGLVG', '4GGZ B'."""

TariefCode = Annotated[
    str, whole(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", "gebruik 1 tot 64 letters, cijfers of streepjes, zonder spaties")
]
"""What stands in the register: a prestatiecode such as H126 or Z240G, or a name such as indicatiewaarde-4VV-thuis."""

ClockTime = Annotated[str, whole(r"([01][0-9]|2[0-3]):[0-5][0-9]", "schrijf een tijdstip als 09:30")]
"""A time of day, to the minute."""

Sex = Literal["man", "vrouw"]
"""As the rules of amounts by age and sex know it; where it is not known it is left out."""

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(text: str) -> bool:
    """Tell whether nine digits pass the 11-test of the burgerservicenummer (rule CS002 of iWlz 2.2).

    >>> is_bsn("999900006"), is_bsn("999999999")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{9}", text) or text == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, text, strict=True)) % 11 == 0
