"""Typst in a process of its own: what it remembers of a report, half a gigabyte, goes when the report is set.

Run as `python -m reports.formats.typesetting`: JSON on standard input, the file on standard output.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from core.errors import InputError

PICTURE_PPI = 144.0
FONTS = Path(__file__).parents[1] / "fonts"


def typeset(
    template: Path,
    outline: str,
    *,
    at: datetime,
    kind: str = "pdf",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The template filled with JSON, as `pdf`, `png` or `svg`; the only time in the file is `at`.

    Pictures are by the names that the JSON calls them.
    """
    if not pictures:
        return _set(template, outline, at=at, kind=kind)
    # Typst reads what lies beside the template and nothing else.
    with TemporaryDirectory() as folder:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        beside = Path(shutil.copy(template, folder))
        return _set(beside, outline, at=at, kind=kind)


def _set(template: Path, outline: str, *, at: datetime, kind: str) -> bytes:
    order = {"template": str(template), "outline": outline, "at": at.isoformat(), "kind": kind}
    ran = subprocess.run(
        [sys.executable, "-m", "reports.formats.typesetting"],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        last = ran.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise InputError(f"{template.name} was not set: {''.join(last) or 'its process ended'}")
    return ran.stdout


def _main() -> None:
    order = json.load(sys.stdin)
    # Typst takes whole seconds; a clock that runs gives more.
    at = datetime.fromisoformat(order["at"]).replace(microsecond=0)
    words = {"outline": order["outline"]}
    source: Any = {"font_paths": [FONTS], "ignore_system_fonts": True, "sys_inputs": words, "timestamp": at}
    if order["kind"] == "pdf":
        # Tagged, titled, in a named language and with a text for each picture.
        made: Any = typst.compile(Path(order["template"]), format="pdf", pdf_standards=["ua-1"], **source)
    else:
        made = typst.compile(Path(order["template"]), format=order["kind"], ppi=PICTURE_PPI, **source)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _main()
