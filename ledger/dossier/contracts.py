"""A contract as the funding models see it: each of its dated versions, with the models of the registry."""

import msgspec

from ledger.aggregates.contract_terms import Agreed
from ledger.aggregates.contracts import Contracts
from ledger.funding.catalogue import model_of
from ledger.funding.contract import Component, Contract, Party
from ledger.vocabulary.periods import Period


def contracts_of(contracts: Contracts, contract: str) -> tuple[Contract, ...]:
    """Return a contract in order of its days, each version over the days on which nothing of it changes.

    An unknown number is `NotFound`, and so is a model that is no longer in the registry.
    """
    known = contracts.contract(contract)
    return tuple(contract_of(terms, period, known.period) for period, terms in known.versions())


def contract_of(terms: Agreed, period: Period, whole: Period) -> Contract:
    """Return agreed terms over some days of the whole contract; the parameters become the models that they are of."""
    return Contract(
        contract=terms.contract,
        provider=terms.provider,
        payer=terms.payer,
        act=terms.act,
        region=terms.region,
        leveringsvormen=frozenset(terms.leveringsvormen),
        period=period,
        parties=tuple(Party(one.provider, one.role, one.share_basispoint) for one in terms.parties),
        components=tuple(
            Component(msgspec.convert(one.parameters, model_of(one.model)), frozenset(one.covers))
            for one in terms.components
        ),
        basispoint=terms.rate_basispoint,
        basis=terms.basis,
        ceiling=terms.ceiling,
        rhythm=terms.rhythm,
        settlement=terms.settlement,
        whole=whole,
    )
