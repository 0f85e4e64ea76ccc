"""The register of prestaties of one year: maximum tariffs, and which combinations are allowed (the Koppeltabel).

Amounts come from a file that somebody imports, with its source; none is a constant. A tariff that turns out to be
another amount gets the next version, and the earlier one stays on record. The source of an amount is stored as
`reference`, for `source` says in the log where a command came from.
"""

import msgspec

from ledger.aggregates.base import Aggregate, Event
from ledger.vocabulary.dutch import euro
from ledger.vocabulary.errors import NotFound, Refused
from ledger.vocabulary.leveringsvormen import Leveringsvorm
from ledger.vocabulary.units import TariefUnit

_MPT_TOO: dict[Leveringsvorm, frozenset[Leveringsvorm]] = {"mpt_pgb": frozenset({"mpt", "mpt_pgb"})}
"""Beside a pgb the mpt is the same mpt: what is allowed in it stays allowed."""


class UsedTarief(msgspec.Struct, frozen=True):
    """The tariff of the register that an amount was taken from, in cents per unit, as it was at that moment."""

    year: int
    code: str
    unit: TariefUnit
    eurocent: int
    version: int
    reference: str


class Tarief(msgspec.Struct, frozen=True):
    """A maximum as it is known now, in cents per unit, with its source and version."""

    code: str
    name: str
    unit: TariefUnit
    eurocent: int
    source: str
    version: int


class Combinatie(msgspec.Struct, frozen=True):
    """A prestatie that is allowed with a leveringsvorm and a zorgprofiel; what is left open is all of them."""

    code: str
    leveringsvorm: Leveringsvorm | None
    zorgprofiel: str | None


class Tarieven(Aggregate):
    """One register per calendar year. What the register does not know is an error, never the nearest year."""

    STREAM = "tarieven"
    MISSING = (
        "register-unknown",
        "Voor {id} staan nog geen tarieven in het register. Lees ze eerst in met `pvb tariffs import`.",
    )

    class TariefSet(Event, frozen=True, kw_only=True):
        """The maximum tariff of a prestatie in a year, in cents per unit. Version 2 and later replace an earlier one.

        `reference` is where the amount was published; of an invented amount it begins with `demo`.
        """

        TOPIC = "tarief.set"
        year: int
        code: str
        name: str
        unit: TariefUnit
        eurocent: int
        reference: str
        version: int

        def apply(self, aggregate: "Tarieven") -> None:
            """The latest version counts."""
            aggregate.versions[self.code] = self.version
            aggregate.tarieven[self.code] = Tarief(
                self.code, self.name, self.unit, self.eurocent, self.reference, self.version
            )

    class TariefWithdrawn(Event, frozen=True, kw_only=True):
        """The tariff of a prestatie in a year was a mistake; from now on there is none. What used it stays as it is.

        `version` is the one that stood, with its amount. A tariff that is set after this is the next version.
        """

        TOPIC = "tarief.withdrawn"
        year: int
        code: str
        unit: TariefUnit
        eurocent: int
        version: int
        ground: str

        def apply(self, aggregate: "Tarieven") -> None:
            """The register no longer knows it."""
            del aggregate.tarieven[self.code]

    class CombinatieAllowed(Event, frozen=True, kw_only=True):
        """A prestatie may be declared with this leveringsvorm and zorgprofiel; absent means with any."""

        TOPIC = "combinatie.allowed"
        year: int
        code: str
        leveringsvorm: Leveringsvorm | None = None
        zorgprofiel: str | None = None
        reference: str

        def apply(self, aggregate: "Tarieven") -> None:
            """Allow it."""
            one = Combinatie(self.code, self.leveringsvorm, self.zorgprofiel)
            aggregate.combinaties[one] = self.reference

    class CombinatieWithdrawn(Event, frozen=True, kw_only=True):
        """A combination was a mistake. A year of which the last one is withdrawn has no Koppeltabel any more."""

        TOPIC = "combinatie.withdrawn"
        year: int
        code: str
        leveringsvorm: Leveringsvorm | None = None
        zorgprofiel: str | None = None
        ground: str

        def apply(self, aggregate: "Tarieven") -> None:
            """Leave it out."""
            del aggregate.combinaties[Combinatie(self.code, self.leveringsvorm, self.zorgprofiel)]

    @staticmethod
    def id_of(year: int) -> str:
        """Return the id of the register of a year."""
        return str(year)

    @property
    def year(self) -> int:
        """Return the calendar year."""
        return int(self.id)

    def start(self) -> None:
        """Nothing is known yet."""
        self.tarieven: dict[str, Tarief] = {}
        self.versions: dict[str, int] = {}
        self.combinaties: dict[Combinatie, str] = {}

    def is_known(self, code: str, unit: str, eurocent: int, source: str) -> bool:
        """Tell whether this is the tariff as it stands; a name that is written otherwise is no other tariff."""
        known = self.tarieven.get(code)
        return known is not None and (known.unit, known.eurocent, known.source) == (unit, eurocent, source)

    def set(self, code: str, name: str, unit: TariefUnit, eurocent: int, source: str) -> None:
        """Record a tariff; what the register says already is not recorded again."""
        if eurocent <= 0:
            raise Refused("amount-not-positive", "Een tarief moet groter zijn dan nul.", "tariff")
        known = self.tarieven.get(code)
        if known is not None and self.is_known(code, unit, eurocent, source):
            raise Refused(
                "tarief-known",
                f"Tarief {code} van {self.year} is al {euro(eurocent)} per {unit}, met deze bron. "
                "Er is niets vast te leggen.",
                "tariff",
            )
        self.happened(
            self.TariefSet(
                year=self.year,
                code=code,
                name=name,
                unit=unit,
                eurocent=eurocent,
                reference=source,
                version=self.versions.get(code, 0) + 1,
            )
        )

    def withdraw(self, code: str, ground: str) -> None:
        """Take back the tariff of a prestatie, whatever its version."""
        known = self.tarieven.get(code)
        if known is None:
            raise NotFound("tarief-unknown", f"Voor {code} staat in {self.year} geen tarief in het register.", "code")
        self.happened(
            self.TariefWithdrawn(
                year=self.year,
                code=code,
                unit=known.unit,
                eurocent=known.eurocent,
                version=known.version,
                ground=ground,
            )
        )

    def allow(self, one: Combinatie, source: str) -> None:
        """Record that a combination is allowed, once."""
        if one in self.combinaties:
            raise Refused(
                "combinatie-known",
                f"Deze combinatie van {one.code} is in {self.year} al toegestaan. Er is niets vast te leggen.",
                "code",
            )
        self.happened(
            self.CombinatieAllowed(
                year=self.year,
                code=one.code,
                leveringsvorm=one.leveringsvorm,
                zorgprofiel=one.zorgprofiel,
                reference=source,
            )
        )

    def disallow(self, one: Combinatie, ground: str) -> None:
        """Take back a combination, in the words in which it was allowed."""
        if one not in self.combinaties:
            raise NotFound(
                "combinatie-unknown",
                f"Deze combinatie van {one.code} staat in {self.year} niet in het register.",
                "code",
            )
        self.happened(
            self.CombinatieWithdrawn(
                year=self.year,
                code=one.code,
                leveringsvorm=one.leveringsvorm,
                zorgprofiel=one.zorgprofiel,
                ground=ground,
            )
        )

    def is_allowed(self, code: str, leveringsvorm: Leveringsvorm | None, zorgprofiel: str | None) -> bool:
        """Tell whether a prestatie may be declared with this leveringsvorm and zorgprofiel.

        A year without any combination has no Koppeltabel here, so that nothing can be said against one. Once a year
        holds combinations it is closed: what it does not name is not allowed, also of a code it does not name at all.
        """
        if not self.combinaties:
            return True
        forms = _MPT_TOO.get(leveringsvorm, frozenset({leveringsvorm})) if leveringsvorm else frozenset()
        return any(
            one.code == code
            and (one.leveringsvorm is None or one.leveringsvorm in forms)
            and one.zorgprofiel in (None, zorgprofiel)
            for one in self.combinaties
        )
