"""`rasad user`: the accounts of the people who decide."""

import sys
from typing import Annotated

import typer

from core.users import UserRole
from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.operating.accounts import (
    accounts,
    add_user,
    give_password,
    make_token,
    open_or_close,
    take_token,
    tokens,
)

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
    typer.echo(f"{name}: closed")


@app.command(name="open")
def open_again(name: NameArgument, home: HomeOption = None, now: NowOption = None) -> None:
    """Open a closed account again."""
    open_or_close(open_home(home), name, active=True, now=read_now(now))
    typer.echo(f"{name}: open")


@app.command(name="list")
def list_users(home: HomeOption = None) -> None:
    """The accounts there are."""
    for user in accounts(open_home(home)):
        state = "" if user.active else "  closed"
        no_password = "" if user.password_hash else "  no password yet"
        typer.echo(f"{user.name}  {user.role.value}  {user.agency or ''}{state}{no_password}".rstrip())


LabelArgument = Annotated[str, typer.Argument(help="What the token is for, such as dashboard.")]


@app.command("token")
def token_(
    name: NameArgument,
    label: LabelArgument,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=3650, help="How long it is valid; for ever without.")
    ] = None,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Make a token with which a program acts for somebody, and print it once."""
    made = make_token(open_home(home), name, label, days=days, now=read_now(now))
    typer.echo(f"token, shown this once: {made}")


@app.command("tokens")
def tokens_(name: NameArgument, home: HomeOption = None) -> None:
    """List somebody's tokens: what for, since when, last used, until when."""
    for one in tokens(open_home(home), name):
        until = f", valid until {one.expires_at:%Y-%m-%d}" if one.expires_at else ""
        used = f", last used {one.last_used:%Y-%m-%d}" if one.last_used else ", never used"
        revoked = f", revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
        typer.echo(f"{one.label}: made {one.made_at:%Y-%m-%d}{used}{until}{revoked}")


@app.command("revoke-token")
def revoke_token(
    name: NameArgument, label: LabelArgument, home: HomeOption = None, now: NowOption = None
) -> None:
    """Refuse the program with that token from now on."""
    take_token(open_home(home), name, label, read_now(now))
    typer.echo(f"{name}: token {label} revoked")


def _typed() -> str:
    return sys.stdin.readline().rstrip("\n")
