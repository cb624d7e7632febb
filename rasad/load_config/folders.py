"""Reads the folders of config/: the shipped one first, then the overlays of an installation."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from rasad.load_config.problems import Problems, Where
from rasad.load_config.yaml_lines import Document, parse_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Every file of all folders, parsed, in the order in which they apply."""

    documents: tuple[Document, ...]
    config_hash: str
    unreadable: int
    """How many files could not be parsed at all; what they hold is not known."""

    def matching(self, *patterns: str) -> list[Document]:
        """Files whose path inside their folder fits, for example `outlets/*.yaml`; overlays come last."""
        return [document for document in self.documents if _fits(document.relative, patterns)]


def read_folders(folders: Sequence[Path], problems: Problems) -> Documents:
    """Read and parse everything; a folder that is not there is a problem."""
    digest = sha256()
    documents: list[Document] = []
    unreadable = 0
    for number, folder in enumerate(folders):
        if not folder.is_dir():
            text = "there is no such folder; give the folder that holds places/"
            problems.error(Where(str(folder), 1), text)
        for path in sorted(folder.rglob("*.yaml")):
            relative, content = path.relative_to(folder).as_posix(), path.read_bytes()
            # Lengths keep two files from reading like one; the order of folders decides what replaces what.
            digest.update(f"{number}/{relative}\0{len(content)}\0".encode() + content)
            document = _parse(content, path, relative, number, problems)
            unreadable += document is None
            documents += [document] if document else []
        for path in sorted(folder.rglob("*.yml")):
            problems.warn(Where(str(path), 1), "files that end in .yml are not read; rename it to .yaml")
    return Documents(documents=tuple(documents), config_hash=digest.hexdigest(), unreadable=unreadable)


def warn_of_unread(documents: Documents, patterns: Sequence[str], problems: Problems) -> None:
    """A file that no reader takes is probably in the wrong place."""
    for document in documents.documents:
        if not _fits(document.relative, patterns):
            text = f"nothing reads this file; files that are read are {', '.join(patterns)}"
            problems.warn(document.where(), text)


def _fits(relative: str, patterns: Sequence[str]) -> bool:
    """`*` stands for a name, never for a folder more."""
    same_depth = (pattern for pattern in patterns if pattern.count("/") == relative.count("/"))
    return any(fnmatch(relative, pattern) for pattern in same_depth)


def _parse(content: bytes, path: Path, relative: str, folder: int, problems: Problems) -> Document | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.error(Where(str(path), line), "the file is not UTF-8; save it as UTF-8")
        return None
    return parse_yaml(text, path=str(path), relative=relative, folder=folder, problems=problems)
