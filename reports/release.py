"""What the public is told of a month: a text of some sentences, and a picture of the first of each group."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from reports.formats.typesetting import typeset
from reports.month import Heading, MonthReport
from reports.numbers import Number
from reports.outline import SAMPLE
from reports.persian import breakable
from reports.sections.changes import Changes
from reports.sections.league import League, LeagueRow

TEMPLATE = Path(__file__).parent / "typst" / "release.typ"
FIRST_RANKS = 3
NOBODY = "در این گروه هیچ دستگاهی امتیاز نگرفت."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """One of the first of its group."""

    rank: str
    name: str
    points: float
    points_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseGroup:
    """A group with its first ranks, everybody of a shared rank among them."""

    name: str
    rows: tuple[ReleaseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The text in sentences, and what the picture shows."""

    office: str
    title: str
    month: str
    notices: tuple[str, ...]
    sentences: tuple[str, ...]
    groups: tuple[ReleaseGroup, ...]
    nobody: str
    foot: str


def release_of(report: MonthReport) -> Release:
    """From the sections `changes` and `league`; a report without one of them says less."""
    league, changes = report.sections.get("league"), report.sections.get("changes")
    groups = league.groups if isinstance(league, League) else ()
    ranked = tuple(
        ReleaseGroup(name=group.name, rows=_first(group.rows)) for group in groups if group.is_ranked
    )
    heading = report.heading
    return Release(
        office=heading.office,
        title=heading.title,
        month=heading.month,
        notices=(SAMPLE,) if heading.is_sample else (),
        sentences=(*_said(changes), *_leaders(ranked)),
        groups=ranked,
        nobody=NOBODY,
        foot=_foot(heading),
    )


def release_text(release: Release) -> str:
    """As a press office sends it: plain text."""
    head = [*release.notices, release.office, f"{release.title}، {release.month}", ""]
    return "\n".join([*head, *release.sentences, "", release.foot, ""])


def release_picture(release: Release, at: datetime, *, kind: str) -> bytes:
    """The picture as `png` or `svg`; letters are drawn as shapes, so that no font is needed to see them."""
    words = asdict(release) | {
        "groups": [
            asdict(group) | {"rows": [asdict(row) | {"name": breakable(row.name)} for row in group.rows]}
            for group in release.groups
        ]
    }
    return typeset(TEMPLATE, json.dumps(words, ensure_ascii=False), at=at, kind=kind)


def _first(rows: tuple[LeagueRow, ...]) -> tuple[ReleaseRow, ...]:
    """Those at the first three places; who shares the last of them is not left out."""
    scored = sorted((r for r in rows if r.points is not None and r.rank), key=lambda r: -(r.points or 0.0))
    places = [row.rank for row in scored[:FIRST_RANKS]]
    return tuple(
        ReleaseRow(rank=row.rank, name=row.name, points=row.points or 0.0, points_text=row.points_text)
        for row in scored
        if row.rank in places
    )


def _said(changes: object) -> tuple[str, ...]:
    if not isinstance(changes, Changes):
        return ()
    return tuple("".join(p.text if isinstance(p, Number) else p for p in s) for s in changes.sentences)


def _leaders(groups: tuple[ReleaseGroup, ...]) -> tuple[str, ...]:
    sentences = []
    for group in groups:
        if group.rows:
            top = [row for row in group.rows if row.rank == group.rows[0].rank]
            names = " و ".join(row.name for row in top)
            shared = "به‌طور مشترک " if len(top) > 1 else ""
            sentences.append(
                f"در گروه «{group.name}» {names} با {top[0].points_text} امتیاز {shared}در رتبهٔ نخست است."
            )
        else:
            sentences.append(f"در گروه «{group.name}» هیچ دستگاهی امتیاز نگرفت؛ این به معنای صفر نیست.")
    return tuple(sentences)


def _foot(heading: Heading) -> str:
    return f"{heading.days} · داده‌ها تا {heading.as_of} · بازشماری {heading.revision}"
