"""`pvb snapshot` and `pvb snapshots`: a name for what is known, and asking by it."""

import json

from tests.cli.conftest import EXAMPLES, Pvb

NAME = "stand 14 augustus"


class TestSnapshot:
    def test_names_the_end_of_the_log(self, told: Pvb) -> None:
        said = told("snapshot", NAME, "--purpose", "jaarrekening")
        assert said.code == 0
        first, purpose = said.out.splitlines()
        assert first.startswith(f"{NAME}: tot en met gebeurtenis 27, vastgelegd ")
        assert purpose == "     jaarrekening"

    def test_names_what_was_known_then(self, told: Pvb) -> None:
        """By position, by moment, by another name."""
        told("snapshot", "een", "--as-of", 12)
        answer = json.loads(told("snapshot", "twee", "--as-of", "een", "--json").out)
        assert (answer["name"], answer["as_of"]["position"]) == ("twee", 12)
        answer = json.loads(told("snapshot", "drie", "--as-of", answer["as_of"]["recorded_at"], "--json").out)
        assert answer["as_of"]["position"] >= 12

    def test_is_what_balance_and_history_are_asked_for_by(self, told: Pvb) -> None:
        """The same to the byte after later events, and told by its name."""
        told("snapshot", NAME, "--as-of", 12)
        asked = ("balance", "b1", "--as-of", NAME, "--json")
        before = told(*asked)
        assert json.loads(before.out)["as_of"]["name"] == NAME
        assert told("apply", EXAMPLES / "too-much.ndjson", "--keep-going").code == 1
        assert told(*asked) == before
        assert (
            told("history", "c1", "--as-of", NAME.upper())
            .out.splitlines()[-1]
            .startswith(f"Stand: gebeurtenis 12 ({NAME}), vastgelegd ")
        )

    def test_says_why_not(self, told: Pvb) -> None:
        told("snapshot", NAME, "--as-of", 12)
        for words, code in (
            ((NAME,), "stand-name-used"),
            ((NAME, "--as-of", 12), "stand-known"),
            (("14 augustus",), "stand-name-like-position"),
            (("nieuw", "--as-of", 99), "as-of-past-end"),
            (("nieuw", "--as-of", "oud"), "stand-unknown"),
        ):
            said = told("snapshot", *words)
            assert (said.code, said.err.partition(":")[0]) == (1, code)
        assert told("snapshot", "nieuw", "--as-of", 0).code == 2

    def test_makes_no_ledger(self, pvb: Pvb) -> None:
        assert pvb("snapshot", NAME).code == 1


class TestSnapshots:
    def test_lists_every_name(self, told: Pvb) -> None:
        told("snapshot", "twee", "--as-of", 12)
        told("snapshot", "een", "--as-of", 3, "--purpose", "controle")
        lines = told("snapshots").out.splitlines()
        assert [line.partition(",")[0] for line in lines] == [
            "een: tot en met gebeurtenis 3",
            "     controle",
            "twee: tot en met gebeurtenis 12",
        ]
        names = [one["name"] for one in json.loads(told("snapshots", "--json").out)["stands"]]
        assert names == ["een", "twee"]

    def test_without_names_says_how_to_give_one(self, told: Pvb) -> None:
        said = told("snapshots")
        assert (said.code, said.out) == (0, "")
        assert "pvb snapshot" in said.err
        assert json.loads(told("snapshots", "--json").out) == {"stands": []}
