"""Pages put into a folder as the program takes them over from a crawl."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

from core.pages import page_hash
from storage.pages import adopt_page


def keep_page(folder: Path, body: bytes) -> str:
    """Keep the bytes of a page; their hash."""
    content_hash = page_hash(body)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as spool:
        spooled = Path(spool) / "page.gz"
        spooled.write_bytes(gzip.compress(body, mtime=0))
        adopt_page(folder, spooled, content_hash)
    return content_hash
