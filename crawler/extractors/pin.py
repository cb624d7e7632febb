"""Pins each extractor's version to its source: `python -m crawler.extractors.pin [--same-output]`.

A test fails when a source has changed and its version has not. Raise the version and run this; or run it with
`--same-output` when not one page is read otherwise (a name, a comment, something faster).
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from crawler.extractors.families import FAMILIES
from crawler.extractors.general import OWN as GENERAL
from crawler.extractors.shared_version import SHARED
from crawler.kinds.versions import OWN as KINDS

HERE = Path(__file__).parent
CRAWLER = HERE.parent
PINNED = HERE / "pinned.json"
_NO_PART = {"general.py", "versions.py", "shared_version.py", "pin.py"}
"""Not shared: a part of its own, or nothing that reads a page."""
_KIND_FILES = {
    "feed": ("feed.py", "feed_entries.py"),
    "telegram": ("telegram.py", "channel_widget.py", "post_text.py", "printed_views.py"),
    "eitaa": ("eitaa.py", "channel_widget.py", "post_text.py", "printed_views.py"),
    "bale": ("bale.py", "next_payload.py", "post_text.py", "printed_views.py"),
    "aparat": ("aparat.py", "printed_views.py"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the extractors with its version and what its source looks like."""

    version: str
    digest: str


def parts() -> Mapping[str, Part]:
    """Every part as it stands now, by name."""
    shared = sorted({*HERE.glob("*.py"), *(CRAWLER / "dates").glob("*.py"), CRAWLER / "decode.py"})
    files = [path for path in shared if path.name not in _NO_PART]
    found = {
        "shared": Part(version=str(SHARED), digest=_digest(files)),
        # What trafilatura finds changes with its releases.
        "general": Part(version=str(GENERAL), digest=_digest([HERE / "general.py"], version("trafilatura"))),
    }
    for name, rules in FAMILIES.items():
        source = HERE / "families" / f"{name}.py"
        found[name] = Part(version=str(rules.version), digest=_digest([source]))
    for name, own in KINDS.items():
        sources = [CRAWLER / "kinds" / file for file in _KIND_FILES[name]]
        found[name] = Part(version=str(own), digest=_digest(sources))
    return found


def pinned() -> Mapping[str, Part]:
    """Every part as it was when its version was last settled."""
    kept = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    return {name: Part(**one) for name, one in kept.items()}


def changed_without_version() -> list[str]:
    """The parts whose source differs from the pinned one under the same version."""
    before = pinned()
    return [
        name
        for name, now in parts().items()
        if name in before and before[name].version == now.version and before[name].digest != now.digest
    ]


def _digest(paths: Iterable[Path], *more: str) -> str:
    """Of code lines only: a comment changes nothing."""
    lines = [
        line.rstrip()
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    return sha256("\n".join([*lines, *more]).encode()).hexdigest()[:16]


def main(words: list[str]) -> int:
    """Write the pins unless a part changed without its version; the exit status."""
    stale = [] if "--same-output" in words else changed_without_version()
    if stale:
        said = f"changed under the same version: {', '.join(stale)}"
        sys.stderr.write(f"{said}; raise it, or say --same-output if no page is read otherwise\n")
        return 1
    kept = {name: {"version": one.version, "digest": one.digest} for name, one in sorted(parts().items())}
    PINNED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
