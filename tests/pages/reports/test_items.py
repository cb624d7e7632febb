"""An item's view: claims in words, what people decided, times, origins and reprints."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.attributions import Attribution, Reading, Role, ServiceReflection, Understanding
from core.corrections import Aspect, Correction, Decision
from core.findings import Basis, Finding
from core.items import Origin, StoredItem
from core.moments import Moment, Precision
from core.stories import Relation, StoryMember
from reports.items import SLOTS, ItemContext, ItemView, item_view, plain_title, safe_link
from tests.pages.reports.sample_items import mention, stored_item
from tests.pages.reports.sample_office import agency_key

BODY = "اداره کل ثبت احوال استان سمنان دفتر تازه‌ای در گرمسار گشود."
NAME = "اداره کل ثبت احوال استان سمنان"
KEY = agency_key("civil-registration")


def _claim(**changes: object) -> Attribution:
    fields: dict[str, object] = {
        "agency": KEY,
        "name": NAME,
        "role": Role.ACTOR,
        "confidence": 0.92,
        "evidence": (mention("body", BODY, NAME),),
        "reason": "explicit-province",
    }
    return Attribution(**{**fields, **changes})  # type: ignore[arg-type]


def _finding(**changes: object) -> Finding:
    fields: dict[str, object] = {
        "item_id": 1,
        "version_id": 1,
        "agency": KEY,
        "role": Role.ACTOR,
        "confidence": 0.92,
        "basis": Basis.MACHINE,
        "own_site": False,
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def _correction(decision: Decision, **changes: object) -> Correction:
    fields: dict[str, object] = {
        "item_id": 1,
        "aspect": Aspect.AGENCY,
        "subject": str(KEY),
        "decision": decision,
        "value": None,
        "reason": "باشگاه ورزشی است",
        "text_hash": "x",
        "decided_by": "analyst",
        "decided_at": datetime(2025, 10, 7, 8, tzinfo=UTC),
    }
    return Correction(**{**fields, **changes})  # type: ignore[arg-type]


def _view(*claims: Attribution, stored: StoredItem | None = None, **changes: object) -> ItemView:
    understanding = Understanding(attributions=claims, reading=Reading(), made_by="rules-1")
    context = ItemContext(
        outlet_names={"kavir-news": "خبرگزاری کویر"},
        agency_names={},
        topic_names={"social": "اجتماعی"},
        understanding=understanding,
    )
    return item_view(stored or stored_item(1, body=BODY), replace(context, **changes))  # type: ignore[arg-type]


def _marked(view: ItemView) -> list[str]:
    return [segment.text for paragraph in view.body for segment in paragraph if segment.slots]


def test_a_claim_is_said_with_role_confidence_and_reason() -> None:
    view = _view(_claim(speaks=True), findings=[_finding()])

    assert view.claims[0].agency == NAME
    assert [part.lstrip() for part in view.claims[0].details] == ["کنشگر", "سخن می‌گوید", "اطمینان \u061c۹۲٪"]
    assert view.claims[0].reason == "نام استان کنار نام دستگاه آمده است"
    assert _marked(view) == [NAME]


def test_a_claim_about_another_province_is_shown_and_not_called_wrong() -> None:
    view = _view(_claim(), findings=[])

    assert view.claims[0].holds
    assert _marked(view) == [NAME]


def test_a_rejected_claim_is_struck_out_and_its_evidence_not_marked() -> None:
    view = _view(_claim(), corrections=[_correction(Decision.REJECT)])

    assert not view.claims[0].holds
    assert view.claims[0].details[-1] == "کارشناس نادرست دانست"
    assert _marked(view) == []


def test_an_item_judged_irrelevant_holds_no_claim() -> None:
    irrelevant = _correction(Decision.REJECT, aspect=Aspect.RELEVANCE, subject="relevance")

    assert not _view(_claim(), corrections=[irrelevant]).claims[0].holds


def test_the_role_shown_is_the_one_that_counts() -> None:
    view = _view(_claim(), findings=[_finding(role=Role.MENTIONED, basis=Basis.PERSON)])

    assert view.claims[0].details[0] == "نام‌برده"
    assert view.claims[0].details[-1] == "به تأیید کارشناس"


def test_an_agency_a_person_added_has_no_marks_and_says_who_added_it() -> None:
    view = _view(findings=[_finding(basis=Basis.PERSON)], agency_names={KEY: NAME})

    assert [(claim.agency, claim.reason) for claim in view.claims] == [(NAME, "کارشناس افزوده است")]


def test_decisions_are_told_with_their_day_and_reason() -> None:
    view = _view(_claim(), corrections=[_correction(Decision.REJECT)], agency_names={KEY: NAME})

    assert view.decisions == (f"۱۵ مهر ۱۴۰۴: کارشناس انتساب به «{NAME}» را نادرست دانست (باشگاه ورزشی است)",)


def test_a_decision_with_a_value_names_it() -> None:
    set_topic = _correction(Decision.SET, aspect=Aspect.TOPIC, subject="topic", value="social", reason="")

    assert _view(corrections=[set_topic]).decisions == ("۱۵ مهر ۱۴۰۴: کارشناس موضوع را تعیین کرد: اجتماعی",)


@pytest.mark.parametrize(
    ("aspect", "value", "words"),
    [
        (Aspect.AGENCY, "mentioned", "نام‌برده"),
        (Aspect.SERVICE, "yes", "بازتاب خدمت"),
        (Aspect.CEREMONIAL, "true", "آری"),
        (Aspect.CRITICISM, "false", "نه"),
        (Aspect.TOPIC, "weather", "weather"),
    ],
)
def test_the_values_of_decisions_are_said_in_persian(aspect: Aspect, value: str, words: str) -> None:
    subject = str(KEY) if aspect is Aspect.AGENCY else aspect.value
    decided = _correction(Decision.SET, aspect=aspect, subject=subject, value=value, reason="")

    assert _view(corrections=[decided]).decisions[0].endswith(f": {words}")


def test_what_people_decided_of_the_whole_item_goes_before_the_machines_reading() -> None:
    finding = _finding(topic="social", service_reflection=ServiceReflection.YES, ceremonial=True)
    view = _view(_claim(), findings=[finding])

    assert (view.topic, view.service, view.ceremonial) == ("اجتماعی", "بازتاب خدمت", True)


def test_colours_come_round_again_after_the_last() -> None:
    claims = [_claim(agency=agency_key(f"type-{n}"), evidence=()) for n in range(SLOTS + 1)]

    assert [claim.slot for claim in _view(*claims).claims] == [1, 2, 3, 4, 5, 6, 1]


@pytest.mark.parametrize(
    ("precision", "text"),
    [(Precision.MINUTE, "سه‌شنبه ۱۵ مهر ۱۴۰۴، ۱۱:۳۰"), (Precision.DAY, "۱۵ مهر ۱۴۰۴")],
)
def test_a_time_is_told_as_exactly_as_it_is_known(precision: Precision, text: str) -> None:
    moment = Moment(at=datetime(2025, 10, 7, 8, 0, tzinfo=UTC), precision=precision, rule="archive:published")
    view = _view(stored=stored_item(1, published=moment))

    assert (view.published, view.time_rule) == (text, "archive:published")


def test_an_undated_item_tells_when_it_was_first_seen() -> None:
    view = _view(stored=stored_item(1, published=None))

    assert not view.published_is_known
    assert view.published == "چهارشنبه ۹ مهر ۱۴۰۴، ۲۱:۳۰"


@pytest.mark.parametrize(
    ("origin", "label"),
    [(Origin.IMPORT, "بایگانی"), (Origin.BASELINE, "نخستین خزش"), (Origin.CRAWL, "خزش شبانه")],
)
def test_the_label_says_how_the_item_came_to_us(origin: Origin, label: str) -> None:
    assert _view(stored=stored_item(1, origin=origin)).origin == label


def test_reprints_are_the_rest_of_the_story_oldest_first() -> None:
    late = stored_item(3, title="سوم", published=None, first_seen=datetime(2025, 10, 9, tzinfo=UTC))
    items = [stored_item(1, body=BODY), late, stored_item(2, title="دوم")]
    story = [
        (stored, StoryMember(story_id=1, item_id=stored.id, relation=Relation.EXACT, similarity=1.0))
        for stored in items
    ]
    view = _view(story=story)

    assert [reprint.title for reprint in view.reprints] == ["دوم", "سوم"]
    assert view.relation == "بازنشر عینی"


def test_an_item_alone_in_its_story_has_no_relation() -> None:
    stored = stored_item(1, body=BODY)
    member = StoryMember(story_id=1, item_id=1, relation=Relation.ORIGINAL, similarity=1.0)

    assert _view(story=[(stored, member)]).relation == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//kavir.example", "", None])
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert safe_link(url) is None


def test_an_item_without_a_title_is_named_by_its_text() -> None:
    item = stored_item(1, title=None, lead="خلاصه\nدو خط").item

    assert plain_title(item) == "خلاصه دو خط"
    assert plain_title(stored_item(1, title="واژه " * 100).item).endswith(" …")
    assert plain_title(stored_item(1, title=None).item) == "بی‌عنوان"
