"""The two families whose figures are worked out to the cent, and who logs in to see them."""

from collections.abc import Iterator

from ledger.demo.agenda import Moment
from ledger.demo.story_de_vries import de_vries
from ledger.demo.story_de_vries_points import CLIENT as DE_VRIES
from ledger.demo.story_de_vries_points import DAUGHTER, HOME_CARE, NURSE
from ledger.demo.story_yilmaz import yilmaz
from ledger.demo.telling import first_monday

FAMILY_CLIENT = DE_VRIES
"""The client whose page the family login of the demo sees."""

FAMILY_ACTOR = DAUGHTER
"""Under this pseudonym the family of the demo asks its questions."""

STAFF_PROVIDER = HOME_CARE
"""The provider for which the staff login of the demo works."""

STAFF_ACTOR = NURSE
"""Under this pseudonym the staff of the demo writes."""


def told(year: int, numbers: tuple[str, str]) -> Iterator[Moment]:
    """Tell both stories, each in order of time; `numbers` are the test BSNs of the two."""
    monday = first_monday(year)
    for line in (*de_vries(monday, numbers[0]), *yilmaz(monday, numbers[1])):
        yield line.moment()
