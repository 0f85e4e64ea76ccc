"""A contract as the funding models see it: each of its dated versions, with the models of the registry."""

from ledger.aggregates.contract_terms import Agreed
from ledger.aggregates.contracts import Contracts
from ledger.funding.catalogue import model_of
from ledger.funding.contract import Component, Contract
from ledger.vocabulary.periods import Period


def contracts_of(contracts: Contracts, contract: str) -> tuple[Contract, ...]:
    """Return a contract in order of its days, each version over the days on which nothing of it changes.

    An unknown number is `NotFound`, and so is a model that is no longer in the registry. Terms of an earlier version
    are read as the model has them now.
    """
    known = contracts.contract(contract)
    return tuple(
        contract_of(terms, period, known.period, contracts.terms_position(terms)) for period, terms in known.versions()
    )


def contract_of(terms: Agreed, period: Period, whole: Period, position: int = 0) -> Contract:
    """Return agreed terms over some days of the whole contract; the parameters become the models that they are of.

    `position` is that of the event in which they were agreed; 0 of what is not in the log.
    """
    return Contract(
        contract=terms.contract,
        provider=terms.provider,
        payer=terms.payer,
        act=terms.act,
        region=terms.region,
        leveringsvormen=frozenset(terms.leveringsvormen),
        period=period,
        parties=terms.parties,
        components=components_of(terms),
        basispoint=terms.rate_basispoint,
        basis=terms.basis,
        ceiling=terms.ceiling,
        rhythm=terms.rhythm,
        settlement=terms.settlement,
        whole=whole,
        position=position,
    )


def components_of(terms: Agreed) -> tuple[Component, ...]:
    """Return the models of agreed terms, with what each covers. What the registry does not know is `NotFound`."""
    return tuple(
        Component(model_of(one.model).read(one.version, one.parameters), frozenset(one.covers))
        for one in terms.components
    )
