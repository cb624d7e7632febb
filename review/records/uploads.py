"""Uploads: files by what they hold and not by what they are called; anything else is refused."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from zipfile import BadZipFile, ZipFile

from core.digits import persian_digits
from reports.persian import shown_text

LARGEST_FILE = 10_000_000
MOST_FILES = 8
LARGEST_UPLOAD = 20_000_000
"""Of one form, everything together."""
MOST_UNPACKED = 100_000_000
LONGEST_NAME = 100

PHOTO_KINDS = frozenset({"jpg", "png", "webp"})
TABLE_KINDS = frozenset({"csv", "xlsx"})
_ENDINGS: Mapping[str, str] = {
    "pdf": "pdf",
    "jpg": "jpg",
    "jpeg": "jpg",
    "png": "png",
    "webp": "webp",
    "mp3": "mp3",
    "mp4": "mp4",
    "docx": "docx",
    "xlsx": "xlsx",
}
FILE_KINDS = frozenset(_ENDINGS.values())
ACCEPTED = ",".join(f".{ending}" for ending in _ENDINGS)
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
    ending = _ENDINGS.get(name.rpartition(".")[2].lower(), "")
    if kind not in allowed or ending not in allowed:
        kinds = "، ".join(sorted(allowed))
        return f"«{name}» از گونه‌های پذیرفته نیست ({kinds})."
    if kind != ending:
        return f"«{name}» آن چیزی نیست که پسوندش می‌گوید."
    return ""


def kind_of_content(content: bytes) -> str:
    """By the signs in the file itself; empty when it is none we take."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mp3"
    if content[4:8] == b"ftyp":
        return "mp4"
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else ""


def _office_kind(content: bytes) -> str:
    """A document or workbook without programs in it, that does not unpack to more than it should."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            infos = parts.infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        return ""
    names = {info.filename for info in infos}
    has_programs = any(name.lower().endswith("vbaproject.bin") for name in names)
    if has_programs or sum(info.file_size for info in infos) > MOST_UNPACKED:
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""
