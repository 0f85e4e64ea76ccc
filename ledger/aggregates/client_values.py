"""What may be spent on a client, by day: the indicatiewaarde, meerzorg and extra kosten thuis (EKT).

Wlz 3.3.2 lid 4 (indicatiewaarde). What was decided apart about the value (`indicatiewaarde.set`) goes before what the
besluit itself says.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from ledger.aggregates.base import Event
from ledger.aggregates.indicaties import Indicaties
from ledger.aggregates.tarieven import UsedTarief
from ledger.vocabulary.dutch import day
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.leveringsvormen import EKT_MAXIMUM, Leveringsvorm
from ledger.vocabulary.percentages import percentage
from ledger.vocabulary.periods import Period, check_order
from ledger.vocabulary.prorata import Per, common


class ValueSet(msgspec.Struct, frozen=True):
    """An indicatiewaarde that was decided apart, for one leveringsvorm or for all, in cents per stretch of time."""

    besluitnummer: int
    leveringsvorm: Leveringsvorm | None
    period: Period
    eurocent: int
    per: Per

    @property
    def key(self) -> tuple[int, Leveringsvorm | None, date]:
        """Return by what it is known."""
        return self.besluitnummer, self.leveringsvorm, self.period.first


class Meerzorg(msgspec.Struct, frozen=True):
    """An extra amount over days, in cents per stretch of time."""

    period: Period
    eurocent: int
    per: Per


class Ekt(msgspec.Struct, frozen=True):
    """A part of the indicatiewaarde that comes on top of it, over days, in basispunten."""

    period: Period
    raise_basispoint: int


class ClientValues(Indicaties):
    """The dated amounts of one client. Of two decisions about the same days the later one counts."""

    class IndicatiewaardeSet(Event, frozen=True, kw_only=True):
        """What may be spent was decided, for one leveringsvorm or (absent) for every one that has no value of its own.

        `tarief` names the tariff of the register that it was taken from, if it was.
        """

        TOPIC = "indicatiewaarde.set"
        client: str
        besluitnummer: int
        leveringsvorm: Leveringsvorm | None = None
        first: date
        last: date | None = None
        eurocent: int
        per: Per
        tarief: UsedTarief | None = None
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Go before what was decided earlier about these days."""
            period = Period(self.first, self.last)
            aggregate.values_set.append(
                ValueSet(self.besluitnummer, self.leveringsvorm, period, self.eurocent, self.per)
            )

    class IndicatiewaardeWithdrawn(Event, frozen=True, kw_only=True):
        """What was decided apart from this first day was a mistake. What else is known of these days counts again."""

        TOPIC = "indicatiewaarde.withdrawn"
        client: str
        besluitnummer: int
        leveringsvorm: Leveringsvorm | None = None
        first: date
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Leave it out, with whatever it replaced under the same besluit, leveringsvorm and first day."""
            key = (self.besluitnummer, self.leveringsvorm, self.first)
            aggregate.values_set = [one for one in aggregate.values_set if one.key != key]

    class MeerzorgGranted(Event, frozen=True, kw_only=True):
        """More may be spent than the indicatiewaarde, over these days, on this ground."""

        TOPIC = "meerzorg.granted"
        client: str
        first: date
        last: date | None = None
        eurocent: int
        per: Per
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Known by its first day."""
            aggregate.meerzorg[self.first] = Meerzorg(Period(self.first, self.last), self.eurocent, self.per)

    class MeerzorgEnded(Event, frozen=True, kw_only=True):
        """The meerzorg that began on a day ends; ended on the day before that, it never held."""

        TOPIC = "meerzorg.ended"
        client: str
        first: date
        last: date
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Shorten it, or take it away."""
            known = aggregate.meerzorg.pop(self.first)
            if self.last >= self.first:
                aggregate.meerzorg[self.first] = Meerzorg(Period(self.first, self.last), known.eurocent, known.per)

    class EktGranted(Event, frozen=True, kw_only=True):
        """At home more may be spent: a part of the indicatiewaarde comes on top of it, over these days."""

        TOPIC = "ekt.granted"
        client: str
        first: date
        last: date
        raise_basispoint: int
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Known by its first day."""
            aggregate.ekt[self.first] = Ekt(Period(self.first, self.last), self.raise_basispoint)

    class EktEnded(Event, frozen=True, kw_only=True):
        """The EKT that began on a day ends; ended on the day before that, it never held."""

        TOPIC = "ekt.ended"
        client: str
        first: date
        last: date
        ground: str

        def apply(self, aggregate: "ClientValues") -> None:
            """Shorten it, or take it away."""
            known = aggregate.ekt.pop(self.first)
            if self.last >= self.first:
                aggregate.ekt[self.first] = Ekt(Period(self.first, self.last), known.raise_basispoint)

    def start(self) -> None:
        """Nothing may be spent."""
        super().start()
        self.values_set: list[ValueSet] = []
        self.meerzorg: dict[date, Meerzorg] = {}
        self.ekt: dict[date, Ekt] = {}

    def entitled(self) -> Iterator[tuple[int, Period]]:
        """Yield the days on which each besluit holds, until death, in order of their first day."""
        alive = Period(date.min, self.died_on)
        for number, one in sorted(self.indicaties.items(), key=lambda item: item[1].period.first):
            if not one.withdrawn and (period := common(one.period, alive)):
                yield number, period

    def value_on(self, on: date, besluitnummer: int, leveringsvorm: Leveringsvorm | None) -> tuple[int, Per] | None:
        """Return the indicatiewaarde of a day under a besluit, in cents per stretch of time; None when none is known.

        What was decided for this leveringsvorm goes first, then what was decided for all, then the besluit itself.
        """
        for asked in (leveringsvorm, None) if leveringsvorm else (None,):
            for one in reversed(self.values_set):
                if (one.besluitnummer, one.leveringsvorm) == (besluitnummer, asked) and one.period.covers(on):
                    return one.eurocent, one.per
        terms = self.indicaties[besluitnummer].terms_on(on)
        return (terms.value_eurocent, terms.per) if terms.value_eurocent is not None and terms.per else None

    def set_indicatiewaarde(self, decided: IndicatiewaardeSet) -> None:
        """Decide what may be spent, from a day on which this besluit holds."""
        check_order(decided.first, decided.last)
        self.indicatie(decided.besluitnummer)
        holding = self.check_entitled(decided.first)
        if holding != decided.besluitnummer:
            raise Refused(
                "other-besluit",
                f"Op {day(decided.first)} geldt besluit {holding}. Noem dat besluit, of een andere eerste dag.",
                "besluitnummer",
            )
        if decided.eurocent <= 0:
            raise Refused("amount-not-positive", "De indicatiewaarde moet groter zijn dan nul.", "value")
        self.happened(decided)

    def withdraw_indicatiewaarde(self, withdrawn: IndicatiewaardeWithdrawn) -> None:
        """Leave out what was decided apart from a day."""
        key = (withdrawn.besluitnummer, withdrawn.leveringsvorm, withdrawn.first)
        if all(one.key != key for one in self.values_set):
            form = f" voor {withdrawn.leveringsvorm}" if withdrawn.leveringsvorm else ""
            raise NotFound(
                "indicatiewaarde-unknown",
                f"Er is geen waarde{form} apart vastgesteld die op {day(withdrawn.first)} begint.",
                "from",
            )
        self.happened(withdrawn)

    def check_value_not_set(self, besluitnummer: int, first: date) -> None:
        """Refuse another value in the besluit where one was decided apart, which would go before it unseen."""
        open_from = Period(first)
        for one in self.values_set:
            if one.besluitnummer == besluitnummer and one.period.overlaps(open_from):
                raise Refused(
                    "indicatiewaarde-set",
                    f"Vanaf {day(one.period.first)} is de indicatiewaarde apart vastgesteld; die gaat voor. "
                    "Stel die waarde opnieuw vast, of trek haar eerst in.",
                    "value",
                )

    def grant_meerzorg(self, granted: MeerzorgGranted) -> None:
        """Let more be spent; no two on one day."""
        known = self._overlapped(granted.first, granted.last, self.meerzorg.values())
        if known is not None:
            raise Refused(
                "meerzorg-overlaps",
                f"Vanaf {day(known.first)} is al meerzorg toegekend. Beëindig die, of kies dagen daarbuiten.",
                "from",
            )
        if granted.eurocent <= 0:
            raise Refused("amount-not-positive", "Meerzorg moet groter zijn dan nul.", "amount")
        self.happened(granted)

    def end_meerzorg(self, ended: MeerzorgEnded) -> None:
        """End what began on a day; on the day before that takes it away altogether."""
        _check_end("meerzorg", self.meerzorg.get(ended.first), ended.first, ended.last)
        self.happened(ended)

    def grant_ekt(self, granted: EktGranted) -> None:
        """Let more be spent at home, by at most a quarter; no two on one day."""
        known = self._overlapped(granted.first, granted.last, self.ekt.values())
        if known is not None:
            raise Refused(
                "ekt-overlaps",
                f"Vanaf {day(known.first)} is al EKT toegekend. Kies dagen daarbuiten.",
                "from",
            )
        if granted.raise_basispoint <= 0:
            raise Refused("ekt-not-positive", "Het percentage EKT moet groter zijn dan nul.", "percentage")
        if granted.raise_basispoint > EKT_MAXIMUM:
            raise Refused(
                "ekt-above-maximum",
                f"EKT is hoogstens {percentage(EKT_MAXIMUM)} van de indicatiewaarde. "
                f"{percentage(granted.raise_basispoint)} is te veel.",
                "percentage",
            )
        self.happened(granted)

    def end_ekt(self, ended: EktEnded) -> None:
        """End what began on a day; on the day before that takes it away altogether."""
        _check_end("EKT", self.ekt.get(ended.first), ended.first, ended.last)
        self.happened(ended)

    def _overlapped(self, first: date, last: date | None, known: Iterable[Meerzorg | Ekt]) -> Period | None:
        """Return days that were granted already, if any, of days that begin within an indicatie."""
        check_order(first, last)
        self.check_entitled(first)
        asked = Period(first, last)
        return next((one.period for one in known if one.period.overlaps(asked)), None)


def _check_end(name: str, known: Meerzorg | Ekt | None, first: date, last: date) -> None:
    """Refuse an end of what does not begin on a day, and one outside its days."""
    if known is None:
        raise NotFound("grant-unknown", f"Er is geen {name} die op {day(first)} begint.", "from")
    if last < first - timedelta(days=1):
        raise Refused(
            "before-grant",
            f"De {name} begint op {day(first)}. Zij kan niet eerder eindigen dan de dag daarvoor.",
            "to",
        )
    if known.period.last is not None and last > known.period.last:
        raise Refused(
            "after-grant",
            f"De {name} eindigt al op {day(known.period.last)}. Ken voor later nieuwe {name} toe.",
            "to",
        )
