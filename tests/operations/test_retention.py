"""Old raw pages go, and what a published round stands on stays for ever."""

from datetime import timedelta

from core.pages import page_hash
from rasad.operating.retention import forget_old
from rasad.rounds.explain import explain_score
from rasad.wiring import Office
from storage.job_runs import claim_job_run, finish_job_run, newest_job_runs
from tests.operations.installation import COUNTED, NOT_COUNTED, everything, is_on_disk, with_pages
from tests.story.round_office import AFTER, DAY, GAS, MEHR, copy_of, rasad, scored_office

LATER = AFTER + 900 * DAY


def test_young_pages_stay(office: Office) -> None:
    forgotten = forget_old(office, AFTER + 30 * DAY)

    assert forgotten.pages == 0
    assert all(is_on_disk(office, page_hash(body)) for body in (*COUNTED, *NOT_COUNTED))


def test_old_pages_go_but_never_the_evidence_of_a_published_round(office: Office) -> None:
    forgotten = forget_old(office, LATER)

    assert (forgotten.pages, forgotten.evidence_kept) == (len(NOT_COUNTED), len(COUNTED))
    assert forgotten.bytes_freed > 0
    assert all(is_on_disk(office, page_hash(body)) for body in COUNTED)
    assert not any(is_on_disk(office, page_hash(body)) for body in NOT_COUNTED)


def test_pages_of_a_round_nobody_froze_are_no_evidence(office: Office) -> None:
    only_counted = scored_office(office.home.folder.parent / "counted")
    with_pages(only_counted)

    assert forget_old(only_counted, LATER).evidence_kept == 0


def test_items_texts_and_scores_stay_when_pages_go(office: Office) -> None:
    before = everything(office.database)
    profile = office.methodology.profiles["kavir"]
    forget_old(office, LATER)

    assert everything(office.database) == before
    assert explain_score(office, profile, str(GAS), "stories", MEHR).items


def test_a_dry_run_removes_nothing(office: Office) -> None:
    said = rasad(office, "retention", "--dry-run", "--now", LATER.isoformat())

    assert "3 page(s) would go" in said
    assert all(is_on_disk(office, page_hash(body)) for body in NOT_COUNTED)


def test_old_runs_of_jobs_are_forgotten_but_the_newest_and_the_failed_stay(office: Office) -> None:
    with office.database.begin() as connection:
        for day, outcome in ((0, "done"), (1, "it failed"), (2, "done")):
            due = AFTER + day * DAY
            claim_job_run(connection, "crawl", due, due)
            finish_job_run(connection, "crawl", due, now=due, outcome=outcome)

    assert forget_old(office, LATER + timedelta(days=1)).job_runs == 1
    with office.database.read() as connection:
        assert [run.due for run in newest_job_runs(connection, 9)] == [AFTER + 2 * DAY, AFTER + DAY]


def test_a_second_look_finds_nothing_more(office: Office) -> None:
    copy = copy_of(office, office.home.folder.parent / "copy")
    forget_old(copy, LATER)

    assert forget_old(copy, LATER).pages == 0
    copy.database.close()
