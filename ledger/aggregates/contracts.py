"""The contracts of one provider that declares: concluded, amended from a day, extended by an option, ended.

They share one stream, so that no two of them can pay for the same care on one day (domain §3, §8).
"""

from collections.abc import Collection
from datetime import date

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.aggregates.contract_terms import Agreed, Contract, check_option_day, check_terms
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.periods import check_order

_RHYTHMS = {"week": "week", "month": "maand"}


class Contracts(Aggregate):
    """All contracts under which one provider declares."""

    STREAM = "contracts"
    MISSING = ("contract-unknown", "Zorgaanbieder {id} heeft geen contract. Sluit er eerst een.")

    class Concluded(Agreed, frozen=True, kw_only=True):
        """A contract was concluded, whole, up to and including its last day."""

        TOPIC = "contract.concluded"
        last: date

        def apply(self, aggregate: "Contracts") -> None:
            """It holds from its first day."""
            aggregate.known[self.contract] = Contract({self.first: self}, self.last)
            aggregate.agreed_in[self.contract, self.first] = aggregate.version + 1

    class Amended(Agreed, frozen=True, kw_only=True):
        """The terms are different from a day on. Holds the whole outcome, not the change; `ground` is readable."""

        TOPIC = "contract.amended"
        ground: str

        def apply(self, aggregate: "Contracts") -> None:
            """These terms hold from that day."""
            aggregate.known[self.contract].terms[self.first] = self
            aggregate.agreed_in[self.contract, self.first] = aggregate.version + 1

    class Extended(Event, frozen=True, kw_only=True):
        """The option was used: the contract holds until a later day. `earned_by` are the clients who earned it."""

        TOPIC = "contract.extended"
        contract: str
        provider: str
        region: str
        last: date
        earned_by: tuple[str, ...] = ()
        ground: str

        def apply(self, aggregate: "Contracts") -> None:
            """It lasts longer."""
            aggregate.known[self.contract].last = self.last

    class Ended(Event, frozen=True, kw_only=True):
        """The contract holds up to and including a day, and can no longer be extended."""

        TOPIC = "contract.ended"
        contract: str
        provider: str
        region: str
        last: date
        ground: str

        def apply(self, aggregate: "Contracts") -> None:
            """It lasts no longer."""
            known = aggregate.known[self.contract]
            known.last, known.ended = self.last, True

    def start(self) -> None:
        """Nothing was concluded yet."""
        self.known: dict[str, Contract] = {}
        self.agreed_in: dict[tuple[str, date], int] = {}

    def terms_position(self, terms: Agreed) -> int:
        """Return where the event stands in the log in which terms were agreed."""
        return self.position_of(self.agreed_in[terms.contract, terms.first])

    def contract(self, contract: str) -> Contract:
        """Return a contract by its number; an unknown number is an error."""
        if contract not in self.known:
            told = f"Contract {contract} van {self.id} is niet bekend. Controleer het nummer."
            raise NotFound("contract-unknown", told, "contract")
        return self.known[contract]

    def conclude(self, concluded: Concluded) -> None:
        """Take in a contract; every number once, and no two for the same care on one day."""
        self.check_new(concluded)
        self.happened(concluded)

    def check_new(self, concluded: Concluded) -> None:
        """Refuse what cannot be concluded beside the contracts that are."""
        if concluded.contract in self.known:
            told = f"Contract {concluded.contract} van {self.id} bestaat al. Wijzig het, of kies een ander nummer."
            raise Refused("contract-exists", told, "contract")
        check_order(concluded.first, concluded.last)
        check_terms(concluded)
        check_option_day(concluded.option_until, concluded.last)
        self._check_no_overlap(concluded.contract, Contract({concluded.first: concluded}, concluded.last))

    def amend(self, amended: Amended) -> None:
        """Change the terms of a contract from a day on."""
        self.check_amendment(amended)
        self.happened(amended)

    def check_amendment(self, amended: Amended) -> None:
        """Refuse what cannot follow on the terms that hold, or beside the other contracts."""
        before = self.terms_before(amended.contract, amended.first)
        check_terms(amended)
        _check_rhythm(before, amended)
        known = self.contract(amended.contract)
        if amended.option_until != before.option_until:
            check_option_day(amended.option_until, known.last)
        changed = msgspec.structs.replace(known, terms=known.terms | {amended.first: amended})
        self._check_no_overlap(amended.contract, changed)

    def terms_before(self, contract: str, first: date) -> Agreed:
        """Return the terms that an amendment from a day changes: the latest; the day is one of theirs."""
        known = self.contract(contract)
        _check_within(known, first, "from")
        if first < known.latest.first:
            raise Refused(
                "before-amendment",
                f"Dit contract is al gewijzigd vanaf {day(known.latest.first)}. Kies die dag of een latere.",
                "from",
            )
        return known.latest

    def extend(self, extended: Extended) -> None:
        """Use the option; the clients named have been seen to have earned it."""
        known = self.contract(extended.contract)
        _check_option(known, extended.last)
        _check_earned(known.latest, extended.earned_by)
        self._check_no_overlap(extended.contract, msgspec.structs.replace(known, last=extended.last))
        self.happened(extended)

    def end(self, ended: Ended) -> None:
        """End a contract on one of its days."""
        _check_within(self.contract(ended.contract), ended.last, "to")
        self.happened(ended)

    def _check_no_overlap(self, contract: str, changed: Contract) -> None:
        for number, other in self.known.items():
            shared = changed.overlap(other) if number != contract else None
            if shared is not None and shared.last is not None:
                raise Refused(
                    "contract-overlaps",
                    f"Contract {number} geldt al voor dezelfde zorg van {day(shared.first)} tot en met "
                    f"{day(shared.last)}. Beëindig of beperk dat contract eerst.",
                    "from",
                )


def _check_within(known: Contract, on: date, field: str) -> None:
    first, last = known.period.first, known.last
    if not known.period.covers(on):
        told = f"Het contract loopt van {day(first)} tot en met {day(last)}. Kies een dag daarin."
        raise Refused("outside-contract", told, field)


def _check_rhythm(before: Agreed, amended: Agreed) -> None:
    """Refuse another rhythm: weeks and months do not fit together, so days would be declared twice or never."""
    if amended.rhythm != before.rhythm:
        told = f"Dit contract wordt gedeclareerd per {_RHYTHMS[before.rhythm]}. Dat kan niet anders worden."
        raise Refused("rhythm-fixed", f"{told} Beëindig het contract en sluit een nieuw.", "rhythm")


def _check_option(known: Contract, last: date) -> None:
    option_until = known.latest.option_until
    if known.ended:
        told = f"Dit contract is beëindigd per {day(known.last)}. Sluit een nieuw contract."
        raise Refused("contract-has-ended", told, "to")
    if option_until is None:
        told = "Dit contract heeft geen optie om te verlengen. Sluit een nieuw contract."
        raise Refused("no-option", told, "to")
    if last <= known.last:
        told = f"Het contract loopt al tot en met {day(known.last)}. Kies een latere dag."
        raise Refused("extension-not-later", told, "to")
    if last > option_until:
        told = f"De optie gaat tot en met {day(option_until)}. Kies die dag of een eerdere."
        raise Refused("beyond-option", told, "to")


def _check_earned(terms: Agreed, earned_by: Collection[str]) -> None:
    needed, shown = terms.option_clients, len(set(earned_by))
    if needed is None and shown:
        told = "Voor deze optie hoeft niets verdiend te worden. Laat de cliënten weg."
        raise Refused("nothing-to-earn", told, "earned_by")
    if needed is not None and shown < needed:
        told = (
            f"De optie is verdiend als {needed} cliënten vooruitgaan op {terms.option_indicator}. "
            f"U noemt er {shown}. Noem alle cliënten."
        )
        raise Refused("option-not-earned", told, "earned_by")
