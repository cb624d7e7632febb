"""Every saved page is read exactly as its expected JSON says: one folder per CMS family or outlet."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.outlets import Selectors
from crawler.dates import moment_text
from crawler.extracted import Extracted
from crawler.extractors import extract
from crawler.extractors.families import FAMILIES

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent.name for path in HERE.glob("*/page.html"))


def read_folder(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was read of a folder's page, and what is expected of it."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    own = folder / "outlet.yaml"
    selectors = Selectors(**yaml.safe_load(own.read_text(encoding="utf-8"))) if own.exists() else Selectors()
    now = datetime.fromisoformat(expected.pop("now"))
    page = (folder / "page.html").read_bytes()
    return _plain(extract(page, expected.pop("url"), selectors=selectors, now=now)), expected


def _plain(extracted: Extracted) -> dict[str, Any]:
    moment = extracted.published
    return {
        "title": extracted.title,
        "kicker": extracted.kicker,
        "lead": extracted.lead,
        "body": extracted.body,
        "published": moment_text(moment) if moment else None,
        "published_precision": moment.precision.value if moment else None,
        "published_rule": moment.rule if moment else None,
        "byline": extracted.byline,
        "section": extracted.section,
        "tags": list(extracted.tags),
        "extractor": extracted.extractor,
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_a_saved_page_is_read_exactly(name: str) -> None:
    read, expected = read_folder(HERE / name)

    assert read == expected


def test_every_family_has_a_saved_page() -> None:
    assert set(FAMILIES) <= set(FOLDERS)
