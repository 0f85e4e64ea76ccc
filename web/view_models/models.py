"""What a zorgkantoor sees when models are compared on the same care: figures, effects and criteria. No weights."""

from dataclasses import dataclass

from web.charts import ScaleBars
from web.model_charts import Deviations, Histogram
from web.view_models.shell import AsOf, Choice, Form, Link


@dataclass(frozen=True)
class FigureRow:
    """One measured figure with its value per model, in the order of the columns; '–' where there is none."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class EffectRow:
    """A provider under one model: paid, what its care was worth, and the difference with its word."""

    name: str
    paid: str
    delivered: str
    difference: str
    direction: str


@dataclass(frozen=True)
class ModelPart:
    """One model: what clients cost (percentiles and histogram) and which providers gain or lose."""

    code: str
    name: str
    percentiles: tuple[FigureRow, ...]
    histogram: Histogram | None
    deviations: Deviations
    providers: tuple[EffectRow, ...]


@dataclass(frozen=True)
class Judged:
    """A criterion under one model: the measured figures in words ('' when none), and the judgement."""

    code: str
    measured: str
    judgement: str


@dataclass(frozen=True)
class CriterionPart:
    """A criterion, named with its number and article, with what is to be said per model."""

    name: str
    rows: tuple[Judged, ...]


@dataclass(frozen=True)
class CriteriaGroup:
    """The criteria of one group: wettelijk, prikkels or uitvoering."""

    name: str
    criteria: tuple[CriterionPart, ...]


@dataclass(frozen=True)
class Compared:
    """The outcome: the models in the order of the columns, and everything below them."""

    clients: str
    same: str
    sample: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    bars: ScaleBars
    figures: tuple[FigureRow, ...]
    parts: tuple[ModelPart, ...]
    groups: tuple[CriteriaGroup, ...]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Return the heads of the columns, each with numbers below it."""
        return [(code, True) for code in self.codes]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Return each code with its name."""
        return list(zip(self.codes, self.names, strict=True))


@dataclass(frozen=True)
class ChoiceGroup:
    """Models to choose from, under one legend."""

    legend: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ModelsPage:
    """`region/models.html`. Fields: models (checks), jaar, stand. Either `compared`, or `waiting`: how far it is."""

    region: str
    year: int
    form: Form
    groups: tuple[ChoiceGroup, ...]
    years: tuple[Link, ...]
    assumptions: tuple[str, ...]
    compared: Compared | None = None
    waiting: str = ""
    refresh_href: str = ""
    as_of: AsOf | None = None
