"""An extractor's recorded version moves whenever its source does."""

import json
from pathlib import Path

import pytest

from core.outlets import Selectors
from crawler.extractors import pin
from crawler.extractors.families import FAMILIES
from crawler.extractors.general import VERSION
from crawler.extractors.shared_version import SHARED
from crawler.extractors.versions import page_extractors
from crawler.kinds import KINDS
from crawler.kinds.versions import OWN, extractor_of

REFRESH = "raise the version and run `python -m crawler.extractors.pin` (see crawler/extractors/pin.py)"


def test_no_extractor_has_changed_under_the_version_it_had() -> None:
    assert pin.changed_without_version() == [], REFRESH


def test_every_version_is_pinned_as_it_stands() -> None:
    assert pin.parts() == pin.pinned(), REFRESH


def test_the_version_of_what_is_shared_stands_in_every_recorded_name() -> None:
    names = {*page_extractors(Selectors(body=".text")), *map(extractor_of, OWN)}

    assert VERSION in names
    assert len(names) == 2 + len(FAMILIES) + len(OWN)
    assert all(name.endswith(f".{SHARED}") for name in names)


def test_every_kind_that_gives_whole_items_has_a_version() -> None:
    assert set(OWN) == set(KINDS) - {"listing", "sitemap"}


def test_a_source_that_changed_is_refused_until_its_version_moves_or_its_output_is_said_to_be_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = {name: {"version": part.version, "digest": part.digest} for name, part in pin.parts().items()}
    kept["nastooh"]["digest"] = "0" * 16
    kept["feed"] = {"version": "0", "digest": "0" * 16}
    monkeypatch.setattr(pin, "PINNED", tmp_path / "pinned.json")
    pin.PINNED.write_text(json.dumps(kept), encoding="utf-8")
    changed = pin.changed_without_version()
    refused = pin.main([])
    said = capsys.readouterr().err
    taken = pin.main(["--same-output"])

    assert changed == ["nastooh"]
    assert refused == 1
    assert "changed under the same version: nastooh" in said
    assert (taken, pin.pinned()) == (0, pin.parts())
