"""Every fault of something handed in has a Persian sentence, and every field a name that tables know."""

import ast
import re
from pathlib import Path

import pytest

from rasad.load_config.same_name import same_name
from rasad.records.hand_in_forms import JUDGEMENT_FORM, RECORD_FORM, RESOLUTION_FORM, SURVEY_FORM, TABLE_FORM
from review.records.given_words import LABELS, in_persian

SPEAKERS = (
    "records/given_rows.py",
    "records/hand_in.py",
    "records/hand_in_forms.py",
    "records/evidence.py",
)
OF_FILES_BESIDE = ("cannot be read beside", "is larger than 50 MB", "cannot be opened", "there is no user")
"""What only the command line can meet: files beside the table, and names that are no account."""


def said_in(path: Path) -> list[str]:
    """The sentences a module may raise, with its values filled in."""
    sentences = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("RowError", "InputError"):
            sentences.append(_filled(node.args[0]))
    return [re.sub(r"^7(:7|:1)?: ", "", one) for one in sentences if one]


def _filled(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return ""


def test_no_sentence_is_left_in_english(checkout: Path) -> None:
    said = [one for name in SPEAKERS for one in said_in(checkout / "rasad" / name)]
    known_to_people = [one for one in said if not any(part in one for part in OF_FILES_BESIDE)]
    english = [one for one in known_to_people if in_persian(one) == one]

    assert len(known_to_people) > 25
    assert english == []


@pytest.mark.parametrize(
    ("said", "persian"),
    [
        ("'day': '1404-13-01' is no date; write it like 1404-07-15", "«تاریخ»: «۱۴۰۴-۱۳-۰۱» تاریخ نیست"),
        ("'title' is empty; fill it in", "«عنوان» خالی است"),
        ("the same as 3: gas@سمنان, banner, 1; keep one", "در ردیف ۳ آمده"),
        ("'link': 'gas.example' is no address; write it like https://x", "«gas.example» نشانی نیست"),
    ],
)
def test_the_field_is_called_by_its_persian_name(said: str, persian: str) -> None:
    assert persian in in_persian(said)


def test_a_long_value_is_cut_and_an_unknown_sentence_stays() -> None:
    assert len(in_persian(f"'title': nobody knows '{'x' * 5000}'")) < 200
    assert in_persian("something else") == "something else"


def test_each_field_is_called_as_a_heading_that_tables_take() -> None:
    for form in (RECORD_FORM, JUDGEMENT_FORM, SURVEY_FORM, TABLE_FORM, RESOLUTION_FORM):
        for field, headings in form.headings.items():
            taken = {same_name(name) for name in (field, *headings)}

            assert same_name(LABELS[field]) in taken, (form.name, field, LABELS[field])
