"""The codebook: by which rules people decide; every version stays readable, and decisions name theirs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = "codebook"
_TAGS = {
    "h1": Markup("<h1>{}</h1>"),
    "h2": Markup("<h2>{}</h2>"),
    "h3": Markup("<h3>{}</h3>"),
    "p": Markup("<p>{}</p>"),
    "ul": Markup("<ul>{}</ul>"),
    "ol": Markup("<ol>{}</ol>"),
    "li": Markup("<li>{}</li>"),
    "tr": Markup("<tr>{}</tr>"),
    "th": Markup("<th>{}</th>"),
    "td": Markup("<td>{}</td>"),
    "b": Markup("<b>{}</b>"),
    "kbd": Markup("<kbd>{}</kbd>"),
}
"""What is put into them is escaped unless it is Markup."""
_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<key>.+?)`")
_LIST = re.compile(r"^(?:- |\d+\. )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """One version of the rules."""

    number: int
    text: str
    """In the few signs of Markdown that `as_html` knows."""

    @property
    def version(self) -> str:
        """What decisions keep: who changes a word without a new number is found out."""
        return f"{self.number}-{sha256(self.text.encode()).hexdigest()[:8]}"

    def as_html(self) -> Markup:
        """The text as a page shows it; everything in it is escaped."""
        return Markup("\n").join(_blocks(self.text.splitlines()))


def read_codebooks(folders: Iterable[Path]) -> tuple[Codebook, ...]:
    """Every version, the newest first; an office's own folder comes later and replaces a number."""
    paths = {
        int(path.stem): path
        for folder in folders
        for path in sorted((folder / FOLDER).glob("*.md"))
        if path.stem.isascii() and path.stem.isdecimal()
    }
    return tuple(
        Codebook(number=number, text=paths[number].read_text(encoding="utf-8"))
        for number in sorted(paths, reverse=True)
    )


def _blocks(lines: Sequence[str]) -> Iterator[Markup]:
    for kind, group in groupby(lines, key=_kind):
        if kind == "heading":
            yield from map(_heading, group)
        elif kind == "list":
            yield _list(list(group))
        elif kind == "table":
            yield _table(list(group))
        elif kind == "text":
            yield _TAGS["p"].format(_inline(" ".join(group)))


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    return "list" if _LIST.match(line) or line.startswith("  ") else "text"


def _heading(line: str) -> Markup:
    signs, _, words = line.partition(" ")
    return _TAGS[f"h{min(len(signs), 3)}"].format(_inline(words))


def _list(lines: Sequence[str]) -> Markup:
    """A line that is indented goes on with the point before it."""
    points: list[str] = []
    for line in lines:
        if line.startswith("  ") and points:
            points[-1] += " " + line.strip()
        else:
            points.append(_LIST.sub("", line.strip()))
    drawn = Markup("").join(_TAGS["li"].format(_inline(point)) for point in points)
    return _TAGS["ol" if lines[0][0].isdigit() else "ul"].format(drawn)


def _table(lines: Sequence[str]) -> Markup:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, body = rows[0], [row for row in rows[1:] if set("".join(row)) - set("-: ")]
    drawn = Markup("").join(_row(row, "td") for row in body)
    return Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(_row(head, "th"), drawn)


def _row(cells: Sequence[str], tag: str) -> Markup:
    return _TAGS["tr"].format(Markup("").join(_TAGS[tag].format(_inline(cell)) for cell in cells))


def _inline(text: str) -> Markup:
    parts, at = [], 0
    for match in _INLINE.finditer(text):
        parts.append(escape(text[at : match.start()]))
        parts.append(
            _TAGS["b"].format(match["strong"]) if match["strong"] else _TAGS["kbd"].format(match["key"])
        )
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])
