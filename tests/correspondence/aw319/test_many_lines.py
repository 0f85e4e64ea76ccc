"""A large file: ten thousand lines in one transaction, without a question to the database for each of them."""

from typing import Any

import pytest

from ledger.correspondence.aw319.receiving import receive
from ledger.messages import aw319
from ledger.persons.keyring import Keyring
from tests.correspondence.aw319.declared import about, asked, recorded
from tests.houses import do
from tests.ledger.care_lines import chosen, plan
from tests.ledger.lines import Line, client, indicatie
from tests.messages.aw319 import samples
from tests.messages.samples import bsns
from web.composition import House

CLIENTS, EACH = 100, 100


def _lives(number: int, bsn: str) -> list[Line]:
    who: Line = {"client": f"m{number}"}
    known = client(f"m{number}", bsn=bsn, birth_date="1941-07-03", sex="vrouw", name="M. de Vries")
    value: Line = {"value": {"EUR": "600.00"}, "per": "week"}
    return [known, indicatie(**who, **value), chosen(**who), plan(**who)]


@pytest.mark.slow
def test_ten_thousand_lines_are_judged_client_by_client(sqlite_payer: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each person is looked up once; every line is answered."""
    known = bsns(CLIENTS + 1)[1:]
    do(sqlite_payer, *(one for number, bsn in enumerate(known) for one in _lives(number, bsn)))
    verzekerden = [
        about(*(asked(f"{number}-{line}", hours=1) for line in range(EACH)), burgerservicenummer=bsn)
        for number, bsn in enumerate(known)
    ]
    asked_for: list[Any] = []
    original = Keyring.subject_with_bsn

    def counting(keyring: Keyring, bsn: str) -> str | None:
        asked_for.append(bsn)
        return original(keyring, bsn)

    monkeypatch.setattr(Keyring, "subject_with_bsn", counting)
    answer = receive(sqlite_payer.ledger, aw319.write(samples.file(verzekerden)))
    assert answer.accepted
    assert len(answer.lines) == CLIENTS * EACH == len(recorded(sqlite_payer)) - 1
    assert len(asked_for) <= 2 * CLIENTS, "a decision is taken once, or twice when it was overtaken"
