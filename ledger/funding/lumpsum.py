"""Model H, lumpsum: a fixed sum in instalments, whatever care is given."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta

from ledger.funding.contract import Contract
from ledger.funding.criteria import Failure
from ledger.funding.model import Cents, Computed, Model, Rates, Work
from ledger.vocabulary.amounts import split
from ledger.vocabulary.dutch import day, euro
from ledger.vocabulary.errors import Refused
from ledger.vocabulary.periods import Period

Instalments = Annotated[int, Meta(ge=0, le=600, description="schrijf een aantal termijnen van hoogstens 600")]


class Lumpsum(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sum in equal instalments that add up to it exactly: one a month from the first, or one on each of `dates`.

    A monthly instalment falls due on the first day of its month; where the contract starts later in that month, on
    its first day. It is declared in the period that holds that day. The terms hold from the first day of the contract
    until the last, and are never amended: what was paid and what is to come would no longer add up.
    """

    CODE: ClassVar[str] = "H"
    NAME: ClassVar[str] = "lumpsum"
    PERSON_FOLLOWING: ClassVar[bool] = False
    FAILS: ClassVar[tuple[Failure, ...]] = (
        Failure(1, "Van een vast totaal kan een cliënt geen deel als pgb krijgen."),
        Failure(2, "Het geld gaat niet mee als een cliënt een andere zorgaanbieder kiest."),
        Failure(3, "Er is geen bedrag per cliënt dat met een pgb te vergelijken is."),
        Failure(4, "Er wordt in termijnen betaald, niet per prestatie."),
        Failure(6, "Het zorgprofiel telt niet mee; bij de andere leveringsvormen wel."),
    )

    prestatie: str
    total_eurocent: Cents
    instalments: Instalments = 0
    dates: tuple[date, ...] = ()

    def check(self, contract: Contract, rates: Rates) -> None:
        """Refuse a sum of nothing, and instalments that are unclear or not all within the contract."""
        if self.total_eurocent == 0:
            told = "Het totaal is € 0,00. Kies een hoger bedrag."
            raise Refused("lumpsum-zero", told, "components")
        if bool(self.instalments) == bool(self.dates):
            told = "Kies één van twee: een aantal termijnen (1 of meer), of de dagen waarop betaald wordt."
            raise Refused("lumpsum-instalments-unclear", told, "components")
        if list(self.dates) != sorted(set(self.dates)):
            told = "De dagen van betaling staan niet op volgorde, of één dag staat er twee keer. Zet ze op volgorde."
            raise Refused("lumpsum-dates-disordered", told, "components")
        self._check_within(contract)

    def check_amended(self, others: Sequence[Model]) -> None:
        """Refuse another sum or other instalments than from the first day on, and a sum that comes or goes."""
        if self not in others:
            told = "Een lumpsum ligt vast voor het hele contract: anders kloppen de termijnen niet met het totaal."
            raise Refused("lumpsum-fixed", f"{told} Beëindig het contract en sluit een nieuw.", "components")

    def _check_within(self, contract: Contract) -> None:
        last = contract.term.last
        late = [on for on in self._due(contract.term) if last is not None and on > last]
        early = [on for on in self.dates if on < contract.term.first]
        for on in (*early, *late):
            told = f"Een termijn valt op {day(on)}, buiten het contract. Kies minder termijnen of andere dagen."
            raise Refused("lumpsum-outside-contract", told, "components")

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per instalment that falls due in the period and the contract."""
        due = self._due(work.term)
        for number, (on, eurocent) in enumerate(zip(due, split(self.total_eurocent, len(due)), strict=True), start=1):
            if eurocent and work.period.covers(on) and work.contract.period.covers(on):
                yield self._line(work.contract.region, on, eurocent, f"Termijn {number} van {len(due)}")

    def _line(self, region: str, on: date, eurocent: int, which: str) -> Computed:
        return Computed(
            client=None,
            region=region,
            prestatie=self.prestatie,
            first=on,
            last=on,
            quantity=1,
            unit="termijn",
            eurocent=eurocent,
            steps=(
                f"{which} van {euro(self.total_eurocent)}, op {day(on)}: {euro(eurocent)}.",
                "Dit bedrag staat vast; het hangt niet af van de zorg.",
            ),
        )

    def _due(self, contract: Period) -> list[date]:
        """Return the days on which the instalments fall due."""
        if self.dates:
            return list(self.dates)
        start = contract.first.year * 12 + contract.first.month - 1
        months = range(start, start + self.instalments)
        return [max(date(month // 12, month % 12 + 1, 1), contract.first) for month in months]
