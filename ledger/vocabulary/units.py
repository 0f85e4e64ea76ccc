"""What tariffs of the register are for, and what declared lines count."""

from typing import Final, Literal

TariefUnit = Literal["uur", "dag", "dagdeel", "etmaal", "stuk", "module", "week", "maand", "jaar"]
"""What a tariff of the register is for: the closed list."""

LineUnit = Literal["minuut", "dag", "dagdeel", "etmaal", "stuk", "module", "week", "maand", "jaar", "termijn"]
"""What a declared line counts: hours in minutes, an instalment (termijn), and else as the register."""

PER_DAY = frozenset({"dag", "etmaal"})
"""The units that are a day of stay or of a package: of two names one thing."""

HOUR: Final = "uur"
"""The unit that is priced by the time it takes; every other unit is counted."""
