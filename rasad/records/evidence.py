"""Evidence of what people hand in: links as they stand, files and photos kept under their SHA-256."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from core.file_kinds import PHOTO_KINDS, kind_of_content, kind_of_name
from core.handed_in import Evidence, EvidenceKind
from rasad.records.given_rows import GivenRow, RowError

FOLDER = "evidence"
LARGEST_BYTES = 50_000_000
_BETWEEN = re.compile(r"\s*[\n;؛]\s*")
_LINK = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """Files named in a table, read beside it, and kept in the installation once all rows are good."""

    table: Path
    home: Path
    files: Mapping[str, bytes] | None = None
    """What was sent along, by name; then nothing is read beside the table, whatever its rows name."""
    held: tuple[Evidence, ...] = ()
    """Proofs of an earlier version that stay."""
    _read: dict[str, bytes] = field(default_factory=dict)

    def of_row(self, row: GivenRow) -> tuple[Evidence, ...]:
        """The proofs in a row's columns link, file and photo; raises RowError for one that is none."""
        links = [self._link(text) for text in _parts(row["link"])]
        files = [
            self._file(text, kind)
            for kind in (EvidenceKind.FILE, EvidenceKind.PHOTO)
            for text in _parts(row[kind.value])
        ]
        return (*self.held, *links, *files)

    def keep(self) -> None:
        """Write what was read; a file that is there already is left."""
        for name, content in self._read.items():
            path = self.home / FOLDER / name[:2] / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def _link(self, text: str) -> Evidence:
        if not _LINK.fullmatch(text):
            raise RowError(f"'link': '{text}' is no address; write it like https://www.example.ir/news/1")
        return Evidence(kind=EvidenceKind.LINK, place=text)

    def _file(self, text: str, kind: EvidenceKind) -> Evidence:
        if self.files is not None:
            return self._sent(text, kind, self.files)
        path = self.table.parent / text
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise RowError(f"'{kind.value}': '{text}' is larger than 50 MB; hand in a smaller copy")
            content = path.read_bytes()
        except OSError as error:
            raise RowError(
                f"'{kind.value}': '{text}' cannot be read beside the table: {error.strerror}"
            ) from error
        return self._named(text, kind, content)

    def _sent(self, text: str, kind: EvidenceKind, files: Mapping[str, bytes]) -> Evidence:
        if text not in files:
            raise RowError(f"'{kind.value}': '{text}' was not sent along with the table")
        return self._named(text, kind, files[text])

    def _named(self, text: str, kind: EvidenceKind, content: bytes) -> Evidence:
        held, called = kind_of_content(content), kind_of_name(text)
        if kind is EvidenceKind.PHOTO and held not in PHOTO_KINDS:
            raise RowError(f"'photo': '{text}' is no picture; hand in a JPEG, PNG or WebP")
        if called and held != called:
            raise RowError(
                f"'{kind.value}': '{text}' does not hold what its ending says; send the file itself"
            )
        name = sha256(content).hexdigest()
        self._read[name] = content
        return Evidence(kind=kind, place=text, sha256=name)


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text.strip()) if part]
