"""The frame of a page for whoever asks for it: name, role, menu."""

from ledger.vocabulary.actor import Role
from web.auth.visitor import Visitor
from web.view_models.shell import Link, Message, Shell, SignedIn

ROLE_NAMES: dict[Role, str] = {
    "familie": "familie",
    "medewerker": "medewerker",
    "zorgaanbieder": "zorgaanbieder",
    "auditor": "controleur",
    "accountant": "controleur van buiten",
    "zorgkantoor": "zorgkantoor",
    "beheerder": "beheerder",
}
_CONTROL = (
    ("Zoeken", "/controle"),
    ("Bevindingen", "/controle/bevindingen"),
    ("Steekproeven", "/controle/steekproeven"),
    ("Vergelijken", "/controle/vergelijk"),
    ("Bewijs", "/controle/bewijs"),
    ("Inzage", "/controle/inzage"),
)
MENUS: dict[Role, tuple[tuple[str, str], ...]] = {
    "familie": (("Budget", "/budget"),),
    "medewerker": (("Mijn cliënten", "/vandaag"), ("Samen gedaan", "/samen")),
    "zorgaanbieder": (
        ("Cliënten", "/vandaag"),
        ("Samen gedaan", "/samen"),
        ("Declareren", "/declareren"),
        ("Bevindingen", "/controle/bevindingen"),
    ),
    "auditor": _CONTROL,
    "accountant": _CONTROL,
    "zorgkantoor": (
        ("Overzicht", "/regio"),
        ("Modellen vergelijken", "/regio/modellen"),
        ("Wat verandert er?", "/regio/wat-verandert-er"),
        ("Bevindingen", "/controle/bevindingen"),
        ("Steekproeven", "/controle/steekproeven"),
        ("Inzage", "/controle/inzage/beslissen"),
    ),
    "beheerder": (("Beheer", "/beheer"),),
}
START: dict[Role, str] = {role: menu[0][1] for role, menu in MENUS.items()}
"""Where somebody of a role begins: the first of their menu."""


def shell_for(visitor: Visitor | None, path: str, message: Message | None = None, notice: str = "") -> Shell:
    """Return the frame; the menu marks the page one is on, or the part of the site it belongs to."""
    if visitor is None:
        return Shell(message=message)
    user = SignedIn(visitor.name, ROLE_NAMES[visitor.role], "/uitloggen", visitor.csrf)
    menu = MENUS[visitor.role]
    here = max((href for _, href in menu if is_within(path, href)), key=len, default=None)
    nav = tuple(Link(text, href, current=href == here) for text, href in menu)
    return Shell(user=user, nav=nav, message=message, notice=notice)


def is_within(path: str, href: str) -> bool:
    """Tell whether a path is this page or lies below it.

    >>> is_within("/budget/b1", "/budget"), is_within("/budgetten", "/budget")
    (True, False)
    """
    return path == href or path.startswith(f"{href}/")
