"""Which reports and bulletins have been written: each is a folder that names itself."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.formats.html import MANIFEST


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """One folder of pages, and what its front page says."""

    address: str
    """Below /reports/, with a slash at the end."""
    title: str
    office: str
    month: str


def written_reports(folder: Path) -> Sequence[WrittenReport]:
    """Those below `folder`, by office, newest month first."""
    found = [_read(folder, manifest) for manifest in folder.rglob(MANIFEST)]
    by_month = sorted(found, key=lambda report: report.address, reverse=True)
    return sorted(by_month, key=lambda report: report.office)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBulletin:
    """One clip book or weekly digest."""

    address: str
    """Below /reports/, with a slash at the end."""
    title: str


def written_bulletins(folder: Path, most: int) -> Sequence[WrittenBulletin]:
    """The newest below `folder`; their names are `daily-1404-07-10` and `weekly-1404-07-10-agency`."""
    mails = folder.glob("*/bulletins/*/mail.txt")
    newest = sorted(mails, key=lambda mail: (mail.parent.name.split("-", 1)[-1], mail), reverse=True)[:most]
    return [
        WrittenBulletin(
            address=f"{mail.parent.relative_to(folder).as_posix()}/",
            title=mail.read_text(encoding="utf-8").split("\n", 1)[0],
        )
        for mail in newest
    ]


def _read(folder: Path, manifest: Path) -> WrittenReport:
    heading = json.loads(manifest.read_text(encoding="utf-8"))["report"]
    address = manifest.parent.relative_to(folder).as_posix()
    return WrittenReport(
        address="" if address == "." else f"{address}/",
        title=heading["title"],
        office=heading["office"],
        month=heading["month"],
    )
