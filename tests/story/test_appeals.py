"""Appeals: who may enter one, who may answer it, and what waits for the answer."""

from pathlib import Path

import pytest

from core.agencies import AgencyKey
from core.errors import InputError, RoundError
from core.rounds import RoundState
from core.scores import TOTAL
from rasad.rounds.appeals import answer_appeal, enter_appeal
from rasad.rounds.round_steps import (
    RoundOf,
    draft_round,
    freeze_round,
    open_appeals,
    open_round,
    send_round,
)
from rasad.wiring import Office
from tests.story.round_office import (
    AFTER,
    ANALYST,
    DAY,
    GAS,
    GOVERNOR,
    LEAD,
    MEHR,
    OPERATOR,
    OTHER_LEAD,
    TAX,
    VIEWER,
    WATER,
    act,
    copy_of,
    lead_to_appeals,
    rasad,
    scored_office,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return scored_office(tmp_path_factory.mktemp("round") / "home")


@pytest.fixture
def office(template: Office, tmp_path: Path) -> Office:
    """A month that was counted; nobody has taken a step yet."""
    return copy_of(template, tmp_path / "home")


def appeal(of: RoundOf, agency: AgencyKey = GAS) -> int:
    return enter_appeal(of, agency, "stories", reason="دو خبر شمرده نشده است", evidence="نامهٔ ۱۲")


def test_an_open_appeal_stops_the_freeze_until_it_is_answered(office: Office) -> None:
    until = lead_to_appeals(office)
    number = appeal(act(office, "gas.pr"))

    with pytest.raises(RoundError, match=rf"1 appeal\(s\) wait for an answer: {number}"):
        freeze_round(act(office, LEAD, at=until + DAY))
    answer_appeal(
        office, number, is_accepted=False, reason="هر دو در شمار است", by=OTHER_LEAD, now=until + DAY
    )
    assert freeze_round(act(office, LEAD, at=until + DAY)).state is RoundState.FROZEN


def test_an_appeal_nobody_answered_expires_and_stays_on_the_record(office: Office) -> None:
    lead_to_appeals(office)
    appeal(act(office, ANALYST), WATER)
    freeze_round(act(office, LEAD, at=AFTER + 60 * DAY))

    shown = rasad(office, "round", "list", str(MEHR))
    assert "[waits" in shown


def test_an_officer_appeals_only_for_the_own_agency(office: Office) -> None:
    lead_to_appeals(office)

    with pytest.raises(RoundError, match="speaks for gas@سمنان and not for tax@سمنان"):
        appeal(act(office, "gas.pr"), TAX)
    with pytest.raises(RoundError, match="viewer and cannot enter"):
        appeal(act(office, VIEWER))


def test_appeals_are_heard_inside_their_window_only(office: Office) -> None:
    with pytest.raises(RoundError, match="no appeals are heard"):
        appeal(act(office, "gas.pr"))
    until = lead_to_appeals(office)

    with pytest.raises(RoundError, match="closed at"):
        appeal(act(office, "gas.pr", at=until + DAY))


def test_an_appeal_needs_a_number_of_the_round_and_evidence(office: Office) -> None:
    lead_to_appeals(office)

    with pytest.raises(InputError, match="there is no number 'rank'"):
        enter_appeal(act(office, "gas.pr"), GAS, "rank", reason="چرا", evidence="نامه")
    with pytest.raises(InputError, match="needs a reason and evidence"):
        enter_appeal(act(office, "gas.pr"), GAS, "stories", reason="چرا", evidence=" ")
    with pytest.raises(InputError, match="takes no part"):
        enter_appeal(act(office, ANALYST), GOVERNOR, TOTAL, reason="چرا", evidence="نامه")


def test_who_appealed_or_took_the_draft_does_not_answer(office: Office) -> None:
    open_round(act(office, OPERATOR))
    draft_round(act(office, OTHER_LEAD))
    send_round(act(office, ANALYST))
    open_appeals(act(office, LEAD))
    number = appeal(act(office, LEAD))

    for by, why in ((LEAD, "entered appeal"), (OTHER_LEAD, "took the draft"), (ANALYST, "only lead")):
        with pytest.raises(RoundError, match=why):
            answer_appeal(office, number, is_accepted=True, reason="درست است", by=by, now=AFTER)
