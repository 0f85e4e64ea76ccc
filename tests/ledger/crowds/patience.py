"""How a program deals with a ledger where somebody else is first again and again: it sends the same once more."""

from uuid import uuid4

from ledger.application import Outcome
from ledger.vocabulary.errors import Conflict
from tests.houses import do
from tests.ledger.lines import Line
from web.composition import House


def do_patiently(house: House, *lines: Line) -> list[Outcome]:
    """Give lines, each under a number of its own, until they are accepted or refused; twice is harmless."""
    numbered = [{"command_id": uuid4().hex} | line for line in lines]
    while True:
        try:
            return do(house, *numbered)
        except Conflict:
            continue
