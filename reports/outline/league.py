"""The league, the measures and the sentences of change as blocks."""

from reports.outline.pieces import agency, columns, count, measure, points, printed, quiet, text
from reports.outline.records import Block, Bullets, Column, Piece, Subheading, Table, Unit
from reports.persian import number_in
from reports.sections.changes import Changes
from reports.sections.league import Change, League, LeagueGroup, LeagueRow
from reports.sections.measures import Measures

NO_SCORE = "امتیاز و رتبه ندارد"


def changes_blocks(section: Changes) -> tuple[Block, ...]:
    lines = tuple(
        tuple(text(part) if isinstance(part, str) else count(part) for part in sentence)
        for sentence in section.sentences
    )
    return (Bullets(lines=lines, is_numbered=True),)


def league_blocks(section: League) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if not section.compares:
        blocks.append(quiet("برای دورهٔ پیش دوری ثبت نشده است؛ ستون تغییر خالی می‌ماند."))
    blocks += [_group(group) for group in section.groups]
    blocks.append(
        quiet(
            "رتبه درون گروه و از امتیاز گردنشده است؛ برابرها رتبهٔ برابر دارند. «پوشش داده» از کم‌دیده‌ترین "
            "سنجه‌ای است که در امتیاز دستگاه آمده است."
        )
    )
    return tuple(blocks)


def _group(group: LeagueGroup) -> Table:
    return Table(
        id="league",
        title=group.name,
        columns=(
            *columns("رتبه", "دستگاه"),
            Column(title="امتیاز", bar_to=100.0),
            *columns("رده", "تغییر", "مطالب", "پوشش داده"),
        ),
        rows=tuple(_row(row, is_ranked=group.is_ranked) for row in group.rows),
        part=group.name,
        part_title="گروه",
    )


def _row(row: LeagueRow, *, is_ranked: bool) -> tuple[Piece, ...]:
    reason = row.why if is_ranked else ""
    score = (
        text(row.state if is_ranked else NO_SCORE, note=reason)
        if row.state
        else points(row.points_text, row.points, note=_certainty(row))
    )
    return (
        _rank(row),
        agency(row.agency_id, row.name),
        score,
        text(row.band),
        change_piece(row.change),
        count(row.press),
        printed(row.complete_text or "—", note=row.missing),
    )


def _rank(row: LeagueRow) -> Piece:
    note = f"({row.certainty.rank})" if row.certainty.rank else ""
    return printed(row.rank, note=note) if row.rank else text("—", note=note)


def _certainty(row: LeagueRow) -> str:
    sure = row.certainty
    said = (
        f"اصلاح‌شده {sure.corrected}، بازه {sure.drawn}" if sure.corrected else "",
        f"ممکن {sure.possible}" if sure.possible else "",
        f"برابر با {sure.equal_to}" if sure.equal_to else "",
    )
    return "؛ ".join(part for part in said if part)


def change_piece(change: Change) -> Piece:
    """What changed since last month, with an arrow."""
    if change.direction == "new":
        return text("—")
    if change.direction not in ("up", "down"):
        return text(change.text, note=change.rank_text)
    size = number_in(change.text) or 0.0
    return Piece(
        text=change.text,
        # The arrow is the sign of the printed number.
        value=size if change.direction == "up" else -size,
        unit=Unit.DECIMAL,
        arrow=change.direction,
        note=change.rank_text,
    )


def measures_blocks(section: Measures) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Table(
            id="measures",
            title="سنجه‌های هر دستگاه",
            columns=(Column(title="دستگاه"), *columns(*(c.name for c in section.columns))),
            rows=tuple((agency(row.agency_id, row.name), *map(measure, row.cells)) for row in section.rows),
        )
    ]
    meanings = [(c.name, c.meaning) for c in section.columns if c.meaning]
    if meanings:
        blocks.append(Subheading(text="هر سنجه چه می‌گوید"))
        blocks.append(Bullets(lines=tuple((text(f"{name}: {meaning}"),) for name, meaning in meanings)))
    return tuple(blocks)
