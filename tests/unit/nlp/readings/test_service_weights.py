"""The weights of the signs of service are learned from labelled items and held where reason puts them."""

import pytest

from quality.readings_weights import Fitted, Lesson, cross_validated, fit


def lesson(label: str, story: str = "", **signs: float) -> Lesson:
    named = {name.replace("_", "."): value for name, value in signs.items()}
    return Lesson(signs=named, label=label, counts=1.0, set="made up", story=story or f"{label} {signs}")


DONE = [lesson("yes", head_done=1.0 + n / 50) for n in range(20)]
PLANNED = [lesson("weak", head_plan=1.0 + n / 50) for n in range(20)]
NEITHER = [lesson("no", against_war=1.0 + n / 50) for n in range(20)]


def test_what_was_learned_tells_delivered_from_promised_and_neither() -> None:
    fitted = fit([*DONE, *PLANNED, *NEITHER])

    assert [fitted.decide(one) for one in (DONE[3], PLANNED[3], NEITHER[3])] == ["yes", "weak", "no"]


def test_what_denies_a_service_never_adds_to_one_however_the_items_lie() -> None:
    perverse = [lesson("yes", against_war=1.0 + n / 50) for n in range(20)]
    fitted = fit([*perverse, *(lesson("no", head_done=1.0 + n / 50) for n in range(20))])

    assert fitted.signs["against.war"][0] <= 0 <= fitted.signs["head.done"][0]


def test_an_item_is_guessed_without_its_own_story() -> None:
    """One story alone holds the label `weak`: nothing can be learned of it when it is guessed."""
    alone = [lesson("weak", story="one", head_plan=1.0 + n / 50) for n in range(5)]
    lessons = [*alone, *DONE, *NEITHER]
    guessed = cross_validated(lessons, seed=1)

    assert "weak" not in guessed[: len(alone)]
    assert len(guessed) == len(lessons)


@pytest.mark.parametrize("base, said", [((-1.0, -1.0), "no"), ((1.0, 0.5), "yes"), ((0.5, 1.0), "weak")])
def test_without_signs_the_base_decides(base: tuple[float, float], said: str) -> None:
    assert Fitted(base=base, signs={}).decide(lesson("no")) == said
