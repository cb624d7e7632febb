"""Normalising: an observed value becomes points of 0 to 100 by the scheme's rule, said in words."""

from dataclasses import replace
from functools import lru_cache

from core.digits import persian_number
from core.errors import RoundError
from core.observations import HAS_VALUE, Observation, State
from core.schemes import Direction, MeasureUse, Normalisation
from core.scores import TracePart

NOT_FOR_GROUP = "این شاخص برای این گروه به کار نمی‌رود."


def normalised(
    use: MeasureUse, observation: Observation | None, *, group: str = "", grows_with_coverage: bool = False
) -> TracePart:
    """One measure of an indicator on 0–100, with the use's own weight; no points when there is no value."""
    if group in use.not_for_groups:
        return _without_points(use, State.NOT_APPLICABLE, NOT_FOR_GROUP)
    if observation is None:
        return _without_points(use, State.NOT_MEASURED, "در این دور شمرده نشده است.")
    if observation.state not in HAS_VALUE:
        return _without_points(use, observation.state, observation.why)
    if observation.state in (State.NOT_SUBMITTED, State.REJECTED) or observation.value is None:
        rule = observation.why or "ارائه نشده یا پذیرفته نشده: صفر."
        return TracePart(
            name=use.key, value=None, points=0.0, weight=use.weight, state=observation.state, rule=rule
        )
    seen = observation.completeness.share if grows_with_coverage and observation.completeness.seen else 1.0
    points, rule = _points(use_for(use, group), observation.value, seen)
    if points > use.cap:
        points, rule = use.cap, f"{rule}؛ سقف این سنجه {_number(use.cap)}"
    return TracePart(
        name=use.key,
        value=observation.value,
        points=points,
        weight=use.weight,
        state=observation.state,
        rule=rule,
    )


def use_for(use: MeasureUse, group: str) -> MeasureUse:
    """The use as it stands for an agency of a group: with the group's own target, if it has one."""
    return replace(use, target=use.group_targets[group]) if group in use.group_targets else use


def target_ratio(value: float, target: float, direction: Direction = Direction.MORE) -> float:
    """100·min(1, AP/S), or 100·min(1, S/AP) when less is better; nothing at all is then the best."""
    if direction is Direction.MORE:
        return 100 * min(1.0, value / target)
    return 100.0 if value <= target else 100 * target / value


def between_goalposts(
    value: float, goalposts: tuple[float, float], direction: Direction = Direction.MORE
) -> float:
    """Linear between the two ends and clipped to 0–100."""
    low, high = sorted(goalposts)
    position = min(1.0, max(0.0, (value - low) / (high - low)))
    return 100 * (position if direction is Direction.MORE else 1 - position)


def _points(use: MeasureUse, value: float, seen: float) -> tuple[float, str]:
    match use.normalisation:
        case Normalisation.TARGET_RATIO:
            target = _target(use) * seen
            return target_ratio(value, target, use.direction), _target_rule(use.direction, target, seen)
        case Normalisation.GOALPOSTS:
            low, high = _goalposts(use)
            rule = _goalposts_rule(use.direction, low, high)
            return between_goalposts(value, (low, high), use.direction), rule
        case Normalisation.SHARE:
            rule = f"سهم، {_better(use.direction)}"
            return between_goalposts(value, (0.0, 1.0), use.direction), rule
        case Normalisation.POINTS:
            return between_goalposts(value, (0.0, 100.0), use.direction), "خود امتیاز است، ۰ تا ۱۰۰"


def _target(use: MeasureUse) -> float:
    if use.target is None or use.target <= 0:
        raise RoundError(f"measure '{use.key}' needs a target above zero; set it in the scheme")
    return use.target


def _goalposts(use: MeasureUse) -> tuple[float, float]:
    if use.goalposts is None or use.goalposts[0] == use.goalposts[1]:
        raise RoundError(f"measure '{use.key}' needs two different goalposts; set them in the scheme")
    low, high = sorted(use.goalposts)
    return low, high


# The same few sentences stand in the traces of all agencies; making them takes longer than all the rest.
@lru_cache(maxsize=1024)
def _target_rule(direction: Direction, target: float, seen: float) -> str:
    rule = f"نسبت به هدف {_number(target)}، سقف ۱۰۰، {_better(direction)}"
    if seen == 1.0:
        return rule
    return f"{rule} (هدف کامل {_number(target / seen)}؛ به سهم روزهای دیده‌شده، {_number(100 * seen)}٪)"


@lru_cache(maxsize=1024)
def _goalposts_rule(direction: Direction, low: float, high: float) -> str:
    return f"میان {_number(low)} و {_number(high)}، {_better(direction)}"


def _better(direction: Direction) -> str:
    return "بیشتر بهتر است" if direction is Direction.MORE else "کمتر بهتر است"


def _number(value: float) -> str:
    return persian_number(value, 0 if value == int(value) else 1)


def _without_points(use: MeasureUse, state: State, why: str) -> TracePart:
    return TracePart(name=use.key, value=None, points=None, weight=use.weight, state=state, rule=why)
