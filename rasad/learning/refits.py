"""The three models that are learned, each refitted and measured by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.learning.learned import Learned
from nlp.learning.lessons import ClaimsTaught, Decided, TextTaught, claims_taught, texts_taught
from nlp.learning.refit_claims import refit_claims
from nlp.learning.refit_service import refit_service
from nlp.learning.refit_topics import refit_topics
from rasad.collecting.reader import Reader
from rasad.learning.models import CLAIMS, SERVICE, TOPICS, InForce, Refit, weights_content


def refit_all(
    decided: Sequence[Decided], shipped: Reader, learned: Learned, in_force: InForce
) -> tuple[Mapping[str, Refit | None], Learned]:
    """By model, None where there are too few lessons; and what holds after it.

    One after the other, because topics rest on roles, and service on topics: so equal lessons give equal
    models, however often they are learned.
    """
    found: dict[str, Refit | None] = {}
    found[CLAIMS] = _refit_claims(claims_taught(decided, shipped.understander.attributor), shipped, in_force)
    learned = _with(learned, found[CLAIMS])
    found[TOPICS] = _refit_topics(_texts(decided, shipped, learned), in_force)
    learned = _with(learned, found[TOPICS])
    found[SERVICE] = _refit_service(_texts(decided, shipped, learned), shipped, in_force)
    return found, _with(learned, found[SERVICE])


def _texts(decided: Sequence[Decided], shipped: Reader, learned: Learned) -> list[TextTaught]:
    understander = shipped.understander.taught(learned)
    return texts_taught(decided, understander.attributor, understander.reader)


def _with(learned: Learned, refit: Refit | None) -> Learned:
    """The same with this model, if it is taken over."""
    if refit is None or not refit.is_taken:
        return learned
    new = refit.learned
    if refit.part == CLAIMS:
        return replace(learned, role=new.role, verifier=new.verifier)
    return (
        replace(learned, topics=new.topics) if refit.part == TOPICS else replace(learned, service=new.service)
    )


def _refit_claims(claims: ClaimsTaught, shipped: Reader, in_force: InForce) -> Refit | None:
    lexicon = shipped.understander.attributor.shipped
    refit = refit_claims(claims, lexicon, in_force_until=in_force.until(CLAIMS))
    if refit is None:
        return None
    return Refit(
        part=CLAIMS,
        lessons=refit.claims,
        measure="counted F1",
        before=refit.in_force.counted_f1,
        after=refit.score.counted_f1,
        is_taken=not refit.score.is_worse_than(refit.in_force),
        content=weights_content({"role": refit.role, "verifier": refit.verifier}),
        learned=Learned(role=refit.role, verifier=refit.verifier),
    )


def _refit_topics(texts: Sequence[TextTaught], in_force: InForce) -> Refit | None:
    refit = refit_topics(texts, in_force_until=in_force.until(TOPICS))
    if refit is None:
        return None
    return Refit(
        part=TOPICS,
        lessons=refit.items,
        measure="right topics",
        before=refit.right_in_force,
        after=refit.right,
        is_taken=refit.right >= refit.right_in_force,
        content=refit.model.to_bytes(),
        learned=Learned(topics=refit.model),
    )


def _refit_service(texts: Sequence[TextTaught], shipped: Reader, in_force: InForce) -> Refit | None:
    weights = shipped.understander.reader.shipped_service
    refit = refit_service(texts, weights, in_force_until=in_force.until(SERVICE))
    if refit is None:
        return None
    return Refit(
        part=SERVICE,
        lessons=refit.items,
        measure="macro F1",
        before=refit.macro_f1_in_force,
        after=refit.macro_f1,
        is_taken=refit.macro_f1 >= refit.macro_f1_in_force,
        content=weights_content({"moves": refit.moves}),
        learned=Learned(service=refit.moves),
    )
