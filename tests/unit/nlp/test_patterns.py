"""The small language of names in config/."""

import pytest

from nlp.patterns import PatternError, expand


def test_a_plain_name_has_one_form() -> None:
    assert expand("ثبت احوال") == ("ثبت احوال",)


def test_an_option_may_be_left_out() -> None:
    assert set(expand("بنیاد مسکن <انقلاب اسلامی>")) == {"بنیاد مسکن", "بنیاد مسکن انقلاب اسلامی"}


def test_a_choice_gives_each_of_its_parts() -> None:
    assert set(expand("پلیس (راه|فتا)")) == {"پلیس راه", "پلیس فتا"}


def test_options_nest() -> None:
    assert set(expand("راهداری <و حمل و نقل <جاده ای>>")) == {
        "راهداری",
        "راهداری و حمل و نقل",
        "راهداری و حمل و نقل جاده ای",
    }


@pytest.mark.parametrize("broken", ["پلیس (راه", "پلیس راه>", "<راه)"])
def test_brackets_without_partner_are_refused(broken: str) -> None:
    with pytest.raises(PatternError):
        expand(broken)


def test_a_name_with_too_many_forms_is_refused() -> None:
    with pytest.raises(PatternError, match="split it"):
        expand("(الف|ب|پ|ت)" * 7)
