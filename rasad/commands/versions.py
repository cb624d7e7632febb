"""How the versions of an item are shown on a terminal."""

from collections.abc import Iterable

from core.calendar import tehran_minute
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
        yield f"on {tehran_minute(seen_at)} it said it was published on {tehran_minute(published)}"


def _head(one: ShownVersion) -> str:
    how = _SAID[one.changed_by] if one.changed_by else "as first seen"
    by = one.stored.item.extractor or "nobody of ours"
    return f"version {one.stored.version}  {tehran_minute(one.seen_at)}  {how}  (read by {by})"
