"""The lines of one file on the desk: debits become a declaration, credits take back lines of declarations before."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.aggregates.declaration import Declaration, LineState
from ledger.aggregates.message import Message, RefusedLine
from ledger.application import Transaction
from ledger.commands.base import Desk
from ledger.correspondence.aw319 import retourcodes
from ledger.correspondence.aw319.judging import Judge
from ledger.correspondence.aw319.names import name_of
from ledger.correspondence.aw319.retourcodes import Finding
from ledger.correspondence.aw319.standing import Standing
from ledger.correspondence.aw319.units import quantity_of
from ledger.messages.aw319 import Prestatie, Verzekerde, Voorlooprecord
from ledger.vocabulary.errors import Refused

_CREDIT = "C"
_AT_A_TIME = 1_000


class Incoming(NamedTuple):
    """A prestatie at its record in the file (from 1), with the person it is for."""

    record: int
    verzekerde: Verzekerde
    prestatie: Prestatie

    @property
    def line(self) -> str:
        """Its reference number, as the ledger names it."""
        return name_of(self.prestatie.referentienummer)

    def refused(self, client: str | None, findings: Sequence[Finding]) -> RefusedLine:
        """Return what is kept of it when it is not accepted."""
        one = self.prestatie
        return RefusedLine(
            record=self.record,
            line=self.line,
            client=client,
            prestatie=one.prestatiecode,
            first=one.begindatum,
            last=one.einddatum,
            eurocent=one.saldo_eurocent,
            retourcodes=tuple(dict.fromkeys(finding.retourcode for finding in findings)),
            remarks=tuple(finding.as_remark() for finding in findings),
        )


class Earlier(NamedTuple):
    """A line that an earlier file declared."""

    declaration: Declaration
    state: LineState


class Lines:
    """Takes lines in, and keeps which of them are refused."""

    def __init__(self, transaction: Transaction, desk: Desk, agb: str, declaration: Declaration) -> None:
        self._transaction = transaction
        self._desk = desk
        self._agb = agb
        self._declaration = declaration
        self._judge = Judge(desk, agb)
        self._refused: list[RefusedLine] = []
        self._subjects: dict[str, str | None] = {}
        self._known: dict[str, list[Earlier]] | None = None

    @property
    def refused(self) -> tuple[RefusedLine, ...]:
        """The lines that are not accepted, in the order of the file."""
        return tuple(sorted(self._refused, key=lambda one: one.record))

    @property
    def submitted(self) -> str | None:
        """The declaration that the debit lines became; None when there was none for a known person."""
        return self._declaration.id if self._declaration.version else None

    def take_in(self, voorloop: Voorlooprecord, incoming: Sequence[Incoming]) -> None:
        """Submit what is asked and refuse what does not hold; then take back what is credited."""
        if self._declaration.version:
            told = f"Declaratie {self._declaration.id} bestaat al. Gebruik een nieuw factuurnummer."
            raise Refused("declaration-exists", told, "0116 factuurnummer")
        on = self._desk.today
        credits: list[tuple[Incoming, Standing]] = []
        debits: list[Declaration.LineSubmitted] = []
        refused: dict[str, list[str]] = defaultdict(list)
        for one in incoming:
            subject = self._subject(one)
            if subject is None:
                self._keep(one, None, [_nobody()])
            elif one.prestatie.declaratie_debet_credit == _CREDIT:
                credits.append((one, self._judge.standing(subject)))
            else:
                known = self._judge.standing(subject)
                findings = list(self._judge.against(known, one.verzekerde, one.prestatie))
                if one.prestatie.declaratie_eurocent:
                    debits.append(self._submitted(one, known))
                    if findings:
                        refused[findings[0].retourcode].append(one.line)
                else:
                    findings.append(_nothing_asked())
                if findings:
                    self._keep(one, known, findings)
        if debits:
            period = voorloop.begindatum, voorloop.einddatum
            self._declaration.submit(self._judge.provider, on, period, debits)
            for retourcode, lines in refused.items():
                self._declaration.refuse(lines, retourcode, on)
        for one, known in credits:
            if finding := self._take_back(one, known, voorloop.factuurnummer, on):
                self._keep(one, known, [finding])

    def _keep(self, one: Incoming, known: Standing | None, findings: Sequence[Finding]) -> None:
        self._refused.append(one.refused(known.client.id if known else None, findings))

    def _subject(self, one: Incoming) -> str | None:
        bsn = one.verzekerde.burgerservicenummer
        if one.verzekerde.zonder_bsn:
            return None
        if bsn not in self._subjects:
            self._subjects[bsn] = self._transaction.subject_with_bsn(bsn)
        return self._subjects[bsn]

    def _submitted(self, one: Incoming, known: Standing) -> Declaration.LineSubmitted:
        asked = one.prestatie
        quantity, unit = quantity_of(asked.aantal, asked.tijdseenheid)
        before = self._earlier(asked.vorig_referentienummer, known) if asked.vorig_referentienummer else None
        return Declaration.LineSubmitted(
            declaration=self._declaration.id,
            provider=self._judge.provider,
            line=one.line,
            client=known.client.id,
            region=known.client.region,
            prestatie=asked.prestatiecode,
            first=asked.begindatum,
            last=asked.einddatum,
            quantity=quantity,
            unit=unit,
            eurocent=asked.declaratie_eurocent,
            replaces=f"{before.declaration.id}/{before.state.line.line}" if before else None,
        )

    def _take_back(self, one: Incoming, known: Standing, factuurnummer: str, on: date) -> Finding | None:
        asked = one.prestatie
        assert asked.vorig_referentienummer is not None, "a credit without it is no good file"
        before = self._earlier(asked.vorig_referentienummer, known)
        if before is None:
            told = "Regel {} is niet bekend voor deze cliënt. Vul in 0432 het nummer in van de regel die u terugneemt."
            return _credit("credited-line-unknown", told.format(asked.vorig_referentienummer))
        declaration, number = before.declaration, before.state.line.line
        reason = f"Teruggenomen met regel {asked.referentienummer} van factuur {factuurnummer}."
        sealed = self._desk.seal_for_declaration(declaration, known.client.id, reason)
        try:
            declaration.credit(number, one.line, asked.declaratie_eurocent, sealed, on)
        except Refused as error:
            return _credit(error.code, error.message)
        return None

    def _earlier(self, reference: str, known: Standing) -> Earlier | None:
        """Return the line of this client with a reference number: one that can still be taken back, if there is."""
        if self._known is None:
            self._known = defaultdict(list)
            for declaration in self._declarations():
                for line, state in declaration.lines.items():
                    self._known[line].append(Earlier(declaration, state))
        number = name_of(reference)
        here = self._declaration.lines.get(number)
        candidates = [*self._known.get(number, ()), *([Earlier(self._declaration, here)] if here else [])]
        found = [one for one in candidates if one.state.line.client == known.client.id]
        return max(found, key=lambda one: (one.state.status == "approved", one.state.left), default=None)

    def _declarations(self) -> Iterator[Declaration]:
        """Yield what earlier files of this provider became."""
        after, prefix = "", Message.stream_of(f"AW319-{self._agb}-")
        while names := self._transaction.ledger.stream_names(prefix, after, _AT_A_TIME):
            for name in names:
                received = self._desk.find(Message, name.removeprefix(Message.stream_of(""))).received
                if received is not None and received.declaration is not None:
                    yield self._desk.get(Declaration, received.declaration)
            after = names[-1]


def _nobody() -> Finding:
    told = (
        "Dit BSN is hier niet bekend. Controleer het BSN; een nieuwe cliënt komt binnen met een zorgtoewijzing (AW33)."
    )
    return Finding(retourcodes.UNKNOWN_PERSON, "client-unknown", "0203", told)


def _nothing_asked() -> Finding:
    told = "Het declaratiebedrag is nul. Laat de regel weg, of vul het bedrag in."
    return Finding(retourcodes.RATE_DIFFERS, "amount-not-positive", "0429", told)


def _credit(code: str, told: str) -> Finding:
    return Finding(retourcodes.WRONG_SIDE, code, "0432", told)
