"""Similarity is counted exactly."""

import numpy as np
import pytest

from nlp.stories.shingles import Shingles
from nlp.stories.similarity import similarity


def row(*numbers: int) -> Shingles:
    return np.array(numbers, dtype=np.uint32)


@pytest.mark.parametrize(
    "one, other, jaccard, containment",
    [
        (row(1, 2, 3, 4), row(1, 2, 3, 4), 1.0, 1.0),
        (row(1, 2, 3, 4), row(3, 4, 5, 6), 1 / 3, 0.5),
        (row(1, 2), row(1, 2, 3, 4), 0.5, 1.0),
        (row(1, 2), row(3, 4), 0.0, 0.0),
        (row(), row(1), 0.0, 0.0),
    ],
)
def test_jaccard_and_containment(one: Shingles, other: Shingles, jaccard: float, containment: float) -> None:
    alike = similarity(one, other)

    assert (alike.jaccard, alike.containment) == pytest.approx((jaccard, containment))
    assert similarity(other, one) == alike


def test_half_in_common_is_a_reprint() -> None:
    assert similarity(row(*range(10)), row(*range(20))).is_reprint


def test_a_short_copy_inside_a_long_text_is_a_reprint() -> None:
    assert similarity(row(*range(10)), row(*range(200))).is_reprint


def test_a_shared_phrase_is_not() -> None:
    assert not similarity(row(*range(10)), row(*range(7, 30))).is_reprint
