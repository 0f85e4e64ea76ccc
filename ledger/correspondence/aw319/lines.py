"""The lines of one file on the desk: debits become a declaration, credits take back lines of declarations before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.aggregates.bestanden import Bestanden, OfContract
from ledger.aggregates.declaration import Declaration, LineReference
from ledger.aggregates.message import Message
from ledger.application import Transaction
from ledger.auditing.arrival import Against
from ledger.commands.arriving import arrived
from ledger.commands.base import Desk
from ledger.correspondence.aw319 import retourcodes
from ledger.correspondence.aw319.earlier import EarlierLines
from ledger.correspondence.aw319.judging import Judge
from ledger.correspondence.aw319.names import declaration_of, name_of
from ledger.correspondence.aw319.retourcodes import Finding
from ledger.correspondence.aw319.rights import Rights
from ledger.correspondence.aw319.units import price_per, quantity_of
from ledger.messages import iwlz
from ledger.messages.aw319 import Prestatie, Verzekerde, Voorlooprecord
from ledger.vocabulary.errors import Refused

_CREDIT = "C"
_FIRST_DAY = "0414"
_FIELDS = {
    "rate-above-maximum": "0425",
    "rate-differs-from-contract": "0425",
    "care-after-death": "0203",
    "care-before-birth": "0207",
}
"""Which field a rule of rechtmatigheid is about; where none is named it is the days of the line."""


class Incoming(NamedTuple):
    """A prestatie at its record in the file (from 1), with the person it is for."""

    record: int
    verzekerde: Verzekerde
    prestatie: Prestatie

    @property
    def line(self) -> str:
        """Its reference number, as the ledger names it."""
        return name_of(self.prestatie.referentienummer)


class Lines:
    """Takes the lines of a file in, and keeps which of them are refused."""

    def __init__(self, transaction: Transaction, desk: Desk, voorloop: Voorlooprecord) -> None:
        agb = voorloop.code_instelling
        self._transaction = transaction
        self._desk = desk
        self._voorloop = voorloop
        self._declaration = desk.find(Declaration, declaration_of(agb, voorloop.factuurnummer))
        self._judge = Judge(desk, agb)
        self._earlier = EarlierLines(desk, self._judge.names, self._declaration)
        self._refused: list[Message.LineRefused] = []
        self._subjects: dict[str, str | None] = {}

    @property
    def refused(self) -> tuple[Message.LineRefused, ...]:
        """The lines that are not accepted, in the order of the file."""
        return tuple(sorted(self._refused, key=lambda one: one.record))

    @property
    def submitted(self) -> str | None:
        """The declaration that the debit lines became; None when there was none for a known person."""
        return self._declaration.id if self._declaration.version else None

    def take_in(self, incoming: Iterable[Incoming]) -> None:
        """Submit what is asked and refuse what does not hold; then take back what is credited."""
        if self._declaration.version:
            told = f"Declaratie {self._declaration.id} bestaat al. Gebruik een nieuw factuurnummer."
            raise Refused("declaration-exists", told, "0116 factuurnummer")
        debits: list[tuple[Incoming, Rights]] = []
        credits: list[tuple[Incoming, Rights]] = []
        for one in incoming:
            subject = self._subject(one)
            if subject is None:
                self._refuse(one, None, [_nobody()])
            else:
                side = credits if one.prestatie.declaratie_debet_credit == _CREDIT else debits
                side.append((one, self._judge.rights(subject)))
        self._submit(debits)
        for one, rights in credits:
            if finding := self._take_back(one, rights):
                self._refuse(one, rights, [finding])
        self._hold_against_rules(debits)

    def _subject(self, one: Incoming) -> str | None:
        bsn = one.verzekerde.burgerservicenummer
        if one.verzekerde.zonder_bsn:
            return None
        if bsn not in self._subjects:
            self._subjects[bsn] = self._transaction.subject_with_bsn(bsn)
        return self._subjects[bsn]

    def _submit(self, debits: Sequence[tuple[Incoming, Rights]]) -> None:
        """Submit the lines as one declaration; what does not hold is refused in it at once, what asks nothing left."""
        submitted: list[Declaration.LineSubmitted] = []
        refused: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for one, rights in debits:
            judgement = self._judge.judged(rights, one.verzekerde, one.prestatie)
            findings = list(judgement.findings)
            if one.prestatie.declaratie_eurocent:
                submitted.append(self._submitted(one, rights, judgement.contract))
                if findings:
                    refused[_codes(findings)].append(one.line)
            else:
                findings.append(_nothing_asked())
            if findings:
                self._refuse(one, rights, findings)
        if not submitted:
            return
        period = self._voorloop.begindatum, self._voorloop.einddatum
        self._declaration.submit(self._judge.provider, self._desk.today, period, submitted)
        for codes, lines in refused.items():
            self._declaration.refuse(lines, codes, self._desk.today)
        self._desk.find(Bestanden, self._judge.provider).take_in(
            Bestanden.TakenIn(
                provider=self._judge.provider,
                declaration=self._declaration.id,
                contracts=tuple(_contracts(submitted)),
            )
        )

    def _hold_against_rules(self, debits: Iterable[tuple[Incoming, Rights]]) -> None:
        """Hold what was submitted against the rules, once what the same file takes back is taken back."""
        if not self._declaration.version:
            return
        stopped = arrived(self._desk, self._declaration, by_file=True)
        for one, rights in debits:
            if against := stopped.get(one.line):
                self._refuse(one, rights, [_stopped(found) for found in against])

    def _submitted(self, one: Incoming, rights: Rights, contract: str | None) -> Declaration.LineSubmitted:
        asked = one.prestatie
        quantity, unit = quantity_of(asked.aantal, asked.tijdseenheid)
        previous = asked.vorig_referentienummer
        before = self._earlier.line(previous, rights.client.id) if previous else None
        return Declaration.LineSubmitted(
            declaration=self._declaration.id,
            provider=self._judge.provider,
            line=one.line,
            client=rights.client.id,
            region=rights.client.region,
            prestatie=asked.prestatiecode,
            first=asked.begindatum,
            last=asked.einddatum,
            quantity=quantity,
            unit=unit,
            eurocent=asked.declaratie_eurocent,
            replaces=LineReference(before.declaration.id, before.state.line.line) if before else None,
            price_eurocent=asked.tarief_eurocent,
            price_per=price_per(asked.tijdseenheid),
            besluitnummer=asked.besluitnummer,
            zorgprofiel=iwlz.zorgprofiel(asked.zorgzwaartepakketcode or ""),
            contract=contract,
        )

    def _take_back(self, one: Incoming, rights: Rights) -> Finding | None:
        """Take back the line that a credit names; return why not, if it cannot be."""
        asked = one.prestatie
        assert asked.vorig_referentienummer is not None, "a credit without it is no good file"
        before = self._earlier.line(asked.vorig_referentienummer, rights.client.id)
        if before is None:
            told = "Regel {} is niet bekend voor deze cliënt. Vul in 0432 het nummer in van de regel die u terugneemt."
            return _credit("credited-line-unknown", told.format(asked.vorig_referentienummer))
        number, amount = before.state.line.line, asked.declaratie_eurocent
        try:
            before.declaration.credit(number, one.line, amount, self._desk.today, "message")
        except Refused as error:
            return _credit(error.code, error.message)
        return None

    def _refuse(self, one: Incoming, rights: Rights | None, findings: Sequence[Finding]) -> None:
        """Keep a line that is not accepted, with everything against it."""
        asked = one.prestatie
        self._refused.append(
            Message.LineRefused(
                sender=self._voorloop.code_instelling,
                identification=self._voorloop.factuurnummer,
                record=one.record,
                line=one.line,
                client=rights.client.id if rights else None,
                prestatie=asked.prestatiecode,
                first=asked.begindatum,
                last=asked.einddatum,
                eurocent=asked.saldo_eurocent,
                retourcodes=_codes(findings),
                remarks=tuple(finding.as_remark() for finding in findings),
            )
        )


def _contracts(lines: Iterable[Declaration.LineSubmitted]) -> Iterator[OfContract]:
    """Yield each contract with the days that its lines reach over, in order of first mention."""
    below: dict[str, list[Declaration.LineSubmitted]] = {}
    for line in lines:
        if line.contract is not None:
            below.setdefault(line.contract, []).append(line)
    for contract, found in below.items():
        yield OfContract(contract, min(one.first for one in found), max(one.last for one in found))


def _codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.retourcode for finding in findings))


def _nobody() -> Finding:
    told = (
        "Dit BSN is hier niet bekend. Controleer het BSN; een nieuwe cliënt komt binnen met een zorgtoewijzing (AW33)."
    )
    return Finding(retourcodes.UNKNOWN_PERSON, "client-unknown", "0203", told)


def _stopped(against: Against) -> Finding:
    """Return why a rule of rechtmatigheid stops a line, as it is answered."""
    assert against.rule.retourcode is not None
    return Finding(against.rule.retourcode, against.rule.id, field_of(against.rule.id), against.found.told)


def field_of(rule: str) -> str:
    """Return which field of a prestatie or a person a rule of rechtmatigheid is about: the days, unless said otherwise.

    >>> field_of("rate-above-maximum"), field_of("no-indicatie")
    ('0425', '0414')
    """
    return _FIELDS.get(rule, _FIRST_DAY)


def _nothing_asked() -> Finding:
    told = "Het declaratiebedrag is nul. Laat de regel weg, of vul het bedrag in."
    return Finding(retourcodes.RATE_DIFFERS, "amount-not-positive", "0429", told)


def _credit(code: str, told: str) -> Finding:
    return Finding(retourcodes.WRONG_SIDE, code, "0432", told)
