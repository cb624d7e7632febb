"""Model files: what is in force is whole and ours, or nothing is read with it."""

import json
from pathlib import Path

import pytest

from core.errors import InputError
from rasad.learning.models import (
    CLAIMS,
    CURRENT,
    SERVICE,
    InForce,
    Model,
    keep_model,
    load_learned,
    put_in_force,
    read_in_force,
    weights_content,
)

WEIGHTS = weights_content({"role": {"speaks": -0.25}, "verifier": {"bias": 0.5}})


def in_force(folder: Path, content: bytes = WEIGHTS, part: str = CLAIMS) -> InForce:
    model = Model(file=keep_model(folder, part, content), until=9, lessons=40)
    state = InForce(models={part: model}, tried_until=11, tried_with="rules-3+abc")
    put_in_force(folder, state)
    return state


def test_without_files_the_shipped_weights_hold(tmp_path: Path) -> None:
    learned = load_learned(tmp_path / "models")

    assert (learned.name, dict(learned.role), learned.topics) == ("", {}, None)


def test_what_is_put_in_force_is_read_again(tmp_path: Path) -> None:
    state = in_force(tmp_path)

    assert read_in_force(tmp_path) == state
    assert load_learned(tmp_path).role == {"speaks": -0.25}
    assert load_learned(tmp_path).verifier == {"bias": 0.5}


def test_weights_of_service_keep_their_pairs(tmp_path: Path) -> None:
    in_force(tmp_path, weights_content({"moves": {"base": (0.1, -0.2)}}), SERVICE)

    assert load_learned(tmp_path).service == {"base": (0.1, -0.2)}


def test_equal_weights_are_one_file_and_other_weights_leave_it_there(tmp_path: Path) -> None:
    first, again = in_force(tmp_path), in_force(tmp_path)
    other = in_force(tmp_path, weights_content({"role": {"speaks": 0.5}, "verifier": {}}))

    assert first.name == again.name != other.name
    assert len(list(tmp_path.glob("claims-*.json"))) == 2


@pytest.mark.parametrize("damage", [b"", WEIGHTS.replace(b"0.25", b"0.75"), b"\x00\xff"])
def test_a_damaged_model_is_refused_by_name(tmp_path: Path, damage: bytes) -> None:
    state = in_force(tmp_path)
    file = tmp_path / state.models[CLAIMS].file
    file.write_bytes(damage)

    with pytest.raises(InputError, match=f"{file.name}.*damaged.*rasad learn"):
        load_learned(tmp_path)


def test_a_model_that_is_gone_is_not_left_out_silently(tmp_path: Path) -> None:
    state = in_force(tmp_path)
    (tmp_path / state.models[CLAIMS].file).unlink()

    with pytest.raises(InputError, match="cannot be read"):
        load_learned(tmp_path)


def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    foreign = Model(file="../claims-0123456789abcdef.json", until=1, lessons=1)
    put_in_force(tmp_path, InForce(models={CLAIMS: foreign}))

    with pytest.raises(InputError, match="is no name of a claims model"):
        load_learned(tmp_path)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"format": "rasad-models-9", "models": {}}', '{"format": "rasad-models-1"}']
)
def test_a_current_file_that_is_not_ours_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / CURRENT).write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=r"current\.json"):
        read_in_force(tmp_path)


def test_a_whole_file_that_holds_no_weights_is_refused(tmp_path: Path) -> None:
    in_force(tmp_path, weights_content({"role": {"speaks": "much"}}))

    with pytest.raises(InputError, match="holds no weights"):
        load_learned(tmp_path)


def test_the_file_of_what_is_in_force_can_be_read_by_a_person(tmp_path: Path) -> None:
    in_force(tmp_path)
    state = json.loads((tmp_path / CURRENT).read_text(encoding="utf-8"))

    assert state["models"]["claims"]["lessons"] == 40
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
