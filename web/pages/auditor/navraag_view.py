"""Questions to a client as control reads them: how each stands, and what may be asked about."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

from ledger.commands.navraag import ASKING
from ledger.events import Client, Navraag
from ledger.persons.keyring import Keyring
from ledger.rechtmatigheid.facts import Given, Line
from ledger.sentences.navraag import ANSWERS
from ledger.vocabulary.actor import Role
from projections.findings.queries import Found
from web import dutch
from web.auth.visitor import Visitor
from web.navragen import Question
from web.pages.auditor.roles import who
from web.pages.words import SEALED, opener
from web.view_models.material import AskedRow, CareRow
from web.view_models.shell import Badge

BADGES: Mapping[str, Badge] = {
    "asked": Badge("Nog geen antwoord", "wait"),
    "answered": Badge("Beantwoord", "ok"),
    "unanswered": Badge("Geen antwoord: dat mag"),
}
LONGEST = 2000
"""Characters of a question or an answer."""
ROWS = 200
"""How much care of one month is shown."""


class Heard(NamedTuple):
    """What stands on record about a client besides the case, for one visitor.

    Findings by their number, names of providers by theirs.
    """

    visitor: Visitor
    asked: tuple[Question, ...]
    findings: Mapping[str, Found]
    names: Mapping[str, str]
    keyring: Keyring
    may_ask: bool

    def name(self, provider: str) -> str:
        """Return what a provider is called."""
        return self.names.get(provider, provider)


def may_ask(role: Role) -> bool:
    """Tell whether somebody of a role may ask a client."""
    return role in ASKING


def asking_address(client: str) -> str:
    """Return the address of the form."""
    return f"/controle/client/{quote(client, safe='')}/vraag"


def asked_row(one: Question, heard: Heard) -> AskedRow:
    """Return one question.

    Its words are for a payer who asked it itself; an auditor reads them on the page of the person, with inzage in that.
    """
    asked = one.asked
    answer = ANSWERS[one.ended.answer] if isinstance(one.ended, Navraag.Answered) else ""
    return AskedRow(
        number=asked.navraag,
        asked=dutch.moment_short(one.asked_at),
        by=who(one.by.id, one.by.role),
        about=f"{about(one)} van {heard.name(asked.provider)}, {dutch.period(asked.first, asked.last)}",
        purpose=asked.purpose,
        state=BADGES[one.state],
        answer=answer,
        words=_words(one, heard),
    )


def _words(one: Question, heard: Heard) -> str:
    if heard.visitor.role != "zorgkantoor" or one.by.role != "zorgkantoor":
        return SEALED
    opened = opener(heard.keyring, Client.stream_of(one.asked.client))
    answer = opened(one.ended.text) if isinstance(one.ended, Navraag.Answered) else ""
    asked = f"Gevraagd: {opened(one.asked.text)}"
    return f"{asked} Antwoord: {answer}" if answer else asked


def about(one: Question) -> str:
    """Return what a question is about, in words."""
    asked = one.asked
    if asked.levering:
        return f"levering {asked.levering}"
    return f"regel {asked.line} van declaratie {asked.declaration}"


def given_row(one: Given, client: str, heard: Heard) -> CareRow:
    """Return a delivery."""
    return CareRow(
        what=f"levering {one.levering}",
        days=dutch.period(one.on, one.on),
        provider=heard.name(one.provider),
        prestatie=one.activity or one.prestatie,
        amount=dutch.hours_short(one.minutes),
        ask_href=f"{asking_address(client)}?{urlencode({'levering': one.levering})}" if heard.may_ask else "",
        asked=_asked(heard, one.levering),
    )


def line_row(one: Line, client: str, heard: Heard) -> CareRow:
    """Return a declared line."""
    query = urlencode({"declaratie": one.declaration, "regel": one.line})
    return CareRow(
        what=f"regel {one.line} van declaratie {one.declaration}",
        days=dutch.period(one.first, one.last),
        provider=heard.name(one.provider),
        prestatie=one.prestatie,
        amount=dutch.euro(one.left),
        ask_href=f"{asking_address(client)}?{query}" if heard.may_ask else "",
        asked=_asked(heard, one.key),
    )


def _asked(heard: Heard, key: str) -> str:
    """Tell how the last question about something stands; '' when there was none."""
    return next((BADGES[one.state].text for one in heard.asked if one.key == key), "")
