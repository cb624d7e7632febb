"""A round from the first count to freezing: who may do what, and what stays as it was."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import update

from core.errors import InputError, RoundError
from core.rounds import RoundState
from rasad.reporting.month import count_and_score
from rasad.rounds.manifests import read_manifest, rerun
from rasad.rounds.round_steps import (
    draft_round,
    freeze_round,
    open_appeals,
    open_round,
    publish_round,
    send_round,
)
from rasad.wiring import Office
from storage.round_manifests import kept_content
from tests.storage.installations import ON_POSTGRESQL
from tests.story.round_office import (
    AFTER,
    ANALYST,
    DAY,
    GAS,
    LEAD,
    MEHR,
    OPERATOR,
    OTHER_LEAD,
    STORIES,
    TAX,
    VIEWER,
    act,
    contents,
    copy_of,
    edited,
    freeze,
    lead_to_appeals,
    live_through,
    reject,
    review_everything,
    score_again,
    scored_office,
    steps,
)

STEPS = (open_round, draft_round, send_round, open_appeals, freeze_round, publish_round)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("round") / "home")


@pytest.fixture
def office(template: Office, tmp_path: Path) -> Office:
    """A month that was counted; nobody has taken a step yet."""
    return copy_of(template, tmp_path / "home")


def test_a_round_is_led_to_publication_and_every_step_has_a_person_and_a_role(office: Office) -> None:
    freeze(office)
    publish_round(act(office, LEAD, at=AFTER + 30 * DAY))

    assert [(s.state, s.by, s.role.value) for s in steps(office)] == [
        (RoundState.COLLECTING, OPERATOR, "operator"),
        (RoundState.DRAFT, ANALYST, "analyst"),
        (RoundState.SENT_TO_UNITS, ANALYST, "analyst"),
        (RoundState.APPEALS, LEAD, "lead"),
        (RoundState.FROZEN, LEAD, "lead"),
        (RoundState.PUBLISHED, LEAD, "lead"),
    ]


@pytest.mark.parametrize("early", STEPS[1:])
def test_no_step_can_be_skipped(office: Office, early: object) -> None:
    before = contents(office)

    with pytest.raises(RoundError, match="comes after"):
        early(act(office, LEAD))  # type: ignore[operator]
    assert contents(office) == before


@pytest.mark.parametrize(
    ("by", "refused"),
    [(VIEWER, 0), ("gas.pr", 0), (OPERATOR, 2), (ANALYST, 3), (ANALYST, 4)],
)
def test_a_role_reaches_only_as_far_as_it_may(office: Office, by: str, refused: int) -> None:
    at = AFTER
    for step in STEPS[:refused]:
        until = step(act(office, LEAD, at=at)).until
        at = until + DAY if until else at

    with pytest.raises(RoundError, match=f"{by} is .*only"):
        STEPS[refused](act(office, by, at=at))
    assert len(steps(office)) == refused


def test_somebody_without_an_account_leads_nothing(office: Office) -> None:
    with pytest.raises(InputError, match="rasad user add nobody"):
        open_round(act(office, "nobody"))


def test_a_draft_that_was_counted_again_is_taken_again_before_it_is_sent(office: Office) -> None:
    open_round(act(office, OPERATOR))
    draft_round(act(office, ANALYST))
    score_again(office)

    with pytest.raises(RoundError, match="take revision 2 as the draft first"):
        send_round(act(office, ANALYST))
    draft_round(act(office, ANALYST))
    assert send_round(act(office, ANALYST)).round_id == 2


def test_a_round_is_not_frozen_while_agencies_may_still_appeal(office: Office) -> None:
    until = lead_to_appeals(office)

    with pytest.raises(RoundError, match="agencies may appeal until"):
        freeze_round(act(office, LEAD, at=until))
    assert freeze_round(act(office, LEAD, at=until + DAY)).state is RoundState.FROZEN


def test_a_second_freeze_is_refused_and_changes_nothing(office: Office) -> None:
    freeze(office)
    before = contents(office)

    with pytest.raises(RoundError, match=f"{LEAD} froze it .* once and for all"):
        freeze_round(act(office, OTHER_LEAD, at=AFTER + 40 * DAY))
    assert contents(office) == before


def test_a_frozen_round_is_not_counted_again(office: Office) -> None:
    freeze(office)
    before = contents(office)

    with pytest.raises(RoundError, match="is not counted again"):
        score_again(office)
    assert contents(office) == before


def test_a_decision_that_was_not_counted_stops_the_freeze(office: Office) -> None:
    until = lead_to_appeals(office)
    item = reject(office, GAS, AFTER + DAY)

    with pytest.raises(RoundError, match=f"1 decision.* item {item}, came after revision 1"):
        freeze_round(act(office, LEAD, at=until + DAY))
    score_again(office)
    assert freeze_round(act(office, LEAD, at=until + DAY)).round_id == 2


def test_an_edit_of_a_used_scheme_is_named_and_counts_nothing(office: Office) -> None:
    freeze(office)
    live_through(office, MEHR.next(), STORIES)
    later = edited(office, "target: 12", "target: 10")
    before = contents(later)

    with pytest.raises(RoundError) as said:
        count_and_score(later, later.methodology.profiles["kavir"], MEHR.next(), MEHR.next().end + DAY)

    assert "scheme 'kavir' version '1' was edited after the round of 1404-07" in str(said.value)
    assert "indicators[stories].measures[0].target 12 → 10" in str(said.value)
    assert contents(later) == before


def test_an_edited_scheme_under_a_new_version_is_another_scheme(office: Office) -> None:
    freeze(office)
    live_through(office, MEHR.next(), STORIES)
    edited(office, "target: 12", "target: 10")
    later = edited(office, 'version: "1"', 'version: "2"')

    counted = count_and_score(later, later.methodology.profiles["kavir"], MEHR.next(), MEHR.next().end + DAY)

    assert counted.round.scheme_version == "2"


def test_a_scheme_edited_between_counting_and_freezing_stops_the_freeze(office: Office) -> None:
    until = lead_to_appeals(office)
    later = edited(office, "target: 12", "target: 10")

    with pytest.raises(RoundError, match="was edited after revision 1 was counted"):
        freeze_round(act(later, LEAD, at=until + DAY))


def test_a_frozen_round_comes_out_the_same_in_another_process(office: Office, tmp_path: Path) -> None:
    review_everything(office)
    score_again(office)
    until = lead_to_appeals(office)
    freeze_round(act(office, LEAD, at=until + DAY))
    # What the machine says later, and what people decide later, must not reach a frozen round.
    reject(office, TAX, AFTER + 20 * DAY)
    results = [tmp_path / f"result-{n}" for n in range(2)]

    for n, path in enumerate(results):
        words = ("round", "verify", str(MEHR), "--output", str(path), "--home", str(office.home.folder))
        done = subprocess.run(
            [sys.executable, "-m", "rasad", *words],
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": str(n + 1), "RASAD_DATABASE_URL": office.home.database_url, "PATH": ""},
            check=False,
        )
        assert done.returncode == 0, done.stderr

    assert results[0].read_bytes() == results[1].read_bytes()
    assert b'"equal_pairs"' in results[0].read_bytes()


def test_a_manifest_names_everything_the_round_was_made_from(office: Office) -> None:
    rejected = reject(office, GAS, AFTER)
    review_everything(office)
    score_again(office)
    until = lead_to_appeals(office)
    frozen = freeze_round(act(office, LEAD, at=until + DAY))

    with office.database.read() as connection:
        manifest = read_manifest(connection, str(frozen.manifest_hash))
    assert manifest["scheme"]["id"] == "kavir"
    assert manifest["scheme"]["content"]["bands"][0]["name"] == "بسیار ضعیف"
    assert manifest["config_hash"] == office.methodology.config_hash
    assert rejected in [item for item, _ in manifest["items"]]
    assert len(manifest["items"]) == sum(STORIES.values())
    assert manifest["corrections"] == [1]
    assert len(manifest["audit_reviews"]) == sum(STORIES.values())
    assert manifest["made_by"] == {"by hand": sum(STORIES.values())}
    assert manifest["code"]["source"]
    assert isinstance(manifest["seed"], int)


def test_a_revision_whose_inputs_were_damaged_is_not_verified(office: Office) -> None:
    step = freeze(office)
    with office.database.begin() as connection:
        of_postgresql = "kept_content_append_only ON kept_content"
        guard = of_postgresql if ON_POSTGRESQL else "kept_content_refuses_update"
        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.execute(update(kept_content).values(compressed=b"\0"))

    with pytest.raises(Exception, match="was damaged"), office.database.read() as connection:
        rerun(connection, str(step.manifest_hash))
