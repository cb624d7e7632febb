"""What comes of a round: corrections with their effect, intervals, sheets for agencies, letters."""

import json
from pathlib import Path

import pytest

from core.errors import RoundError
from core.round_results import LetterDecision
from core.rounds import RoundStep, state_name
from core.scores import TOTAL
from rasad.reporting.month import count_and_score, write_report
from rasad.rounds.explain import adds_up, explain_score
from rasad.rounds.manifests import rerun
from rasad.rounds.round_results import round_results
from rasad.rounds.round_steps import (
    correct_round,
    freeze_round,
    publish_round,
)
from rasad.wiring import Office
from scoring.letters import NO_AUDIT
from storage.rounds import rounds_of
from tests.story.round_office import (
    AFTER,
    ANALYST,
    DAY,
    GAS,
    GOVERNOR,
    LEAD,
    MEHR,
    OPERATOR,
    POST,
    STORIES,
    TAX,
    WATER,
    act,
    contents,
    copy_of,
    edited,
    freeze,
    intervals,
    lead_to_appeals,
    live_through,
    new_office,
    rasad,
    reject,
    review_everything,
    score_again,
    scored_office,
    steps,
    totals,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("round") / "home")


@pytest.fixture
def office(template: Office, tmp_path: Path) -> Office:
    """A month that was counted; nobody has taken a step yet."""
    return copy_of(template, tmp_path / "home")


def corrected(office: Office) -> tuple[RoundStep, list[str]]:
    publish_round(act(office, LEAD, at=AFTER + 20 * DAY))
    reject(office, GAS, AFTER + 21 * DAY)
    step, changes = correct_round(act(office, LEAD, at=AFTER + 22 * DAY), "یک خبر از دستگاه دیگری بود")
    return step, [f"{c.agency} {c.subject}" for c in changes]


def test_a_correction_says_what_it_changed_and_leaves_the_old_manifest(office: Office) -> None:
    frozen = freeze(office)
    before = totals(office)[GAS]
    step, changed = corrected(office)

    assert state_name(steps(office)) == "corrected(1)"
    assert step.reason == "یک خبر از دستگاه دیگری بود"
    assert f"{GAS} total" in changed
    assert f"{POST} total" not in changed
    with office.database.read() as connection:
        assert rerun(connection, str(frozen.manifest_hash)).is_same
        assert rerun(connection, str(step.manifest_hash)).is_same
    [change] = [
        c
        for c in round_results(office, office.methodology.profiles["kavir"], MEHR).corrections[1]
        if (c.agency, c.subject) == (GAS, TOTAL)
    ]
    assert (change.old_points, change.new_points) == (before.points, totals(office)[GAS].points)
    assert (change.old_band, change.new_band) == (before.band, totals(office)[GAS].band)


def test_each_correction_has_its_number(office: Office) -> None:
    freeze(office)
    corrected(office)
    reject(office, POST, AFTER + 23 * DAY)
    correct_round(act(office, LEAD, at=AFTER + 24 * DAY), "خبر دیگری هم نادرست بود")

    assert state_name(steps(office)) == "corrected(2)"


def test_a_correction_that_changes_nothing_is_refused(office: Office) -> None:
    freeze(office)
    publish_round(act(office, LEAD, at=AFTER + 20 * DAY))
    before = contents(office)

    with pytest.raises(RoundError, match="no score of 1404-07 would change"):
        correct_round(act(office, LEAD, at=AFTER + 22 * DAY), "شاید")
    assert contents(office) == before


def test_a_correction_counts_with_the_scheme_that_was_frozen(office: Office) -> None:
    freeze(office)
    edited(office, "target: 12", "target: 10")
    later = edited(office, 'version: "1"', 'version: "2"')
    corrected(later)

    with later.database.read() as connection:
        assert [made.scheme_version for made in rounds_of(connection, "kavir")] == ["1", "1"]


def test_tracks_and_groups_are_ranked_apart_and_the_governors_office_not_at_all(office: Office) -> None:
    ranks = {key: (s.rank, s.ranked_among) for key, s in totals(office).items()}

    assert [ranks[key] for key in (GAS, POST, TAX, WATER)] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [place for key, place in ranks.items() if key.type == "municipality"] == [(1, 1)]
    assert ranks[GOVERNOR] == (None, 0)
    assert totals(office)[GOVERNOR].band is None


def test_without_an_audit_only_our_gaps_are_known(office: Office) -> None:
    found = intervals(office)

    assert not found.has_audit
    assert {one.drawn for one in found.scores} == {None}
    assert all(one.possible == pytest.approx((one.raw, one.raw)) for one in found.scores)


def test_reviewed_items_give_intervals_of_scores_and_ranks(office: Office) -> None:
    review_everything(office)
    score_again(office)
    found = intervals(office)
    [gas] = [one for one in found.scores if one.agency == GAS]

    assert found.has_audit
    assert gas.drawn is not None
    assert gas.corrected is not None
    assert gas.drawn[0] < gas.corrected < gas.drawn[1]
    assert gas.raw == totals(office)[GAS].points
    assert gas.rank is not None


def test_the_report_shows_the_interval_beside_the_score(office: Office) -> None:
    review_everything(office)
    score_again(office)
    page = write_report(office, office.methodology.profiles["kavir"], MEHR).read_text(encoding="utf-8")

    assert "اصلاح‌شده" in page


def test_each_agency_is_sent_its_own_items(office: Office, tmp_path: Path) -> None:
    rasad(office, "round", "open", str(MEHR), "--by", OPERATOR)
    rasad(office, "round", "draft", str(MEHR), "--by", ANALYST)
    rasad(office, "round", "send", str(MEHR), "--by", ANALYST, "--output", str(tmp_path / "sent"))
    sheets = {path.name: path.read_text(encoding="utf-8-sig") for path in (tmp_path / "sent").iterdir()}

    assert set(sheets) == {
        "gas@سمنان.csv",
        "post@سمنان.csv",
        "tax@سمنان.csv",
        "water-wastewater@سمنان.csv",
        "municipality@سمنان_شاهرود.csv",
    }
    assert "https://bahar.example/1404-07/gas/0" in sheets["gas@سمنان.csv"]
    assert "/post/" not in sheets["gas@سمنان.csv"]


WEAK = STORIES | {WATER: 0}


def two_frozen_months(folder: Path, *, audited: bool) -> Office:
    """Two months in which one agency is seen whole and does nothing."""
    office = new_office(folder)
    for month in (MEHR, MEHR.next()):
        live_through(office, month, WEAK)
        after = month.end + 2 * DAY
        if audited:
            review_everything(office, after - DAY, month)
        count_and_score(office, office.methodology.profiles["kavir"], month, after)
        until = lead_to_appeals(office, month, after)
        freeze_round(act(office, LEAD, at=until + DAY, month=month))
    return office


def letters(office: Office) -> list[LetterDecision]:
    return list(round_results(office, office.methodology.profiles["kavir"], MEHR.next()).letters)


def test_two_rounds_surely_in_the_lowest_band_bring_a_draft(tmp_path: Path) -> None:
    [decision] = letters(two_frozen_months(tmp_path / "home", audited=True))

    assert decision.agency == WATER
    assert decision.draft is not None
    assert "آب و فاضلاب در ارزیابی روابط عمومی‌ها در آبان ۱۴۰۴" in decision.draft.body


def test_without_reviewed_items_there_is_no_draft_and_the_reason_is_said(tmp_path: Path) -> None:
    office = two_frozen_months(tmp_path / "home", audited=False)
    [decision] = letters(office)

    assert (decision.draft, decision.reasons) == (None, (NO_AUDIT,))
    shown = json.loads(rasad(office, "round", "results", str(MEHR.next()), "--json"))
    assert shown["letters"][0]["reasons"] == [NO_AUDIT]
    assert [t["track"] for t in shown["tracks"]] == ["provincial", "local"]
    assert "۲۵٪ (۱ از ۴): بی‌تغییر" in rasad(office, "round", "results", str(MEHR.next()))


def test_a_score_of_the_round_opens_to_the_items_as_they_were_counted(office: Office) -> None:
    explained = explain_score(office, office.methodology.profiles["kavir"], str(GAS), "stories", MEHR)

    assert adds_up(explained.score)
    assert len(explained.items) == STORIES[GAS]
    assert {m.surface for found in explained.evidence.values() for m in found} == {"گزارش"}


def test_explaining_keeps_to_what_was_counted_when_people_decide_later(office: Office) -> None:
    reject(office, GAS, AFTER + DAY)
    explained = explain_score(office, office.methodology.profiles["kavir"], str(GAS), "stories", MEHR)

    assert len(explained.findings) == STORIES[GAS]
