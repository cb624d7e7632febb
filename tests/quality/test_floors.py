"""Floors: a figure may rise, never fall unseen."""

import json
from pathlib import Path

import pytest

from quality.floors import hold_to_floors


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"tone": {"dev": 0.8}}), encoding="utf-8")
    return path


def floors(file: Path) -> object:
    return json.loads(file.read_text(encoding="utf-8"))


def test_a_figure_on_its_floor_passes(file: Path) -> None:
    assert hold_to_floors("tone", {"dev": 0.8}, raising=False, file=file) == 0


def test_a_figure_below_its_floor_fails_and_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hold_to_floors("tone", {"dev": 0.79}, raising=False, file=file) == 1
    assert "BELOW dev: 0.790 (floor 0.8)" in capsys.readouterr().out


def test_raising_writes_what_is_better_and_keeps_the_rest(file: Path) -> None:
    assert hold_to_floors("tone", {"dev": 0.9, "check": 0.7}, raising=True, file=file) == 0
    assert hold_to_floors("topic", {"dev": 0.6}, raising=True, file=file) == 0
    assert floors(file) == {"tone": {"dev": 0.9, "check": 0.7}, "topic": {"dev": 0.6}}


def test_raising_lowers_nothing(file: Path) -> None:
    assert hold_to_floors("tone", {"dev": 0.7, "check": 0.9}, raising=True, file=file) == 1
    assert floors(file) == {"tone": {"dev": 0.8}}
