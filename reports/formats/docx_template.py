"""A word-processor file with `{placeholders}`, filled: an office lays its letters out in its own program."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from core.errors import InputError
from reports.persian import cell_text

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def filled_docx(template: bytes, fields: Mapping[str, Sequence[str]]) -> bytes:
    """The file with every placeholder replaced, in headers and tables too.

    A paragraph whose placeholder stands for several paragraphs is repeated. Raises InputError for a
    placeholder that nothing fills.
    """
    document = docx.Document(BytesIO(template))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for paragraph in list(part.iter(qn("w:p"))):
            _fill(paragraph, fields)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(paragraph: BaseOxmlElement, fields: Mapping[str, Sequence[str]]) -> None:
    texts = list(paragraph.iter(qn("w:t")))
    whole = "".join(text.text or "" for text in texts)
    names = _PLACEHOLDER.findall(whole)
    unknown = sorted(set(names) - fields.keys())
    if unknown:
        raise InputError(
            f"the template has the placeholder '{{{unknown[0]}}}', which nothing fills; "
            f"there are {', '.join(sorted(fields))}"
        )
    if not names:
        return
    values = {name: fields[name] for name in names}
    copies = max((len(value) for value in values.values()), default=1)
    for place in range(copies):
        copy = deepcopy(paragraph) if place < copies - 1 else paragraph
        if copy is not paragraph:
            paragraph.addprevious(copy)
        _write(copy, whole, {name: _at(value, place) for name, value in values.items()})


def _at(value: Sequence[str], place: int) -> str:
    return value[place] if place < len(value) else ""


def _write(paragraph: BaseOxmlElement, whole: str, values: Mapping[str, str]) -> None:
    """Into the first run: a word processor cuts a placeholder into runs as it likes."""
    first, *rest = paragraph.iter(qn("w:t"))
    # One pass: what a value itself holds in braces stays as it is.
    first.text = cell_text(_PLACEHOLDER.sub(lambda found: values[found[1]], whole))
    first.set(qn("xml:space"), "preserve")
    for text in rest:
        text.text = ""
