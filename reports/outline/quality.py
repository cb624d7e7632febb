"""The quality panel and the sources that failed as blocks."""

from dataclasses import replace

from reports.numbers import Number
from reports.outline.pieces import agency, columns, count, paragraph, printed, quiet, text
from reports.outline.records import Block, Bullets, Column, Piece, Subheading, Table
from reports.sections.portals import Portals
from reports.sections.quality import AuditPanel, Quality
from reports.sections.site_checks import SiteChecks

NO_AGREEMENT = "در این ماه هیچ مطلبی را دو کارشناس جدا از هم داوری نکردند؛ همخوانی آنان سنجیده نشد."


def quality_blocks(section: Quality) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Bullets(
            lines=(
                (count(section.items), text(" مطلب شمرده شد")),
                (
                    text(f"{section.coverage_text} از روزهای رسانه‌ها دیده شد: "),
                    count(section.seen_days),
                    text(" از "),
                    count(section.expected_days),
                ),
                (count(section.suspect), text(" روزِ منبع مشکوک است: پاسخ داد ولی شاید همه را نشان نداد")),
                (count(section.failed_sources), text(" منبع دست‌کم یک روز پاسخ نداد")),
                (
                    count(section.corrected),
                    text(f" مطلب را کارشناس بررسی کرده است: {section.corrected_share}"),
                ),
            )
        )
    ]
    if section.origins:
        blocks.append(
            Table(
                id="origins",
                title="راه رسیدن مطالب",
                columns=columns("راه", "مطالب"),
                rows=tuple((text(origin.name), count(origin.number)) for origin in section.origins),
            )
        )
    if section.audit:
        blocks += _audit(section.audit)
    blocks += _agreement(section)
    if section.outlets:
        blocks.append(_coverage(section))
    if section.stages:
        blocks.append(_stages(section))
    return tuple(blocks)


def _audit(audit: AuditPanel) -> list[Block]:
    blocks: list[Block] = [Subheading(text="درستی تشخیص سامانه در نمونهٔ تصادفی")]
    if not audit.lines:
        words = "در این ماه هیچ مطلبی از نمونهٔ تصادفی بازبینی نشده است؛ درستی تشخیص سامانه سنجیده نشد."
        return [*blocks, quiet(words)]
    said = " مطلب نمونهٔ تصادفی را کارشناس کامل بازبینی کرده است؛ "
    blocks.append(paragraph(audit.reviewed + said, count(audit.shown), " مطلب آن در این گزارش است."))
    blocks.append(
        Table(
            id="audit",
            title="درستی تشخیص سامانه",
            columns=(Column(title="سنجش"), Column(title="نتیجه", is_wide=True)),
            rows=tuple((text(line.name), text(line.text)) for line in audit.lines),
        )
    )
    return blocks


def _agreement(section: Quality) -> list[Block]:
    if not section.agreement:
        return [quiet(NO_AGREEMENT)]
    return [
        Table(
            id="agreement",
            title="همخوانی کارشناسان",
            columns=(Column(title="پرسش"), Column(title="همخوانی", is_wide=True)),
            rows=tuple((text(line.name), text(line.text)) for line in section.agreement),
        )
    ]


def _coverage(section: Quality) -> Table:
    return Table(
        id="coverage",
        title="روزهای دیده‌شدهٔ هر رسانه",
        columns=columns("رسانه", "دیده‌شده", "سهم", "کافی"),
        rows=tuple(
            (
                text(line.coverage.outlet),
                replace(count(line.seen_days), note=f"از {line.coverage.expected_text}"),
                printed(line.coverage.share_text),
                text("آری" if line.coverage.is_enough else "نه"),
            )
            for line in section.outlets
        ),
    )


def _stages(section: Quality) -> Table:
    return Table(
        id="stages",
        title="سرانجام ورودی‌های هر مرحله (ورودی‌های اجراها، نه مطالب این گزارش)",
        columns=columns("مرحله", "سرانجام", "شمار"),
        rows=tuple(
            (text(stage.stage), text(words), printed(number))
            for stage in section.stages
            for words, number, _ in stage.outcomes
        ),
    )


def portals_blocks(section: Portals) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if section.stale:
        blocks.append(
            paragraph(
                "تازه‌ترین مطلبِ این سایت‌ها در آخرین سرزدنِ موفقِ ماه، "
                f"بیش از {section.stale_after_text} روز کهنه بود."
            )
        )
        blocks.append(
            Table(
                id="stale-portals",
                title="سایت‌های کهنه",
                columns=columns("دستگاه", "تازه‌ترین مطلب", "سن آن", "سرزدن‌های پاسخ‌گرفته"),
                rows=tuple(
                    (
                        agency(r.agency_id, r.agency),
                        text(r.newest),
                        printed(r.age_text),
                        _of(r.answered, r.nights),
                    )
                    for r in section.stale
                ),
            )
        )
    elif section.fresh:
        blocks.append(paragraph(f"هیچ سایتی بیش از {section.stale_after_text} روز بی‌مطلب نمانده است."))
    if section.fresh:
        blocks.append(paragraph(count(section.fresh_number), " سایت دیگر به‌روز بود."))
    if section.unknown:
        blocks.append(
            Table(
                id="unknown-portals",
                title="دربارهٔ این‌ها نمی‌توان داوری کرد",
                columns=(Column(title="دستگاه"), Column(title="دلیل", is_wide=True)),
                rows=tuple((agency(r.agency_id, r.agency), text(r.why)) for r in section.unknown),
            )
        )
    blocks += _site_checks(section.checks)
    if section.channels:
        blocks.append(
            Table(
                id="silent-channels",
                title="کانال‌های خاموش",
                columns=columns("دستگاه", "کانال", "روزهای دیده‌شده"),
                rows=tuple(
                    (agency(r.agency_id, r.agency), text(r.channel), count(r.seen_days))
                    for r in section.channels
                ),
            )
        )
    if section.failing:
        blocks.append(
            Table(
                id="failed-sources",
                title="منبع‌هایی که پاسخ ندادند",
                columns=(*columns("رسانه", "روزهای بی‌پاسخ"), Column(title="علت بیشتر", is_wide=True)),
                rows=tuple((text(r.outlet), _of(r.failed, r.asked), text(r.why)) for r in section.failing),
            )
        )
    return tuple(blocks)


def _site_checks(checks: SiteChecks) -> list[Block]:
    blocks: list[Block] = []
    if checks.troubled:
        blocks.append(
            Table(
                id="site-checks",
                title="پیوندهای شکسته و گواهی‌های رو به پایان",
                columns=(
                    *columns("دستگاه", "سرزدن‌هایی که پیوند شکسته دید", "سهم شکسته"),
                    Column(title="گواهی امنیتی", is_wide=True),
                ),
                rows=tuple(
                    (
                        agency(r.agency_id, r.agency),
                        _of(r.broken, r.sampled),
                        printed(r.share_text),
                        text(r.certificate or "—"),
                    )
                    for r in checks.troubled
                ),
            )
        )
    if checks.sound.value:
        blocks.append(paragraph(count(checks.sound), " سایت پیوند شکسته یا گواهی رو به پایانی نداشت."))
    return blocks


def _of(part: Number, whole: Number) -> Piece:
    return replace(count(part), note=f"از {whole.text}")
