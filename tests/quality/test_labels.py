"""Our own labels: every evidence points into the text that stands in ../shared."""

from pathlib import Path

import pytest

from core.errors import InputError
from quality.gold import gold_roles
from quality.labels import labelled_items, own_labels


@pytest.fixture(scope="module")
def shared(checkout: Path) -> Path:
    folder = checkout.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent; the labels have no texts without it")
    return folder


def test_every_label_finds_its_text_and_its_evidence(shared: Path) -> None:
    items = labelled_items(shared)

    assert {record["id"] for record, _ in items} == own_labels().keys()
    for record, gold in items:
        for agency in gold["agencies"]:
            evidence = agency["evidence"]
            assert (record[evidence["field"]] or "")[evidence["start"] : evidence["end"]].strip()


def test_labels_without_texts_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fetch the data sets"):
        labelled_items(tmp_path)


def test_an_agency_named_twice_is_an_actor_once() -> None:
    agency = {"type": "tax", "province": "یزد", "county": None}
    gold = {"agencies": [agency | {"role": "actor"}, agency | {"role": "mentioned"}]}

    assert list(gold_roles(gold).values()) == ["actor"]
