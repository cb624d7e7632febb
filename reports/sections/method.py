"""The method in plain Persian, with the versions that made the numbers."""

from dataclasses import dataclass

from core.digits import persian_number
from core.percentages import whole_percentages
from core.schemes import Stage
from reports.facts import Facts
from reports.measure_words import words_in
from reports.numbers import ListBook
from reports.persian import decimal_text, percent_text, weight_text
from reports.words import version_words

_STAGES = {
    Stage.INPUT: "درون‌داد",
    Stage.ACTIVITY: "فعالیت",
    Stage.OUTPUT: "برون‌داد",
    Stage.OUT_TAKE: "دریافت مخاطب",
    Stage.OUTCOME: "نتیجه",
    Stage.IMPACT: "اثر",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorNote:
    """One indicator of the scheme and what it is made of."""

    name: str
    weight: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the numbers came about, for someone who wants to contest them."""

    paragraphs: tuple[str, ...]
    indicators: tuple[IndicatorNote, ...]
    bands: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]


def method(facts: Facts, lists: ListBook) -> Method:
    scheme = facts.inputs.scheme
    return Method(
        paragraphs=_paragraphs(facts),
        indicators=tuple(
            IndicatorNote(
                name=indicator.name,
                weight=weight_text(indicator.weight),
                measures=tuple(words_in(scheme, use.key).name for use in indicator.measures),
            )
            for indicator in scheme.indicators
        ),
        bands=tuple((band.name, decimal_text(band.from_score, 0)) for band in scheme.bands),
        versions=_versions(facts),
    )


def _paragraphs(facts: Facts) -> tuple[str, ...]:
    scheme = facts.inputs.scheme
    return (
        "سامانه هر شب رسانه‌های زیر پوشش و سایت دستگاه‌ها را می‌خواند، در متن هر مطلب نام دستگاه‌ها را می‌جوید "
        "و برای هر انتساب، عین عبارتِ متن را به گواه نگه می‌دارد. انتسابی که استانش معلوم نباشد شمرده نمی‌شود.",
        "هر عدد این گزارش که مطلبی را می‌شمارد پیوند است و درست همان مطالب را نشان می‌دهد. "
        "اگر کارشناس انتسابی را تصحیح کند، تصحیح او بر نظر سامانه مقدم است و هیچ‌گاه بازنویسی نمی‌شود.",
        "«سنجیده نشد» یعنی ما ندیدیم، نه این که دستگاه کاری نکرد. "
        f"سنجه‌ای که کمتر از {percent_text(scheme.least_completeness)} روزهای منبعش دیده شده باشد عدد "
        f"نمی‌گیرد، و دستگاهی که کمتر از {percent_text(scheme.least_available_weight)} وزن سنجه‌هایش "
        "در دست باشد امتیاز و رتبه نمی‌گیرد.",
        "رتبه تنها درون گروه است و از امتیاز گردنشده حساب می‌شود؛ امتیازهای برابر، رتبهٔ برابر دارند. "
        "مطالب بایگانی و نخستین خزش به تاریخ انتشار خود شمرده و با نام منبعشان نشان داده می‌شوند.",
        "دقت و فراخوان انتساب تنها از نمونهٔ تصادفیِ بازبینی‌شده می‌آید و در بخش کیفیت با شمار نمونه آمده است؛ "
        "اطمینان کنار هر انتساب برآورد خود سامانه است و به جای آن نمی‌نشیند.",
        _stages(facts),
    )


def _stages(facts: Facts) -> str:
    """The share of the weight by how far from work to effect a measure looks (evaluation.md 3.1)."""
    weights = facts.inputs.scheme.stage_weights
    shares = whole_percentages([round(1000 * weight) for weight in weights.values()])
    said = "، ".join(
        f"{persian_number(share)}٪ {_STAGES[stage]}" for stage, share in zip(weights, shares, strict=True)
    )
    return f"از وزن این طرح {said} را می‌سنجد؛ برون‌داد از اثر خبر نمی‌دهد."


def _versions(facts: Facts) -> tuple[tuple[str, str], ...]:
    inputs = facts.inputs
    return (
        ("طرح سنجش", f"{inputs.scheme.name}، نسخهٔ {inputs.round.scheme_version}"),
        ("بازشماری", persian_number(inputs.round.revision)),
        *((version_words(name), version) for name, version in sorted(inputs.versions.items())),
    )
