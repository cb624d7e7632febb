"""The report as plain blocks, made once; PDF, DOCX, sheets and data files all write these."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.calendar import tehran_day
from core.canonical import canonical_bytes, content_hash
from reports.inputs import ReportInputs
from reports.items import ItemView, seen_or_published_at
from reports.month import MonthReport
from reports.outline.agencies import agency_chapter
from reports.outline.contents import (
    method_blocks,
    outlets_blocks,
    service_blocks,
    stories_blocks,
    topics_blocks,
)
from reports.outline.league import changes_blocks, league_blocks, measures_blocks
from reports.outline.province import (
    heatmap_blocks,
    points_blocks,
    responsiveness_blocks,
    trend_blocks,
    voice_blocks,
)
from reports.outline.quality import portals_blocks, quality_blocks
from reports.outline.records import Block, Chapter, ItemRow, Outline, Query
from reports.words import SECTION_TITLES

SECTION_BLOCKS: Mapping[str, Callable[[Any], tuple[Block, ...]]] = {
    "quality": quality_blocks,
    "changes": changes_blocks,
    "league": league_blocks,
    "trend": trend_blocks,
    "voice": voice_blocks,
    "measures": measures_blocks,
    "heatmap": heatmap_blocks,
    "service": service_blocks,
    "responsiveness": responsiveness_blocks,
    "portals": portals_blocks,
    "stories": stories_blocks,
    "outlets": outlets_blocks,
    "topics": topics_blocks,
    "points": points_blocks,
    "method": method_blocks,
}
"""By the names of reports.sections.SECTIONS: each takes that section's record."""

SAMPLE = "نمونه: دستگاه‌ها واقعی‌اند، رسانه‌ها و رویدادها و عددها ساختگی"
DRAFT = "پیش‌نویس: ماه هنوز به پایان نرسیده است"


def report_query(inputs: ReportInputs) -> Query:
    """What identifies the report: the round, and what was asked to be shown of it."""
    made = inputs.round
    return Query(
        profile=inputs.profile.id,
        month=str(made.month),
        scheme=made.scheme,
        scheme_version=made.scheme_version,
        revision=made.revision,
        config_hash=made.config_hash,
        as_of=inputs.as_of.isoformat(),
        sections=inputs.definition.sections,
    )


def report_outline(report: MonthReport, inputs: ReportInputs) -> Outline:
    """Put the records of the report into blocks; the inputs are those that the report was made from."""
    heading, query = report.heading, report_query(inputs)
    notices = ((SAMPLE,) if heading.is_sample else ()) + (() if heading.is_closed else (DRAFT,))
    outline = Outline(
        title=heading.title,
        office=heading.office,
        month=heading.month,
        facts=f"{heading.days} · داده‌ها تا {heading.as_of} · بازشماری {heading.revision}",
        notices=notices,
        chapters=tuple(
            Chapter(id=name, title=SECTION_TITLES[name], blocks=SECTION_BLOCKS[name](section))
            for name, section in report.sections.items()
        ),
        agencies=tuple(map(agency_chapter, report.agencies)),
        items=_counted_items(report, inputs),
        lists={each.id: each.item_ids or each.lines for each in report.lists.values()},
        query=query,
    )
    return replace(outline, query_hash=content_hash(canonical_bytes(query)))


def _counted_items(report: MonthReport, inputs: ReportInputs) -> tuple[ItemRow, ...]:
    """Every item that stands in a list, once; reprints that nothing counts are left out."""
    counted = dict.fromkeys(i for each in report.lists.values() for i in each.item_ids)
    days = {i: tehran_day(seen_or_published_at(inputs.items[i].item)) for i in counted}
    return tuple(_item_row(report.items[i], days[i]) for i in sorted(counted))


def _item_row(item: ItemView, day: date) -> ItemRow:
    return ItemRow(
        id=item.id,
        title="".join(segment.text for segment in item.title) or "بی‌عنوان",
        outlet=item.outlet,
        published=item.published,
        day=day.isoformat(),
        agencies="، ".join(claim.agency for claim in item.claims if claim.holds),
        topic=item.topic,
        service=item.service,
        origin=item.origin,
        url=item.url or "",
    )
