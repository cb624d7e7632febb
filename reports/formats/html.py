"""The report as a folder of static web pages that needs no server, no network and no script."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from core.errors import InputError
from reports.formats.html_pages import report_pages
from reports.formats.report_file import ReportFile
from reports.month import MonthReport

STATIC = Path(__file__).parents[1] / "static"
MANIFEST = "files.json"
"""What the report is, and the names and hashes of its files: the next writing removes these and no more."""


def write_html(report: MonthReport, folder: Path, *, files: Sequence[ReportFile] = ()) -> Path:
    """Write all pages below `folder` and return the front page; the same report gives the same bytes.

    The report in other formats stands beside the pages; files of an older report never stay beside new pages.
    """
    before = _written_before(folder)
    hashes = {path: _write(folder / path, content) for path, content in _files(report, files)}
    for path in before - hashes.keys():
        _remove(folder, path)
    manifest = {"report": asdict(report.heading), "files": hashes}
    _write(folder / MANIFEST, json.dumps(manifest, indent=0, sort_keys=True, ensure_ascii=False).encode())
    return folder / "index.html"


def _files(report: MonthReport, files: Sequence[ReportFile]) -> Iterator[tuple[str, bytes]]:
    for path, text in report_pages(report, files=files):
        yield path, text.encode()
    for file in files:
        yield file.path, file.content
    for static in sorted(STATIC.rglob("*")):
        if static.is_file():
            yield f"static/{static.relative_to(STATIC).as_posix()}", static.read_bytes()


def _written_before(folder: Path) -> set[str]:
    """What an earlier report left here; a folder with other things in it is refused."""
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise InputError(
            f"{folder} holds files that are not a report; name an empty folder or an older report's"
        )
    return set(json.loads(manifest.read_text(encoding="utf-8"))["files"])


def _remove(folder: Path, path: str) -> None:
    """Remove a file of the earlier report; a manifest cannot make us reach out of the folder."""
    file = (folder / path).resolve()
    if file.is_relative_to(folder.resolve()):
        file.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return sha256(content).hexdigest()
