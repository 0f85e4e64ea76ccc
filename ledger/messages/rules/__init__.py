"""Rules of iWlz 2.2 that can be decided from one message alone: `check(message)` gives every finding.

Where each rule is checked stands in `iwlz_2_2/rules.csv`, column place:

* `structuur`: by `reading.read`, as part of the published structure;
* `bericht`: here, one function a rule and a subject, with the standard's id in its register;
* `grootboek`: by `ledger.correspondence`, which knows earlier messages; it makes its findings with
  `findings.finding`, so that path and retourcode are of one form;
* `niet`: nowhere yet; it needs a list from outside (valid AGB codes, the full diagnosis lists).

To which elements a rule applies follows the control of the standard for release 2.2 (level 2, within the message).
"""

from collections.abc import Sequence

from ledger.messages.findings import Finding
from ledger.messages.model import Message
from ledger.messages.rules.aanvraag import AANVRAAG
from ledger.messages.rules.dubbel import DUBBEL, clients_twice
from ledger.messages.rules.indicatie import INDICATIE
from ledger.messages.rules.levering import LEVERING
from ledger.messages.rules.persoon import PERSOON
from ledger.messages.rules.scope import Rule, scopes
from ledger.messages.rules.toewijzing import TOEWIJZING

_CATALOGUES = (PERSOON, INDICATIE, TOEWIJZING, LEVERING, AANVRAAG, DUBBEL)
RULES: Sequence[Rule] = tuple(rule for catalogue in _CATALOGUES for rule in catalogue)
"""All rules checked here. One id may stand here more than once: once for each subject it applies to."""


def check(message: Message) -> list[Finding]:
    """Every breach of a rule within a message, client by client, in the order of the catalogues."""
    found = list(clients_twice(message))
    for scope in scopes(message):
        for catalogue in _CATALOGUES:
            found.extend(catalogue.findings(scope, message.soort))
    return found
