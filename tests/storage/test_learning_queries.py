"""What learning asks of storage: who saw which claims, what is newest, what was decided before."""

from datetime import timedelta

from sqlalchemy import Connection

from core.attributions import Role
from core.audit import AuditEntry
from core.corrections import Aspect, Correction, Decision
from core.outcomes import Outcome, StageOutcome
from storage.audit import append_audit, audited_subjects
from storage.claims import save_understandings
from storage.corrections import append_corrections, corrections_of, newest_correction
from storage.items import newest_items
from storage.seen_claims import claims_ever_made
from storage.stage_outcomes import forget_other_versions, outcome_counts, record_outcomes, versions_awaiting
from tests.storage.samples import NOON, WATER, attribution, ids, item, stored, understanding


def decision(item_id: int, surface: str | None = None) -> Correction:
    return Correction(
        item_id=item_id,
        aspect=Aspect.AGENCY,
        subject=str(WATER),
        decision=Decision.SET,
        value="actor",
        reason="",
        text_hash="0" * 64,
        decided_by="m.rad",
        decided_at=NOON,
        surface=surface,
    )


def test_claims_of_earlier_versions_of_the_machine_can_still_be_asked_for(connection: Connection) -> None:
    [one] = stored(connection, item())
    save_understandings(connection, "rules-1", [(one, understanding(attribution()))])
    save_understandings(connection, "rules-2", [(one, understanding(attribution(role=Role.MENTIONED)))])

    made = claims_ever_made(connection, [one.id])

    assert [(c.made_by, [a.role for a in c.attributions]) for c in made] == [
        ("rules-1", [Role.ACTOR]),
        ("rules-2", [Role.MENTIONED]),
    ]
    assert {c.text_hash for c in made} == {one.item.text_hash}


def test_claims_on_an_earlier_text_are_told_apart(connection: Connection) -> None:
    [first] = stored(connection, item())
    save_understandings(connection, "rules-1", [(first, understanding())])
    [second] = stored(connection, item(body="مخزن دیگری هم ساخته شد."))
    save_understandings(connection, "rules-1", [(second, understanding())])

    assert [c.text_hash for c in claims_ever_made(connection, [first.id])] == [
        first.item.text_hash,
        second.item.text_hash,
    ]


def test_the_newest_correction_is_known(connection: Connection) -> None:
    [one] = stored(connection, item())
    before = newest_correction(connection)
    append_corrections(connection, [decision(one.id)])

    [kept] = corrections_of(connection, [one.id])
    assert before < newest_correction(connection) == kept.id


def test_selected_words_are_kept_and_make_another_decision(connection: Connection) -> None:
    [one] = stored(connection, item())
    new = append_corrections(
        connection, [decision(one.id), decision(one.id, "آبفا"), decision(one.id, "آبفا")]
    )

    assert new == 2
    assert [c.surface for c in corrections_of(connection, [one.id])] == [None, "آبفا"]


def test_the_items_stored_last_come_first(connection: Connection) -> None:
    kept = stored(connection, *(item(key) for key in "abc"))

    assert ids(newest_items(connection, 2)) == ids(kept)[:0:-1]


def test_a_text_keeps_its_newest_outcome_only(connection: Connection) -> None:
    met, not_met = stored(connection, item("a"), item("b"))
    for made_by, versions in (("rules-1", (met, not_met)), ("rules-2", (met,))):
        ends = [StageOutcome(input=str(v.version_id), outcome=Outcome.ATTRIBUTED) for v in versions]
        record_outcomes(connection, "attribute", made_by, ends, at=NOON)

    assert forget_other_versions(connection, "attribute", "rules-2") == 1
    assert outcome_counts(connection, "attribute", "rules-1") == {Outcome.ATTRIBUTED: 1}
    assert versions_awaiting(connection, "attribute", "rules-2", 10) == [not_met]


def test_other_stages_keep_theirs(connection: Connection) -> None:
    for stage, made_by in (("crawl", "rules-1"), ("attribute", "rules-2")):
        record_outcomes(
            connection, stage, made_by, [StageOutcome(input="1", outcome=Outcome.STORED)], at=NOON
        )

    assert forget_other_versions(connection, "attribute", "rules-2") == 0


def test_what_an_act_was_done_to_is_remembered(connection: Connection) -> None:
    for action, subject in (("decline proposal", "ab12"), ("accept proposal", "cd34")):
        entry = AuditEntry(who="m.rad", at=NOON + timedelta(hours=1), action=action, subject=subject)
        append_audit(connection, entry)

    assert audited_subjects(connection, "decline proposal") == {"ab12"}
    assert audited_subjects(connection, "never done") == set()
