"""What a provider's year looks like from a distance: too many round figures, too much written at the end of a month.

Each signal compares a count with the share that honest records can have. It is told when the count is above that share
by more than chance can explain, and by more than a tenth. Chance: by Hoeffding's inequality, a count of n lies t or
more above what is expected with a chance of at most e^(-2t²/n). From 2t² > 7n on that is less than one in a thousand,
whatever the true distribution, and it is reckoned in whole numbers only.
"""

from collections.abc import Iterator
from fractions import Fraction

from ledger.rechtmatigheid.facts import ProviderYear
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.register import Register
from ledger.rechtmatigheid.rule import ADMINISTRATION, LegalBasis, rule
from ledger.vocabulary.dutch import grouped

AT_LEAST = 100
"""Below this nothing is said of a pattern: a handful of visits may all last half an hour."""

ROUND_MINUTES = Fraction(1, 2)
"""Who plans and writes in quarters of an hour has half of all care in whole half hours. More than that is not measured
but filled in."""
ROUND_AMOUNTS = Fraction(1, 10)
"""Of amounts in whole euros one in ten divides by ten euro; of amounts in cents one in a thousand."""
END_OF_MONTH = Fraction(1, 14)
"""Two days of the shortest month, were what is written late spread evenly over the days."""
MATTERS = Fraction(1, 10)
"""What lies less than this above the share is no signal, however large the numbers."""

PATTERNS = LegalBasis("NV COS", "Standaard 240 (kenmerken van frauduleuze boekingen)")
"""Among them: round figures, and entries at the end of a period."""


@rule("Opvallend veel hele halve uren", PATTERNS, ADMINISTRATION, looks_at="provider", family="signal", severity="low")
def round_numbers(year: ProviderYear, register: Register) -> Iterator[Found]:
    """At most half of the deliveries of a provider in a year last whole half hours, but for chance."""
    if stands_out(year.round_given, year.given, ROUND_MINUTES):
        what = "leveringen: die duren precies een of meer halve uren"
        yield _found(year, year.round_given, year.given, what, ROUND_MINUTES)


@rule("Opvallend veel ronde bedragen", PATTERNS, looks_at="provider", family="signal", severity="low")
def round_amounts(year: ProviderYear, register: Register) -> Iterator[Found]:
    """At most one in ten lines of a provider in a year is for tens of whole euros, but for chance."""
    if stands_out(year.round_lines, year.lines, ROUND_AMOUNTS):
        what = "declaratieregels: die zijn precies een of meer tientallen euro's"
        yield _found(year, year.round_lines, year.lines, what, ROUND_AMOUNTS)


@rule(
    "Opvallend veel vastgelegd aan het eind van de maand",
    PATTERNS,
    ADMINISTRATION,
    looks_at="provider",
    family="signal",
    severity="low",
)
def end_of_period_clustering(year: ProviderYear, register: Register) -> Iterator[Found]:
    """At most one in fourteen deliveries is written on the last two days of a month for another week."""
    if stands_out(year.late_given, year.given, END_OF_MONTH):
        what = "leveringen: die zijn op de laatste twee dagen van een maand vastgelegd, voor een andere week"
        yield _found(year, year.late_given, year.given, what, END_OF_MONTH)


def stands_out(count: int, total: int, share: Fraction) -> bool:
    """Tell whether so many of a total lie above a share by more than chance, and by more than a tenth.

    >>> stands_out(68, 100, ROUND_MINUTES), stands_out(69, 100, ROUND_MINUTES), stands_out(99, 99, ROUND_MINUTES)
    (False, True, False)
    >>> stands_out(60_000, 100_000, ROUND_MINUTES), stands_out(60_001, 100_000, ROUND_MINUTES)
    (False, True)
    """
    above = count - total * share
    return total >= AT_LEAST and above > total * MATTERS and 2 * above * above > 7 * total


def _found(year: ProviderYear, count: int, total: int, what: str, share: Fraction) -> Found:
    """Tell what stands out. Percents are whole: of what is there rounded down, of what is expected at most up."""
    there, expected = count * 100 // total, -(-share.numerator * 100 // share.denominator)
    told = f"In {year.year} gaat het om {grouped(count)} van de {grouped(total)} {what}. "
    return Found(0, year.events, f"{told}Dat is {there}%, en te verwachten is hoogstens {expected}%.")
