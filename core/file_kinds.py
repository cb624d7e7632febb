"""What a file is, by the signs in it and not by what it is called."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_UNPACKED = 100_000_000
"""Of a workbook or document that is looked into."""
PHOTO_KINDS = frozenset({"jpg", "png", "webp"})
KINDS_BY_ENDING: Mapping[str, str] = {
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


def kind_of_name(name: str) -> str:
    """By its ending; empty when the ending is none we know."""
    return KINDS_BY_ENDING.get(name.rpartition(".")[2].lower(), "")


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
