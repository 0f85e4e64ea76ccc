"""What the register says of a prestatie for one client: may it be, with this leveringsvorm and this zorgprofiel?"""

from datetime import date

from ledger.aggregates.client import Client
from ledger.aggregates.tarieven import Tarieven
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm


def check_allowed(client: Client, register: Tarieven, code: str, on: date) -> None:
    """Refuse a combination that the register of that year does not allow; a year without combinations allows all."""
    form = client.leveringsvorm_on(on)
    profile = client.indicatie(client.check_entitled(on)).terms_on(on).zorgprofiel
    check_allowed_with(register, code, on, form, profile)


def check_allowed_with(
    register: Tarieven, code: str, on: date, form: Leveringsvorm | None, zorgprofiel: str | None
) -> None:
    """Refuse a combination of a prestatie with a leveringsvorm and a zorgprofiel that the register does not allow."""
    if not register.is_allowed(code, form, zorgprofiel):
        raise Refused(
            "combinatie-not-allowed",
            f"Prestatie {code} mag op {day(on)} niet bij {form or 'geen leveringsvorm'} en zorgprofiel {zorgprofiel}. "
            "Kies een andere prestatie.",
            "prestatie",
        )
