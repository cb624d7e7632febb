"""Uploads: files by what they hold and not by what they are called; anything else is refused."""

import re
from pathlib import PurePosixPath, PureWindowsPath

from core.digits import persian_digits
from core.file_kinds import KINDS_BY_ENDING, kind_of_content, kind_of_name
from reports.persian import shown_text

LARGEST_FILE = 10_000_000
MOST_FILES = 8
LARGEST_UPLOAD = 20_000_000
"""Of one form, everything together."""
LONGEST_NAME = 100

TABLE_KINDS = frozenset({"csv", "xlsx"})
FILE_KINDS = frozenset(KINDS_BY_ENDING.values())
ACCEPTED = ",".join(f".{ending}" for ending in KINDS_BY_ENDING)
_BETWEEN = re.compile(r"[;؛\s\x00-\x1f]+")


def safe_name(sent: str) -> str:
    """The last part of what the browser called it, without folders, separators and signs nobody sees."""
    last = PureWindowsPath(PurePosixPath(sent).name).name
    shown = _BETWEEN.sub(" ", shown_text(last)).strip(" .")
    ending = shown.rpartition(".")[2] if "." in shown else ""
    kept = shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return kept or "file"


def file_problem(name: str, content: bytes, allowed: frozenset[str] = FILE_KINDS) -> str:
    """Why a file is not taken, in Persian; empty when it is."""
    if len(content) > LARGEST_FILE:
        most = persian_digits(LARGEST_FILE // 1_000_000)
        return f"«{name}» بزرگ‌تر از {most} مگابایت است؛ نسخهٔ کوچک‌تری بفرستید."
    if not content:
        return f"«{name}» خالی است."
    kind = kind_of_content(content)
    ending = kind_of_name(name)
    if kind not in allowed or ending not in allowed:
        kinds = "، ".join(sorted(allowed))
        return f"«{name}» از گونه‌های پذیرفته نیست ({kinds})."
    if kind != ending:
        return f"«{name}» آن چیزی نیست که پسوندش می‌گوید."
    return ""
