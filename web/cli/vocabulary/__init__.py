"""`pvb vocabulary`: the pages that document what goes in and what is stored, written from the code itself."""

from web.cli.vocabulary.page import vocabulary_page
from web.cli.vocabulary.refusals import refusals_page

__all__ = ["refusals_page", "show", "vocabulary_page"]


def show(refusals: bool = False) -> None:
    """Toon alle opdrachten en gebeurtenissen, of met --refusals alle weigeringen (Engels, Markdown)."""
    print(refusals_page() if refusals else vocabulary_page(), end="")
