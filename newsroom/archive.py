"""The imported month: the items of Mehr 1404 as JSON lines, as an archive would hand them over."""

import json
from pathlib import Path

from core.calendar import TEHRAN, JalaliMonth
from newsroom.publications import Publication, all_publications
from newsroom.sites import DEFAULT_BASE_PORT, root_of

ARCHIVE_MONTH = JalaliMonth(1404, 7)


def write_archive(path: Path, base_port: int = DEFAULT_BASE_PORT) -> int:
    """Write the month in the form of `rasad import`; returns how many items it holds.

    The addresses are those the newsroom serves, so that a crawl meets the same items again.
    """
    lines = [
        json.dumps(_line(publication, base_port), ensure_ascii=False)
        for publication in all_publications()
        if JalaliMonth.of(publication.published) == ARCHIVE_MONTH and not publication.is_broken
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _line(publication: Publication, base_port: int) -> dict[str, str | None]:
    return {
        "id": f"{publication.site.id}:{publication.number}",
        "url": root_of(publication.site.id, base_port) + publication.path,
        "outlet": publication.site.id,
        "title": publication.title,
        "lead": publication.lead,
        "body": "\n".join(publication.paragraphs),
        "published": publication.published.astimezone(TEHRAN).isoformat(),
    }
