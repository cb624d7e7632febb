"""Tables as people send them become items, or problems with the number of their row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import InputError
from core.methodology import Methodology
from rasad.collecting.archive import ArchiveLine
from rasad.home import SHIPPED_CONFIG
from rasad.load_config import load_methodology
from rasad.reporting.item_table import HEADINGS as HEADINGS_OF_FIELDS
from rasad.reporting.item_table import read_table

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HEADINGS = "رسانه,تاریخ,ساعت,تیتر,متن"
ROW = "روزنامه دشت آرام,۱۴۰۵/۰۸/۲۹,۱۰:۳۰,پل تازه,کار پل تمام شد."


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    return load_methodology([SHIPPED_CONFIG])


def lines(
    folder: Path, methodology: Methodology, *rows: str, charset: str = "utf-8", outlet: str = ""
) -> list[ArchiveLine]:
    path = folder / "sent.csv"
    path.write_bytes("\n".join(rows).encode(charset))
    return list(read_table(path, methodology, NOW, outlet))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_becomes_an_item_whatever_charset_the_spreadsheet_chose(
    tmp_path: Path, methodology: Methodology, charset: str
) -> None:
    (line,) = lines(tmp_path, methodology, HEADINGS, ROW, charset=charset)

    assert line.item is not None
    assert (line.item.outlet, line.item.title, line.item.body) == (
        "روزنامه دشت آرام",
        "پل تازه",
        "کار پل تمام شد.",
    )
    assert line.item.published is not None
    assert line.item.published.at == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def test_windows_1256_is_read_too(tmp_path: Path, methodology: Methodology) -> None:
    rows = [
        row.replace("ی", "ي").replace("۱۴۰۵/۰۸/۲۹", "1405/08/29").replace("۱۰:۳۰", "10:30")
        for row in (HEADINGS, ROW)
    ]
    (line,) = lines(tmp_path, methodology, *rows, charset="cp1256")

    assert line.item is not None
    assert line.item.title == "پل تازه"


@pytest.mark.parametrize("separator", [";", "\t", "،"])
def test_any_usual_separator_is_found(tmp_path: Path, methodology: Methodology, separator: str) -> None:
    (line,) = lines(tmp_path, methodology, *(row.replace(",", separator) for row in (HEADINGS, ROW)))

    assert line.item is not None
    assert line.item.title == "پل تازه"


def test_columns_may_stand_in_any_order_and_unknown_ones_are_left_aside(
    tmp_path: Path, methodology: Methodology
) -> None:
    (line,) = lines(tmp_path, methodology, "ردیف,title,Date,رسانه", "1,Bridge,2026-11-20,دشت آرام")

    assert line.item is not None
    assert (line.item.title, line.item.outlet) == ("Bridge", "دشت آرام")


def test_a_text_in_quotes_may_have_lines_and_rows_are_numbered_by_where_they_begin(
    tmp_path: Path, methodology: Methodology
) -> None:
    first, second = lines(tmp_path, methodology, HEADINGS, 'الف,,,تیتر,"یک\nدو, سه"', "", "ب,,,تیتر دوم,متن")

    assert first.item is not None
    assert first.item.body == "یک\nدو, سه"
    assert (first.number, second.number) == (2, 5)


def test_a_row_without_id_is_known_again_by_outlet_day_and_headline(
    tmp_path: Path, methodology: Methodology
) -> None:
    first, mended, another = lines(
        tmp_path, methodology, HEADINGS, ROW, ROW + " فردا باز می‌شود.", ROW.replace("پل تازه", "راه تازه")
    )

    assert first.item is not None
    assert mended.item is not None
    assert another.item is not None
    assert first.item.key == mended.item.key != another.item.key


def test_the_outlet_may_be_said_for_the_whole_file(tmp_path: Path, methodology: Methodology) -> None:
    (line,) = lines(tmp_path, methodology, "تیتر,تاریخ", "پل تازه,۱۴۰۵/۰۸/۲۹", outlet="دشت آرام")

    assert line.item is not None
    assert line.item.outlet == "دشت آرام"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("دشت,,,,", "none of title, lead and body"),
        (",,,پل تازه,متن", "names no outlet"),
        ("دشت,,,پل,متن, دنباله", "put texts with a separator in quotes"),
    ],
)
def test_a_bad_row_is_named_and_the_next_one_kept(
    tmp_path: Path, methodology: Methodology, row: str, said: str
) -> None:
    bad, good = lines(tmp_path, methodology, HEADINGS, row, ROW)

    assert bad.item is None
    assert said in bad.problem
    assert (bad.number, good.number) == (2, 3)
    assert good.item is not None


@pytest.mark.parametrize("text", ["", "الف,ب\n1,2", ROW])
def test_a_table_without_our_headings_says_what_they_are(
    tmp_path: Path, methodology: Methodology, text: str
) -> None:
    with pytest.raises(InputError, match="تیتر"):
        lines(tmp_path, methodology, text)


def test_every_heading_is_documented(checkout: Path) -> None:
    page = (checkout / "docs" / "how-to" / "import-files.md").read_text(encoding="utf-8")

    headings = [heading for names in HEADINGS_OF_FIELDS.values() for heading in names]

    assert [heading for heading in headings if heading not in page] == []
