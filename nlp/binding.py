"""Bind candidates to places: explicit, shared with a neighbour, known from elsewhere, or not at all."""

from collections.abc import Sequence

from core.agencies import AgencyKey, AgencyType, Level
from nlp.atoms import Form
from nlp.bound import Bound, county_field
from nlp.candidates import Candidate, Refused, is_local
from nlp.gazetteer import LocalPlace, PlaceSenses
from nlp.heads import Licence
from nlp.known import Known
from nlp.layout import Layout
from nlp.lexicon import Lexicon
from nlp.provinces import Geography
from nlp.speech import SpeechReader
from nlp.story_place import StoryPlace
from nlp.tails import BARE_SCOPES, Area, NamedPlace, Scope

_JOINTS = frozenset({"و", "،", "،و"})


class Binder:
    """Binds the candidates of one text."""

    def __init__(self, layout: Layout, geography: Geography, lexicon: Lexicon, speech: SpeechReader) -> None:
        self._layout = layout
        self._geography = geography
        self._story = StoryPlace(layout, geography, lexicon)
        self._speech = speech
        self._gazetteer = lexicon.gazetteer
        self._on_the_scene = lexicon.words["on_the_scene"]
        self.bound: list[Bound] = []
        self.refused: list[Refused] = []

    def bind(self, candidates: Sequence[Candidate]) -> None:
        """Fill `bound` and `refused`."""
        open_candidates: list[Candidate] = []
        explicit: dict[int, list[AgencyKey]] = {}
        for number, candidate in enumerate(candidates):
            keys = self._explicit(candidate)
            if keys:
                explicit[number] = keys
                self.bound += [Bound(candidate, key, "explicit-place") for key in keys]
            elif candidate.token.plural:
                self.refused.append(Refused(candidate.start, candidate.end, "class-noun"))
        for number in reversed(range(len(candidates))):
            candidate = candidates[number]
            if number in explicit or candidate.token.plural:
                continue
            self._take_scope_of_next(candidates, number)
            shared = self._shared(candidates, number, explicit)
            if shared:
                explicit[number] = [shared]
                self.bound.append(Bound(candidate, shared, "shared-place"))
            else:
                open_candidates.append(candidate)
        known = Known(self.bound, self._speech, digest=self._layout.digest)
        for candidate in reversed(open_candidates):
            self._bind_open(candidate, known)
        self.bound.sort(key=lambda bound: bound.candidate.start)

    def _explicit(self, candidate: Candidate) -> list[AgencyKey]:
        atom = candidate.token.atom
        if atom.agency:
            return [atom.agency]
        if atom.province and candidate.form is Form.NAMED:
            own_name = atom.name if candidate.type.own_names else None
            return [AgencyKey(candidate.type.slug, atom.province, None, own_name)]
        if candidate.tail.scope is not Scope.PLACED:
            return []
        keys = [self._key(candidate, place) for place in candidate.tail.places]
        return [key for key in keys if key]

    def _key(self, candidate: Candidate, place: NamedPlace) -> AgencyKey | None:
        kind = candidate.type
        if is_local(kind):
            local = self._local(kind.level, place)
            return AgencyKey(kind.slug, local.province, county_field(kind, local)) if local else None
        if _is_only_a_word(candidate, place):
            return None
        if place.area in (Area.NONE, Area.PROVINCE) and place.senses.province:
            return AgencyKey(kind.slug, place.senses.province, None, _own_name(candidate, place.senses))
        local = self._local(Level.COUNTY, place)
        if local is None:
            return None
        if kind.provincial_only:
            return AgencyKey(kind.slug, local.province)
        if kind.own_names:
            return AgencyKey(kind.slug, local.province, None, _own_name(candidate, place.senses))
        if self._is_centre(candidate, place, local):
            return AgencyKey(kind.slug, local.province)
        return AgencyKey(kind.slug, local.province, local.name)

    def _is_centre(self, candidate: Candidate, place: NamedPlace, local: LocalPlace) -> bool:
        """The prosecutor or the medical university of a capital is the province's."""
        if self._gazetteer.capitals.get(local.province) != local.name or place.area is Area.COUNTY:
            return False
        if candidate.token.atom.key.startswith("دادس"):
            return True
        whole_province = candidate.type.slug in ("medical-university", "airports")
        return candidate.heads.licence is Licence.PROVINCIAL or (
            whole_province and candidate.form is Form.STRONG
        )

    def _local(self, level: Level, place: NamedPlace) -> LocalPlace | None:
        """The city or county a name means for a body of this level."""
        senses = place.senses
        first, second = (
            (senses.cities, senses.counties)
            if level is Level.CITY and place.area is not Area.COUNTY
            else (senses.counties, senses.cities)
        )
        for choices in (first, second):
            chosen = self._one_of(choices, place.inside)
            if chosen:
                return chosen
        return None

    def _one_of(self, choices: Sequence[LocalPlace], inside: PlaceSenses | None) -> LocalPlace | None:
        if inside and choices:
            fitting = [c for c in choices if c.province == inside.province or c.province in inside.provinces]
            choices = fitting or choices
        if len({choice.province for choice in choices}) == 1:
            return choices[0]
        verdict = self._geography.province() if choices else None
        return next((c for c in choices if verdict and c.province == verdict.province), None)

    def _take_scope_of_next(self, candidates: Sequence[Candidate], number: int) -> None:
        """«بهزیستی و کمیته امداد استان»: the bare «استان» belongs to both."""
        candidate = candidates[number]
        if number + 1 == len(candidates) or candidate.tail.scope is not Scope.NONE:
            return
        following = candidates[number + 1]
        if following.tail.scope in BARE_SCOPES and self._are_joined(candidate, following):
            candidate.tail = candidate.tail._replace(scope=following.tail.scope)

    def _are_joined(self, candidate: Candidate, following: Candidate) -> bool:
        return self._layout.compact[candidate.end : following.start] in _JOINTS

    def _shared(
        self, candidates: Sequence[Candidate], number: int, explicit: dict[int, list[AgencyKey]]
    ) -> AgencyKey | None:
        """«شهرداری و شورای شهر تهران»: the place of the next name, when only «و» stands between."""
        candidate = candidates[number]
        if number + 1 not in explicit or candidate.tail.scope is not Scope.NONE:
            return None
        following = candidates[number + 1]
        if not self._are_joined(candidate, following) or following.form is Form.NAMED:
            return None
        if following.tail.places:
            return self._key(candidate, following.tail.places[0])
        return _moved(candidate.type, explicit[number + 1][0])

    def _works_here(self, candidate: Candidate) -> bool:
        """«محیط‌بانان» belong to the agency of their kind that the item names."""
        return candidate.token.atom.key in self._on_the_scene

    def _bind_open(self, candidate: Candidate, known: Known) -> None:
        this_province = candidate.tail.scope is Scope.THIS_PROVINCE and not is_local(candidate.type)
        same = None if this_province else known.same_type(candidate)
        if same and (
            self._works_here(candidate) or candidate.form is not Form.UNIT or candidate.heads.direct
        ):
            self.bound.append(Bound(candidate, same, "known-agency"))
            return
        answer = self._story.place(candidate, known)
        if isinstance(answer, str):
            self.refused.append(Refused(candidate.start, candidate.end, answer))
        else:
            self.bound.append(Bound(candidate, *answer))


def _is_only_a_word(candidate: Candidate, place: NamedPlace) -> bool:
    """«پلیس صحنه را …»: the town صحنه only after an office or a head."""
    is_word = place.area is Area.NONE and place.senses.is_word and not place.senses.province
    return is_word and candidate.form is not Form.OFFICE and not candidate.heads.direct


def _own_name(candidate: Candidate, senses: PlaceSenses) -> str | None:
    """«دانشگاه شیراز»: of a type that a province has several of."""
    if not candidate.type.own_names:
        return None
    return f"{candidate.token.atom.name or candidate.type.name} {senses.name}"


def _moved(kind: AgencyType, key: AgencyKey) -> AgencyKey:
    return AgencyKey(kind.slug, key.province, None if kind.provincial_only else key.county)
