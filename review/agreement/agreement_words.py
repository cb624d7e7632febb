"""The words of double coding: what is coded, with which answers, and what an agreement is worth."""

from collections.abc import Mapping, Sequence

from core.attributions import Role, ServiceReflection, Tone
from core.codings import NOT_NAMED
from core.corrections import Aspect
from core.methodology import Topic
from reports.words import ROLES, SERVICES, TONES
from scoring.agreement import Verdict

ASPECT_NAMES: Mapping[Aspect, str] = {
    Aspect.AGENCY: "دستگاه و نقشش",
    Aspect.TONE: "لحن",
    Aspect.TOPIC: "موضوع",
    Aspect.SERVICE: "بازتاب خدمت",
    Aspect.CRITICISM: "نیاز به پاسخ",
    Aspect.RELEVANCE: "مرتبط بودن",
}

VERDICTS: Mapping[Verdict, str] = {
    Verdict.RELIABLE: "می‌توان بر آن تکیه کرد",
    Verdict.TENTATIVE: "تنها برای برداشتی نخستین",
    Verdict.UNRELIABLE: "نمی‌توان بر آن تکیه کرد",
    Verdict.TOO_FEW: "هنوز کم است",
}

_YES_NO = {
    Aspect.CRITICISM: {"true": "نیاز به پاسخ دارد", "false": "نیاز به پاسخ ندارد"},
    Aspect.RELEVANCE: {"true": "مرتبط است", "false": "نامرتبط است"},
}


def answers(aspect: Aspect, topics: Sequence[Topic]) -> Mapping[str, str]:
    """What can be said of an aspect, with its words."""
    match aspect:
        case Aspect.AGENCY:
            return {**{role.value: ROLES[role] for role in Role}, NOT_NAMED: "در متن نیست"}
        case Aspect.TONE:
            return {tone.value: TONES[tone] for tone in Tone}
        case Aspect.SERVICE:
            return {service.value: SERVICES[service] for service in ServiceReflection}
        case Aspect.TOPIC:
            return {topic.slug: topic.name for topic in topics}
        case Aspect.CRITICISM | Aspect.RELEVANCE:
            return _YES_NO[aspect]
        case Aspect.CEREMONIAL | Aspect.STORY:
            return {}
