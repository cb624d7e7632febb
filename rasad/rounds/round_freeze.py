"""What must hold before a round is frozen: all was seen, heard and decided, and it can be made again."""

from collections.abc import Sequence
from datetime import datetime

from core.appeals import Appeal
from core.calendar import tehran_minute
from core.errors import RoundError
from core.methodology import Profile
from core.periods import period_ending
from core.rounds import Round, RoundStep
from rasad.rounds.manifests import rerun, scheme_hash
from rasad.rounds.round_guards import require_unedited
from rasad.wiring import Office
from storage.appeals import appeals_of
from storage.corrections import corrections_ever_made
from storage.database import Connection
from storage.items import item_facts_between
from storage.round_manifests import RoundManifest, manifest_of


def require_freezable(
    connection: Connection,
    office: Office,
    profile: Profile,
    made: Round,
    steps: Sequence[RoundStep],
    now: datetime,
) -> RoundManifest:
    """The manifest of the revision to freeze; raises RoundError with the first thing that stands against."""
    scheme = office.methodology.schemes[made.scheme]
    period = period_ending(scheme.period, made.month)
    until = steps[-1].until
    if until is not None and now <= until:
        raise RoundError(f"agencies may appeal until {tehran_minute(until)}; freeze the round after that")
    _require_answered(appeals_of(connection, profile.id, made.scheme, made.month), now)
    if made.made_at < period.end:
        raise RoundError(
            f"revision {made.revision} was counted before {made.month} was over; "
            f"run `rasad score {made.month}`"
        )
    kept = manifest_of(connection, made.id)
    if kept is None:
        raise RoundError(
            f"revision {made.revision} is older than manifests and has none; run `rasad score {made.month}`"
        )
    require_unedited(connection, scheme)
    _require_counted_with(kept, made, office)
    in_month = {fact.id for fact in item_facts_between(connection, period.start, period.end)}
    late = [c.item_id for c in corrections_ever_made(connection, in_month) if c.id > kept.newest_correction]
    if late:
        raise RoundError(
            f"{len(late)} decision(s) of people, the first on item {late[0]}, came after revision "
            f"{made.revision} was counted; run `rasad score {made.month}` so that they count"
        )
    if not rerun(connection, kept.manifest_hash).is_same:
        raise RoundError(
            f"revision {made.revision} does not come out the same when it is made again; the program changed "
            f"since: run `rasad score {made.month}`, and freeze that"
        )
    return kept


def _require_answered(appeals: Sequence[Appeal], now: datetime) -> None:
    waiting = [appeal for appeal in appeals if appeal.is_open(now)]
    if waiting:
        listed = ", ".join(f"{appeal.id} ({appeal.agency})" for appeal in waiting)
        raise RoundError(
            f"{len(waiting)} appeal(s) wait for an answer: {listed}; answer them with `rasad round answer`"
        )


def _require_counted_with(kept: RoundManifest, made: Round, office: Office) -> None:
    """The scheme that was counted is the one that stands in config/ now."""
    now = office.methodology.schemes[made.scheme]
    if (now.version, scheme_hash(now)) != (made.scheme_version, kept.scheme_hash):
        raise RoundError(
            f"config/schemes: scheme '{made.scheme}' was edited after revision {made.revision} was counted "
            f"(version '{made.scheme_version}', now '{now.version}'); run `rasad score {made.month}`, "
            "or undo the edit"
        )
