"""What the audit stream says of the measures of a round: how often a counted item is wrong or missed."""

from collections.abc import Sequence

from core.attributions import ServiceReflection
from core.audit_figures import Proportion
from scoring.audit import Audit, ClassifierAudit
from scoring.audit_figures import AuditedItem, audit_figures
from scoring.uncertainty.counts import AuditSample

ATTRIBUTED_COUNTS = ("press_items", "press_stories", "joint_stories")
"""Measures that count what the machine attributed; each of them errs as attribution errs."""
SERVICE_SHARES = ("service_reflection_share",)
"""Shares of items that the machine called a service."""


def audit_of(items: Sequence[AuditedItem], *, least_sample: int) -> Audit | None:
    """None when too few claims were reviewed to say how often the machine errs."""
    counted = audit_figures(items).counted
    precision, recall = counted.precision, counted.recall
    if min(precision.of, recall.of) < least_sample:
        return None
    sample = AuditSample(
        precision=_share(precision),
        precision_size=precision.of,
        recall=_share(recall),
        recall_size=recall.of,
    )
    service = service_audit(items)
    return Audit(
        counts=dict.fromkeys(ATTRIBUTED_COUNTS, sample),
        shares=dict.fromkeys(SERVICE_SHARES, service) if service else {},
    )


def service_audit(items: Sequence[AuditedItem]) -> ClassifierAudit | None:
    """How often a service is called one, and anything else not; None when one of the two never occurred."""
    readings = [(i.said_reading.service_reflection, i.right_reading.service_reflection) for i in items]
    said_of_services = [said for said, right in readings if right is ServiceReflection.YES]
    said_of_others = [said for said, right in readings if right not in (ServiceReflection.YES, None)]
    if not said_of_services or not said_of_others:
        return None
    found = sum(said is ServiceReflection.YES for said in said_of_services)
    left = sum(said is not ServiceReflection.YES for said in said_of_others)
    return ClassifierAudit(
        sensitivity=found / len(said_of_services),
        sensitivity_size=len(said_of_services),
        specificity=left / len(said_of_others),
        specificity_size=len(said_of_others),
    )


def _share(proportion: Proportion) -> float:
    return proportion.hits / proportion.of
