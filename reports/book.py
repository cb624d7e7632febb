"""The book of a data call: what every agency reported, merged into one document ready for print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.agencies import Agency
from core.calendar import jalali_date_words, jalali_instant_words
from core.canonical import canonical_bytes, content_hash
from core.digits import persian_digits
from core.handed_in import Evidence, EvidenceKind, Record
from core.methodology import Profile
from core.resolutions import Resolution
from reports.numbers import agency_id
from reports.outline import SAMPLE
from reports.outline.pieces import columns, foreign, paragraph, printed, quiet, text
from reports.outline.records import (
    Block,
    Bullets,
    Chapter,
    Column,
    Outline,
    Picture,
    Piece,
    Query,
    Subheading,
    Table,
)
from reports.persian import count_text, shown_text

NO_REPORT = "این دستگاه تا زمان چاپ گزارشی نفرستاد."
NO_TEXT = "متن این گزارش در فایل پیوست است و اینجا نیامده است."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One record that an agency handed in for the call, with the text of its files."""

    record: Record
    paragraphs: tuple[str, ...]
    """Of the files whose text can be read; empty when none can."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """By SHA-256 of the file: its photographs that can be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One agency that was called, and what it sent."""

    agency: Agency
    call: Resolution
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookInputs:
    """One data call as it stood at an instant."""

    profile: Profile
    number: str
    parts: Sequence[Part]
    """In the order of the profile."""
    as_of: datetime
    config_hash: str


def book(inputs: BookInputs) -> Outline:
    """A chapter for every agency that was called, also for one that sent nothing, which it then says."""
    title = inputs.parts[0].call.title
    query = Query(
        profile=inputs.profile.id,
        month=inputs.number,
        scheme="",
        scheme_version="",
        revision=0,
        config_hash=inputs.config_hash,
        as_of=inputs.as_of.isoformat(),
        sections=("book",),
    )
    outline = Outline(
        title=title,
        office=inputs.profile.name,
        month=f"فراخوان {persian_digits(inputs.number)}",
        facts=f"گزارش‌های رسیده تا {jalali_instant_words(inputs.as_of)}",
        note="هر دستگاه گزارش خود را نوشته است؛ اینجا چیزی از آن کم یا زیاد نشده است.",
        notices=(SAMPLE,) if inputs.profile.sample else (),
        chapters=(_overview(inputs), *map(_chapter, inputs.parts)),
        agencies=(),
        items=(),
        lists={},
        query=query,
    )
    return replace(outline, query_hash=content_hash(canonical_bytes(query)))


def _overview(inputs: BookInputs) -> Chapter:
    sent = [part for part in inputs.parts if part.reports]
    blocks: list[Block] = [
        paragraph(
            f"از {count_text(len(inputs.parts))} دستگاهِ فراخوانده، "
            f"{count_text(len(sent))} دستگاه گزارش فرستاد."
        ),
        Table(
            id="called",
            title="دستگاه‌های فراخوانده",
            columns=(Column(title="دستگاه"), *columns("مهلت", "گزارش‌ها", "رسید")),
            rows=tuple(
                (
                    text(part.agency.name),
                    text(_day(part.call.due)),
                    printed(count_text(len(part.reports))),
                    text(_arrived(part)),
                )
                for part in inputs.parts
            ),
        ),
    ]
    return Chapter(id="called", title="آنچه رسید", blocks=tuple(blocks))


def _arrived(part: Part) -> str:
    if not part.reports:
        return "نرسید"
    first = min(report.record.received for report in part.reports)
    late = part.call.due is not None and first > part.call.due
    return f"{_day(first)}{'، پس از مهلت' if late else ''}"


def _chapter(part: Part) -> Chapter:
    blocks: list[Block] = [block for report in part.reports for block in _report(report)]
    return Chapter(
        id=agency_id(part.agency.key),
        title=part.agency.name,
        blocks=tuple(blocks) or (quiet(NO_REPORT),),
        starts_page=True,
    )


def _report(report: Report) -> list[Block]:
    record = report.record
    blocks: list[Block] = [
        Subheading(text=shown_text(record.title)),
        quiet(f"شمارهٔ {persian_digits(record.number)}، {_day(record.day)}، رسیده در {_day(record.received)}"),
    ]
    if record.details:
        blocks.append(
            Bullets(
                lines=tuple(
                    (text(f"{name}: "), foreign(shown_text(value))) for name, value in record.details.items()
                )
            )
        )
    blocks += [paragraph(foreign(shown_text(words))) for words in report.paragraphs]
    blocks += report.pictures.values()
    # A photograph that is printed needs no line that names it.
    named = [one for one in record.evidence if one.sha256 not in report.pictures]
    if any(one.kind is EvidenceKind.FILE for one in named) and not report.paragraphs:
        blocks.append(quiet(NO_TEXT))
    if named:
        blocks.append(Bullets(lines=tuple((text("پیوست: "), _evidence(one)) for one in named)))
    return blocks


def _evidence(one: Evidence) -> Piece:
    return foreign(one.place, link=one.place) if one.kind is EvidenceKind.LINK else foreign(one.place)


def _day(day: date | None) -> str:
    return jalali_date_words(day) if day else "—"
