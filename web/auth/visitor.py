"""Who asks for a page, as dependencies of handlers.

    Staff = Annotated[Visitor, Depends(require("medewerker", "zorgaanbieder"))]

Somebody who is not logged in is sent to the login page, and back afterwards; another role gets `Forbidden`.
Whether the page concerns them is for the handler to ask (`visitor.mandate`): what does not is `NotFound`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from ledger.vocabulary.actor import Mandate, Role
from ledger.vocabulary.errors import Forbidden
from web.auth.accounts import Account
from web.auth.sessions import find_session
from web.composition import House

COOKIE = "pvb_sessie"


@dataclass(frozen=True)
class Visitor:
    """Somebody who is logged in. `csrf` is the token that every form of this session carries."""

    account: Account
    csrf: str

    @property
    def username(self) -> str:
        """Return the pseudonym in the ledger."""
        return self.account.username

    @property
    def name(self) -> str:
        """Return the name to show."""
        return self.account.name

    @property
    def role(self) -> Role:
        """Return the role."""
        return self.account.role

    @property
    def mandate(self) -> Mandate:
        """Return what this visitor may do, as the door understands it."""
        return self.account.mandate


class NotSignedIn(Exception):
    """The page needs a visitor; `wanted` is its own address, to come back to."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


def find_visitor(request: Request) -> Visitor | None:
    """Return who asks, looked up once per request; None without a valid session."""
    if not hasattr(request.state, "visitor"):
        house: House = request.app.state.house
        token = request.cookies.get(COOKIE)
        found = find_session(house.engine, token, house.clock.now()) if token else None
        request.state.visitor = found and Visitor(found.account, found.csrf)
    visitor: Visitor | None = request.state.visitor
    return visitor


def signed_in(request: Request) -> Visitor:
    """Return who asks; without a session the answer is the login page."""
    visitor = find_visitor(request)
    if visitor is None:
        query = f"?{request.url.query}" if request.url.query else ""
        raise NotSignedIn(request.url.path + query if request.method == "GET" else "/")
    return visitor


def require(*roles: Role) -> Callable[[Visitor], Visitor]:
    """Make a dependency that returns the visitor if they have one of the roles; raises `Forbidden`."""

    def visitor_in_role(visitor: Annotated[Visitor, Depends(signed_in)]) -> Visitor:
        if visitor.role not in roles:
            raise Forbidden("page-not-for-role", "Deze pagina is niet voor u. Log in met een ander account.")
        return visitor

    return visitor_in_role


SignedInVisitor = Annotated[Visitor, Depends(signed_in)]
Family = Annotated[Visitor, Depends(require("familie"))]
Staff = Annotated[Visitor, Depends(require("medewerker", "zorgaanbieder"))]
Office = Annotated[Visitor, Depends(require("zorgaanbieder"))]
Auditor = Annotated[Visitor, Depends(require("auditor", "accountant"))]
Payer = Annotated[Visitor, Depends(require("zorgkantoor"))]
Operator = Annotated[Visitor, Depends(require("beheerder"))]
