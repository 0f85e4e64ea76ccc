"""The region of a zorgkantoor, from the code list of iWlz 2.2."""

from ledger.messages.standard import datatypes

_PREFIX = "Zorgkantoor "


def region_of(zorgkantoor: str) -> str:
    """Return the name of the region; the code itself where the list does not have it.

    >>> region_of("5521"), region_of("9999")
    ('Rotterdam', '9999')
    """
    return datatypes()["LDT_ZorgkantoorCode"].codes.get(zorgkantoor, zorgkantoor).removeprefix(_PREFIX)
