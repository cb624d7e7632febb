"""An agency's own page as a chapter."""

from dataclasses import replace

from reports.outline.contents import topics_table
from reports.outline.league import change_piece
from reports.outline.pieces import columns, count, measure, paragraph, points, printed, quiet, text
from reports.outline.records import (
    Block,
    Bullets,
    Chapter,
    Column,
    Piece,
    Subheading,
    Table,
    Trend,
)
from reports.sections.agencies import AgencyPage, ScorePart
from reports.sections.scorecard import IndicatorLine

STRONG, WEAK = "نقاط قوت", "ضعیف‌ترین شاخص‌ها"


def agency_chapter(page: AgencyPage) -> Chapter:
    """Score, trend, the parts of the score, the measures, topics and outlets."""
    blocks: list[Block] = [quiet("، ".join((page.group, *page.heads))), *_score(page)]
    blocks += _card(page)
    if page.trend:
        blocks.append(
            Trend(
                title="روند امتیاز",
                months=tuple(point.month for point in page.trend),
                points=tuple(point.points for point in page.trend),
                texts=tuple(point.points_text or "بی‌امتیاز" for point in page.trend),
                part=page.name,
            )
        )
    if page.parts:
        blocks.append(_parts(page))
    blocks.append(_measures(page))
    if page.topics:
        blocks += [topics_table("agency-topics", page.topics, part=page.name), _outlets(page)]
    return Chapter(id=page.id, title=page.name, blocks=tuple(blocks), data=(_card_table(page),))


def _score(page: AgencyPage) -> list[Block]:
    row = page.row
    if row.points is None:
        return [paragraph(f"{row.state}. ", row.why), paragraph("مطلب در رسانه‌ها: ", count(row.press))]
    band = f"، {row.band}" if row.band else ""
    rank = f" رتبهٔ {row.rank} از {row.ranked_among}." if row.rank else ""
    line: list[Piece | str] = [f"امتیاز {row.points_text} از ۱۰۰{band}.{rank}"]
    if row.change.direction != "new":
        line += [" نسبت به دور پیش: ", change_piece(row.change), "."]
    blocks: list[Block] = [paragraph(*line), paragraph("مطلب در رسانه‌ها: ", count(row.press))]
    return [*blocks, paragraph(page.best)] if page.best else blocks


def _card(page: AgencyPage) -> list[Block]:
    """In lines and not in tables: a province has 120 agencies, and a table costs a printer dear."""
    blocks: list[Block] = []
    for title, lines in ((STRONG, page.card.strengths), (WEAK, page.card.weakest)):
        if lines:
            blocks.append(Subheading(text=title))
            blocks.append(
                Bullets(
                    lines=tuple(
                        (text(f"{line.name}: "), _indicator_points(line), text(f"، {line.gap}"))
                        for line in lines
                    )
                )
            )
    return blocks


def _card_table(page: AgencyPage) -> Table:
    return Table(
        id="scorecard",
        title="کارنامه",
        columns=(*columns("جایگاه", "شاخص", "امتیاز"), Column(title="فاصله تا بهترین گروه", is_wide=True)),
        rows=tuple(
            (text(title), text(line.name), _indicator_points(line), text(line.gap))
            for title, lines in ((STRONG, page.card.strengths), (WEAK, page.card.weakest))
            for line in lines
        ),
        part=page.name,
        part_title="دستگاه",
    )


def _indicator_points(line: IndicatorLine) -> Piece:
    """They open what the first measure of the indicator stands on; the table of measures has the others."""
    behind = measure(line.measures[0]).link if line.measures else ""
    return replace(points(line.points_text, line.points), link=behind)


def _parts(page: AgencyPage) -> Table:
    return Table(
        id="score-parts",
        title="امتیاز از چه ساخته شد",
        columns=(
            Column(title="بخش"),
            Column(title="امتیاز بخش", bar_to=100.0),
            Column(title="وزن"),
            Column(title="قاعده", is_wide=True),
        ),
        rows=tuple(map(_part, page.parts)),
        part=page.name,
        part_title="دستگاه",
    )


def _part(part: ScorePart) -> tuple[Piece, ...]:
    return (
        text(part.name),
        points(part.points_text, part.points) if part.points is not None else text(part.state),
        printed(part.weight_text),
        text("؛ ".join(part.rules)),
    )


def _measures(page: AgencyPage) -> Table:
    return Table(
        id="agency-measures",
        title="سنجه‌ها",
        columns=(*columns("سنجه", "مقدار", "دیده‌شده"), Column(title="توضیح", is_wide=True)),
        rows=tuple(
            (text(cell.name), measure(cell), text(cell.complete_text or "—"), text(cell.why or "—"))
            for cell in page.measures
        ),
        part=page.name,
        part_title="دستگاه",
    )


def _outlets(page: AgencyPage) -> Table:
    return Table(
        id="agency-outlets",
        title="رسانه‌ها",
        columns=columns("رسانه", "مطالب"),
        rows=tuple((text(outlet.name), count(outlet.items)) for outlet in page.outlets),
        part=page.name,
        part_title="دستگاه",
        is_narrow=True,
    )
