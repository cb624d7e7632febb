"""A desk over an office of its own, for what the program does beside reading: its acts reach that home."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rasad.home import Home
from rasad.serving.web import open_desk
from rasad.wiring import Office
from review.desk import Desk
from tests.pages.review.at_work import Browser, Clock, desk_copy

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
PDF = b"%PDF-1.7\n% nothing\n"
GAS = "gas@سمنان"
POST = "post@سمنان"


@contextmanager
def own_desk(template: tuple[Desk, Path], folder: Path) -> Iterator[tuple[Desk, Office, Clock]]:
    copied, clock = desk_copy(template[0], template[1], folder)
    home = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
    office = Office(home=home, methodology=template[0].methodology, database=copied.database)
    yield open_desk(office, clock), office, clock
    copied.database.close()


def filled_record(token: str, **changes: str) -> dict[str, str]:
    """The fields of a record as a browser sends them."""
    return {
        "token": token,
        "agency": GAS,
        "kind": "press-conference",
        "number": "۱۲",
        "title": "نشست خبری پاییز",
        "day": "۱۴۰۴/۰۸/۱۲",
        "link": "https://gas.example.ir/12",
        **changes,
    }


def token_of(browser: Browser, path: str) -> str:
    browser.open(path)
    return browser.field("token")


def workbook(parts: dict[str, bytes]) -> bytes:
    """A ZIP file with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return made.getvalue()
