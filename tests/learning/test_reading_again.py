"""A text is read again when the method changes, and written again only when a claim does."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.items import Item
from core.outcomes import Outcome, StageOutcome
from nlp.learning.learned import Learned
from rasad.collecting.reader import Reader
from rasad.learning.models import CLAIMS, InForce, Model, keep_model, put_in_force, weights_content
from rasad.understanding.attribute import STAGE
from storage.claims import current_claims
from storage.stage_outcomes import outcome_counts, record_outcomes
from tests.learning.conftest import Desk

PARK = "شهرداری شاهرود امروز بوستان تازه‌ای را افتتاح کرد."
FEAST = "جشن شهرداری شاهرود برگزار شد و مردم آمدند."
PLAIN = "بهار امسال باران خوبی بارید."


def with_role(desk: Desk, **moves: float) -> None:
    """Put a model in force that moves weights of the role."""
    models = desk.office.home.models
    content = weights_content({"role": moves, "verifier": {}})
    model = Model(file=keep_model(models, CLAIMS, content), until=0, lessons=0)
    put_in_force(models, InForce(models={CLAIMS: model}))


def made_by(desk: Desk, item: int) -> str:
    with desk.office.database.read() as connection:
        return current_claims(connection, [item])[item].made_by


def test_only_items_whose_claims_change_are_written_again(desk: Desk) -> None:
    park, feast, plain = desk.items(PARK, FEAST, PLAIN)
    desk.attribute()
    shipped = made_by(desk, park)

    # Both items with an agency get another confidence or role; nothing is to be said of the third.
    with_role(desk, opens=-1.2)
    report = desk.attribute()

    assert made_by(desk, plain) == shipped
    assert report.outcomes[Outcome.UNCHANGED] >= 1
    assert made_by(desk, feast) == desk.office.reader.made_by != shipped
    assert report.inputs == 3


def test_a_model_that_moves_nothing_rewrites_nothing(desk: Desk) -> None:
    items = desk.items(PARK, FEAST, PLAIN)
    desk.attribute()
    shipped = made_by(desk, items[0])

    with_role(desk, weight_of_nothing=1.0)
    report = desk.attribute()

    assert report.outcomes == {Outcome.UNCHANGED: 3}
    assert {made_by(desk, item) for item in items} == {shipped}
    assert desk.office.reader.made_by != shipped


def test_what_was_read_with_this_method_is_not_read_again(desk: Desk) -> None:
    desk.items(PARK)
    desk.attribute()
    with_role(desk, speaks=0.1)
    desk.attribute()

    assert desk.attribute().inputs == 0


def test_each_text_keeps_one_outcome_however_often_methods_change(desk: Desk) -> None:
    desk.items(PARK, FEAST)
    for move in (0.1, 0.2, 0.3):
        with_role(desk, speaks=move)
        desk.attribute()

    with desk.office.database.read() as connection:
        assert sum(outcome_counts(connection, STAGE).values()) == 2


def test_a_text_that_failed_by_a_fault_of_ours_is_tried_again(desk: Desk) -> None:
    [park] = desk.items(PARK)
    method = desk.office.reader.method
    with desk.office.database.begin() as connection:
        version = connection.scalar(text("SELECT id FROM item_version"))
        ends = [StageOutcome(input=str(version), outcome=Outcome.OUR_FAULT, detail="ValueError: gone since")]
        record_outcomes(connection, STAGE, method, ends, at=desk.now)

    report = desk.attribute()

    assert report.outcomes == {Outcome.ATTRIBUTED: 1}
    assert made_by(desk, park) == method


def test_one_text_that_breaks_us_leaves_the_others_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.items(PARK, FEAST)
    understand = Reader.understand

    def break_on_feasts(self: Reader, item: Item) -> Any:
        if item.body == FEAST:
            raise ValueError("a fault of ours")
        return understand(self, item)

    monkeypatch.setattr(Reader, "understand", break_on_feasts)
    broken = desk.attribute()
    monkeypatch.undo()
    mended = desk.attribute()

    assert broken.outcomes == {Outcome.ATTRIBUTED: 1, Outcome.OUR_FAULT: 1}
    assert mended.outcomes == {Outcome.ATTRIBUTED: 1}


def test_several_processes_read_with_what_was_learned(desk: Desk) -> None:
    park, feast = desk.items(PARK, FEAST)
    with_role(desk, speaks=0.1)
    desk.attribute(workers=2)

    assert {made_by(desk, park), made_by(desk, feast)} == {desk.office.reader.made_by}


def test_taking_everything_back_gives_the_shipped_reader(desk: Desk) -> None:
    shipped = desk.office.shipped_reader
    learned = replace(Learned(), name="x", role={"bias": 3.0})

    moved, back = shipped.taught(learned), shipped.taught(learned).taught(Learned())

    assert moved.made_by != shipped.made_by == back.made_by


def test_a_damaged_model_stops_the_stage(desk: Desk, tmp_path: Path) -> None:
    desk.items(PARK)
    with_role(desk, speaks=0.1)
    [file] = (tmp_path / "models").glob("claims-*.json")
    file.write_text("{}", encoding="utf-8")

    with pytest.raises(Exception, match="damaged"):
        desk.attribute()
