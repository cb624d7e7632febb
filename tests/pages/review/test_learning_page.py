"""Learning shown: proposals with what they would change, decided once, and read again by one process."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.job_runs import DONE
from rasad.auditing.corrections import Wish, record_decisions
from rasad.learning.reread import REREAD, TRY_ONLY, claim_reread, reread
from rasad.learning.trials import make_trial
from rasad.lock import only_runner
from rasad.wiring import Office
from review.desk import Desk
from storage.claims import current_claims
from storage.database import open_database
from storage.items import newest_items
from storage.job_runs import finish_job_run, last_job_runs, note_progress
from storage.trials import newest_trial
from tests.pages.review.at_work import MORNING, Browser, Clock, rows
from tests.pages.review.own_desk import own_desk

type AtWork = tuple[Desk, Office, Clock]
ANALYST = "n.sahar"
SECONDS_ENOUGH = 90


@pytest.fixture
def at_work(template: tuple[Desk, Path], tmp_path: Path) -> Iterator[AtWork]:
    with own_desk(template, tmp_path / "home") as made:
        yield made


def reject_what_is_often_named(office: Office, times: int = 3) -> str:
    """An analyst rejects one claim in several items; the agency."""
    with office.database.read() as connection:
        items = newest_items(connection, 1000)
        claims = current_claims(connection, [one.id for one in items])
    by_name: dict[tuple[str, str], list[int]] = {}
    for item_id, said in claims.items():
        for claim in said.attributions:
            by_name.setdefault((str(claim.agency), claim.evidence[0].surface), []).append(item_id)
    (agency, _), named = max(by_name.items(), key=lambda one: (len(one[1]), one[0]))
    wishes = [
        Wish(
            where="x",
            item=str(item),
            aspect="agency",
            subject=agency,
            decision="reject",
            value="",
            reason="اسم عام",
        )
        for item in sorted(named)[: 4 * times]
    ]
    record_decisions(office, wishes, decided_by=ANALYST, now=MORNING)
    return agency


def tried(at_work: AtWork) -> str:
    """The id of the first proposal of a trial."""
    _, office, clock = at_work
    reject_what_is_often_named(office)
    made = make_trial(office, by=ANALYST, now=clock())
    assert made.proposals
    return made.proposals[0].id


def post(browser: Browser, path: str, **fields: str) -> str:
    browser.open("/learning")
    answer = browser.client.post(path, data={"token": browser.field("token"), **fields})
    return answer.text


def test_before_a_trial_the_page_says_what_waits_and_computes_nothing(at_work: AtWork) -> None:
    desk, office, _ = at_work
    reject_what_is_often_named(office)
    page = Browser(desk, ANALYST).open("/learning").text

    assert "هنوز چیزی بررسی نشده است؛ تا کنون ۱۲ تصمیم ثبت شده است" in page
    assert "بازخوانی همهٔ مطالب" not in page
    assert "بازخوانی همهٔ مطالب" in Browser(desk, "l.raha").open("/learning").text


def test_a_proposal_opens_to_every_item_it_would_change_with_the_words(at_work: AtWork) -> None:
    desk, _, _ = at_work
    proposal = tried(at_work)
    with desk.database.read() as connection:
        trial = newest_trial(connection)
    assert trial is not None
    one = next(each for each in trial.proposals if each.id == proposal)
    page = Browser(desk, "v.nima").open(f"/learning/proposals/{proposal}").text

    assert page.count('<li><a href="/items/') == min(50, len(one.effects))
    assert '<mark class="mark-1">' in page
    assert 'name="act"' not in page
    assert Browser(desk, ANALYST).open("/learning/proposals/ffffffff").status_code == 404


def test_what_is_accepted_is_in_force_for_the_application_at_once(at_work: AtWork) -> None:
    desk, office, _ = at_work
    proposal = tried(at_work)
    analyst = Browser(desk, ANALYST)
    app = analyst.client.app
    said = post(analyst, "/learning/decide", proposal=proposal, act="accept")
    opened: Desk = app.state.desk  # type: ignore[attr-defined]

    assert "پیشنهاد پذیرفته شد" in said
    assert f"/learning/proposals/{proposal}" not in said
    assert proposal in (office.home.config / "lexicon" / "accepted.yaml").read_text(encoding="utf-8")
    assert opened.methodology.config_hash != desk.methodology.config_hash
    assert proposal in str(opened.methodology.lexicon["accepted"])
    again = post(analyst, "/learning/decide", proposal=proposal, act="accept")
    assert "این پیشنهاد دیگر باز نیست" in again


def test_what_is_declined_is_proposed_no_more(at_work: AtWork) -> None:
    desk, office, clock = at_work
    proposal = tried(at_work)
    said = post(Browser(desk, ANALYST), "/learning/decide", proposal=proposal, act="decline")

    assert "پیشنهاد رد شد" in said
    assert proposal not in {one.id for one in make_trial(office, by=ANALYST, now=clock()).proposals}
    assert not (office.home.config / "lexicon" / "accepted.yaml").exists()


def test_decisions_of_the_last_week_are_shown_with_what_they_did_to_scores(at_work: AtWork) -> None:
    from core.calendar import JalaliMonth
    from rasad.reporting.month import count_and_score

    desk, office, clock = at_work
    profile = next(iter(office.methodology.profiles.values()))
    month = JalaliMonth(1404, 7)
    count_and_score(office, profile, month, clock())
    agency = reject_what_is_often_named(office)
    make_trial(office, by=ANALYST, now=clock())
    with desk.database.read() as connection:
        trial = newest_trial(connection)
    assert trial is not None
    (changes,) = trial.scores
    page = Browser(desk, "v.nima").open("/learning").text

    assert (changes.month, changes.decisions) == ("1404-07", 12)
    change = next(one for one in changes.agencies if one.agency == agency)
    assert change.before is not None
    assert change.now is not None
    assert change.now < change.before
    assert len(change.items) == 12
    assert "۱۲ تصمیم پس از" in page


def test_only_a_lead_has_everything_read_again(at_work: AtWork) -> None:
    desk, _, _ = at_work
    analyst, viewer = Browser(desk, ANALYST), Browser(desk, "v.nima")
    analyst.open("/learning")
    viewer.open("/learning")
    data = {"token": analyst.field("token"), "job": REREAD}

    assert analyst.client.post("/learning/run", data=data).status_code == 403
    assert viewer.client.post("/learning/run", data={"token": viewer.field("token")}).status_code == 403
    assert analyst.client.post("/learning/run", data=data | {"job": "crawl"}).status_code == 400
    assert rows(desk, "SELECT job FROM job_run") == []


@pytest.mark.long
def test_a_lead_starts_a_run_in_a_process_of_its_own_and_sees_it_end(at_work: AtWork) -> None:
    desk, office, _ = at_work
    reject_what_is_often_named(office)
    lead = Browser(desk, "l.raha")
    said = post(lead, "/learning/run", job=REREAD)
    busy = post(lead, "/learning/run", job=TRY_ONLY)

    assert "آغاز شد" in said
    assert "<progress" in said
    assert "یک بازخوانی در کار است" in busy
    end = time.monotonic() + SECONDS_ENOUGH
    while time.monotonic() < end and lead.client.get("/learning/progress").status_code != 204:
        time.sleep(0.2)
    with desk.database.read() as connection:
        run = last_job_runs(connection)[REREAD]
        trial = newest_trial(connection)
    assert run.outcome == DONE, (office.home.folder / "reread.log").read_text(encoding="utf-8")
    assert trial is not None
    assert trial.asked_by == "l.raha"
    assert "پایان یافت" in lead.open("/learning").text


def test_never_two_at_once_and_one_that_died_can_be_followed(at_work: AtWork) -> None:
    _, office, clock = at_work
    now = clock()
    assert claim_reread(office, REREAD, by="l.raha", now=now)
    assert not claim_reread(office, TRY_ONLY, by=ANALYST, now=now + timedelta(seconds=5))
    later = now + timedelta(minutes=5)
    with only_runner(office, REREAD):
        assert not claim_reread(office, REREAD, by="l.raha", now=later)
    # The lock is free and the run has not ended: its process was killed.
    assert claim_reread(office, REREAD, by="l.raha", now=later)
    with office.database.read() as connection:
        assert last_job_runs(connection)[REREAD].due == later


def test_how_far_a_run_is_survives_a_restart_of_the_application(at_work: AtWork) -> None:
    desk, office, clock = at_work
    now = clock()
    claim_reread(office, REREAD, by="l.raha", now=now)
    with office.database.begin() as connection:
        note_progress(connection, REREAD, now, stage="attribute", done=120, of=300)
    other = Office(
        home=office.home, methodology=office.methodology, database=open_database(office.home.database_url)
    )
    from rasad.serving.web import open_desk

    page = Browser(open_desk(other, clock), "v.nima").open("/learning").text
    other.database.close()

    assert '<progress id="run-bar" max="300" value="120">' in page
    assert "خواندن دوبارهٔ مطالب" in page
    assert "۱۲۰ از ۳۰۰ مطلب" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    with desk.begin() as connection:
        finish_job_run(connection, REREAD, now, now=clock(), outcome="broke off")
    assert "ناتمام ماند" in Browser(desk, "v.nima").open("/learning").text


def test_a_fault_in_a_run_is_noted_as_its_end(at_work: AtWork) -> None:
    _, office, clock = at_work
    now = clock()
    claim_reread(office, TRY_ONLY, by=ANALYST, now=now)
    (office.home.folder / "models").mkdir(exist_ok=True)
    (office.home.folder / "models" / "current.json").write_text("no json", encoding="utf-8")

    with pytest.raises(Exception, match=r"current\.json"):
        reread(office, TRY_ONLY, by=ANALYST, due=now, clock=clock)

    with office.database.read() as connection:
        assert "current.json" in (last_job_runs(connection)[TRY_ONLY].outcome or "")
