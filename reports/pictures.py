"""Pictures that people hand in, for a printed book: PNG and JPEG of a bounded size, known by their heads."""

from io import BytesIO
from struct import error as short_head

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from reports.outline.records import Picture

LARGEST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
"""A few kilobytes can hold a picture that takes gigabytes when it is drawn."""
_UNREADABLE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    short_head,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
)
"""What the reader raises of a head that is cut off or forged."""


def picture_of(title: str, content: bytes) -> Picture | None:
    """The picture by its own head, whatever its name says; None for what cannot be printed."""
    if len(content) > LARGEST_BYTES:
        return None
    width, height = _size(content)
    if not 0 < width * height <= MOST_PIXELS:
        return None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture(title=title, content=content, ending="png", width=width, height=height)
    if content.startswith(b"\xff\xd8\xff"):
        return Picture(title=title, content=content, ending="jpg", width=width, height=height)
    return None


def _size(content: bytes) -> tuple[int, int]:
    try:
        image = Image.from_file(BytesIO(content))
        return image.px_width, image.px_height
    except _UNREADABLE:
        return 0, 0
