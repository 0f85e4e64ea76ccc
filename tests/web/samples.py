"""Realistic Dutch view data for every page: template name -> page, for the component tests and the gallery.

All people, numbers and events are invented.
"""

from collections.abc import Mapping

from tests.web import (
    samples_client,
    samples_declaring,
    samples_findings,
    samples_inzage,
    samples_material,
    samples_models,
    samples_operator,
    samples_oversight,
    samples_sampling,
    samples_staff,
    samples_zorgplan,
)
from web.view_models.shell import (
    AccessibilityPage,
    ErrorPage,
    FieldError,
    Form,
    HomePage,
    Link,
    LoginPage,
    Message,
    Shell,
    SignedIn,
)


def shell(static: str, name: str, role: str, *nav: Link, message: Message | None = None) -> Shell:
    user = SignedIn(name, role, "/uitloggen", "c5f2")
    return Shell(static, "/", "/toegankelijkheid", user, nav, message)


def shells(static: str) -> Mapping[str, Shell]:
    """The frame by audience: the first part of a template's name, '' for pages at the top."""
    return {
        "": Shell(static=static),
        "client": shell(static, "Marijke Jansen", "dochter", Link("Budget", "/budget", current=True)),
        "staff": shell(
            static,
            "Fatma Yilmaz",
            "medewerker",
            Link("Mijn cliënten", "/vandaag", current=True),
            Link("Samen gedaan", "/samen"),
        ),
        "office": shell(static, "Anneke Visser", "zorgaanbieder", Link("Declareren", "/declareren", current=True)),
        "auditor": shell(static, "Ruud de Boer", "controleur", Link("Zoeken", "/controle", current=True)),
        "region": shell(
            static,
            "Inge Smit",
            "zorgkantoor",
            Link("Overzicht", "/regio", current=True),
            message=Message("ok", "De stand is bijgewerkt."),
        ),
        "operator": shell(static, "Omar Haddad", "beheerder", Link("Beheer", "/beheer", current=True)),
    }


def pages() -> Mapping[str, object]:
    """Every template with its page; a name after '#' is another state of the same template."""
    shown = {**samples_client.pages(), **samples_staff.pages(), **samples_oversight.pages()}
    shown |= {
        **samples_zorgplan.pages(),
        **samples_declaring.pages(),
        **samples_models.pages(),
        **samples_material.pages(),
        **samples_sampling.pages(),
    }
    return {**_general(), **shown, **samples_operator.pages(), **samples_inzage.pages(), **samples_findings.pages()}


def _general() -> dict[str, object]:
    wrong = (FieldError("username", "De gebruikersnaam of het wachtwoord klopt niet. Probeer het nog eens."),)
    return {
        "login.html": LoginPage(Form("/inloggen", {"csrf": "c5f2", "next": "/"})),
        "login.html#fout": LoginPage(Form("/inloggen", {"csrf": "c5f2"}, {"username": "marijke"}, errors=wrong)),
        "home.html": HomePage(
            "Welkom, Marijke Jansen",
            (Link("Budget van mevrouw Jansen", "/budget/b1", note="nog 34,50 punten"),),
        ),
        "home.html#leeg": HomePage("Welkom", ()),
        "error.html": ErrorPage(
            "Deze pagina is er niet",
            "Misschien is het adres verkeerd, of mag u deze pagina niet zien.",
            ("Kijk of het adres klopt.", "Ga terug naar het begin en kies daar wat u zoekt."),
            "page-not-found",
            (Link("Naar het begin", "/"),),
        ),
        "accessibility.html": AccessibilityPage("Bel uw zorgaanbieder of spreek een medewerker aan."),
    }
