"""The newsroom's analyst corrects half of an archive by the truth; the product learns and gets no worse."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from core.attributions import Claims, Role
from core.outcomes import Outcome
from core.users import UserRole
from crawler.identity import canonical
from newsroom.archive import ARCHIVE_MONTH, write_archive
from newsroom.sites import DEFAULT_BASE_PORT
from newsroom.truth import ExpectedItem, expected
from rasad.auditing.corrections import Wish, record_decisions
from rasad.collecting.import_items import import_archive
from rasad.commands import app
from rasad.demo import make_home
from rasad.home import Home
from rasad.learning.learn import LearnReport, learn
from rasad.run_stage import StageReport
from rasad.understanding.attribute import attribute_new_versions
from rasad.wiring import Office, open_office
from storage.claims import current_claims
from storage.items import newest_items
from storage.users import ensure_user

NOW = ARCHIVE_MONTH.end
ANALYST = "n.sabeti"

type Truths = Mapping[int, ExpectedItem]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("learning") / "home"
    home = Home(folder=folder, database_url=f"sqlite:///{folder / 'rasad.sqlite'}")
    make_home(home, DEFAULT_BASE_PORT)
    made = open_office(home)
    archive = folder / "archive.jsonl"
    write_archive(archive, DEFAULT_BASE_PORT)
    import_archive(made, archive, NOW, complete=True, tell=lambda *_problem: None)
    attribute_new_versions(made, NOW)
    with made.database.begin() as connection:
        ensure_user(connection, ANALYST, display_name=ANALYST, role=UserRole.ANALYST)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def truths(office: Office) -> Truths:
    """The truth about each stored item."""
    by_key = {canonical(item.url): item for item in expected(DEFAULT_BASE_PORT)}
    with office.database.read() as connection:
        stored = newest_items(connection, 10_000)
    return {one.id: by_key[one.item.key] for one in sorted(stored, key=lambda one: one.id)}


def _claims(office: Office, truths: Truths) -> dict[int, Claims]:
    with office.database.read() as connection:
        return current_claims(connection, truths.keys())


def _counted_f1(claims: Mapping[int, Claims], truths: Truths) -> float:
    said = {(i, str(a.agency)) for i in truths for a in claims[i].attributions if a.role is Role.ACTOR}
    true = {(i, str(a.agency)) for i, one in truths.items() for a in one.agencies if a.role is Role.ACTOR}
    return 2 * len(said & true) / (len(said) + len(true))


def _wishes(item: int, truth: ExpectedItem, claims: Claims) -> Iterator[Wish]:
    """What a careful analyst decides: every claim, what was missed, the topic and the service."""
    roles = {str(one.agency): one.role for one in truth.agencies}
    said = {str(claim.agency): claim.role for claim in claims.attributions}
    for agency in {**said, **roles}:
        role = roles.get(agency)
        decision = "reject" if role is None else "accept" if said.get(agency) is role else "set"
        yield _wish(item, "agency", agency, decision, str(role) if decision == "set" else "")
    yield _wish(item, "topic", "", "set", truth.topic)
    yield _wish(item, "service_reflection", "", "set", truth.service_reflection.value)


def _wish(item: int, aspect: str, subject: str, decision: str, value: str) -> Wish:
    return Wish(
        where=f"item {item}",
        item=str(item),
        aspect=aspect,
        subject=subject,
        decision=decision,
        value=value,
        reason="",
    )


@pytest.fixture(scope="module")
def before(office: Office, truths: Truths) -> dict[int, Claims]:
    return _claims(office, truths)


@pytest.fixture(scope="module")
def learned(office: Office, truths: Truths, before: dict[int, Claims]) -> LearnReport:
    corrected = [item for item in truths if item % 2]
    wishes = [wish for item in corrected for wish in _wishes(item, truths[item], before[item])]
    record_decisions(office, wishes, decided_by=ANALYST, now=NOW + timedelta(hours=1))
    return learn(office)


@pytest.fixture(scope="module")
def read_again(office: Office, learned: LearnReport) -> StageReport:
    return attribute_new_versions(office, NOW + timedelta(hours=2))


def test_every_model_in_force_is_not_worse_than_the_shipped_one(learned: LearnReport) -> None:
    assert {refit.part for refit in learned.refits} == {"claims", "topics", "service"}
    assert all(refit.after >= refit.before for refit in learned.refits if refit.is_taken)
    assert any(refit.is_taken for refit in learned.refits)


def test_more_corrections_are_kept_than_before(learned: LearnReport) -> None:
    cases = learned.regressions

    assert cases.cases > 100
    assert len(cases.fixed) >= len(cases.broken)
    assert len(cases.wrong) < cases.cases / 5


def test_items_that_nobody_corrected_are_not_claimed_worse(
    office: Office, truths: Truths, before: dict[int, Claims], read_again: StageReport
) -> None:
    others = {item: truth for item, truth in truths.items() if not item % 2}

    assert _counted_f1(_claims(office, truths), others) >= _counted_f1(before, others)


def test_items_whose_claims_stay_keep_their_maker(
    office: Office, truths: Truths, before: dict[int, Claims], read_again: StageReport
) -> None:
    kept = [i for i, now in _claims(office, truths).items() if now.made_by == before[i].made_by]

    assert len(kept) == read_again.outcomes[Outcome.UNCHANGED] > 0
    assert read_again.inputs == len(truths)


def test_the_commands_say_what_was_learned(office: Office, read_again: StageReport) -> None:
    home = ("--home", str(office.home.folder))
    shown = json.loads(CliRunner().invoke(app, ["learn", "--dry-run", "--json", *home]).output)
    replayed = CliRunner().invoke(app, ["regressions", "--json", *home])
    listed = CliRunner().invoke(app, ["proposals", "list", "--json", *home])

    assert {model["model"] for model in shown["models"]} == {"claims", "topics", "service"}
    assert shown["method_after"] == shown["method_before"] == office.reader.method
    cases = json.loads(replayed.output)
    assert replayed.exit_code == (3 if cases["wrong"] else 0)
    assert cases["cases"] == shown["regressions"]["cases"]
    assert len(cases["wrong"]) == shown["regressions"]["wrong"]
    assert isinstance(json.loads(listed.output), list)
