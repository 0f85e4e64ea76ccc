"""What sort of care a line is, by what the payer's side had on file: package, module of an mpt, meals, cleaning."""

from datetime import date

from ledger.rechtmatigheid.case import Case
from ledger.rechtmatigheid.facts import Line
from ledger.tariffs.prestaties import Kind, kinds_of
from ledger.vocabulary.leveringsvormen import BY_MODULE

NOT_IN_MPT: frozenset[Kind] = frozenset({"meals", "cleaning"})
_NO_MODULE: frozenset[Kind] = frozenset({"package", "treatment", "vacated"})
"""Never a module beside a package: a package itself, a room that stands empty, and treatment, which goes with both."""


def kinds_of_line(line: Line, case: Case) -> frozenset[Kind]:
    """Return the sorts of care of a line, as far as they are known; a line lies within one year of the register."""
    maximum = case.register.maximum(line.prestatie, line.first)
    return kinds_of(line.prestatie, maximum.name if maximum else None, line.first)


def is_package(line: Line, case: Case) -> bool:
    """Tell whether a line is days of a zzp or vpt."""
    return "package" in kinds_of_line(line, case)


def is_module(line: Line, case: Case, form: str, zorgprofiel: str | None, on: date) -> bool:
    """Tell whether a line is a module of an mpt, for somebody with this leveringsvorm on a day.

    The published list says so, or the Koppeltabel does: it goes with an mpt, and not with this leveringsvorm. At home
    everything is a module that is no package.
    """
    kinds = kinds_of_line(line, case)
    if kinds & _NO_MODULE:
        return False
    if form in BY_MODULE or "module" in kinds:
        return True
    allowed = case.register.is_allowed
    return allowed(line.prestatie, "mpt", zorgprofiel, on) and not allowed(line.prestatie, form, zorgprofiel, on)


def is_left_out(line: Line, case: Case, form: str) -> bool:
    """Tell whether a line is what an mpt does not hold: meals, cleaning."""
    return form in BY_MODULE and bool(kinds_of_line(line, case) & NOT_IN_MPT)
