"""`rasad backup`: saves an installation while it works, and `rasad restore` brings one back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.calendar import tehran_minute
from core.errors import InputError
from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.home import home_of
from rasad.logs import set_up_logs
from rasad.operating.backup import backup_folder, backup_key, backups_in, make_backup, remove_old_backups
from rasad.operating.restore import restore_backup, verify_backup, verify_made
from rasad.operating.sealed import new_key, read_key

app = typer.Typer(help="Save an installation while it works; every backup is proved after it was written.")

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="The file of the key; the one the configuration names if not given."),
]
BackupArgument = Annotated[Path, typer.Argument(help="The .backup file; its packs must lie beside it.")]


@app.command("make")
def make(
    home: HomeOption = None,
    now: NowOption = None,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Where to; the folder the configuration names.")
    ] = None,
    key: KeyOption = None,
    full: Annotated[bool, typer.Option("--full", help="Pack every page anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a backup, prove it by unpacking it, and remove those that are too many."""
    office = open_home(home)
    chosen, where = read_key(key) if key else backup_key(office), folder or backup_folder(office)
    with progress_bars() as tick:
        made = make_backup(office, where, read_now(now), key=chosen, full=full, progress=tick)
    verify_made(made, chosen)
    removed = remove_old_backups(where, office.methodology.operations.backup.keep, chosen)
    if as_json:
        print_json(
            {
                "path": str(made.path),
                "pages": made.pages,
                "new_pages": made.new_pages,
                "counts": dict(made.manifest.counts),
                "encrypted": chosen is not None,
                "removed": [str(path) for path in removed],
            }
        )
        return
    typer.echo(f"{made.path}: {sum(made.manifest.counts.values())} rows, {made.pages} pages, proved")
    if chosen is None:
        typer.echo("not encrypted; `rasad backup key FILE` makes a key (docs/how-to/back-up.md)", err=True)


@app.command("verify")
def verify(path: BackupArgument, key: KeyOption = None) -> None:
    """Unpack a backup wholly, compare everything with what it says of itself, and throw it away again."""
    set_up_logs()
    manifest = verify_backup(path, read_key(key) if key else None)
    typer.echo(f"{path}: whole; made {tehran_minute(manifest.made_at)}, {sum(manifest.counts.values())} rows")


@app.command("list")
def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """The backups in the folder the configuration names."""
    office = open_home(home)
    folder = backup_folder(office)
    paths = backups_in(folder)
    if not paths:
        typer.echo(f"there is no backup in {folder}; `rasad backup make` makes one", err=True)
    if as_json:
        print_json([{"path": str(path), "bytes": path.stat().st_size} for path in paths])
    for path in paths if not as_json else ():
        typer.echo(f"{path}  {path.stat().st_size / 1024**2:.1f} MiB")


@app.command("key")
def key_(path: Annotated[Path, typer.Argument(help="The file to make.")]) -> None:
    """Make a key that only its owner can read; without it an encrypted backup is lost."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise InputError(f"{path} is there already; a key is never written over") from error
    path.write_text(f"{new_key()}\n", encoding="ascii")
    typer.echo(f"{path}: keep a copy in another place, on paper if you like")


def restore(
    path: BackupArgument,
    home: HomeOption = None,
    key: KeyOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Bring an installation back; what is there now is moved aside, once all of the backup is proved."""
    set_up_logs()
    where = home_of(folder=home)
    if not yes:
        typer.confirm(f"Put {path} in the place of the installation in {where.folder}?", abort=True)
    restored = restore_backup(path, where, datetime.now(UTC), key=read_key(key) if key else None)
    rows = sum(restored.manifest.counts.values())
    typer.echo(f"{where.folder}: {rows} rows and {restored.pages} pages of {restored.manifest.made_at}")
    if restored.before:
        typer.echo(f"what was there before: {restored.before}")
