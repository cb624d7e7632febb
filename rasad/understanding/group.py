"""The group stage: texts that are in no story yet join one, or begin one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from time import perf_counter

from core.items import ItemText, StoredItem
from core.outcomes import Outcome, StageOutcome
from core.placements import placements_of
from core.stories import StoredFingerprint, StoryMember
from nlp.stories.credit import credit_of, credited_outlet, outlet_names
from nlp.stories.fingerprint import VERSION, Fingerprint, fingerprint
from nlp.stories.group import WINDOW, FingerprintedItem, group
from rasad.collecting.reader import own_agencies
from rasad.run_stage import Done, StageReport, run_inputs
from rasad.wiring import Office, Progress, no_progress
from storage.corrections import story_decisions
from storage.fingerprints import (
    fingerprints_between,
    fingerprints_of_stories,
    fingerprints_without_story,
    save_fingerprints,
    versions_without_fingerprint,
)
from storage.stage_outcomes import record_outcomes
from storage.stories import members_of_items, save_story_members

STAGE = "group"
FINGERPRINTS_AT_ONCE = 1000
ITEMS_AT_ONCE = 20_000
"""Items grouped in one transaction, in order of time: a year's import stays within memory."""


type Printed = tuple[Fingerprint, str | None]
"""A text's fingerprint, and whom it says it is taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """What grouping is told of the outlets."""

    own: frozenset[str]
    """Those of the watched agencies themselves."""
    names: Mapping[str, str]
    """Ids by the names that a text may give as its source."""


def group_new_items(office: Office, now: datetime, progress: Progress = no_progress) -> StageReport:
    """Fingerprint every current text, then put each item without a story into one."""
    started = perf_counter()
    _fingerprint_new_texts(office, progress)
    outcomes: Counter[Outcome] = Counter()
    with office.database.read() as connection:
        waiting = fingerprints_without_story(connection, VERSION)
    outlets = _outlets(office)
    for batch in batched(waiting, ITEMS_AT_ONCE):
        _group_batch(office, batch, outlets, now)
        outcomes[Outcome.GROUPED] += len(batch)
        progress(STAGE, outcomes.total(), len(waiting))
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _outlets(office: Office) -> Outlets:
    outlets = office.methodology.outlets.values()
    return Outlets(
        own=frozenset(own_agencies(office.methodology)),
        names=outlet_names((outlet.id, (outlet.name, *outlet.other_names)) for outlet in outlets),
    )


def _fingerprint_new_texts(office: Office, progress: Progress) -> None:
    after = done = 0
    text_of = office.shipped_reader.text_of
    while batch := _texts_without_fingerprint(office, after):
        prints = run_inputs(
            STAGE,
            batch,
            lambda stored: (_printed(text_of(stored.item)), Outcome.STORED),
            name_of=lambda stored: str(stored.version_id),
        )
        _keep_fingerprints(office, list(prints))
        after = batch[-1].version_id
        done += len(batch)
        progress("fingerprint", done, None)


def _texts_without_fingerprint(office: Office, after: int) -> list[StoredItem]:
    with office.database.read() as connection:
        return versions_without_fingerprint(connection, VERSION, FINGERPRINTS_AT_ONCE, after=after)


def _printed(text: ItemText) -> Printed:
    return fingerprint(text), credit_of(text)


def _keep_fingerprints(office: Office, prints: Sequence[Done[StoredItem, Printed]]) -> None:
    made = {one.input.version_id: one.result for one in prints if one.result}
    rows = [(version_id, print_.to_bytes()) for version_id, (print_, _) in made.items()]
    credited = {version_id: credit for version_id, (_, credit) in made.items() if credit}
    with office.database.begin() as connection:
        save_fingerprints(connection, VERSION, rows, credited=credited)


def _group_batch(
    office: Office,
    batch: Sequence[StoredFingerprint],
    outlets: Outlets,
    now: datetime,
) -> None:
    with office.database.begin() as connection:
        placed = placements_of(story_decisions(connection))
        near = fingerprints_between(
            connection, VERSION, batch[0].counted_at - WINDOW, batch[-1].counted_at + WINDOW
        )
        stories = {one.story_id for one in near if one.story_id is not None}
        partners = placed.partners(one.item_id for one in batch) if placed.together else set()
        # However far away in time: people said that these go together.
        stories |= {member.story_id for member in members_of_items(connection, partners).values()}
        known = fingerprints_of_stories(connection, VERSION, stories)
        members = group(_items(batch, outlets), _items(known, outlets), placed)
        save_story_members(connection, members)
        record_outcomes(connection, STAGE, VERSION, _ends(batch, members), at=now)


def _items(prints: Iterable[StoredFingerprint], outlets: Outlets) -> list[FingerprintedItem]:
    return [
        FingerprintedItem(
            item_id=one.item_id,
            outlet=one.outlet,
            counted_at=one.counted_at,
            fingerprint=Fingerprint.from_bytes(one.data),
            story_id=one.story_id,
            own_site=one.outlet in outlets.own,
            credit=one.credit,
            credited=credited_outlet(one.credit, outlets.names),
        )
        for one in prints
    ]


def _ends(batch: Sequence[StoredFingerprint], members: Sequence[StoryMember]) -> list[StageOutcome]:
    relation = {member.item_id: member.relation.value for member in members}
    return [
        StageOutcome(input=str(one.version_id), outcome=Outcome.GROUPED, detail=relation[one.item_id])
        for one in batch
    ]
