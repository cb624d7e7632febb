"""`rasad init`: makes an installation for a province, from flags or from questions."""

from typing import Annotated

import typer

from core.agencies import Level
from core.methodology import Methodology
from core.users import UserRole
from rasad.commands.options import HomeOption, NowOption, read_now
from rasad.home import SHIPPED_CONFIG, home_of
from rasad.load_config import load_methodology
from rasad.logs import set_up_logs
from rasad.operating.accounts import add_user
from rasad.operating.new_province import Wanted, make_province
from rasad.wiring import open_office

DEFAULT_OUTLETS = "irna,isna,mehr"
DEFAULT_SCHEME = "media-activity-sample"


def init(
    province: Annotated[
        str | None, typer.Option("--province", help="The province's short name: سمنان.")
    ] = None,
    types: Annotated[
        str | None,
        typer.Option("--types", help="Agency types with commas between; `provincial`: all of a province."),
    ] = None,
    outlets: Annotated[
        str | None, typer.Option("--outlets", help="Outlets of the shipped register, with commas between.")
    ] = None,
    scheme: Annotated[str, typer.Option("--scheme", help="The scheme to begin with.")] = DEFAULT_SCHEME,
    user: Annotated[str | None, typer.Option("--user", help="The first account, an operator's.")] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Write the configuration of a province, make the database and the first account."""
    set_up_logs()
    where = home_of(folder=home)
    shipped = load_methodology([SHIPPED_CONFIG])
    wanted = Wanted(
        province=province or typer.prompt("Province (Persian short name)"),
        types=_types(shipped, types or typer.prompt("Agency types", default="provincial")),
        outlets=_listed(outlets or typer.prompt("Outlets", default=DEFAULT_OUTLETS)),
        scheme=scheme,
    )
    name = user or typer.prompt("First account", default="operator")
    where.config.mkdir(parents=True, exist_ok=True)
    folder = make_province(where, load_methodology(where.config_folders), wanted)
    office = open_office(where)
    made, password = add_user(
        office,
        name,
        display_name=name,
        role=UserRole.OPERATOR,
        agency=None,
        password=None,
        now=read_now(now),
    )
    office.database.close()
    typer.echo(f"{folder}: edit profile.yaml and agencies.yaml, then run `rasad check`")
    typer.echo(f"account {made.name}, password {password or 'as it was'} (shown this once)")
    typer.echo("outlets need sources: `rasad probe ADDRESS` prints one; `rasad doctor` says what is missing")


def _types(methodology: Methodology, text: str) -> list[str]:
    if text != "provincial":
        return _listed(text)
    return [one.slug for one in methodology.agency_types if one.level is Level.PROVINCE and not one.own_names]


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.replace("،", ",").split(",") if word.strip()]
