"""Dated amounts: the real ones as they are published, the others recognisably made up."""

import csv
from decimal import Decimal

import pytest

from ledger.tariffs.table import DEMO, PGB_MAXIMA, Tariff, TariffTable, read
from ledger.vocabulary.errors import NotFound
from tests.demo.test_population import SHARED, shared


class TestThePgbMaxima:
    """Real amounts."""

    def test_are_those_of_the_reference_table(self) -> None:
        """Per profile, 2024, with unit and source."""
        real = {
            (int(row["jaar"]), row["code"]): (Decimal(row["tarief_eur"]) * 100, row["eenheid"], row["bron"])
            for row in shared("tarieven.csv")
            if row["jaar"] == "2024" and row["code"].endswith("-totaal")
        }
        carried = {key: (Decimal(t.cents), t.unit, t.source) for key, t in read(PGB_MAXIMA).items()}
        assert carried == real
        assert len(carried) == 7

    def test_4vv_is_46_265_euro_a_year(self) -> None:
        """In 2024."""
        found = read(PGB_MAXIMA).in_year(2024, "pgb-4VV-totaal")
        assert (found.cents, found.unit, found.is_demo) == (4626500, "jaar", False)

    def test_another_year_is_an_error_and_never_the_nearest(self) -> None:
        """What is not known is not guessed."""
        with pytest.raises(NotFound, match="2025 geen bedrag"):
            read(PGB_MAXIMA).in_year(2025, "pgb-4VV-totaal")


class TestTheDemoAmounts:
    """Made up, and they say so."""

    def test_every_source_says_demo(self) -> None:
        """Wherever the amount shows."""
        assert all(tariff.is_demo for tariff in read(DEMO).values())

    def test_at_home_they_follow_the_pgb_maximum_where_there_is_one(self) -> None:
        """4VV to 7VV."""
        real, demo = read(PGB_MAXIMA), read(DEMO)
        for zorgprofiel in ("4VV", "5VV", "6VV", "7VV"):
            at_home = demo.in_year(2026, f"indicatiewaarde-{zorgprofiel}-thuis")
            assert at_home.cents == real.in_year(2024, f"pgb-{zorgprofiel}-totaal").cents

    def test_a_real_prestatie_is_in_the_published_list(self) -> None:
        """The others begin with X or Y."""
        with (SHARED / "prestatiecodes.csv").open(encoding="utf-8", newline="") as table:
            published = {row["prestatiecode"] for row in csv.DictReader(table)}
        used = {
            tariff.name if tariff.code.startswith("prestatie-") else tariff.code
            for tariff in read(DEMO).values()
            if not tariff.code.startswith("indicatiewaarde-")
        }
        assert {code for code in used if code[0] not in "XY"} <= published
        assert not {code for code in used if code[0] in "XY"} & published


class TestATable:
    """What it refuses."""

    def test_the_same_code_twice_in_a_year(self) -> None:
        """Which of the two would hold?"""
        tariff = Tariff(2026, "a", "a", "uur", 100, "demo")
        with pytest.raises(ValueError, match="twice"):
            TariffTable([tariff, tariff])
