"""Which reports have been written: each is a folder that names itself in its manifest."""

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


def _read(folder: Path, manifest: Path) -> WrittenReport:
    heading = json.loads(manifest.read_text(encoding="utf-8"))["report"]
    address = manifest.parent.relative_to(folder).as_posix()
    return WrittenReport(
        address="" if address == "." else f"{address}/",
        title=heading["title"],
        office=heading["office"],
        month=heading["month"],
    )
