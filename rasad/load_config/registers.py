"""Registers: entries with an identity, collected from many files, where overlays replace by identity."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasad.load_config.problems import Problems, Where, suggestion
from rasad.load_config.shapes import Shape, read_shape
from rasad.load_config.yaml_lines import Document, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as it stands in its file, not checked yet."""

    document: Document
    location: Location
    raw: object

    def where(self, *more: str | int) -> Where:
        return self.document.where(*self.location, *more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry[S: Shape]:
    """A checked entry that still knows where it stands."""

    document: Document
    location: Location
    shape: S

    def where(self, *more: str | int) -> Where:
        return self.document.where(*self.location, *more)

    def parent(self) -> "RawEntry":
        """What the entry stands under, as the place of a problem."""
        return RawEntry(document=self.document, location=self.location[:-1], raw=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register[S: Shape]:
    """Entries by identity; `broken` ones have a problem of their own and are not reported as missing too."""

    what: str
    entries: Mapping[str, Entry[S]]
    broken: frozenset[str] = frozenset()

    def shapes(self) -> Iterator[S]:
        return (entry.shape for entry in self.entries.values())

    def knows(self, identity: str) -> bool:
        return identity in self.entries or identity in self.broken

    def require(
        self, identity: str | None, problems: Problems, at: "Entry[Any] | RawEntry", *key: str | int
    ) -> None:
        """Report a reference that points to nothing."""
        if identity is not None and not self.knows(identity):
            text = f"there is no {self.what} '{identity}'; {suggestion(identity, self.entries)}"
            problems.error(at.where(*key), text)


def whole_files(documents: Iterable[Document]) -> Iterator[RawEntry]:
    """Each file is one entry."""
    for document in documents:
        yield RawEntry(document=document, location=(), raw=document.value)


def listed(documents: Iterable[Document], key: str, problems: Problems) -> Iterator[RawEntry]:
    """The entries of the list under `key`; `defaults` beside it fill what an entry leaves out."""
    for document in documents:
        top = mapping_of(document, allowed=(key, "defaults"), problems=problems)
        entries, defaults = top.get(key), top.get("defaults", {})
        if entries is None:
            entries = []
        if not isinstance(entries, list) or not isinstance(defaults, dict):
            problems.error(document.where(key), f"'{key}' must be a list of entries; begin each with '- '")
            continue
        for position, raw in enumerate(entries):
            filled = {**defaults, **raw} if isinstance(raw, dict) else raw
            yield RawEntry(document=document, location=(key, position), raw=filled)


def mapping_of(document: Document, *, allowed: tuple[str, ...], problems: Problems) -> dict[str, object]:
    """The file's top level, after reporting keys that nobody reads."""
    value = document.value
    if not isinstance(value, dict):
        text = f"the file must hold the key '{allowed[0]}'"
        if value is not None:
            problems.error(document.where(), text)
        elif document.root is None:
            problems.warn(document.where(), f"the file is empty; {text}")
        return {}
    for unknown in [key for key in value if key not in allowed]:
        problems.error(document.where(unknown), f"unknown key '{unknown}'; {suggestion(unknown, allowed)}")
    return value


def id_of(raw: Mapping[str, object]) -> str:
    """The usual identity of an entry."""
    return str(raw.get("id") or "")


def register[S: Shape](
    entries: Iterable[RawEntry],
    shape: type[S],
    problems: Problems,
    *,
    what: str,
    identity: Callable[[Mapping[str, object]], str] = id_of,
) -> Register[S]:
    """Check every entry; the same identity twice in one folder is an error, in a later one it replaces."""
    chosen: dict[str, RawEntry] = {}
    nameless: list[RawEntry] = []
    for entry in entries:
        name = identity(entry.raw) if isinstance(entry.raw, dict) else ""
        earlier = chosen.get(name)
        if not name:
            nameless.append(entry)
        elif earlier and earlier.document.folder == entry.document.folder:
            text = f"{what} '{name}' stands already at {earlier.where()}; rename or remove one"
            problems.error(entry.where(), text)
        else:
            chosen[name] = entry
    for entry in nameless:
        read_shape(entry.raw, shape, problems, document=entry.document, location=entry.location)
    checked = {name: _checked(entry, shape, problems) for name, entry in chosen.items()}
    return Register(
        what=what,
        entries={name: entry for name, entry in checked.items() if entry},
        broken=frozenset(name for name, entry in checked.items() if not entry),
    )


def _checked[S: Shape](entry: RawEntry, shape: type[S], problems: Problems) -> Entry[S] | None:
    value = read_shape(entry.raw, shape, problems, document=entry.document, location=entry.location)
    return Entry(document=entry.document, location=entry.location, shape=value) if value else None
