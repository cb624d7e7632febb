"""Trends, voice, heat map, responsiveness and managers' points as blocks."""

from dataclasses import replace

from reports.outline.league import change_piece
from reports.outline.pieces import (
    agency,
    columns,
    count,
    foreign,
    paragraph,
    points,
    printed,
    quiet,
    share,
    text,
)
from reports.outline.records import Block, Column, Piece, Subheading, Table, Trend
from reports.sections.heatmap import HeatCell, Heatmap
from reports.sections.points import Points
from reports.sections.responsiveness import Responsiveness
from reports.sections.trend import TrackLine, Trends
from reports.sections.voice import Voice, VoiceGroup

FIRST_ROUND = "این نخستین دور است؛ روند از دور دوم نشان داده می‌شود."
WEAK = "سهم دستگاه‌های ضعیف"


def trend_blocks(section: Trends) -> tuple[Block, ...]:
    blocks: list[Block] = [block for track in section.tracks for block in _track(track)]
    if not section.rows:
        return (*blocks, quiet(FIRST_ROUND))
    return (
        *blocks,
        Table(
            id="since-first",
            title="دستگاه‌ها از نخستین دور",
            columns=columns("دستگاه", "رده", "دورهای پیاپی در این رده", "از نخستین دور", "از سال پیش"),
            rows=tuple(
                (
                    agency(row.agency_id, row.name),
                    text(row.band),
                    printed(row.run),
                    change_piece(row.since_first),
                    change_piece(row.since_last_year),
                )
                for row in section.rows
            ),
        ),
    )


def _track(track: TrackLine) -> tuple[Block, ...]:
    head: tuple[Block, ...] = (Subheading(text=track.name), paragraph(track.words))
    if not track.points:
        return head
    return (
        *head,
        Trend(
            title=WEAK,
            months=tuple(point.month for point in track.points),
            points=tuple(point.points for point in track.points),
            texts=tuple(point.points_text or "بی‌امتیاز" for point in track.points),
            part=track.name,
        ),
        quiet("؛ ".join(f"{month}: {counts}" for month, counts in track.counts)),
    )


def voice_blocks(section: Voice) -> tuple[Block, ...]:
    return (
        *(block for group in section.groups for block in _voice_group(group)),
        quiet("مطلبی که دربارهٔ دو دستگاه است از آنِ هر دو شمرده می‌شود، پس جمع سهم‌ها گاه بیش از صد است."),
    )


def _voice_group(group: VoiceGroup) -> tuple[Block, ...]:
    if not group.rows:
        return (paragraph(f"{group.name}: ", count(group.items), " مطلب"),)
    return (
        Table(
            id="voice",
            title=group.name,
            columns=(Column(title="دستگاه"), Column(title="سهم", bar_to=1.0), Column(title="مطالب")),
            rows=tuple(
                (agency(row.agency_id, row.name), share(row.share_text, row.share), count(row.items))
                for row in group.rows
            ),
            part=group.name,
            part_title="گروه",
        ),
        paragraph("همهٔ مطالب این گروه: ", count(group.items)),
    )


def heatmap_blocks(section: Heatmap) -> tuple[Block, ...]:
    if not section.rows:
        return (quiet("دستگاهی زیر پوشش نبود."),)
    return (
        Table(
            id="heatmap",
            title="مطالب هر نوع دستگاه در هر شهرستان",
            columns=(Column(title="نوع دستگاه"), *columns(*section.columns)),
            rows=tuple((text(row.name), *map(_heat, row.cells)) for row in section.rows),
        ),
        quiet("جای دستگاه است، نه جای رویداد. «—» یعنی چنین دستگاهی آنجا زیر پوشش نیست."),
    )


def _heat(cell: HeatCell) -> Piece:
    return replace(count(cell.items), heat=cell.step) if cell.items else text("—")


def responsiveness_blocks(section: Responsiveness) -> tuple[Block, ...]:
    if not section.rows:
        return (quiet("در این ماه نقدی که پاسخ بخواهد شمرده نشد."),)
    return (
        paragraph(
            count(section.cases),
            " نقد پاسخ می‌خواست؛ ",
            count(section.answered),
            " پاسخ گرفت و ",
            count(section.unanswered),
            " بی‌پاسخ ماند.",
        ),
        Table(
            id="criticism",
            title="نقدها یک‌به‌یک",
            columns=(
                Column(title="دستگاه"),
                Column(title="نقد", is_wide=True),
                *columns("رسانه", "روز", "نتیجه"),
            ),
            rows=tuple(
                (
                    agency(row.agency_id, row.agency),
                    foreign(row.title, link=f"items/{row.item_id}.html"),
                    text(row.outlet),
                    text(row.opened),
                    text(row.state, note=row.delay),
                )
                for row in section.rows
            ),
        ),
    )


def points_blocks(section: Points) -> tuple[Block, ...]:
    if not section.rows:
        return (quiet("برای این دور امتیاز مدیران حساب نشده است."),)
    return (
        Table(
            id="points",
            title=f"امتیاز مدیران از {section.out_of}",
            columns=columns("دستگاه", "مدیر", "امتیاز دستگاه", "امتیاز مدیر"),
            rows=tuple(
                (
                    agency(row.agency_id, row.agency),
                    text(row.manager),
                    printed(row.score_text),
                    points(row.points_text, row.points),
                )
                for row in section.rows
            ),
        ),
    )
