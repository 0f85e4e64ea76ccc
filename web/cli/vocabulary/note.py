"""A note: what one field means, and the units that notes are written in."""

from typing import NamedTuple


class Note(NamedTuple):
    """What a field means, and what its figures count."""

    meaning: str
    unit: str = ""


OF_BUDGET = "the unit of the budget"
SMALLEST = "smallest units, as `unit` names them"
CENTS = "eurocent"
WHOLE_MODULES = "whole modules"
