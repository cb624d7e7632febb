"""A scheme says how much of its weight looks at work, at output, and at effect."""

import pytest

from core.schemes import Indicator, MeasureUse, Normalisation, Scheme, Stage


def use(measure: str, stage: Stage, weight: float = 1.0) -> MeasureUse:
    return MeasureUse(measure=measure, normalisation=Normalisation.SHARE, stage=stage, weight=weight)


def test_weights_multiply_down_and_sum_up_by_stage() -> None:
    scheme = Scheme(
        id="s",
        version="1",
        name="نمونه",
        domains=(("d", "یک"),),
        indicators=(
            Indicator(
                id="a",
                name="الف",
                domain="d",
                weight=60,
                measures=(use("x", Stage.OUTPUT, 0.75), use("y", Stage.OUT_TAKE, 0.25)),
            ),
            Indicator(id="b", name="ب", domain="d", weight=40, measures=(use("z", Stage.OUTPUT),)),
        ),
        bands=(),
    )

    assert scheme.stage_weights == pytest.approx({Stage.OUTPUT: 85, Stage.OUT_TAKE: 15})
