"""Office files that say nothing of when they were written: the same content, the same bytes."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip archive can say."""


def fixed_zip(content: bytes, at: datetime) -> bytes:
    """The archive with the time of the data in its properties and none at its entries."""
    out = BytesIO()
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            blob = before.read(name)
            if name == PROPERTIES:
                blob = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", blob)
            entry = ZipInfo(name, date_time=EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, blob)
    return out.getvalue()
