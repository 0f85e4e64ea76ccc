"""The leveringsvormen of the Wlz (3.3.1), and what goes with which: a pgb, extra kosten thuis (EKT)."""

from typing import Literal

Leveringsvorm = Literal["verblijf", "vpt", "mpt", "pgb", "mpt_pgb", "dtv"]

RemainderTo = Literal["pgb", "unused"]
"""Where the rest of the indicatiewaarde goes."""

FULL_PACKAGES: frozenset[Leveringsvorm] = frozenset({"verblijf", "vpt"})
"""Forms in which all care is one package; they do not go together with a pgb."""

BY_MODULE: frozenset[Leveringsvorm] = frozenset({"mpt", "mpt_pgb"})
"""Forms with loose modules."""

WITH_PLAN_AT_HOME: frozenset[Leveringsvorm] = BY_MODULE | {"vpt"}
"""Forms of which the zorgplan says what is given at home; it is what the payer checks the care by."""

WITH_MOST_AT_HOME: frozenset[Leveringsvorm] = BY_MODULE | {"pgb"}
"""Forms for which the indicatiewaarde is the most that may be spent; EKT raises it."""

EKT_MAXIMUM = 25_00
"""EKT raises what may be spent at home by at most 25 %, in basispunten."""


def has_ekt(form: Leveringsvorm | None) -> bool:
    """Tell whether EKT raises what may be spent in this form; it does as long as no form was chosen.

    >>> has_ekt("mpt_pgb"), has_ekt(None), has_ekt("vpt"), has_ekt("dtv")
    (True, True, False, False)
    """
    return form is None or form in WITH_MOST_AT_HOME
