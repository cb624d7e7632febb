"""What puts Rasad into service is checked as far as it can be without a container engine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from quality.sbom import LOCK, Locked, bill, locked_packages, problems
from rasad.commands import COMMANDS

FOREIGN = re.compile(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//')
UNITS = ("rasad-web.service", "rasad-scheduler.service")
COMMAND = re.compile(r"(?:^|`|/)rasad ([a-z][a-z-]*)", re.MULTILINE)
HARDENED = ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "PrivateTmp=yes")
DOCUMENTS = (
    "docs/operator.md",
    "docs/fa/operator.md",
    "docs/how-to/install.md",
    "docs/how-to/upgrade.md",
    "docs/how-to/back-up.md",
    "docs/how-to/keep-it-running.md",
    "docs/how-to/move-to-postgresql.md",
    "docs/threat-model.md",
    "deploy/README.md",
)


def _text(checkout: Path, name: str) -> str:
    return (checkout / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_wrong_with_the_units(checkout: Path, unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    # The program lies elsewhere on a server; whether it is there is not what is asked here.
    copied = tmp_path / unit
    copied.write_text(
        _text(checkout, f"deploy/systemd/{unit}").replace("/opt/rasad/.venv/bin/rasad", "/bin/true"),
        encoding="utf-8",
    )
    found = subprocess.run(
        ["systemd-analyze", "verify", str(copied)], capture_output=True, text=True, check=False
    )

    assert [line for line in found.stderr.splitlines() if unit in line] == []


@pytest.mark.parametrize("unit", UNITS)
def test_the_services_have_few_rights_and_our_zone_data(checkout: Path, unit: str) -> None:
    text = _text(checkout, f"deploy/systemd/{unit}")

    assert all(line in text.splitlines() for line in HARDENED)
    assert "User=rasad" in text
    assert "PYTHONTZPATH=" in text


def _compose(checkout: Path) -> Any:
    return yaml.safe_load(_text(checkout, "deploy/compose.yaml"))


def test_only_the_web_application_is_reached_and_only_from_the_machine_itself(checkout: Path) -> None:
    services = _compose(checkout)["services"]

    assert {name: one.get("ports") for name, one in services.items() if one.get("ports")} == {
        "web": ["127.0.0.1:8404:8404"]
    }
    assert all(
        services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"] for name in _ours(services)
    )


def _ours(services: dict[str, Any]) -> list[str]:
    return [name for name in services if name != "database"]


def test_no_secret_stands_in_what_is_shipped(checkout: Path) -> None:
    database = _compose(checkout)["services"]["database"]["environment"]

    assert "POSTGRES_PASSWORD" not in database
    assert not (checkout / "secrets").exists()


def test_the_commands_of_the_containers_exist(checkout: Path) -> None:
    services = _compose(checkout)["services"]

    assert {services[name]["command"][0] for name in _ours(services)} <= set(COMMANDS)


def test_the_image_runs_as_nobody_special_and_takes_only_what_is_locked(checkout: Path) -> None:
    lines = _text(checkout, "deploy/Dockerfile").splitlines()
    copied = re.search(r"cp -r ([a-z \\\n]+) pyproject", _text(checkout, "deploy/Dockerfile"))

    assert "USER rasad" in lines
    assert any("--require-hashes" in line for line in lines)
    assert copied is not None
    packages = {path.parent.name for path in checkout.glob("*/__init__.py")} - {"quality", "tests"}
    assert set(copied[1].split()) >= packages | {"config"}


@pytest.mark.parametrize("script", ["make-wheelhouse", "install-offline"])
def test_the_scripts_are_shell_and_can_be_run(checkout: Path, script: str) -> None:
    path = checkout / "deploy" / script

    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(path)], check=True)


def test_an_offline_installation_without_wheels_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    shutil.copy(checkout / "deploy" / "install-offline", tmp_path / "deploy")
    done = subprocess.run(
        [str(tmp_path / "deploy" / "install-offline"), sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "make it with deploy/make-wheelhouse" in done.stderr


def test_a_wheelhouse_that_was_damaged_on_its_way_is_refused(checkout: Path, tmp_path: Path) -> None:
    for name in ("deploy", "wheelhouse"):
        (tmp_path / name).mkdir()
    shutil.copy(checkout / "deploy" / "install-offline", tmp_path / "deploy")
    (tmp_path / "wheelhouse" / "a.whl").write_bytes(b"not what it was")
    (tmp_path / "wheelhouse.sha256").write_text(f"{'0' * 64}  a.whl\n", encoding="ascii")
    done = subprocess.run(
        [str(tmp_path / "deploy" / "install-offline"), sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "damaged on its way" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_a_proxy_passes_no_measures_on(checkout: Path, proxy: str) -> None:
    text = _text(checkout, f"deploy/proxy/{proxy}")

    assert re.search(r"/metrics.*404", text)
    assert "127.0.0.1:8404" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_the_guides_exists(checkout: Path, document: str) -> None:
    named = set(COMMAND.findall(_text(checkout, document)))

    assert named - set(COMMANDS) == set()


def test_the_documents_build_without_a_warning_and_ask_no_other_host(checkout: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=checkout,
        check=True,
        timeout=120,
    )
    pages = list(site.rglob("*.html"))

    assert len(pages) > 20
    assert [page.name for page in pages if FOREIGN.search(page.read_text(encoding="utf-8"))] == []
    assert "راهنمای بهره‌بردار" in (site / "fa" / "operator.html").read_text(encoding="utf-8")


def test_what_we_ship_is_listed_with_hashes_and_has_nothing_to_mend() -> None:
    packages = list(locked_packages(LOCK.read_text(encoding="utf-8")))
    listed = bill(packages)

    assert len(packages) > 100
    assert problems(packages) == []
    assert listed == bill(packages)
    assert all(component["hashes"] for component in listed["components"])  # type: ignore[attr-defined]


def test_the_audit_finds_what_is_wrong() -> None:
    packages = [
        Locked(name="nowhere-to-be-found", version="1.0", hashes=()),
        Locked(name="sqlalchemy", version="0.1", hashes=("ab",)),
    ]
    found = problems(packages, frozenset({"sqlalchemy==0.1"}))

    assert [line.split(":")[0].split("==")[0] for line in found] == [
        "nowhere-to-be-found",
        "sqlalchemy",
        "sqlalchemy",
    ]
