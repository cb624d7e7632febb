"""How the versions of an item are shown on a terminal."""

from collections.abc import Iterable

from core.text_changes import shown_changes
from rasad.collecting.versions import ChangedBy, ItemHistory, ShownVersion

_SAID = {
    ChangedBy.OUTLET: "changed by the outlet",
    ChangedBy.EXTRACTOR: "the same page, read otherwise",
}


def version_lines(history: ItemHistory) -> Iterable[str]:
    """Each version with when and by whom, and each change between the words around it."""
    for one in history.versions:
        yield _head(one)
        for name, changes in one.changes.items():
            yield from (f"    {name}: {line}" for line in shown_changes(changes))
    for seen_at, published in history.redatings:
        yield f"on {seen_at.isoformat()} it said it was published on {published.isoformat()}"


def _head(one: ShownVersion) -> str:
    how = _SAID[one.changed_by] if one.changed_by else "as first seen"
    by = one.stored.item.extractor or "nobody of ours"
    return f"version {one.stored.version}  {one.seen_at.isoformat()}  {how}  (read by {by})"
