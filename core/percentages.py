"""Percentages as they are printed: whole numbers that sum to 100, and differences in percentage points."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.digits import persian_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; a percentage never stands without them."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """None of nothing."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def words(self) -> str:
        """«۲۳٪ (۵ از ۲۲)»."""
        counts = f"{persian_number(self.part)} از {persian_number(self.whole)}"
        return counts if self.percent is None else f"{persian_number(_rounded(self.percent))}٪ ({counts})"


def whole_percentages(counts: Sequence[int]) -> list[int]:
    """Whole percentages that sum to 100, by largest remainder; equal remainders favour the first."""
    whole = sum(counts)
    if not whole:
        return [0 for _ in counts]
    # Integers throughout: floating point would decide between equal remainders by chance.
    floors = [100 * count // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda n: (-(100 * counts[n] % whole), n))
    for n in by_remainder[: 100 - sum(floors)]:
        floors[n] += 1
    return floors


def points_between(before: Share, after: Share) -> float | None:
    """The difference of two shares in percentage points; None when one of them is of nothing."""
    if before.percent is None or after.percent is None:
        return None
    return after.percent - before.percent


def points_words(before: Share, after: Share) -> str:
    """«۶۸ واحد درصد کمتر»: never «۶۸ درصد», which could be a share of the share."""
    difference = points_between(before, after)
    if difference is None:
        return "قابل مقایسه نیست"
    rounded = _rounded(abs(difference))
    if rounded == 0:
        return "بی‌تغییر" if difference == 0 else "کمتر از یک واحد درصد تغییر"
    return f"{persian_number(rounded)} واحد درصد {'بیشتر' if difference > 0 else 'کمتر'}"


def _rounded(value: float) -> int:
    """Half up, as people round."""
    return int(value + 0.5)
