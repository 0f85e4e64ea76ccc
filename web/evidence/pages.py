"""The two texts of a pack that are made from a template: the reading guide and the report."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from web import dutch
from web.evidence.books import SOFTWARE
from web.evidence.question import Question


def made(name: str, **values: Any) -> str:
    """Fill a template; in HTML all values are made harmless."""
    return _environment().get_template(name).render(software=SOFTWARE, **values)


def period_told(question: Question) -> str:
    """Return the days that are asked for, in words."""
    period = question.period
    if period is None or period.last is None:
        return "alle dagen"
    return f"{dutch.day(period.first)} tot en met {dutch.day(period.last)}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (files("web.evidence") / name).read_text(encoding="utf-8")),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|")
    return environment
