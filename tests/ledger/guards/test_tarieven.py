"""The register of prestaties: amounts above zero, versions that stay, combinations, and the year that is asked for."""

from datetime import date
from typing import Any

import pytest

from ledger.aggregates.tarieven import Combinatie, Tarieven
from ledger.application import Transaction
from ledger.dossier.rates import RegisterRates
from ledger.events import decode
from ledger.funding.model import Rate
from ledger.vocabulary.errors import NotFound
from tests.ledger.lines import Line, line
from tests.ledger.story import Story


def tarief(amount: str = "60.00", **more: Any) -> Line:
    """Set the tariff of H126 in 2026."""
    facts = {"year": 2026, "code": "H126", "name": "verzorging", "unit": "uur", "tariff": {"EUR": amount}}
    return line("set_tarief", facts | {"source": "demo: verzonnen"}, more)


def combinatie(code: str = "H126", **more: Any) -> Line:
    """Allow a prestatie in 2026."""
    return line("allow_combinatie", {"year": 2026, "code": code, "source": "demo: verzonnen"}, more)


def withdrawn(**more: Any) -> Line:
    """Withdraw the tariff of H126 of 2026."""
    return line("withdraw_tarief", {"year": 2026, "code": "H126", "ground": "verkeerd bestand"}, more)


def disallowed(**more: Any) -> Line:
    """Withdraw a combination of H126 of 2026."""
    return line("withdraw_combinatie", {"year": 2026, "code": "H126", "ground": "verkeerd bestand"}, more)


def rates(story: Story) -> RegisterRates:
    """Ask the register as it stands."""
    return RegisterRates(Transaction(story.house.ledger, fresh=True).find)


def register(story: Story, year: int = 2026) -> Tarieven:
    """Return the register of a year."""
    return Transaction(story.house.ledger, fresh=True).find(Tarieven, str(year))


def _last(story: Story) -> tuple[str, bytes]:
    record = story.house.ledger.stream("tarieven-2026")[-1]
    return record.topic, record.state


class TestATariff:
    @pytest.mark.parametrize("amount", ["0.00", "-0.01"])
    def test_is_above_zero(self, empty_story: Story, amount: str) -> None:
        """One cent is enough."""
        error = empty_story.refusal(tarief(amount))
        assert (error.code, error.field) == ("amount-not-positive", "tariff")
        empty_story.tell(tarief("0.01"))

    def test_is_in_euro(self, empty_story: Story) -> None:
        """Neither points nor hours."""
        assert empty_story.refused(tarief(tariff={"UUR": "1:00"})) == "unit-not-euro"

    def test_that_stands_there_already_is_refused(self, empty_story: Story) -> None:
        """Under another name too; with another source it is another fact."""
        empty_story.tell(tarief())
        error = empty_story.refusal(tarief())
        assert (error.code, error.field) == ("tarief-known", "tariff")
        assert "€ 60,00 per uur" in error.message
        assert empty_story.refused(tarief(name="pv")) == "tarief-known"
        empty_story.tell(tarief(source="NZa BR/REG"), tarief(year=2027))

    def test_of_another_amount_is_the_next_version_and_the_earlier_stays(self, empty_story: Story) -> None:
        """Back to the first amount is a third version."""
        empty_story.tell(tarief(), tarief("60.01"), tarief())
        told: list[Any] = [decode(one.topic, one.state) for one in empty_story.house.ledger.stream("tarieven-2026")]
        assert [(one.version, one.eurocent) for one in told] == [(1, 6000), (2, 6001), (3, 6000)]
        assert rates(empty_story).rate("H126", date(2026, 3, 1)).version == 3

    @pytest.mark.parametrize("unit", ["uur", "dag", "dagdeel", "etmaal", "stuk", "module", "week", "maand", "jaar"])
    def test_is_for_a_unit_of_the_closed_list(self, empty_story: Story, unit: str) -> None:
        """And for no other."""
        empty_story.tell(tarief(unit=unit))

    @pytest.mark.parametrize("code", ["H126", "Z240G", "indicatiewaarde-4VV-thuis", "x" * 64])
    def test_has_a_code_of_letters_digits_and_dashes(self, empty_story: Story, code: str) -> None:
        """A prestatiecode, or a name."""
        empty_story.tell(tarief(code=code))

    def test_that_was_a_mistake_is_withdrawn_and_the_next_is_another_version(self, empty_story: Story) -> None:
        """No earlier version comes back; what was withdrawn is not there."""
        empty_story.tell(tarief(), tarief("61.00"), withdrawn())
        told: Any = decode(*_last(empty_story))
        assert (told.version, told.unit, told.eurocent, told.ground) == (2, "uur", 6100, "verkeerd bestand")
        error = empty_story.refusal(withdrawn())
        assert (error.code, error.field) == ("tarief-unknown", "code")
        empty_story.tell(tarief("61.00"))
        assert rates(empty_story).rate("H126", date(2026, 3, 1)).version == 3

    def test_of_another_year_or_code_stays_when_one_is_withdrawn(self, empty_story: Story) -> None:
        """And what nobody ever set is not known."""
        empty_story.tell(tarief(), tarief(year=2027), tarief(code="H127"), withdrawn())
        assert rates(empty_story).rate("H126", date(2027, 1, 1)).version == 1
        assert rates(empty_story).rate("H127", date(2026, 1, 1)).version == 1
        assert empty_story.refused(withdrawn(year=2028)) == "tarief-unknown"


class TestARate:
    def test_is_that_of_the_year_of_the_day(self, empty_story: Story) -> None:
        """From 1 January up to and including 31 December."""
        empty_story.tell(tarief(), tarief("62.00", year=2027))
        register = rates(empty_story)
        found = register.rate("H126", date(2026, 12, 31))
        assert found == Rate(2026, "H126", "uur", 6000, 1, "demo: verzonnen")
        assert found.is_demo
        assert register.rate("H126", date(2027, 1, 1)).eurocent == 6200

    @pytest.mark.parametrize(("code", "on"), [("H126", date(2025, 12, 31)), ("H127", date(2026, 1, 1))])
    def test_that_is_not_known_is_an_error(self, empty_story: Story, code: str, on: date) -> None:
        """Code, year, and what to do; never the nearest year."""
        empty_story.tell(tarief())
        with pytest.raises(NotFound) as found:
            rates(empty_story).rate(code, on)
        assert found.value.code == "tarief-unknown"
        assert code in found.value.message
        assert str(on.year) in found.value.message
        assert "pvb tariffs import" in found.value.message


class TestACombination:
    def test_is_never_refused_while_the_year_holds_none(self, empty_story: Story) -> None:
        """Without a Koppeltabel nothing can be said."""
        empty_story.tell(tarief())
        assert register(empty_story).is_allowed("H126", "verblijf", "9bVV")

    def test_that_is_not_named_is_refused_once_the_year_holds_one(self, empty_story: Story) -> None:
        """Also of a code that is not named at all; another year stays open."""
        empty_story.tell(combinatie(leveringsvorm="mpt", zorgprofiel="4VV"))
        known = register(empty_story)
        assert known.is_allowed("H126", "mpt", "4VV")
        assert not known.is_allowed("H126", "vpt", "4VV")
        assert not known.is_allowed("H126", "mpt", "5VV")
        assert not known.is_allowed("H127", "mpt", "4VV")
        assert not known.is_allowed("H126", None, None)
        assert register(empty_story, 2027).is_allowed("H127", "mpt", "4VV")

    def test_leaves_open_what_it_does_not_name(self, empty_story: Story) -> None:
        """Each leveringsvorm, each zorgprofiel."""
        empty_story.tell(combinatie("H126", leveringsvorm="mpt"), combinatie("H127", zorgprofiel="4VV"))
        known = register(empty_story)
        assert known.is_allowed("H126", "mpt", "8VV")
        assert known.is_allowed("H127", "verblijf", "4VV")
        assert not known.is_allowed("H127", "verblijf", "8VV")

    def test_of_the_mpt_holds_beside_a_pgb_too(self, empty_story: Story) -> None:
        """And what is allowed only beside a pgb does not hold for the mpt alone."""
        empty_story.tell(combinatie("H126", leveringsvorm="mpt"), combinatie("H127", leveringsvorm="mpt_pgb"))
        known = register(empty_story)
        assert known.is_allowed("H126", "mpt_pgb", "4VV")
        assert not known.is_allowed("H126", "pgb", "4VV")
        assert not known.is_allowed("H127", "mpt", "4VV")

    def test_is_allowed_once(self, empty_story: Story) -> None:
        """Narrower is another one."""
        empty_story.tell(combinatie())
        assert empty_story.refused(combinatie()) == "combinatie-known"
        empty_story.tell(combinatie(zorgprofiel="4VV"))
        assert set(register(empty_story).combinaties) == {
            Combinatie("H126", None, None),
            Combinatie("H126", None, "4VV"),
        }

    def test_that_was_a_mistake_is_withdrawn_as_it_was_allowed(self, empty_story: Story) -> None:
        """A wider or narrower one is another; without any, the year has no Koppeltabel."""
        empty_story.tell(combinatie(zorgprofiel="4VV"), combinatie("H127"))
        assert empty_story.refused(disallowed()) == "combinatie-unknown"
        empty_story.tell(disallowed(zorgprofiel="4VV"))
        assert empty_story.refused(disallowed(zorgprofiel="4VV")) == "combinatie-unknown"
        assert not register(empty_story).is_allowed("H126", "mpt", "4VV")
        empty_story.tell(disallowed(code="H127"))
        assert register(empty_story).is_allowed("H126", "mpt", "4VV")
        empty_story.tell(combinatie(zorgprofiel="4VV"))
