"""`rasad user`: the accounts of the people who decide."""

import sys
from typing import Annotated

import typer

from core.users import UserRole
from rasad.accounts import accounts, add_user, give_password, open_or_close
from rasad.commands.options import HomeOption, NowOption, open_home, read_now

app = typer.Typer(help="The accounts of the people who work with an installation.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help="A short name, such as b.kaviani.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input; else one is made.")
]


@app.command()
def add(
    name: NameArgument,
    display_name: Annotated[str, typer.Option("--display-name", help="The name as people know it.")] = "",
    role: Annotated[UserRole, typer.Option("--role", help="What the person may do.")] = UserRole.ANALYST,
    agency: Annotated[
        str | None, typer.Option("--agency", help="For an officer: the key of his agency, type@province.")
    ] = None,
    password_stdin: StdinOption = False,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Make an account and print its password once; an account that exists is left as it is."""
    user, password = add_user(
        open_home(home),
        name,
        display_name=display_name or name,
        role=role,
        agency=agency,
        password=_typed() if password_stdin else None,
        now=read_now(now),
    )
    typer.echo(f"{user.name}: {user.role.value}")
    if password is not None and not password_stdin:
        typer.echo(f"password, shown this once: {password}")


@app.command()
def password(
    name: NameArgument,
    password_stdin: StdinOption = False,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Give an account a new password and end its sessions."""
    given = give_password(open_home(home), name, _typed() if password_stdin else None, read_now(now))
    if not password_stdin:
        typer.echo(f"password, shown this once: {given}")


@app.command()
def close(name: NameArgument, home: HomeOption = None, now: NowOption = None) -> None:
    """Let nobody sign in with an account any more; what its owner decided stays."""
    open_or_close(open_home(home), name, active=False, now=read_now(now))


@app.command(name="open")
def open_again(name: NameArgument, home: HomeOption = None, now: NowOption = None) -> None:
    """Open a closed account again."""
    open_or_close(open_home(home), name, active=True, now=read_now(now))


@app.command(name="list")
def list_users(home: HomeOption = None) -> None:
    """The accounts there are."""
    for user in accounts(open_home(home)):
        state = "" if user.active else "  closed"
        no_password = "" if user.password_hash else "  no password yet"
        typer.echo(f"{user.name}  {user.role.value}  {user.agency or ''}{state}{no_password}".rstrip())


def _typed() -> str:
    return sys.stdin.readline().rstrip("\n")
