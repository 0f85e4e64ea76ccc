"""Every retourcode at its boundary: the day before and the day after, exactly the price and one cent more."""

from typing import Any

import pytest

from ledger.correspondence.aw319.lines import field_of
from ledger.correspondence.aw319.retourcodes import USED, descriptions
from ledger.rechtmatigheid.catalogue import RULES
from tests.correspondence.aw319.declared import (
    KNOWN,
    RATE,
    about,
    asked,
    bring,
    codes,
    file,
    on,
    person,
    provider,
    why,
)
from tests.houses import do
from tests.ledger.care_lines import SHOWER, plan
from tests.ledger.contract_lines import concluded
from tests.ledger.lines import Line, died
from tests.messages.aw319 import samples
from tests.messages.derived import shared_rows
from web.composition import House

KEY = {"client": "c1", "besluitnummer": 1, "zorgeenheid": "753", "leveringsvorm": "mpt", "from": "2026-01-06"}
TO_P1: Line = KEY | {"provider": "p1"}
STAFFEL = [
    {"from": {"UUR": "10:00"}, "amount": {"EUR": "100.00"}},
    {"from": {"UUR": "20:00"}, "amount": {"EUR": "180.00"}},
]
FACTOR = {"indicator": "tevredenheid", "steps": [{"from_score": 8, "factor": {"PCT": "110.00"}}]}
BONUS = {"prestatie": "H126", "indicator": "wonen", "rise": 1, "price": {"EUR": "250.00"}}
BAND = [{"age_from": 0, "amount": {"EUR": "100.00"}}]
BUDGETS: dict[str, Line] = {
    "F": {"area": "Rotterdam", "amounts": BAND},
    "G": {"amounts": BAND},
    "H": {"total": {"EUR": "1000.00"}, "instalments": 4},
}
ALL_MODULES: tuple[Line, ...] = (
    {
        "do": "allocate_modules",
        "client": "c1",
        "of": 10,
        "from": "2026-01-01",
        "parts": [{"provider": "p1", "modules": 10}],
    },
)


def assigned(last: str = "2026-12-31", **more: Any) -> Line:
    """The zorgkantoor assigns care at p1 from 6 January on."""
    said = {"assigned_at": "2026-01-02T10:15:00", "soort": "1", "zorgkantoor": "5521", "to": last}
    return {"do": "assign_zorg"} | TO_P1 | said | more


def started(day: str) -> Line:
    """p1 reports its first day of care (AW35)."""
    return {"do": "start_zorg", "on": day} | TO_P1


def ended(day: str) -> Line:
    """p1 reports its last day of care (AW39)."""
    return {"do": "end_zorg", "on": day, "mutatiecode": "20", "leveringsstatus": "7", "classificatie": "12"} | TO_P1


def verdict(house: House, *changes: dict[str, Any]) -> list[tuple[str, ...]]:
    """The retourcodes of lines that differ from one in order."""
    return codes(bring(house, file(*(asked(f"D{n}", **change) for n, change in enumerate(changes, start=1)))))


class TestTheCodes:
    def test_are_published_with_these_descriptions(self) -> None:
        """None is made up; what has no published description has none here."""
        published = {row["code"]: row["omschrijving"] for row in shared_rows("retourcodes.csv") if _is_ours(row)}
        assert dict(descriptions()) == published
        assert set(USED) <= set(published)


def _is_ours(row: dict[str, str]) -> bool:
    return row["codelijst"] == "COD954-VEKT"


class TestThePerson:
    def test_is_known_by_bsn_and_birth_date(self, sqlite_payer: House) -> None:
        """The day before and the day after are another person's."""
        told = [about(asked(f"D{day}"), geboortedatum=on(f"1941-07-0{day}")["begindatum"]) for day in (2, 3, 4)]
        answer = bring(sqlite_payer, samples.file(told))
        assert codes(answer) == [("8004",), (), ("8004",)]
        assert "1941" not in str(answer.as_json())

    def test_of_whom_no_birth_date_is_known_is_taken_by_bsn(self, bare: House) -> None:
        """There is nothing to compare."""
        do(bare, person(birth_date=None))
        assert "8004" not in str(codes(bring(bare, file())))


class TestARuleThatStopsALine:
    def test_is_answered_at_the_field_that_is_wrong(self) -> None:
        """A rule on arrival names the price, the person, or else the days of care."""
        fields = {rule.id: field_of(rule.id) for rule in RULES if rule.retourcode is not None}
        assert fields == {
            "no-indicatie": "0414",
            "care-after-death": "0203",
            "care-before-birth": "0207",
            "rate-above-maximum": "0425",
            "rate-differs-from-contract": "0425",
        }


class TestTheIndicatie:
    def test_holds_on_every_day_of_the_line(self, sqlite_payer: House) -> None:
        """It ends on the eighth: with death, in this case. What lies after it is not authorized at all."""
        do(sqlite_payer, died("2026-01-08"))
        days = (on("2026-01-05", "2026-01-08"), on("2026-01-05", "2026-01-09"), on("2026-01-09"))
        assert verdict(sqlite_payer, *days) == [(), ("0553",), ("0551",)]

    @pytest.mark.parametrize(("number", "expected"), [(1, ()), (2, ("0551",)), (None, ())])
    def test_is_the_one_that_the_line_names(
        self, sqlite_payer: House, number: int | None, expected: tuple[str, ...]
    ) -> None:
        """A line without a number is taken by its days."""
        assert verdict(sqlite_payer, {"besluitnummer": number}) == [expected]

    @pytest.mark.parametrize(("zzp", "expected"), [("753", ()), (None, ()), ("754", ("1113",))])
    def test_has_the_profile_that_the_line_names(
        self, sqlite_payer: House, zzp: str | None, expected: tuple[str, ...]
    ) -> None:
        """4VV is 753."""
        assert verdict(sqlite_payer, {"zorgzwaartepakketcode": zzp}) == [expected]


class TestThePlaceOfTheClient:
    def test_is_with_the_provider_by_a_zorgplan(self, planless: House) -> None:
        """From the sixth on: the day before is outside it."""
        assert verdict(planless, {}) == [("0551",)]
        do(planless, plan(**{"from": "2026-01-06", "to": "2026-01-08"}))
        days = [on("2026-01-06", "2026-01-08"), on("2026-01-05", "2026-01-06"), on("2026-01-08", "2026-01-09")]
        lines = [asked(f"P{n}", **change) for n, change in enumerate([*days, on("2026-01-05")])]
        answer = bring(planless, file(*lines, factuurnummer="plan"))
        assert codes(answer) == [(), ("0553",), ("0553",), ("0551",)]

    def test_is_with_the_provider_by_modules(self, planless: House) -> None:
        """One module is enough, with this provider."""
        facts = {"do": "allocate_modules", "client": "c1", "of": 10, "from": "2026-01-06"}
        do(planless, facts | {"parts": [{"provider": "p1", "modules": 1}, {"provider": "p2", "modules": 9}]})
        days = on("2026-01-06", "2026-01-09"), on("2026-01-05", "2026-01-06"), on("2026-01-05")
        assert verdict(planless, *days) == [(), ("0553",), ("0551",)]

    def test_is_with_the_provider_by_toewijzing_and_report(self, planless: House) -> None:
        """Assigned from the sixth until the ninth, care from the seventh until the eighth."""
        do(planless, assigned("2026-01-09"), started("2026-01-07"), ended("2026-01-08"))
        cases = {
            ("2026-01-07", "2026-01-08"): (),
            ("2026-01-06", "2026-01-07"): ("0553",),
            ("2026-01-08", "2026-01-09"): ("0553",),
            ("2026-01-05", "2026-01-05"): ("0551",),
            ("2026-01-06", "2026-01-06"): ("0551",),
            ("2026-01-09", "2026-01-09"): ("0551",),
            ("2026-01-09", "2026-01-10"): ("0553", "0551"),
        }
        assert verdict(planless, *(on(*days) for days in cases)) == list(cases.values())

    def test_needs_an_aw35_where_there_is_a_toewijzing(self, sqlite_payer: House) -> None:
        """A zorgplan alone needs none; with a toewijzing it does, until the start is reported."""
        do(sqlite_payer, assigned())
        answer = bring(sqlite_payer, file(asked(**on("2026-01-05")), asked("D2", **on("2026-01-06"))))
        assert (codes(answer), why(answer)) == ([(), ("0551",)], ["zorg-not-started"])
        do(sqlite_payer, started("2026-01-06"))
        assert codes(bring(sqlite_payer, file(asked(**on("2026-01-06")), factuurnummer="b"))) == [()]

    def test_may_be_assigned_to_the_agb_code(self, planless: House) -> None:
        """Before the provider was registered under a name."""
        by_code = {"provider": samples.PROVIDER}
        do(planless, assigned(**by_code), started("2026-01-06") | by_code)
        assert verdict(planless, on("2026-01-06")) == [()]


class TestThePrestatie:
    def test_is_in_the_register_of_its_year(self, sqlite_payer: House) -> None:
        """A code that it does not know is not guessed."""
        assert verdict(sqlite_payer, {}, {"prestatiecode": "H127"}) == [(), ("1113",)]

    def test_is_allowed_with_leveringsvorm_and_profile(self, sqlite_payer: House) -> None:
        """Once a year has combinations, what it does not name is not allowed."""
        allowed = {"do": "allow_combinatie", "year": 2026, "code": "H126", "source": "demo: test"}
        do(sqlite_payer, allowed | {"leveringsvorm": "mpt", "zorgprofiel": "4VV"})
        day = {"prestatiecode": "H800", "tijdseenheid": "16", "tarief_eurocent": 6615}
        assert verdict(sqlite_payer, {}, day) == [(), ("1113",)]


class TestThePrice:
    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"tarief_eurocent": RATE}, ()),
            ({"tarief_eurocent": RATE - 1}, ()),
            ({"tarief_eurocent": RATE + 1}, ("0611",)),
            ({"tarief_eurocent": RATE + 1, "declaratie_eurocent": 1}, ("0611",)),
            ({"tijdseenheid": "07", "aantal": 18, "tarief_eurocent": 473, "declaratie_eurocent": 8505}, ()),
            ({"tijdseenheid": "07", "aantal": 18, "tarief_eurocent": 473, "declaratie_eurocent": 8506}, ("0611",)),
            ({"tijdseenheid": "07", "aantal": 18, "tarief_eurocent": 474, "declaratie_eurocent": 8505}, ("0611",)),
            ({"tijdseenheid": "01", "aantal": 60, "tarief_eurocent": 95, "declaratie_eurocent": 5670}, ()),
            ({"tijdseenheid": "01", "aantal": 60, "tarief_eurocent": 95, "declaratie_eurocent": 5671}, ("0611",)),
            ({"tijdseenheid": "14", "aantal": 1}, ("0611",)),
            ({"prestatiecode": "H800", "tijdseenheid": "16", "tarief_eurocent": 6615}, ()),
            ({"prestatiecode": "H800", "tijdseenheid": "16", "tarief_eurocent": 6616}, ("0611",)),
            ({"prestatiecode": "H800", "tijdseenheid": "04", "tarief_eurocent": 100}, ("0611",)),
            ({"tijdseenheid": "81", "tarief_eurocent": 1800}, ()),
            ({"tijdseenheid": "81", "tarief_eurocent": 1801}, ("0611",)),
        ],
    )
    def test_is_the_agreed_one_and_not_a_cent_more(
        self, sqlite_payer: House, change: dict[str, Any], expected: tuple[str, ...]
    ) -> None:
        """An hour, five minutes, a minute, a dagdeel, an activity: each in its own unit."""
        assert verdict(sqlite_payer, change) == [expected]

    def test_of_an_arrangement_stays_within_the_indicatiewaarde(self, sqlite_payer: House) -> None:
        """€ 600,00 a week; a day is a seventh."""
        week = {"prestatiecode": "ARR", "tijdseenheid": "14", "aantal": 1} | on("2026-01-05", "2026-01-11")
        most = verdict(sqlite_payer, week | {"tarief_eurocent": 60000}, week | {"tarief_eurocent": 60001})
        assert most == [(), ("0611",)]

    def test_needs_a_contract_on_the_first_day(self, planless: House) -> None:
        """For this region and leveringsvorm, and for this prestatie."""
        do(
            planless,
            plan(),
            {"do": "choose_leveringsvorm", "client": "c1", "leveringsvorm": "vpt", "from": "2026-01-07"},
        )
        answer = bring(planless, file(asked(**on("2026-01-06")), asked("D2", **on("2026-01-07"))))
        assert (codes(answer), why(answer)) == ([(), ("0611",)], ["no-contract"])

    @pytest.mark.parametrize(
        ("model", "unit", "most"),
        [
            ({"model": "A", "parameters": {"staffel": STAFFEL}}, "04", 18000),
            ({"model": "B", "parameters": {"activities": [SHOWER]}}, "81", 1800),
            ({"model": "D", "parameters": {"prestatie": "H126"}}, "81", 60000),
            ({"model": "E", "parameters": FACTOR | {"base": "A"}}, "04", 6237),
            ({"model": "E", "parameters": FACTOR | {"base": "B", "activities": [SHOWER]}}, "81", 1980),
            ({"model": "E", "parameters": {"bonus": BONUS}}, "81", 25000),
        ],
    )
    def test_has_a_bound_under_every_model(self, bare: House, model: Line, unit: str, most: int) -> None:
        """The last step of a staffel, the price of an activity, what may be spent in a week, the highest factor."""
        do(bare, *KNOWN[:-4], provider(), concluded("k1", components=[model]), *ALL_MODULES)
        line = {"tijdseenheid": unit, "aantal": 1} | on("2026-01-05", "2026-01-11")
        assert verdict(bare, line | {"tarief_eurocent": most}, line | {"tarief_eurocent": most + 1}) == [(), ("0611",)]

    @pytest.mark.parametrize("model", ["F", "G", "H"])
    def test_is_none_where_a_provider_gets_a_budget(self, bare: House, model: str) -> None:
        """Such a contract pays for no person."""
        one = {"model": model, "parameters": BUDGETS[model] | {"prestatie": "H126"}}
        wlz = concluded("k1", components=[one], acknowledged=True)
        do(bare, *KNOWN[:-4], provider(), wlz, *ALL_MODULES)
        assert verdict(bare, {"tijdseenheid": "81", "tarief_eurocent": 1}) == [("0611",)]
