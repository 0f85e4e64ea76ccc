"""`pvb plan check`: 0 fits, 1 does not fit, 2 cannot be read or worked out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, Pvb

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
TARIEF = {"do": "set_tarief", "year": 2026, "code": "H126", "name": "verzorging", "unit": "uur"}
CONTRACT = {
    "do": "conclude_contract",
    "contract": "k1",
    "provider": "p1",
    "payer": "zorgkantoor-rotterdam",
    "act": "Wlz",
    "region": "Rotterdam",
    "leveringsvormen": ["mpt_pgb"],
    "components": [{"model": "A", "covers": ["H126"], "parameters": {}}],
    "rate": "94.50",
    **YEAR,
}
CARE = {"line": "1", "provider": "p1", "prestatie": "H126", "minutes_per_week": {"UUR": "5:27"}}
PLAN: dict[str, Any] = {
    "zorgprofiel": "4VV",
    "leveringsvorm": "mpt_pgb",
    "year": 2026,
    "value": {"EUR": "600.00"},
    "per": "week",
    "lines": [CARE],
    "remainder_to": "pgb",
}


@pytest.fixture
def told(pvb: Pvb, tmp_path: Path) -> Pvb:
    """The ledger of the README, with a tariff and a contract."""
    assert pvb("apply", EXAMPLES / "first.ndjson").code == 0
    tarief = {**TARIEF, "tariff": {"EUR": "60.00"}, "source": "demo: verzonnen bedrag"}
    (tmp_path / "more.ndjson").write_text("\n".join(json.dumps(one) for one in (tarief, CONTRACT)))
    said = pvb("apply", "more.ndjson")
    assert said.code == 0, said.out
    return pvb


def written(tmp_path: Path, plan: Any) -> Path:
    """Write a plan to a file."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    return path


class TestThePlanThatFits:
    def test_is_told_step_by_step(self, told: Pvb, tmp_path: Path) -> None:
        said = told("plan", "check", written(tmp_path, PLAN))
        assert said.code == 0
        assert "Zorgplan: 4VV, mpt_pgb, op 1 januari 2026." in said.out
        assert "De rest wordt pgb." in " ".join(said.out.split())
        assert said.out.splitlines()[-1] == ("Het past: er is nog € 292,87 per week te verdelen (€ 15.271,07 in 2026).")
        assert max(map(len, said.out.splitlines())) <= 80

    def test_is_one_object_as_json(self, told: Pvb, tmp_path: Path) -> None:
        said = told("plan", "check", written(tmp_path, PLAN), "--json")
        assert (said.code, json.loads(said.out)["left"]["week"]) == (0, "292.87")


class TestThePlanThatDoesNot:
    def test_fit_says_how_much_is_too_much(self, told: Pvb, tmp_path: Path) -> None:
        plan = {**PLAN, "lines": [{**CARE, "minutes_per_week": {"UUR": "11:00"}}]}
        said = told("plan", "check", written(tmp_path, plan))
        assert (said.code, said.out.splitlines()[-1]) == (
            1,
            "Het past niet: € 23,70 per week te veel (€ 1.235,79 in 2026).",
        )

    def test_read_names_every_problem(self, told: Pvb, tmp_path: Path) -> None:
        said = told("plan", "check", written(tmp_path, {**PLAN, "year": 1, "kleur": "rood"}))
        assert said.code == 2
        assert "field-unknown" in said.err
        assert "value-invalid" in said.err
        as_json = told("plan", "check", written(tmp_path, {**PLAN, "year": 1, "kleur": "rood"}), "--json")
        assert [one["field"] for one in json.loads(as_json.out)["problems"]] == ["kleur", "year"]

    @pytest.mark.parametrize(("text", "code"), [("{", "not-json"), ('{"client": "c9", "lines": []}', "client-unknown")])
    def test_work_out_says_why(self, told: Pvb, tmp_path: Path, text: str, code: str) -> None:
        (tmp_path / "plan.json").write_text(text)
        said = told("plan", "check", "plan.json")
        assert (said.code, code in said.err) == (2, True)

    def test_exist_makes_no_ledger(self, pvb: Pvb, tmp_path: Path) -> None:
        said = pvb("plan", "check", "weg.json")
        assert (said.code, "file-missing" in said.err) == (2, True)
        assert list(tmp_path.iterdir()) == []
