"""The choices a table scheme offers, by the words it writes for them."""

from enum import StrEnum


class Method(StrEnum):
    """How a column is put on a common scale."""

    MIN_MAX = "min_max"
    Z_SCORE = "z_score"
    GOALPOSTS = "goalposts"
    TARGET_RATIO = "target_ratio"
    DISTANCE_TO_TARGET = "distance_to_target"
    DISTANCE_TO_REFERENCE = "distance_to_reference"
    DISTANCE_TO_MAX = "distance_to_max"
    FRACTION_OF_MAX = "fraction_of_max"
    PERCENTILE_RANK = "percentile_rank"
    RANK = "rank"
    BORDA = "borda"
    NONE = "none"


class Mean(StrEnum):
    """How parts become a whole."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    POWER = "power"
    COPELAND = "copeland"
    FORMULA = "formula"


class Step(StrEnum):
    """What may be done to the columns before they are normalised."""

    SCREEN = "screen"
    DENOMINATE = "denominate"
    IMPUTE = "impute"
    TREAT = "treat"


class Filling(StrEnum):
    """What stands in for a missing value."""

    MEAN = "mean"
    MEDIAN = "median"
    CONSTANT = "constant"
    LATEST = "latest"
    LINEAR = "linear"


class Gate(StrEnum):
    """What a zero in this part makes zero."""

    PARENT = "parent"
    WHOLE = "whole"


class Ties(StrEnum):
    """Which rank equal scores share."""

    SMALLEST = "smallest"
    LARGEST = "largest"
    AVERAGE = "average"
    DENSE = "dense"
