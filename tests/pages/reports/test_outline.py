"""The outline: the query it answers, the numbers its pieces are worth, and tables as wide as a page."""

from dataclasses import replace

import pytest

from reports.formats.paper_tables import MOST_COLUMNS, column_widths, page_wide
from reports.outline.pieces import printed
from reports.outline.records import Column, Piece, Table, Unit
from reports.outline.sheets import sheets_of
from tests.pages.reports.sample_files import outline_of, sample_outline
from tests.pages.reports.sample_month import sample_inputs


def _wide_table(columns: int) -> Table:
    return Table(
        id="wide",
        title="پهن",
        columns=tuple(Column(title=f"ستون {n}") for n in range(columns)),
        rows=(tuple(Piece(text=str(n)) for n in range(columns)),),
    )


def test_the_same_query_has_the_same_hash_and_another_revision_another() -> None:
    inputs = sample_inputs()
    again = outline_of(replace(inputs, round=replace(inputs.round, revision=2)))

    assert outline_of(inputs).query_hash == sample_outline().query_hash
    assert again.query_hash != sample_outline().query_hash


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("۳٫۴ روز", 3.4, Unit.DECIMAL),
        ("۱٬۲۹۰", 1290, Unit.COUNT),
        ("\u061c۹۵٪", 0.95, Unit.SHARE),
        ("—", None, Unit.TEXT),
        ("سنجیده نشد", None, Unit.TEXT),
    ],
)
def test_a_printed_number_is_worth_what_it_says(words: str, value: float | None, unit: Unit) -> None:
    piece = printed(words)

    assert (piece.value, piece.unit) == (value, unit)


def test_a_table_wider_than_a_page_is_cut_and_repeats_its_first_column() -> None:
    parts = page_wide(_wide_table(20))

    assert [part.columns[0].title for part in parts] == ["ستون 0"] * len(parts)
    assert all(len(part.columns) <= MOST_COLUMNS for part in parts)
    assert [p.text for part in parts for p in part.rows[0][1:]] == [str(n) for n in range(1, 20)]


def test_a_table_that_fits_is_left_as_it_is() -> None:
    assert page_wide(_wide_table(MOST_COLUMNS)) == [_wide_table(MOST_COLUMNS)]


def test_one_long_text_does_not_take_the_page() -> None:
    table = _wide_table(3)
    long = replace(table, rows=((Piece(text="ب" * 2000), Piece(text="۱"), Piece(text="۲")),))

    assert max(column_widths([long])) <= 5 * min(column_widths([long]))


def test_groups_stand_under_one_another_in_one_sheet() -> None:
    league = next(sheet for sheet in sheets_of(sample_outline()) if sheet.id == "league")

    assert league.columns[0] == "گروه"
    assert [part.name for part in league.parts][:2] == ["خدمات همگانی", "اقتصاد و تولید"]
    assert league.rows[league.parts[1].first][0].text == "اقتصاد و تولید"
