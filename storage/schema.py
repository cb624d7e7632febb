"""The schema: every table of the database, gathered where migrations and tests can see all of them."""

from storage.api_tokens import api_token
from storage.appeals import appeal, appeal_answer
from storage.attributions import attribution
from storage.audit import audit
from storage.audit_reviews import audit_review
from storage.blind_corrections import blind_correction
from storage.clip_entries import clip_entry
from storage.codings import coding
from storage.corrections import correction
from storage.fetches import fetch, page
from storage.fingerprints import fingerprint
from storage.item_search import item_search
from storage.items import item, item_version, redating
from storage.job_runs import job_run
from storage.judgements import judgement
from storage.metadata import metadata
from storage.observations import observation, observation_item
from storage.posts import post, post_views
from storage.probes import probe
from storage.quarantine import quarantine
from storage.readings import reading
from storage.records import record
from storage.redirects import redirect
from storage.resolutions import resolution
from storage.review_acts import review_act
from storage.review_cards import review_card
from storage.round_manifests import kept_content, round_manifest
from storage.round_steps import round_step
from storage.rounds import round_table
from storage.score_intervals import equal_pair, score_interval
from storage.scores import score
from storage.sessions import failed_sign_in, session
from storage.source_days import source_day
from storage.source_states import source_state
from storage.spools import spool_ack
from storage.stage_outcomes import stage_outcome
from storage.stories import story_member
from storage.surveys import survey_result
from storage.table_values import table_value
from storage.takedowns import takedown
from storage.trials import trial
from storage.users import user_account

TABLES = (
    api_token,
    appeal,
    appeal_answer,
    attribution,
    audit,
    audit_review,
    blind_correction,
    clip_entry,
    coding,
    correction,
    equal_pair,
    failed_sign_in,
    fetch,
    fingerprint,
    item,
    item_search,
    item_version,
    job_run,
    judgement,
    kept_content,
    observation,
    observation_item,
    page,
    post,
    post_views,
    probe,
    quarantine,
    reading,
    record,
    redating,
    redirect,
    resolution,
    review_act,
    review_card,
    round_manifest,
    round_step,
    round_table,
    score,
    score_interval,
    session,
    source_day,
    source_state,
    spool_ack,
    stage_outcome,
    story_member,
    survey_result,
    table_value,
    takedown,
    trial,
    user_account,
)

APPEND_ONLY = (
    correction,
    audit,
    audit_review,
    blind_correction,
    coding,
    kept_content,
    round_manifest,
    round_step,
    appeal,
    appeal_answer,
    record,
    judgement,
    survey_result,
    table_value,
    resolution,
    clip_entry,
    takedown,
)
"""Guarded by triggers: a row of these is never changed or removed."""

__all__ = ["APPEND_ONLY", "TABLES", "metadata"]
