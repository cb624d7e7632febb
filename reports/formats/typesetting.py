"""Typst in a process of its own: what it remembers of a report, half a gigabyte, goes when the report is set.

Run as `python -m reports.formats.typesetting`: JSON on standard input, the PDF on standard output.
"""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import typst

from core.errors import InputError

FONTS = Path(__file__).parents[1] / "fonts"


def typeset(template: Path, outline: str, *, at: datetime) -> bytes:
    """The template filled with an outline as JSON; the only time in the file is `at`."""
    order = {"template": str(template), "outline": outline, "at": at.isoformat()}
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
    pdf = typst.compile(
        Path(order["template"]),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"outline": order["outline"]},
        # Tagged, titled, in a named language and with a text for each picture.
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(order["at"]),
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    _main()
