"""The tour of the README runs, word for word, and no page points to what is not there."""

import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from web.cli.main import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def tour() -> list[tuple[str, str]]:
    """Every command of the console blocks, with what it should print."""
    blocks = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    steps = [step for block in blocks for step in re.split(r"^\$ ", block, flags=re.MULTILINE) if step]
    return [(command, expected) for command, _, expected in (step.partition("\n") for step in steps)]


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a line prints on a terminal; `echo '…' |` before it is its input."""
    words = shlex.split(command)
    if "|" in words:
        place = words.index("|")
        monkeypatch.setattr(sys, "stdin", StringIO(" ".join(words[1:place]) + "\n"))
        words = words[place + 1 :]
    assert words[0] == "pvb"
    monkeypatch.setattr(sys, "argv", words)
    terminal = StringIO()
    with redirect_stdout(terminal), redirect_stderr(terminal), pytest.raises(SystemExit):
        main()
    return terminal.getvalue()


def as_pattern(expected: str) -> str:
    """`…` stands for anything, also for whole lines."""
    return ".*".join(re.escape(part) for part in expected.split("…"))


class TestTour:
    """A stranger can follow it line by line."""

    def test_prints_what_the_readme_says(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Every line in order, on a ledger of its own; the database and key are where the README says."""
        (tmp_path / "docs").symlink_to(ROOT / "docs")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "var").mkdir()
        monkeypatch.setenv("PVB_DATABASE_URL", re.findall(r"^export PVB_DATABASE_URL=(\S+)$", README, re.MULTILINE)[0])
        monkeypatch.setenv("COLUMNS", "120")
        for command, expected in tour():
            printed = run(command, monkeypatch)
            assert re.fullmatch(as_pattern(expected), printed, re.DOTALL), f"$ {command}\n{printed}"
        assert (tmp_path / "var" / "first.sqlite.key").stat().st_mode & 0o777 == 0o600

    def test_shows_every_verb_it_promises(self) -> None:
        """The main questions and answers are in it."""
        verbs = {shlex.split(command.rpartition("| ")[2])[1] for command, _ in tour()}
        assert verbs >= {"apply", "balance", "history", "totals", "rebuild", "users", "import"}

    def test_would_fail_on_other_figures(self) -> None:
        """The wildcard does not swallow what stands beside it."""
        assert re.fullmatch(as_pattern("over 97,50\n…\n"), "over 97,50\nStand: 22\n", re.DOTALL)
        assert not re.fullmatch(as_pattern("over 97,50\n…\n"), "over 97,00\nStand: 22\n", re.DOTALL)


class TestGeneratedPages:
    """Each says by which command it is written; that command writes it."""

    @pytest.mark.parametrize("page", ["vocabulary.md", "refusals.md"])
    def test_are_what_their_command_prints(self, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """`pvb … > docs/…`, as it stands in the page."""
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        (command,) = re.findall(rf"`(pvb [^`]*) > docs/{page}`", text)
        assert run(command, monkeypatch) == text


class TestLinks:
    """No page points to what is not there."""

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_lead_somewhere(self, page: Path) -> None:
        """Files, folders, pictures and headings of this project."""
        links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        broken = [link for link in links if not link.startswith(("http://", "https://")) and not leads(page, link)]
        assert broken == []

    @pytest.mark.parametrize("make_target", re.findall(r"`?make ([a-z-]+)", README))
    def test_make_targets_exist(self, make_target: str) -> None:
        """What the README tells to type."""
        assert re.search(rf"^{make_target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def leads(page: Path, link: str) -> bool:
    """Tell whether a link of a page leads to a file, and to a heading in it."""
    path, _, heading = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not heading or heading in headings(target)


def headings(page: Path) -> set[str]:
    """The anchors that a page has, made the way forges make them."""
    lines = page.read_text(encoding="utf-8").splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}
