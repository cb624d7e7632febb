"""`rasad reliability`: from a table of one's own, and from what raters judged."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.handed_in import Judgement
from rasad.commands import app
from storage.judgements import JUDGEMENTS
from tests.story.round_office import AFTER, GAS, MEHR, POST, TAX, new_office, rasad

TABLE = "واحد,سارا,نیما\nالف,۱,۱\nب,۲,۲\nپ,۳,۲\nت,,۱\n"


def test_a_table_of_ratings(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    result = CliRunner().invoke(app, ["reliability", "table", str(path), "--json"])
    (report,) = json.loads(result.output).values()

    assert (report["units"], report["single"], report["coders"]) == (3, 1, 2)
    assert report["coefficients"]["percent agreement"]["value"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--level", "ordinal", "--coders", "سارا,نیما"], "line 5: 'شاید' is not a number"),
        (["--level", "loud"], "there is no level 'loud'; write one of nominal, ordinal"),
        (["--coders", "سارا"], "agreement needs two coders"),
        (["--coders", "سارا,مینا"], "there is no column 'مینا'"),
        (["--unit", "نام"], "there is no column 'نام'"),
    ],
)
def test_what_cannot_be_measured_is_said(tmp_path: Path, words: list[str], message: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(TABLE.replace("ت,,", "ت,شاید,"), encoding="utf-8")
    result = CliRunner().invoke(app, ["reliability", "table", str(path), *words])

    assert result.exit_code == 1
    assert message in str(result.exception)


def test_raters_by_rubric(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    marks = {GAS: (5, 4), POST: (2, 2), TAX: (3, 3)}
    judged = [
        Judgement(
            rubric="کیفیت خبر",
            agency=agency,
            rater=rater,
            rating=rating,
            day=MEHR.last_day,
            received=MEHR.last_day,
            given_by="n.saba",
            given_at=AFTER,
        )
        for agency, ratings in marks.items()
        for rater, rating in zip(("سارا", "نیما"), ratings, strict=True)
    ]
    with office.database.begin() as connection:
        JUDGEMENTS.append(connection, judged)
    now = (AFTER + timedelta(days=1)).isoformat()

    assert "کیفیت خبر: 3 unit(s), 2 coders, ordinal" in rasad(
        office, "reliability", "judgements", "--now", now
    )


def test_without_blind_codings_there_is_nothing_to_measure(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    result = CliRunner().invoke(app, ["reliability", "review", "--home", str(office.home.folder)])

    assert "no text was coded by two analysts yet" in str(result.exception)
