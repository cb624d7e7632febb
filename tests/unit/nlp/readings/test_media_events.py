"""A press conference or a media tour is told with its state: still to come, or held."""

import pytest

from core.attributions import MediaEvent, MediaEventKind, MediaEventState
from core.items import ItemText
from nlp.readings.read import Reader

CONFERENCE, TOUR = MediaEventKind.PRESS_CONFERENCE, MediaEventKind.MEDIA_TOUR
ANNOUNCED, HELD = MediaEventState.ANNOUNCED, MediaEventState.HELD


def event(reader: Reader, title: str, body: str = "") -> MediaEvent | None:
    return reader.read(ItemText(title=title, lead=None, body=body), ()).media_event


@pytest.mark.parametrize(
    "title, body, kind",
    [
        ("گزارش کار یک‌ساله", "مدیرکل گاز استان در نشست خبری گفت: ۴۰ روستا گازدار شدند.", CONFERENCE),
        ("نشست خبری استاندار برگزار شد", "", CONFERENCE),
        ("نشست خبری استاندار: کارنامه یک‌ساله", "استاندار با اشاره به پروژه‌ها پاسخ داد.", CONFERENCE),
        ("تور رسانه‌ای سد نمونه", "خبرنگاران در این تور از بخش‌های سد بازدید کردند.", TOUR),
    ],
)
def test_an_event_that_took_place_is_held(
    reader: Reader, title: str, body: str, kind: MediaEventKind
) -> None:
    found = event(reader, title, body)

    assert found is not None
    assert (found.kind, found.state) == (kind, HELD)


@pytest.mark.parametrize(
    "title, kind",
    [
        ("نشست خبری مدیرکل بهزیستی فردا برگزار می‌شود", CONFERENCE),
        ("فردا؛ نشست خبری رئیس دانشگاه علوم پزشکی", CONFERENCE),
        ("دعوت از خبرنگاران برای تور رسانه‌ای پروژه‌های راه", TOUR),
    ],
)
def test_an_event_still_to_come_is_announced(reader: Reader, title: str, kind: MediaEventKind) -> None:
    found = event(reader, title)

    assert found is not None
    assert (found.kind, found.state) == (kind, ANNOUNCED)


def test_what_a_speaker_announces_at_a_conference_does_not_make_the_conference_one_to_come(
    reader: Reader,
) -> None:
    body = "فرماندار در نشست خبری امروز گفت: نمایشگاه کتاب هفته آینده برگزار می‌شود."
    found = event(reader, "نمایشگاه کتاب در راه است", body)

    assert found is not None and found.state is HELD


@pytest.mark.parametrize(
    "title", ["بازدید استاندار از پروژه آبرسانی", "نشست خبری لغو شد", "نشست شورای اداری برگزار شد"]
)
def test_a_visit_a_meeting_and_a_cancelled_conference_are_none(reader: Reader, title: str) -> None:
    assert event(reader, title) is None


def test_a_coach_before_a_match_is_no_agency(reader: Reader) -> None:
    body = "سرمربی تیم فوتبال در نشست خبری گفت: بازیکنان برای مسابقه لیگ برتر آماده‌اند."

    assert event(reader, "سرمربی: برای دربی لیگ برتر آماده‌ایم", body) is None


def test_the_evidence_is_the_sentence_that_names_the_event(reader: Reader) -> None:
    body = "هوا خوب بود. مدیرکل در نشست خبری گفت: کار تمام شد."
    found = event(reader, "گزارش", body)

    assert found is not None
    mention = found.evidence
    assert body[mention.start : mention.end] == mention.surface
    assert "نشست خبری" in mention.surface and mention.part == "press-conference/held"
