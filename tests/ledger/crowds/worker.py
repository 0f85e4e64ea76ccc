"""What one process of a crowd does: open the house at a database and spend, saying what was accepted.

Run as `python -m tests.ledger.crowds.worker URL NAME HOW-MANY AMOUNT`. Every line it prints is an acknowledgement:
the entry, and the position at which it was recorded. It prints `ready` first, and begins when it is told to.
"""

import sys

from ledger.commands.door import NotRecorded
from ledger.vocabulary.clock import SystemClock
from tests.houses import opened
from tests.ledger.crowds.patience import do_patiently
from tests.ledger.lines import Line, spend


def say(text: str) -> None:
    """Tell the parent at once: what it has read was recorded."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def sets(name: str, count: int, amount: str, size: int) -> list[list[Line]]:
    """Return the lines to give, in sets."""
    return [[spend(f"{name}-{number}-{place}", amount) for place in range(size)] for number in range(count)]


def main(url: str, name: str, count: str, amount: str, size: str = "1") -> None:
    """Give every set once; tell what was accepted and what was refused."""
    with opened(url, SystemClock()) as house:
        say("ready")
        sys.stdin.readline()
        for lines in sets(name, int(count), amount, int(size)):
            try:
                outcomes = do_patiently(house, *lines)
            except NotRecorded as refused:
                say(f"no {lines[0]['entry']} {refused.error.code}")
                continue
            for line, outcome in zip(lines, outcomes, strict=True):
                say(f"yes {line['entry']} {outcome.events[0][0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
