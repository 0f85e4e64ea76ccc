"""Does the line fit the person: alive on the day, born by then, known here, with a BSN that can be one."""

from collections.abc import Iterator
from datetime import timedelta

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import is_wmo
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.placing import placing_of
from ledger.rechtmatigheid.prestaties import kinds_of_line
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import over
from ledger.tariffs.prestaties import VACATED_DAYS
from ledger.vocabulary.covering import covered
from ledger.vocabulary.dutch import day
from ledger.vocabulary.prorata import ONE_DAY

INSURED = LegalBasis("Wlz", "artikel 2.1.1", "1")
"""Insured is somebody who lives: in the Netherlands, or by work here."""


@rule(
    "Zorg na overlijden",
    INSURED,
    LegalBasis("Wlz", "artikel 3.2.1", "1"),
    looks_at="line",
    retourcode="0551",
)
def care_after_death(line: Line, case: Case) -> Iterator[Found]:
    """No day of a line lies after the day of death, apart from the days on which the room stands empty (NZa)."""
    died_on = case.rights.died_on
    if died_on is None or line.last <= died_on:
        return
    if "vacated" in kinds_of_line(line, case) and line.last <= died_on + timedelta(days=VACATED_DAYS):
        return
    told = f"De cliënt is overleden op {day(died_on)}, maar de gedeclareerde zorg loopt tot en met {day(line.last)}."
    yield Found(line.left, (*line.events, *case.rights.death), told)


@rule("Zorg voor de geboorte", INSURED, looks_at="line", retourcode="8007")
def care_before_birth(line: Line, case: Case) -> Iterator[Found]:
    """No day of a line lies before the day of birth. That day itself is sealed, so the sentence does not name it."""
    if case.rights.born is not None and line.first < case.rights.born:
        told = f"{over(line)} is zorg gedeclareerd van voor de geboortedatum van de cliënt."
        yield Found(line.left, (*line.events, *case.rights.events), told)


@rule(
    "Zorg van voor de inschrijving waar geen besluit onder ligt",
    LegalBasis("Wmo 2015", "artikel 2.3.5"),
    looks_at="line",
    family="signal",
    severity="low",
)
def care_before_registration(line: Line, case: Case) -> Iterator[Found]:
    """Care from before the person was known here rests on an indicatie, or on something agreed with the provider.

    Of the Wlz, care without an indicatie has a rule of its own; under the Wmo nothing else would be seen of it.
    """
    registered = case.rights.registered
    if line.first >= registered or not is_wmo(line, case):
        return
    known = (*(one.period for one in case.rights.entitled), *placing_of(line, case).periods)
    if covered(known, line.first, min(line.last, registered - ONE_DAY)) != "all":
        told = (
            f"De cliënt is ingeschreven op {day(registered)}, maar de zorg begint op {day(line.first)}, "
            "zonder indicatie, toewijzing of zorgplan."
        )
        yield Found(line.left, (*line.events, *case.rights.events), told)


@rule(
    "Het BSN voldoet niet aan de elfproef",
    LegalBasis("Wlz", "artikel 9.1.1", "2"),
    LegalBasis("iWlz", "regel CS002", edition="2.2"),
    looks_at="client",
)
def bsn_invalid(client: Case, case: Case) -> Iterator[Found]:
    """The BSN of a client can be one. That it is not known yet is no fault."""
    if case.rights.bsn == "invalid":
        told = "Het BSN van deze cliënt voldoet niet aan de elfproef, dus het kan niet bestaan."
        yield Found(_standing(case), case.rights.events, told)


@rule(
    "Het BSN is het nummer voor iemand zonder BSN (999999999)",
    LegalBasis("Wlz", "artikel 9.1.1", "2"),
    LegalBasis("AW319", "veld 0203", edition="1.4"),
    looks_at="client",
)
def bsn_dummy(client: Case, case: Case) -> Iterator[Found]:
    """The number by which AW319 says that there is no BSN is never kept as one."""
    if case.rights.bsn == "dummy":
        told = "Het BSN van deze cliënt is 999999999. Dat betekent in een bestand: zonder BSN."
        yield Found(_standing(case), case.rights.events, told)


def _standing(case: Case) -> int:
    """Return the cents of all lines that stand for a client."""
    return sum({one.key: one.left for month in case.lines.values() for one in month.values()}.values())
