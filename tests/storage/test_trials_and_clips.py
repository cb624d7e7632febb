"""Trials come back as they were made; clip entries only grow, and one piece is one entry for an agency."""

from dataclasses import replace
from datetime import date

from core.clips import ClipEntry
from core.trials import Answers, Effect, Precision, ScoreChange, ScoreChanges, Trial, TriedProposal
from storage.agency_items import claimed_items, last_counted_at
from storage.clip_entries import append_clip_entry, clip_entries
from storage.database import Database
from storage.store_items import store_items
from storage.trials import keep_trial, newest_trial
from tests.storage.samples import DAY, NOON, item, published

TRIAL = Trial(
    made_at=NOON,
    asked_by="n.sahar",
    newest_correction=7,
    proposals=(
        TriedProposal(
            id="ab12",
            kind="stop_phrases",
            words="باشگاه نفت",
            agency="",
            items=(3, 4),
            reasons=("باشگاه",),
            held_by=2,
            effects=(Effect(item_id=3, before="تیم ", words="نفت", after=" برد", lost=("oil@سمنان",)),),
        ),
    ),
    decisions=Answers(asked=3, right_before=1, right_now=2, mended=(3,), broken=()),
    audit=Precision(items=(5,), hits_before=1, said_before=2, hits_now=1, said_now=1),
    scores=(
        ScoreChanges(
            profile="semnan",
            month="1404-07",
            since=NOON - DAY,
            decisions=2,
            agencies=(
                ScoreChange(
                    agency="oil@سمنان", before=61.25, now=None, rank_before=1, rank_now=None, items=(3, 4)
                ),
            ),
        ),
    ),
)


def test_a_trial_comes_back_as_it_was_and_the_newest_one_speaks(database: Database) -> None:
    with database.begin() as connection:
        before = newest_trial(connection)
        keep_trial(connection, TRIAL)
        keep_trial(connection, replace(TRIAL, asked_by="l.raha", audit=None))
        now = newest_trial(connection)

    assert before is None
    assert now == replace(TRIAL, asked_by="l.raha", audit=None)


def test_of_old_trials_only_the_last_ones_are_kept(database: Database) -> None:
    from sqlalchemy import func, select

    from storage.trials import trial

    with database.begin() as connection:
        for _ in range(25):
            keep_trial(connection, TRIAL)
        assert connection.scalar(select(func.count()).select_from(trial)) == 20


def test_one_piece_is_one_clip_for_each_agency(database: Database) -> None:
    with database.begin() as connection:
        ((stored, _),) = store_items(connection, [item("clip", published=published(NOON))])
        entry = ClipEntry(
            item_id=stored.id,
            was_held=True,
            agency="water@سمنان",
            was_attributed=False,
            day=date(2025, 10, 7),
            entered_by="n.sahar",
            entered_at=NOON,
        )
        kept = [
            append_clip_entry(connection, entry),
            append_clip_entry(connection, replace(entry, entered_by="m.omid")),
            append_clip_entry(connection, replace(entry, agency="gas@سمنان")),
        ]
        found = clip_entries(connection, date(2025, 10, 1), date(2025, 10, 31))
        later = clip_entries(connection, date(2025, 11, 1), date(2025, 11, 30))

    assert kept == [True, False, True]
    assert [(one.agency, one.entered_by) for one in found] == [
        ("gas@سمنان", "n.sahar"),
        ("water@سمنان", "n.sahar"),
    ]
    assert later == []


def test_the_newest_item_that_counts_is_known_and_unread_items_are_nobodys(database: Database) -> None:
    with database.begin() as connection:
        assert last_counted_at(connection, NOON) is None
        store_items(connection, [item("old", published=published(NOON - DAY))])

        assert last_counted_at(connection, NOON) == NOON - DAY
        assert last_counted_at(connection, NOON - 2 * DAY) is None
        assert claimed_items(connection, "water@سمنان", NOON - 2 * DAY, NOON) == []
