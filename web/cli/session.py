"""What every verb starts with: the house of the settings, and how answers are written."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ledger.vocabulary.clock import Clock
from web.composition import House, open_house
from web.log import set_up_log


@contextmanager
def house(clock: Clock | None = None, *, make: bool = True) -> Iterator[House]:
    """Open the ledger that the environment names; what is new about it is said on standard error.

    A verb that only reads or changes what is there gives `make=False`: where there is no ledger, it makes none.
    """
    set_up_log()
    opened = open_house(os.environ, say, clock, make)
    try:
        yield opened
    finally:
        opened.close()


def say(sentence: str) -> None:
    """Tell the person at the terminal something that is not the answer."""
    print(sentence, file=sys.stderr)


def write_json(answer: Mapping[str, Any]) -> None:
    """Write one answer as one line of JSON."""
    print(json.dumps(answer, ensure_ascii=False))
