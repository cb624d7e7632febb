"""`rasad user`: the accounts of the people who decide."""

from typing import Annotated

import typer

from core.users import UserRole
from rasad.commands.options import HomeOption, open_home
from storage.users import ensure_user

app = typer.Typer(help="The accounts of the people who work with an installation.", no_args_is_help=True)


@app.callback()
def accounts() -> None:
    """Keeps `add` a word of its own while it is the only one."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="A short name, such as b.kaviani.")],
    display_name: Annotated[str, typer.Option("--display-name", help="The name as people know it.")] = "",
    role: Annotated[UserRole, typer.Option("--role", help="What the person may do.")] = UserRole.ANALYST,
    home: HomeOption = None,
) -> None:
    """Make an account; one that exists is left as it is."""
    office = open_home(home)
    with office.database.begin() as connection:
        user = ensure_user(connection, name, display_name=display_name or name, role=role)
    typer.echo(f"{user.name}: {user.role.value}")
