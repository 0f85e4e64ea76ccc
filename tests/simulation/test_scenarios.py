"""Which models can be worked out, and what is said of them by the eighteen criteria."""

from itertools import combinations

import pytest

from ledger.funding.catalogue import MODELS
from ledger.funding.composition import CRITERIA, FAILURES, HYBRIDS, check_composition
from ledger.simulation.calibration import Calibration
from ledger.simulation.contracts import ScenarioContracts, year_of
from ledger.simulation.criteria import LEGAL, criteria
from ledger.simulation.scenarios import HYBRID, SINGLE, Usual, scenario_of
from ledger.vocabulary.errors import Refused
from web.model_figures import FIGURES
from web.simulating import MEASURED

USUAL = Usual({"H126": 6000}, {"V001": 1181}, {"H126": 30}, "H126")


class TestScenarios:
    def test_are_every_model_and_every_composition_that_a_contract_may_have(self) -> None:
        assert list(SINGLE) == sorted(MODELS)
        assert {frozenset(code.split("+")) for code in HYBRID} == {one.models for one in HYBRIDS}

    @pytest.mark.parametrize("code", [*SINGLE, *HYBRID])
    def test_are_found_in_any_writing(self, code: str) -> None:
        turned = "+".join(reversed(code.lower().split("+")))
        assert scenario_of(f" {turned} ") == scenario_of(code)

    @pytest.mark.parametrize("pair", [f"{one}+{two}" for one, two in combinations(SINGLE, 2)])
    def test_are_refused_where_a_contract_is(self, pair: str) -> None:
        if {*pair.split("+")} in [one.models for one in HYBRIDS]:
            assert scenario_of(pair).personal
            return
        with pytest.raises(Refused) as refused:
            scenario_of(pair)
        contradictory = {*pair.split("+")} == {"D", "G"}
        assert refused.value.code == ("composition-contradictory" if contradictory else "scenario-unknown")

    @pytest.mark.parametrize("code", ["I", "A+A", "A+B+C", "", "+", "AB"])
    def test_that_are_unknown_are_refused_with_what_there_is(self, code: str) -> None:
        with pytest.raises(Refused) as refused:
            scenario_of(code)
        assert (refused.value.code, refused.value.field) == ("scenario-unknown", "models")
        assert "H+A" in refused.value.message

    @pytest.mark.parametrize("code", [code for code in (*SINGLE, *HYBRID) if scenario_of(code).personal])
    def test_have_personal_components_that_go_together(self, code: str) -> None:
        """E beside A or B is on a part of its own, so that no care is paid twice."""
        contracts = ScenarioContracts(scenario_of(code), year_of(2026), USUAL, Calibration())
        components = contracts.personal("p1", "Noord").components
        check_composition(components, ("mpt",), "Wlz")


class TestCriteria:
    def test_are_eighteen_in_their_groups(self) -> None:
        found = criteria()
        assert [one.number for one in found] == list(range(1, 19))
        groups = ["wettelijk"] * 6 + ["prikkels"] * 9 + ["uitvoering"] * 3
        assert [one.group for one in found] == groups

    @pytest.mark.parametrize("number", CRITERIA)
    def test_fail_where_a_contract_for_the_mpt_is_warned_of(self, number: int) -> None:
        """One source: the sentence is the one that is told where a contract is concluded."""
        criterion = criteria()[number - 1]
        failing = {letter: one.sentence for letter, them in FAILURES.items() for one in them if one.number == number}
        said = {letter for letter in SINGLE if criterion.judgements[letter].startswith("Nee")}
        assert (criterion.group, criterion.article, said) == (LEGAL, CRITERIA[number].article, set(failing))
        for letter, sentence in failing.items():
            assert criterion.judgement(scenario_of(letter)) == f"Nee. {sentence}"

    def test_of_a_composition_tell_of_each_model(self) -> None:
        told = criteria()[3].judgement(scenario_of("H+A"))
        assert told == "H: Nee. Er wordt in termijnen betaald, niet per prestatie. A: Ja, op uren."

    def test_name_only_figures_that_are_measured(self) -> None:
        words = {one.measured for one in criteria() if one.measured}
        assert words == {one.word for one in FIGURES if one.word} == set(MEASURED)
