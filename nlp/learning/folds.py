"""Parts for cross-validation in which copies of one text never stand on both sides."""

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

FOLDS = 5


def folds_of(groups: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Training and test places, the same for equal groups."""
    of_rows = np.array(groups)
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(of_rows, groups=of_rows):
        yield train.tolist(), test.tolist()
