"""Does the prestatie fit the leveringsvorm of the day: by the Koppeltabel, and by what the law leaves out of an mpt."""

from collections.abc import Iterator
from datetime import date

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.days import BY_THE_PROVIDER, held, is_wmo, stretches
from ledger.rechtmatigheid.facts import Line
from ledger.rechtmatigheid.finding import Found
from ledger.rechtmatigheid.prestaties import NOT_IN_MPT, is_left_out, is_module, kinds_of_line
from ledger.rechtmatigheid.rule import LegalBasis, rule
from ledger.rechtmatigheid.words import between, in_words
from ledger.vocabulary.dutch import day
from ledger.vocabulary.leveringsvormen import BY_MODULE, FULL_PACKAGES
from ledger.vocabulary.periods import Period

_NOT_PER_PRESTATIE = BY_THE_PROVIDER | {"C", "D"}
"""Models of which the line names no care of its own: a period of an arrangement, modules, or no care at all."""


@rule(
    "De prestatie past niet bij leveringsvorm en zorgprofiel (Koppeltabel)",
    LegalBasis("Wlz", "artikel 3.3.1", "1"),
    LegalBasis("NZa", "Koppeltabel: prestatie, leveringsvorm en zorgprofiel", edition="zoals ingelezen"),
    looks_at="line",
)
def prestatie_not_for_leveringsvorm(line: Line, case: Case) -> Iterator[Found]:
    """On every day the Koppeltabel of that year allows the prestatie with the leveringsvorm and the zorgprofiel.

    Days without a known form or profile are passed over, and so is what another rule says in plainer words.
    """
    if line.model in _NOT_PER_PRESTATIE:
        return
    fitting: list[Period] = []
    wrong: tuple[date, str, str] | None = None
    events = list(line.events)
    for days, form, entitled in stretches(line, case):
        if form is None or entitled is None or _fits(line, case, form.leveringsvorm, entitled.zorgprofiel, days.first):
            fitting.append(days)
        else:
            wrong = wrong or (days.first, form.leveringsvorm, entitled.zorgprofiel)
            events += [form.event, *entitled.events]
    if wrong and held(line, case, fitting) != "all" and not is_wmo(line, case):
        on, leveringsvorm, zorgprofiel = wrong
        told = (
            f"Prestatie {line.prestatie} mag op {day(on)} niet bij leveringsvorm {in_words(leveringsvorm)} "
            f"en zorgprofiel {zorgprofiel}."
        )
        yield Found(line.left, tuple(dict.fromkeys(events)), told)


@rule(
    "Maaltijden of schoonmaak in een modulair pakket thuis",
    LegalBasis("Wlz", "artikel 3.3.2", "2"),
    LegalBasis("Wlz", "artikel 3.1.1, lid 1, onderdeel a"),
    looks_at="line",
)
def meals_or_cleaning_in_mpt(line: Line, case: Case) -> Iterator[Found]:
    """No line on a day of an mpt is, by its name in the register, for meals or for cleaning the home."""
    kinds = kinds_of_line(line, case)
    if not kinds & NOT_IN_MPT or is_wmo(line, case):
        return
    fitting: list[Period] = []
    events: list[int] = []
    for days, form, _ in stretches(line, case):
        if form is not None and form.leveringsvorm in BY_MODULE:
            events.append(form.event)
        else:
            fitting.append(days)
    if events and held(line, case, fitting) != "all":
        what = "Maaltijden horen" if "meals" in kinds else "Schoonmaak hoort"
        told = f"{what} niet in een mpt. Prestatie {line.prestatie} is dat wel, {between(line)}."
        yield Found(line.left, (*line.events, *dict.fromkeys(events)), told)


def _fits(line: Line, case: Case, form: str, zorgprofiel: str, on: date) -> bool:
    """Tell whether the Koppeltabel allows it, or another rule is about it."""
    if case.register.is_allowed(line.prestatie, form, zorgprofiel, on):
        return True
    is_beside = form in FULL_PACKAGES and is_module(line, case, form, zorgprofiel, on)
    return is_beside or is_left_out(line, case, form)
