"""Figures of reviewed items: what the machine said then, against what people hold to be right."""

from datetime import UTC, datetime, timedelta

import pytest

from core.agencies import AgencyKey
from core.attributions import Attribution, Reading, Role, ServiceReflection, Understanding
from core.audit_figures import AuditFigures
from core.audit_stream import AuditReview
from core.corrections import Aspect, Correction, Decision
from scoring.audit_figures import AuditedItem, audit_figures, audited_item, concerning, proportion

ROADS = AgencyKey("roads", "یزد")
GAS = AgencyKey("gas", "یزد")
HEALTH = AgencyKey("health", "یزد")
SOMEWHERE = AgencyKey("gas", None)
MORNING = datetime(2025, 11, 3, 6, tzinfo=UTC)


def claim(agency: AgencyKey = ROADS, role: Role = Role.ACTOR, confidence: float = 0.9) -> Attribution:
    return Attribution(
        agency=agency, name=agency.type, role=role, confidence=confidence, evidence=(), reason="explicit"
    )


def review(*claims: Attribution, item_id: int = 1, reading: Reading | None = None) -> AuditReview:
    return AuditReview(
        item_id=item_id,
        version_id=item_id * 10,
        text_hash="خوانده",
        share=0.02,
        understanding=Understanding(attributions=claims, reading=reading or Reading(), made_by="m-1"),
        reviewed_by="نرگس",
        reviewed_at=MORNING,
    )


def decided(
    subject: AgencyKey | Aspect,
    decision: Decision,
    value: str | None = None,
    *,
    item_id: int = 1,
    text_hash: str = "خوانده",
    hours: int = 0,
    said: str = "",
) -> Correction:
    return Correction(
        item_id=item_id,
        aspect=subject if isinstance(subject, Aspect) else Aspect.AGENCY,
        subject=str(subject),
        decision=decision,
        value=value,
        reason="",
        text_hash=text_hash,
        decided_by="نرگس",
        decided_at=MORNING + timedelta(hours=hours),
        claim=said,
    )


def audited(made: AuditReview, *corrections: Correction, outlet: str = "abrnama") -> AuditedItem:
    return audited_item(made, outlet, corrections)


def figures(made: AuditReview, *corrections: Correction) -> AuditFigures:
    return audit_figures([audited(made, *corrections)])


def test_an_agency_that_was_rejected_costs_precision() -> None:
    found = figures(review(claim(ROADS), claim(GAS)), decided(GAS, Decision.REJECT))

    assert (found.linked.precision.hits, found.linked.precision.of) == (1, 2)
    assert (found.linked.recall.hits, found.linked.recall.of) == (1, 1)


def test_an_agency_that_was_added_costs_recall() -> None:
    found = figures(review(claim(ROADS)), decided(HEALTH, Decision.SET, "actor"))

    assert (found.counted.recall.hits, found.counted.recall.of) == (1, 2)
    assert (found.counted.precision.hits, found.counted.precision.of) == (1, 1)
    assert found.counted.f1 == pytest.approx(2 / 3)


def test_a_wrong_role_is_rightly_linked_and_wrongly_counted() -> None:
    found = figures(review(claim(ROADS)), decided(ROADS, Decision.SET, "mentioned"))

    assert (found.linked.precision.hits, found.linked.precision.of) == (1, 1)
    assert (found.counted.precision.hits, found.counted.precision.of) == (0, 1)
    assert found.counted.recall.of == 0


def test_a_body_whose_place_is_unknown_is_linked_and_never_counted() -> None:
    found = figures(review(claim(SOMEWHERE)))

    assert (found.linked.precision.of, found.counted.precision.of) == (1, 0)


def test_an_item_that_is_irrelevant_has_no_right_agency() -> None:
    found = figures(review(claim()), decided(Aspect.RELEVANCE, Decision.SET, "false"))

    assert (found.linked.precision.hits, found.linked.precision.of, found.linked.recall.of) == (0, 1, 0)


def test_nothing_reviewed_is_not_a_perfect_machine() -> None:
    found = audit_figures([])

    assert found.counted.precision.share is None
    assert (found.counted.precision.low, found.counted.precision.high) == (0.0, 1.0)
    assert (found.counted.f1, found.service_macro_f1, found.calibration.error) == (None, None, None)


def test_all_right_of_few_has_the_interval_of_few() -> None:
    # Wilson's lower bound of n of n is n / (n + z²).
    one = proportion(17, 17)

    assert (one.share, one.is_small) == (1.0, True)
    assert one.high == pytest.approx(1.0)
    assert one.low == pytest.approx(17 / (17 + 1.959964**2), abs=1e-6)
    assert not proportion(30, 30).is_small


def test_topic_and_service_are_right_when_they_are_what_a_person_says() -> None:
    reading = Reading(topic="roads", service_reflection=ServiceReflection.YES)
    found = figures(
        review(reading=reading),
        decided(Aspect.TOPIC, Decision.SET, "health"),
        decided(Aspect.SERVICE, Decision.ACCEPT, said="yes"),
    )

    assert (found.topic.hits, found.topic.of) == (0, 1)
    assert (found.service.hits, found.service.of, found.service_macro_f1) == (1, 1, 1.0)


def test_macro_f1_is_the_mean_over_the_values_that_occur() -> None:
    yes, no = (
        Reading(service_reflection=ServiceReflection.YES),
        Reading(service_reflection=ServiceReflection.NO),
    )
    items = [
        audited(review(item_id=1, reading=yes)),
        audited(review(item_id=2, reading=yes), decided(Aspect.SERVICE, Decision.SET, "no", item_id=2)),
        audited(review(item_id=3, reading=no)),
    ]

    # yes: 1 hit, 2 said, 1 right; no: 1 hit, 1 said, 2 right; weak does not occur.
    assert audit_figures(items).service_macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 2)


def test_calibration_compares_confidence_with_how_often_it_is_right() -> None:
    items = [
        audited(review(claim(confidence=0.95), item_id=1)),
        audited(review(claim(confidence=0.93), item_id=2), decided(ROADS, Decision.REJECT, item_id=2)),
        audited(review(claim(confidence=0.31), item_id=3)),
        audited(review(claim(confidence=1.0), item_id=4)),
    ]
    calibration = audit_figures(items).calibration

    assert [(b.low, b.right.hits, b.right.of) for b in calibration.bins] == [(0.3, 1, 1), (0.9, 2, 3)]
    # (|0.31 − 1| · 1 + |0.96 − 2/3| · 3) / 4
    assert calibration.error == pytest.approx((0.69 + 3 * (0.96 - 2 / 3)) / 4)


def test_a_claim_in_the_wrong_role_was_not_right() -> None:
    [only] = figures(review(claim()), decided(ROADS, Decision.SET, "mentioned")).calibration.bins

    assert (only.right.hits, only.right.of) == (0, 1)


def test_a_later_decision_on_the_text_mends_the_review() -> None:
    found = figures(
        review(claim(GAS)), decided(GAS, Decision.REJECT), decided(GAS, Decision.SET, "actor", hours=2)
    )

    assert found.counted.precision.hits == 1


def test_a_decision_on_another_text_says_nothing_of_this_one() -> None:
    found = figures(review(claim()), decided(ROADS, Decision.REJECT, text_hash="بازنویسی"))

    assert found.counted.precision.hits == 1


def test_a_decision_on_another_item_says_nothing_of_this_one() -> None:
    assert figures(review(claim()), decided(ROADS, Decision.REJECT, item_id=2)).counted.precision.hits == 1


def test_a_group_has_its_own_agencies_and_the_items_that_concern_them() -> None:
    with_gas = audited(review(claim(ROADS), claim(GAS), item_id=1))
    missed = audited(review(claim(ROADS), item_id=2), decided(GAS, Decision.SET, "actor", item_id=2))
    without = audited(review(claim(ROADS), item_id=3))

    found = audit_figures(concerning([with_gas, missed, without], {GAS}.__contains__))

    assert found.items == (1, 2)
    assert (found.counted.precision.of, found.counted.recall.of) == (1, 2)
