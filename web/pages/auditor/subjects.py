"""What a timeline can be of: the kind in the ledger, its word in the address, its word on the page."""

from typing import NamedTuple
from urllib.parse import quote

from web.looking_back import View


class Kind(NamedTuple):
    """One kind of subject."""

    kind: str
    address: str
    word: str


KINDS: tuple[Kind, ...] = (
    Kind("client", "client", "cliënt"),
    Kind("provider", "zorgaanbieder", "zorgaanbieder"),
    Kind("budget", "budget", "budget"),
    Kind("declaration", "declaratie", "declaratie"),
    Kind("region", "regio", "regio"),
)
BY_ADDRESS = {kind.address: kind for kind in KINDS}
BY_KIND = {kind.kind: kind for kind in KINDS}
START = "/controle"
COMPARE = f"{START}/vergelijk"


def timeline_address(kind: str, id: str) -> str:
    """Return the address of a timeline.

    >>> timeline_address("provider", "p1"), timeline_address("region", "Noord-Holland / Zaan")
    ('/controle/zorgaanbieder/p1', '/controle/regio/Noord-Holland%20%2F%20Zaan')
    """
    return f"{START}/{BY_KIND[kind].address}/{quote(id, safe='')}"


def cycle_address(client: str) -> str:
    """Return where material control of a client is shown.

    >>> cycle_address("c1")
    '/controle/client/c1/zorgplan'
    """
    return f"{timeline_address('client', client)}/zorgplan"


def event_address(position: int, subject: tuple[str, str] | None = None) -> str:
    """Return the address of an event; it leads back to the timeline of the subject it was reached from."""
    back = f"?van={quote(f'{BY_KIND[subject[0]].address}/{subject[1]}', safe='')}" if subject else ""
    return f"{START}/gebeurtenis/{position}{back}"


def event_in(view: View, position: int, subject: tuple[str, str] | None = None) -> str:
    """Return the address of an event in a view of what was known then."""
    back = {"van": f"{BY_KIND[subject[0]].address}/{subject[1]}"} if subject else {}
    return view.address(event_address(position), **back)


def subject_of(text: str) -> tuple[str, str] | None:
    """Read the subject that an event was reached from; None when it is none of ours.

    >>> subject_of("zorgaanbieder/p1"), subject_of("https://elders.example")
    (('provider', 'p1'), None)
    """
    address, slash, id = text.partition("/")
    return (BY_ADDRESS[address].kind, id) if slash and id and address in BY_ADDRESS else None
