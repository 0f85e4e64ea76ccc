"""What people type for an amount, read exactly: '1,5', '€ 12,50', '1:30', '1.234,50' -> integer smallest
units.

A text that can be read in two ways is refused with an example, never guessed.
"""

import re

from web.dutch import Unit

WORDS = {
    "EUR": re.compile(r"^(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)$", re.IGNORECASE),
    "PUNT": re.compile(r"\s*(?:punt(?:en)?|pt\.?)$", re.IGNORECASE),
    "UUR": re.compile(r"$^"),
}
EXAMPLE = {"EUR": "12,50", "PUNT": "1,50", "UUR": "1:30"}
NOUN = {"EUR": "een bedrag", "PUNT": "een aantal punten", "UUR": "een tijd"}

THOUSANDS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
CLOCK = re.compile(r"([0-9]{1,6}):([0-9]{2})")
SPOKEN = re.compile(r"(?:([0-9]{1,6})\s*(?:uur|uren|u))?\s*(?:en\s+)?(?:([0-9]{1,6})\s*(?:minuten|minuut|min\.?|m)?)?")
DECIMAL_HOURS = re.compile(r"([0-9]{1,6})(?:,([0-9]{1,4}))?\s*(?:uur|uren|u)?")
MOST_DIGITS = 12


class UnreadableAmount(Exception):
    """The text is no amount in this unit; `message` is a Dutch sentence that says what to type."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def parse_amount(text: str, unit: Unit, *, allow_zero: bool = False) -> int:
    """The amount in cents, hundredths of a point or minutes; raises UnreadableAmount.

    >>> parse_amount("€ 1.234,50", "EUR"), parse_amount("1,5", "PUNT"), parse_amount("1:30", "UUR")
    (123450, 150, 90)
    """
    typed = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    if not typed:
        raise UnreadableAmount(f"Vul {NOUN[unit]} in, bijvoorbeeld {EXAMPLE[unit]}.")
    if typed[0] in "-−–":
        raise UnreadableAmount(f"Vul {NOUN[unit]} zonder minteken in, bijvoorbeeld {EXAMPLE[unit]}.")
    if sum(character.isdigit() for character in typed) > MOST_DIGITS:
        raise UnreadableAmount(f"Dit getal is te groot. Vul {NOUN[unit]} in, bijvoorbeeld {EXAMPLE[unit]}.")
    value = _minutes(typed) if unit == "UUR" else _hundredths(WORDS[unit].sub("", typed).strip(), unit)
    if value == 0 and not allow_zero:
        raise UnreadableAmount(
            f"Vul {NOUN[unit]} in dat meer is dan 0." if unit != "UUR" else "Vul een tijd in van minstens 1 minuut."
        )
    return value


def _hundredths(typed: str, unit: Unit) -> int:
    """Dutch notation with at most two decimals; a dot before one or two last digits is read as a comma."""
    match = THOUSANDS.fullmatch(typed) or PLAIN.fullmatch(typed)
    if match is None:
        raise UnreadableAmount(
            f"Dit kunnen we niet lezen. Vul {NOUN[unit]} in met cijfers, bijvoorbeeld {EXAMPLE[unit]}."
        )
    whole, decimals = match.group(1).replace(".", ""), match.group(2) or ""
    if len(decimals) > 2:
        raise UnreadableAmount(f"Gebruik niet meer dan 2 cijfers achter de komma, bijvoorbeeld {EXAMPLE[unit]}.")
    return int(whole) * 100 + int(decimals.ljust(2, "0"))


def _minutes(typed: str) -> int:
    """'1:30', '1,5', '90 minuten', '1 uur en 30 minuten'; '1.30' could be 1:30 or 1,3 and is refused."""
    lowered = typed.lower()
    clock = CLOCK.fullmatch(lowered.removesuffix("uur").strip())
    if clock is not None:
        return _clock_minutes(int(clock.group(1)), int(clock.group(2)))
    decimal = DECIMAL_HOURS.fullmatch(lowered)
    if decimal is not None:
        return _decimal_minutes(decimal.group(1), decimal.group(2) or "")
    spoken = SPOKEN.fullmatch(lowered)
    if spoken is not None and (spoken.group(1) or spoken.group(2)):
        whole, rest = int(spoken.group(1) or 0), int(spoken.group(2) or 0)
        return _clock_minutes(whole, rest) if spoken.group(1) else rest
    raise UnreadableAmount("Dit kunnen we niet lezen als tijd. Schrijf bijvoorbeeld 1:30 of 1,5 voor anderhalf uur.")


def _clock_minutes(whole: int, rest: int) -> int:
    if rest > 59:
        raise UnreadableAmount("Een uur heeft 60 minuten. Vul na het uur een getal van 0 tot en met 59 in.")
    return whole * 60 + rest


def _decimal_minutes(whole: str, decimals: str) -> int:
    scale = int("1" + "0" * len(decimals))
    minutes, rest = divmod(int(whole + decimals) * 60, scale)
    if rest:
        raise UnreadableAmount("Dit zijn geen hele minuten. Schrijf bijvoorbeeld 1:20 voor 1 uur en 20 minuten.")
    return minutes
