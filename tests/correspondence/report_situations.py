"""Situations for the rules about reports: what came in before, what comes in now, which rules it breaks where."""

from collections.abc import Callable, Sequence
from typing import Any

from ledger.messages.aw35 import GeleverdeFunctie
from ledger.messages.aw39 import MutatieZorgzwaartepakket
from ledger.messages.iwlz import Message
from tests.correspondence.arrivals import (
    TODAY,
    D,
    asked,
    assigned,
    changed,
    name,
    started,
    waiting,
)
from tests.messages import samples
from tests.messages.breaches import ALLOCATED, INDICATED
from tests.messages.samples import DTV, OTHER_PROVIDER, VERBLIJF, edit, toewijzing

Make = Callable[[], Message]
Situation = tuple[str, Sequence[Make], Make, list[tuple[str, str]]]

KEPT: dict[str, Any] = {"mutatiecode": "20", "leveringsstatus": "3", "leveringsstatus_classificatie": "19"}
GELEVERD, MUTATIE = "GeleverdZorgzwaartepakket[1]", "MutatieZorgzwaartepakket[1]"
IN_STAY: dict[str, Any] = {"leveringsvorm": VERBLIJF, "klasse": "KE7", "behandeling": True}


def until_31() -> Message:
    """An AW33 until 31 January."""
    return assigned(toewijzing(einddatum=D("2026-01-31")))


def stay(**fields: Any) -> Message:
    """An AW33 for stay."""
    return assigned(toewijzing(VERBLIJF, **fields))


def functie(klasse: str, opslag: int | None) -> Message:
    """An AW33 in which a functie stands beside the profile."""
    part = edit(edit(ALLOCATED, "klasse", klasse), "opslag", opslag)
    return assigned(toegewezen_functies=(part,), geindiceerde_functies=(INDICATED,))


def delivered(klasse: str, opslag: int | None) -> Message:
    """An AW35 about that functie."""
    part = GeleverdeFunctie(
        besluitnummer=samples.BESLUITNUMMER,
        functie_code="82",
        toewijzing_ingangsdatum=samples.START,
        begindatum=D("2026-01-05"),
        instelling=samples.PROVIDER,
        status_aanlevering="1",
        klasse=klasse,
        opslag=opslag,
    )
    client = samples.client_aw35(geleverde=[], geleverde_functies=(part,))
    return samples.aw35([client], identificatie=name(), dagtekening=TODAY)


STARTS: list[Situation] = [
    ("no client", [], started, [("TR019", GELEVERD)]),
    ("another besluit", [assigned], lambda: started(besluitnummer=5), [("TR019", GELEVERD)]),
    ("another zzp", [assigned], lambda: started(zzp_code="754"), [("TR019", GELEVERD)]),
    ("another first day", [assigned], lambda: started(toewijzing_ingangsdatum=D("2026-01-02")), [("TR019", GELEVERD)]),
    ("another form", [assigned], lambda: started(leveringsvorm="5", klasse="KE7"), [("TR019", GELEVERD)]),
    ("day before the first", [assigned], lambda: started(begindatum=D("2025-12-31")), [("TR017", "Begindatum")]),
    ("first day", [assigned], lambda: started(begindatum=D("2026-01-01")), []),
    ("last day", [until_31], lambda: started(begindatum=D("2026-01-31")), []),
    ("day after the last", [until_31], lambda: started(begindatum=D("2026-02-01")), [("TR017", "Begindatum")]),
    (
        "sleuteldatum the day before",
        [stay],
        lambda: started(**IN_STAY, sleuteldatum=D("2025-12-31")),
        [("TR017", "Sleuteldatum")],
    ),
    ("sleuteldatum on the first day", [stay], lambda: started(**IN_STAY, sleuteldatum=D("2026-01-01")), []),
    ("a second time", [assigned, started], started, [("TR074", "Begindatum")]),
    ("another day as well", [assigned, started], lambda: started(begindatum=D("2026-01-06")), []),
    (
        "within what ended",
        [assigned, started, lambda: changed(**KEPT)],
        lambda: started(begindatum=D("2026-01-10")),
        [("TR121", "Begindatum")],
    ),
    ("after what ended", [assigned, started, lambda: changed(**KEPT)], lambda: started(begindatum=D("2026-01-11")), []),
    (
        "before what ended",
        [assigned, started, lambda: changed(**KEPT)],
        lambda: started(begindatum=D("2026-01-04")),
        [],
    ),
    (
        "after what was closed",
        [assigned, started, changed],
        lambda: started(begindatum=D("2026-01-11")),
        [("TR017", "Begindatum")],
    ),
    ("removed", [assigned, started], lambda: started(status_aanlevering="3"), []),
    ("removed unknown", [assigned], lambda: started(status_aanlevering="3"), [("TR063", "StatusAanlevering")]),
    (
        "removed another day",
        [assigned, started],
        lambda: started(status_aanlevering="3", begindatum=D("2026-01-06")),
        [("TR063", "StatusAanlevering")],
    ),
    (
        "removed after its end",
        [assigned, started, changed],
        lambda: started(status_aanlevering="3"),
        [("TR071", "StatusAanlevering")],
    ),
    (
        "anew after removing",
        [assigned, started, lambda: started(status_aanlevering="3")],
        started,
        [],
    ),
    ("klasse as assigned", [stay], lambda: started(**IN_STAY), []),
    (
        "klasse above what was assigned",
        [lambda: stay(klasse="KE6")],
        lambda: started(**IN_STAY),
        [("TR067", "Klasse")],
    ),
    ("opslag as assigned", [lambda: functie("KD09", 2)], lambda: delivered("KD09", 2), []),
    (
        "opslag above what was assigned",
        [lambda: functie("KD09", 2)],
        lambda: delivered("KD09", 3),
        [("TR067", "Opslag")],
    ),
    (
        "etmalen as assigned",
        [lambda: assigned(toewijzing(DTV))],
        lambda: started(leveringsvorm=DTV, etmalen="3,5"),
        [],
    ),
    (
        "other etmalen",
        [lambda: assigned(toewijzing(DTV))],
        lambda: started(leveringsvorm=DTV, etmalen="4,0"),
        [("TR125", "Etmalen")],
    ),
    (
        "stay without behandeling",
        [stay],
        lambda: started(**{**IN_STAY, "behandeling": None}),
        [("TR129", "Behandeling")],
    ),
    ("behandeling at home", [assigned], lambda: started(behandeling=False), [("TR129", "Behandeling")]),
    (
        "behandeling without opname",
        [lambda: stay(opname=False)],
        lambda: started(**IN_STAY),
        [("TR129", "Behandeling")],
    ),
]

CHANGES: list[Situation] = [
    ("no toewijzing", [], changed, [("TR019", MUTATIE)]),
    ("end without start", [assigned], changed, [("TR069", "Begindatum")]),
    (
        "end of another start",
        [assigned, started],
        lambda: changed(begindatum=D("2026-01-04")),
        [("TR069", "Begindatum")],
    ),
    ("end on the first day of care", [assigned, started], lambda: changed(mutatiedatum=D("2026-01-05")), []),
    (
        "end of the latest start",
        [assigned, started, lambda: started(begindatum=D("2026-01-08"))],
        lambda: changed(),
        [("TR069", "Begindatum")],
    ),
    (
        "end of the start before",
        [assigned, started, lambda: started(begindatum=D("2026-01-11"))],
        changed,
        [],
    ),
    ("end on the last day", [until_31, started], lambda: changed(mutatiedatum=D("2026-01-31")), []),
    (
        "end after the last day",
        [until_31, started],
        lambda: changed(mutatiedatum=D("2026-02-01")),
        [("TR020", "Mutatiedatum")],
    ),
    ("end twice", [assigned, started, changed], changed, [("TR074", "Mutatiedatum"), ("TR069", "Begindatum")]),
    ("end removed", [assigned, started, changed], lambda: changed(status_aanlevering="3"), []),
    (
        "end removed unknown",
        [assigned, started],
        lambda: changed(status_aanlevering="3"),
        [("TR063", "StatusAanlevering")],
    ),
    ("end anew after removing", [assigned, started, changed, lambda: changed(status_aanlevering="3")], changed, []),
    ("waiting", [assigned], waiting, []),
    ("waiting before the first day", [assigned], lambda: waiting(mutatiedatum=D("2025-12-30")), []),
    ("waiting after the start", [assigned, started], waiting, [("TR078", "Mutatiecode")]),
    (
        "waiting on the day of the start",
        [assigned, started],
        lambda: waiting(mutatiedatum=D("2026-01-05")),
        [("TR078", "Mutatiecode")],
    ),
    ("waiting before the start", [assigned, started], lambda: waiting(mutatiedatum=D("2026-01-04")), []),
    (
        "waiting after an end that keeps the toewijzing",
        [assigned, started, lambda: changed(**KEPT)],
        lambda: waiting(mutatiedatum=D("2026-01-11")),
        [],
    ),
    (
        "client waits, regular",
        [assigned],
        lambda: waiting(mutatiecode="12", leveringsstatus="3", leveringsstatus_classificatie="19"),
        [],
    ),
    (
        "client waits, bridging",
        [lambda: assigned(toewijzing(soort="3"))],
        lambda: waiting(mutatiecode="12", leveringsstatus="3", leveringsstatus_classificatie="19"),
        [("TR073", "Mutatiecode")],
    ),
    ("request", [assigned], asked, []),
    ("request of a stranger", [], asked, [("TR107", "Besluitnummer")]),
    (
        "request of who has nothing on the besluit",
        [lambda: assigned(toewijzing(), toewijzing(instelling=OTHER_PROVIDER))],
        lambda: asked(besluitnummer=5),
        [("TR107", "Besluitnummer")],
    ),
    (
        "request within what changes",
        [lambda: assigned(toewijzing(ingangsdatum=D("2026-02-01")))],
        lambda: asked([wait("2026-02-01")]),
        [],
    ),
    (
        "request from the day before what changes",
        [lambda: assigned(toewijzing(ingangsdatum=D("2026-02-02")))],
        lambda: asked([wait("2026-02-02")]),
        [("TR070", "AanvraagInstelling[1]")],
    ),
]


def wait(first: str) -> MutatieZorgzwaartepakket:
    """A mutation beside a request: the provider cannot deliver yet."""
    return samples.mutatie(
        toewijzing_ingangsdatum=D(first),
        mutatiecode="18",
        begindatum=None,
        mutatiedatum=D("2026-02-03"),
        leveringsstatus="7",
        leveringsstatus_classificatie="12",
    )
