"""What came with a form of things handed in: its fields, and its files once they are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile

from core.digits import persian_digits
from core.file_kinds import PHOTO_KINDS
from review.office_work import GivenProblem, GivenRefusedError
from review.records.uploads import FILE_KINDS, LARGEST_FILE, MOST_FILES, file_problem, safe_name

MOST_FIELDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One form."""

    fields: Mapping[str, str]
    files: Mapping[str, tuple[tuple[str, bytes], ...]] = field(default_factory=dict)
    """By field: the names, made safe, and what they hold."""
    ticked: tuple[str, ...] = ()
    """Proofs of the version before that stay, by their hash."""


async def sent_form(request: Request) -> Sent:
    """Read the form; a file is read no further than one may be large."""
    # Parsed and checked for its token before; this gives the same form again.
    form = await request.form()
    fields: dict[str, str] = {}
    files: dict[str, list[tuple[str, bytes]]] = {}
    ticked = []
    for name, value in list(form.multi_items())[: MOST_FIELDS + MOST_FILES]:
        if isinstance(value, UploadFile):
            if value.filename:
                content = await value.read(LARGEST_FILE + 1)
                files.setdefault(name, []).append((safe_name(value.filename), content))
        elif name == "held":
            ticked.append(value)
        else:
            fields[name] = value.replace("\x00", "").strip()
    return Sent(
        fields=fields,
        files={name: tuple(some) for name, some in files.items()},
        ticked=tuple(ticked),
    )


def checked_files(sent: Sent) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files by a name of their own, and the names field by field; raises GivenRefusedError."""
    contents: dict[str, bytes] = {}
    named: dict[str, str] = {}
    problems = []
    if sum(map(len, sent.files.values())) > MOST_FILES:
        problems.append(f"بیش از {persian_digits(MOST_FILES)} پرونده را یک‌جا نمی‌توان فرستاد.")
    for name, some in sent.files.items():
        allowed = PHOTO_KINDS if name == "photo" else FILE_KINDS
        problems += [problem for each, content in some if (problem := file_problem(each, content, allowed))]
        names = []
        for each, content in some:
            own = _own_name(each, contents)
            contents[own] = content
            names.append(own)
        named[name] = ";".join(names)
    if problems:
        raise GivenRefusedError([GivenProblem(row=0, said=one) for one in problems])
    return contents, named


def _own_name(name: str, taken: Mapping[str, bytes]) -> str:
    """Two photos are often called alike."""
    stem, dot, ending = name.rpartition(".")
    own, number = name, 1
    while own in taken:
        number += 1
        own = f"{stem} {number}{dot}{ending}"
    return own
