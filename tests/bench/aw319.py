"""How many lines of AW319 are read and written in a second, on one core."""

from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

from ledger.messages import aw319
from tests.messages.aw319 import samples
from tests.messages.samples import bsns

LINES = 100_000
CLIENTS = 2_000
BEST_OF = 3


def big_file(lines: int = LINES, clients: int = CLIENTS) -> aw319.Declaratiebestand:
    """A month of a large provider: many clients with prestaties on different days at different rates."""
    each = lines // clients - 1
    known = bsns(clients)
    return samples.file([_client(number, known[number], each) for number in range(clients)])


def _client(number: int, bsn: str, prestaties: int) -> aw319.Verzekerde:
    born = date(1930, 1, 1) + timedelta(days=number)
    lines = (_prestatie(number, line) for line in range(prestaties))
    return samples.verzekerde(burgerservicenummer=bsn, geboortedatum=born, prestaties=tuple(lines))


def _prestatie(number: int, line: int) -> aw319.Prestatie:
    on = samples.FIRST + timedelta(days=line % 31)
    return aw319.new_prestatie(
        referentienummer=f"2026-01/{number}-{line}",
        prestatiecode="H126",
        begindatum=on,
        einddatum=on,
        aantal=1 + line % 8,
        tijdseenheid="04",
        tarief_eurocent=6000 + number,
        code_uitvoerder=samples.PROVIDER,
        besluitnummer=100_000_000 + number,
    )


def measure() -> dict[str, int]:
    """Lines a second of reading and of writing, by processor time, the best of three; both with all rules."""
    file = big_file()
    data = aw319.write(file)
    lines = data.count(b"\r\n")
    assert aw319.read(data).file == file
    return {
        "lines": lines,
        "read_lines_per_second": _per_second(lines, lambda: aw319.read(data)),
        "write_lines_per_second": _per_second(lines, lambda: aw319.write(file)),
    }


def _per_second(lines: int, action: Callable[[], object]) -> int:
    best = min(_seconds(action) for _ in range(BEST_OF))
    return int(lines / best)


def _seconds(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return process_time() - start


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}: {value}")
