"""Checks of a decision against the text and the register: a form can be forged."""

from core.agencies import AgencyKey
from core.attributions import ServiceReflection, Tone
from core.items import TEXT_FIELDS, Item
from nlp.fold import fold
from review.desk import Desk
from review.queue.decisions import Act, Shown
from review.queue.wishes import Refusal, RefusedError, Wish

_ABOUT_ONE = frozenset({Act.WRONG, Act.ROLE, Act.TONE, Act.PROVINCE})


def check(desk: Desk, wish: Wish, shown: Shown) -> None:
    """Raises RefusedError when the decision has no meaning here; a form can be forged."""
    if wish.act in _ABOUT_ONE and wish.focus not in shown.standing_roles:
        raise RefusedError(Refusal.NO_CLAIM)
    if wish.act is Act.OTHER and wish.focus and wish.focus not in shown.claimed_roles:
        raise RefusedError(Refusal.NO_CLAIM)
    if wish.act in (Act.OTHER, Act.ADD) and desk.agency_problem(wish.argument):
        raise RefusedError(Refusal.BAD_AGENCY)
    if wish.act is Act.OTHER and wish.focus == str(AgencyKey.parse(wish.argument)):
        raise RefusedError(Refusal.BAD_AGENCY)
    if wish.act is Act.PROVINCE:
        _check_province(desk, wish)
    allowed = {
        Act.TOPIC: {topic.slug for topic in desk.methodology.topics},
        Act.SERVICE: {service.value for service in ServiceReflection},
        Act.TONE: {tone.value for tone in Tone},
    }
    if wish.act in allowed and wish.argument not in allowed[wish.act]:
        raise RefusedError(Refusal.BAD_VALUE)


def _check_province(desk: Desk, wish: Wish) -> None:
    before = AgencyKey.parse(wish.focus)
    if wish.argument not in {one.name for one in desk.methodology.places.provinces}:
        raise RefusedError(Refusal.BAD_VALUE)
    if before == AgencyKey(type=before.type, province=wish.argument):
        raise RefusedError(Refusal.BAD_AGENCY)


def selected_words(item: Item, selected: str) -> str | None:
    """The selected words as they stand in the text: what is shown of it lacks invisible characters."""
    words = selected.strip()
    if not words:
        return None
    fields = [getattr(item, name) or "" for name in TEXT_FIELDS]
    if any(words in text for text in fields):
        return words
    wanted = fold(words).compact
    for text in fields:
        folded = fold(text)
        start = folded.compact.find(wanted) if wanted else -1
        if start >= 0:
            first, end = folded.raw_span(start, start + len(wanted))
            return text[first:end]
    raise RefusedError(Refusal.NOT_IN_TEXT)
