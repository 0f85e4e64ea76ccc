"""Saved questions: a name for what somebody asks of the findings again and again. Of an account, and of nobody else.

Who is not of the house (an accountant) saves none, and is offered those of the auditors.
"""

from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select

from ledger.vocabulary.errors import Forbidden, Refused
from web.auth.accounts import IS_IN_USE, Account
from web.auth.tables import accounts, saved_questions

MOST = 20
LONGEST_NAME = 60
LONGEST_QUERY = 2_000
READ_ONLY = frozenset({"accountant"})


class Saved(NamedTuple):
    """A name, and the filters as they stand in an address."""

    name: str
    query: str


def saved_for(engine: Engine, account: Account) -> list[Saved]:
    """Return the questions of an account by name; for an accountant those of all auditors."""
    mine = saved_questions.c.username == account.username
    if account.role in READ_ONLY:
        auditors = select(accounts.c.username).where(accounts.c.role == "auditor", IS_IN_USE)
        mine = saved_questions.c.username.in_(auditors)
    query = select(saved_questions.c.name, saved_questions.c.query).where(mine).distinct()
    with engine.connect() as connection:
        return [Saved(*row) for row in connection.execute(query.order_by(saved_questions.c.name))]


def save_question(engine: Engine, account: Account, name: str, query: str) -> None:
    """Keep a question; the same name again means another question. Raises `Refused`, and `Forbidden` for outsiders."""
    _check_own(account)
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Refused("question-name-invalid", f"Geef de vraag een naam van hoogstens {LONGEST_NAME} tekens.", "name")
    if len(query) > LONGEST_QUERY:
        raise Refused("question-too-long", "Deze vraag is te lang om te bewaren. Kies minder filters.", "name")
    with engine.execution_options(writes=True).begin() as connection:
        mine = saved_questions.c.username == account.username
        connection.execute(delete(saved_questions).where(mine, saved_questions.c.name == name))
        if len(connection.execute(select(saved_questions.c.name).where(mine)).all()) >= MOST:
            raise Refused("too-many-questions", f"U bewaart al {MOST} vragen. Gooi er eerst een weg.", "name")
        connection.execute(insert(saved_questions).values(username=account.username, name=name, query=query))


def forget_question(engine: Engine, account: Account, name: str) -> None:
    """Throw a question away; one that is not there is as good as gone."""
    _check_own(account)
    with engine.execution_options(writes=True).begin() as connection:
        where = saved_questions.c.username == account.username, saved_questions.c.name == name
        connection.execute(delete(saved_questions).where(*where))


def _check_own(account: Account) -> None:
    if account.role in READ_ONLY:
        raise Forbidden("role-may-not", f"Met de rol {account.role} kunt u alleen lezen.")
