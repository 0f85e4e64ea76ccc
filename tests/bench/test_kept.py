"""A filled database is made once, and what is done with a copy of it does not reach it."""

from pathlib import Path

import pytest

from tests.bench import kept
from tests.bench.kept import filled_sqlite, house_at, kept_file
from tests.bench.log_rows import head_of
from tests.bench.region import Shape

SHAPE = Shape(2, 2, 2, 1)


def test_a_second_run_uses_what_the_first_made(tmp_path: Path) -> None:
    """Nothing is said of filling then."""
    said: list[str] = []
    first = kept_file(SHAPE, tmp_path, said.append)
    assert kept_file(SHAPE, tmp_path, said.append) == first
    assert len(said) == 1


def test_another_shape_of_the_same_size_takes_its_place(tmp_path: Path) -> None:
    """Old ones do not pile up."""
    first = kept_file(SHAPE, tmp_path)
    second = kept_file(Shape(2, 3, 2, 1), tmp_path)
    assert first != second
    assert not first.exists()


def test_what_makes_it_is_part_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code is another log."""
    first = kept_file(SHAPE, tmp_path)
    monkeypatch.setattr(kept, "_SAMPLE", Shape.of(4))
    assert kept_file(SHAPE, tmp_path) != first


def test_a_copy_is_filled_and_goes_away(tmp_path: Path) -> None:
    """The kept file stays as it was."""
    file = kept_file(SHAPE, tmp_path)
    before = file.read_bytes()
    with filled_sqlite(SHAPE, tmp_path) as url, house_at(url) as house:
        assert house.runner.catch_up() == head_of(url)[0] > 0
    assert file.read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []
