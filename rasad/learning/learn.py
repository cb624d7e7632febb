"""The learn stage: refits what can be learned from corrections, and takes over what is not worse.

Three models are learned each by itself: claims (role and confidence), topics, service. Whatever happens to
them, the counters of wordings move with every correction (see rasad.wiring).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

import structlog

from core.outcomes import Outcome
from nlp.learning.changes import is_changed
from nlp.learning.lessons import Decided, claims_taught
from rasad.collecting.reader import Reader
from rasad.learning.lessons import decided_items, with_counters
from rasad.learning.models import (
    InForce,
    Model,
    Refit,
    keep_model,
    load_learned,
    model_name,
    put_in_force,
    read_in_force,
)
from rasad.learning.regressions import Compared, compare, regression_cases, replay
from rasad.run_stage import StageReport
from rasad.wiring import Office, Progress, no_progress
from storage.corrections import newest_correction
from storage.items import newest_items

STAGE = "learn"
TRIED_ON = 1000
"""How many of the newest items are read again to say how many claims would change."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What a refit found and what it would change."""

    corrected_items: int
    refits: Sequence[Refit]
    too_few: Sequence[str]
    """Models for which there are too few lessons yet."""
    in_sample: tuple[float, float] | None
    """Counted F1 on the lessons themselves, before and after."""
    method_before: str
    method_after: str
    regressions: Compared
    changed_items: int
    tried_on: int


def learn(office: Office, *, keep: bool = True) -> LearnReport:
    """Refit everything now; with `keep` what is not worse is in force from now on."""
    in_force = read_in_force(office.home.models)
    # Asked first: what people decide while this runs is for the next refit.
    with office.database.read() as connection:
        until = newest_correction(connection)
    shipped, before = office.shipped_reader, office.reader
    decided = decided_items(
        office.database, shipped.text_of, audit_share=office.methodology.settings.audit_share
    )
    # The fits bring scikit-learn, a second that commands which do not learn need not spend.
    from rasad.learning.refits import refit_all

    found, learned = refit_all(decided, shipped, load_learned(office.home.models, in_force), in_force)
    taken = [refit for refit in found.values() if refit and refit.is_taken]
    models = {refit.part: _model(refit, until) for refit in taken}
    state = InForce(models={**in_force.models, **models}, tried_until=until, tried_with=shipped.method)
    if keep:
        _keep(office, taken, state)
    after = with_counters(shipped, replace(learned, name=state.name), decided)
    return _report(office, decided, found, before, after)


def learn_nightly(office: Office, _now: datetime, progress: Progress = no_progress) -> StageReport:
    """Refit when people decided something new, or the rules are other ones; each model ends as one input."""
    started = perf_counter()
    outcomes: Counter[Outcome] = Counter()
    in_force = read_in_force(office.home.models)
    with office.database.read() as connection:
        newest = newest_correction(connection)
    state = (newest, office.shipped_reader.method)
    if newest and state != (in_force.tried_until, in_force.tried_with):
        report = learn(office)
        for refit in report.refits:
            outcomes[Outcome.UPDATED if refit.is_taken else Outcome.UNCHANGED] += 1
            log.info(
                "model taken over" if refit.is_taken else "refit is worse than what is in force and not used",
                model=refit.part,
                measure=refit.measure,
                before=refit.before,
                after=refit.after,
                lessons=refit.lessons,
            )
        progress(STAGE, outcomes.total(), None)
    return StageReport(stage=STAGE, outcomes=outcomes, seconds=perf_counter() - started)


def _model(refit: Refit, until: int) -> Model:
    return Model(file=model_name(refit.part, refit.content), until=until, lessons=refit.lessons)


def _keep(office: Office, taken: Sequence[Refit], state: InForce) -> None:
    """The files first, so that what is in force is always there."""
    for refit in taken:
        keep_model(office.home.models, refit.part, refit.content)
    put_in_force(office.home.models, state)


def _report(
    office: Office,
    decided: Sequence[Decided],
    found: Mapping[str, Refit | None],
    before: Reader,
    after: Reader,
) -> LearnReport:
    from nlp.learning.refit_claims import counted_f1_by

    claims = claims_taught(decided, office.shipped_reader.understander.attributor)
    cases = regression_cases(office.database)
    with office.database.read() as connection:
        newest = newest_items(connection, TRIED_ON)
    changed = sum(is_changed(before.understand(one.item), after.understand(one.item)) for one in newest)
    rules = [reader.understander.attributor.lexicon.role_rule for reader in (before, after)]
    return LearnReport(
        corrected_items=len(decided),
        refits=[refit for refit in found.values() if refit],
        too_few=[part for part, refit in found.items() if refit is None],
        in_sample=(counted_f1_by(claims, rules[0]), counted_f1_by(claims, rules[1]))
        if claims.lessons
        else None,
        method_before=before.method,
        method_after=after.method,
        regressions=compare(replay(cases, before), replay(cases, after)),
        changed_items=changed,
        tried_on=len(newest),
    )
