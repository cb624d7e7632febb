"""From bound mentions to claims: one attribution for each agency, with role, confidence and evidence."""

from collections.abc import Sequence, Set

from core.agencies import AgencyKey, AgencyType
from core.attributions import Attribution, Mention, Prominence, Role
from core.items import ItemText
from nlp.atoms import Form
from nlp.bound import Bound
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.linear_rule import Features
from nlp.roles import FeatureReader
from nlp.verifier import ACTOR, BEST_FIRST, claim_features, reason_code

_MOST_EVIDENCE = 20


def make_claims(
    layout: Layout,
    item: ItemText,
    lexicon: Lexicon,
    bound: Sequence[Bound],
    speakers: Set[AgencyKey],
) -> list[Attribution]:
    """One claim for each agency, in the order of first appearance."""
    reader = FeatureReader(layout, lexicon, bound, speakers)
    claims = []
    for key, mentions in by_agency(bound).items():
        evidence = _evidence(layout, mentions)
        if evidence:
            features = reader.read(mentions)
            probability = lexicon.role_rule.probability(features)
            role = Role.ACTOR if probability >= ACTOR else Role.MENTIONED
            ground = claim_features(mentions, probability)
            claims.append(
                Attribution(
                    agency=key,
                    name=agency_name(key, lexicon.types[key.type]),
                    role=role,
                    confidence=lexicon.verifier.probability(ground),
                    evidence=evidence,
                    reason=_best_reason(mentions),
                    speaks=key in speakers,
                    prominence=_prominence(role, features),
                    own_site=item.own_agency == key,
                )
            )
    return claims


def by_agency(bound: Sequence[Bound]) -> dict[AgencyKey, list[Bound]]:
    """The mentions of each agency, in the order of first appearance."""
    found: dict[AgencyKey, list[Bound]] = {}
    for mention in bound:
        found.setdefault(mention.key, []).append(mention)
    return found


def _best_reason(mentions: Sequence[Bound]) -> str:
    """The surest of the ways in which the place was found."""
    return min((m.reason for m in mentions), key=lambda reason: BEST_FIRST.index(reason_code(reason)))


def _prominence(role: Role, features: Features) -> Prominence:
    """Main when the item opens with an actor, passing when a name stands in it once and does nothing."""
    leads = features["in_title"] or features["in_lead"] or features["opens"]
    if role is Role.ACTOR and leads:
        return Prominence.MAIN
    if role is Role.ACTOR or features["more_mentions"]:
        return Prominence.SECONDARY
    return Prominence.PASSING


def agency_name(key: AgencyKey, agency_type: AgencyType) -> str:
    """The usual full name with the place."""
    if key.own_name:
        return key.own_name
    if key.county and agency_type.level == "province":
        return f"{agency_type.county_name or agency_type.name} {key.county}"
    place = key.county or key.province
    return f"{agency_type.name} {place}" if place else agency_type.name


def _evidence(layout: Layout, mentions: Sequence[Bound]) -> tuple[Mention, ...]:
    ordered = sorted(mentions, key=lambda m: m.reason != "explicit-place")
    spans = dict.fromkeys((m.candidate.start, m.candidate.end, m.candidate.form) for m in ordered)
    found = [
        layout.mention(start, end, "role" if form is Form.OFFICE else "agency") for start, end, form in spans
    ]
    return tuple(mention for mention in found if mention)[:_MOST_EVIDENCE]
