"""Ceilings: what lies above the room of a client, and who bears it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ledger.funding.ceilings import RULES
from ledger.funding.contract import Contract
from ledger.funding.facts import Person, Terms
from ledger.funding.model import Computed, Model, Owed, Work
from ledger.vocabulary.agreeing import Ceiling, Party
from ledger.vocabulary.periods import Period
from tests.funding.samples import FARM, OTHER, OWN, WEEK_10, YEAR, contract, figures, lines, person, placed, planned


class Fixed(Model, frozen=True, kw_only=True):
    """Amounts in cents, per client, as they are; those of `settling` settle earlier lines."""

    CODE = "Z"
    NAME = "vast"

    amounts: tuple[tuple[str, int], ...]
    settling: tuple[tuple[str, int], ...] = ()

    def computed(self, work: Work) -> Iterator[Computed]:
        """Yield a line per amount."""
        for settles, amounts in ((True, self.settling), (False, self.amounts)):
            for number, (client, eurocent) in enumerate(amounts):
                yield Computed(
                    client=client,
                    region="Noord",
                    prestatie=f"P{number}",
                    first=work.first,
                    last=work.last,
                    quantity=1,
                    unit="stuk",
                    eurocent=eurocent,
                    steps=(),
                    owed=work.contract.owed(eurocent),
                    settles=settles,
                )


def terms(ceiling: Ceiling, *amounts: tuple[str, int], settling: tuple[tuple[str, int], ...] = ()) -> Contract:
    """Return a contract that computes these amounts."""
    return contract(Fixed(amounts=amounts, settling=settling), ceiling=ceiling)


def last_step(found: Contract, people: Person | list[Person], at: int = 0) -> str:
    """Return the last step of a line."""
    return lines(found, people, WEEK_10)[at].computed.steps[-1]


class TestPerClient:
    @pytest.mark.parametrize(
        ("eurocent", "outcome"),
        [(59_999, (59_999, 0, 0)), (60_000, (60_000, 0, 0)), (60_001, (60_000, 1, 1))],
    )
    def test_exactly_the_ceiling_is_paid(self, eurocent: int, outcome: tuple[int, int, int]) -> None:
        """One cent over is the provider's risk."""
        assert figures(lines(terms("client", ("k1", eurocent)), person(), WEEK_10)) == [outcome]

    def test_lines_are_paid_in_order_until_the_room_is_full(self) -> None:
        """The one that crosses is paid in part, the next not at all."""
        found = terms("client", ("k1", 40_000), ("k1", 30_000), ("k1", 5_000))
        assert figures(lines(found, person(), WEEK_10)) == [(40_000, 0, 0), (20_000, 10_000, 10_000), (0, 5_000, 5_000)]

    def test_the_order_is_that_of_the_models_in_the_contract(self) -> None:
        """A bonus named last is what breaks the ceiling."""
        both = contract(Fixed(amounts=(("k1", 60_000),)), Fixed(amounts=(("k1", 1_200),)))
        assert figures(lines(both, person(), WEEK_10)) == [(60_000, 0, 0), (0, 1_200, 1_200)]
        assert last_step(both, person(), 1) == "Boven het plafond: € 12,00, niet betaald."

    def test_room_of_another_client_does_not_help(self) -> None:
        """Money follows the person."""
        found = terms("client", ("k1", 60_100), ("k2", 100))
        assert figures(lines(found, [person("k1"), person("k2")], WEEK_10)) == [(60_000, 100, 100), (100, 0, 0)]

    def test_without_a_value_nothing_is_paid(self) -> None:
        """No indicatiewaarde, no room."""
        assert figures(lines(terms("client", ("k1", 1)), person(value=0), WEEK_10)) == [(0, 1, 1)]

    def test_onderaannemers_share_what_is_paid(self) -> None:
        """Not what was computed."""
        shared = contract(Fixed(amounts=(("k1", 60_001),)), parties=(Party(FARM, "onderaannemer", 5_000),))
        (line,) = lines(shared, person(), WEEK_10)
        assert line.computed.owed == (Owed(FARM, 30_000),)


class TestSettling:
    """What settles comes last, and is measured against what is left of the same room."""

    @pytest.mark.parametrize(
        ("settled", "outcome"),
        [
            (10, (0, 10, 10)),
            (-50, (0, -50, -50)),
            (-100, (0, -100, -100)),
            (-101, (-1, -100, -100)),
        ],
    )
    def test_first_undoes_what_was_not_paid(self, settled: int, outcome: tuple[int, int, int]) -> None:
        """€ 1,00 lay above: giving back up to € 1,00 costs the provider nothing, a cent more does."""
        found = terms("client", ("k1", 60_100), settling=(("k1", settled),))
        assert figures(lines(found, person(), WEEK_10)) == [(60_000, 100, 100), outcome]

    def test_tells_what_lapses(self) -> None:
        """A minus needs words."""
        found = terms("client", ("k1", 60_100), settling=(("k1", -50),))
        told = "Eerder niet betaald omdat het boven het plafond lag, nu vervallen: € 0,50."
        assert last_step(found, person(), 1) == told

    @pytest.mark.parametrize("settled", [150, 100, -30, -250])
    def test_per_provider_the_change_falls_on_what_settles(self, settled: int) -> None:
        """What was declared before stays as it was."""
        declared = (("k1", 60_100), ("k2", 59_950))
        people = [person("k1"), person("k2")]
        before = figures(lines(terms("provider", *declared), people, WEEK_10))
        after = lines(terms("provider", *declared, settling=(("k2", settled),)), people, WEEK_10)
        assert figures(line for line in after if not line.computed.settles) == before
        assert sum(line.paid_eurocent for line in after) == min(120_050 + settled, 120_000)


class TestPerProvider:
    def test_clients_share_their_room(self) -> None:
        """Together exactly at the ceiling: all is paid, and what is above for one is told."""
        found, people = terms("provider", ("k1", 60_100), ("k2", 59_900)), [person("k1"), person("k2")]
        assert figures(lines(found, people, WEEK_10)) == [(60_100, 0, 100), (59_900, 0, 0)]
        told = "Boven het plafond: € 1,00. Toch betaald: er is ruimte bij andere cliënten van deze aanbieder."
        assert last_step(found, people) == told

    def test_one_cent_more_is_not_paid(self) -> None:
        """It falls on who is above."""
        found, people = terms("provider", ("k1", 60_100), ("k2", 59_901)), [person("k1"), person("k2")]
        assert figures(lines(found, people, WEEK_10)) == [(60_099, 1, 100), (59_901, 0, 0)]
        told = "Boven het plafond: € 1,00, € 0,01 niet betaald. Wel € 0,99: er is ruimte bij andere cliënten van deze"
        assert last_step(found, people).startswith(told)

    def test_what_is_not_paid_is_divided_by_how_far_above(self) -> None:
        """Three lines above by 100, 50 and 50; together 99 over the ceiling."""
        found = terms("provider", ("k1", 60_100), ("k2", 60_050), ("k3", 60_050), ("k4", 59_899))
        people = [person(f"k{number}") for number in (1, 2, 3, 4)]
        assert [unpaid for _, unpaid, _ in figures(lines(found, people, WEEK_10))] == [49, 25, 25, 0]


class TestNone:
    def test_pays_and_flags(self) -> None:
        """The payer knows what is above."""
        found = terms("none", ("k1", 61_200))
        assert figures(lines(found, person(), WEEK_10)) == [(61_200, 0, 1_200)]
        assert last_step(found, person()) == "Boven het plafond: € 12,00. Toch betaald: dit contract kent geen plafond."

    def test_under_the_wmo_without_a_value_there_is_nothing_to_flag(self) -> None:
        """The Wmo has no indicatiewaarde."""
        wmo = contract(Fixed(amounts=(("k1", 100),)), ceiling="none", act="Wmo")
        (line,) = lines(wmo, person(value=0), WEEK_10)
        assert (figures([line]), line.computed.steps) == ([(100, 0, 0)], ())

    def test_there_is_a_rule_for_every_ceiling(self) -> None:
        """A new ceiling is a function and a line."""
        assert set(RULES) == {"client", "provider", "none"}


ALWAYS = Period(date(2026, 1, 1))
ROOMS = [
    ("a pgb", {"planned": (planned(provider=None, worth=15_000),)}, 45_000),
    ("another provider", {"planned": (planned(provider=OTHER, worth=15_000),)}, 45_000),
    ("its own plan", {"planned": (planned(provider=OWN, worth=15_000),)}, 60_000),
    ("modules elsewhere", {"placed": (placed(OTHER, 3), placed(OWN, 7))}, 42_000),
    ("modules as pgb", {"placed": (placed(None, 3, pgb=True),)}, 42_000),
    ("unused modules", {"placed": (placed(None, 3),)}, 60_000),
    (
        "modules and their plan",
        {"placed": (placed(OTHER, 3),), "planned": (planned(provider=OTHER, worth=9_900),)},
        42_000,
    ),
    ("a plan for unused", {"placed": (placed(None, 3),), "planned": (planned(provider=None, worth=15_000),)}, 45_000),
    ("what is left is a pgb", {"rest_is_pgb": (ALWAYS,), "planned": (planned(provider=OWN, worth=15_000),)}, 15_000),
    ("its own line under another contract", {"planned": (planned(provider=OWN, worth=15_000, contract="k9"),)}, 45_000),
    (
        "a part of what is left",
        {"planned": (planned(provider=OWN, worth=10_000), planned(provider=OTHER, worth=20_000))},
        10_000 + 10_000,
    ),
    (
        "a part of what is left beside modules with their own plan",
        {
            "placed": (placed("p9", 3),),
            "planned": (
                planned(provider="p9", worth=18_000),
                planned(provider=OWN, worth=12_000),
                planned(provider=OTHER, worth=12_000),
            ),
        },
        12_000 + (60_000 - 18_000 - 24_000) // 2,
    ),
    ("more than there is", {"planned": (planned(provider=OTHER, worth=60_001),)}, 0),
]


class TestRoom:
    def test_of_all_in_the_plan_adds_up_to_the_value(self) -> None:
        """The rest that is left goes to each in proportion, to the cent; together it is never more than there is."""
        who = [planned(provider=one, worth=worth) for one, worth in ((OWN, 10_001), (OTHER, 20_003), ("p9", 7))]
        agreed = (*who, planned(provider=None, worth=5_000))
        rooms = []
        for provider in (OWN, OTHER, "p9"):
            under = contract(Fixed(amounts=(("k1", 70_000),)), ceiling="client", provider=provider)
            rooms.append(figures(lines(under, person(planned=agreed), WEEK_10))[0][0])
        assert sum(rooms) == 60_000 - 5_000

    @pytest.mark.parametrize(("facts", "room"), [case[1:] for case in ROOMS], ids=[case[0] for case in ROOMS])
    def test_is_the_value_less_what_is_elsewhere(self, facts: dict[str, Any], room: int) -> None:
        """Exactly the room is paid."""
        found = terms("client", ("k1", 70_000))
        assert figures(lines(found, person(**facts), WEEK_10)) == [(room, 70_000 - room, 70_000 - room)]

    @pytest.mark.parametrize(
        ("placing", "room"),
        [
            (Period(date(2026, 1, 1), date(2026, 3, 4)), 60_000 - 3 * 3_000 - 4 * 1_000),
            (Period(date(2026, 3, 5)), 60_000 - 4 * 3_000 - 3 * 1_000),
            (Period(date(2026, 3, 4), date(2026, 3, 5)), 60_000 - 2 * 3_000 - 5 * 1_000),
            (Period(date(2026, 4, 1)), 60_000 - 7 * 1_000),
        ],
    )
    def test_a_holder_of_modules_is_counted_by_its_plan_on_the_other_days(self, placing: Period, room: int) -> None:
        """Never both on one day. Modules of a day are € 30,00 here, the plan of a day € 10,00."""
        client = person(
            placed=(placed(OTHER, 7, of=20, period=placing),),
            planned=(planned(provider=OTHER, worth=1_000, per="day"),),
        )
        ((paid, _, _),) = figures(lines(terms("client", ("k1", 70_000)), client, WEEK_10))
        assert paid == room

    @pytest.mark.parametrize(("last", "days"), [(1, 0), (2, 1), (7, 6), (8, 7), (9, 7)])
    def test_holds_for_the_days_with_an_indicatie(self, last: int, days: int) -> None:
        """Until the last valid day."""
        client = person(value=1_000, per="day", entitled=(Period(date(2026, 1, 1), date(2026, 3, last)),))
        ((paid, _, _),) = figures(lines(terms("client", ("k1", 70_000)), client, WEEK_10))
        assert paid == days * 1_000

    def test_counts_a_day_once(self) -> None:
        """Also with two leveringsvormen, or indicaties that overlap."""
        forms = (Terms(YEAR, "mpt"), Terms(Period(date(2026, 3, 4)), "mpt_pgb"), Terms(WEEK_10, "verblijf"))
        entitled = (YEAR, Period(date(2026, 3, 5)), Period(date(2026, 3, 3), date(2026, 3, 4)))
        both = contract(Fixed(amounts=(("k1", 70_000),)), leveringsvormen=frozenset({"mpt", "mpt_pgb"}))
        client = person(leveringsvormen=forms, entitled=entitled)
        assert figures(lines(both, client, WEEK_10)) == [(60_000, 10_000, 10_000)]

    def test_is_nothing_in_another_region_or_with_another_leveringsvorm(self) -> None:
        """The contract does not hold for the client."""
        found = terms("client", ("k1", 1))
        assert figures(lines(found, person(region="Zuid"), WEEK_10)) == [(0, 1, 1)]
        assert figures(lines(found, person(leveringsvormen=(Terms(YEAR, "verblijf"),)), WEEK_10)) == [(0, 1, 1)]


class TestAmendment:
    UNTIL, SINCE = Period(date(2026, 1, 1), date(2026, 3, 4)), Period(date(2026, 3, 5), date(2026, 12, 31))

    def versions(self, then: Ceiling) -> list[Contract]:
        """A contract that pays all of the week in its first days; the ceiling may change."""
        before = contract(Fixed(amounts=(("k1", 60_000),)), period=self.UNTIL)
        return [before, contract(Fixed(amounts=(("k1", 1),)), period=self.SINCE, ceiling=then)]

    def test_within_a_period_leaves_one_room(self) -> None:
        """The week is one, amended or not."""
        assert figures(lines(self.versions("client"), person(), WEEK_10)) == [(60_000, 0, 0), (0, 1, 1)]

    def test_to_another_ceiling_divides_the_room_by_day(self) -> None:
        """Three days of the week under the old rule; the new one has four days of its own."""
        (before, after) = figures(lines(self.versions("none"), person(value=7_000), WEEK_10))
        assert (before, after) == ((3_000, 57_000, 57_000), (1, 0, 0))
