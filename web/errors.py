"""The five kinds of error as HTTP: one table, one page. Their JSON form is `web.answers.error_answer`."""

from ledger.commands.door import NotRecorded
from ledger.vocabulary.errors import Conflict, Forbidden, LedgerError, Malformed, NotFound, Refused
from web.unavailable import CODES as UNAVAILABLE
from web.unavailable import OLDER
from web.view_models.shell import ErrorPage, Link

STATUS: dict[type[LedgerError], int] = {
    Refused: 409,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Malformed: 422,
}


def status_of(error: LedgerError) -> int:
    """Return the HTTP status of an error."""
    return 503 if error.code in UNAVAILABLE else STATUS[type(error)]


def the_error(error: LedgerError | NotRecorded) -> LedgerError:
    """Return why something was not recorded."""
    return error.error if isinstance(error, NotRecorded) else error


HOME = Link("Naar het begin", "/")
INZAGE = Link("Vraag inzage", "/controle/inzage")
_TITLES: dict[type[LedgerError], str] = {
    Refused: "Dit kan niet",
    NotFound: "Deze pagina is er niet",
    Forbidden: "Dit mag u niet",
    Conflict: "Iemand anders was u voor",
    Malformed: "Dit begrijpen we niet",
}
_STEPS: dict[type[LedgerError], tuple[str, ...]] = {
    Refused: ("Ga terug en pas aan wat u wilde doen.",),
    NotFound: ("Kijk of het adres klopt.", "Ga terug naar het begin en kies daar wat u zoekt."),
    Forbidden: ("Ga terug naar het begin.", "Log uit, en log in met een ander account."),
    Conflict: ("Wacht een paar tellen en probeer het nog eens. U hoeft niets opnieuw te bedenken.",),
    Malformed: ("Ga terug naar het begin en probeer het opnieuw.",),
}


def error_page(error: LedgerError) -> ErrorPage:
    """Return the page that tells an error; what is not there and what is not for you look the same."""
    if error.code in UNAVAILABLE:
        what = "Dit programma is ouder dan het grootboek." if error.code in OLDER else error.message
        what += " Het ligt niet aan u, en er is niets verloren."
        steps = ("Laat het de beheerder weten.", "Probeer het later nog eens.")
        return ErrorPage("Deze pagina kan nu niet worden getoond", what, steps, error.code, (HOME,))
    what = error.message
    if isinstance(error, NotFound):
        what = "Misschien is het adres verkeerd, of mag u deze pagina niet zien."
    code = "page-not-found" if isinstance(error, NotFound) else error.code
    if code.startswith("inzage-") and isinstance(error, Forbidden):
        return ErrorPage("U hebt hier geen inzage in", what, ("Vraag inzage.",), code, (INZAGE, HOME))
    return ErrorPage(_TITLES[type(error)], what, _STEPS[type(error)], code, (HOME,))


def expired_page(error: LedgerError, back: str = "") -> ErrorPage:
    """Return the page for a form that was open for too long; `back` is where it stands, '' when it has no page."""
    steps = ("Open de pagina opnieuw.", "Vul het formulier nog eens in.")
    links = (Link("Open de pagina opnieuw", back), HOME) if back else (HOME,)
    return ErrorPage("Deze pagina is verlopen", error.message, steps, error.code, links)


def broken_page() -> ErrorPage:
    """Return the page for a mistake of the program itself."""
    return ErrorPage(
        "Er ging iets mis",
        "Het ligt niet aan u. We weten niet zeker of uw laatste wijziging is opgeslagen.",
        ("Kijk eerst of uw wijziging er staat.", "Probeer het daarna nog eens."),
        "unexpected-error",
        (HOME,),
    )
