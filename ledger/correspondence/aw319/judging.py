"""A line of a file held against the log: who, what, when, by whom, at which price."""

from collections.abc import Iterator
from datetime import date

from ledger.aggregates.agb import Agb
from ledger.aggregates.client import Client
from ledger.aggregates.contracts import Contracts
from ledger.aggregates.provider import Provider
from ledger.aggregates.tarieven import Tarieven
from ledger.commands.base import Desk
from ledger.correspondence.aw319 import retourcodes
from ledger.correspondence.aw319.prices import against_agreed
from ledger.correspondence.aw319.retourcodes import Finding
from ledger.correspondence.aw319.standing import Standing, covered
from ledger.dossier.prices import contracts_for, every_contract
from ledger.messages import iwlz
from ledger.messages.aw319 import Prestatie, Verzekerde
from ledger.vocabulary.dutch import day
from ledger.vocabulary.periods import Period
from ledger.vocabulary.prorata import common

_STREAM = Client.stream_of("")


class Judge:
    """Judges the lines of one provider; what it looks up it keeps, for the lines of one file."""

    def __init__(self, desk: Desk, agb: str) -> None:
        self._desk = desk
        self.provider = desk.find(Agb, agb).provider or agb
        self._names = frozenset({self.provider, agb, desk.find(Provider, self.provider).agb or agb})
        contracts = every_contract(desk.find(Contracts, self.provider))
        self._contracts = tuple(one for one in contracts if one.act == "Wlz")
        self._standings: dict[str, Standing] = {}

    def standing(self, subject: str) -> Standing:
        """Return what the log says of a person, by subject."""
        if subject not in self._standings:
            client = self._desk.get(Client, subject.removeprefix(_STREAM))
            self._standings[subject] = Standing(self._desk, client, self._names)
        return self._standings[subject]

    def against(self, known: Standing, verzekerde: Verzekerde, line: Prestatie) -> Iterator[Finding]:
        """Yield everything for which a debit line is not accepted; nothing where it holds."""
        if known.birth_date is not None and known.birth_date != verzekerde.geboortedatum:
            told = "De geboortedatum hoort niet bij dit BSN. Controleer BSN en geboortedatum."
            yield Finding(retourcodes.OTHER_BIRTH_DATE, "birth-date-differs", "0207", told)
        yield from _against_indicatie(known, line)
        yield from _against_placing(known, line)
        yield from self._against_prestatie(known, line)

    def _against_prestatie(self, known: Standing, line: Prestatie) -> Iterator[Finding]:
        """What the register of that year says of the code, and the contract of the price."""
        on, code = line.begindatum, line.prestatiecode
        register = self._desk.find(Tarieven, Tarieven.id_of(on.year))
        form, profile = known.client.leveringsvorm_on(on), known.zorgprofiel_on(on)
        if line.zorgzwaartepakketcode is not None and profile not in (None, _profile(line)):
            told = f"Veld 0413 is niet het zorgprofiel van de indicatie op {day(on)}. Neem dat van het besluit over."
            yield Finding(retourcodes.NOT_ALLOWED, "zorgprofiel-differs", "0413", told)
        tarief = register.tarieven.get(code)
        if tarief is None:
            told = f"Prestatie {code} staat in {on.year} niet in het register. Controleer de code en het jaar."
            yield Finding(retourcodes.NOT_ALLOWED, "prestatie-unknown", "0417", told)
            return
        if profile is not None and not register.is_allowed(code, form, profile):
            told = f"Prestatie {code} mag op {day(on)} niet bij deze leveringsvorm en dit zorgprofiel."
            yield Finding(retourcodes.NOT_ALLOWED, "combinatie-not-allowed", "0417", told)
        contracts = contracts_for(self._contracts, on, known.client.region, form)
        if not contracts:
            told = (
                f"Deze zorgaanbieder heeft op {day(on)} geen contract voor cliënten in deze regio en leveringsvorm. "
                "Zonder contract is er geen tarief."
            )
            yield Finding(retourcodes.RATE_DIFFERS, "no-contract", "0425", told)
        elif wrong := against_agreed(line, contracts, tarief, known.values):
            yield Finding(retourcodes.RATE_DIFFERS, "price-not-agreed", "0425", wrong)


def _against_indicatie(known: Standing, line: Prestatie) -> Iterator[Finding]:
    first, last = line.begindatum, line.einddatum
    days = covered(known.entitled, first, last)
    if days == "none":
        told = f"{_over(first, last)} is er geen geldige indicatie."
        yield Finding(retourcodes.NO_AUTHORIZATION, "no-indicatie", "0414", told)
    elif days == "some":
        told = f"Niet op elke dag {_between(first, last)} is er een geldige indicatie. Declareer alleen die dagen."
        yield Finding(retourcodes.OUTSIDE_AUTHORIZATION, "outside-indicatie", "0414", told)
    if line.besluitnummer is not None and known.besluit_on(first) not in (None, line.besluitnummer):
        told = f"Op {day(first)} geldt een ander besluit dan in veld 0411 staat. Neem het geldige besluit over."
        yield Finding(retourcodes.NO_AUTHORIZATION, "other-besluit", "0411", told)


def _against_placing(known: Standing, line: Prestatie) -> Iterator[Finding]:
    """The days that this provider was given, by toewijzing, zorgplan or modules; and that care had begun on them."""
    first, last = line.begindatum, line.einddatum
    days = covered(known.placed, first, last)
    if days == "none":
        told = f"{_over(first, last)} is er geen toewijzing, zorgplan of module bij deze zorgaanbieder."
        yield Finding(retourcodes.NO_AUTHORIZATION, "no-toewijzing", "0414", told)
    elif days == "some":
        told = f"Niet elke dag {_between(first, last)} valt in de toewijzing, het zorgplan of de modules."
        yield Finding(retourcodes.OUTSIDE_AUTHORIZATION, "outside-toewijzing", "0414", told)
    care = {
        covered(known.started, one.first, one.last or last)
        for assigned in known.assigned
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
