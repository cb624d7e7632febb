"""The three models that are learned, each refitted and measured by itself."""

from collections.abc import Mapping, Sequence

from nlp.learning.learned import Learned
from nlp.learning.lessons import ClaimsTaught, TextTaught
from nlp.learning.refit_claims import refit_claims
from nlp.learning.refit_service import refit_service
from nlp.learning.refit_topics import refit_topics
from rasad.models import CLAIMS, SERVICE, TOPICS, InForce, Refit, weights_content
from rasad.reader import Reader


def refit_all(
    claims: ClaimsTaught, texts: Sequence[TextTaught], shipped: Reader, in_force: InForce
) -> Mapping[str, Refit | None]:
    """By model; None where there are too few lessons."""
    return {
        CLAIMS: _refit_claims(claims, shipped, in_force),
        TOPICS: _refit_topics(texts, in_force),
        SERVICE: _refit_service(texts, shipped, in_force),
    }


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
