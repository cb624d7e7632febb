"""A private PostgreSQL server for the tests: made from the machine's binaries, gone afterwards."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg

NO_BINARIES = "no PostgreSQL server on this machine (initdb and postgres not found): only SQLite was tested"

# Nothing here outlives the tests, so nothing is worth waiting for a disk.
_HASTE = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=",
    "max_connections=40",
)

_NEW_CLUSTER = ("-U", "rasad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")


@dataclass(frozen=True)
class Server:
    """A running server, reached through the socket in its folder."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://rasad@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.folder), user="rasad", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


def find_binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin")) + list(Path("/usr").glob("pgsql-*/bin"))
    folders.sort(key=lambda folder: float("".join(filter(str.isdigit, str(folder))) or 0), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.insert(0, Path(on_path).resolve().parent)
    usable = (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists())
    return next(usable, None)


@contextmanager
def running_server(binaries: Path) -> Iterator[Server]:
    """Start a server in a folder of its own and stop it, by its own process, in the end."""
    # Not under pytest's own folder: another user must be able to reach it.
    folder = Path(mkdtemp(prefix="rasad-pg-"))
    user = _server_user()
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        subprocess.run(
            [str(binaries / "initdb"), "-D", str(data), *_NEW_CLUSTER],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        settings = [word for setting in _HASTE for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *settings],
                stdout=log,
                stderr=log,
                user=user,
                cwd=folder,
            )
        try:
            _wait_until_it_answers(Server(folder), process)
            yield Server(folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
    finally:
        shutil.rmtree(folder)


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; None means as we are."""
    if os.geteuid() != 0:
        return None
    # Not everywhere there are such users, and the tests of SQLite run there all the same.
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")
