"""The page that tells what commands would change."""

from ledger.commands.preview import Followed
from ledger.vocabulary.errors import Malformed
from projections.audit_trail.queries import line_of
from projections.belief.figures import Difference
from web import dutch
from web.differences.previewing import Previewed
from web.differences.rows import difference_row
from web.differences.words import sums
from web.pages.figure import figure_href
from web.recording import LineAnswer
from web.view_models.differences import PreviewPage
from web.view_models.shell import Fact, FieldError, Form

ADDRESS = "/regio/wat-verandert-er"
FIELD = "opdrachten"
MOST_ROWS = 200
MOST_TOLD = 50


def errors_of(found: Previewed) -> tuple[FieldError, ...]:
    """Return what is wrong with each line, or that there is none."""
    if not found.lines:
        return (FieldError(FIELD, "Vul minstens één opdracht in."),)
    return tuple(FieldError(FIELD, f"Regel {line.line}: {told}") for line in found.lines for told in _problems(line))


def _problems(line: LineAnswer) -> list[str]:
    if line.error is None:
        return []
    return [one.message for one in line.error.problems] if isinstance(line.error, Malformed) else [line.error.message]


def preview_page(form: Form, found: Previewed) -> PreviewPage:
    """Return the page; of very many figures, events and periods the first ones."""
    return PreviewPage(
        form,
        asked=True,
        rows=tuple(difference_row(one, why=_why(one, found)) for one in found.differences[:MOST_ROWS]),
        sums=tuple(Fact(*one) for one in sums(found.differences)),
        events=tuple(line_of(record).sentence for record in found.records[:MOST_TOLD]),
        declared=tuple(_declared(one) for one in (found.followed or ())[:MOST_TOLD]),
        notes=tuple(_notes(found)),
    )


def _why(one: Difference, found: Previewed) -> str:
    """Return where is explained what the figure is now; where it is nothing, there is nothing to explain."""
    return figure_href(one.figure, found.known.position) if one.was else ""


def _declared(one: Followed) -> Fact:
    asked = one.declare
    told = (
        dutch.count(len(one.records), "gebeurtenis", "gebeurtenissen") if one.refusal is None else one.refusal.message
    )
    already = f" (zonder dit al {dutch.signed(one.already, 'EUR')})" if one.already else ""
    return Fact(f"{asked.provider}, {asked.contract}, {asked.period}", f"{told}{already}")


def _notes(found: Previewed) -> list[str]:
    notes = []
    if found.periods > found.checked:
        notes.append(f"Van de {found.periods} perioden die geraakt kunnen zijn, zijn er {found.checked} doorgerekend.")
    for shown, of, what in (
        (MOST_ROWS, len(found.differences), "cijfers"),
        (MOST_TOLD, len(found.followed or ()), "perioden"),
        (MOST_TOLD, len(found.records), "gebeurtenissen"),
    ):
        if of > shown:
            notes.append(f"U ziet de eerste {shown} van {of} {what}. Met pvb apply --dry-run ziet u alles.")
    return notes
