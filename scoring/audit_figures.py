"""Measures the machine on reviewed items: what it said then against what people hold to be right."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from core.agencies import AgencyKey
from core.attributions import Reading, ServiceReflection
from core.audit_figures import AgencyAccuracy, AuditFigures, Calibration, Proportion, ReliabilityBin
from core.audit_stream import AuditReview
from core.corrections import Correction
from core.findings import Finding, counted
from scoring.corrected_reading import corrected_reading
from scoring.findings import apply_corrections
from scoring.uncertainty.shares import wilson_interval

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedItem:
    """One reviewed text: what the machine said when it was reviewed, and what is right."""

    item_id: int
    outlet: str
    made_by: str
    said: tuple[Finding, ...]
    right: tuple[Finding, ...]
    said_reading: Reading
    right_reading: Reading


def audited_item(review: AuditReview, outlet: str, corrections: Iterable[Correction]) -> AuditedItem:
    """The review with all decisions on its text, later ones too: whoever errs in a review can mend it."""
    on_this_text = sorted(
        (c for c in corrections if c.item_id == review.item_id and c.text_hash == review.text_hash),
        key=lambda c: (c.decided_at, c.id),
    )

    def findings(decided: Sequence[Correction]) -> tuple[Finding, ...]:
        return tuple(
            apply_corrections(
                review.item_id, review.version_id, review.text_hash, review.understanding, decided
            )
        )

    last = {(c.aspect, c.subject): c for c in on_this_text}
    return AuditedItem(
        item_id=review.item_id,
        outlet=outlet,
        made_by=review.understanding.made_by,
        said=findings(()),
        right=findings(on_this_text),
        said_reading=review.understanding.reading,
        right_reading=corrected_reading(review.understanding.reading, last),
    )


def audit_figures(items: Sequence[AuditedItem]) -> AuditFigures:
    """The figures of these items together."""
    services = [(i.said_reading.service_reflection, i.right_reading.service_reflection) for i in items]
    return AuditFigures(
        items=tuple(sorted(item.item_id for item in items)),
        linked=_agency_accuracy(items, list),
        counted=_agency_accuracy(items, counted),
        topic=proportion(sum(i.said_reading.topic == i.right_reading.topic for i in items), len(items)),
        service=proportion(sum(said == right for said, right in services), len(items)),
        service_macro_f1=_macro_f1(services),
        calibration=calibration(items),
    )


def concerning(items: Iterable[AuditedItem], is_wanted: Callable[[AgencyKey], bool]) -> list[AuditedItem]:
    """The items the machine or people connect with a wanted agency, and of their agencies only those."""

    def wanted(findings: Collection[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if is_wanted(finding.agency))

    cut = [replace(item, said=wanted(item.said), right=wanted(item.right)) for item in items]
    return [item for item in cut if item.said or item.right]


def calibration(items: Sequence[AuditedItem]) -> Calibration:
    """Confidence is the probability that an analyst accepts the agency in this role; does it hold?"""
    claims = [
        (claim.confidence, (claim.agency, claim.role) in {(f.agency, f.role) for f in item.right})
        for item in items
        for claim in item.said
    ]
    bins = [made for n in range(BINS) if (made := _bin(n, claims)) is not None]
    gaps = [one.right.of * abs(one.mean_confidence - one.right.hits / one.right.of) for one in bins]
    return Calibration(
        claims=len(claims), error=sum(gaps) / len(claims) if claims else None, bins=tuple(bins)
    )


def proportion(hits: int, of: int) -> Proportion:
    """With its Wilson interval; of nothing, anything from 0 to 1."""
    low, high = wilson_interval(hits, of)
    return Proportion(hits=hits, of=of, low=low, high=high)


def _agency_accuracy(
    items: Sequence[AuditedItem], enters: Callable[[Sequence[Finding]], list[Finding]]
) -> AgencyAccuracy:
    said = {(item.item_id, finding.agency) for item in items for finding in enters(item.said)}
    right = {(item.item_id, finding.agency) for item in items for finding in enters(item.right)}
    hits = len(said & right)
    return AgencyAccuracy(
        precision=proportion(hits, len(said)), recall=proportion(hits, len(right)), f1=_f1(hits, said, right)
    )


def _macro_f1(
    services: Sequence[tuple[ServiceReflection | None, ServiceReflection | None]],
) -> float | None:
    places = range(len(services))
    scores = [
        _f1(len(said & right), said, right)
        for value in ServiceReflection
        for said in [{n for n in places if services[n][0] is value}]
        for right in [{n for n in places if services[n][1] is value}]
    ]
    present = [score for score in scores if score is not None]
    return fmean(present) if present else None


def _f1(hits: int, said: Collection[object], right: Collection[object]) -> float | None:
    return 2 * hits / (len(said) + len(right)) if said or right else None


def _bin(number: int, claims: Sequence[tuple[float, bool]]) -> ReliabilityBin | None:
    inside = [claim for claim in claims if min(int(claim[0] * BINS), BINS - 1) == number]
    if not inside:
        return None
    return ReliabilityBin(
        low=number / BINS,
        high=(number + 1) / BINS,
        mean_confidence=fmean(confidence for confidence, _ in inside),
        right=proportion(sum(is_right for _, is_right in inside), len(inside)),
    )
