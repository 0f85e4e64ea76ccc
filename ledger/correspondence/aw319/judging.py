"""A line of a file held against the log: who, what, when, by whom, at which price."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.aggregates.agb import Agb
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarief, Tarieven
from ledger.commands.base import Desk
from ledger.correspondence.aw319 import retourcodes
from ledger.correspondence.aw319.earlier import Declared
from ledger.correspondence.aw319.prices import Agreement, agreement_of
from ledger.correspondence.aw319.retourcodes import Finding
from ledger.correspondence.aw319.rights import Rights
from ledger.dossier.prices import contracts_for, every_contract
from ledger.funding.contract import Contract
from ledger.messages import iwlz
from ledger.messages.aw319 import Prestatie, Verzekerde
from ledger.vocabulary.covering import covered
from ledger.vocabulary.dutch import day
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common

_STREAM = Client.stream_of("")


class Judgement(NamedTuple):
    """Everything for which a line is not accepted, nothing where it holds; and the contract that allows its price."""

    findings: tuple[Finding, ...]
    contract: str | None


class Judge:
    """Judges the debit lines of one provider; what it looks up it keeps, for the lines of one file."""

    def __init__(self, desk: Desk, agb: str) -> None:
        self._desk = desk
        self.provider = desk.find(Agb, agb).provider or agb
        self.names = frozenset({self.provider, agb, desk.find(Provider, self.provider).agb or agb})
        contracts = every_contract(desk.find(Contracts, self.provider))
        self._contracts = tuple(one for one in contracts if one.act == "Wlz")
        self._declared = Declared(desk, self.provider)
        self._rights: dict[str, Rights] = {}

    def rights(self, subject: str) -> Rights:
        """Return what the log says of a person, by subject."""
        if subject not in self._rights:
            client = self._desk.get(Client, subject.removeprefix(_STREAM))
            self._rights[subject] = Rights(self._desk, client, self.names)
        return self._rights[subject]

    def judged(self, rights: Rights, verzekerde: Verzekerde, line: Prestatie) -> Judgement:
        """Hold a line against the log; all that is wrong with it is told at once."""
        tarief = self._register(line).tarieven.get(line.prestatiecode)
        agreement = self._agreement(rights, line, tarief) if tarief else Agreement(None)
        findings = (
            *_against_person(rights, verzekerde),
            *_against_indicatie(rights, line),
            *_against_placing(rights, line),
            *self._against_prestatie(rights, line),
            *([agreement.wrong] if agreement.wrong else ()),
            *self._against_declared(rights, line, agreement.contract),
        )
        return Judgement(findings, agreement.contract.contract if agreement.contract else None)

    def _register(self, line: Prestatie) -> Tarieven:
        return self._desk.find(Tarieven, Tarieven.id_of(line.begindatum.year))

    def _agreement(self, rights: Rights, line: Prestatie, tarief: Tarief) -> Agreement:
        """Find the contract that the line is under, by the client, the prestatie, the first day and the price."""
        on = line.begindatum
        contracts = contracts_for(self._contracts, on, rights.client.region, rights.client.leveringsvorm_on(on))
        if contracts:
            return agreement_of(line, contracts, tarief, rights.values)
        told = (
            f"Deze zorgaanbieder heeft op {day(on)} geen contract voor cliënten in deze regio en leveringsvorm. "
            "Zonder contract is er geen tarief."
        )
        return Agreement(None, Finding(retourcodes.RATE_DIFFERS, "no-contract", "0425", told))

    def _against_prestatie(self, rights: Rights, line: Prestatie) -> Iterator[Finding]:
        """What the register of that year says of the code, with profile and leveringsvorm."""
        on, code, register = line.begindatum, line.prestatiecode, self._register(line)
        profile = rights.zorgprofiel_on(on)
        if line.zorgzwaartepakketcode is not None and profile not in (None, _profile(line)):
            told = f"Veld 0413 is niet het zorgprofiel van de indicatie op {day(on)}. Neem dat van het besluit over."
            yield Finding(retourcodes.NOT_ALLOWED, "zorgprofiel-differs", "0413", told)
        if code not in register.tarieven:
            told = f"Prestatie {code} staat in {on.year} niet in het register. Controleer de code en het jaar."
            yield Finding(retourcodes.NOT_ALLOWED, "prestatie-unknown", "0417", told)
        elif profile is not None and not register.is_allowed(code, rights.client.leveringsvorm_on(on), profile):
            told = f"Prestatie {code} mag op {day(on)} niet bij deze leveringsvorm en dit zorgprofiel."
            yield Finding(retourcodes.NOT_ALLOWED, "combinatie-not-allowed", "0417", told)

    def _against_declared(self, rights: Rights, line: Prestatie, contract: Contract | None) -> Iterator[Finding]:
        """The same care is not paid twice: not by a file what `declare` declared already under this contract."""
        if contract and (before := self._declared.same_care(contract, rights.client.id, line)):
            told = (
                f"Deze prestatie is over deze dagen al gedeclareerd onder contract {contract.contract}: regel "
                f"{before.line} van declaratie {before.declaration}. Laat die eerst terugnemen."
            )
            yield Finding(retourcodes.RATE_DIFFERS, "already-declared", "0417", told)


def _against_person(rights: Rights, verzekerde: Verzekerde) -> Iterator[Finding]:
    if rights.birth_date is not None and rights.birth_date != verzekerde.geboortedatum:
        told = "De geboortedatum hoort niet bij dit BSN. Controleer BSN en geboortedatum."
        yield Finding(retourcodes.OTHER_BIRTH_DATE, "birth-date-differs", "0207", told)


def _against_indicatie(rights: Rights, line: Prestatie) -> Iterator[Finding]:
    first, last = line.begindatum, line.einddatum
    days = covered(rights.entitled, first, last)
    if days == "none":
        told = f"{_over(first, last)} is er geen geldige indicatie."
        yield Finding(retourcodes.NO_AUTHORIZATION, "no-indicatie", "0414", told)
    elif days == "some":
        told = f"Niet op elke dag {_between(first, last)} is er een geldige indicatie. Declareer alleen die dagen."
        yield Finding(retourcodes.OUTSIDE_AUTHORIZATION, "outside-indicatie", "0414", told)
    if line.besluitnummer is not None and rights.besluit_on(first) not in (None, line.besluitnummer):
        told = f"Op {day(first)} geldt een ander besluit dan in veld 0411 staat. Neem het geldige besluit over."
        yield Finding(retourcodes.NO_AUTHORIZATION, "other-besluit", "0411", told)


def _against_placing(rights: Rights, line: Prestatie) -> Iterator[Finding]:
    """The days that this provider was given, by toewijzing, zorgplan or modules; and that care had begun on them."""
    first, last = line.begindatum, line.einddatum
    days = covered(rights.placed, first, last)
    if days == "none":
        told = f"{_over(first, last)} is er geen toewijzing, zorgplan of module bij deze zorgaanbieder."
        yield Finding(retourcodes.NO_AUTHORIZATION, "no-toewijzing", "0414", told)
    elif days == "some":
        told = f"Niet elke dag {_between(first, last)} valt in de toewijzing, het zorgplan of de modules."
        yield Finding(retourcodes.OUTSIDE_AUTHORIZATION, "outside-toewijzing", "0414", told)
    care = {
        covered(rights.started, one.first, one.last or last)
        for assigned in rights.assigned
        if (one := common(assigned, Period(first, last)))
    }
    if care == {"none"}:
        told = f"{_over(first, last)} loopt geen zorg waarvan de aanvang is gemeld. Stuur eerst een AW35."
        yield Finding(retourcodes.NO_AUTHORIZATION, "zorg-not-started", "0414", told)
    elif care - {"all"}:
        told = f"Niet op elke dag {_between(first, last)} loopt zorg waarvan de aanvang is gemeld (AW35, AW39)."
        yield Finding(retourcodes.OUTSIDE_AUTHORIZATION, "outside-zorg", "0414", told)


def _profile(line: Prestatie) -> str | None:
    return iwlz.zorgprofiel(line.zorgzwaartepakketcode or "")


def _over(first: date, last: date) -> str:
    return f"Op {day(first)}" if first == last else f"Van {day(first)} tot en met {day(last)}"


def _between(first: date, last: date) -> str:
    return f"op {day(first)}" if first == last else f"van {day(first)} tot en met {day(last)}"
