"""The codebook: a text of few signs, escaped, and a version that no change can hide behind."""

from pathlib import Path

import pytest

from rasad.home import SHIPPED_CONFIG
from review.agreement.codebook import Codebook, read_codebooks


def html(text: str) -> str:
    return str(Codebook(number=1, text=text).as_html())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# دستور", "<h1>دستور</h1>"),
        ("## ۲. استان", "<h2>۲. استان</h2>"),
        ("سطر یک\nسطر دو", "<p>سطر یک سطر دو</p>"),
        ("- یک\n- دو", "<ul><li>یک</li><li>دو</li></ul>"),
        ("- یک\n  و دنباله\n- دو", "<ul><li>یک و دنباله</li><li>دو</li></ul>"),
        ("1. یک\n2. دو", "<ol><li>یک</li><li>دو</li></ol>"),
        ("**مهم** و `Enter`", "<p><b>مهم</b> و <kbd>Enter</kbd></p>"),
        (
            "| الف | ب |\n|---|---|\n| ۱ | ۲ |",
            "<table><thead><tr><th>الف</th><th>ب</th></tr></thead>"
            "<tbody><tr><td>۱</td><td>۲</td></tr></tbody></table>",
        ),
    ],
)
def test_the_few_signs_are_understood(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize("place", ["# {}", "- {}", "{}", "**{}**", "`{}`", "| {} | ب |\n|---|---|"])
def test_nothing_in_the_text_becomes_a_tag(place: str) -> None:
    assert "<script" not in html(place.format("<script>alert(1)</script>"))


def test_another_word_is_another_version_even_under_the_same_number() -> None:
    one, other = Codebook(number=3, text="کنشگر"), Codebook(number=3, text="کنش‌گر")

    assert one.version != other.version
    assert {one.version.partition("-")[0], other.version.partition("-")[0]} == {"3"}


def test_the_newest_is_in_force_and_an_office_may_add_its_own(tmp_path: Path) -> None:
    for folder, name, text in (("shipped", "1", "یک"), ("shipped", "2", "دو"), ("office", "3", "سه")):
        path = tmp_path / folder / "codebook" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    books = read_codebooks([tmp_path / "shipped", tmp_path / "office"])

    assert [(one.number, one.text) for one in books] == [(3, "سه"), (2, "دو"), (1, "یک")]


def test_the_shipped_codebook_has_something_to_say_on_everything_that_is_coded() -> None:
    text = read_codebooks([SHIPPED_CONFIG])[0].text

    for word in ("استان", "کنشگر", "موضوع", "بازتاب خدمت", "لحن", "نیاز به پاسخ", "نامرتبط", "بازنشر"):
        assert word in text
