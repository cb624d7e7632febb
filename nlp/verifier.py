"""The verifier: what a claim rests on, to be weighed into the probability that an analyst accepts it."""

from collections.abc import Sequence
from math import log

from nlp.atoms import Form
from nlp.bound import Bound
from nlp.linear_rule import Features

ACTOR = 0.65
"""From this probability on an agency is an actor: what counts by itself should be right."""
_MOST_CERTAIN = 3.0
_MOST_MENTIONS = 4


def claim_features(mentions: Sequence[Bound], actor_probability: float) -> Features:
    """How the place was found, how the name was written, and how clear the role is."""
    reasons = {reason_code(mention.reason) for mention in mentions}
    forms = {mention.candidate.form for mention in mentions}
    best = min(reasons, key=BEST_FIRST.index)
    clear = min(abs(log_odds(actor_probability) - log_odds(ACTOR)), _MOST_CERTAIN)
    is_actor = actor_probability >= ACTOR
    return {
        best: 1.0,
        "actor": float(is_actor),
        "clear_actor" if is_actor else "clear_mention": clear,
        "more_mentions": float(min(len(mentions), _MOST_MENTIONS) - 1),
        "only_weak_names": float(forms == {Form.WEAK}),
        "only_units": float(forms == {Form.UNIT}),
        "own_name": float(Form.NAMED in forms),
        "office": float(Form.OFFICE in forms),
    }


def log_odds(probability: float) -> float:
    """The inverse of the logistic."""
    return log(probability / (1 - probability))


def reason_code(reason: str) -> str:
    """The reason without the source of the place."""
    return reason.partition("/")[0]


BEST_FIRST = (
    "explicit-place",
    "shared-place",
    "known-agency",
    "known-head",
    "document-province",
    "document-county",
    "story-province",
    "place-unknown",
)
"""The ways in which a claim finds its place, the surest first."""
