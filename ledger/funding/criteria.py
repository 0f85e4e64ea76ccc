"""The six legal criteria of comparison (domain.md §3). Which of them a model fails is said by the model."""

from typing import NamedTuple


class Criterion(NamedTuple):
    """A legal criterion of comparison; `article` is None where domain.md names none: nothing is made up here."""

    number: int
    name: str
    article: str | None

    @property
    def told(self) -> str:
        """Name the criterion with its number and article."""
        article = f" ({self.article})" if self.article else ""
        return f"{self.number} {self.name}{article}"


class Failure(NamedTuple):
    """Why a model does not meet a criterion."""

    number: int
    sentence: str


CRITERIA = {
    one.number: one
    for one in (
        Criterion(1, "combineren met pgb", "artikel 3.3.1 Wlz"),
        Criterion(2, "keuze van zorgaanbieder", None),
        Criterion(3, "kosten per cliënt niet hoger dan het pgb", "artikel 3.3.2 lid 4 Wlz"),
        Criterion(4, "betalen en controleren op een prestatie", "artikel 9.1.2 lid 6 Wlz"),
        Criterion(5, "vooraf toetsen aan de contracteerruimte", "artikel 49e Wmg"),
        Criterion(6, "passen bij de andere leveringsvormen", "artikel 3.3.1 Wlz"),
    )
}
