"""What the web application asks the program to do, done on the office as it is open now."""

from collections.abc import Callable
from datetime import datetime

from core.agencies import AgencyKey
from core.job_runs import JobRun
from core.methodology import Methodology, Profile
from rasad.learning.proposals import accept_proposal, decline_proposal
from rasad.learning.reread import is_at_work, newest_reread, start_reread
from rasad.load_config import load_methodology
from rasad.records.record_kinds import KINDS, kinds_of_schemes
from rasad.serving.web_clips import enter_typed_clip
from rasad.serving.web_given import hand_in_row, hand_in_table, kept_evidence
from rasad.wiring import Office
from review.office_work import OfficeWork


class OpenOffice:
    """The office, opened anew when its configuration has changed; database and home stay the same."""

    def __init__(self, office: Office) -> None:
        self.now = office

    def reopen(self) -> Office:
        """Read config/ again: whoever asks afterwards finds what was accepted."""
        methodology = load_methodology(self.now.home.config_folders)
        self.now = Office(home=self.now.home, methodology=methodology, database=self.now.database)
        return self.now


def office_work(opened: OpenOffice, clock: Callable[[], datetime]) -> OfficeWork:
    """The acts, each with the office of the moment."""
    return OfficeWork(
        start_reread=lambda job, by: start_reread(opened.now, job, by=by, now=clock()),
        reread_run=lambda: _reread_run(opened.now, clock()),
        decide_proposal=lambda wanted, by, is_accepted: _decide(opened, wanted, by, clock(), is_accepted),
        hand_in_row=lambda sent, giver: hand_in_row(opened.now, sent, giver),
        hand_in_table=lambda sent, giver: hand_in_table(opened.now, sent, giver),
        evidence=lambda name: kept_evidence(opened.now, name),
        record_kinds={**{kind: kind for kind in kinds_of_schemes(opened.now.methodology)}, **KINDS},
        enter_clip=lambda clip, giver: enter_typed_clip(opened.now, clip, giver),
        profile_of=lambda agency: _profile_of(opened.now, agency),
    )


def _reread_run(office: Office, now: datetime) -> tuple[JobRun, bool] | None:
    with office.database.read() as connection:
        run = newest_reread(connection)
    return None if run is None else (run, is_at_work(office, run, now))


def _decide(opened: OpenOffice, wanted: str, by: str, now: datetime, is_accepted: bool) -> Methodology:
    # Opened first: somebody may have accepted another one from the command line since.
    office = opened.reopen()
    if not is_accepted:
        decline_proposal(office, wanted, by=by, now=now)
        return office.methodology
    accept_proposal(office, wanted, by=by, now=now)
    return opened.reopen().methodology


def _profile_of(office: Office, agency: AgencyKey) -> Profile | None:
    profiles = office.methodology.profiles.values()
    return next((one for one in profiles if any(a.key == agency for a in one.agencies)), None)
