"""Whole items read again from kept pages: entries of feeds with their text, and posts of channels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from core.errors import StorageError
from core.outcomes import Outcome
from core.pages import Page
from crawler.engine.items import make_item
from crawler.identity import canonical
from crawler.kinds import KINDS
from crawler.kinds.found import FoundItem
from rasad.collecting.kept_pages import KeptPage, ReadAgain
from storage.pages import read_page

type Found = Mapping[str, FoundItem]
"""The items of a page, by their keys."""


def kind_of(extractor: str | None) -> str | None:
    """The kind of source that gave an item whole; None for an item read from a page of its own."""
    name = (extractor or "").partition("/")[0]
    return name if name in KINDS else None


def read_entries_again[Name](
    folder: Path, entries: Sequence[tuple[Name, str, KeptPage]]
) -> Iterator[tuple[Name, ReadAgain]]:
    """Each item as its kind reads it today, given with its key; a page with many of them is read once."""
    in_order = sorted(entries, key=lambda entry: (entry[2].content_hash, entry[2].source.kind))
    for _, group in groupby(in_order, key=lambda entry: (entry[2].content_hash, entry[2].source.kind)):
        yield from _of_page(folder, list(group))


def _of_page[Name](
    folder: Path, entries: Sequence[tuple[Name, str, KeptPage]]
) -> Iterator[tuple[Name, ReadAgain]]:
    found: Found | ReadAgain
    try:
        found = _found_on(folder, entries[0][2])
    except StorageError as error:
        found = ReadAgain(item=None, outcome=Outcome.UNREADABLE, why=str(error))
    for name, key, kept in entries:
        yield name, found if isinstance(found, ReadAgain) else _read_again(found.get(key), kept)


def _found_on(folder: Path, kept: KeptPage) -> Found | ReadAgain:
    page = Page(
        address=kept.final_address,
        final_address=kept.final_address,
        source=kept.source.id,
        status=200,
        fetched_at=kept.fetched_at,
        content_type=kept.content_type,
        body=read_page(folder, kept.content_hash),
    )
    # The text of an entry is what we have, whatever the source is said to carry by now.
    source = replace(kept.source, text_in_feed=True)
    discovered = KINDS[kept.source.kind](page, source, kept.fetched_at)
    if discovered.unreadable:
        why = "; ".join(discovered.problems)
        return ReadAgain(item=None, outcome=Outcome.UNREADABLE, why=why)
    return dict(_keyed(discovered.items))


def _keyed(items: Iterable[FoundItem]) -> Iterator[tuple[str, FoundItem]]:
    for item in items:
        try:
            yield canonical(item.address), item
        except ValueError:
            # An address that is none was no item at the crawl either.
            continue


def _read_again(found: FoundItem | None, kept: KeptPage) -> ReadAgain:
    if found is None:
        return ReadAgain(item=None, outcome=Outcome.NOTHING_FOUND, why="the page is read without it by now")
    if found.why_no_text:
        return ReadAgain(item=None, outcome=Outcome.NO_TEXT, why=found.why_no_text)
    item, note = make_item(
        found.extracted,
        link=kept.link.address,
        final=found.address,
        source=kept.source,
        origin=kept.origin,
        seen=kept.fetched_at,
        page_hash=kept.content_hash,
    )
    return ReadAgain(item=replace(item, source=kept.source.id or None), outcome=Outcome.STORED, why=note)
