"""What the verbs of `pvb` answer to somebody who is new to them."""

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from tests.cli.conftest import EXAMPLES, Pvb
from web.cli.main import app

STORIES = Path(__file__).parents[1] / "ledger" / "stories"


class TestBalance:
    def test_takes_a_day_in_either_order(self, told: Pvb) -> None:
        assert told("balance", "b1", "--on", "31-03-2026") == told("balance", "b1", "--on", "2026-03-31")
        assert "31 maart 2026" in told("balance", "b1", "--on", "31-03-2026").out

    @pytest.mark.parametrize(("day", "code"), [("31-02-2026", "day-missing"), ("morgen", "day-unreadable")])
    def test_says_what_is_no_day(self, told: Pvb, day: str, code: str) -> None:
        said = told("balance", "b1", "--on", day)
        assert (said.code, said.err.partition(":")[0]) == (2, code)

    def test_speaks_of_no_web_address(self, told: Pvb) -> None:
        """That is for the API."""
        said = told("balance", "b1", "--as-of", "gisteren")
        assert (said.code, said.err.partition(":")[0]) == (1, "stand-unknown")
        assert "webadres" not in said.err
        assert "webadres" in told("balance", "b1", "--as-of", "2026-03-04T11:15:00 01:00").err


class TestTotals:
    def test_fit_on_a_narrow_terminal(self, told: Pvb) -> None:
        out = told("totals").out
        assert "225,00" in out
        assert max(map(len, out.splitlines())) <= 80

    def test_of_nothing_say_so(self, told: Pvb) -> None:
        said = told("totals", "--provider", "p9", "--year", "2031")
        assert (said.code, said.err) == (0, "Er is niets gedeclareerd door p9 over 2031.\n")

    def test_above_the_contracteerruimte_tell_what_everybody_is_cut_to(self, pvb: Pvb) -> None:
        """The worked figure of domain.md §3: together exactly ten million."""
        assert pvb("apply", STORIES / "a_cut_for_everybody.ndjson", "--keep-going").code == 1
        out = pvb("totals", "--region", "Rotterdam", "--year", "2026").out
        assert "De productie is € 10.300.000,00: meer dan de ruimte." in out
        assert "  p3: € 1.941.747,57 van € 2.000.000,00" in out
        assert max(map(len, out.splitlines())) <= 80

    def test_within_the_contracteerruimte_tell_of_no_cut(self, told: Pvb) -> None:
        assert "hetzelfde deel" not in told("totals").out


class TestApply:
    def test_tells_only_what_is_wrong_and_counts_the_rest(self, told: Pvb) -> None:
        said = told("apply", EXAMPLES / "too-much.ndjson")
        assert said.code == 1
        assert [line.partition(":")[0] for line in said.out.splitlines()] == ["regel 2"]
        assert "1 andere regel wacht daarop" in said.err

    @pytest.mark.parametrize("verb", ["apply", "import"])
    @pytest.mark.parametrize(("name", "code"), [(".", "file-is-folder"), ("weg", "file-missing")])
    def test_says_what_is_no_file(self, pvb: Pvb, tmp_path: Path, verb: str, name: str, code: str) -> None:
        """Exit code 2, and no ledger."""
        said = pvb(verb, name)
        assert (said.code, said.err.partition(":")[0]) == (2, code)
        assert list(tmp_path.iterdir()) == []


class TestImport:
    def test_tells_in_dutch_what_is_new_and_the_second_time_nothing(self, pvb: Pvb) -> None:
        first, second = (pvb("import", EXAMPLES / "aw33.xml").out for _ in range(2))
        assert "Indicatie 987654321 is afgegeven" in first
        assert "Indicatie 987654321 is afgegeven" not in second


class TestUsers:
    @pytest.mark.parametrize(
        ("role", "scope", "known", "unknown"),
        [
            ("familie", "client", "c1", "c9"),
            ("medewerker", "provider", "p1", "p9"),
            ("zorgkantoor", "region", "Rotterdam", "Roterdam"),
        ],
    )
    def test_are_let_in_only_for_what_the_ledger_knows(
        self, told: Pvb, monkeypatch: pytest.MonkeyPatch, role: str, scope: str, known: str, unknown: str
    ) -> None:
        """The password is asked for only when all else is in order."""
        asked: list[str] = []

        def ask(text: str, **_: object) -> str:
            asked.append(text)
            return "vier losse woorden samen"

        monkeypatch.setattr(typer, "prompt", ask)
        words = ("users", "add", "iemand", "--role", role, "--name", "Iemand")
        assert told(*words, f"--{scope}", unknown).err.startswith(f"{scope}-unknown: ")
        assert asked == []
        assert told(*words, f"--{scope}", known).code == 0

    def test_that_are_not_there_are_told_before_a_password_is_asked_for(self, told: Pvb) -> None:
        """Asking would end the command here: there is no terminal."""
        assert told("users", "password", "niemand").err.startswith("account-unknown: ")


class TestHelp:
    def test_says_something_about_every_argument_and_option(self) -> None:
        """Of every verb that opens a ledger from the terminal."""
        silent = []
        top = get_command(app).commands.items()  # type: ignore[attr-defined]
        verbs: list[tuple[tuple[str, ...], Any]] = [
            ((name,), verb) for name, verb in top if name not in ("serve", "vocabulary")
        ]
        assert len(verbs) >= 9
        while verbs:
            path, verb = verbs.pop()
            verbs += [((*path, name), one) for name, one in getattr(verb, "commands", {}).items()]
            silent += [(*path, one.name) for one in verb.params if not getattr(one, "help", None)]
        assert silent == []

    def test_tells_the_version(self, pvb: Pvb) -> None:
        said = pvb("--version")
        assert (said.code, said.out.partition(" ")[0].strip(",\n")) == (0, "pvb")
