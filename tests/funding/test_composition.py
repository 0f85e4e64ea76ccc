"""Which models go together in one contract, and what the law says of models that do not follow the person."""

from itertools import combinations_with_replacement

import pytest

from ledger.funding.abonnement import Abonnement
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.age_amounts import AgeAmount
from ledger.funding.arrangement import Arrangement
from ledger.funding.bonus import Bonus
from ledger.funding.composition import (
    CRITERIA,
    FAILURES,
    HYBRIDS,
    check_acknowledged,
    check_composition,
)
from ledger.funding.contract import Component
from ledger.funding.inspanning import Inspanning
from ledger.funding.lumpsum import Lumpsum
from ledger.funding.model import Activity
from ledger.funding.modules import Modules
from ledger.funding.populatie import Populatie
from ledger.funding.uitkomst import FactorStep, Uitkomst
from ledger.vocabulary.errors import Refused

ALL_AGES = (AgeAmount(age_from=0, amount_eurocent=1),)
BONUS = Uitkomst(bonus=Bonus(prestatie="E01", indicator="dagbesteding", rise=1, price_eurocent=1))
MODELS = {
    "A": Inspanning(),
    "B": Activiteiten(activities=(Activity("douchen", "Douchen", "H126", 20, 2_000),)),
    "C": Arrangement(prestatie="C01"),
    "D": Modules(prestatie="D01"),
    "E": Uitkomst(base="A", indicator="ervaring", steps=(FactorStep(1, 10_000),)),
    "F": Populatie(prestatie="F01", area="r1", amounts=ALL_AGES),
    "G": Abonnement(prestatie="G01", amounts=ALL_AGES),
    "H": Lumpsum(prestatie="H01", total_eurocent=1, instalments=1),
}


def composed(models: str, **covers: str) -> tuple[Component, ...]:
    """Components by their letters, with what each covers."""
    return tuple(Component(MODELS[model], frozenset(covers.get(model, "").split())) for model in models)


def refusal(components: tuple[Component, ...], forms: frozenset[str] = frozenset()) -> str:
    """The code of the refusal; empty when it is allowed."""
    try:
        check_composition(components, forms, "Wlz")
    except Refused as refused:
        return refused.code
    return ""


ALLOWED = {"AE", "BE", "CE", "DE", "BG", "CG", "AH", "BH", "CH", "DH", "EH"}


class TestHybrids:
    """Only what is known to work."""

    @pytest.mark.parametrize("pair", ["".join(pair) for pair in combinations_with_replacement("ABCDEFGH", 2)])
    def test_every_pair_of_models(self, pair: str) -> None:
        """Allowed, contradictory, or unknown; in either order."""
        expected = "" if pair in ALLOWED else "composition-contradictory" if pair == "DG" else "composition-unknown"
        for order in (pair, pair[::-1]):
            assert refusal(composed(order, E="H300")) == expected

    def test_all_are_in_the_table(self) -> None:
        """As data, each with a sentence."""
        assert {"".join(sorted(hybrid.models)) for hybrid in HYBRIDS} == ALLOWED
        assert all(hybrid.what for hybrid in HYBRIDS)

    @pytest.mark.parametrize("model", "ABCDEFGH")
    def test_every_model_may_stand_alone(self, model: str) -> None:
        """Where the law does not speak."""
        assert refusal(composed(model)) == ""

    def test_three_go_together_when_each_two_do(self) -> None:
        """A lump for the infrastructure, E on a part, A on the rest."""
        assert refusal(composed("HEA", E="H300")) == ""
        assert refusal(composed("HGB")) == "composition-unknown"

    def test_nothing_is_refused(self) -> None:
        """A contract has a model."""
        assert refusal(()) == "composition-empty"

    def test_the_refusal_of_g_with_d_gives_the_reason(self) -> None:
        """The same euro would be paid twice."""
        with pytest.raises(Refused, match="twee keer betaald") as refused:
            check_composition(composed("GD"), (), "Wmo")
        assert refused.value.code == "composition-contradictory"

    def test_an_unknown_composition_tells_what_is_possible(self) -> None:
        """Every hybrid."""
        with pytest.raises(Refused) as refused:
            check_composition(composed("FA"), (), "Wmo")
        assert all(hybrid.what in refused.value.message for hybrid in HYBRIDS)


class TestDelimitation:
    """The same care is paid once."""

    @pytest.mark.parametrize("other", "ABCD")
    def test_e_beside_another_model_names_its_part(self, other: str) -> None:
        """Without it the hours would be paid twice; a bonus alone covers nothing."""
        assert refusal(composed(f"E{other}")) == "composition-unknown"
        assert refusal((Component(BONUS), Component(MODELS[other]))) == ""

    def test_a_prestatie_stands_with_one_component(self) -> None:
        """In what they cover, or as what a model is declared as."""
        assert refusal(composed("EA", E="H126 H300", A="H300")) == "composition-covers-twice"
        assert refusal(composed("EA", E="H126", A="H300")) == ""
        assert refusal(composed("HA", A="H01")) == "composition-covers-twice"


class TestTheLaw:
    """F, G and H do not fit the mpt (domain.md §3)."""

    @pytest.mark.parametrize(
        ("model", "criteria"), [("F", (1, 2, 3, 4, 6)), ("G", (1, 3, 4, 6)), ("H", (1, 2, 3, 4, 6))]
    )
    @pytest.mark.parametrize("form", ["mpt", "mpt_pgb"])
    def test_warns_which_criteria_fail(self, model: str, criteria: tuple[int, ...], form: str) -> None:
        """At least four of six, by number and with the article."""
        [warning] = check_composition(composed(model), {form, "vpt"}, "Wlz")
        assert (warning.code, warning.criteria) == (f"law-excludes-{model.lower()}", criteria)
        assert len(criteria) >= 4
        assert all(CRITERIA[number].told in warning.sentence for number in criteria)
        for article in ("3.3.1", "3.3.2 lid 4", "9.1.2 lid 6"):
            assert f"artikel {article} Wlz" in warning.sentence

    def test_says_nothing_of_other_forms_acts_and_models(self) -> None:
        """A stay, the Wmo, a model that follows the person."""
        assert check_composition(composed("F"), {"verblijf", "vpt"}, "Wlz") == ()
        assert check_composition(composed("F"), {"mpt"}, "Wmo") == ()
        assert check_composition(composed("A"), {"mpt"}, "Wlz") == ()

    def test_warns_of_each_model_of_a_hybrid(self) -> None:
        """H beside A: the warning about H."""
        assert [one.code for one in check_composition(composed("AH"), {"mpt"}, "Wlz")] == ["law-excludes-h"]

    def test_criteria_are_six(self) -> None:
        """Numbered as in the criteria of comparison."""
        assert list(CRITERIA) == [1, 2, 3, 4, 5, 6]
        assert {one.number for failures in FAILURES.values() for one in failures} <= set(CRITERIA)
        budgets = {one.CODE for one in MODELS.values() if not one.PERSON_FOLLOWING}
        assert budgets == set(FAILURES)


class TestWarnings:
    """Allowed once somebody said that they know."""

    @pytest.mark.parametrize("other", "CD")
    def test_a_bonus_beside_a_fixed_amount_may_break_the_ceiling(self, other: str) -> None:
        """E with C or D, and no other."""
        components = (Component(BONUS), Component(MODELS[other]))
        assert [one.code for one in check_composition(components, {"mpt"}, "Wlz")] == ["ceiling-may-break"]
        assert check_composition((Component(BONUS), Component(MODELS["A"])), {"mpt"}, "Wlz") == ()

    def test_must_be_acknowledged(self) -> None:
        """The refusal tells them."""
        warnings = check_composition(composed("G"), {"mpt"}, "Wlz")
        with pytest.raises(Refused, match=r"artikel 9\.1\.2 lid 6 Wlz") as refused:
            check_acknowledged(warnings, acknowledged=False)
        assert refused.value.code == "composition-needs-acknowledgement"
        check_acknowledged(warnings, acknowledged=True)
        check_acknowledged((), acknowledged=False)
