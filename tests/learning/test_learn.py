"""A refit learns what people teach, says what it changes, and steps back where it is worse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.outcomes import Outcome
from nlp.learning.refit_claims import LEAST_ITEMS, ClaimScore
from rasad.learning.learn import LearnReport, learn, learn_nightly
from rasad.learning.models import CLAIMS, CURRENT, SERVICE, TOPICS, read_in_force
from rasad.learning.regressions import regression_cases, replay
from tests.learning.conftest import Desk

CITIES = {
    "سمنان": ("شاهرود", "دامغان", "گرمسار"),
    "یزد": ("میبد", "اردکان", "بافق", "تفت"),
    "قم": ("قم",),
    "کرمان": ("رفسنجان", "سیرجان", "بم", "جیرفت", "زرند"),
    "فارس": ("مرودشت", "جهرم", "فسا", "کازرون", "لار", "آباده"),
    "گیلان": ("رشت", "لاهیجان", "لنگرود", "آستارا"),
}
PLACES = [(province, city) for province, cities in CITIES.items() for city in cities]
GUEST = "در آیین پایانی جشنواره، شهرداری {city} هم غرفه داشت و بازدیدکنندگان از غرفه شهرداری {city} گذشتند."
FEAST = "جشن شهرداری {city} برگزار شد و مردم آمدند."
HOST = "شهرداری {city} امروز بوستان تازه‌ای را افتتاح کرد."

type RoleOf = Callable[[int], str]


def taught(desk: Desk, words: str, role_of: RoleOf, *, places: int = len(PLACES)) -> list[int]:
    """Items of the same words about many cities, each with the role that a person says."""
    items = desk.items(*(words.format(city=city) for _, city in PLACES[:places]))
    desk.attribute()
    for number, (item, (province, city)) in enumerate(zip(items, PLACES, strict=False)):
        desk.decide(item, f"municipality@{province}/{city}", "set", role_of(number))
    return items


def score_of(report: LearnReport, part: str) -> tuple[float, float, bool]:
    [refit] = [refit for refit in report.refits if refit.part == part]
    return refit.before, refit.after, refit.is_taken


def test_too_few_items_teach_the_counters_only(desk: Desk) -> None:
    taught(desk, HOST, lambda _n: "mentioned", places=LEAST_ITEMS - 1)
    report = learn(desk.office)

    assert set(report.too_few) == {CLAIMS, TOPICS, SERVICE}
    assert read_in_force(desk.office.home.models).models == {}
    assert desk.office.reader.understander.learned.counters.by_wording


def test_what_measures_the_machine_does_not_teach_it(desk: Desk) -> None:
    methodology = desk.office.methodology
    everything = replace(methodology, settings=replace(methodology.settings, audit_share=1.0))
    desk.office = replace(desk.office, methodology=everything)
    taught(desk, HOST, lambda _n: "mentioned")

    assert learn(desk.office).corrected_items == 0
    assert not desk.office.reader.understander.learned.counters.by_wording


def test_what_people_keep_saying_is_learned(desk: Desk) -> None:
    items = taught(desk, GUEST, lambda _n: "mentioned")
    taught(desk, HOST, lambda _n: "actor")
    asked = (
        "در آیین پایانی جشنواره، شهرداری نیشابور هم غرفه داشت و بازدیدکنندگان از غرفه شهرداری نیشابور گذشتند."
    )
    [(role_before, _)] = desk.claims(asked).values()
    report = learn(desk.office)
    [(role, confidence)] = desk.claims(asked).values()

    before, after, is_taken = score_of(report, CLAIMS)
    assert is_taken
    assert after >= before
    assert (role, confidence > 0.6) == ("mentioned", True)
    assert len(items) == len(PLACES)
    assert (role_before != role) == bool(report.regressions.fixed)
    assert not report.regressions.broken


def test_people_who_contradict_each_other_teach_nothing(desk: Desk) -> None:
    """Of equal texts half are this and half are that: whatever weights a refit finds, they lose."""
    taught(desk, FEAST, lambda number: ("actor", "mentioned")[number % 2])
    method = desk.office.reader.method
    report = learn(desk.office)

    before, after, is_taken = score_of(report, CLAIMS)
    assert after < before
    assert not is_taken
    assert desk.office.reader.method == method
    assert read_in_force(desk.office.home.models).tried_until == len(PLACES)


def test_equal_lessons_give_the_same_files(desk: Desk) -> None:
    taught(desk, GUEST, lambda _n: "mentioned")
    first, again = learn(desk.office), learn(desk.office)

    assert first.method_after == again.method_after == desk.office.reader.method
    assert len(list(desk.office.home.models.glob("claims-*.json"))) == 1


def test_a_dry_run_keeps_nothing(desk: Desk) -> None:
    taught(desk, GUEST, lambda _n: "mentioned")
    report = learn(desk.office, keep=False)

    assert report.method_after != report.method_before == desk.office.reader.method
    assert not desk.office.home.models.exists()


def test_topics_are_learned_beside_the_lists(desk: Desk) -> None:
    items = desk.items(*(f"سنگ‌نوردان {city} در دیواره تازه تمرین کردند." for _, city in PLACES))
    fairs = desk.items(*(f"گلیم‌بافان {city} کارهای خود را نشان دادند." for _, city in PLACES))
    desk.attribute()
    for item in items:
        desk.decide(item, "topic", "set", "sports")
    for item in fairs:
        desk.decide(item, "topic", "set", "culture")
    report = learn(desk.office)

    _, after, is_taken = score_of(report, TOPICS)
    assert is_taken
    assert after > 0.9
    [new] = desk.items("سنگ‌نوردان تبریز در دیواره تازه تمرین کردند.")
    desk.attribute()
    answers = replay(regression_cases(desk.office.database), desk.office.reader)
    assert all(answer.is_right for answer in answers)
    assert new not in items


def test_the_night_learns_when_people_decided_something(desk: Desk) -> None:
    taught(desk, GUEST, lambda _n: "mentioned")

    first = learn_nightly(desk.office, desk.now)
    second = learn_nightly(desk.office, desk.now + timedelta(days=1))

    assert first.outcomes == {Outcome.UPDATED: 1}
    assert second.inputs == 0


def test_a_night_without_corrections_makes_no_files(desk: Desk) -> None:
    assert learn_nightly(desk.office, desk.now).inputs == 0
    assert not (desk.office.home.models / CURRENT).exists()


def test_a_later_correction_is_taken_in_by_the_next_night(desk: Desk) -> None:
    [item, *_] = taught(desk, GUEST, lambda _n: "mentioned")
    learn_nightly(desk.office, desk.now)
    desk.decide(item, "municipality@سمنان/شاهرود", "set", "actor")

    assert learn_nightly(desk.office, desk.now).inputs == 1


def test_a_claim_of_before_can_be_traced_to_its_model(desk: Desk, tmp_path: Path) -> None:
    taught(desk, GUEST, lambda _n: "mentioned")
    learn(desk.office)
    state = read_in_force(tmp_path / "models")

    assert f"+m{state.name}" in desk.office.reader.made_by
    assert (tmp_path / "models" / state.models[CLAIMS].file).exists()


@pytest.mark.parametrize(
    ("new", "old", "is_worse"),
    [
        ((0.80, 0.10), (0.81, 0.10), True),
        ((0.81, 0.10), (0.80, 0.10), False),
        ((0.80, 0.11), (0.80, 0.10), True),
        ((0.80, 0.10), (0.80, 0.10), False),
        ((0.81, 0.20), (0.80, 0.10), True),
    ],
)
def test_worse_is_fewer_right_agencies_or_a_worse_confidence(
    new: tuple[float, float], old: tuple[float, float], is_worse: bool
) -> None:
    def score(pair: tuple[float, float]) -> ClaimScore:
        return ClaimScore(counted_f1=pair[0], brier=pair[1])

    assert score(new).is_worse_than(score(old)) is is_worse
