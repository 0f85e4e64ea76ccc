"""What the program writes about itself: a line of JSON on standard error, without what people sent or stored."""

import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog
from structlog.types import FilteringBoundLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up_log() -> None:
    """Set up the log of this process; a second time changes nothing."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(stack_of),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
        logger_factory=lambda *names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def stack_of(exc_info: ExcInfo) -> list[str]:
    """Return the type of an error and where it happened, then the same of what caused it.

    No message and no variable: those hold passwords, cookies, keys, and what people wrote.
    """
    return [line for error in _chain(exc_info[1]) for line in _told(error)]


def the_log(name: str) -> FilteringBoundLogger:
    """Return the log of a module."""
    log: FilteringBoundLogger = structlog.get_logger(module=name)
    return log


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
