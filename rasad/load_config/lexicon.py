"""Word lists and report definitions as they stand; only nlp and reports know what they mean."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from rasad.load_config.folders import Documents
from rasad.load_config.problems import Problems

FILES = ("lexicon/*.yaml", "topics.yaml")
REPORT_FILES = ("reports/*.yaml",)
_IDENTITIES = ("id", "slug", "name")


def read_lexicon(documents: Documents, problems: Problems) -> dict[str, object]:
    """Every list by the name of its file; an overlay adds words and replaces entries of the same name."""
    return _by_name(documents, FILES, problems)


def read_report_definitions(documents: Documents, problems: Problems) -> dict[str, object]:
    """Every report definition by the name of its file; an overlay replaces single keys."""
    return _by_name(documents, REPORT_FILES, problems)


def _by_name(documents: Documents, files: tuple[str, ...], problems: Problems) -> dict[str, object]:
    found: dict[str, object] = {}
    for document in documents.matching(*files):
        if isinstance(document.value, dict):
            name = PurePosixPath(document.relative).stem
            found[name] = overlaid(found.get(name, {}), document.value)
        else:
            problems.error(document.where(), "the file must begin with a key; write 'key:' above the words")
    return found


def overlaid(below: object, above: object) -> object:
    """Mappings are joined key by key, lists are lengthened by what is new; anything else is replaced."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        joined = {key: overlaid(value, above[key]) if key in above else value for key, value in below.items()}
        return joined | {key: value for key, value in above.items() if key not in below}
    if isinstance(below, list) and isinstance(above, list):
        return _lengthened(below, above)
    return above


def _lengthened(below: list[object], above: list[object]) -> list[object]:
    replaced = {_identity(entry): entry for entry in above}
    kept = [replaced.pop(_identity(entry), entry) for entry in below]
    return [*kept, *replaced.values()]


def _identity(entry: object) -> str:
    """Entries that say who they are are known by that, words by themselves."""
    if isinstance(entry, Mapping):
        return next((f"{key}={entry[key]}" for key in _IDENTITIES if key in entry), repr(entry))
    return repr(entry)
