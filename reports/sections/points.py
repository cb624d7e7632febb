"""The managers' points for public relations, as a table."""

from dataclasses import dataclass

from reports.facts import Facts
from reports.numbers import ListBook, agency_id
from reports.persian import decimal_text, weight_text

NOT_ASSESSED = "قابل ارزیابی نیست"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """One agency's manager; without a score there are no points, and that is not zero."""

    agency_id: str
    agency: str
    manager: str
    points: float | None
    points_text: str
    score_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """In the order of the profile."""

    out_of: str
    rows: tuple[PointsRow, ...]


def points(facts: Facts, lists: ListBook) -> Points:
    """As scoring gave them."""
    found = facts.inputs.results.points if facts.inputs.results else ()
    rows = []
    for one in found:
        score = facts.total(one.agency)
        has_score = score is not None and score.points is not None
        rows.append(
            PointsRow(
                agency_id=agency_id(one.agency),
                agency=facts.names.get(one.agency, str(one.agency)),
                manager=one.manager or "—",
                points=one.points,
                points_text=NOT_ASSESSED if one.points is None else decimal_text(one.points, 2),
                score_text=decimal_text(score.points or 0.0) if score and has_score else "—",
            )
        )
    return Points(
        out_of=weight_text(found[0].out_of) if found else "",
        rows=tuple(row for row in rows if row.agency_id in {agency_id(a.key) for a in facts.agencies}),
    )
