"""The group stage: texts that are in no story yet join one, or begin one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from time import perf_counter

from core.items import StoredItem
from core.outcomes import Outcome, StageOutcome
from core.stories import StoredFingerprint, StoryMember
from nlp.stories.fingerprint import VERSION, Fingerprint, fingerprint
from nlp.stories.group import WINDOW, FingerprintedItem, group
from rasad.reader import own_agencies
from rasad.run_stage import Done, StageReport, run_inputs
from rasad.wiring import Office, Progress, no_progress
from storage.fingerprints import (
    fingerprints_between,
    fingerprints_of_stories,
    fingerprints_without_story,
    save_fingerprints,
    versions_without_fingerprint,
)
from storage.stage_outcomes import record_outcomes
from storage.stories import save_story_members

STAGE = "group"
FINGERPRINTS_AT_ONCE = 1000
ITEMS_AT_ONCE = 20_000
"""Items grouped in one transaction, in order of time: a year's import stays within memory."""


def group_new_items(office: Office, now: datetime, progress: Progress = no_progress) -> StageReport:
    """Fingerprint every current text, then put each item without a story into one."""
    started = perf_counter()
    _fingerprint_new_texts(office, progress)
    outcomes: Counter[Outcome] = Counter()
    with office.database.read() as connection:
        waiting = fingerprints_without_story(connection, VERSION)
    own_outlets = frozenset(own_agencies(office.methodology))
    for batch in batched(waiting, ITEMS_AT_ONCE):
        _group_batch(office, batch, own_outlets, now)
        outcomes[Outcome.GROUPED] += len(batch)
        progress(STAGE, outcomes.total(), len(waiting))
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _fingerprint_new_texts(office: Office, progress: Progress) -> None:
    after = done = 0
    text_of = office.shipped_reader.text_of
    while batch := _texts_without_fingerprint(office, after):
        prints = run_inputs(
            STAGE,
            batch,
            lambda stored: (fingerprint(text_of(stored.item)), Outcome.STORED),
            name_of=lambda stored: str(stored.version_id),
        )
        _keep_fingerprints(office, list(prints))
        after = batch[-1].version_id
        done += len(batch)
        progress("fingerprint", done, None)


def _texts_without_fingerprint(office: Office, after: int) -> list[StoredItem]:
    with office.database.read() as connection:
        return versions_without_fingerprint(connection, VERSION, FINGERPRINTS_AT_ONCE, after=after)


def _keep_fingerprints(office: Office, prints: Sequence[Done[StoredItem, Fingerprint]]) -> None:
    with office.database.begin() as connection:
        rows = [(one.input.version_id, one.result.to_bytes()) for one in prints if one.result]
        save_fingerprints(connection, VERSION, rows)


def _group_batch(
    office: Office, batch: Sequence[StoredFingerprint], own_outlets: frozenset[str], now: datetime
) -> None:
    with office.database.begin() as connection:
        near = fingerprints_between(
            connection, VERSION, batch[0].counted_at - WINDOW, batch[-1].counted_at + WINDOW
        )
        stories = {one.story_id for one in near if one.story_id is not None}
        known = fingerprints_of_stories(connection, VERSION, stories)
        members = group(_items(batch, own_outlets), _items(known, own_outlets))
        save_story_members(connection, members)
        record_outcomes(connection, STAGE, VERSION, _ends(batch, members), at=now)


def _items(prints: Iterable[StoredFingerprint], own_outlets: frozenset[str]) -> list[FingerprintedItem]:
    return [
        FingerprintedItem(
            item_id=one.item_id,
            outlet=one.outlet,
            counted_at=one.counted_at,
            fingerprint=Fingerprint.from_bytes(one.data),
            story_id=one.story_id,
            own_site=one.outlet in own_outlets,
        )
        for one in prints
    ]


def _ends(batch: Sequence[StoredFingerprint], members: Sequence[StoryMember]) -> list[StageOutcome]:
    relation = {member.item_id: member.relation.value for member in members}
    return [
        StageOutcome(input=str(one.version_id), outcome=Outcome.GROUPED, detail=relation[one.item_id])
        for one in batch
    ]
