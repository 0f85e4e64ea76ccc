"""How much memory a process and all that it started take together, at most, while it runs."""

from pathlib import Path
from threading import Event, Thread

INTERVAL = 0.2
"""Seconds between two looks; what is taken for a shorter time may be missed."""
_PROC = Path("/proc")


class Watch:
    """Looks at a process until told to stop; memory that processes share is counted once (PSS).

    Where there is no /proc nothing is found, and `peak_mib` is None.
    """

    def __init__(self, process: int) -> None:
        self._process, self._most = process, 0
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int | None:
        """Return the most that was seen, in MiB."""
        self._done.set()
        self._thread.join()
        return self._most // 1024 or None

    def _look(self) -> None:
        while not self._done.wait(INTERVAL):
            self._most = max(self._most, together_kib(self._process))


def together_kib(process: int) -> int:
    """Return what a process and all that it started take now, in KiB; 0 where that cannot be seen."""
    return sum(map(_kib, _family(process)))


def _family(process: int) -> list[int]:
    """Return a process and its descendants."""
    children: dict[int, list[int]] = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def _kib(process: int) -> int:
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
