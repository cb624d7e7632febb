"""Which formats a report is asked for in."""

from core.errors import InputError
from reports.formats.table import FILE_FORMATS, HTML


def read_formats(text: str) -> tuple[str, ...]:
    """`html,pdf` as names; raises InputError for one that is not written."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in (HTML, *FILE_FORMATS)]
    if unknown or not names:
        raise InputError(
            f"--format {text}: there is no format '{', '.join(unknown)}'; "
            f"name some of {', '.join((HTML, *FILE_FORMATS))}, with commas between them"
        )
    return names
