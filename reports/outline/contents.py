"""Service reflection, stories, outlets, topics and the method as blocks."""

from dataclasses import replace

from reports.outline.pieces import agency, columns, count, foreign, paragraph, printed, quiet, share, text
from reports.outline.records import Block, Bullets, Column, Line, Subheading, Table
from reports.sections.method import Method
from reports.sections.outlets import Outlets
from reports.sections.service import Service, ServiceExample
from reports.sections.stories import Stories, StoryRow
from reports.sections.topics import TopicRow, Topics


def service_blocks(section: Service) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if section.base.value:
        blocks.append(
            paragraph(
                "از ",
                count(section.base),
                " خبر سنجیده‌شده، ",
                count(section.counted),
                f" خبر خدمتی انجام‌شده برای مردم را گزارش می‌کند: {section.share_text}.",
            )
        )
        blocks.append(
            Table(
                id="service",
                title="بازتاب خدمت",
                columns=(
                    Column(title="دستگاه"),
                    Column(title="سهم", bar_to=1.0),
                    *columns("گزارش خدمت", "از خبرها"),
                ),
                rows=tuple(
                    (
                        agency(row.agency_id, row.name),
                        share(row.share_text, row.share),
                        count(row.counted),
                        count(row.base),
                    )
                    for row in section.rows
                ),
            )
        )
    else:
        blocks.append(quiet("در این ماه خبری نبود که بازتاب خدمت در آن سنجیده شود."))
    if section.not_measured:
        blocks.append(quiet(f"سنجیده نشد: {'، '.join(section.not_measured)}"))
    if section.examples:
        blocks.append(Subheading(text="نمونه‌های خوب"))
        blocks.append(Bullets(lines=tuple(map(_example, section.examples))))
    return tuple(blocks)


def _example(example: ServiceExample) -> Line:
    told = "، ".join(
        part for part in (example.agency, example.outlet, example.published, example.spread) if part
    )
    return (foreign(example.title, link=f"items/{example.item_id}.html"), text(f" — {told}"))


def stories_blocks(section: Stories) -> tuple[Block, ...]:
    if not section.rows:
        return (quiet("در این ماه هیچ خبری بیش از یک بار منتشر نشد."),)
    return tuple(block for row in section.rows for block in _story(row))


def _story(row: StoryRow) -> tuple[Block, ...]:
    told = f" رسانه · {'، '.join(row.agencies)}"
    members = tuple(
        (
            text(member.outlet, link=f"items/{member.item_id}.html"),
            text(f" {member.published}، {member.relation}{'' if member.is_counted else '؛ بیرون از شمارش'}"),
        )
        for member in row.members
    )
    return (
        paragraph(foreign(row.title), " — ", count(row.items), " انتشار در ", count(row.outlets), told),
        Bullets(lines=members),
    )


def outlets_blocks(section: Outlets) -> tuple[Block, ...]:
    largest = max((row.items.value for row in section.rows), default=0)
    return (
        Table(
            id="outlets",
            title="رسانه‌ها",
            columns=(
                Column(title="رسانه"),
                Column(title="مطالب", bar_to=float(largest) if largest else None),
                *columns("دستگاه‌ها", "روزهای دیده‌شده", "مالک"),
            ),
            rows=tuple(
                (
                    text(row.name, note=row.tier),
                    count(row.items),
                    count(row.agencies),
                    replace(
                        count(row.seen_days),
                        note=f"از {row.coverage.expected_text}، {row.coverage.share_text}",
                    ),
                    text(row.owner or "—"),
                )
                for row in section.rows
            ),
        ),
    )


def topics_blocks(section: Topics) -> tuple[Block, ...]:
    if not section.rows:
        return (quiet("مطلبی نبود."),)
    return (topics_table("topics", section.rows),)


def topics_table(table_id: str, rows: tuple[TopicRow, ...], *, part: str = "") -> Table:
    """The topics of the province, or those of one agency."""
    return Table(
        id=table_id,
        title="موضوع‌ها",
        columns=(Column(title="موضوع"), Column(title="سهم", bar_to=1.0), Column(title="مطالب")),
        rows=tuple((text(row.name), share(row.share_text, row.share), count(row.items)) for row in rows),
        part=part,
        part_title="دستگاه" if part else "",
        is_narrow=bool(part),
    )


def method_blocks(section: Method) -> tuple[Block, ...]:
    return (
        *(paragraph(words) for words in section.paragraphs),
        Table(
            id="indicators",
            title="شاخص‌ها و وزن‌ها",
            columns=(*columns("شاخص", "وزن"), Column(title="سنجه‌ها", is_wide=True)),
            rows=tuple(
                (text(i.name), printed(i.weight), text("، ".join(i.measures))) for i in section.indicators
            ),
        ),
        Table(
            id="bands",
            title="رده‌ها",
            columns=columns("رده", "از امتیاز"),
            rows=tuple((text(name), printed(start)) for name, start in section.bands),
        ),
        Table(
            id="versions",
            title="نسخه‌ها",
            columns=(Column(title="نام"), Column(title="نسخه", is_wide=True)),
            rows=tuple((text(name), foreign(version)) for name, version in section.versions),
        ),
    )
