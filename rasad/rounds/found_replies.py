"""Replies that the crawl itself has seen: an item of the agency or of the outlet that answers a criticism.

Nobody need hand such a reply in. It is taken for one only when its title or lead says so («جوابیه», «توضیح
درباره» …: `reply_words` of config/rounds.yaml) and when it clearly speaks of the criticism.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from core.agencies import Agency
from core.findings import Finding
from core.items import Item, ItemFacts, StoredItem
from rasad.load_config.same_name import same_name
from scoring.inputs import CountInputs
from storage.database import Connection
from storage.items import item_facts_between, items_by_id

LONGEST_REPLY = timedelta(days=30)
"""A later one earns nothing (evaluation.md 5.6), so it is not looked for."""
_SHARED, _SHARED_BESIDE_THE_OUTLET = 1 / 2, 1 / 3
"""Of the words of the criticism's title: alone, or where the outlet that printed it is named."""
_SHORTEST_WORD = 3


def replies_found(
    connection: Connection, inputs: CountInputs, reply_words: Sequence[str]
) -> tuple[Mapping[int, Sequence[int]], Mapping[int, ItemFacts]]:
    """By criticism: the items that answer it, oldest first; and the facts of those outside the period."""
    cases = [f for f in inputs.findings if f.criticism_needing_reply and f.item_id in inputs.facts]
    if not cases or not reply_words:
        return {}, {}
    agencies = {agency.key: agency for agency in inputs.profile.agencies}
    watched = [(case, agencies[case.agency]) for case in cases if case.agency in agencies]
    owned = {own for _, agency in watched for own in agency.own_outlets}
    outlets = owned | {inputs.facts[case.item_id].outlet for case, _ in watched}
    opened = [inputs.facts[case.item_id].counted_at for case, _ in watched]
    if not opened:
        return {}, {}
    until = min(inputs.as_of, max(opened) + LONGEST_REPLY)
    facts = {one.id: one for one in item_facts_between(connection, min(opened), until, outlets)}
    ids = facts.keys() | {case.item_id for case, _ in watched}
    texts = items_by_id(connection, ids, as_stored=True)
    marks = [_in_order(word) for word in reply_words]
    criticised = {case.item_id for case in cases}
    replies = [
        one
        for one in facts.values()
        if one.id not in criticised and _says_it_replies(texts[one.id].item, marks, own=one.outlet in owned)
    ]
    found = {
        case.item_id: [one.id for one in replies if _answers(one, case, agency, inputs, texts)]
        for case, agency in watched
    }
    found = {item: answers for item, answers in found.items() if answers}
    return found, {one: facts[one] for answers in found.values() for one in answers}


def _says_it_replies(item: Item, marks: Sequence[Sequence[str]], *, own: bool) -> bool:
    """On the own site anywhere in title or lead; elsewhere the title begins with it: an outlet also writes
    of answers that were not given."""
    title, lead = _in_order(item.title or ""), _in_order(item.lead or "")
    if not own:
        return any(title[: len(mark)] == mark for mark in marks)
    return any(
        words[start : start + len(mark)] == mark
        for words in (title, lead)
        for mark in marks
        for start in range(len(words))
    )


def _answers(
    reply: ItemFacts,
    case: Finding,
    agency: Agency,
    inputs: CountInputs,
    texts: Mapping[int, StoredItem],
) -> bool:
    criticism = inputs.facts[case.item_id]
    if not criticism.counted_at < reply.counted_at <= criticism.counted_at + LONGEST_REPLY:
        return False
    item = texts[reply.id].item
    is_own = reply.outlet in agency.own_outlets
    is_printed_there = reply.outlet == criticism.outlet and _names(item, (agency.name, *agency.other_names))
    if not (is_own or is_printed_there):
        return False
    outlet = inputs.outlets.get(criticism.outlet)
    named = reply.outlet == criticism.outlet or (outlet is not None and _names(item, (outlet.name,)))
    least = _SHARED_BESIDE_THE_OUTLET if named else _SHARED
    return _share_of(texts[case.item_id].item.title or "", _text(item)) >= least


def _names(item: Item, names: Iterable[str]) -> bool:
    text = same_name(_text(item))
    return any(same_name(name) in text for name in names)


def _share_of(title: str, text: str) -> float:
    """How many of the title's longer words stand in the text."""
    wanted = _words(title)
    return len(wanted & _words(text)) / len(wanted) if wanted else 0.0


def _words(text: str) -> set[str]:
    return {word for word in _in_order(text) if len(word) >= _SHORTEST_WORD}


def _in_order(text: str) -> list[str]:
    return [same_name(part) for part in re.findall(r"[\w\u200c]+", text)]


def _text(item: Item) -> str:
    return " ".join(part or "" for part in (item.title, item.lead, item.body))
