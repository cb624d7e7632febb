"""`rasad init` makes an office that `rasad check` and `rasad doctor` accept, or leaves nothing behind."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core.errors import RasadError
from core.users import UserRole
from rasad.commands import app
from rasad.wiring import open_office
from storage.users import all_users
from tests.storage.installations import database_url
from tests.story.round_office import home_in

ANSWERS = {
    "--province": "یزد",
    "--types": "gas,post,municipality,county-governor",
    "--outlets": "irna,isna",
    "--user": "r.bahar",
}


def _init(folder: Path, asked: str | None = None, **other: str) -> Result:
    flags = ANSWERS | {f"--{name}": value for name, value in other.items()}
    words = [] if asked else [word for pair in flags.items() for word in pair]
    where = {"RASAD_DATABASE_URL": database_url(folder)}
    return CliRunner().invoke(app, ["init", "--home", str(folder), *words], input=asked, env=where)


def test_a_new_province_has_its_agencies_outlets_and_first_account(tmp_path: Path) -> None:
    result = _init(tmp_path)
    office = open_office(home_in(tmp_path))
    profile = office.methodology.profiles["yazd"]
    with office.database.read() as connection:
        users = [(user.name, user.role) for user in all_users(connection)]

    assert result.exit_code == 0, result.output
    keys = [str(agency.key) for agency in profile.agencies]
    assert keys[:3] == ["governor-office@یزد", "gas@یزد", "post@یزد"]
    assert "municipality@یزد/یزد" in keys
    assert "county-governor@یزد/میبد" in keys
    assert profile.watched_outlets == ("irna", "isna")
    assert users == [("r.bahar", UserRole.OPERATOR)]
    assert "shown this once" in result.output
    office.database.close()


def test_the_office_that_asks_is_not_ranked(tmp_path: Path) -> None:
    _init(tmp_path)
    office = open_office(home_in(tmp_path))

    unscored = [a.key.type for a in office.methodology.profiles["yazd"].agencies if not a.scored]
    assert unscored == ["governor-office"]
    office.database.close()


def test_questions_make_the_same_as_flags(tmp_path: Path) -> None:
    _init(tmp_path / "flags")
    _init(tmp_path / "asked", asked="\n".join(ANSWERS.values()) + "\n")

    for name in ("settings.yaml", "provinces/yazd/profile.yaml", "provinces/yazd/agencies.yaml"):
        one, other = (tmp_path / way / "config" / name for way in ("flags", "asked"))
        assert one.read_bytes() == other.read_bytes()


def test_every_agency_type_of_a_province_can_be_taken_at_once(tmp_path: Path) -> None:
    assert _init(tmp_path, types="provincial").exit_code == 0

    office = open_office(home_in(tmp_path))
    assert len(office.methodology.profiles["yazd"].agencies) > 30
    office.database.close()


@pytest.mark.parametrize(
    ("answer", "value", "said"),
    [
        ("province", "یذد", "did you mean 'یزد'"),
        ("types", "gass", "did you mean 'gas'"),
        ("outlets", "irnaa", "did you mean 'irna'"),
        ("scheme", "nothing-like-it", "there is no scheme"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_left(
    tmp_path: Path, answer: str, value: str, said: str
) -> None:
    result = _init(tmp_path, **{answer: value})

    assert isinstance(result.exception, RasadError)
    assert said in str(result.exception)
    assert not (tmp_path / "config" / "settings.yaml").exists()
    assert not (tmp_path / "config" / "provinces" / "yazd").exists()


def test_a_province_is_not_written_over(tmp_path: Path) -> None:
    _init(tmp_path)
    before = (tmp_path / "config" / "provinces" / "yazd" / "agencies.yaml").read_bytes()

    again = _init(tmp_path, types="gas")
    assert "is there already" in str(again.exception)
    assert (tmp_path / "config" / "provinces" / "yazd" / "agencies.yaml").read_bytes() == before
