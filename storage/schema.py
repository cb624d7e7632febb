"""The schema: every table of the database, gathered where migrations and tests can see all of them."""

from storage.attributions import attribution
from storage.audit import audit
from storage.corrections import correction
from storage.fetches import fetch, page
from storage.fingerprints import fingerprint
from storage.items import item, item_version, redating
from storage.job_runs import job_run
from storage.metadata import metadata
from storage.observations import observation, observation_item
from storage.probes import probe
from storage.readings import reading
from storage.rounds import round_table
from storage.scores import score
from storage.source_days import source_day
from storage.source_states import source_state
from storage.spools import spool_ack
from storage.stage_outcomes import stage_outcome
from storage.stories import story_member
from storage.users import user_account

TABLES = (
    attribution,
    audit,
    correction,
    fetch,
    fingerprint,
    item,
    item_version,
    job_run,
    observation,
    observation_item,
    page,
    probe,
    reading,
    redating,
    round_table,
    score,
    source_day,
    source_state,
    spool_ack,
    stage_outcome,
    story_member,
    user_account,
)

APPEND_ONLY = (correction, audit)
"""Guarded by triggers: a row of these is never changed or removed."""

__all__ = ["APPEND_ONLY", "TABLES", "metadata"]
