"""Proposals: words that decisions of people suggest adding to the lexicon, for an analyst to accept.

A wrong claim suggests a stop-phrase: the words around its name. A missed agency, with the words that a person
selected, suggests a name of that agency, or of its type where the same words named several agencies.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from core.agencies import AgencyKey
from core.attributions import Mention
from core.items import ItemText
from nlp.attribute import Attributor
from nlp.fold import compact_form
from nlp.learning.accepted import NAMES_OF_AGENCIES, NAMES_OF_TYPES, STOP_PHRASES
from nlp.learning.lessons import ClaimsTaught, Decided

LEAST_STORIES = 2
"""One wrong claim is an accident of its text; the counters and the verifier take care of it."""
_PATTERN_SIGNS = frozenset("<>()|")
_BEFORE, _BEHIND = re.compile(r"([\w\u200c]+)\s+$"), re.compile(r"^\s+([\w\u200c]+)")

type Entry = Mapping[str, str]


class Kind(StrEnum):
    """What is proposed, by the list of config/lexicon/accepted.yaml that it would be added to."""

    STOP_PHRASE = STOP_PHRASES
    NAME_OF_TYPE = NAMES_OF_TYPES
    NAME_OF_AGENCY = NAMES_OF_AGENCIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words to add, and the items whose corrections suggest them."""

    kind: Kind
    words: str
    agency: AgencyKey | None = None
    """Of a name: the agency; of a name of a type, one of those it was selected for."""
    items: tuple[int, ...]
    reasons: tuple[str, ...] = ()
    """What people wrote when they rejected the claims."""

    @property
    def id(self) -> str:
        """Names what is proposed and not who supports it: declined once, it is declined."""
        whole = "\x1f".join([self.kind.value, *(f"{k}={v}" for k, v in sorted(self._named().items()))])
        return sha256(whole.encode()).hexdigest()[:8]

    @property
    def entry(self) -> dict[str, str]:
        """As it would stand in config/lexicon/accepted.yaml."""
        return {"words": self.words, **self._place()}

    def _named(self) -> dict[str, str]:
        return {"words": compact_form(self.words), **self._place()}

    def _place(self) -> dict[str, str]:
        if self.agency is None:
            return {}
        if self.kind is Kind.NAME_OF_TYPE:
            return {"type": self.agency.type}
        place = {"type": self.agency.type, "province": self.agency.province or ""}
        return place | ({"county": self.agency.county} if self.agency.county else {})


def proposals_of(taught: ClaimsTaught, decided: Sequence[Decided], attributor: Attributor) -> list[Proposal]:
    """Everything that the decisions suggest, the best supported first."""
    found = [*_stop_phrases(decided, attributor), *_names(taught)]
    return sorted(found, key=lambda one: (-len(one.items), one.kind.value, one.words))


def _stop_phrases(decided: Sequence[Decided], attributor: Attributor) -> Iterator[Proposal]:
    """Phrases around rejected names that stand around no accepted one."""
    wrong: dict[str, dict[str, Decided]] = defaultdict(dict)
    spelled: dict[str, str] = {}
    right: set[str] = set()
    for one in decided:
        for phrase, is_wrong in _phrases(one, attributor):
            key = compact_form(phrase)
            spelled.setdefault(key, phrase)
            if is_wrong:
                wrong[key].setdefault(one.story, one)
            else:
                right.add(key)
    free = {key: items for key, items in wrong.items() if key not in right}
    for key, stories in _covering(free):
        items = [one for one in decided if one.story in stories]
        reasons = {reason for one in items for reason in one.reasons.values() if reason}
        yield Proposal(
            kind=Kind.STOP_PHRASE,
            words=spelled[key],
            items=tuple(one.item_id for one in items),
            reasons=tuple(sorted(reasons)),
        )


def _covering(wrong: Mapping[str, Mapping[str, Decided]]) -> Iterator[tuple[str, set[str]]]:
    """The phrases that explain most stories, of equal ones the longest, each story once."""
    left = {key: set(stories) for key, stories in wrong.items()}
    while left:
        key = max(left, key=lambda one: (len(left[one]), len(one), one))
        stories = left.pop(key)
        if len(stories) < LEAST_STORIES:
            return
        yield key, stories
        left = {other: rest - stories for other, rest in left.items()}


def _phrases(one: Decided, attributor: Attributor) -> Iterator[tuple[str, bool]]:
    """Each name with the word before and the word behind it, and whether a person rejected the claim."""
    known = one.roles.keys() | one.let_stand.keys()
    for claim in attributor.attribute(one.text).attributions if known else ():
        agency = str(claim.agency)
        if agency in known:
            is_wrong = agency in one.roles and one.roles[agency] is None
            for mention in claim.evidence:
                for phrase in _around(one.text, mention):
                    yield phrase, is_wrong


def _around(text: ItemText, mention: Mention) -> Iterator[str]:
    whole = getattr(text, mention.field) or ""
    before = _BEFORE.search(whole[: mention.start])
    behind = _BEHIND.search(whole[mention.end :])
    words = " ".join(mention.surface.split())
    if _PATTERN_SIGNS & set(words):
        return
    if " " in words:
        yield words
    if before:
        yield f"{before[1]} {words}"
    if behind:
        yield f"{words} {behind[1]}"


def _names(taught: ClaimsTaught) -> Iterator[Proposal]:
    """Selected words of agencies that the rules do not see."""
    selected: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for one, subject in taught.missed:
        words, key = " ".join(one.surfaces.get(subject, "").split()), AgencyKey.parse(subject)
        # A body with a name of its own is named in its profile, where it is watched.
        if words and not _PATTERN_SIGNS & set(words) and not key.own_name:
            single = Proposal(kind=Kind.NAME_OF_AGENCY, words=words, agency=key, items=(one.item_id,))
            selected[key.type, compact_form(words)].append(single)
    for singles in selected.values():
        agencies = {single.agency for single in singles}
        items = tuple(dict.fromkeys(item for single in singles for item in single.items))
        is_placed = all(agency and agency.province for agency in agencies)
        kind = Kind.NAME_OF_AGENCY if is_placed and len(agencies) == 1 else Kind.NAME_OF_TYPE
        yield replace(singles[0], kind=kind, items=items)


def entries_with(below: Mapping[str, object], more: Iterable[Proposal]) -> dict[str, object]:
    """What config/lexicon/accepted.yaml says, with these added."""
    file: dict[str, object] = dict(below)
    for one in more:
        listed = file.get(one.kind.value)
        # The id leads to who accepted it, in the audit trail.
        entry = {**one.entry, "proposal": one.id}
        file[one.kind.value] = [*(listed if isinstance(listed, list) else []), entry]
    return file
