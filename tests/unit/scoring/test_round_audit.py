"""What reviewed items say of a round's measures, and when they are too few to say anything."""

from core.agencies import AgencyKey
from core.attributions import Reading, Role, ServiceReflection
from core.findings import Basis, Finding
from scoring.audit_figures import AuditedItem
from scoring.measures import MEASURES
from scoring.round_audit import ATTRIBUTED_COUNTS, SERVICE_SHARES, audit_of, service_audit

YES, WEAK, NO = ServiceReflection.YES, ServiceReflection.WEAK, ServiceReflection.NO
GAS, TAX = AgencyKey("gas", "قزوین"), AgencyKey("tax", "قزوین")


def finding(item: int, agency: AgencyKey) -> Finding:
    return Finding(
        item_id=item,
        version_id=item,
        agency=agency,
        role=Role.ACTOR,
        confidence=0.9,
        basis=Basis.MACHINE,
        own_site=False,
    )


def item(
    number: int,
    said: AgencyKey | None = GAS,
    right: AgencyKey | None = GAS,
    *,
    service: tuple[ServiceReflection, ServiceReflection] = (NO, NO),
) -> AuditedItem:
    return AuditedItem(
        item_id=number,
        outlet="o",
        made_by="m",
        said=(finding(number, said),) if said else (),
        right=(finding(number, right),) if right else (),
        said_reading=Reading(service_reflection=service[0]),
        right_reading=Reading(service_reflection=service[1]),
    )


def test_precision_and_recall_of_counted_agencies_hold_for_every_count_of_attributions() -> None:
    items = [item(n) for n in range(8)] + [item(8, said=TAX), item(9, said=None)]
    audit = audit_of(items, least_sample=5)

    assert audit is not None
    sample = audit.counts["press_stories"]
    assert (sample.precision, sample.precision_size) == (8 / 9, 9)
    assert (sample.recall, sample.recall_size) == (0.8, 10)
    assert audit.counts["press_items"] == sample


def test_too_few_reviewed_claims_say_nothing() -> None:
    assert audit_of([item(n) for n in range(29)], least_sample=30) is None
    assert audit_of([item(n) for n in range(30)], least_sample=30) is not None
    assert audit_of([], least_sample=1) is None


def test_a_promise_taken_for_a_service_is_a_false_alarm() -> None:
    items = [
        *(item(n, service=(YES, YES)) for n in range(3)),
        item(3, service=(NO, YES)),
        *(item(n, service=(WEAK, WEAK)) for n in range(4, 6)),
        item(6, service=(YES, WEAK)),
        item(7, service=(NO, NO)),
    ]
    audit = service_audit(items)

    assert audit is not None
    assert (audit.sensitivity, audit.sensitivity_size) == (0.75, 4)
    assert (audit.specificity, audit.specificity_size) == (0.75, 4)


def test_where_one_of_the_two_never_occurred_the_share_is_not_corrected() -> None:
    assert service_audit([item(1, service=(YES, YES))]) is None


def test_the_measures_spoken_of_are_measures_there_are() -> None:
    assert {*ATTRIBUTED_COUNTS, *SERVICE_SHARES} <= MEASURES.keys()
