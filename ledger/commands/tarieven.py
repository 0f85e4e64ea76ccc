"""Commands about the register of prestaties: maximum tariffs and allowed combinations, with their source."""

from ledger.aggregates.tarieven import Combinatie, Tarieven
from ledger.commands.base import PAYER_SIDE, Command, Desk, Year, euros
from ledger.vocabulary.amounts import Amount
from ledger.vocabulary.identifiers import Name, TariefCode, Text, Zorgprofiel
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.units import TariefUnit


class SetTarief(Command, frozen=True, kw_only=True, tag="set_tarief"):
    """Record the maximum tariff of a prestatie in a year. Another amount is the next version; the earlier stays."""

    BY = PAYER_SIDE
    EXAMPLE = {
        "year": 2026,
        "code": "H126",
        "name": "persoonlijke verzorging (demo)",
        "unit": "uur",
        "tariff": {"EUR": "60.00"},
        "source": "demo: verzonnen bedrag",
    }
    year: Year
    code: TariefCode
    name: Name
    unit: TariefUnit
    tariff: Amount
    source: Text

    def decide(self, desk: Desk) -> None:
        """Tell the register of that year."""
        cents = euros(self.tariff, "tariff")
        _register(desk, self.year).set(self.code, self.name, self.unit, cents, self.source)

    def is_known(self, desk: Desk) -> bool:
        """Tell whether the register says just this already."""
        cents = euros(self.tariff, "tariff")
        return _register(desk, self.year).is_known(self.code, self.unit, cents, self.source)


class WithdrawTarief(Command, frozen=True, kw_only=True, tag="withdraw_tarief"):
    """Take back the tariff of a prestatie in a year. What was decided with it stays as it is."""

    BY = PAYER_SIDE
    EXAMPLE = {"year": 2026, "code": "H126", "ground": "Verkeerd bestand ingelezen"}
    year: Year
    code: TariefCode
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the register of that year."""
        _register(desk, self.year).withdraw(self.code, self.ground)


class AllowCombinatie(Command, frozen=True, kw_only=True, tag="allow_combinatie"):
    """Allow a prestatie with a leveringsvorm and a zorgprofiel (the Koppeltabel). What is left out is all of them.

    As soon as a year holds one combination, whatever it does not name is not allowed.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "year": 2026,
        "code": "H126",
        "leveringsvorm": "mpt",
        "zorgprofiel": "4VV",
        "source": "demo: verzonnen combinatie",
    }
    year: Year
    code: TariefCode
    leveringsvorm: Leveringsvorm | None = None
    zorgprofiel: Zorgprofiel | None = None
    source: Text

    def decide(self, desk: Desk) -> None:
        """Tell the register of that year."""
        _register(desk, self.year).allow(self._combinatie(), self.source)

    def is_known(self, desk: Desk) -> bool:
        """Tell whether the register allows just this already."""
        return self._combinatie() in _register(desk, self.year).combinaties

    def _combinatie(self) -> Combinatie:
        return Combinatie(self.code, self.leveringsvorm, self.zorgprofiel)


class WithdrawCombinatie(Command, frozen=True, kw_only=True, tag="withdraw_combinatie"):
    """Take back a combination of the Koppeltabel, named as it was allowed.

    When the last one of a year is taken back, that year has no Koppeltabel, and every combination is allowed again.
    """

    BY = PAYER_SIDE
    EXAMPLE = {
        "year": 2026,
        "code": "H126",
        "leveringsvorm": "mpt",
        "zorgprofiel": "4VV",
        "ground": "Verkeerd bestand ingelezen",
    }
    year: Year
    code: TariefCode
    leveringsvorm: Leveringsvorm | None = None
    zorgprofiel: Zorgprofiel | None = None
    ground: Text

    def decide(self, desk: Desk) -> None:
        """Tell the register of that year."""
        one = Combinatie(self.code, self.leveringsvorm, self.zorgprofiel)
        _register(desk, self.year).disallow(one, self.ground)


def _register(desk: Desk, year: int) -> Tarieven:
    return desk.find(Tarieven, Tarieven.id_of(year))
