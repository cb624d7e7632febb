"""The tree tells the flow: folders, import contracts and packaging agree with one another."""

import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

NOT_PACKAGES = {"config", "docs", "tests", "quality", "home", "build"}
LONGEST_FILE = 400


def _pyproject(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


def _packages_on_disk(checkout: Path) -> set[str]:
    return {p.parent.name for p in checkout.glob("*/__init__.py") if p.parent.name not in NOT_PACKAGES}


def test_the_import_contracts_cover_every_package_on_disk(checkout: Path) -> None:
    contracts = _pyproject(checkout)["tool"]["importlinter"]["root_packages"]

    assert set(contracts) == _packages_on_disk(checkout)


def test_every_package_on_disk_is_installed(checkout: Path) -> None:
    included = _pyproject(checkout)["tool"]["setuptools"]["packages"]["find"]["include"]

    assert {name.rstrip("*") for name in included} == _packages_on_disk(checkout)


def test_no_other_distribution_ships_one_of_our_names(checkout: Path) -> None:
    shipped_by = packages_distributions()
    foreign = {
        name: [d for d in shipped_by.get(name, []) if d != "rasad"]
        for name in _packages_on_disk(checkout) | {"tests", "quality"}
    }

    assert {name: owners for name, owners in foreign.items() if owners} == {}


def test_config_holds_data_only(checkout: Path) -> None:
    assert sorted(str(p) for p in (checkout / "config").rglob("*.py")) == []


def test_no_test_folder_is_a_package(checkout: Path) -> None:
    assert sorted(str(p) for p in (checkout / "tests").rglob("__init__.py")) == []


def _modules(checkout: Path) -> list[Path]:
    packages = _packages_on_disk(checkout) | {"quality", "tests"}
    return sorted(p for name in packages for p in (checkout / name).rglob("*.py"))


def test_no_file_is_longer_than_a_reader_can_hold(checkout: Path) -> None:
    too_long = {
        str(p.relative_to(checkout)): n
        for p in _modules(checkout)
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }

    assert too_long == {}


def test_every_module_opens_with_one_sentence_about_its_subject(checkout: Path) -> None:
    silent = [
        str(p.relative_to(checkout))
        for p in _modules(checkout)
        if not p.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]

    assert silent == []


@pytest.mark.parametrize("vague", ["utils", "common", "helpers", "manager", "misc"])
def test_no_module_has_a_vague_name(checkout: Path, vague: str) -> None:
    assert [str(p) for p in _modules(checkout) if p.stem == vague] == []
